"""What is not published leaves no trace in anything that the public reads."""

import datetime
import json

import pytest
from django.apps import apps
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from meetings import search, workflow
from meetings.filters import FACETS_SHOWN, MeetingFilterSet, facet_lists
from meetings.models import (
    ArchiveState,
    Card,
    CardText,
    CardValue,
    Country,
    Identifier,
    Meeting,
    MeetingText,
    Occasion,
    Organisation,
    Person,
    Place,
    Source,
    Topic,
)
from meetings.record import traces
from meetings.search import Criteria, read_query, reading
from meetings.vocabulary import Facet, PublicationState
from tests import builders as make

pytestmark = pytest.mark.django_db

WORD = "zyxwvut"
PUBLIC_MODELS = (Person, Organisation, Topic, Occasion, Place, Source, Meeting)
ADDRESSED = {
    "person": Person,
    "minister": Person,
    "organisation": Organisation,
    "publisher": Organisation,
    "topic": Topic,
    "occasion": Occasion,
    "place": Place,
}


def secret_parts() -> dict:
    """Rows of every kind that nothing public names, with the word in every text."""
    publisher = make.make_organisation(f"{WORD} Press", abbreviation=WORD[:5])
    person = make.make_person(f"{WORD} Person", honorific_prefix=f"{WORD} Dr")
    for owner in (person, publisher):
        make.make_other_name(owner, f"{WORD} otherwise", language="en", kind="preferred")
        kind = owner._meta.model_name
        Identifier.objects.create(scheme="wikidata", value=WORD, **{kind: owner})
    held = make.make_appointment(
        person, make.make_office(f"{WORD} Office", country=None, organisation=publisher, kind="chair")
    )
    return {
        "person": person,
        "held": held,
        "organisation": publisher,
        "topic": make.make_topic(f"{WORD} Topic", broader=make.make_topic(f"{WORD} Broader")),
        "place": make.make_place(f"{WORD} Place", country=make.make_country("xxyy", name="Far Land")),
        "occasion": make.make_occasion(
            f"{WORD} Occasion", short_name=WORD, parent=make.make_occasion(f"{WORD} Whole")
        ),
        "source": make.make_source(
            f"{WORD} Source",
            publisher=publisher,
            url=f"https://{WORD}.example/",
            attribution=WORD,
            text=WORD,
        ),
    }


def fill(meeting: Meeting) -> Meeting:
    """Put the word into everything that an editor can enter of a meeting."""
    part = secret_parts()
    meeting.place, meeting.occasion = part["place"], part["occasion"]
    meeting.kind, meeting.event_status = "telephone", "postponed"
    meeting.date, meeting.date_basis = "1999-04-05", "inferred"
    meeting.internal_note = WORD
    meeting.save()
    meeting.topics.add(part["topic"])
    MeetingText.objects.create(
        meeting=meeting, language="fr", is_original=False, title=WORD, summary=f"On {WORD}."
    )
    make.make_participation(
        meeting,
        person=part["person"],
        organisation=part["organisation"],
        country=make.make_country("xxyy"),
        role_as_printed=f"{WORD} role",
        name_as_printed=f"{WORD} name",
        appointments=[part["held"]],
    )
    make.make_report(meeting, part["source"])
    make.make_statement(
        meeting,
        part["source"],
        property="quotation",
        value=WORD,
        value_as_printed=WORD,
        quote=f"Said {WORD}",
        prefix=WORD,
        suffix=WORD,
        speaker=WORD,
        reason=WORD,
    )
    return meeting


