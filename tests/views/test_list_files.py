"""The list of meetings in other forms: what each file holds, and how it is asked for and sent."""

import csv
import io
import json
import re

import icalendar
import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings import workflow
from meetings.exports import table
from meetings.models import Meeting, MeetingText, Person
from meetings.record import canonical, editions
from meetings.search import index, streams
from meetings.vocabulary import ChangeReason, Side
from tests import builders

pytestmark = pytest.mark.django_db
#: Every form of the list, with the tables in both of theirs.
FORMS = ["csv", "csv?rows=participations", "xlsx", "xlsx?rows=participations", "jsonl", "ics", "atom"]
FILES = FORMS[:-1]
MOVES = ("submit_meeting", "publish_meeting", "withdraw_meeting")
HOST = "https://archive.example.org"


@pytest.fixture(autouse=True)
def _address_of_the_archive(settings):
    settings.ARCHIVE_BASE_URL = HOST


def asked(form: str, query: str = "") -> str:
    """The address of a form of the list that a query string asks for."""
    suffix, _, rows = form.partition("?")
    return f"/meetings.{suffix}?{query}{'&' * bool(query and rows)}{rows}"


def table_of(client, address: str) -> list[dict[str, str]]:
    """The rows of a CSV by the names of its columns."""
    text = client.get(address).getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def lines_of(client, query: str = "") -> list[dict]:
    return [json.loads(line) for line in client.get(f"/meetings.jsonl?{query}").getvalue().splitlines()]


def events_of(client, query: str = "") -> list[icalendar.Event]:
    return calendar_of(client, query).walk("VEVENT")


def calendar_of(client, query: str = "") -> icalendar.Calendar:
    return icalendar.Calendar.from_ical(client.get(f"/meetings.ics?{query}").getvalue())


def rich_meeting(**fields) -> Meeting:
    """A meeting with something in every column."""
    office = builders.make_office("Minister", country=builders.make_country("pl"))
    minister = builders.make_person("Bo Minister")
    league = builders.make_organisation("League of Rivers")
    people = [
        {
            "side": Side.PRINCIPAL,
            "person": builders.make_person("Ann Host"),
            "country": builders.make_country("mk"),
        },
        {
            "side": Side.COUNTERPART,
            "person": minister,
            "country": builders.make_country("pl"),
            "organisation": league,
            "role_as_printed": "chair",
            "appointments": [
                builders.make_appointment(minister, office),
                builders.make_appointment(
                    minister, builders.make_office("Chair", organisation=league, kind="chair")
                ),
            ],
        },
        {"country": builders.make_country("rs"), "role_as_printed": "the Foreign Minister"},
    ]
    return builders.published_meeting(
        people=people,
        topics=[builders.make_topic("Trade"), builders.make_topic("Energy; gas")],
        place=builders.make_place("Hall", country=builders.make_country("us")),
        occasion=builders.make_occasion("Assembly"),
        **fields,
    )


def test_a_row_of_the_csv_says_what_the_card_of_a_meeting_says(client):
    meeting = rich_meeting()
    edition = editions.latest(meeting)
    number = meeting.public_id
    assert table_of(client, "/meetings.csv") == [
        {
            "id": f"{number}",
            "url": f"{HOST}/meetings/{number}/",
            "title": "Ann Host, Bo Minister and the Foreign Minister (Serbia)",
            "date": "2022-09-22",
            "day": "2022-09-22",
            "date_earliest": "2022-09-22",
            "date_latest": "2022-09-22",
            "date_basis": "stated",
            "kind": "bilateral",
            "status": "held",
            "place": "Hall",
            "place_slug": "hall",
            "place_country": "us",
            "occasion": "Assembly",
            "occasion_slug": "assembly",
            "countries": "mk; pl; rs",
            "people": "Ann Host; Bo Minister",
            "people_slugs": "ann-host; bo-minister",
            "organisations": "League of Rivers",
            "organisation_slugs": "league-of-rivers",
            "topics": "Trade; Energy; gas",
            "topic_slugs": "trade; energy-gas",
            "sources": "1",
            "sources_differ": "false",
            "edition": "1",
            "published_at": "2022-09-26T12:00:00.000000Z",
            "sha256": edition.sha256,
        }
    ]


