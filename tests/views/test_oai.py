"""Harvesting: six verbs, two formats, deletions that are kept."""

import datetime
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string
from lxml import etree
from sickle import Sickle
from sickle.oaiexceptions import NoRecordsMatch

from meetings import workflow
from meetings.exports import meeting_xml
from meetings.models import Edition, Meeting, MeetingText, Topic
from meetings.views.oai import records
from meetings.vocabulary import ChangeReason
from tests import builders

pytestmark = pytest.mark.django_db
NS = {"o": "http://www.openarchives.org/OAI/2.0/", "dc": "http://purl.org/dc/elements/1.1/"}
DAY = datetime.timedelta(days=1)


def ask(client, **arguments) -> ElementTree.Element:
    answer = client.get("/oai", arguments)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/xml; charset=utf-8")
    return ElementTree.fromstring(answer.content)


def error_of(root: ElementTree.Element) -> str:
    found = root.findall("o:error", NS)
    return found[0].get("code") if len(found) == 1 else ""


def texts(root: ElementTree.Element, path: str) -> list[str]:
    return [found.text for found in root.findall(path, NS)]


def withdrawn(meeting: Meeting, at: datetime.datetime) -> Meeting:
    workflow.withdraw(meeting, reason=ChangeReason.NOT_A_MEETING, note="Never took place.", at=at)
    return meeting


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ("", "badVerb"),
        ("verb=Nonsense", "badVerb"),
        ("verb=Identify&verb=Identify", "badVerb"),
        ("verb=Identify&metadataPrefix=oai_dc", "badArgument"),
        ("verb=GetRecord&metadataPrefix=oai_dc", "badArgument"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:testserver:999999", "idDoesNotExist"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:testserver:" + "9" * 30, "idDoesNotExist"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:elsewhere.org:1", "idDoesNotExist"),
        ("verb=GetRecord&metadataPrefix=marc&identifier=oai:testserver:1", "cannotDisseminateFormat"),
        ("verb=ListRecords", "badArgument"),
        ("verb=ListRecords&metadataPrefix=marc21", "cannotDisseminateFormat"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=yesterday", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2022-02-30", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2022-01-01&until=2022-01-01T00:00:00Z", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2022-01-02&until=2022-01-01", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=planet:mars", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=country:zz", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=9999-12-31&until=9999-12-31", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=oai_dc&surprise=1", "badArgument"),
        ("verb=ListRecords&resumptionToken=forged:token", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=forged:token&metadataPrefix=oai_dc", "badArgument"),
        ("verb=ListSets&resumptionToken=x", "badResumptionToken"),
        ("verb=ListMetadataFormats&identifier=oai:testserver:999999", "idDoesNotExist"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=%01%02", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=" + "x" * 5000, "badArgument"),
    ],
)
def test_what_is_against_the_protocol_is_answered_in_its_words(client, arguments, code):
    builders.published_meeting()
    answer = client.get(f"/oai?{arguments}")
    assert (answer.status_code, error_of(ElementTree.fromstring(answer.content))) == (200, code)


@pytest.mark.parametrize(
    "arguments", ["&".join(f"a{n}=1" for n in range(6000)), "verb=" + "x" * 6_000_000], ids=["many", "long"]
)
def test_more_than_is_read_is_answered_in_the_words_of_the_protocol(client, arguments):
    kind = "application/x-www-form-urlencoded"
    answer = client.post("/oai", arguments, content_type=kind)
    assert (answer.status_code, error_of(ElementTree.fromstring(answer.content))) == (200, "badArgument")


@pytest.mark.parametrize("value", ["%00", "%ff", "a%00b"])
def test_arguments_that_are_no_text_are_refused_in_the_words_of_the_protocol(client, value):
    answer = client.get(f"/oai?verb=ListRecords&metadataPrefix={value}")
    told = error_of(ElementTree.fromstring(answer.content))
    assert (answer.status_code, told, answer["Access-Control-Allow-Origin"]) == (200, "badArgument", "*")


@pytest.mark.parametrize("headers", [{"Accept": "text/csv"}, {"If-None-Match": '"x", ' * 20_000}])
def test_no_header_is_taken_for_an_argument(client, headers):
    answer = client.get("/oai?verb=Identify", headers=headers)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/xml; charset=utf-8")


