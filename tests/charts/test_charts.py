"""Charts are well-formed whatever they are given, say what they show, and agree with their tables."""

import datetime
from xml.etree import ElementTree

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings import charts
from meetings.charts.markup import plain
from meetings.charts.world import land, projected

texts = st.text(
    st.one_of(st.characters(), st.sampled_from("<>&\"'\x00\x0b\x1f\x85\ud800\ufffe")), max_size=12
)
numbers = st.integers(0, 10**7)


@st.composite
def some_marks(draw, label=texts):
    certain, more = draw(numbers), draw(st.integers(0, 50))
    return charts.Mark(draw(label), certain + more, certain, draw(texts), draw(texts))


marks = some_marks()
lists = st.lists(marks, max_size=12)
either = st.booleans()
given_freely = settings(max_examples=60, deadline=None)


def read(chart):
    """The drawing as a real parser reads it, after what holds for every one."""
    root = ElementTree.fromstring(chart.svg)
    assert (root.tag, root.get("role")) == ("svg", "group")
    assert (root[0].tag, root[1].tag) == ("title", "desc")
    assert same(root[0].text or "", chart.title)
    assert same(root[1].text or "", chart.summary)
    for part in root.iter():
        assert part.tag in {"svg", "title", "desc", "a", "g", "rect", "line", "path", "circle", "text"}
        assert [name for name in part.attrib if name == "style" or name.startswith("on")] == []
        for name in ("x", "width", "x1", "x2"):
            if part.get(name, "").endswith("%"):
                assert -0.02 <= float(part.get(name)[:-1]) <= 100.02
    return root


def same(one, other):
    """Whether two texts are the same but for what XML cannot hold."""
    return as_read(one) == as_read(other)


def as_read(text):
    return plain(text).replace("\r\n", "\n").replace("\r", "\n")


def said(root):
    """What the marks of a drawing say, each in its words."""
    return [part[0].text or "" for part in root.iter() if part.tag in ("a", "g")]


def agree(found, expected):
    return len(found) == len(expected) and all(same(*pair) for pair in zip(found, expected, strict=True))


@given_freely
@given(lists, texts, either)
def test_bars_over_time_say_what_their_table_says(given_marks, text, rtl):
    chart = charts.per_period(given_marks, title=text, heading=text, note=text, rtl=rtl)
    assert agree(said(read(chart)), [mark.title for mark in given_marks])
    assert [tuple(cell.text for cell in row) for row in chart.table.rows] == [
        (mark.label, charts.Mark.of("", mark.certain).figure, charts.Mark.of("", mark.possible).figure)
        for mark in given_marks
    ]


@given_freely
@given(lists, texts, either)
def test_a_ranking_says_what_its_table_says(given_marks, text, rtl):
    chart = charts.ranking(given_marks, title=text, heading=text, rtl=rtl)
    rows = [f"{label.text}: {figure.text}" for label, figure in chart.table.rows]
    assert agree(said(read(chart)), rows)
    assert [row[1].address for row in chart.table.rows] == [mark.address for mark in given_marks]


@given_freely
@given(st.lists(st.lists(st.one_of(st.none(), marks), min_size=4, max_size=4), max_size=5), texts, either)
def test_a_calendar_says_what_its_table_says(rows, text, rtl):
    given_rows = [charts.HeatRow(text, text, row) for row in rows]
    chart = charts.heat(given_rows, [(text, "a")] * 4, title=text, heading=text, rtl=rtl)
    shown = [mark for row in rows for mark in row if mark and mark.possible]
    assert agree(said(read(chart)), [mark.title for mark in shown])
    assert [cell.text for row in chart.table.rows for cell in row[1:] if cell.text] == [
        mark.figure for mark in shown
    ]


