"""Whatever stands in an address is read, or refused beside its field with a reason."""

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from meetings import search
from meetings.filters import FACETS_SHOWN, MeetingFilterSet, chips, facet_lists, sentence
from meetings.filters.querystring import ORDER, encode
from meetings.vocabulary import EventStatus, MeetingKind, OfficeKind, Sort
from tests import builders as make

pytestmark = pytest.mark.django_db

ADDRESSES = {
    "country": "There is no country “%s”.",
    "minister": "There is no minister “%s”.",
    "person": "There is no person “%s”.",
    "organisation": "There is no organisation “%s”.",
    "topic": "There is no topic “%s”.",
    "occasion": "There is no occasion “%s”.",
    "place": "There is no place “%s”.",
    "publisher": "There is no publisher “%s”.",
}
WORDS = {"kind": MeetingKind, "capacity": OfficeKind, "status": EventStatus, "sort": Sort}
NASTY = (
    "\x00", "a\x00b", "9" * 400, "-1", "1e9", "0x10", "' OR 1=1 --", '"', "%", "%s", "%(a)s", "../../etc",
    "{{7*7}}", "<script>alert(1)</script>", "\u202eevil", "zero\u200bwidth", "\ufeff", "عراقجي", "王毅", "🇺🇸",
    "a\nb", "\ud800", "\uffff", "NULL", "None", "[]", "{}", "2022-13", "2022-02-30", "x" * 100_000,
)  # fmt: skip


def ask(query: str | QueryDict) -> MeetingFilterSet:
    filterset = MeetingFilterSet(QueryDict(query) if isinstance(query, str) else query)
    filterset.is_valid()
    return filterset


def given_data(**values) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in values.items():
        data.setlist(name.rstrip("_"), value if isinstance(value, list) else [value])
    return data


def errors(**values) -> dict[str, list[str]]:
    return {name: list(found) for name, found in ask(given_data(**values)).form.errors.items()}


def answer(filterset: MeetingFilterSet) -> int:
    """Everything that a page asks of a valid question; how many meetings fit."""
    count = search.count(filterset.criteria)
    search.find(filterset.criteria)
    facet_lists(filterset.criteria, filterset.data, FACETS_SHOWN)
    found = chips(filterset)
    sentence(filterset, found, count)
    encode(filterset.data)
    return count


@pytest.mark.parametrize("parameter", ORDER)
def test_a_nasty_value_is_read_or_refused_beside_its_field(parameter: str) -> None:
    make.published_meeting()
    for value in NASTY:
        filterset = ask(given_data(**{parameter: value}))
        if filterset.is_valid():
            answer(filterset)
            assert parameter in ("q", "after"), value
        else:
            assert list(filterset.form.errors) == [parameter]
            reason, *_ = filterset.form.errors[parameter]
            assert 0 < len(reason) < 300
            assert reason.isprintable()


@pytest.mark.parametrize("parameter", ADDRESSES)
def test_an_unknown_address_is_named_in_the_reason(parameter: str) -> None:
    assert errors(**{parameter: "zz"}) == {parameter: [ADDRESSES[parameter] % "zz"]}
    long = "z" * 200
    assert errors(**{parameter: long}) == {parameter: [ADDRESSES[parameter] % f"{'z' * 60}…"]}
    assert errors(**{parameter: ["aa", "zz"]}) == {
        parameter: [ADDRESSES[parameter] % "aa", ADDRESSES[parameter] % "zz"]
    }


@pytest.mark.parametrize("parameter", ["kind", "capacity", "status", "sort"])
def test_an_unknown_word_is_answered_with_those_that_are_known(parameter: str) -> None:
    known = ", ".join(WORDS[parameter].values)
    assert errors(**{parameter: "zz"}) == {parameter: [f"“zz” is none of: {known}."]}


@pytest.mark.parametrize("parameter", [*ADDRESSES, "kind", "capacity", "status"])
def test_two_thousand_values_are_too_many(parameter: str) -> None:
    values = [f"v{number}" for number in range(2000)]
    assert errors(**{parameter: values}) == {
        parameter: ["At most 50 values can be given at once; these are 2000."]
    }


@pytest.mark.parametrize("parameter", ["q", "from", "to", "certain", "sort", "after"])
def test_two_thousand_values_of_what_has_one_are_refused(parameter: str) -> None:
    values = [f"{number}" for number in range(2000)]
    assert errors(**{parameter: values}) == {parameter: ["This parameter can be given once only."]}


