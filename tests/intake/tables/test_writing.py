"""A table becomes drafts: with evidence, without doubles, never public, and undone as one."""

import pytest
import reversion
from reversion.models import Revision, Version

from meetings import workflow
from meetings.intake import tables
from meetings.models import (
    Import,
    ImportedEntry,
    ImportRow,
    Meeting,
    Organisation,
    Participation,
    Person,
    Source,
    Statement,
)
from meetings.vocabulary import ImportState
from meetings.workflow import Refused, versions
from tests.builders import make_country, make_meeting, make_person, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

TABLE = """No,Minister,Date,Person,Role,Country,Place,Remarks,Colour
1,Jane Roe,2014-05-06,Zbigniew Rau,Foreign Minister,Poland,Warsaw,,blue
2,Jane Roe,2014-05-07,,,Poland,,Met with Foreign Minister Anna Nowak and President Jan Kowal.,
3,Jane Roe,2014-05-08,Zbigniew Rau,Foreign Minister,Atlantis,,,
4,Jane Roe,2014-05-09,Zbigniew Rau,,Poland,,,
5,Jane Roe,2014-05-09,Zbigniew Rau,,Poland,,,
"""


def taken_in(path, *, profile=None, by=None) -> Import:
    """A file as far as its preview."""
    limits = tables.limits_of_settings()
    table = tables.receive(path.name, [path.read_bytes()], profile=profile or {}, limits=limits, by=by)
    tables.read(table, limits=limits)
    return table


def written(path, **options) -> Import:
    table = taken_in(path, **options)
    tables.write(table)
    return table


def fates(table: Import) -> tuple:
    assert table.rows == table.created + table.linked + table.skipped + table.refused
    return table.created, table.linked, table.skipped, table.refused


def codes(table: Import) -> list[list[str]]:
    return [[problem["code"] for problem in row.problems] for row in table.lines.all()]


def everything() -> list:
    """All that an import makes, without the keys that two of them do not share."""
    return [
        sorted(Meeting.objects.values_list("date", "kind", "state", "internal_note", "place__name")),
        sorted(
            Participation.objects.values_list(
                "meeting__date", "person__name", "country__code", "side", "role_as_printed", "position"
            ),
            key=str,
        ),
        sorted(
            Statement.objects.values_list(
                "meeting__date", "property", "value", "quote", "prefix", "suffix", "source__sha256"
            )
        ),
        sorted(ImportedEntry.objects.values_list("kind", "key")),
        sorted(Person.objects.values_list("name", "slug")),
    ]


def test_rows_become_drafts_that_say_where_each_word_stands(file):
    user = make_user()
    table = written(file("a.csv", TABLE), by=user)
    assert fates(table) == (3, 1, 0, 1)
    assert (table.state, table.done) == (ImportState.DONE, 5)
    first, second, _third = Meeting.objects.order_by("date")
    assert (first.state, first.public_id, first.date, first.date_basis) == (
        "draft",
        None,
        "2014-05-06",
        "stated",
    )
    assert (first.created_by, first.internal_note) == (user, "No: 1\nColour: blue")
    assert [str(row) for row in first.participations.all()] == ["Jane Roe", "Zbigniew Rau, Poland"]
    assert list(
        first.statements.order_by("pk").values_list("property", "participation__position", "value", "quote")
    ) == [
        ("participant", 0, "Jane Roe", "Jane Roe"),
        ("date", None, "2014-05-06", "2014-05-06"),
        ("participant", 1, "Zbigniew Rau", "Zbigniew Rau"),
        ("role", 1, "Foreign Minister", "Foreign Minister"),
        ("participant", 1, "pl", "Poland"),
        ("place", None, "", "Warsaw"),
    ]
    source = first.reports.get().source
    assert (source.kind, source.title, source.sha256) == ("table", "a.csv", table.sha256)
    told = second.statements.get(property="participant", value="Anna Nowak")
    assert (told.quote, told.prefix) == ("Foreign Minister Anna Nowak", "Met with ")
    assert told.suffix == " and President Jan Kowal."


