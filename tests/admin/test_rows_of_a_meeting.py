"""What two rows may not share is an error beside the row, and never an error page."""

import datetime

import pytest

from meetings.models import Appointment, Country, Meeting, Organisation, Source
from tests.admin import desk

ONCE = "This person is already among the participants. One row can hold several offices."


@pytest.fixture
def meeting(client, editor, world) -> Meeting:
    data = desk.complete(
        world,
        texts=[{"language": "en", "title": "In English"}, {"language": "az", "title": "Azərbaycanca"}],
    )
    assert client.post(desk.ADD, data).status_code == 302
    return Meeting.objects.get()


def refused(client, world, **fields) -> dict:
    answer = client.post(desk.ADD, desk.complete(world, **fields))
    assert answer.status_code == 200
    assert Meeting.objects.count() == 0
    return desk.errors_of(answer)


def test_a_person_takes_part_once(client, editor, world):
    rows = [{"person": world.rau.pk}, {"person": world.rau.pk}]
    assert refused(client, world, participations=rows) == {"participations-1-person": [ONCE]}


def test_a_participant_is_somebody(client, editor, world):
    rows = [{"role_as_printed": "Foreign Minister"}]
    assert refused(client, world, participations=rows) == {
        "participations-0-__all__": [
            "Say who took part: a person, a country or an organisation. One of the three is enough."
        ]
    }


def test_a_source_is_named_once(client, editor, world):
    rows = [{"source": world.source.pk}, {"source": world.source.pk}]
    assert refused(client, world, reports=rows) == {
        "reports-1-source": ["This source is already among the sources of the meeting."]
    }


def test_there_is_one_text_a_language_and_one_original(client, editor, world):
    rows = [{"is_original": "on", "title": "A"}, {"is_original": "on", "title": "B"}]
    assert refused(client, world, texts=rows) == {
        "texts-1-language": ["There is already a text in this language."],
        "texts-1-is_original": ["Only one text is the original; the others are translations."],
    }


def test_one_statement_about_the_same_is_preferred(client, editor, world):
    row = {"source": world.source.pk, "property": "role", "about": "1", "value": "x", "rank": "preferred"}
    assert refused(client, world, statements=[row, row]) == {
        "statements-1-rank": ["Another statement about the same is already preferred; only one can be."]
    }


def test_a_statement_says_something_and_of_a_participant_who_is_there(client, editor, world):
    row = {"source": world.source.pk, "property": "role", "about": "3"}
    assert refused(client, world, statements=[row]) == {
        "statements-0-about": ["There is no participant 3."],
        "statements-0-__all__": ["A statement needs a value, the words as printed, or a quotation."],
    }


def test_a_participation_outside_a_countrys_lifetime_is_refused_with_the_reason(client, editor, world):
    gone = Country.objects.create(code="suhh", name="USSR", exists_until=datetime.date(1991, 12, 26))
    rows = [{"country": gone.pk}]
    assert refused(client, world, participations=rows) == {
        "participations-0-country": [
            "USSR did not exist on the date of the meeting (22 September 2022): it existed until 1991-12-26."
        ]
    }


def test_an_office_of_somebody_else_is_refused_beside_the_row(client, editor, world):
    held = Appointment.objects.create(person=world.rau, office=world.office)
    rows = [{"person": world.bayramov.pk, "appointments": [held.pk]}]
    assert list(refused(client, world, participations=rows)) == ["participations-0-appointments"]


def test_a_person_can_be_moved_from_a_row_that_is_removed_to_another(client, meeting, world):
    data = desk.resent(meeting)
    data |= {"participations-1-DELETE": "on", "participations-0-person": world.rau.pk}
    assert client.post(desk.address(meeting), data).status_code == 302
    assert [row.person for row in meeting.participations.all()] == [world.rau]


def test_the_original_can_pass_to_another_language_in_either_order(client, meeting, world):
    for original in ("az", "en"):
        data = desk.resent(meeting)
        for number, row in enumerate(meeting.texts.all()):
            data.pop(f"texts-{number}-is_original", None)
            if row.language == original:
                data[f"texts-{number}-is_original"] = "on"
        assert client.post(desk.address(meeting), data).status_code == 302
        assert meeting.texts.get(is_original=True).language == original
        meeting.refresh_from_db()


def test_rows_that_exchange_their_people_are_asked_to_exchange_places(client, meeting, world):
    data = desk.resent(meeting)
    data |= {"participations-0-person": world.rau.pk, "participations-1-person": world.bayramov.pk}
    answer = client.post(desk.address(meeting), data)
    assert list(desk.errors_of(answer)) == ["participations"]
    assert [row.person for row in meeting.participations.all()] == [world.bayramov, world.rau]


def test_a_participant_with_statements_is_not_removed_under_them(client, meeting, world):
    data = desk.resent(meeting)
    row = {"source": world.source.pk, "property": "role", "about": "2", "value_as_printed": "FM"}
    data |= desk.sent(statements=[row])
    data = {**data, **desk.resent(meeting)} | {
        key: value for key, value in data.items() if key.startswith("statements")
    }
    client.post(desk.address(meeting), data)
    meeting.refresh_from_db()
    statement = meeting.statements.get()
    data = desk.resent(meeting) | {
        **{key: value for key, value in desk.sent(statements=[row], stored={"statements": 1}).items()
           if key.startswith("statements")},
        "statements-0-id": statement.pk, "statements-0-meeting": meeting.pk, "participations-1-DELETE": "on",
    }  # fmt: skip
    answer = client.post(desk.address(meeting), data)
    assert desk.errors_of(answer) == {
        "statements-0-about": ["Participant 2 is empty or being removed; the statement would go with it."]
    }


def test_a_quotation_is_found_in_the_snapshot_of_its_source(client, editor, world):
    row = {"source": world.source.pk, "property": "quotation", "quote": "22 September", "speaker": "x"}
    client.post(desk.ADD, desk.complete(world, statements=[row]))
    statement = Meeting.objects.get().statements.get()
    assert world.source.text[statement.start : statement.end] == "22 September"
    assert statement.prefix.endswith("on ")
    assert statement.suffix.startswith(" in New York")


def test_a_stated_date_is_stored_as_edtf(client, editor, world):
    row = {"source": world.source.pk, "property": "date", "value": "22 Sep 2022"}
    client.post(desk.ADD, desk.complete(world, statements=[row]))
    assert Meeting.objects.get().statements.get().value == "2022-09-22"


def test_two_sources_have_not_one_address(client, editor, world):
    data = {
        "title": "Again", "url": "HTTPS://news.example:443/1#part", "kind": "news", "publisher": "",
        "published": "", "language": "", "accessed_on": "", "attribution": "", "archive_url": "", "text": "",
    }  # fmt: skip
    answer = client.post("/admin/meetings/source/add/", data)
    assert desk.errors_of(answer) == {"url": ["The archive already has a source with this address."]}
    assert Source.objects.count() == 1


def test_an_organisation_does_not_end_before_it_starts(client, editor, world):
    data = {
        "name": "Reversed", "abbreviation": "", "classification": "other", "country": "",
        "founded": "2020-01-01", "dissolved": "2019-01-01", "slug": "",
        **{f"{prefix}-{key}": "0" for prefix in ("other_names", "identifiers")
           for key in ("TOTAL_FORMS", "INITIAL_FORMS")},
    }  # fmt: skip
    answer = client.post("/admin/meetings/organisation/add/", data)
    assert desk.errors_of(answer) == {"dissolved": ["The end lies before the start."]}
    assert Organisation.objects.filter(name="Reversed").count() == 0
