"""Whose meetings a table tells held the office that it names: found, or made with open ends, and undone."""

import json

import pytest
from reversion.models import Version

from meetings import workflow
from meetings.intake import tables
from meetings.intake.tables.resolving import Offices
from meetings.models import (
    Appointment,
    Country,
    Import,
    ImportedEntry,
    Meeting,
    Office,
    Participation,
    Source,
)
from meetings.vocabulary import OfficeKind
from meetings.workflow import Refused
from tests.builders import make_appointment, make_office, make_other_name, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

PROFILE = {"constants": {"principal_role": "Secretary of State", "principal_country": "us"}}
TABLE = """Secretary,Date,Person,Role,Country
Jane Roe,2014-05-06,Zbigniew Rau,Foreign Minister,Poland
Jane Roe,2011-02-01,Anna Nowak,Foreign Minister,Poland
Jane Roe,2013-07,Zbigniew Rau,,Poland
John Doe,2015-01-02,Zbigniew Rau,Foreign Minister,Poland
"""


@pytest.fixture
def secretary() -> Office:
    return make_office("Secretary of State of the United States", country=Country.objects.get(code="us"))


@pytest.fixture
def written(file):
    """Bring a table in, in batches of some rows."""

    def write(content: str = TABLE, *, name="a.csv", profile=PROFILE, at_once=200) -> Import:
        limits = tables.limits_of_settings()
        table = tables.receive(name, [file(name, content).read_bytes()], profile=profile, limits=limits)
        tables.read(table, limits=limits)
        while tables.write_batch(table, at_once):
            pass
        return table

    return write


def held() -> list[tuple[str, str, str, str]]:
    rows = Appointment.objects.order_by("person__name", "pk")
    return list(rows.values_list("person__name", "office__title", "start", "end"))


def spoken_for() -> list[tuple[str, str, str]]:
    rows = Participation.objects.filter(appointments__isnull=False).order_by("meeting__date", "position")
    return list(rows.values_list("meeting__date", "person__name", "appointments__office__title"))


EUROPE = "Minister for Europe and Foreign Affairs of France"
JANE = ("Jane Roe", "Secretary of State of the United States", "../2011-02-01", "2014-05-06/..")
JOHN = ("John Doe", "Secretary of State of the United States", "../2015-01-02", "2015-01-02/..")


@pytest.mark.parametrize("at_once", [1, 2, 200])
def test_a_principals_office_is_held_from_the_first_meeting_or_before_to_the_last_or_later(
    secretary, written, at_once
):
    table = written(at_once=at_once)
    assert held() == [JANE, JOHN]
    assert set(Appointment.objects.values_list("source", "acting")) == {(table.source_id, False)}
    assert spoken_for() == [
        ("2011-02-01", "Jane Roe", secretary.title),
        ("2013-07", "Jane Roe", secretary.title),
        ("2014-05-06", "Jane Roe", secretary.title),
        ("2015-01-02", "John Doe", secretary.title),
    ]


def test_the_first_version_of_a_draft_holds_the_office_and_the_appointment_has_versions(secretary, written):
    written(at_once=1)
    jane = Appointment.objects.get(person__name="Jane Roe")
    told = Participation.objects.get(meeting__date="2014-05-06", position=0)
    (version,) = Version.objects.get_for_object(told)
    assert json.loads(version.serialized_data)[0]["fields"]["appointments"] == [jane.pk]
    assert Version.objects.get_for_object(jane).count() == 2


def test_an_office_that_was_made_of_a_role_waits_to_be_confirmed_and_then_makes_a_minister(
    client, secretary, written
):
    written()
    meeting = Meeting.objects.get(date="2015-01-02")
    ImportedEntry.objects.filter(kind="person").update(is_confirmed=True)
    with pytest.raises(Refused) as refusal:
        workflow.publish(meeting)
    assert refusal.value.reasons == [
        (
            f"“John Doe: {secretary.title}” was made by an import of what its table calls a participant; "
            "confirm it."
        ),
    ]
    assert client.get("/ministers/").context["groups"] == []
    ImportedEntry.objects.update(is_confirmed=True)
    workflow.publish(meeting)
    ((_letter, listed),) = client.get("/ministers/").context["groups"]
    assert [(one.name, one.note) for one in listed] == [("John Doe", secretary.title)]