def test_posted_arguments_are_read_like_those_of_an_address(client):
    number = builders.published_meeting().public_id
    arguments = {"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": f"oai:testserver:{number}"}
    posted = ElementTree.fromstring(client.post("/oai", arguments).content)
    assert texts(posted, "o:GetRecord/o:record/o:header/o:identifier") == [f"oai:testserver:{number}"]


def test_the_archive_tells_who_it_is(client, settings):
    settings.ARCHIVE_CONTACT = "archive@example.org"
    builders.published_meeting(at=builders.NOON)
    root = ask(client, verb="Identify")
    names = ["baseURL", "protocolVersion", "adminEmail", "earliestDatestamp", "deletedRecord"]
    assert [texts(root, f"o:Identify/o:{name}") for name in names] == [
        ["http://testserver/oai"],
        ["2.0"],
        ["archive@example.org"],
        ["2022-09-26T12:00:00Z"],
        ["persistent"],
    ]


def test_a_meeting_is_disseminated_as_dublin_core(client):
    topic = builders.make_topic("Energy")
    number = builders.published_meeting(
        title="Talks", summary="Gas & <grain>.", date="2022-09-22?", topics=[topic]
    ).public_id
    root = ask(client, verb="GetRecord", metadataPrefix="oai_dc", identifier=f"oai:testserver:{number}")
    found = {
        name: texts(root, f".//dc:{name}")
        for name in ("title", "subject", "description", "date", "identifier")
    }
    assert found == {
        "title": ["Talks"],
        "subject": ["Energy"],
        "description": ["Gas & <grain>."],
        "date": ["2022-09-22?", "perhaps 22 September 2022"],
        "identifier": [f"http://testserver/meetings/{number}/"],
    }


def test_the_own_format_keeps_to_its_schema_and_names_the_edition(client):
    place = builders.make_place(
        "Kraków", country=builders.make_country("pl"), latitude="50.06", longitude="19.94"
    )
    meeting = builders.published_meeting(title="Talks", place=place, topics=[builders.make_topic("Energy")])
    builders.make_statement(meeting)
    workflow.correct(meeting, reason=ChangeReason.ADDED_DETAIL, note="A statement.")
    arguments = {
        "verb": "GetRecord",
        "metadataPrefix": "meeting",
        "identifier": f"oai:testserver:{meeting.public_id}",
    }
    answer = client.get("/oai", arguments)
    root = etree.fromstring(answer.content)
    record = root.find(f".//{{{meeting_xml.NAMESPACE}}}meeting")
    text = render_to_string("oai/meeting.xsd").replace(
        '<xs:import namespace="http://www.w3.org/XML/1998/namespace"/>', ""
    )
    rules = etree.fromstring(
        text.replace('<xs:attribute ref="xml:lang"/>', "<xs:anyAttribute processContents='skip'/>").encode()
    )
    etree.XMLSchema(rules).assertValid(etree.fromstring(etree.tostring(_without_location(record))))
    edition = Edition.objects.get(meeting=meeting, number=2)
    assert (record.get("edition"), record.get("sha256")) == ("2", edition.sha256)


def _without_location(record):
    for name in [name for name in record.attrib if name.endswith("schemaLocation")]:
        del record.attrib[name]
    return record


def test_the_schema_is_served(client):
    answer = client.get("/oai/meeting.xsd")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/xml; charset=utf-8")
    assert etree.fromstring(answer.content).get("targetNamespace") == meeting_xml.NAMESPACE


def headers_of(root: ElementTree.Element) -> list[tuple[str | None, list[str]]]:
    return [(one.get("status"), texts(one, "o:setSpec")) for one in root.iter(f"{{{NS['o']}}}header")]


def test_a_withdrawn_meeting_stays_as_deleted_in_the_sets_it_was_in(client):
    broader = builders.make_topic("Energy")
    gas = builders.make_topic("Gas", broader=broader)
    meeting = builders.published_meeting(topics=[gas])
    builders.published_meeting(topics=[gas])
    withdrawn(meeting, builders.NOON + DAY)
    root = ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc", set="topic:energy")
    sets = ["country:mk", "country:pl", "topic:energy", "topic:gas"]
    assert headers_of(root) == [(None, sets), ("deleted", sets)]
    assert texts(root, ".//o:datestamp")[-1] == "2022-09-27T12:00:00Z"
    assert (
        error_of(ask(client, verb="ListRecords", metadataPrefix="oai_dc", set="country:rs"))
        == "noRecordsMatch"
    )


