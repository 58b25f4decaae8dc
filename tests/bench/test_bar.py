"""The bar is told as measured: a line is reached, not reached or not measured."""

import math

import pytest

from bench import bar
from bench.measuring import Results
from bench.questions import Question


def measured(**medians: float) -> Results:
    """Results of two lists and an export; seconds by ``question__peer__mode``."""
    results = Results(questions=[_list("few"), _list("many")], meetings=1_000_000)
    for told, seconds in medians.items():
        question, peer, mode = told.split("__")
        results.note(question, peer, mode.replace("_", " "), seconds)
    return results


def _list(name: str) -> Question:
    return Question(name, query=(("q", name),))


def line(results: Results, what: str) -> bar.Bar:
    """The one line that begins so."""
    (found,) = [one for one in bar.lines(results) if one.what.startswith(what)]
    return found


def test_a_mean_of_ratios_is_geometric_and_only_of_what_both_answered():
    results = measured(
        few__datasette__computed=8.0,
        few__sqlite__computed=0.1,
        many__datasette__computed=4.0,
        many__sqlite__computed=0.02,
    )
    found = line(results, "Datasette ÷ page of HTML computed, geometric mean")
    assert found.found == pytest.approx(math.sqrt(80 * 200))
    assert found.is_reached is True
    assert line(results, "Datasette ÷ page of HTML computed, lowest").found == pytest.approx(80)
    assert line(results, "Datasette ÷ JSON computed, geometric mean").is_reached is None


def test_the_worst_question_decides_where_the_bar_is_for_all():
    results = measured(
        nothing__sqlite__remembered=0.001,
        few__sqlite__remembered=0.002,
        many__sqlite__remembered=0.0026,
    )
    found = line(results, "page of HTML remembered ÷ nothing, highest, sqlite")
    assert (found.found, found.is_reached) == (pytest.approx(2.6), False)


def test_a_bound_itself_is_within_the_bar():
    assert bar.Bar("a", 2.5, False, 2.5).is_reached is True
    assert bar.Bar("a", 2.5, True, 2.5).is_reached is True
    assert bar.Bar("a", 2.5, False, 2.500001).is_reached is False
    assert bar.Bar("a", 2.5, True, 2.499999).is_reached is False


def test_throughput_is_that_of_the_middle_round_against_nothing():
    results = measured()
    results.loaded = {
        ("sqlite", "nothing"): [100.0, 300.0, 200.0],
        ("sqlite", "all lists"): [80.0, 20.0, 90.0],
    }
    found = line(results, "8 connections on sqlite, all lists ÷ nothing")
    assert (found.found, found.is_reached) == (0.4, False)


def test_the_memory_of_the_index_is_counted_for_a_million_meetings():
    results = measured()
    results.meetings, results.index = 500_000, {"sqlite": {"megabytes": 30.0}}
    assert line(results, "index, MB a million").found == 60.0


def test_what_was_not_measured_is_said_to_be_so():
    told = bar.table_of(measured())
    assert told.count("not measured") == len(list(bar.lines(measured())))
    assert "reached" not in told.replace("not measured", "")
