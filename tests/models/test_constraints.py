"""What a row must never be is refused by the database itself, whichever way the row comes."""

import datetime
import uuid

import pytest
import reversion
from django.apps import apps
from django.db import IntegrityError, transaction
from reversion.models import Version

from meetings import models
from tests import builders as make

pytestmark = pytest.mark.django_db

EARLY, LATE = datetime.date(2020, 1, 1), datetime.date(2021, 1, 1)
HASH = "0" * 64


def change(row, **fields):
    """Write fields past ``save`` and validation."""
    type(row)._base_manager.filter(pk=row.pk).update(**fields)


def add(row):
    """Write a row past ``save``, as bulk paths do."""
    type(row)._base_manager.bulk_create([row])


def twice(build, **fields):
    """Add two rows that differ in nothing but their primary keys."""
    for _ in range(2):
        add(build(**fields))


def edition(meeting, **fields):
    given = {"number": 2, "published_at": make.NOON, "form": "{}", "reason": "other"}
    return models.Edition(meeting=meeting, **given | {"form_sha256": HASH, "sha256": HASH} | fields)


def note(meeting, **fields):
    given = {"version": 99, "at": make.NOON, "action": "corrected", "reason": "other"}
    return models.ChangeNote(meeting=meeting, **given | fields)


def statement(**fields):
    meeting = make.make_meeting()
    return models.Statement(
        meeting=meeting, source=meeting.reports.get().source, **{"property": "date", "value": "2022"} | fields
    )


def deletion(row):
    """That the entry number one was deleted, with the version of another."""
    with reversion.create_revision():
        reversion.add_to_revision(row)
    version = Version.objects.get_for_object(row).get()
    add(models.Deletion(table="meetings.topic", object_id=1, name="A", version=version, deleted_at=make.NOON))


def imported(**fields):
    return models.Import.objects.create(**{"file_name": "a.csv", "sha256": HASH} | fields)


def import_row(**fields):
    given = {"position": 1, "number": 2, "fate": "created"}
    return models.ImportRow(**given | {"table": fields.get("table") or imported()} | fields)


def imported_entry(**fields):
    given = {"kind": "person", "key": "a", "words": "A", "seen_at": make.NOON}
    return models.ImportedEntry(**given | {"person": make.make_person()} | fields)


def imported_entry_twice():
    add(imported_entry())
    add(imported_entry())


def meeting_made_twice():
    table, meeting = imported(), make.make_meeting()
    for position in (1, 2):
        add(import_row(table=table, meeting=meeting, made=True, position=position))


def preferred_twice(**fields):
    row = statement(rank="preferred", property="role", **fields)
    other = statement(rank="preferred", property="role", **fields)
    other.meeting = row.meeting
    add(row)
    add(other)


def identifier_twice(**owner):
    twice(models.Identifier, scheme="wikidata", value="Q1", **owner)


def country(**fields):
    return models.Country(**{"name": "Nowhere", "code": "nw"} | fields)


def two_countries(**shared):
    add(country(**shared))
    add(country(code="nx", **shared))


def card(meeting, **fields):
    given = {"public_id": 7, "key": 7, "version": 1}
    return models.Card(meeting=meeting, **given | fields)


