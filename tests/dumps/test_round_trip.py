"""A dump that is loaded into an empty archive gives the same public site."""

import datetime

import pytest
from django.core.management import call_command

from meetings import workflow
from meetings.dumps.loading import load
from meetings.dumps.publishing import publish
from meetings.models import Coverage, Meeting, Organisation, Topic
from meetings.search import exposure
from meetings.vocabulary import ChangeReason
from meetings.workflow.audit import CHECKS
from tests import builders
from tests.dumps.emptying import empty_the_archive
from tests.views.pages import PAGES

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 11, 24)
#: Besides one of each type of page: files, feeds, harvesting and what is found by a former address.
FILES = [
    "/meetings.csv", "/meetings.csv?rows=participations", "/meetings.jsonl", "/meetings.ics",
    "/meetings.atom", "/meetings/3.json", "/meetings/3.jsonld", "/meetings/2.bib", "/sitemap-meetings.xml",
    "/sitemap-people.xml", "/fr/meetings/2/", "/ar/people/", "/people/comfort-ero/", "/people/twice/",
    "/meetings/9/", "/people/kept/",
    "/oai?verb=GetRecord&metadataPrefix=meeting&identifier=oai:testserver:3",
    "/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:testserver:8", "/oai?verb=ListSets",
    "/api/v1/meetings/3/", "/api/v1/meetings/?facets=1&expand=record", "/api/v1/meetings/3/editions/",
    "/api/v1/changes/", "/api/v1/people/", "/api/v1/sources/", "/api/v1/offices/", "/api/v1/statements/",
    "/api/v1/occasions/", "/api/v1/organisations/", "/api/v1/topics/", "/api/v1/places/",
    "/api/v1/meetings/6/",
    "/meetings/?q=osce", "/meetings/?topic=economy",
]  # fmt: skip


def seen(client) -> dict[str, tuple[int, str, bytes]]:
    """What the public gets at every address, the moment of asking left out."""
    found = {}
    for path in [*PAGES, *FILES]:
        answer = client.get(path)
        body = answer.getvalue() if answer.streaming else answer.content
        if path.startswith("/oai"):
            body = body.partition(b"</responseDate>")[2]
        found[path] = answer.status_code, answer.headers.get("Location", ""), body
    return found


def enrich() -> None:
    """Add what the collection has not: entries renamed, merged and checked, a merged meeting, no date."""
    people = [builders.make_person("Twice Named", slug="twice"), builders.make_person("Kept")]
    host = {"side": "principal", "country": builders.make_country("az"), "role_as_printed": "the Minister"}
    for person in people:
        guest = {"person": person, "country": builders.make_country("pl")}
        builders.published_meeting(people=[host, guest], date="", summary="*Gas* & <b>.")
    merged = builders.published_meeting()
    first, kept = people
    first.merged_into = kept
    first.save()
    kept.slug = "kept-for-good"
    kept.save()
    topic = Topic.objects.published().order_by("pk").first()
    topic.name = "Renamed since"
    topic.save()
    paper = Organisation.objects.create(name="Never named in a meeting")
    Coverage.objects.create(publisher=paper, period="2022", checked_on=DAY, note="All of it.")
    workflow.merge(merged, into=Meeting.objects.get(public_id=2), note="The same.")
    # The collection gave a source another identifier after it was published, of which cards know nothing.
    exposure.rebuild()
    meeting = Meeting.objects.get(public_id=2)
    workflow.correct(meeting, reason=ChangeReason.NEW_SOURCE, note="From the merged record.")


def test_an_archive_that_loads_a_dump_shows_the_same_pages_and_proves_the_same(client, collection, folder):
    enrich()
    dump = publish(folder, on=DAY)
    before = seen(client)
    empty_the_archive()
    assert load(dump.folder) == 9
    after = seen(client)
    assert {path: after[path] for path in before if after[path] != before[path]} == {}
    assert [fault for check in CHECKS.values() for fault in check()] == []
    call_command("verify_editions", verbosity=0)
    assert publish(folder, on=DAY) is None
