"""What only editors know, and what was withdrawn, is in no form of the record that is made for programs."""

import io
import json
import zipfile

import pytest

from meetings import workflow
from meetings.models import MeetingText
from meetings.search.reconciling import MODELS
from meetings.vocabulary import ChangeReason, Side
from tests import builders
from tests.views.test_entry_secrets import SECRET, SECTIONS, everything_secret

pytestmark = pytest.mark.django_db
MOVES = ("publish_meeting", "submit_meeting", "withdraw_meeting", "merge_meeting")
LISTS = (
    "/meetings.csv", "/meetings.csv?rows=participations", "/meetings.xlsx", "/meetings.jsonl",
    "/meetings.ics", "/meetings.atom",
)  # fmt: skip
RECORD = tuple(f"/meetings/1.{suffix}" for suffix in ("json", "jsonld", "ics", "bib", "ris", "csl.json"))
OAI = (
    "/oai?verb=Identify", "/oai?verb=ListSets", "/oai?verb=ListIdentifiers&metadataPrefix=oai_dc",
    "/oai?verb=ListRecords&metadataPrefix=oai_dc", "/oai?verb=ListRecords&metadataPrefix=meeting",
    *(f"/oai?verb=GetRecord&metadataPrefix=meeting&identifier=oai:testserver:{n}" for n in (1, 2, 3)),
)  # fmt: skip
EXTENDED = {
    "ids": ["person/bo-guest", "country/az"],
    "properties": [{"id": name} for name in ("office", "country", "other_names", "meetings")],
}
RECONCILED = (
    "/reconcile", "/reconcile/suggest/entity?prefix=bo", "/reconcile/preview?id=person/bo-guest",
    "/reconcile?extend=" + json.dumps(EXTENDED),
)  # fmt: skip
GUIDES = (
    "/llms.txt",
    "/.well-known/api-catalog",
    "/sitemap.xml",
    *(f"/sitemap-{section}.xml" for section in SECTIONS),
    "/data/",
)
ADDRESSES = (*LISTS, *RECORD, *OAI, *RECONCILED, *GUIDES)


def the_published(editor):
    """A meeting that the public reads, made by an editor, of a source with a snapshot."""
    guest, host = builders.make_person("Bo Guest"), builders.make_country("az")
    source = builders.make_source("Report", public_id="report", text=f"{SECRET} snapshot")
    meeting = builders.make_meeting(
        people=[
            {"side": Side.PRINCIPAL, "country": host, "name_as_printed": "The Host"},
            {"person": guest, "country": builders.make_country("pl")},
        ],
        sources=[source],
        internal_note=f"{SECRET} note",
        created_by=editor,
    )
    workflow.publish(meeting, by=editor, at=builders.NOON)
    return meeting


def change_on_the_desk(meeting) -> None:
    """Change about everything of a published meeting, and publish nothing of it."""
    MeetingText.objects.create(
        meeting=meeting, language="en", title=f"{SECRET} title", summary=f"{SECRET} text"
    )
    late = builders.make_person(f"{SECRET} late")
    builders.make_participation(meeting, person=late, country=builders.make_country("az"))
    meeting.topics.add(builders.make_topic(f"{SECRET} late topic"))
    builders.make_statement(meeting, quote=f"{SECRET} late quote")
    source = meeting.reports.get(source__public_id="report").source
    source.title, source.attribution = f"{SECRET} retitled", f"{SECRET} whom"
    source.save()


def once_public(meeting_of: str):
    """A meeting of rows that no other names, and that is public."""
    name = f"{SECRET} {meeting_of}"
    return builders.published_meeting(
        title=f"{name} talks",
        summary=f"{name} summary",
        people=[
            {
                "side": Side.PRINCIPAL,
                "country": builders.make_country("az"),
                "role_as_printed": f"{name} role",
            },
            {"person": builders.make_person(f"{name} guest"), "country": builders.make_country("pl")},
        ],
        sources=[builders.make_source(f"{name} report", text=f"{name} snapshot")],
        topics=[builders.make_topic(f"{name} matter")],
        occasion=builders.make_occasion(f"{name} summit"),
        place=builders.make_place(f"{name} town"),
    )