def test_a_topic_that_only_withdrawn_meetings_name_is_told_by_no_header_and_no_set(client):
    broader = builders.make_topic("Energy")
    gone = builders.published_meeting(topics=[builders.make_topic("Gas", broader=broader)])
    withdrawn(gone, builders.NOON + DAY)
    root = ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc")
    assert headers_of(root) == [("deleted", ["country:mk", "country:pl"])]
    asked = [
        client.get("/oai", {"verb": "ListIdentifiers", "metadataPrefix": "oai_dc", "set": f"topic:{slug}"})
        for slug in ("gas", "nothing")
    ]
    assert [error_of(ElementTree.fromstring(answer.content)) for answer in asked] == ["noRecordsMatch"] * 2
    # The broader topic is public again, the narrower is not.
    builders.published_meeting(topics=[broader], at=builders.NOON + 2 * DAY)
    root = ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc", set="topic:energy")
    sets = ["country:mk", "country:pl", "topic:energy"]
    assert headers_of(root) == [("deleted", sets), (None, sets)]


def test_a_withdrawn_meeting_is_in_the_sets_of_the_newest_text_that_was_not_removed(client):
    topic = builders.make_topic("Energy")
    builders.published_meeting(topics=[topic])
    meeting = builders.published_meeting(topics=[topic])
    meeting.texts.create(language="en", title="Talks")
    workflow.correct(meeting, reason=ChangeReason.ADDED_DETAIL, note="A title.", at=builders.NOON + DAY)
    withdrawn(meeting, builders.NOON + 2 * DAY)
    asked = {
        "verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": f"oai:testserver:{meeting.public_id}",
    }  # fmt: skip
    sets = ["country:mk", "country:pl", "topic:energy"]
    for number, expected in ((1, sets), (2, [])):
        workflow.redact(meeting, numbers=[number], reason=ChangeReason.LEGAL, note="By order.")
        assert headers_of(ask(client, **asked)) == [("deleted", expected)]


def test_a_withdrawn_meeting_is_in_the_set_of_the_address_that_its_topic_has_now(client):
    topic = builders.make_topic("Energy")
    withdrawn(builders.published_meeting(topics=[topic]), builders.NOON + DAY)
    topic.slug = "power"
    topic.save()
    builders.published_meeting(topics=[topic])
    root = ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc", set="topic:power")
    sets = ["country:mk", "country:pl", "topic:power"]
    assert headers_of(root) == [(None, sets), ("deleted", sets)]


def test_drafts_are_harvested_by_no_verb(client):
    builders.published_meeting()
    secret = Topic.objects.create(name="Xyzzyplugh")
    builders.make_meeting(title="Xyzzyplugh", topics=[secret])
    everything = b"".join(
        client.get(f"/oai?{arguments}").content
        for arguments in (
            "verb=Identify",
            "verb=ListSets",
            "verb=ListRecords&metadataPrefix=oai_dc",
            "verb=ListRecords&metadataPrefix=meeting",
            "verb=ListIdentifiers&metadataPrefix=oai_dc&set=topic:xyzzyplugh",
        )
    )
    assert everything.lower().count(b"xyzzyplugh") == 1  # the echo of what was asked for


def test_moments_bound_what_changed(client):
    for day in range(3):
        builders.published_meeting(at=builders.NOON + day * DAY)
    bounds = [
        {"from": "2022-09-27"},
        {"until": "2022-09-27"},
        {"from": "2022-09-27", "until": "2022-09-27"},
        {"from": "2022-09-27T12:00:00Z", "until": "2022-09-27T12:00:00Z"},
    ]
    found = [
        len(
            texts(
                ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc", **bound),
                ".//o:header/o:identifier",
            )
        )
        for bound in bounds
    ]
    assert found == [2, 2, 1, 1]


def test_a_list_comes_in_parts_that_hold_each_record_once(client, monkeypatch):
    monkeypatch.setattr(records, "PART", 2)
    numbers = [builders.published_meeting(at=builders.NOON).public_id for _ in range(5)]
    found, cursors, arguments = [], [], {"metadataPrefix": "oai_dc"}
    while arguments:
        root = ask(client, verb="ListIdentifiers", **arguments)
        found += texts(root, ".//o:header/o:identifier")
        token = root.find(".//o:resumptionToken", NS)
        cursors.append(token.get("cursor"))
        arguments = {"resumptionToken": token.text} if token.text else None
    assert found == [f"oai:testserver:{number}" for number in numbers]
    assert cursors == ["0", "2", "4"]