def test_a_name_that_matches_nobody_is_one_unconfirmed_entry_and_keeps_its_meetings_from_the_public(file):
    known = make_person("Zbigniew Rau")
    table = written(file("a.csv", TABLE))
    assert list(ImportedEntry.objects.values_list("kind", "words", "is_confirmed")) == [
        ("person", "Anna Nowak", False),
        ("person", "Jan Kowal", False),
        ("person", "Jane Roe", False),
    ]
    meeting = Meeting.objects.get(date="2014-05-06")
    assert meeting.participations.get(position=1).person == known
    with pytest.raises(Refused) as refusal:
        workflow.publish(meeting)
    assert refusal.value.reasons == [
        "“Jane Roe” was made by an import of a name that matches nobody; confirm or merge it."
    ]
    ImportedEntry.objects.update(is_confirmed=True)
    assert workflow.publish(meeting).number == 1
    assert table.lines.get(number=2).meeting == meeting


def test_the_same_name_of_two_countries_is_two_entries(file):
    rows = "2014-05-06,Jane Roe,Poland\n2014-05-07,Jane Roe,Serbia\n2014-05-08,Jane Roe,Poland\n"
    written(file("a.csv", "Date,Person,Country\n" + rows))
    people = [row.person_id for row in Participation.objects.order_by("meeting__date")]
    assert people[0] == people[2] != people[1]


def test_the_same_file_again_changes_nothing(file):
    path = file("a.csv", TABLE)
    written(path)
    before, rows = everything(), list(Meeting.objects.order_by("pk").values())
    again = written(path)
    assert fates(again) == (0, 4, 0, 1)
    assert codes(again)[0] == ["known_row"]
    assert everything() == before
    assert list(Meeting.objects.order_by("pk").values()) == rows


def test_rows_that_moved_and_one_that_is_new_are_told_from_those_that_are_known(file):
    written(file("a.csv", TABLE))
    head, *rest = TABLE.splitlines(keepends=True)
    table = written(file("b.csv", head + "9,Jane Roe,2014-06-01,Zbigniew Rau,,Poland,,,\n" + "".join(rest)))
    assert fates(table) == (1, 4, 0, 1)
    assert Meeting.objects.count() == 4


def test_a_corrected_file_updates_drafts_and_only_shows_what_differs_for_others(file):
    written(file("a.csv", TABLE))
    worked_on = Meeting.objects.get(date="2014-05-07")
    Meeting.objects.filter(pk=worked_on.pk).update(lock_version=1)
    kept = list(worked_on.statements.order_by("pk").values())
    corrected = TABLE.replace("2014-05-06", "2014-05-16").replace("2014-05-07", "2014-05-17")
    table = written(file("a.csv", corrected))
    assert fates(table) == (0, 4, 0, 1)
    assert codes(table)[:2] == [["updates_draft"], ["country_inferred", "differs"]]
    messages = [row.problems[-1]["message"] for row in table.lines.all()[:2]]
    assert messages[0].endswith(
        "row 2 of “a.csv” (import 1): Date: “2014-05-06” became “2014-05-16”.".replace(
            "import 1", f"import {table.follows_id}"
        )
    )
    assert "an editor worked on; it is not changed: Date: “2014-05-07” became “2014-05-17”." in messages[1]
    assert sorted(Meeting.objects.values_list("date", flat=True)) == [
        "2014-05-07",
        "2014-05-09",
        "2014-05-16",
    ]
    updated = Meeting.objects.get(date="2014-05-16")
    assert updated.statements.get(property="date").value == "2014-05-16"
    assert updated.reports.get().source == table.source
    assert list(worked_on.statements.order_by("pk").values()) == kept


def test_rows_of_another_publisher_are_never_taken_for_those_of_this_one(file):
    written(file("a.csv", TABLE))
    table = written(file("a.csv", TABLE), profile={"constants": {"publisher": "Ministry of Examples"}})
    assert fates(table) == (3, 1, 0, 1)
    assert table.source.publisher == Organisation.objects.get(name="Ministry of Examples")