REFUSED = {
    "former_slug_unique": lambda: twice(models.FormerSlug, model="person", slug="a", target=1),
    "archive_state_single": lambda: add(models.ArchiveState(pk=2)),
    "card_live_has_key": lambda: change(make.published_meeting().card, key=None),
    "country_name_not_empty": lambda: change(make.make_country(), name=""),
    "country_code_not_empty": lambda: change(make.make_country(), code=""),
    "country_interval": lambda: change(make.make_country(), exists_from=LATE, exists_until=EARLY),
    "country_alpha_2_unique": lambda: two_countries(alpha_2="NW"),
    "country_alpha_3_unique": lambda: two_countries(alpha_3="NWH"),
    "country_numeric_unique": lambda: two_countries(numeric="999"),
    "country_alpha_4_unique": lambda: two_countries(alpha_4="NWHH"),
    "succession_unique": lambda: twice(
        models.CountrySuccession,
        predecessor=make.make_country("rs"),
        successor=make.make_country("mk"),
        kind="renamed",
    ),
    "succession_of_two": lambda: add(
        models.CountrySuccession(
            predecessor=make.make_country(), successor=make.make_country(), kind="renamed"
        )
    ),
    "succession_kind": lambda: add(
        models.CountrySuccession(
            predecessor=make.make_country("rs"), successor=make.make_country("mk"), kind="eaten"
        )
    ),
    "coverage_period_not_empty": lambda: add(
        models.Coverage(publisher=make.make_organisation(), period="", checked_on=EARLY)
    ),
    "coverage_interval": lambda: add(
        models.Coverage(
            publisher=make.make_organisation(),
            period="2022",
            period_earliest=LATE,
            period_latest=EARLY,
            checked_on=EARLY,
        )
    ),
    "reference_key_unique": lambda: twice(
        models.ReferenceRecord, dataset="topics", key="a", target=1, loaded_sha256=HASH
    ),
    "edition_number_unique": lambda: add(edition(make.published_meeting(), number=1)),
    "edition_number_from_one": lambda: add(edition(make.published_meeting(), number=0)),
    "edition_form_or_redaction": lambda: add(edition(make.published_meeting(), form="")),
    "edition_reason": lambda: add(edition(make.published_meeting(), reason="whim")),
    "change_action": lambda: add(note(make.published_meeting(), action="eaten")),
    "change_reason": lambda: add(note(make.published_meeting(), reason="whim")),
    "meeting_date_derived": lambda: change(make.make_meeting(), date_latest=None),
    "meeting_interval": lambda: change(
        make.make_meeting(), date_earliest=LATE, date_latest=EARLY, date_end_earliest=EARLY
    ),
    "meeting_start_interval": lambda: change(make.make_meeting(), date_start_latest=EARLY),
    "meeting_end_interval": lambda: change(make.make_meeting(date="2019"), date_end_earliest=EARLY),
    "meeting_published_has_identity": lambda: change(make.make_meeting(), state="published"),
    "meeting_withdrawn_has_reason": lambda: change(make.published_meeting(), state="withdrawn"),
    "meeting_merged_is_not_public": lambda: change(
        make.published_meeting(), merged_into=make.published_meeting()
    ),
    "meeting_not_merged_into_itself": lambda: change(
        (own := make.published_meeting()), state="withdrawn", withdrawn_reason="twice", merged_into=own
    ),
    "meeting_time_has_zone": lambda: change(make.make_meeting(), start_time=datetime.time(9)),
    "meeting_scheduled_is_submitted": lambda: change(make.make_meeting(), publish_at=make.NOON),
    "meeting_state": lambda: change(make.make_meeting(), state="secret"),
    "meeting_kind": lambda: change(make.make_meeting(), kind="duel"),
    "meeting_event_status": lambda: change(make.make_meeting(), event_status="dreamt"),
    "unfinished_form_of_a_page": lambda: twice(
        models.UnfinishedForm, user=make.make_user(), key=uuid.UUID(int=1), data={}, saved_at=make.NOON
    ),
    "deletion_once_at_a_time": lambda: [deletion(make.make_topic()) for _ in range(2)],
    "presence_once": lambda: twice(
        models.Presence,
        user=make.make_user(),
        meeting=make.make_meeting(),
        since=make.NOON,
        seen_at=make.NOON,
    ),
    "text_one_a_language": lambda: twice(
        models.MeetingText, meeting=make.make_meeting(), language="en", is_original=False, title="a"
    ),
    "text_one_original": lambda: [
        add(models.MeetingText(meeting=meeting, language=language, title="a"))
        for meeting in [make.make_meeting()]
        for language in ("en", "fr")
    ],
    "report_once": lambda: twice(
        models.MeetingSource, meeting=make.make_meeting(), source=make.make_source()
    ),
    "participation_of_somebody": lambda: add(
        models.Participation(meeting=make.make_meeting(), role_as_printed="the Foreign Minister")
    ),
    "participation_person_once": lambda: twice(
        models.Participation, meeting=make.make_meeting(), person=make.make_person()
    ),
    "participation_side": lambda: add(
        models.Participation(meeting=make.make_meeting(), person=make.make_person(), side="spy")
    ),
    "participation_attendance": lambda: add(
        models.Participation(meeting=make.make_meeting(), person=make.make_person(), attendance="asleep")
    ),
    "other_name_of_one_thing": lambda: add(
        models.OtherName(name="Twofold", person=make.make_person(), country=make.make_country())
    ),
    "other_name_not_empty": lambda: add(models.OtherName(name="", person=make.make_person())),
    "other_name_kind": lambda: add(models.OtherName(name="a", kind="pet", person=make.make_person())),
    "other_name_interval": lambda: add(
        models.OtherName(name="a", valid_from=LATE, valid_until=EARLY, person=make.make_person())
    ),
    "identifier_of_one_thing": lambda: add(models.Identifier(scheme="wikidata", value="Q1")),
    "identifier_not_empty": lambda: add(
        models.Identifier(scheme="wikidata", value="", person=make.make_person())
    ),
    "identifier_person_unique": lambda: identifier_twice(person=make.make_person()),
    "identifier_country_unique": lambda: identifier_twice(country=make.make_country()),
    "identifier_organisation_unique": lambda: identifier_twice(organisation=make.make_organisation()),
    "place_name_not_empty": lambda: change(make.make_place(), name=""),
    "place_coordinates": lambda: change(make.make_place(), latitude=91, longitude=0),
    "occasion_name_not_empty": lambda: change(make.make_occasion(), name=""),
    "occasion_not_its_own_parent": lambda: change((own := make.make_occasion()), parent=own),
    "occasion_kind": lambda: change(make.make_occasion(), kind="feast"),
    "occasion_interval": lambda: change(make.make_occasion(), date_earliest=LATE, date_latest=EARLY),
    "office_title_not_empty": lambda: change(make.make_office(), title=""),
    "office_of_country_or_organisation": lambda: change(
        make.make_office(), organisation=make.make_organisation()
    ),
    "office_kind": lambda: change(make.make_office(), kind="jester"),
    "appointment_interval": lambda: change(make.make_appointment(), start_earliest=LATE, end_latest=EARLY),
    "organisation_name_not_empty": lambda: change(make.make_organisation(), name=""),
    "organisation_classification": lambda: change(make.make_organisation(), classification="gang"),
    "organisation_interval": lambda: change(make.make_organisation(), founded=LATE, dissolved=EARLY),
    "person_name_not_empty": lambda: change(make.make_person(), name=""),
    "person_not_merged_into_itself": lambda: change((own := make.make_person()), merged_into=own),
    "source_title_not_empty": lambda: change(make.make_source(), title=""),
    "source_url_unique": lambda: twice(models.Source, title="a", url="https://example.org/1"),
    "source_kind": lambda: change(make.make_source(), kind="rumour"),
    "statement_span": lambda: add(statement(start=5, end=5)),
    "statement_says_something": lambda: add(statement(value="")),
    "statement_property": lambda: add(statement(property="mood")),
    "statement_rank": lambda: add(statement(rank="best")),
    "statement_one_preferred": preferred_twice,
    "statement_one_preferred_of_participation": lambda: preferred_twice(
        participation=make.make_meeting().participations.first()
    ),
    "recovery_code_unique": lambda: twice(models.RecoveryCode, user=make.make_user(), digest=HASH),
    "throttle_unique": lambda: twice(models.Throttle, scope="code", key=HASH, last_at=make.NOON),
    "throttle_scope": lambda: add(models.Throttle(scope="mood", key=HASH, last_at=make.NOON)),
    "audit_act": lambda: add(models.AuditEntry(at=make.NOON, act="dreamt")),
    "merge_of_two": lambda: add(models.Merge(kind="person", merged=1, kept=1)),
    "merge_once_at_a_time": lambda: twice(models.Merge, kind="person", merged=1, kept=2),
    "not_the_same_unique": lambda: twice(models.NotTheSame, kind="person", first=1, second=2),
    "not_the_same_in_order": lambda: add(models.NotTheSame(kind="person", first=2, second=1)),
    "office_not_merged_into_itself": lambda: change((own := make.make_office()), merged_into=own),
    "place_not_merged_into_itself": lambda: change((own := make.make_place()), merged_into=own),
    "occasion_not_merged_into_itself": lambda: change((own := make.make_occasion()), merged_into=own),
    "organisation_not_merged_into_itself": lambda: change((own := make.make_organisation()), merged_into=own),
    "source_not_merged_into_itself": lambda: change((own := make.make_source()), merged_into=own),
    "topic_not_merged_into_itself": lambda: change((own := make.make_topic()), merged_into=own),
    "import_state": lambda: change(imported(), state="lost"),
    "import_rows_accounted_for": lambda: change(imported(), rows=2, created=1),
    "import_done_within_rows": lambda: change(imported(), done=1),
    "import_piece_once": lambda: twice(models.ImportPiece, table=imported(), number=0, content=b"a"),
    "import_row_once": lambda: twice(import_row, table=imported()),
    "import_row_fate": lambda: add(import_row(fate="lost")),
    "import_meeting_made_once": meeting_made_twice,
    "import_decision_once": lambda: twice(
        models.ImportDecision, kind="country", key="a", words="A", value="pl"
    ),
    "imported_entry_once": imported_entry_twice,
    "imported_entry_of_one_thing": lambda: add(imported_entry(place=make.make_place())),
    "renewal_is_not_over": lambda: add(models.Renewal(meetings=[1], total=1, done=1)),
    "renewal_says_all_or_nothing": lambda: add(models.Renewal(meetings=[1], total=1, kind="topic")),
    "topic_name_not_empty": lambda: change(make.make_topic(), name=""),
    "topic_not_its_own_broader": lambda: change((own := make.make_topic()), broader=own),
}