def read_by_the_public() -> dict:
    """Everything that pages read, in every way they read it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM meetings_cardtext ORDER BY public_id")
        words = cursor.fetchall()
    everything = Criteria()
    return {
        "cards": list(Card.objects.order_by("pk").values_list()),
        "values": sorted(
            CardValue.objects.exclude(facet__in=traces.FORMER.values()).values_list("card", "facet", "value")
        ),
        "words": words,
        "texts": list(CardText.objects.order_by("pk").values_list()),
        "rows": {
            model.__name__: sorted(model.objects.published().values_list("pk")) for model in PUBLIC_MODELS
        },
        "ministers": sorted(
            apps.get_model("meetings", "Minister").objects.published().values_list("pk", flat=True)
        ),
        "count": search.count(everything),
        "counts": search.counts(everything, Facet),
        "suggested": search.suggestions(read_query(f"{WORD}x")),
        "found": search.find(everything).rows,
        "facets": facet_lists(everything, QueryDict(), FACETS_SHOWN),
        "editions": list(
            apps.get_model("meetings", "Edition").objects.order_by("pk").values_list("form", "note")
        ),
        "notes": list(apps.get_model("meetings", "ChangeNote").objects.order_by("pk").values_list()),
        "state": list(ArchiveState.objects.values_list("version", "last_public_id", "changed_at")),
    }


def assert_nothing_shows() -> None:
    assert search.count(Criteria(text=read_query(f"{WORD[:4]}*"))) == 0
    assert WORD not in json.dumps(read_by_the_public(), default=str).casefold()


def submitted(meeting: Meeting) -> None:
    meeting.participations.filter(country__code="xxyy").update(side="attendee")
    workflow.submit(meeting)


@pytest.mark.parametrize("then", [lambda meeting: None, submitted], ids=["draft", "submitted"])
def test_a_meeting_that_is_not_public_shows_nowhere(then) -> None:
    make.published_meeting(title="Known")
    before = read_by_the_public()
    meeting = fill(make.make_meeting(title=WORD, summary=WORD))
    then(meeting)
    assert read_by_the_public() == before
    assert_nothing_shows()


def test_what_is_edited_and_not_corrected_shows_nowhere() -> None:
    meeting = make.published_meeting(title="Known", summary="Known words")
    before = read_by_the_public()
    fill(meeting)
    meeting.texts.filter(language="en").update(title=WORD, summary=WORD)
    workflow.publishing.note_changes(meeting)
    assert read_by_the_public() == before
    assert_nothing_shows()


def test_what_is_withdrawn_leaves_its_number_and_the_sets_of_harvesting_and_nothing_else() -> None:
    make.published_meeting(title="Known")
    before = read_by_the_public()
    meeting = fill(make.make_meeting(title=WORD, summary=WORD))
    workflow.publish(meeting)
    assert search.count(Criteria(text=read_query(WORD))) == 1
    workflow.withdraw(meeting, reason="other", note="Not ours.")
    after = read_by_the_public()
    for kept in ("cards", "editions", "notes", "state"):
        before.pop(kept)
        after.pop(kept)
    assert after == before
    assert search.count(Criteria(text=read_query(WORD))) == 0
    card = Card.objects.get(pk=meeting.pk)
    assert {field.name: getattr(card, field.attname) for field in Card._meta.concrete_fields} == {
        "meeting": meeting.pk,
        "public_id": meeting.public_id,
        "key": None,
        "version": ArchiveState.objects.get().version,
        "live": False,
        "date_earliest": None,
        "date_latest": None,
        "date_start_latest": None,
        "date_end_earliest": None,
        "data": "",
    }
    left = CardValue.objects.filter(card=card).order_by("facet", "value").values_list("facet", "value")
    assert list(left) == sorted(
        [
            (traces.FORMER[Facet.COUNTRY], country.pk)
            for country in Country.objects.filter(code__in=["mk", "pl", "xxyy"])
        ]
        + [(traces.FORMER[Facet.TOPIC], topic.pk) for topic in meeting.topics.all()]
    )
    assert traces.named([card.pk]) == {card.pk: [(Facet.COUNTRY, code) for code in ("mk", "pl", "xxyy")]}


def test_internal_words_stay_internal_when_the_meeting_is_published() -> None:
    meeting = make.make_meeting(
        internal_note=WORD,
        state=PublicationState.SUBMITTED,
        publish_at=datetime.datetime(2030, 1, 1, tzinfo=datetime.UTC),
    )
    source = make.make_source("Known", text=f"before {WORD} after")
    make.make_report(meeting, source)
    make.make_statement(meeting, source, prefix=WORD, suffix=WORD)
    workflow.publish(meeting, by=make.make_user("publish_meeting", email=f"{WORD}@example.org"))
    assert_nothing_shows()


def answer(query: str) -> tuple[dict, int]:
    """What the filters say to a query string, and how many queries it took beside loading the index."""
    reading()
    with CaptureQueriesContext(connection) as queries:
        errors = MeetingFilterSet(QueryDict(query)).form.errors.get_json_data()
    return errors, len(queries)


@pytest.mark.parametrize("parameter", ADDRESSED)
def test_the_address_of_what_is_not_public_is_answered_as_one_that_never_was(parameter: str) -> None:
    fill(make.make_meeting())
    row = ADDRESSED[parameter].objects.first()
    errors, queries = answer(f"{parameter}={row.slug}")
    unknown, queries_of_unknown = answer(f"{parameter}=never-was")
    assert json.dumps(errors).replace(row.slug, "never-was") == json.dumps(unknown)
    assert queries == queries_of_unknown
    assert list(errors) == [parameter]


@pytest.mark.parametrize("parameter", ADDRESSED)
def test_a_former_address_of_what_is_not_public_is_answered_like_that_too(parameter: str) -> None:
    fill(make.make_meeting())
    row = ADDRESSED[parameter].objects.first()
    former, row.slug = row.slug, "new-address"
    row.save()
    errors, queries = answer(f"{parameter}={former}")
    unknown, queries_of_unknown = answer(f"{parameter}=never-was")
    assert json.dumps(errors).replace(former, "never-was") == json.dumps(unknown)
    assert queries == queries_of_unknown


def test_former_addresses_and_merged_people_lead_on_where_they_are_public() -> None:
    first, second, third = (make.make_person(name) for name in ("First", "Second", "Third"))
    make.published_meeting(people=[{"person": third, "side": "principal"}, {"person": make.make_person()}])
    first.merged_into = second
    second.merged_into = third
    first.save()
    second.save()
    third.slug = "3"
    third.save()
    for slug in ("first", "second", "third", "3", "THIRD"):
        filterset = MeetingFilterSet(QueryDict(f"person={slug}"))
        assert filterset.form.errors == {}
        assert filterset.criteria.values(Facet.PERSON) == {third.pk}


def test_after_a_withdrawal_the_addresses_are_unknown_again() -> None:
    meeting = make.published_meeting()
    slug = meeting.participations.first().person.slug
    assert answer(f"person={slug}")[0] == {}
    workflow.withdraw(meeting, reason="other", note="Not ours.")
    assert list(answer(f"person={slug}")[0]) == ["person"]


def test_every_country_is_known() -> None:
    make.make_country("pl")
    assert answer("country=PL") == ({}, 2)
