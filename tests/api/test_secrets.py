"""What only editors know appears nowhere in the interface, and cannot be asked for either."""

import pytest

from meetings import workflow
from meetings.vocabulary import ChangeReason, Side
from tests import builders
from tests.api.asking import API, ask
from tests.views.test_entry_secrets import SECRET, everything_secret

pytestmark = pytest.mark.django_db

LISTS = (
    "meetings", "ministers", "people", "countries", "organisations", "offices", "occasions", "places",
    "topics", "sources", "statements", "changes",
)  # fmt: skip
ALWAYS = (
    "", *(f"{name}/" for name in LISTS), "meetings/?facets=1", "meetings/?expand=record",
    "meetings/?expand=person,country,organisation,place,occasion,topic", "people/?q=xylo", "meetings/1/",
    "meetings/1/editions/", "meetings/1/editions/1/", "countries/az/", "sources/report/", "people/bo-guest/",
    "offices/envoy-of-bo/", "statements/1-1-1/",
)  # fmt: skip


def the_published():
    """A published meeting made by a named editor, whose source has a snapshot."""
    editor = builders.make_user(first_name=SECRET, email=f"{SECRET}@example.org")
    guest, host = builders.make_person("Bo Guest"), builders.make_country("az")
    envoy = builders.make_office("Envoy of Bo", country=host, kind="other")
    source = builders.make_source("Report", public_id="report", text=f"{SECRET} snapshot")
    meeting = builders.make_meeting(
        people=[
            {"side": Side.PRINCIPAL, "country": host, "name_as_printed": "The Host"},
            {"person": guest, "country": host, "appointments": [builders.make_appointment(guest, envoy)]},
        ],
        sources=[source],
        internal_note=f"{SECRET} note",
        created_by=editor,
    )
    builders.make_statement(meeting, source)
    workflow.submit(meeting, by=None)
    meeting.refresh_from_db()
    workflow.publish(meeting, by=None)
    meeting.editions.update(published_by=editor)
    meeting.change_notes.update(made_by=editor)
    return meeting


def answers(client) -> dict:
    found = {path: client.get(API + path) for path in ALWAYS}
    assert {path: answer.status_code for path, answer in found.items()} == dict.fromkeys(ALWAYS, 200)
    return {path: (answer.content, answer.headers["ETag"]) for path, answer in found.items()}


def test_what_only_editors_know_changes_no_answer_and_no_tag(client):
    published = the_published()
    # Countries are public as such, those of the drafts too.
    for code in ("mk", "pl"):
        builders.make_country(code)
    before = answers(client)
    assert [
        path for path, (body, _) in before.items() if SECRET in body.decode().replace(f"q={SECRET}", "")
    ] == []
    everything_secret()
    submitted = everything_secret_again()
    workflow.submit(submitted)
    assert answers(client) == before
    # The published record itself, changed on the desk and not published.
    builders.make_participation(published, person=builders.make_person(f"{SECRET} late"))
    published.topics.add(builders.make_topic(f"{SECRET} late topic"))
    builders.make_statement(published, quote=f"{SECRET} late quote")
    published.reports.get().source.title = f"{SECRET} late title"
    assert answers(client) == before


def everything_secret_again():
    """Another draft, complete enough to be handed in."""
    return builders.make_meeting(title=f"{SECRET} submitted", summary=f"{SECRET} summary")


def test_what_an_editor_changed_of_a_source_is_not_told_before_it_is_published(client):
    published = the_published()
    before = answers(client)
    source = published.reports.get().source
    source.title, source.attribution, source.text = (
        f"{SECRET} title",
        f"{SECRET} whom",
        f"{SECRET} other text",
    )
    source.save()
    after = answers(client)
    assert [path for path in before if after[path][0] != before[path][0]] == []


@pytest.mark.parametrize(
    "name", ["people", "organisations", "offices", "occasions", "places", "topics", "sources"]
)
@pytest.mark.parametrize("kind", ["person", "body", "office", "occasion", "place", "topic", "above"])
def test_what_a_draft_names_is_answered_like_what_is_not_there(client, name, kind):
    everything_secret()
    found = [client.get(f"{API}{name}/{one}/") for one in (f"{SECRET}-{kind}", "nothing-at-all", SECRET[:10])]
    assert {(answer.status_code, answer.content) for answer in found} == {(404, found[1].content)}


@pytest.mark.parametrize(
    ("parameter", "kind"),
    [
        ("person", "person"),
        ("organisation", "body"),
        ("topic", "topic"),
        ("occasion", "occasion"),
        ("place", "place"),
    ],
)
def test_a_list_cannot_be_asked_for_what_a_draft_names(client, parameter, kind):
    everything_secret()
    found = [
        ask(client, f"meetings/?{parameter}={slug}", 400)["errors"][0]["detail"].replace(slug, "")
        for slug in (f"{SECRET}-{kind}", "nothing-at-all")
    ]
    assert found[0] == found[1]


def test_what_was_withdrawn_is_in_no_list_and_only_its_reason_is_told(client):
    meeting = builders.published_meeting(
        title=f"{SECRET} title",
        people=[
            {"side": Side.PRINCIPAL, "country": builders.make_country("az"), "name_as_printed": "The Host"},
            {"person": builders.make_person(f"{SECRET} person"), "country": builders.make_country("pl")},
        ],
        topics=[builders.make_topic(f"{SECRET} topic")],
        sources=[builders.make_source(f"{SECRET} source", public_id=SECRET[:10])],
    )
    workflow.withdraw(meeting, reason=ChangeReason.PRIVACY, note="On request.")
    for name in LISTS:
        assert (name, SECRET in client.get(f"{API}{name}/").content.decode()) == (name, False)
    for path in ("meetings/1/", "meetings/1/editions/1/", "statements/1-1-1/"):
        answer = client.get(API + path)
        assert (answer.status_code, SECRET in answer.content.decode()) == (410, False)
    for path in (f"people/{SECRET}-person/", f"topics/{SECRET}-topic/", f"sources/{SECRET[:10]}/"):
        assert client.get(API + path).status_code == 404


@pytest.mark.parametrize("word", ["meetings/?q=", "meetings/?fields=", "people/?q=", "nothing/?"])
def test_an_error_tells_nothing_of_how_the_archive_is_built(client, word):
    body = client.get(f"{API}{word}%27%22%3C{{{{7*7}}}}").content.decode()
    assert [sign for sign in ("Traceback", "django", "SELECT", "meetings_", ".py") if sign in body] == []