def test_a_meeting_that_came_otherwise_is_noted_and_never_linked(file):
    roe, rau = make_person("Jane Roe"), make_person("Zbigniew Rau")
    people = [{"person": roe, "side": "principal"}, {"person": rau, "country": make_country("pl")}]
    known = make_meeting(date="2014-05-06", people=people)
    make_meeting(date="2014-05-07", people=[{"person": roe, "side": "principal"}])
    table = taken_in(file("a.csv", TABLE))
    assert fates(table) == (3, 1, 0, 1)
    assert codes(table)[:2] == [["like_meeting"], ["country_inferred"]]
    assert table.lines.first().problems[0]["value"] == str(known.pk)


def test_a_decision_lets_refused_rows_in_and_is_remembered_for_the_next_table(file):
    path = file("a.csv", TABLE)
    table = taken_in(path)
    assert fates(table) == (3, 1, 0, 1)
    tables.decide(kind="country", words="Atlantis", value=make_country("pl").code)
    tables.read(table, limits=tables.limits_of_settings())
    assert fates(table) == (4, 1, 0, 0)
    assert fates(taken_in(path, profile={"constants": {"publisher": "Another"}})) == (4, 1, 0, 0)


def test_a_decision_about_nothing_is_refused():
    with pytest.raises(ValueError, match="There is no person “12345”"):
        tables.decide(kind="person", words="Jane Roe", value="12345")
    with pytest.raises(ValueError, match="There is no country “new”"):
        tables.decide(kind="country", words="Atlantis", value="new")


def test_undoing_takes_back_everything_that_nobody_else_uses(file):
    before = everything(), Source.objects.count(), Organisation.objects.count()
    table = written(file("a.csv", TABLE))
    undone = tables.undo(table)
    assert (undone.meetings, undone.entries, undone.kept) == (3, 4, [])
    assert (everything(), Source.objects.count(), Organisation.objects.count()) == before
    assert (table.state, table.pieces.count()) == (ImportState.UNDONE, 0)
    with pytest.raises(ValueError, match="cannot be undone"):
        tables.undo(table)


def test_undoing_keeps_what_an_editor_worked_on_and_says_why(file):
    table = written(file("a.csv", TABLE))
    worked_on = Meeting.objects.get(date="2014-05-07")
    Meeting.objects.filter(pk=worked_on.pk).update(lock_version=1)
    Person.objects.get(name="Zbigniew Rau").save()
    undone = tables.undo(table)
    assert (undone.meetings, undone.entries) == (2, 0)
    assert undone.kept == [
        f"row 3: Unpublished meeting #{worked_on.pk} (7 May 2014) was worked on by an editor.",
        "The file stays as a source of the meetings that were kept.",
        "The person “Anna Nowak” is used elsewhere.",
        "The person “Jan Kowal” is used elsewhere.",
        "The person “Jane Roe” is used elsewhere.",
        "The person “Zbigniew Rau” was worked on by an editor.",
    ]
    assert list(Meeting.objects.all()) == [worked_on]


def test_undoing_leaves_a_draft_that_a_later_table_corrected_to_that_one(file):
    table = written(file("a.csv", TABLE))
    later = written(file("a.csv", TABLE.replace("2014-05-06", "2014-05-16")))
    undone = tables.undo(table)
    meeting = Meeting.objects.get()
    assert (undone.meetings, meeting.date, meeting.reports.get().source) == (2, "2014-05-16", later.source)
    assert undone.kept[0] == f"row 2: {meeting} was corrected by a later import (import {later.pk})."


def test_a_reading_that_another_has_overtaken_stores_nothing(file):
    table = taken_in(file("a.csv", TABLE))
    rows = list(table.lines.values_list("pk", flat=True))

    def overtake(position):
        Import.objects.filter(pk=table.pk).update(reading="another")

    with pytest.raises(tables.Refusal, match="reads the table anew"):
        tables.read(table, limits=tables.limits_of_settings(), progress=overtake)
    assert rows
    assert Import.objects.get(pk=table.pk).state == ImportState.READING
    tables.read(table, limits=tables.limits_of_settings())
    assert fates(table) == (3, 1, 0, 1)
    tables.write(table)
    with pytest.raises(tables.Refusal, match="being written"):
        tables.read(table, limits=tables.limits_of_settings())


def test_batches_of_any_size_make_the_same(file):
    path = file("a.csv", TABLE)
    table = written(path)
    whole = everything()
    tables.undo(table)
    table = taken_in(path)
    while tables.write_batch(table, 1):
        assert table.done == table.lines.filter(is_done=True).count()
    assert everything() == whole