@pytest.mark.parametrize("parameter", ORDER)
@pytest.mark.parametrize("value", ["", " ", "\t\n", "\u00a0", ["", "  "], []])
def test_an_empty_value_asks_for_nothing(parameter: str, value) -> None:
    filterset = ask(given_data(**{parameter: value}))
    assert filterset.form.errors == {}
    assert filterset.criteria == search.Criteria()
    assert chips(filterset) == []


def test_two_thousand_times_the_same_value_is_one_value() -> None:
    make.published_meeting()
    filterset = ask(given_data(country=["pl", "PL", " pl "] * 700))
    assert filterset.form.errors == {}
    assert answer(filterset) == 1
    assert [chip.label for chip in chips(filterset)] == ["Poland"]


@pytest.mark.parametrize(
    ("parameter", "value"),
    [("country", "PL"), ("kind", "Bilateral"), ("status", "HELD"), ("capacity", "CHAIR"), ("sort", "Oldest")],
)
def test_codes_are_read_in_any_case(parameter: str, value: str) -> None:
    make.published_meeting()
    upper, lower = (ask(given_data(**{parameter: one})) for one in (value, value.lower()))
    assert upper.form.errors == {}
    assert upper.criteria == lower.criteria


@pytest.mark.parametrize(
    ("first", "last", "refused"),
    [
        ("2022-09-23", "2022-09-22", True),
        ("2022-10", "2022-09-30", True),
        ("2022-09-22", "2022-09-22", False),
        ("2022-09-22", "2022-09", False),
        ("2022", "2022-01", False),
        ("2023", "2022", True),
        ("2022/..", "2000", True),
        ("../2022", "0001-01-01", False),
    ],
)
def test_a_period_that_ends_before_it_starts_is_refused(first: str, last: str, refused: bool) -> None:
    expected = {"to": ["The period ends before it starts."]} if refused else {}
    assert errors(from_=first, to=last) == expected


@pytest.mark.parametrize(
    "value", ["2022-13", "2022-02-30", "yesterday", "22/09/2022", "10000", "-0001", "0000"]
)
@pytest.mark.parametrize("parameter", ["from", "to"])
def test_an_impossible_date_is_refused_with_the_reason(parameter: str, value: str) -> None:
    ((name, (reason,)),) = errors(**{parameter: value}).items()
    assert name == parameter
    assert reason.startswith(f"“{value}” is no date: ")


@pytest.mark.parametrize(
    ("value", "certain"), [("1", True), ("TRUE", True), ("on", True), ("0", False), ("no", False)]
)
def test_certain_is_said_in_the_words_of_forms_and_scripts(value: str, certain: bool) -> None:
    assert ask(given_data(certain=value)).criteria.certain == certain


def test_certain_is_nothing_else() -> None:
    assert errors(certain="2") == {"certain": ["“2” is neither 1 nor 0."]}


def test_every_refused_field_is_told_at_once() -> None:
    found = errors(country="zz", kind="zz", from_="zz", certain="zz", sort="zz", after="zz", q="*")
    assert sorted(found) == ["after", "certain", "country", "from", "kind", "q", "sort"]


def test_parameters_nobody_knows_are_passed_over() -> None:
    assert ask("utm_source=x&__proto__=y&year=2022").criteria == search.Criteria()


def test_who_is_public_and_no_minister_has_no_meetings_as_one() -> None:
    meeting = make.published_meeting()
    slug = meeting.participations.first().person.slug
    assert answer(ask(given_data(minister=slug))) == 0
    assert answer(ask(given_data(person=slug))) == 1


def test_an_organisation_that_is_party_and_no_publisher_published_nothing() -> None:
    body = make.make_organisation("A Body")
    make.published_meeting(
        people=[{"organisation": body, "side": "principal"}, {"person": make.make_person()}]
    )
    assert answer(ask(given_data(publisher=body.slug))) == 0
    assert answer(ask(given_data(organisation=body.slug))) == 1


class TestAnyQuestion(TestCase):
    @classmethod
    def setUpTestData(cls):
        make.published_meeting(title="Trade")

    @settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        st.dictionaries(
            st.sampled_from(ORDER),
            st.lists(
                st.sampled_from([*NASTY[:-1], "pl", "PL", "2022", "2022-09-22/..", "1", "trade", "newest"])
                | st.text(max_size=12),
                max_size=3,
            ),
            max_size=5,
        )
    )
    def test_any_question_is_answered_or_refused(self, values) -> None:
        filterset = ask(given_data(**values))
        if filterset.is_valid():
            assert answer(filterset) in (0, 1)
        else:
            assert set(filterset.form.errors) <= set(values)