def test_who_holds_the_office_already_is_joined_to_that_and_never_given_it_twice(secretary, written):
    known = make_appointment(make_person("Jane Roe"), secretary, start="2009-01", end="2013-12-31")
    written()
    assert held() == [
        ("Jane Roe", secretary.title, "2009-01", "2013-12-31"),
        JOHN,
    ]
    assert [day for day, name, _ in spoken_for() if name == "Jane Roe"] == ["2011-02-01", "2013-07"]
    assert not hasattr(known, "imported")


def test_whom_a_principal_met_is_joined_to_an_office_and_given_none(secretary, written):
    office = make_office("Minister of Foreign Affairs of Poland", country=Country.objects.get(code="pl"))
    make_appointment(make_person("Zbigniew Rau"), office, start="2010")
    written()
    assert [row for row in spoken_for() if row[1] != "Jane Roe" and row[1] != "John Doe"] == [
        ("2014-05-06", "Zbigniew Rau", office.title),
        ("2015-01-02", "Zbigniew Rau", office.title),
    ]
    assert [row[0] for row in held()] == ["Jane Roe", "John Doe", "Zbigniew Rau"]


def test_undoing_an_import_takes_back_the_offices_it_made_and_their_source(secretary, written):
    undone = tables.undo(written())
    assert (undone.kept, held(), Source.objects.count(), ImportedEntry.objects.count()) == ([], [], 0, 0)


def test_an_appointment_that_an_editor_saved_or_another_table_uses_is_kept(secretary, written):
    table = written()
    later = written(TABLE.splitlines()[0] + "\nJane Roe,2012-01-01,Anna Nowak,,Poland\n", name="b.csv")
    Appointment.objects.get(person__name="John Doe").save()
    kept = tables.undo(table).kept
    assert kept[:2] == [
        f"The appointment “Jane Roe: {secretary.title}” is used elsewhere.",
        f"The appointment “John Doe: {secretary.title}” was worked on by an editor.",
    ]
    assert held() == [JANE, JOHN]
    assert tables.undo(later).kept == []


def test_an_office_that_the_archive_has_not_is_said_once(secretary, written):
    profile = {"constants": {"principal_role": "Minister of Weather", "principal_country": "us"}}
    table = written(profile=profile)
    told = [[one["code"] for one in row.problems] for row in table.lines.order_by("position")]
    assert [row.count("office_unknown") for row in told] == [1, 0, 0, 0]
    assert held() == []


def test_of_a_day_that_no_meeting_told_nobody_is_expected_to_hold_the_office(secretary, written):
    written()
    jane = Appointment.objects.get(person__name="Jane Roe")
    day = Meeting.objects.get(date="2015-01-02").date_latest
    within = Meeting.objects.get(date="2013-07")
    assert (jane.possibly_held_within(day, day), jane.is_told_of(day, day)) == (True, False)
    assert jane.is_told_of(within.date_earliest, within.date_latest)


@pytest.mark.parametrize(
    ("role", "country", "meant"),
    [
        ("US Secretary of State", "us", "Secretary of State of the United States"),
        ("Acting Secretary of State", "us", None),
        ("Secretary", "us", None),
        ("Secretary of State", "pl", None),
        ("Foreign Minister", "fr", EUROPE),
        ("Ministre de l’Europe et des Affaires étrangères", "fr", EUROPE),
        ("Minister", "fr", None),
        ("", "fr", None),
        ("Foreign Minister", "", None),
    ],
)  # fmt: skip
def test_a_role_means_the_one_office_of_its_country_that_is_called_so(secretary, role, country, meant):
    france = make_office(EUROPE, country=Country.objects.get(code="fr"))
    name = "Ministre de l'Europe et des Affaires étrangères (France)"
    make_other_name(france, name, language="fr", kind="preferred")
    found = Offices().meant(role, country)
    assert (found and found.label) == meant


def test_a_role_that_fits_two_offices_means_none(secretary):
    for title in ("Foreign Minister", "Minister for Foreign Relations"):
        make_office(title, country=Country.objects.get(code="fr"), kind=OfficeKind.FOREIGN_MINISTER)
    assert Offices().meant("Foreign Minister", "fr") is None
