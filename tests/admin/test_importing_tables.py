"""Tables on the desk: from the upload to the undo, with and without what is asked in between."""

import csv
import io

import openpyxl
import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile

from meetings.admin.imports import steps
from meetings.admin.imports import tables as pages
from meetings.models import (
    Import,
    ImportDecision,
    ImportedEntry,
    ImportProfile,
    Meeting,
    Participation,
    Person,
)
from tests import builders as make
from tests.admin.conftest import member
from tests.admin.desk import messages_of

LIST = "/admin/meetings/import/"
TABLE = """Minister,Date,Person,Country
Jane Roe,2014-05-06,Anna Nowak,Poland
Jane Roe,2014-05-07,Anna Nowak,Atlantis
Jane Roe,2014-05-08,Jan Kowal,Atlantis
Jane Roe,2014-05-08,Jan Kowal,Atlantis
"""


def sent(client, content=TABLE, name="a.csv", **fields):
    content = content.encode() if isinstance(content, str) else content
    return client.post(f"{LIST}add/", {"file": SimpleUploadedFile(name, content), "publisher": "", **fields})


def step(client, table: Import, name: str, data=None, **options):
    return client.post(f"{LIST}{table.pk}/{name}/", data or {}, **options)


def page(client, table: Import, **asked):
    return client.get(f"{LIST}{table.pk}/change/", asked)


def fates(table: Import) -> tuple:
    table.refresh_from_db()
    assert table.created + table.linked + table.skipped + table.refused == table.rows
    return table.created, table.linked, table.skipped, table.refused


@pytest.fixture
def table(client, editor, world) -> Import:
    """A table that an editor sent and that waits."""
    answer = sent(client)
    found = Import.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"{LIST}{found.pk}/change/")
    return found


def test_an_upload_shows_what_would_be_and_writes_nothing(client, table, editor):
    assert fates(table) == (1, 0, 0, 3)
    assert (table.state, table.made_by, table.done) == ("ready", editor, 0)
    assert (Meeting.objects.count(), Person.objects.filter(name="Anna Nowak").count()) == (0, 0)
    shown = page(client, table)
    assert [one["row"].number for one in shown.context["rows"]] == [3, 4, 5, 2]
    assert [(q["kind"], q["words"], q["number"]) for q in shown.context["questions"]] == [
        ("country", "Atlantis", 3)
    ]
    assert [one["row"].number for one in page(client, table, fate="created").context["rows"]] == [2]
    assert page(client, table, fate="lost").context["fate"] == ""


def test_a_decision_holds_for_all_rows_with_the_words(client, table):
    answer = step(
        client, table, "decide", {"kind": "country", "words": "Atlantis", "value": "pl"}, follow=True
    )
    assert messages_of(answer) == ["1 decisions were taken."]
    assert fates(table) == (3, 1, 0, 0)
    assert list(ImportDecision.objects.values_list("publisher", "kind", "value")) == [("", "country", "pl")]


def test_a_surname_alone_is_asked_about_beside_its_fuller_name_and_decided_once(client, editor, world):
    rows = (
        TABLE.splitlines()[0] + "\nJane Roe,2014-05-06,Nowak,Poland\nJane Roe,2014-05-07,Anna Nowak,Poland\n"
    )
    sent(client, rows)
    table = Import.objects.get()
    question = page(client, table).context["questions"][0]
    assert (question["kind"], question["words"], question["answers"]) == (
        "person",
        "Nowak, PL",
        [
            ("as:Anna Nowak", "Anna Nowak, 2014 (80 of 100)"),
            ("new", "nobody of these: a new entry"),
        ],
    )
    step(client, table, "decide", {"kind": "person", "words": "Nowak, PL", "value": "as:Anna Nowak"})
    shown = page(client, table).content.decode()
    assert "as Anna Nowak" in shown
    assert page(client, table).context["questions"] == []
    step(client, table, "write")
    made = ImportedEntry.objects.filter(kind="person").order_by("words")
    assert list(made.values_list("words", flat=True)) == ["Anna Nowak", "Jane Roe"]