def everything_that_could_leak():
    """The archive of which only one meeting is public; gives an editor who made it."""
    editor = builders.make_user(*MOVES, first_name=SECRET, last_name=SECRET, email=f"{SECRET}@example.org")
    shown = the_published(editor)
    gone, merged = once_public("gone"), once_public("merged")
    workflow.withdraw(gone, reason=ChangeReason.NOT_A_MEETING, note="Never took place.", by=editor)
    workflow.merge(merged, into=shown, note="The same meeting.", by=editor)
    everything_secret(created_by=editor)
    workflow.submit(builders.make_meeting(title=f"{SECRET} submitted"), by=editor)
    change_on_the_desk(shown)
    return editor


def readable(answer) -> str:
    """What an answer says, in lower case, with the headers; a workbook unpacked."""
    body = answer.getvalue()
    if body.startswith(b"PK"):
        book = zipfile.ZipFile(io.BytesIO(body))
        body = b"".join(book.read(name) for name in book.namelist())
    return f"{answer.headers}\n{body.decode()}".lower()


def test_no_form_for_programs_tells_what_is_not_public(client):
    editor = everything_that_could_leak()
    said = {path: client.get(path) for path in ADDRESSES}
    assert {path: answer.status_code for path, answer in said.items()} == dict.fromkeys(ADDRESSES, 200)
    told = {path: readable(answer) for path, answer in said.items()}
    assert [path for path, text in told.items() if SECRET in text or editor.username in text] == []
    # None of them is silent: each tells of the meeting that is public.
    assert [path for path in (*LISTS, *RECORD) if "bo guest" not in told[path]] == []
    assert [path for path in OAI[3:6] if "bo guest" not in told[path]] == []
    assert [told[path].count('status="deleted"') for path in OAI[2:]] == [2, 2, 2, 0, 1, 1]


def test_no_form_of_a_record_that_is_gone_tells_of_it(client):
    everything_that_could_leak()
    for suffix in ("json", "jsonld", "ics", "bib", "ris", "csl.json"):
        answers = [client.get(f"/meetings/{number}.{suffix}") for number in (2, 3, 4, 5)]
        assert [answer.status_code for answer in answers] == [410, 301, 404, 404]
        assert [SECRET in readable(answer) for answer in answers] == [False] * 4


def test_no_name_that_is_not_public_is_meant_suggested_shown_or_extended(client):
    everything_that_could_leak()
    names = [
        f"{SECRET} {word}"
        for word in ("person", "office", "body", "topic", "above", "late", "late topic", "gone guest",
                     "merged guest", "gone matter", "merged matter")
    ]  # fmt: skip
    queries = json.dumps({str(n): {"query": name} for n, name in enumerate(names)})
    assert client.post("/reconcile", {"queries": queries}).json() == {
        str(n): {"result": []} for n in range(len(names))
    }
    assert client.get(f"/reconcile/suggest/entity?prefix={SECRET[:6]}").json() == {"result": []}
    ids = [f"{kind}/{name.replace(' ', '-')}" for kind in MODELS if kind != "country" for name in names]
    extend = json.dumps({"ids": ids, "properties": [{"id": "other_names"}]})
    found = client.post("/reconcile", {"extend": extend}).json()["rows"]
    assert found == {one: {"other_names": []} for one in ids}
    for path in ("preview?id=", "entry/"):
        assert {client.get(f"/reconcile/{path}{one}").status_code for one in ids} == {404}


def test_no_form_can_be_searched_for_what_is_not_public(client):
    everything_that_could_leak()
    for form in LISTS:
        sign = "&" if "?" in form else "?"
        asked = [f"{form}{sign}q={SECRET}+{word}" for word in ("talks", "late", "submitted", "title", "role")]
        assert [path for path in asked if "bo guest" in readable(client.get(path))] == []
