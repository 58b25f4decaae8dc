"""A summary that is drafted from what a half-filled form holds: offered where there is none, never saved."""

import pytest

from meetings.models import Meeting
from tests import builders as make
from tests.admin import desk
from tests.admin.conftest import member

SUMMARY = "/admin/meetings/meeting/summary/"


@pytest.fixture
def given(world) -> dict:
    """A form with two ministers, of whom one speaks in two capacities, a place, an occasion and topics."""
    own = make.make_appointment(
        world.bayramov,
        make.make_office("Minister of Foreign Affairs of Azerbaijan", country=world.azerbaijan),
    )
    chair = make.make_appointment(world.rau, make.make_office("Chairperson-in-Office of the OSCE"))
    minister = make.make_appointment(world.rau, world.office)
    topics = [make.make_topic(name) for name in ("Energy security", "NATO", "Peace and security")]
    return {
        "participations": [
            {"side": "principal", "person": world.bayramov.pk, "appointments": own.pk},
            {"side": "counterpart", "person": world.rau.pk, "appointments": [minister.pk, chair.pk]},
        ],
        "place": make.make_place("New York").pk,
        "occasion": make.make_occasion("77th session of the UN General Assembly").pk,
        "topics": [topic.pk for topic in topics],
        "texts": [{}],
    }


def drafted(client, given: dict, **further) -> str:
    """The words of the draft."""
    answer = client.post(SUMMARY, desk.sent(**given | further)).json()
    assert answer["told"] == []
    return answer["fields"]["texts-0-summary"][0][0]


def test_it_says_who_met_whom_in_which_offices_where_on_what_occasion_and_about_what(
    client, editor, world, given
):
    assert drafted(client, given) == (
        "Jeyhun Bayramov, Minister of Foreign Affairs of Azerbaijan, met Zbigniew Rau, "
        f"{world.office} and Chairperson-in-Office of the OSCE, in New York on the margins of the "
        "77th session of the UN General Assembly. "
        "They spoke about energy security, NATO, and peace and security."
    )
    assert Meeting.objects.count() == 0


@pytest.mark.parametrize(
    ("kind", "status", "words"),
    [
        ("telephone", "held", "A, X, spoke by telephone with B. They spoke about trade."),
        ("video", "scheduled", "A, X, is to speak by video link with B. They are to speak about trade."),
        (
            "visit",
            "postponed",
            "A, X, was to meet B; the meeting was postponed. They were to speak about trade.",
        ),
        (
            "other",
            "cancelled",
            "A, X, was to meet B; the meeting was cancelled. They were to speak about trade.",
        ),
        ("reception", "held", "A, X, attended a reception with B. They spoke about trade."),
    ],
)
def test_kind_and_status_choose_the_words(client, editor, world, kind, status, words):
    office = make.make_appointment(make.make_person("A"), make.make_office("X"))
    people = [
        {"side": "principal", "person": office.person_id, "appointments": office.pk},
        {"name_as_printed": "B"},
    ]
    topic = make.make_topic("Trade").pk
    form = {"participations": people, "topics": topic, "kind": kind, "event_status": status, "texts": [{}]}
    assert drafted(client, form) == words


def test_a_host_gives_the_reception_and_several_people_have_their_parties_in_brackets(client, editor, world):
    people = [
        {"side": "principal", "person": world.bayramov.pk, "country": world.azerbaijan.pk},
        {"side": "principal", "name_as_printed": "An Aide"},
        {"side": "host", "country": world.poland.pk},
        {"name_as_printed": "Absent", "attendance": "absent"},
        {"name_as_printed": "Expected", "attendance": "expected"},
    ]
    form = {"participations": people, "kind": "reception", "texts": [{}], "place": make.make_place("Łódź").pk}
    assert drafted(client, form) == (
        "Jeyhun Bayramov (Azerbaijan) and An Aide attended a reception given by Poland in Łódź."
    )


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"texts": [{"summary": "Mine."}]}, "The summary has words already, and keeps them."),
        (
            {"texts": [{"language": "az"}]},
            "A summary is drafted in English only, and the form has no text in English.",
        ),
        (
            {"participations": [{}, {"name_as_printed": "Alone"}]},
            "For a summary the form needs somebody whose meeting it is, and somebody who was met.",
        ),
    ],
)
def test_where_there_is_nothing_to_draft_the_reason_is_told(client, editor, given, changed, told):
    answer = client.post(SUMMARY, desk.sent(**given | changed)).json()
    assert (answer["fields"], answer["told"]) == ({}, [told])


def test_the_button_drafts_the_same_without_a_script_and_saves_nothing(client, editor, given):
    answer = client.post(desk.ADD, desk.sent(**given, button="_summarise"))
    assert "Nothing is saved yet" in desk.errors_of(answer)["__all__"][0]
    texts = answer.context["inline_admin_formsets"][2].formset
    assert texts[0]["summary"].value() == drafted(client, given)
    assert Meeting.objects.count() == 0


def test_only_who_may_save_meetings_is_answered_and_bad_input_drafts_nothing(client, groups):
    user = member("guest", "editor")
    user.groups.clear()
    client.force_login(user)
    assert client.post(SUMMARY).status_code == 403
    client.force_login(member("ed", "editor"))
    assert client.get(SUMMARY).status_code == 405
    bad = {"texts-0-language": "en", "participations-0-side": "x", "participations-0-person": "9" * 30}
    for data in ({}, bad, {**bad, "kind": "x", "event_status": "x", "topics": "x", "place": "x"}):
        assert client.post(SUMMARY, data).json()["fields"] == {}


def test_a_draft_costs_the_same_for_two_participants_and_for_thirty(
    client, editor, given, django_assert_num_queries
):
    rows = [{"person": make.make_appointment().person_id} for _ in range(30)]
    for some in ([], rows):
        form = given | {"participations": [*given["participations"], *some]}
        with django_assert_num_queries(9):
            client.post(SUMMARY, desk.sent(**form))