def test_a_part_costs_a_fixed_number_of_queries(client, django_assert_num_queries):
    asked = "/oai?verb=ListRecords&metadataPrefix=meeting&set=country:pl"
    for more in (1, 29):
        for _ in range(more):
            builders.published_meeting(topics=[builders.make_topic()])
        with django_assert_num_queries(6):
            client.get(asked)


def test_a_part_of_withdrawn_meetings_costs_a_fixed_number_of_queries_too(client, django_assert_num_queries):
    topic = builders.make_topic()
    builders.published_meeting(topics=[topic])
    for more in (1, 29):
        for _ in range(more):
            withdrawn(builders.published_meeting(topics=[topic]), builders.NOON + DAY)
        with django_assert_num_queries(11):
            client.get(f"/oai?verb=ListRecords&metadataPrefix=meeting&set=topic:{topic.slug}")


def test_a_set_is_found_without_walking_what_was_withdrawn_from_others(
    client, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(records, "PART", 1)
    host = {"side": "principal", "country": builders.make_country("az"), "role_as_printed": "the Minister"}
    here, elsewhere = ([host, {"country": builders.make_country(code)}] for code in ("rs", "fr"))
    for people in (*[elsewhere] * 5, here):
        withdrawn(builders.published_meeting(people=people), builders.NOON + DAY)
    with django_assert_num_queries(4):
        root = ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc", set="country:rs")
    assert headers_of(root) == [("deleted", ["country:az", "country:rs"])]
    assert root.find(".//o:resumptionToken", NS) is None


def test_what_was_withdrawn_from_a_topic_is_in_the_set_of_the_topic_that_it_was_merged_into(client):
    going, kept = builders.make_topic("Gas"), builders.make_topic("Energy")
    builders.published_meeting(topics=[kept])
    withdrawn(builders.published_meeting(topics=[going]), builders.NOON + DAY)
    workflow.joining.join(going, into=kept)
    root = ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc", set="topic:energy")
    sets = ["country:mk", "country:pl", "topic:energy"]
    assert headers_of(root) == [(None, sets), ("deleted", sets)]


def test_a_meeting_that_is_public_again_is_in_the_sets_of_its_newest_edition_alone(client):
    meeting = builders.published_meeting(topics=[builders.make_topic("Energy")])
    withdrawn(meeting, builders.NOON + DAY)
    meeting.refresh_from_db()
    meeting.topics.clear()
    workflow.restore(meeting, note="It took place.", at=builders.NOON + 2 * DAY)
    asked = {"verb": "ListIdentifiers", "metadataPrefix": "oai_dc"}
    assert headers_of(ask(client, **asked)) == [(None, ["country:mk", "country:pl"])]
    assert error_of(ask(client, **asked, set="topic:energy")) == "noRecordsMatch"


def test_a_real_client_harvests_everything_and_again_what_changed(live_server, transactional_db):
    corrected, gone, kept = (builders.published_meeting(title=title) for title in ("One", "Two", "Three"))
    client = Sickle(f"{live_server.url}/oai")
    first = {record.header.identifier: record for record in client.ListRecords(metadataPrefix="oai_dc")}
    MeetingText.objects.filter(meeting=corrected).update(title="Uno")
    workflow.correct(corrected, reason=ChangeReason.FACTUAL_ERROR, note="Uno.", at=builders.NOON + DAY)
    withdrawn(gone, builders.NOON + 2 * DAY)
    again = {
        record.header.identifier: record
        for record in client.ListRecords(metadataPrefix="oai_dc", **{"from": "2022-09-27"})
    }
    name = "oai:localhost:{}".format
    assert {key: record.metadata["title"] for key, record in first.items()} == {
        name(corrected.public_id): ["One"],
        name(gone.public_id): ["Two"],
        name(kept.public_id): ["Three"],
    }
    assert {key: record.header.deleted for key, record in again.items()} == {
        name(corrected.public_id): False,
        name(gone.public_id): True,
    }
    assert again[name(corrected.public_id)].metadata["title"] == ["Uno"]
    with pytest.raises(NoRecordsMatch):
        client.ListRecords(metadataPrefix="oai_dc", **{"from": "2023-01-01"})
    assert {one.setSpec for one in client.ListSets()} == {"country", "topic", "country:mk", "country:pl"}
    assert [one.metadataPrefix for one in client.ListMetadataFormats()] == ["oai_dc", "meeting"]
    assert client.Identify().deletedRecord == "persistent"