def test_a_table_by_participant_has_a_row_for_each_with_the_offices_spoken_for(client):
    number = rich_meeting().public_id
    rows = table_of(client, "/meetings.csv?rows=participations")
    of_meeting = {
        "meeting": f"{number}",
        "url": f"{HOST}/meetings/{number}/",
        "title": "Ann Host, Bo Minister and the Foreign Minister (Serbia)",
        "date": "2022-09-22",
        "day": "2022-09-22",
        "date_earliest": "2022-09-22",
        "date_latest": "2022-09-22",
        "date_basis": "stated",
        "kind": "bilateral",
        "status": "held",
        "edition": "1",
    }
    assert [row.items() >= of_meeting.items() for row in rows] == [True] * 3
    own = [column for column in table.PARTICIPATIONS if column not in of_meeting]
    found = [{name: row[name] for name in own if row[name]} for row in rows]
    shared = {"attendance": "reported", "side": "counterpart"}
    assert found == [
        {
            **shared,
            "participation": "1",
            "side": "principal",
            "name": "Ann Host",
            "person": "Ann Host",
            "person_slug": "ann-host",
            "country": "mk",
            "country_name": "North Macedonia",
        },
        {
            **shared,
            "participation": "2",
            "name": "Bo Minister",
            "person": "Bo Minister",
            "person_slug": "bo-minister",
            "country": "pl",
            "country_name": "Poland",
            "organisation": "League of Rivers",
            "organisation_slug": "league-of-rivers",
            "offices": "Minister; Chair",
            "office_slugs": "minister; chair",
            "office_kinds": "foreign_minister; chair",
            "role_as_printed": "chair",
        },
        {
            **shared,
            "participation": "3",
            "name": "the Foreign Minister (Serbia)",
            "country": "rs",
            "country_name": "Serbia",
            "role_as_printed": "the Foreign Minister",
        },
    ]


@pytest.mark.parametrize(
    ("date", "found"),
    [
        ("2022-09", ("", "2022-09-01", "2022-09-30")),
        ("2022-09-22?", ("", "2022-09-22", "2022-09-22")),
        ("2022-12-30/2023-01-02", ("", "2022-12-30", "2023-01-02")),
        ("../2022-09-22", ("", "", "2022-09-22")),
        ("2022-09-22/..", ("", "2022-09-22", "")),
        ("0999-01-02", ("0999-01-02", "0999-01-02", "0999-01-02")),
        ("", ("", "", "")),
    ],
)
def test_a_day_stands_only_where_it_is_certain_and_an_open_end_is_empty(client, date, found):
    builders.published_meeting(date=date)
    [row] = table_of(client, "/meetings.csv")
    assert (row["date"], (row["day"], row["date_earliest"], row["date_latest"])) == (date, found)


def test_the_workbook_holds_the_same_as_the_csv_with_days_as_days(client):
    rich_meeting()
    builders.published_meeting(title="=cmd|' /C calc'!A0", date="1866-07", date_basis="inferred")
    for rows in ("", "?rows=participations"):
        data = client.get(f"/meetings.xlsx{rows}").getvalue()
        [sheet] = openpyxl.load_workbook(io.BytesIO(data))
        names, *found = sheet.iter_rows(values_only=True)
        assert [
            {name: as_csv(cell) for name, cell in zip(names, row, strict=True)} for row in found
        ] == table_of(client, f"/meetings.csv{rows}")
        assert sheet.title == (rows.partition("=")[2] or "meetings")


def as_csv(cell) -> str:
    """A cell of a workbook as a CSV writes it."""
    if hasattr(cell, "date"):
        return cell.date().isoformat()
    text = (
        {None: "", True: "true", False: "false"}.get(cell, str(cell))
        if not isinstance(cell, int)
        else str(cell)
    )
    text = str(cell).lower() if isinstance(cell, bool) else text
    return f"'{text}" if text.startswith("=") else text


def test_a_line_is_what_the_file_of_the_meeting_holds_and_proves_itself(client):
    for meeting in (rich_meeting(), builders.published_meeting()):
        [line] = [one for one in lines_of(client) if one["form"]["id"] == meeting.public_id]
        assert line == client.get(f"/meetings/{meeting.public_id}.json").json()
        assert canonical.digest(canonical.dumps(line["form"])) == line["edition"]["form_sha256"]


