"""A list goes out as a sheet and comes back corrected: what was changed in it changes, and nothing else."""

import io

import openpyxl
import pytest
from django.contrib.auth.models import User
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reversion.models import Version

from meetings import workflow
from meetings.exports import workbook
from meetings.intake import tables
from meetings.models import Edition, Import, ImportedEntry, Meeting, Participation, Person, Source
from meetings.record import state
from meetings.vocabulary import ChangeReason
from tests import builders as make

pytestmark = pytest.mark.django_db

bounded = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def poland():
    return make.make_country("pl", name="Poland")


@pytest.fixture
def meeting(poland) -> Meeting:
    """A published meeting of a Polish minister."""
    found = make.make_meeting(date="2014-05-06", people=[])
    make.make_participation(
        found,
        person=make.make_person("Anna Nowak"),
        country=poland,
        side="principal",
        role_as_printed="Minister",
    )
    make.make_participation(found, country=make.make_country("tr", name="Turkey"))
    return found


def exported(meetings=None) -> bytes:
    """The sheet of some meetings, of all where none are given."""
    listed = meetings if meetings is not None else Meeting.objects.all()
    pks, slots = list(listed.values_list("pk", flat=True)), tables.slots_of(listed)
    return b"".join(workbook.workbook("Meetings", tables.columns_of(slots), tables.rows_of(pks, slots)))


