"""What the bench writes: a section replaces its own and no other; figures are told as measured."""

import sqlite3
from contextlib import closing

import pytest

from bench import document, growth, report, scaling, starting, writes
from bench.measuring import Results
from bench.questions import Question
from bench.servers import ROOT


def test_a_run_replaces_its_own_section_and_leaves_the_others(tmp_path):
    file = tmp_path / "benchmarks.md"
    document.put(file, "writes", "1m", "of writes")
    document.put(file, "table", "1m", "of a million")
    document.put(file, "table", "10k", "of few")
    document.put(file, "table", "1m", "of a million again")
    text = file.read_text()
    assert [text.count(said) for said in ("of writes", "of a million again", "of a million\n", "of few")] == [
        1,
        1,
        0,
        1,
    ]
    assert text.index("of few") < text.index("of a million again") < text.index("of writes")


@pytest.mark.parametrize(
    ("seconds", "told"), [(None, ""), (0.0, "0.00"), (0.0123, "12.30"), (0.0999, "99.90"), (1.2345, "1,234")]
)
def test_seconds_are_told_in_milliseconds(seconds, told):
    assert document.ms(seconds) == told


@pytest.mark.parametrize(
    ("over", "under", "told"),
    [(3.0, 2.0, "1.50"), (30.0, 2.0, "15"), (None, 2.0, ""), (1.0, 0.0, ""), (1.0, None, "")],
)
def test_a_ratio_is_only_told_of_what_was_measured(over, under, told):
    assert document.times(over, under) == told


def test_a_report_of_nothing_but_one_list_has_its_figures_and_no_others():
    results = Results(questions=[Question("few", query=())], meetings=92_112, counts={"few": 31})
    for peer, mode, seconds in (
        ("sqlite", "remembered", 0.001),
        ("sqlite", "computed", 0.01),
        ("datasette", "computed", 0.5),
        ("sql", "computed", 0.002),
    ):
        results.note("few", peer, mode, seconds)
    results.note("nothing", "sqlite", "remembered", 0.0005)
    results.wrong = ["few on sqlite: 32 instead of 31"]
    told = report.written(results, "100k")
    assert "| few | 31 | 1.00 | 10.00 |  |  | 500 | 2.00 | 500 | 50 |  | 2.00 |" in told
    assert "**1 were wrong**" in told
    assert "92,112 public meetings" in told


def test_small_tables_stand_together_below_the_large_ones():
    taken = [
        growth.Taken("small", 300, 0),
        growth.Taken("large", 90_000, 10_000),
        growth.Taken("tiny", 0, 200),
    ]
    assert growth.rows_of(taken, 100) == [["large", "900", "100", "1,000"], ["2 others", "3", "2", "5"]]


def test_the_memory_of_a_process_is_read_from_what_linux_tells():
    told = "Rss:   300 kB\nPss:   120 kB\nPss_Dirty:   9 kB\nShared_Clean:  1 kB\n"
    told += "Private_Clean:   40 kB\nPrivate_Dirty:   60 kB\n"
    assert starting.parsed(told) == {"Rss": 300 * 1024, "Pss": 120 * 1024, "Private": 100 * 1024}


def test_figures_in_a_page_replace_those_of_their_size_and_nothing_else(tmp_path):
    page = tmp_path / "scaling.md"
    page.write_text("Before.\n<!-- figures -->\n<!-- end of figures -->\nAfter.\n")
    for size, text in (("1m", "a million"), ("100k", "few"), ("1m", "a million again")):
        document.put_figures(page, size, text)
    assert page.read_text() == (
        "Before.\n<!-- figures -->\n<!-- 100k -->\n\nfew\n\n<!-- 1m -->\n\na million again\n\n"
        "<!-- end of figures -->\nAfter.\n"
    )


def test_the_page_on_scaling_says_where_its_figures_stand():
    assert document._FIGURES.search((ROOT / "docs" / "scaling.md").read_text())


def test_a_million_answers_take_the_hours_of_all_processors():
    assert scaling.hours_a_million(1_000.0, processors=2) == pytest.approx(2_000 / 3_600)


def test_figures_are_told_for_each_processor_and_each_million_meetings():
    results = Results(meetings=500_000, started={"sqlite": 3.25}, memory={"sqlite": 151.4})
    results.index, results.machine = {"sqlite": {"megabytes": 40.0}}, "a machine"
    results.loaded = {("sqlite", "all lists"): [900.0, 1_000.0, 5_000.0]}
    told = scaling.written(results, "1m", processors=2)
    assert "| SQLite | all lists | 500 | 0.56 |" in told
    assert "| SQLite | 3.2 | 151 | 40.0 | 80.0 |" in told


def test_every_byte_of_a_file_stands_with_its_table(tmp_path):
    file = tmp_path / "some.sqlite3"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE some (name text)")
        connection.execute("CREATE INDEX some_name ON some (name)")
        connection.execute("CREATE VIRTUAL TABLE meetings_cardwords USING fts5(words, content='')")
        connection.executemany("INSERT INTO some VALUES (?)", [(f"{place:0100}",) for place in range(2_000)])
        connection.execute("INSERT INTO meetings_cardwords(words) VALUES ('a b c')")
        connection.commit()
    found = {one.table: one for one in growth.on_sqlite(file)}
    assert found.keys() == {"some", "meetings_cardwords"}
    assert found["some"].rows > 200_000 < found["some"].indexes
    assert found["meetings_cardwords"].rows == 0 < found["meetings_cardwords"].indexes
    # The first page, which holds what the tables are, belongs to none of them.
    assert sum(one.rows + one.indexes for one in found.values()) == file.stat().st_size - 4096


def test_what_a_part_of_the_measurements_stayed_within():
    assert writes.part([], 0.99) is None
    assert [writes.part([float(place) for place in range(100, 0, -1)], place) for place in (0.5, 0.99)] == [
        51,
        100,
    ]


def test_readers_are_compared_at_their_medians_with_and_without_publications_and_imports():
    felt = writes.Felt(
        alone=[0.010, 0.020, 9.0],
        beside=[0.021, 0.022, 0.5],
        written=[0.05] * 3,
        seen=[0.2, 0.3, 1.5],
        reading=[0.020, 0.020, 0.5],
        drafting=[0.010, 0.030, 0.5],
        minutes=1.26,
    )
    told = writes.said({"postgres": felt}, "a machine", "1m")
    head = "### PostgreSQL, 3 publications, and 10,000 rows of a table taken in within 1.3 minutes"
    assert head in told.splitlines()
    assert "| a reader's median, beside publications ÷ without | ≤ 1.1 | 1.10 |" in told
    assert "| a reader's median, beside a table that is read ÷ without | ≤ 1.1 | 1.00 |" in told
    assert "| a reader's median, beside rows that become drafts ÷ without | ≤ 1.1 | 1.50 |" in told
    assert "| seen in every worker, 99 of 100 | ≤ 1,000 ms | 1,500 |" in told