def test_a_calendar_has_the_event_of_each_meeting_and_counts_what_has_no_day(client):
    first = rich_meeting(start_time="15:30", timezone="America/New_York")
    builders.published_meeting(date="2022-12-30/2023-01-02", event_status="cancelled")
    builders.published_meeting(date="2022-09")
    builders.published_meeting(date="")
    calendar = calendar_of(client)
    [multi, timed] = calendar.walk("VEVENT")
    assert (multi["DTSTART"].dt.isoformat(), multi["DTEND"].dt.isoformat(), multi["STATUS"]) == (
        "2022-12-30",
        "2023-01-03",
        "CANCELLED",
    )
    [alone] = icalendar.Calendar.from_ical(client.get(f"/meetings/{first.public_id}.ics").content).walk(
        "VEVENT"
    )
    assert timed == alone
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["America/New_York"]
    said = "2 further meetings of this list have no day that is known for certain."
    assert {
        name: str(calendar[name]) for name in ("NAME", "DESCRIPTION", "X-MEETINGS-LEFT-OUT", "SOURCE", "URL")
    } == {
        "NAME": "Ministry of Foreign Affairs: meetings",
        "DESCRIPTION": said,
        "X-MEETINGS-LEFT-OUT": "2",
        "SOURCE": f"{HOST}/meetings.ics",
        "URL": f"{HOST}/meetings/",
    }
    assert calendar.errors == []


def test_a_calendar_says_which_meetings_it_holds(client):
    builders.published_meeting()
    name = calendar_of(client, "country=pl&from=2022-09")["NAME"]
    assert str(name) == "Ministry of Foreign Affairs: meetings with Poland, possibly from September 2022"


def test_a_corrected_meeting_is_the_same_event_with_the_next_sequence(client):
    meeting = builders.published_meeting()
    before = events_of(client)[0]
    meeting.date = "2022-09-23"
    meeting.save()
    workflow.correct(meeting, reason=ChangeReason.FACTUAL_ERROR, note="A day later.")
    [after] = events_of(client)
    assert (after["UID"], after["SEQUENCE"], after["DTSTART"].dt.isoformat()) == (
        before["UID"],
        1,
        "2022-09-23",
    )
    workflow.withdraw(meeting, reason=ChangeReason.NOT_A_MEETING, note="It was a letter.")
    assert events_of(client) == []


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "jsonl", "ics", "atom"])
@pytest.mark.parametrize(
    ("query", "reasons"),
    [
        ("country=zz", "country: There is no country “zz”.\n"),
        ("from=2022-13&certain=maybe", None),
        ("q=%22%22", "q: There is no word in this search.\n"),
        ("country=" + "&country=".join(f"x{n}" for n in range(60)), None),
        ("after=x", None),
        ("rows=everything", None),
        ("rows=meetings&rows=participations", None),
        ("after=" + "9" * 400, None),
        ("countri=pl", "countri: There is no such parameter.\n"),
        ("page=1000000000", "page: There is no such parameter.\n"),
        ("size=1000000000", None),
        ("expand=" + "a." * 2000, None),
        ("country=" + "&country=".join(f"x{n}" for n in range(2000)), None),
        ("q=" + "x" * 100_000, None),
    ],
)
def test_a_question_that_cannot_be_read_is_refused_with_the_reasons_in_plain_text(
    client, suffix, query, reasons
):
    builders.published_meeting(title="Zyzzyva")
    answer = client.get(asked(suffix, query))
    assert (answer.status_code, answer["Content-Type"]) == (400, "text/plain; charset=utf-8")
    told = answer.content.decode()
    assert (reasons in (None, told), "Zyzzyva" in told) == (True, False)
    assert {line.partition(":")[0] for line in told.splitlines()} <= {
        part.partition("=")[0] for part in query.split("&")
    }


def test_of_strange_parameters_a_few_are_told_and_without_what_would_break_a_line(client):
    told = client.get("/meetings.csv?" + "&".join(f"x{n}%0A{'y' * 60}=1" for n in range(30))).content
    assert [len(line) for line in told.decode().splitlines()] == [68] * 5


