"""Merges of entries and their undoing are told in public, with a reason, to all who follow the archive."""

import datetime
from xml.etree import ElementTree

import pytest

from meetings.models import ChangeNote, Meeting
from meetings.record import editions
from meetings.vocabulary import ChangeReason
from meetings.workflow import Refused
from meetings.workflow.audit import CHECKS
from meetings.workflow.joining import join, plan
from meetings.workflow.parting import part
from tests import builders as make

pytestmark = pytest.mark.django_db
LATER = make.NOON + datetime.timedelta(days=1)


def with_person(person, **fields) -> Meeting:
    people = [{"side": "principal", "country": make.make_country("mk")}, {"person": person}]
    return make.published_meeting(people=people, **fields)


def notes() -> list[tuple]:
    found = ChangeNote.objects.filter(action="renewed").order_by("version")
    return [(note.meeting, note.edition.number, note.reason, note.note) for note in found]


def named(meeting) -> str:
    return editions.current_form(meeting)["participations"][1]["person"]["name"]


def test_each_meeting_that_named_the_entry_says_why_it_names_the_other_and_again_when_it_is_parted(client):
    kept, going = make.make_person("Nikola Selaković"), make.make_person("Nikola Selakovic (Serbia)")
    first, second, _other = with_person(going), with_person(going), with_person(kept)
    by = make.make_user("merge_meeting")
    merge = join(going, into=kept, by=by, note="One man.", at=LATER)
    said = ("same_entry", "One man.")
    assert notes() == [(first, 1, *said), (second, 1, *said)]
    assert named(first) == "Nikola Selaković"
    page = client.get(f"/meetings/{first.public_id}/history/").text
    assert ("Names brought up to date" in page, "The same thing entered twice" in page) == (True, True)
    assert "One man." in client.get("/corrections/").text
    part(merge, by=by, note="Two men.", reason=ChangeReason.FACTUAL_ERROR, at=LATER)
    assert notes()[2:] == [(first, 1, "factual_error", "Two men."), (second, 1, "factual_error", "Two men.")]
    assert named(first) == "Nikola Selakovic (Serbia)"
    assert [fault for check in CHECKS.values() for fault in check()] == []


@pytest.mark.api
def test_followers_are_told_once_of_each_meeting_with_the_reason(client):
    kept, going = make.make_person("Kept"), make.make_person("Going")
    meeting, other = with_person(going), with_person(kept)
    since = client.get("/api/v1/").json()["version"]
    join(going, into=kept, note="One man.", at=LATER)
    told = client.get(f"/api/v1/changes/?since={since}").json()["results"]
    assert [(one["action"], one["meeting"]["id"], one["note"]) for one in told if one["reason"]] == [
        ("renewed", meeting.public_id, "One man.")
    ]
    assert [one["meeting"]["id"] for one in told].count(meeting.public_id) == 1
    feed = ElementTree.fromstring(client.get("/meetings.atom").getvalue())
    entry = feed.find("{http://www.w3.org/2005/Atom}entry")
    assert entry.findtext("{http://www.w3.org/2005/Atom}updated")[:10] == LATER.date().isoformat()
    assert entry.findtext("{http://www.w3.org/2005/Atom}id").endswith(f"/{meeting.public_id}/")
    harvest = client.get(
        "/oai", {"verb": "ListIdentifiers", "metadataPrefix": "meeting", "from": LATER.date().isoformat()}
    )
    assert harvest.content.decode().count("<identifier>") == 1
    listed = client.get("/meetings.atom?country=mk").getvalue().decode()
    assert (listed.count("<entry"), other.public_id != meeting.public_id) == (2, True)


@pytest.mark.parametrize("kind", ["organisation", "place", "topic", "occasion", "source", "office"])
def test_every_kind_of_entry_that_meetings_name_is_told_of(kind):
    maker = getattr(make, f"make_{kind}")
    kept, going = maker(f"One {kind}"), maker(f"Another {kind}")
    fields = {
        "organisation": {"people": [{"side": "principal", "country": make.make_country("mk")},
                                    {"organisation": going}]},
        "topic": {"topics": [going]},
        "source": {"sources": [going]},
        "office": {"people": [
            {"side": "principal", "country": make.make_country("mk")},
            {"person": (held := make.make_appointment(office=going)).person, "appointments": [held]},
        ]} if kind == "office" else {},
    }.get(kind, {kind: going})  # fmt: skip
    meeting = make.published_meeting(**fields)
    assert plan(going, kept).public.meetings == [meeting.pk]
    with pytest.raises(Refused) as refused:
        join(going, into=kept)
    assert refused.value.reasons == [
        "Published meetings name the entry: a reason is needed that the public may read."
    ]
    merge = join(going, into=kept, note="One and the same.")
    with pytest.raises(Refused):
        part(merge)
    part(merge, note="Two after all.")
    assert [(meeting, note) for meeting, _number, _reason, note in notes()] == [
        (meeting, "One and the same."), (meeting, "Two after all."),
    ]  # fmt: skip
    assert [fault for check in CHECKS.values() for fault in check()] == []


def test_what_the_public_never_read_is_merged_without_a_word_to_it():
    kept, going = make.make_person("Kept"), make.make_person("Going")
    make.make_meeting(people=[{"person": going}])
    with_person(kept)
    part(join(going, into=kept))
    assert notes() == []


def test_offices_of_two_countries_or_kinds_are_two():
    one = make.make_office("Minister", country=make.make_country("pl"))
    other = make.make_office("Minister", country=make.make_country("rs"))
    third = make.make_office("Minister", country=make.make_country("pl"), kind="official")
    assert plan(one, other).reasons == ["One is an office of “Poland”, the other of “Serbia”."]
    assert plan(one, third).reasons == ["The offices are of two kinds: “Foreign minister” and “Official”."]


def test_a_merge_asks_the_same_of_the_database_for_one_meeting_and_for_thirty(django_assert_max_num_queries):
    kept, going = make.make_person("Kept"), make.make_person("Going")
    for _ in range(30):
        with_person(going)
    with django_assert_max_num_queries(113):
        join(going, into=kept, note="One man.")
    assert len(notes()) == 30
