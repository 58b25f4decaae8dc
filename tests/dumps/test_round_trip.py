"""A dump that is loaded into an empty archive gives the same public site."""

import datetime
import re
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from django.conf import settings
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
OAI = "{http://www.openarchives.org/OAI/2.0/}"
DAY = datetime.date(2026, 11, 24)
#: Besides one of each type of page: files, feeds, harvesting and what is found by a former address.
FILES = [
    "/meetings.csv", "/meetings.csv?rows=participations", "/meetings.jsonl", "/meetings.ics",
    "/meetings.atom", "/meetings/3.json", "/meetings/3.jsonld", "/meetings/2.bib", "/sitemap-meetings.xml",
    "/sitemap-people.xml", "/fr/meetings/2/", "/ar/people/", "/people/comfort-ero/", "/people/twice/",
    "/meetings/9/", "/people/kept/",
    "/oai?verb=GetRecord&metadataPrefix=meeting&identifier=oai:testserver:3",
    "/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:testserver:8", "/oai?verb=ListSets",
    "/meetings/?q=osce", "/meetings/?topic=economy",
]  # fmt: skip
INTERFACE = [
    "/api/v1/meetings/3/", "/api/v1/meetings/?facets=1&expand=record", "/api/v1/meetings/3/editions/",
    "/api/v1/changes/", "/api/v1/people/", "/api/v1/sources/", "/api/v1/offices/", "/api/v1/statements/",
    "/api/v1/occasions/", "/api/v1/organisations/", "/api/v1/topics/", "/api/v1/places/",
    "/api/v1/meetings/6/",
]  # fmt: skip


def seen(client) -> dict[str, tuple[int, str, bytes]]:
    """What the public gets at every address, the moment of asking left out."""
    found = {}
    for path in [*PAGES, *FILES, *(INTERFACE if settings.ARCHIVE_API else ())]:
        answer = client.get(path)
        body = answer.getvalue() if answer.streaming else answer.content
        if path.startswith("/oai"):
            body = body.partition(b"</responseDate>")[2]
        found[path] = answer.status_code, answer.headers.get("Location", ""), body
    return found


def harvested(client) -> dict[str, list[bytes]]:
    """All that a harvester gets by lists, in every format and of every set, and the record of each number."""
    sets = [
        one.text
        for one in ElementTree.fromstring(client.get("/oai?verb=ListSets").content).iter(f"{OAI}setSpec")
    ]
    asked = [
        {"verb": verb, "metadataPrefix": prefix} | given
        for verb in ("ListIdentifiers", "ListRecords")
        for prefix in ("oai_dc", "meeting")
        for given in ({}, *({"set": name} for name in [*sets, "country:fr", "topic:gone-for-good"]))
    ]
    numbers = Meeting.objects.once_public().values_list("public_id", flat=True)
    asked += [
        {"verb": "GetRecord", "metadataPrefix": "meeting", "identifier": f"oai:testserver:{number}"}
        for number in sorted(numbers)
    ]
    return {urlencode(one): client.get("/oai", one).content.partition(b"</responseDate>")[2] for one in asked}


def sets_of(records: dict[str, bytes], number: int) -> list[str]:
    """The sets that the header of a record names."""
    answer = records[f"verb=GetRecord&metadataPrefix=meeting&identifier=oai%3Atestserver%3A{number}"]
    return re.findall("<setSpec>(.+?)</setSpec>", answer.decode())


def enrich() -> None:
    """Add what the collection has not: entries renamed, merged and checked, a merged meeting, no date."""
    people = [builders.make_person("Twice Named", slug="twice"), builders.make_person("Kept")]
    host = {"side": "principal", "country": builders.make_country("az"), "role_as_printed": "the Minister"}
    for person in people:
        guest = {"person": person, "country": builders.make_country("pl")}
        builders.published_meeting(people=[host, guest], date="", summary="*Gas* & <b>.")
    merged = builders.published_meeting()
    narrow = builders.make_topic("Gone for good", broader=Topic.objects.get(slug="energy"))
    staying, going = builders.make_topic("Kept topic"), builders.make_topic("Merged topic")
    builders.published_meeting(topics=[staying])
    for topics, country in (([narrow], "rs"), ([going], "fr")):
        guest = {"role_as_printed": "a guest", "country": builders.make_country(country)}
        gone = builders.published_meeting(people=[host, guest], topics=topics)
        workflow.withdraw(gone, reason=ChangeReason.NOT_A_MEETING, note="Never took place.")
    workflow.joining.join(going, into=staying)
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
    before, records = seen(client), harvested(client)
    merged_topic, unheard_topic = (sets_of(records, number) for number in (12, 11))
    assert (merged_topic, unheard_topic) == (
        ["country:az", "country:fr", "topic:kept-topic"],
        ["country:az", "country:rs", "topic:energy"],
    )
    empty_the_archive()
    assert load(dump.folder) == 12
    after = seen(client)
    assert harvested(client) == records
    assert {path: after[path] for path in before if after[path] != before[path]} == {}
    assert [fault for check in CHECKS.values() for fault in check()] == []
    call_command("verify_editions", verbosity=0)
    assert publish(folder, on=DAY) is None