@pytest.mark.parametrize("path", ["/meetings.csv", "/meetings.xlsx", "/meetings.atom", "/meetings/1.json"])
@pytest.mark.parametrize("query", ["q=%00", "q=%ff", "&".join(f"a{n}=1" for n in range(6000))])
def test_what_is_no_text_or_endless_is_refused_in_a_line_of_text(client, path, query):
    builders.published_meeting()
    answer = client.get(f"{path}?{query}")
    assert (answer.status_code, answer["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert answer.content.count(b"\n") <= 1


@pytest.mark.parametrize("form", ["jsonl", "ics", "atom"])
def test_rows_are_chosen_of_tables_only(client, form):
    answer = client.get(f"/meetings.{form}?rows=participations")
    assert (answer.status_code, answer.content.decode()) == (
        400,
        "rows: Only tables, which are .csv and .xlsx, have rows to choose.\n",
    )


@pytest.mark.parametrize("form", FILES)
def test_a_file_takes_no_cursor(client, form):
    answer = client.get(asked(form, "after=123"))
    assert (answer.status_code, answer.content.decode()) == (
        400,
        "after: A file holds the whole list. Leave the cursor out.\n",
    )


@pytest.mark.parametrize("suffix", ["", "CSV", "json", "xls", "csv/", "csv%00", "../csv", "x" * 5000])
def test_a_form_that_there_is_not_is_not_found(client, suffix):
    assert client.get(f"/meetings.{suffix}").status_code in (400, 404)


@pytest.mark.parametrize(
    ("form", "media_type", "name"),
    [
        ("csv", "text/csv; charset=utf-8; header=present", "meetings.csv"),
        ("csv?rows=participations", "text/csv; charset=utf-8; header=present", "participations.csv"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "meetings.xlsx"),
        ("jsonl", "application/jsonl; charset=utf-8", "meetings.jsonl"),
        ("ics", "text/calendar; charset=utf-8", "meetings.ics"),
        ("atom", "application/atom+xml; charset=utf-8", ""),
    ],
)
def test_each_form_has_its_type_and_name_and_head_says_the_same_as_get(client, form, media_type, name):
    builders.published_meeting()
    got, head = client.get(asked(form, "country=pl")), client.head(asked(form, "country=pl"))
    assert (got.status_code, got["Content-Type"], got.headers.get("Content-Disposition")) == (
        200,
        media_type,
        f'attachment; filename="{name}"' if name else None,
    )
    assert got["Link"] == f'<{HOST}/meetings/?country=pl>; rel="alternate"; type="text/html"'
    own = {"X-Request-ID"}
    assert [(key, value) for key, value in head.headers.items() if key not in own] == [
        (key, value) for key, value in got.headers.items() if key not in own
    ]
    assert (head.getvalue(), len(got.getvalue()) > 0) == (b"", True)


@pytest.mark.parametrize("form", FORMS)
def test_what_is_unchanged_is_not_sent_again_and_any_public_change_is(client, form):
    meeting = builders.published_meeting()
    etag = client.get(asked(form))["ETag"]
    answer = client.get(asked(form), headers={"If-None-Match": etag})
    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", etag)
    assert client.get(asked(form, "country=pl"), headers={"If-None-Match": etag}).status_code == 200
    person = Person.objects.filter(participations__meeting=meeting).first()
    person.name = "Another Name"
    person.save()
    assert client.get(asked(form), headers={"If-None-Match": etag}).status_code == 200
    assert client.get(asked(form), headers={"If-None-Match": ", ".join(['"x"'] * 2_000)}).status_code == 200


@pytest.mark.parametrize("form", FORMS)
def test_no_form_holds_what_is_not_public(client, form):
    editor = builders.make_user(*MOVES, first_name="Zyzzyva", email="zyzzyva@example.org")
    source = builders.make_source(text="Zyzzyva is the whole snapshot.")
    person = builders.make_person("Ann Known")
    people = [
        {"person": person, "country": builders.make_country("pl"), "side": "principal"},
        {"person": builders.make_person("Bo Other"), "country": builders.make_country("rs")},
    ]
    shown = builders.make_meeting(people=people, sources=[source], internal_note="Zyzzyva", created_by=editor)
    workflow.publish(shown, by=editor)
    MeetingText.objects.create(meeting=shown, language="en", title="Zyzzyva", summary="Zyzzyva")
    builders.make_meeting(title="Zyzzyva", people=people, sources=[source])
    submitted = builders.make_meeting(title="Zyzzyva", people=people)
    workflow.submit(submitted, by=editor)
    withdrawn = builders.published_meeting(title="Zyzzyva", summary="Zyzzyva", people=people)
    workflow.withdraw(withdrawn, reason=ChangeReason.NOT_A_MEETING, note="A letter.", by=editor)
    for query in ("", "person=ann-known", "q=known", "from=2022"):
        data = client.get(asked(form, query)).getvalue()
        if form.startswith("xlsx"):
            book = openpyxl.load_workbook(io.BytesIO(data))
            data = repr([list(sheet.iter_rows(values_only=True)) for sheet in book]).encode()
        assert (b"Ann Known" in data, b"zyzzyva" in data.lower(), editor.username.encode() in data) == (
            True,
            False,
            False,
        )


@pytest.mark.parametrize("form", ["csv", "csv?rows=participations", "jsonl", "ics"])
def test_what_changes_while_a_file_is_sent_is_sent_as_it_then_stands(client, form, monkeypatch):
    monkeypatch.setattr(streams, "CARDS_AT_ONCE", 1)
    monkeypatch.setattr(streams, "FORMS_AT_ONCE", 1)
    monkeypatch.setattr("meetings.exports.delimited._WAITING_AT_MOST", 0)
    monkeypatch.setattr("meetings.exports.gathering.WAITING_AT_MOST", 0)
    _first, corrected, withdrawn, _last = [
        builders.published_meeting(title=title, date=date)
        for title, date in (
            ("Ada", "2022-09-04"),
            ("Bea", "2022-09-03"),
            ("Cleo", "2022-09-02"),
            ("Dora", "2022-09-01"),
        )
    ]
    answer = client.get(asked(form))
    parts = iter(answer.streaming_content)
    sent = next(parts) + (next(parts) if form == "ics" else b"")
    MeetingText.objects.filter(meeting=corrected).update(title="Beatrix")
    corrected.date = "2022-10-05"
    corrected.save()
    workflow.correct(corrected, reason=ChangeReason.FACTUAL_ERROR, note="Another day.")
    workflow.withdraw(withdrawn, reason=ChangeReason.LEGAL, note="Ordered.")
    builders.published_meeting(title="Eve", date="2022-09-02")
    text = (sent + b"".join(parts)).decode()
    assert {name: name in text for name in ("Ada", "Beatrix", "Cleo", "Dora", "Eve")} == {
        "Ada": True,
        "Beatrix": True,
        "Cleo": False,
        "Dora": True,
        "Eve": False,
    }


@pytest.mark.parametrize("form", FILES)
def test_a_reader_who_hangs_up_leaves_nothing_open(client, form, monkeypatch):
    monkeypatch.setattr(streams, "CARDS_AT_ONCE", 1)
    monkeypatch.setattr(streams, "FORMS_AT_ONCE", 1)
    for _ in range(3):
        builders.published_meeting()
    blocks = list(connection.atomic_blocks)
    answer = client.get(asked(form))
    next(iter(answer.streaming_content))
    answer.close()
    assert (list(answer.streaming_content), connection.atomic_blocks) == ([], blocks)


def test_a_form_costs_the_same_queries_whatever_the_rows(client):
    counted = []
    for count in (1, 29):
        for _ in range(count):
            builders.published_meeting()
        index.reading()
        counted.append({form: queries(client, asked(form)) for form in FORMS})
    assert (
        counted
        == [
            {
                "csv": 4,
                "csv?rows=participations": 4,
                "xlsx": 4,
                "xlsx?rows=participations": 4,
                "jsonl": 4,
                "ics": 5,
                "atom": 7,
            }
        ]
        * 2
    )


def queries(client, address: str) -> int:
    """How many queries a whole answer takes."""
    with CaptureQueriesContext(connection) as found:
        client.get(address).getvalue()
    return len(found)


def test_the_page_leads_to_every_form_of_the_same_list(client):
    builders.published_meeting()
    page = client.get("/meetings/?country=pl&sort=oldest").content.decode()
    for form in FILES:
        address = asked(form, "country=pl&sort=oldest").replace("&", "&amp;")
        assert f'<a href="{address}"' in page
    assert '<a href="/meetings.atom?country=pl"' in page
    assert re.findall(r'<link rel="alternate" type="([^"]*)" href="([^"]*)" title="([^"]*)">', page) == [
        ("text/calendar", "/meetings.ics?country=pl&amp;sort=oldest", "Calendar"),
        ("application/atom+xml", "/meetings.atom?country=pl", "Feed"),
    ]