@given_freely
@given(st.lists(st.tuples(marks, st.lists(marks, min_size=3, max_size=3)), max_size=4), texts, either)
def test_streams_say_what_their_table_says(given_bands, text, rtl):
    bands = [charts.Band(whole, of_years) for whole, of_years in given_bands]
    chart = charts.streams(bands, ["2020", "2021", "2022"], title=text, heading=text, rtl=rtl)
    expected = []
    for band in bands:
        expected += [band.whole.title, *(mark.title for mark in band.marks if mark.possible)]
    assert agree(said(read(chart)), expected)
    wholes, *years = chart.table.rows
    assert [cell.text for cell in wholes[1:]] == [band.whole.figure for band in bands]
    assert [[cell.text for cell in row[1:]] for row in years] == [
        [charts.Mark.of("", band.marks[place].possible).figure for band in bands] for place in range(3)
    ]


@given_freely
@given(
    st.lists(marks, min_size=1, max_size=5),
    st.lists(marks, min_size=1, max_size=5),
    st.data(),
    either,
)
def test_a_net_says_what_its_table_says(firsts, seconds, data, rtl):
    places = st.tuples(st.integers(0, len(firsts) - 1), st.integers(0, len(seconds) - 1), marks)
    ties = [charts.Tie(*tie) for tie in data.draw(st.lists(places, max_size=8))]
    chart = charts.network(firsts, seconds, ties, title="Net", headings=("One", "Other"), rtl=rtl)
    found = said(read(chart))
    names = [mark.title for mark in (*firsts, *seconds)]
    expected = [*names, *(tie.mark.title for tie in ties)]
    assert sorted(found) == sorted(as_read(text) for text in expected)
    assert sorted(row[2].text for row in chart.table.rows) == sorted(tie.mark.figure for tie in ties)


def test_a_name_too_long_for_a_phone_is_cut_shorter_there():
    one = charts.Mark.of("Madeleine Korbel Example of Sample", 1)
    chart = charts.network([one], [], [], title="Net", headings=("One", "Other"))
    drawn = {text.get("class"): text.text for text in read(chart).iter("text")}
    assert drawn["name wide"] == "Madeleine Korbel Exampl…"
    assert drawn["name narrow"] == "Madeleine Korbel…"


@given_freely
@given(st.lists(st.builds(charts.Dot, st.floats(-180, 180), st.floats(-90, 90), marks), max_size=10), texts)
def test_a_map_says_what_its_table_says_and_every_dot_lies_on_it(dots, text):
    chart = charts.world(dots, title=text, heading=text)
    root = read(chart)
    assert agree(said(root), [f"{label.text}: {figure.text}" for label, figure in chart.table.rows])
    circles = list(root.iter("circle"))
    assert len(circles) == len(dots)
    assert [
        circle
        for circle in circles
        if not (-0.1 <= float(circle.get("cx")) <= 1000.1 and -0.1 <= float(circle.get("cy")) <= 487)
    ] == []


def test_a_mark_leads_to_its_list_and_one_without_meetings_nowhere():
    full = charts.Mark("2022", 5, 3, "/meetings/?from=2022&to=2022", "/meetings/?certain=1")
    chart = charts.per_period([full, charts.Mark.of("2023", 0)], title="Years", heading="Year")
    links = list(read(chart).iter("a"))
    assert [(link.get("href"), link[0].text) for link in links] == [
        ("/meetings/?from=2022&to=2022", "2022: 3 to 5")
    ]
    assert chart.table.rows[0] == (
        charts.Cell("2022"),
        charts.Cell("3", "/meetings/?certain=1"),
        charts.Cell("5", "/meetings/?from=2022&to=2022"),
    )


def test_what_is_certain_is_solid_and_what_is_possible_light_on_top():
    chart = charts.per_period([charts.Mark("2022", 4, 1)], title="Years", heading="Year")
    bars = {part.get("class"): part for part in read(chart).iter("rect")}
    sure, may = bars["sure"], bars["may"]
    assert float(may.get("height")) == 4 * float(sure.get("height"))
    assert float(sure.get("y")) - float(may.get("y")) == 3 * float(sure.get("height"))
    assert [kind for kind, _word in chart.key] == ["sure", "may"]


def test_where_nothing_is_uncertain_no_key_is_needed():
    chart = charts.per_period([charts.Mark.of("2022", 4)], title="Years", heading="Year")
    assert (chart.key, chart.summary) == ((), "Most: 2022 (4).")