def correct(client, table, number, **cells):
    """Write in cells of a row of the page as a browser does, which sends all of them."""
    shown = next(one for one in page(client, table).context["rows"] if one["row"].number == number)
    data = {"sheet": shown["row"].sheet, "row": number, "back": "refused"}
    data |= {name: [pair[place] for pair in shown["cells"]] for place, name in enumerate(("column", "was"))}
    data["value"] = [cells.get(column, said) for column, said in shown["cells"]]
    return step(client, table, "correct", data, follow=True)


def test_a_row_is_corrected_in_place_and_the_file_keeps_its_words(client, table):
    answer = correct(client, table, 3, Country="Poland", Date="8 May 2014")
    assert messages_of(answer) == ["Row 3 was read as you wrote it: created."]
    assert answer.redirect_chain[0][0] == f"{LIST}{table.pk}/change/?fate=refused"
    assert fates(table) == (2, 0, 0, 2)
    row = table.lines.get(number=3)
    assert [one["message"] for one in row.problems if one["code"] == "written_here"] == [
        "“8 May 2014” was written here; the file says “2014-05-07”.",
        "“Poland” was written here; the file says “Atlantis”.",
    ]
    step(client, table, "write")
    meeting = table.lines.get(number=3).meeting
    told = {(one.property, one.quote, one.value_as_printed, one.value) for one in meeting.statements.all()}
    assert ("date", "", "2014-05-07", "2014-05-08") in told
    assert meeting.statements.get(property="date").reason == (
        "Written by an editor when the table was read; the file says “2014-05-07”."
    )
    # The same file again is read as it was corrected, and changes nothing.
    sent(client)
    assert fates(Import.objects.latest("pk")) == (0, 2, 0, 2)


def test_nothing_written_and_rows_that_are_not_there_correct_nothing(client, table):
    assert messages_of(correct(client, table, 3)) == []
    unknown = {"row": 99, "column": ["Date"], "was": [""], "value": ["2014"]}
    assert messages_of(step(client, table, "correct", unknown, follow=True)) == [
        "The table has no such row or column."
    ]
    assert messages_of(step(client, table, "correct", {"row": "x"}, follow=True)) == [
        "What was written cannot be read."
    ]
    assert fates(table) == (1, 0, 0, 3)


def test_the_page_says_what_waits_and_asks_for_whom_ministers_act(client, table):
    shown = page(client, table)
    assert shown.context["asks_whose"] is True
    assert "1 question waits for you below" in shown.content.decode()
    assert [one["asks_for_words"] for one in shown.context["rows"]] == [False] * 4
    fields = shown.context["mapping"]
    data = {name: fields[name].value() or "" for name in fields.fields}
    step(client, table, "read", data | {"principal_country": "pl"})
    assert page(client, table).context["asks_whose"] is False


def test_the_preview_shows_the_office_that_a_role_was_found_to_mean(client, table, world):
    fields = page(client, table).context["mapping"]
    data = {name: fields[name].value() or "" for name in fields.fields}
    step(client, table, "read", data | {"principal_country": "pl", "principal_role": "Foreign Minister"})
    (row,) = page(client, table, fate="created").context["rows"]
    assert [(one["who"], one["office"]) for one in row["parties"]] == [
        ("Jane Roe", world.office.title),
        ("Anna Nowak", ""),
    ]


def test_what_stays_undecided_and_what_does_not_exist_decides_nothing(client, table):
    data = {"kind": ["country", "country"], "words": ["Atlantis", "Poland"], "value": ["", "zz"]}
    answer = step(client, table, "decide", data, follow=True)
    assert messages_of(answer) == ["There is no country “zz”.", "0 decisions were taken."]
    assert ImportDecision.objects.count() == 0