def test_a_row_that_the_database_does_not_take_is_refused_and_the_others_go_in(file):
    table = taken_in(file("a.csv", TABLE))
    row = table.lines.get(number=3)
    row.planned["topics"] = ["99999999999999999999999"]
    row.save()
    tables.write(table)
    assert fates(table) == (2, 1, 0, 2)
    assert codes(table)[1] == ["country_inferred", "not_taken"]
    assert Meeting.objects.count() == 2


def test_old_files_are_forgotten_and_the_fates_of_their_rows_are_not(file):
    import datetime

    table = written(file("a.csv", TABLE))
    assert tables.forget(datetime.timedelta(days=1)) == 0
    assert tables.forget(datetime.timedelta(0)) == 1
    assert table.pieces.count() == 0
    assert [row.fate for row in ImportRow.objects.filter(table=table)] == [
        "created", "created", "refused", "created", "linked",
    ]  # fmt: skip


def snapshots(row) -> list[versions.Snapshot]:
    return versions.read(type(row), versions.of(type(row), row.pk))


def test_every_draft_and_every_entry_that_a_table_makes_has_a_first_version_with_all_its_parts(file):
    by = make_user()
    table = written(file("a.csv", TABLE), by=by)
    for meeting in Meeting.objects.all():
        (first,) = snapshots(meeting)
        assert (first.by, first.comment) == (by, "Imported from the table “a.csv”")
        assert first.fields["date"] == meeting.date
        assert {name: list(rows) for name, rows in first.parts.items()} == {
            name: list(getattr(meeting, name).values_list("pk", flat=True)) for name in first.parts
        }
    for row in ImportedEntry.objects.all():
        assert [one.comment for one in snapshots(row.entry)] == ["Made for the table “a.csv”"]
    assert [one.comment for one in snapshots(table.source)] == ["Made for the table “a.csv”"]


def test_a_first_version_is_what_the_desk_would_have_kept(file):
    written(file("a.csv", TABLE))
    meeting = Meeting.objects.get(date="2014-05-06")
    (bulk,) = snapshots(meeting)
    with reversion.create_revision():
        reversion.add_to_revision(meeting)
    _first, desk = snapshots(meeting)
    assert (bulk.fields, bulk.parts) == (desk.fields, desk.parts)


def test_a_draft_that_a_corrected_table_makes_anew_has_a_further_version(file):
    written(file("a.csv", TABLE))
    written(file("a.csv", TABLE.replace("2014-05-06", "2014-05-16")))
    told = [
        (one.comment[:9], one.fields["date"]) for one in snapshots(Meeting.objects.get(date="2014-05-16"))
    ]
    assert told == [("Imported ", "2014-05-06"), ("Corrected", "2014-05-16")]


def test_an_undone_import_leaves_no_versions_and_a_kept_draft_keeps_its_own(file):
    table = written(file("a.csv", TABLE))
    worked_on = Meeting.objects.get(date="2014-05-07")
    Meeting.objects.filter(pk=worked_on.pk).update(lock_version=1)
    tables.undo(table)
    kept = Version.objects.get_for_model(Meeting)
    assert [version.object_id for version in kept] == [str(worked_on.pk)]
    assert Revision.objects.filter(version__isnull=True).count() == 0


def test_versions_of_many_drafts_cost_a_fixed_number_of_queries(file, django_assert_num_queries):
    made = {}
    for number in (2, 40):
        rows = [f"{n},Jane Roe,2014-05-{n % 28 + 1:02},,,Poland,,Talks number {n}," for n in range(number)]
        written(file(f"{number}.csv", "\n".join([TABLE.splitlines()[0], *rows])))
        made[number] = list(Meeting.objects.order_by("-pk")[:number])
    for number, meetings in made.items():
        parts = [
            versions.Written(meeting, list(meeting.participations.all()), {"topics": [1]})
            for meeting in meetings
        ]
        with django_assert_num_queries(2):
            versions.keep(parts, comment="Kept")
        kept = snapshots(meetings[0])[-1].parts["participations"]
        assert list(kept) == [row.pk for row in meetings[0].participations.all()], number
