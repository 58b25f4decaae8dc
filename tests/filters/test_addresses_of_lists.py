"""The same state of a list has the same address, and its words and chips say what is asked."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from meetings import search
from meetings.filters import FACETS_SHOWN, MeetingFilterSet, chips, facet_lists, sentence
from meetings.filters.querystring import ORDER, canonical, encode, pairs
from meetings.vocabulary import Facet
from tests import builders as make


def query(text: str) -> QueryDict:
    return QueryDict(text)


@given(
    st.lists(
        st.tuples(
            st.sampled_from([*ORDER, "utm", "", "Country"]),
            st.sampled_from(["", " ", "pl", "PL", " pl", "newest", "0", "1", "a b", "ə&=#%", "٣"])
            | st.text(max_size=5),
        ),
        max_size=8,
    ),
    st.booleans(),
)
def test_an_address_written_again_is_the_same(given_pairs, keep_cursor: bool) -> None:
    data = QueryDict(mutable=True)
    for name, value in given_pairs:
        data.appendlist(name, value)
    once = encode(data, keep_cursor=keep_cursor)
    assert encode(query(once[1:]), keep_cursor=keep_cursor) == once
    assert once in ("", f"?{once[1:]}")
    names = [name for name, _ in pairs(query(once[1:]))]
    assert names == sorted(names, key=ORDER.index)


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("", ""),
        ("to=2023&from=2022&country=pl&q=a", "?q=a&country=pl&from=2022&to=2023"),
        ("country=&kind=+", ""),
        ("sort=newest&certain=0", ""),
        ("sort=oldest&certain=1", "?certain=1&sort=oldest"),
        ("country=pl&country=pl&country=rs", "?country=pl&country=rs"),
        ("after=5&country=pl", "?country=pl"),
        ("unknown=1", ""),
        ("q=a%26b%3Dc", "?q=a%26b%3Dc"),
        ("q=NATO&country=PL&country=pl&kind=Video&sort=OLDEST", "?q=NATO&country=pl&kind=video&sort=oldest"),
        ("size=25&from=2022-XX", "?from=2022-XX"),
        ("certain=Yes", "?certain=1"),
        ("certain=off", ""),
    ],
)
def test_an_address_has_one_form(written: str, canonical: str) -> None:
    assert encode(query(written)) == canonical


def test_parts_are_added_and_dropped_by_name_or_by_value() -> None:
    data = query("country=PL&country=rs&from=2022&to=2023&after=7")
    assert encode(data, keep_cursor=True).endswith("after=7")
    assert encode(data, drop=["from", "to"]) == "?country=pl&country=rs"
    assert encode(data, drop=[("country", "pl")]) == "?country=rs&from=2022&to=2023"
    assert encode(query(""), add=[("kind", "video")]) == "?kind=video"


def test_questions_of_one_meaning_have_one_canonical_address() -> None:
    asked = [
        "country=rs&country=pl&after=7",
        "after=7&country=PL&country=%20rs&country=RS&utm_source=x&sort=newest&q=",
    ]
    assert [canonical(query(text)) for text in asked] == ["?country=pl&country=rs&after=7"] * 2
    assert canonical(query("utm_source=x")) == ""


@pytest.fixture
def archive() -> None:
    """One meeting of Poland, one of Serbia, both of North Macedonia."""
    for code, day in (("pl", "2022-09-22"), ("rs", "2021")):
        make.published_meeting(
            date=day,
            topics=[make.make_topic(f"Topic {code}")],
            people=[
                {
                    "person": make.make_person(f"Ours {code}"),
                    "country": make.make_country("mk"),
                    "side": "principal",
                },
                {"person": make.make_person(f"Theirs {code}"), "country": make.make_country(code)},
            ],
        )


def said(text: str) -> str:
    filterset = MeetingFilterSet(query(text))
    assert filterset.form.errors == {}
    found = chips(filterset)
    return " ".join(part for part in sentence(filterset, found, search.count(filterset.criteria)) if part)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("", "2 meetings"),
        ("country=PL", "1 meeting with Poland"),
        ("country=pl&country=rs&country=us", None),
        ("country=rs&country=pl", "2 meetings with Serbia or Poland"),
        ("kind=bilateral&status=held", "2 meetings of the kind bilateral meeting, that are held"),
        ("person=theirs-pl&country=pl", "1 meeting with Poland, with Theirs pl"),
        ("topic=topic-pl", "1 meeting about Topic pl"),
        ("q=theirs", "2 meetings that mention “theirs”"),
        ("q=%22theirs%22", '2 meetings that mention "theirs"'),
        ("from=2022-09&to=2022-09", "1 meeting possibly in September 2022"),
        ("from=2022-09-22&to=2022-09-22", "1 meeting possibly on 22 September 2022"),
        ("from=2021&certain=1", "2 meetings certainly from 2021"),
        ("to=2021", "1 meeting possibly until 2021"),
        ("from=2021&to=2022", "2 meetings possibly from 2021 until 2022"),
    ],
)
def test_a_question_is_said_in_a_sentence(archive, asked: str, words: str | None) -> None:
    if words is None:
        make.make_country("us")
        words = "2 meetings with Poland, Serbia or United States"
    assert said(asked) == words


@pytest.mark.django_db
def test_each_chip_undoes_its_own_part(archive) -> None:
    text = "q=theirs&country=PL&country=rs&kind=Bilateral&from=2021&to=2022&certain=1"
    filterset = MeetingFilterSet(query(text))
    assert filterset.form.errors == {}
    assert [(chip.facet, chip.label, chip.query) for chip in chips(filterset)] == [
        ("q", "“theirs”", "?country=pl&country=rs&kind=bilateral&from=2021&to=2022&certain=1"),
        ("country", "Poland", "?q=theirs&country=rs&kind=bilateral&from=2021&to=2022&certain=1"),
        ("country", "Serbia", "?q=theirs&country=pl&kind=bilateral&from=2021&to=2022&certain=1"),
        ("kind", "Bilateral meeting", "?q=theirs&country=pl&country=rs&from=2021&to=2022&certain=1"),
        ("from", "from 2021", "?q=theirs&country=pl&country=rs&kind=bilateral&to=2022&certain=1"),
        ("to", "until 2022", "?q=theirs&country=pl&country=rs&kind=bilateral&from=2021&certain=1"),
        (
            "certain",
            "only what is certain",
            "?q=theirs&country=pl&country=rs&kind=bilateral&from=2021&to=2022",
        ),
    ]


@pytest.mark.django_db
def test_each_facet_value_toggles_itself_and_shows_its_count(archive) -> None:
    data = query("country=PL&from=2022&to=2022")
    filterset = MeetingFilterSet(data)
    assert filterset.form.errors == {}
    found = {facets.facet: facets for facets in facet_lists(filterset.criteria, data, FACETS_SHOWN)}
    assert [
        (option.value, option.label, option.count, option.selected, option.query)
        for option in found[Facet.COUNTRY].options
    ] == [
        ("mk", "North Macedonia", 1, False, "?country=pl&country=mk&from=2022&to=2022"),
        ("pl", "Poland", 1, True, "?from=2022&to=2022"),
    ]
    assert [(option.value, option.selected, option.query) for option in found[Facet.YEAR].options] == [
        ("2022", True, "?country=pl")
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("former", ["old-name", "OLD-NAME"])
def test_a_former_address_is_a_chip_that_undoes_itself(archive, former: str) -> None:
    person = make.make_person("Old Name")
    person.slug = "new-name"
    person.save()
    make.published_meeting(people=[{"person": person, "side": "principal"}, {"person": make.make_person()}])
    filterset = MeetingFilterSet(query(f"person={former}&sort=oldest"))
    assert filterset.form.errors == {}
    assert [(chip.label, chip.query) for chip in chips(filterset)] == [("Old Name", "?sort=oldest")]


@pytest.mark.django_db
def test_a_list_costs_the_same_with_few_and_with_many_meetings(archive, django_assert_num_queries) -> None:
    for _ in range(2):
        search.index.load()
        with django_assert_num_queries(11), search.held():
            filterset = MeetingFilterSet(query("country=pl&country=mk&person=ours-pl"))
            assert filterset.form.errors == {}
            facet_lists(filterset.criteria, filterset.data, FACETS_SHOWN)
            sentence(filterset, chips(filterset), search.count(filterset.criteria))
        for number in range(5):
            make.published_meeting(topics=[make.make_topic()], place=make.make_place(f"Town {number}"))