def test_columns_are_given_another_meaning_and_remembered(client, table):
    fields = page(client, table).context["mapping"]
    data = {name: fields[name].value() or "" for name in fields.fields}
    data |= {"column3": "place", "principal_country": "az", "remember": "Ministry tables"}
    step(client, table, "read", data)
    assert fates(table) == (3, 1, 0, 0)
    assert [row.planned["place"] for row in table.lines.all()] == [
        "Poland",
        "Atlantis",
        "Atlantis",
        "Atlantis",
    ]
    assert table.lines.first().planned["principal"]["country"] == "az"
    assert ImportProfile.objects.get(name="Ministry tables").form == table.profile
    sent(client, profile=ImportProfile.objects.get().pk)
    assert fates(Import.objects.first()) == (3, 1, 0, 0)


def test_a_mapping_that_reads_nothing_is_refused_and_the_preview_stays(client, table):
    fields = page(client, table).context["mapping"]
    data = dict.fromkeys(fields.fields, "")
    answer = step(client, table, "read", data, follow=True)
    assert [message.split(".")[0] for message in messages_of(answer)] == [
        "No columns were recognised that tell of meetings"
    ]
    assert fates(table) == (1, 0, 0, 3)


def test_a_table_is_written_some_rows_a_press(client, table, monkeypatch):
    monkeypatch.setattr(steps, "WRITTEN_AT_ONCE", 3)
    assert step(client, table, "write")["Location"] == f"{LIST}{table.pk}/change/"
    table.refresh_from_db()
    assert (table.state, table.done) == ("writing", 3)
    told = step(client, table, "write", headers={"accept": "application/json"}).json()
    assert told == {"done": 4, "rows": 4, "going": False}
    assert list(Meeting.objects.values_list("state", "date")) == [("draft", "2014-05-06")]
    assert step(client, table, "write").status_code == 302
    assert Meeting.objects.count() == 1


def test_the_report_has_every_row(client, table):
    step(client, table, "write")
    answer = client.get(f"{LIST}{table.pk}/report/")
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert rows[0] == ["sheet", "row", "fate", "meeting", "problems", "words"]
    assert [row[1:3] for row in rows[1:]] == [
        ["2", "created"], ["3", "refused"], ["4", "refused"], ["5", "refused"],
    ]  # fmt: skip
    assert rows[1][3] == f"/admin/meetings/meeting/{Meeting.objects.get().pk}/change/"


def test_an_import_is_undone_on_its_page(client, table):
    step(client, table, "write")
    assert client.get(f"{LIST}{table.pk}/undo/").status_code == 200
    assert Meeting.objects.count() == 1
    answer = step(client, table, "undo", follow=True)
    assert messages_of(answer) == ["1 drafts and 2 entries were deleted, 0 kept."]
    assert (Meeting.objects.count(), ImportedEntry.objects.count()) == (0, 0)
    assert step(client, table, "undo").status_code == 302


def test_names_that_match_nobody_are_listed_and_confirmed(client, table):
    step(client, table, "write")
    address = "/admin/meetings/importedentry/"
    listed = client.get(address, {"is_confirmed__exact": "0"}).context["cl"].result_list
    assert [row.words for row in listed] == ["Anna Nowak", "Jane Roe"]
    waiting = client.get("/admin/meetings/meeting/", {"waiting": "naming-nobody"}).context["cl"].result_list
    assert list(waiting) == [Meeting.objects.get()]
    data = {"action": "confirm_selected", "_selected_action": [row.pk for row in listed]}
    client.post(address, data)
    assert set(ImportedEntry.objects.values_list("is_confirmed", flat=True)) == {True}
    waiting = client.get("/admin/meetings/meeting/", {"waiting": "naming-nobody"}).context["cl"].result_list
    assert list(waiting) == []


def test_a_file_that_is_no_table_is_refused_with_the_reason_and_leaves_nothing(client, editor, settings):
    settings.IMPORT_MAX_BYTES = 1_000
    for content in (
        b"%PDF-1.4",
        b"apples,pears\n1,2\n",
        b"Date,Person\n" + b"2014-05-06,A\n" * 100,
        b"\x00" * 9,
    ):
        answer = sent(client, content)
        assert answer.status_code == 200
        assert len(answer.context["form"].errors["file"]) == 1
    assert Import.objects.count() == 0