@pytest.mark.parametrize(("rtl", "starts"), [(False, ["0%", "50%"]), (True, ["50%", "0%"])])
def test_time_runs_the_way_one_reads(rtl, starts):
    chart = charts.per_period([charts.Mark.of("1", 1), charts.Mark.of("2", 1)], title="", heading="", rtl=rtl)
    assert [part.get("x") for part in read(chart).iter("rect") if part.get("class") == "hit"] == starts


def test_a_cell_of_the_calendar_is_the_darker_the_more_is_certain():
    row = [charts.Mark.of("a", number) for number in (0, 1, 2, 8)] + [charts.Mark("b", 3, 0)]
    chart = charts.heat([charts.HeatRow("", "", row)], [("", "")] * 5, title="", heading="")
    kinds = [part.get("class") for part in read(chart).iter("rect")]
    assert kinds == ["ground", "level1", "level1", "level4", "only"]


def test_the_same_net_is_always_drawn_alike_and_untangled():
    people = [charts.Mark.of(name, 1) for name in "ab"]
    lands = [charts.Mark.of(name, 1) for name in "xy"]
    ties = [charts.Tie(0, 1, charts.Mark.of("a, y", 3)), charts.Tie(1, 0, charts.Mark.of("b, x", 3))]
    drawn = [charts.network(people, lands, ties, title="", headings=("", "")) for _time in range(2)]
    assert drawn[0] == drawn[1]
    lines = list(read(drawn[0]).iter("line"))
    assert [line.get("y1") for line in lines] == [line.get("y2") for line in lines]


def test_the_map_knows_land_without_stripes():
    assert [round(value) for value in projected(0, 0)] == [500, 243]
    assert [round(value) for value in projected(180, 0)] == [1000, 243]
    assert (land().count("M") == land().count("z"), len(land()) < 16_000) == (True, True)


def test_large_numbers_are_written_as_the_language_writes_them():
    with override("fr"):
        assert charts.Mark("x", 12345, 1234).figure == "1\xa0234 à 12\xa0345"
    assert charts.Mark("x", 12345, 1234).figure == "1,234 to 12,345"


Day = datetime.date
days = st.dates(Day(1900, 1, 1), Day(2100, 12, 31))
ends = st.none() | st.tuples(days, days).map(lambda pair: tuple(sorted(pair)))


@given_freely
@given(st.lists(st.builds(charts.Tenure, texts, texts, ends, ends, texts), max_size=6), texts, either)
def test_offices_are_drawn_within_their_years_whatever_is_known_of_them(held, title, rtl):
    drawn = charts.tenures(held, title=title, among=[1990, 2000], rtl=rtl)
    known = any(one.begun or one.ended for one in held)
    assert bool(drawn) == known
    if known:
        root = ElementTree.fromstring(drawn)
        assert len([part for part in root.iter("rect") if part.get("class") == "hit"]) == len(held)
        for part in root.iter("rect"):
            start, width = (float(part.get(name)[:-1]) for name in ("x", "width"))
            assert -0.02 <= start <= start + width <= 100.02


def test_an_office_is_solid_only_where_it_was_certainly_held():
    held = [
        charts.Tenure("known", "", (Day(2020, 1, 1), Day(2020, 1, 1)), (Day(2021, 12, 31),) * 2, "/"),
        charts.Tenure(
            "by month", "", (Day(2020, 2, 1), Day(2020, 2, 29)), (Day(2020, 3, 1), Day(2020, 3, 31))
        ),
        charts.Tenure("without an end", "", (Day(2020, 1, 1), Day(2020, 1, 1)), None),
    ]
    root = ElementTree.fromstring(charts.tenures(held, title=""))
    kinds = [part.get("class") for part in root.iter("rect") if part.get("class") in ("may", "sure")]
    assert kinds == ["may", "sure", "may", "sure", "may"]
    whole = next(part for part in root.iter("rect") if part.get("class") == "sure")
    assert (whole.get("x"), whole.get("width")) == ("0%", "100%")