@pytest.mark.parametrize("constraint", REFUSED)
def test_the_database_refuses(constraint: str) -> None:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        REFUSED[constraint]()
    # SQLite names the columns of a unique index, not the index.
    assert constraint in str(refused.value) or "UNIQUE constraint failed" in str(refused.value)


def test_every_constraint_of_the_models_is_proved_here() -> None:
    declared = {
        constraint.name
        for model in apps.get_app_config("meetings").get_models()
        for constraint in model._meta.constraints
    }
    assert declared == set(REFUSED)


@pytest.mark.parametrize(
    "again",
    [
        lambda: two_countries_with_one_code(),
        lambda: change(make.make_person("B"), slug=make.make_person("A").slug),
        lambda: change(make.make_meeting(), public_id=make.published_meeting().public_id),
        lambda: change(make.make_source(), public_id=make.make_source().public_id),
        lambda: two_equal_values(make.published_meeting().card),
        lambda: [add(note(make.published_meeting())) for _ in range(2)],
        lambda: [add(card(make.make_meeting(), public_id=place, key=7)) for place in (7, 8)],
        lambda: [add(card(make.make_meeting(), public_id=7, key=place)) for place in (7, 8)],
    ],
    ids=[
        "country code",
        "slug",
        "public id",
        "source id",
        "value of a card",
        "change version",
        "key",
        "card id",
    ],
)
def test_what_identifies_a_row_is_there_once(again) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        again()