def test_a_long_table_waits_for_the_command(client, editor, world, monkeypatch):
    monkeypatch.setattr(pages, "READ_ON_PAGE_ROWS", 2)
    sent(client)
    table = Import.objects.get()
    assert table.state == "reading"
    shown = page(client, table)
    assert f"manage.py import_meetings --resume {table.pk}" in messages_of(shown)[0]
    assert (shown.context["writable"], shown.context["mapping"]) == (False, None)
    step(client, table, "write")
    assert Meeting.objects.count() == 0


@pytest.mark.parametrize("rows", [1, 30])
def test_a_page_costs_the_same_for_few_and_many_rows(client, editor, world, django_assert_num_queries, rows):
    written = "".join(f"Jane Roe,2014-05-{day:02},Anna Nowak,Poland\n" for day in range(1, rows + 1))
    sent(client, "Minister,Date,Person,Country\n" + written)
    table = Import.objects.get()
    step(client, table, "write")
    with django_assert_num_queries(7):
        assert page(client, table).status_code == 200
    with django_assert_num_queries(6):
        assert client.get(LIST).status_code == 200


def test_who_may_not_enter_meetings_sees_and_does_nothing(client, groups, table):
    stranger = User.objects.create_user("stranger", is_staff=True)
    client.force_login(stranger)
    for name in ("read", "decide", "write", "undo"):
        assert step(client, table, name).status_code == 403
    for address in (LIST, f"{LIST}add/", f"{LIST}{table.pk}/change/", f"{LIST}{table.pk}/report/"):
        assert client.get(address).status_code == 403
    assert client.get("/admin/meetings/importedentry/").status_code == 403
    assert Meeting.objects.count() == 0
    client.force_login(member("adm", "administrator"))
    assert client.get(f"{LIST}{table.pk}/write/")["Location"] == f"{LIST}{table.pk}/change/"
    assert (Meeting.objects.count(), Participation.objects.count()) == (0, 0)
    assert client.get(f"{LIST}999/report/").status_code == 404


def test_a_list_goes_out_under_its_filters_and_comes_back_on_the_desk(client, editor, world):
    draft = make.make_meeting(kind="telephone")
    make.published_meeting(kind="telephone")
    make.make_meeting(kind="video")
    address = "/admin/meetings/meeting/export/"
    assert (
        f"{address}?kind__exact=telephone"
        in client.get("/admin/meetings/meeting/?kind__exact=telephone").content.decode()
    )
    answer = client.get(address, {"kind__exact": "telephone", "o": "6", "p": "2"})
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    headers = [cell.value for cell in book.active[1]]
    states = headers.index("State")
    assert sorted(row[states].value for row in book.active.iter_rows(min_row=2)) == ["draft", "published"]
    for row in book.active.iter_rows(min_row=2):
        row[headers.index("Title")].value = "Renamed"
    stream = io.BytesIO()
    book.save(stream)
    sent(client, stream.getvalue(), "list.xlsx")
    table = Import.objects.get()
    assert fates(table) == (0, 2, 0, 0)
    shown = page(client, table)
    assert (shown.context["mapping"], shown.context["rows"][0]["row"].changes) == (
        None,
        [["Title", "", "Renamed"]],
    )
    assert "Correct 2 meetings" in shown.content.decode()
    step(client, table, "write")
    renamed = Meeting.objects.filter(texts__title="Renamed")
    assert sorted(renamed.values_list("state", "has_unpublished_changes")) == [
        ("draft", False),
        ("published", True),
    ]
    answer = step(client, table, "undo", follow=True)
    assert messages_of(answer) == ["2 corrections were taken back."]
    draft.refresh_from_db()
    assert (draft.texts.count(), draft.lock_version) == (0, 2)


def test_filters_that_cannot_be_read_export_nothing(client, editor, world):
    answer = client.get("/admin/meetings/meeting/export/", {"nonsense": "1"})
    assert (answer.status_code, answer["Location"]) == (302, "/admin/meetings/meeting/")