def corrected(content: bytes, *changes: tuple[int, str, object]) -> bytes:
    """The sheet after a spreadsheet program: ``(row, column, value)`` for each cell that somebody changed."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    columns = {cell.value: cell.column for cell in book.active[1]}
    for row, name, value in changes:
        book.active.cell(row, columns[name]).value = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def came_back(content: bytes, *, by=None, name="list.xlsx") -> Import:
    """A sheet that was taken in and read."""
    limits = tables.limits_of_settings()
    table = tables.receive(name, [content], profile={}, limits=limits, by=by)
    tables.read(table, limits=limits)
    return table


def written(content: bytes, **options) -> Import:
    table = came_back(content, **options)
    tables.write(table)
    assert table.created + table.linked + table.skipped + table.refused == table.rows == table.done
    return table


def fates(table: Import) -> list[tuple[str, list[str]]]:
    return [(row.fate, [problem["code"] for problem in row.problems]) for row in table.lines.all()]


def everything() -> list:
    """All rows that a correction could touch."""
    found = [
        list(model.objects.order_by("pk").values())
        for model in (Meeting, Participation, Person, Source, ImportedEntry, Edition, Version)
    ]
    return [*found, state.stamp()]


def test_the_untouched_file_changes_nothing(meeting):
    make.make_meeting()
    before = everything()
    table = written(exported())
    assert (table.corrects, fates(table)) == (True, [("skipped", ["unchanged"])] * 2)
    assert everything() == before


def test_the_untouched_file_changes_nothing_after_a_spreadsheet_program_saved_it(meeting):
    before = everything()
    assert fates(written(corrected(exported()))) == [("skipped", ["unchanged"])]
    assert everything() == before


def test_changed_cells_of_a_draft_are_changed_and_nothing_else(meeting, poland):
    principal, counterpart = meeting.participations.all()
    sheet = corrected(
        exported(),
        (2, "Date", "May 2014"),
        (2, "Kind", "telephone"),
        (2, "Participant 2 role", "Foreign Minister"),
        (2, "Participant 2 name", "Jan Kowal"),
    )
    table = written(sheet)
    assert fates(table) == [("linked", ["new_entry", "corrects_draft"])]
    meeting.refresh_from_db()
    assert (meeting.date, meeting.kind, meeting.state, meeting.lock_version) == (
        "2014-05",
        "telephone",
        "draft",
        1,
    )
    assert list(
        meeting.participations.values_list("pk", "person__name", "country__code", "role_as_printed")
    ) == [
        (principal.pk, "Anna Nowak", "pl", "Minister"),
        (counterpart.pk, "Jan Kowal", "tr", "Foreign Minister"),
    ]
    assert list(ImportedEntry.objects.values_list("words", "is_confirmed")) == [("Jan Kowal", False)]
    assert Source.objects.filter(kind="table").count() == 0


def test_a_participant_is_added_and_another_taken_out(meeting):
    sheet = corrected(
        exported(),
        *((2, f"Participant 2 {what}", None) for what in ("country", "side")),
        (2, "Participant 3 country", "Poland"),
    )
    written(sheet)
    assert list(meeting.participations.values_list("person__name", "country__code", "side")) == [
        ("Anna Nowak", "pl", "principal"),
        (None, "pl", "counterpart"),
    ]


def test_a_published_meeting_gets_an_unpublished_change_with_its_reason(meeting):
    workflow.publish(meeting)
    version = state.current_version()
    sheet = corrected(
        exported(), (2, "Date", "2014-05-07"), (2, "Reason for the change", "The diary says so.")
    )
    table = written(sheet)
    assert fates(table) == [("linked", ["changes_published"])]
    meeting.refresh_from_db()
    assert (meeting.date, meeting.has_unpublished_changes, meeting.state) == ("2014-05-07", True, "published")
    assert meeting.internal_note == f"Proposed by list.xlsx (import {table.pk}), row 2: The diary says so."
    assert (Edition.objects.count(), state.current_version()) == (1, version)
    workflow.correct(meeting, reason=ChangeReason.FACTUAL_ERROR, note="The day was wrong.")
    assert Edition.objects.count() == 2


def test_a_row_changed_here_meanwhile_is_a_conflict_and_both_sides_are_shown(meeting):
    sheet = corrected(exported(), (2, "Date", "2014-05-07"))
    Meeting.objects.filter(pk=meeting.pk).update(kind="video", lock_version=1)
    before = everything()
    table = written(sheet)
    assert fates(table) == [("refused", ["conflict"])]
    assert table.lines.get().changes == [["Date", "2014-05-06", "2014-05-07"], ["Kind", "video", "bilateral"]]
    assert everything() == before


def test_a_row_changed_between_preview_and_writing_is_a_conflict(meeting):
    table = came_back(corrected(exported(), (2, "Date", "2014-05-07")))
    Meeting.objects.filter(pk=meeting.pk).update(lock_version=1)
    tables.write(table)
    assert fates(table) == [("refused", ["corrects_draft", "conflict"])]
    assert (table.linked, table.refused) == (0, 1)
    assert Meeting.objects.get().date == "2014-05-06"


def test_what_was_changed_only_here_stays(meeting):
    sheet = exported()
    Meeting.objects.filter(pk=meeting.pk).update(kind="video", lock_version=1)
    assert fates(written(sheet)) == [("skipped", ["unchanged"])]
    assert Meeting.objects.get().kind == "video"


def test_rows_that_were_deleted_in_the_sheet_are_no_deletions(meeting):
    make.make_meeting()
    book = openpyxl.load_workbook(io.BytesIO(exported()))
    book.active.delete_rows(2)
    stream = io.BytesIO()
    book.save(stream)
    assert fates(written(stream.getvalue())) == [("skipped", ["unchanged"])]
    assert Meeting.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ([("Meeting id", 987654)], "not_ours"),
        ([("Meeting id", "=1+1")], "damaged_row"),
        ([("Version", "1.0.abc:def")], "not_ours"),
        ([("Version", None)], "not_ours"),
        ([("Meeting id", None), ("Version", None)], "no_id"),
        ([("State", "published")], "locked"),
        ([("Date", "2014-02-30")], "date_day"),
        ([("Kind", "seance")], "not_a_value"),
        ([("Occasion", "A gathering of nobody")], "occasion"),
        ([("Title", "x" * 301)], "too_long"),
        ([("Participant 1 country", "Atlantis")], "country_unknown"),
        ([("Participant 3 role", "Minister")], "nobody"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_keeps_the_row_out_with_the_reason(meeting, changes, code):
    sheet = corrected(exported(), *((2, *change) for change in changes), (2, "Summary", "x"))
    before = everything()
    table = written(sheet)
    assert [(fate, codes[0]) for fate, codes in fates(table)] == [("refused", code)]
    assert everything() == before


def test_ids_of_two_rows_that_changed_places_are_refused(meeting):
    make.make_meeting()
    ids = [row.pk for row in Meeting.objects.all()]
    sheet = corrected(exported(), (2, "Meeting id", ids[1]), (3, "Meeting id", ids[0]), (2, "Date", "2015"))
    assert fates(written(sheet)) == [("refused", ["not_ours"])] * 2


def test_a_deleted_meeting_and_a_merged_one_are_refused(meeting):
    other = make.published_meeting()
    sheet = corrected(exported(), (2, "Kind", "video"), (3, "Kind", "video"))
    kept = Meeting.objects.exclude(pk=other.pk).get()
    kept.delete()
    assert sorted(codes for _fate, codes in fates(written(sheet)))[-1] == ["gone"]


def test_whoever_may_not_change_meetings_changes_none(meeting):
    nobody = User.objects.create_user("nobody")
    table = written(corrected(exported(), (2, "Kind", "video")), by=nobody)
    assert fates(table) == [("refused", ["may_not"])]
    assert Meeting.objects.get().kind == "bilateral"


def test_a_correction_is_undone_as_one_where_nobody_went_on(meeting):
    other = make.make_meeting(date="2015-01-01")
    before = [list(model.objects.order_by("pk").values_list("pk", *names)) for model, names in _SAID]
    sheet = exported()
    changes = [(row, name, value) for row in (2, 3) for name, value in (("Date", "2013"), ("Title", "T"))]
    table = written(corrected(sheet, *changes, (3, "Participant 3 country", "Poland")))
    assert fates(table) == [("linked", ["corrects_draft"])] * 2
    Meeting.objects.filter(pk=other.pk).update(lock_version=5)
    undone = tables.undo(table)
    assert (undone.changes, undone.meetings, len(undone.kept)) == (1, 0, 1)
    Meeting.objects.filter(pk=other.pk).update(date="2015-01-01")
    other.texts.all().delete()
    assert [list(model.objects.order_by("pk").values_list("pk", *names)) for model, names in _SAID] == before


_SAID = [
    (Meeting, ("date", "kind", "internal_note", "place")),
    (Participation, ("meeting", "person", "country", "side", "role_as_printed")),
]


def test_the_same_corrected_file_again_changes_nothing(meeting):
    sheet = corrected(exported(), (2, "Date", "2013"))
    written(sheet)
    before = everything()
    assert fates(written(sheet)) == [("skipped", ["unchanged"])]
    assert everything() == before


def test_formulas_are_text_on_the_way_out_and_back(meeting):
    Participation.objects.filter(person__isnull=False).update(role_as_printed="=HYPERLINK(1)")
    before = everything()
    assert fates(written(corrected(exported()))) == [("skipped", ["unchanged"])]
    assert everything() == before


@pytest.mark.parametrize("number", [1, 30])
def test_a_sheet_costs_the_same_queries_for_few_and_many_meetings(django_assert_num_queries, number):
    for _ in range(number):
        make.make_meeting()
    pks = list(Meeting.objects.values_list("pk", flat=True))
    with django_assert_num_queries(6):
        assert len(list(tables.rows_of(pks, 3))) == number


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@bounded
@given(
    said=st.lists(
        st.tuples(
            words,
            words,
            words,
            st.sampled_from(["", "1850-01-02", "2014", "2014-05-06", "2014?", "2013-12-30/2014-01-02"]),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_any_list_comes_back_the_same(db, said):
    Meeting.objects.all().delete()
    for title, role, name, date in said:
        found = make.make_meeting(date=date, people=[])
        found.texts.all().delete()
        found.texts.create(title=title, summary=f"{name}\n\n{title}  \r\n", language="en")
        person = make.make_person(f"P {name}")
        make.make_participation(found, person=person, role_as_printed=role, name_as_printed=name)
    before = everything()
    assert fates(written(exported())) == [("skipped", ["unchanged"])] * len(said)
    assert fates(written(corrected(exported()))) == [("skipped", ["unchanged"])] * len(said)
    assert everything() == before


@bounded
@given(data=st.data())
def test_whatever_is_done_to_a_sheet_its_rows_are_accounted_for(db, data):
    if not Meeting.objects.exists():
        for date in ("2014-05-06", "2015", "1866-01-01"):
            make.make_meeting(date=date)
    content = bytearray(exported())
    for place, byte in data.draw(
        st.lists(st.tuples(st.integers(0, len(content) - 1), st.integers(0, 255)), max_size=4)
    ):
        content[place] = byte
    told = None
    try:
        written(bytes(content[: data.draw(st.sampled_from([len(content), len(content) // 2]))]))
    except tables.Refusal as refusal:
        told = refusal
    assert told is None or (told.code and told.message)


@bounded
@given(
    order=st.randoms(use_true_random=False),
    separator=st.sampled_from([",", ";", "\t"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_shuffled_columns_in_a_text_file_change_nothing(db, order, separator, encoding):
    if not Meeting.objects.exists():
        for date in ("2014-05-06", "2015", "1866-01-01"):
            make.make_meeting(date=date)
    book = openpyxl.load_workbook(io.BytesIO(exported()))
    rows = [[_plain(cell.value) for cell in row] for row in book.active.iter_rows()]
    places = list(range(len(rows[0])))
    order.shuffle(places)
    lines = [separator.join('"' + row[place].replace('"', '""') + '"' for place in places) for row in rows]
    before = everything()
    assert (
        fates(written("\r\n".join(lines).encode(encoding), name="list.csv"))
        == [("skipped", ["unchanged"])] * 3
    )
    assert everything() == before


def _plain(value: object) -> str:
    return "" if value is None else str(value)[:10] if hasattr(value, "year") else str(value)