def two_equal_values(card_of_a_meeting) -> None:
    values = [models.CardValue(card=card_of_a_meeting, facet=1, value=-1) for _ in range(2)]
    models.CardValue.objects.bulk_create(values)


def two_countries_with_one_code() -> None:
    twice(country)


@pytest.mark.parametrize("half", [{"latitude": 5}, {"longitude": 5}])
def test_half_a_position_is_refused(half: dict[str, int]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        change(make.make_place(), **half)


@pytest.mark.parametrize("half", [{"start": 5}, {"end": 5}, {"start": 5, "end": 4}, {"start": -1, "end": 4}])
def test_half_a_span_or_a_backward_one_is_refused(half: dict[str, int]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        add(statement(**half))


@pytest.mark.parametrize("owners", [{}, {"person": 1, "topic": 1}])
def test_another_name_belongs_to_exactly_one_thing(owners: dict[str, int]) -> None:
    rows = {"person": make.make_person, "topic": make.make_topic}
    with pytest.raises(IntegrityError), transaction.atomic():
        add(models.OtherName(name="a", **{owner: rows[owner]() for owner in owners}))


def test_an_office_belongs_to_a_country_or_to_an_organisation() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        add(models.Office(title="Minister", kind="minister", slug="minister"))


def test_a_former_country_may_have_had_a_code_that_another_has_now() -> None:
    add(country(code="cshh", alpha_2="CS", alpha_3="CSK", exists_until=EARLY))
    add(country(code="csxx", alpha_2="CS", alpha_3="SCG", exists_until=LATE))
    add(country(code="cs", alpha_2="CS", alpha_3="CSX"))
    assert models.Country.objects.filter(alpha_2="CS").count() == 3
