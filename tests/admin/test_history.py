"""The versions of an entry: who changed what, any two compared, and what is restored of them."""

import pytest
from reversion.models import Version

from meetings import workflow
from meetings.models import Meeting, Person, Statement
from meetings.workflow import publish, submit, versions, withdraw
from meetings.workflow.joining import join
from tests import builders as make
from tests.admin import desk
from tests.admin.conftest import member

WHY = "As it was before."


@pytest.fixture
def meeting(client, editor, world) -> Meeting:
    client.post(desk.ADD, desk.complete(world, texts=[{"title": "First words"}]))
    return Meeting.objects.get()


def history(row) -> str:
    return f"/admin/meetings/{row._meta.model_name}/{row.pk}/history/"


def page_of(row, number: int) -> str:
    """The page of a version by its number."""
    return f"{history(row)}{versions.of(type(row), row.pk)[number - 1].pk}/"


def told(answer) -> list[tuple]:
    """Each change of a page: row, what became of it, label, and its pieces."""
    found = []
    for group in answer.context["groups"]:
        if "pairs" in group:
            found.append((group["title"], group["what"], dict(group["pairs"])))
        for one in group.get("changes", ()):
            pieces = [(piece.kind, piece.text) for piece in one["pieces"]]
            found.append((group["title"], group["what"], one["label"], pieces))
    return found


def saved(client, meeting, **changes):
    meeting.refresh_from_db()
    data = desk.resent(meeting, **changes)
    answer = client.post(desk.address(meeting), data)
    assert answer.status_code == 302, desk.errors_of(answer)
    meeting.refresh_from_db()


def restore(client, row, number, *taken, why=WHY, **more):
    """Restore what is taken, everything where nothing is named, of a version by its number."""
    address = f"{page_of(row, number)}?with=now"
    seen = client.get(address).context["seen"]
    boxes = {f"take:{name}": "on" for name in taken} or {"_all": "1"}
    return client.post(address, {"seen": seen, "why": why, **boxes, **more})


# --- Who changed what ---


def test_the_history_says_who_changed_what_and_the_page_of_a_version_says_it_word_by_word(
    client, editor, meeting
):
    data = desk.resent(meeting, date="2022-09-23", internal_note="Asked the embassy.")
    data["texts-0-title"] = "First words and more"
    data["participations-1-role_as_printed"] = "Minister"
    assert client.post(desk.address(meeting), data).status_code == 302
    answer = client.get(history(meeting))
    assert [
        (one["one"].number, one["one"].by, one["changed"]) for one in answer.context["versions"]
    ] == [
        (2, editor, ["Date", "Internal note", "Participant: Role as printed", "Text: Title"]),
        (1, editor, []),
    ]  # fmt: skip
    assert sorted(told(client.get(page_of(meeting, 2)))) == [
        ("", "changed", "Date", [("went", "22 September 2022"), ("came", "23 September 2022")]),
        ("", "changed", "Internal note", [("came", "Asked the embassy.")]),
        ("Participant: Zbigniew Rau · Poland (PL)", "changed", "Role as printed", [("came", "Minister")]),
        ("Text: en", "changed", "Title", [("same", "First words"), ("came", " and more")]),
    ]
    page = client.get(page_of(meeting, 2)).text
    assert "<ins>23 September 2022</ins>" in page
    assert "<del>22 September 2022</del>" in page


def test_rows_are_told_as_added_removed_moved_and_changed_field_by_field(client, meeting, world):
    topic, other = make.make_topic("Energy"), make.make_topic("Transport")
    saved(client, meeting, topics=[topic.pk])
    meeting.refresh_from_db()
    data = desk.resent(meeting, topics=[topic.pk, other.pk])
    guest = make.make_person("Guest One")
    row = {**desk.ROW["participations"], "person": guest.pk, "position": "2"}
    data |= {f"participations-2-{name}": value for name, value in row.items()}
    data |= {"participations-TOTAL_FORMS": "3", "participations-0-position": "1"}
    data["participations-1-DELETE"] = "on"
    data |= {"statements-TOTAL_FORMS": "1"}
    said = {
        **desk.ROW["statements"],
        "source": world.source.pk,
        "property": "role",
        "value": "Chair",
        "about": "3",
    }
    data |= {f"statements-0-{name}": value for name, value in said.items()}
    assert client.post(desk.address(meeting), data).status_code == 302
    found = told(client.get(page_of(meeting, 3)))
    assert found == [
        ("", "changed", "Topics", [("same", "Energy"), ("came", "Transport")]),
        ("Participant: Jeyhun Bayramov · Azerbaijan (AZ)", "moved", "Position",
         [("went", "0"), ("came", "1")]),
        ("Participant: Zbigniew Rau · Poland (PL)", "removed", {
            "Side": "Counterpart", "Person": "Zbigniew Rau", "Country": "Poland (PL)",
            "Attendance": "Reported present", "Position": "1",
        }),
        ("Participant: Guest One", "added", {
            "Side": "Counterpart", "Person": "Guest One", "Attendance": "Reported present", "Position": "2",
        }),
        ("Statement: Role · Chair", "added", {
            "Source": "Minister meets counterpart, Example News", "Property": "Role", "Value": "Chair",
            "Rank": "Normal", "About participant no.": "Participant: Guest One",
        }),
    ]  # fmt: skip


def test_any_two_versions_are_compared_by_their_numbers_in_either_order(client, meeting):
    for words in ("Second words", "Third words"):
        data = desk.resent(Meeting.objects.get())
        data["texts-0-title"] = words
        client.post(desk.address(meeting), data)
    for old, new in ((1, 3), (3, 1)):
        answer = client.get(f"{history(meeting)}?old={old}&new={new}", follow=True)
        assert told(answer) == [
            ("Text: en", "changed", "Title", [("went", "First"), ("came", "Third"), ("same", " words")])
        ]
    for old, new in ((1, 9), (0, 1), ("x", 1), (1, "9" * 40)):
        answer = client.get(f"{history(meeting)}?old={old}&new={new}", follow=True)
        assert answer.templates[0].name == "admin/history/history.html"
    assert client.get(f"{page_of(meeting, 1)}?with=999999999999999999").status_code == 404


def test_the_moves_of_a_meeting_are_versions_with_who_made_them(client, editor, reviewer, meeting):
    submit(meeting, by=editor)
    publish(meeting, by=reviewer)
    withdraw(meeting, reason="privacy", note="For the protection of a person", by=reviewer)
    shown = client.get(history(meeting)).context["versions"]
    assert [(one["one"].comment, one["one"].by, one["changed"]) for one in shown[:3]] == [
        ("Withdrawn.", reviewer, []), ("Published.", reviewer, []), ("Submitted for review.", editor, []),
    ]  # fmt: skip


def test_a_version_of_another_table_or_entry_is_not_found(client, meeting, world):
    person = make.make_person("Somebody")
    data = {
        "name": "Somebody else", "honorific_prefix": "", "given_name": "", "family_name": "",
        "sort_name": "", "slug": "",
        **{f"{prefix}-{key}": "0" for prefix in ("appointments", "other_names", "identifiers")
           for key in ("TOTAL_FORMS", "INITIAL_FORMS")},
    }  # fmt: skip
    client.post(f"/admin/meetings/person/{person.pk}/change/", data)
    version = Version.objects.get_for_object(person).get()
    assert client.get(f"{history(person)}{version.pk}/").status_code == 200
    assert client.get(f"{history(meeting)}{version.pk}/").status_code == 404
    assert client.get(f"{history(world.rau)}{version.pk}/").status_code == 404
    assert client.get(f"/admin/meetings/meeting/recover/{version.pk}/").status_code == 404


def test_opening_a_page_of_the_desk_makes_no_version(client, meeting):
    before = Version.objects.count()
    for address in (desk.address(meeting), desk.ADD, desk.LIST, history(meeting), page_of(meeting, 1)):
        assert client.get(address).status_code == 200
    assert Version.objects.count() == before


# --- Restoring ---


def test_a_whole_version_is_restored_as_the_next_and_a_published_record_stays_as_it_is(
    client, meeting, editor, reviewer
):
    publish(meeting, by=reviewer)
    data = desk.resent(Meeting.objects.get(), date="2022-09-23") | {"participations-1-DELETE": "on"}
    data["texts-0-title"] = "Second words"
    client.post(desk.address(meeting), data)
    before = Meeting.objects.get()
    answer = restore(client, meeting, 1)
    assert (answer.status_code, answer.url) == (302, desk.address(meeting))
    after = Meeting.objects.get()
    assert (after.date, after.texts.get().title, after.participations.count()) == (
        "2022-09-22", "First words", 2,
    )  # fmt: skip
    assert (after.state, after.public_id, after.published_at, after.created_by, after.changed_by) == (
        "published", 1, before.published_at, before.created_by, editor,
    )  # fmt: skip
    assert (after.has_unpublished_changes, after.lock_version) == (False, before.lock_version + 1)
    assert after.editions.count() == 1
    shown = client.get(history(meeting)).context["versions"][0]["one"]
    assert (shown.number, shown.by) == (4, editor)
    assert shown.comment == f"Restored from version 1 (Date; Participant removed; Text: Title): {WHY}"
    assert client.get(f"{page_of(meeting, 1)}?with=now").context["groups"] == []


def test_one_field_or_one_participant_is_restored_and_all_else_stays(client, meeting, world):
    said = {"source": world.source.pk, "property": "role", "value": "Minister", "about": "2"}
    saved(client, meeting, statements=[said])
    statement = Statement.objects.get()
    data = desk.resent(meeting, date="2022-09-23", kind="video") | {"participations-1-DELETE": "on"}
    client.post(desk.address(meeting), data)
    assert (meeting.participations.count(), Statement.objects.count()) == (1, 0)
    assert restore(client, meeting, 2, ":date").status_code == 302
    after = Meeting.objects.get()
    assert (after.date, after.kind, after.participations.count()) == ("2022-09-22", "video", 1)
    # A statement brings back the participant it is about.
    assert restore(client, meeting, 2, f"statements-{statement.pk}:").status_code == 302
    after = Meeting.objects.get()
    assert [row.person for row in after.participations.all()] == [world.bayramov, world.rau]
    assert (after.kind, after.statements.get().participation.person) == ("video", world.rau)
    found = told(client.get(f"{page_of(meeting, 2)}?with=now"))
    assert [one[:3] for one in found] == [("", "changed", "Kind")]


def test_a_restore_needs_a_reason_and_a_choice_and_a_look_at_what_is_there(client, meeting):
    saved(client, meeting, date="2022-09-23")
    address = f"{page_of(meeting, 1)}?with=now"
    seen = client.get(address).context["seen"]
    for data, error in (
        ({"seen": seen, "why": "", "_all": "1"}, "This field is required."),
        ({"seen": seen, "why": WHY}, "Nothing is chosen"),
        ({"seen": seen, "why": WHY, "take:forged:date": "on"}, "Nothing is chosen"),
        ({"seen": "", "why": WHY, "_all": "1"}, "changed since you looked at it"),
    ):
        answer = client.post(address, data)
        assert answer.status_code == 200
        assert error in answer.text
    saved(client, meeting, internal_note="meanwhile")
    answer = client.post(address, {"seen": seen, "why": WHY, "take::date": "on"})
    assert "changed since you looked at it" in answer.text
    assert 'name="take::date" checked' in answer.text
    meeting.refresh_from_db()
    assert (meeting.date, meeting.internal_note) == ("2022-09-23", "meanwhile")


def test_what_the_form_refuses_comes_back_in_the_form_and_is_still_a_restoration_once_it_is_mended(
    client, meeting, world
):
    saved(client, meeting, date="2022-09-23", kind="video")
    data = desk.resent(meeting) | {"participations-1-DELETE": "on"}
    client.post(desk.address(meeting), data)
    world.rau.participations.all().delete()
    workflow.delete(world.rau)
    world.poland.exists_from = "2022-09-23"
    world.poland.save()
    answer = restore(client, meeting, 1)
    assert answer.status_code == 200
    assert list(desk.errors_of(answer)) == ["participations-1-country"]
    assert "deleted meanwhile" in answer.text or "left out of what is restored" in answer.text
    meeting.refresh_from_db()
    assert (meeting.date, meeting.kind) == ("2022-09-23", "video")
    mended = desk.resent(meeting, date="2022-09-22", kind="bilateral", _restoring=answer.context["restoring"])
    assert client.post(desk.address(meeting), mended).status_code == 302
    shown = client.get(history(meeting)).context["versions"][0]["one"]
    assert shown.comment == f"Restored from version 1 (Date; Kind; Participant removed): {WHY}"


def test_a_forged_note_of_restoring_says_nothing(client, meeting):
    saved(client, meeting, date="2022-09-23", _restoring="e30:forged")
    assert client.get(history(meeting)).context["versions"][0]["one"].comment == "Changed Date."


def test_what_was_merged_since_is_restored_as_what_it_was_merged_into(client, meeting, world, reviewer):
    data = desk.resent(meeting) | {"participations-1-DELETE": "on"}
    client.post(desk.address(meeting), data)
    winner = make.make_person("Zbigniew Rau the Minister")
    join(world.rau, into=winner, by=member("adm", "administrator"), note="One man.")
    answer = client.get(f"{page_of(meeting, 1)}?with=now")
    assert answer.context["notes"] == [
        "“Zbigniew Rau, merged” is “Zbigniew Rau the Minister” by now: they were merged."
    ]
    assert restore(client, meeting, 1).status_code == 302
    assert {row.person for row in meeting.participations.all()} == {world.bayramov, winner}


def test_a_merge_is_no_change_of_the_meetings_that_name_the_merged(client, meeting, world):
    winner = make.make_person("Zbigniew Rau the Minister")
    join(world.rau, into=winner, note="One man.")
    saved(client, meeting, internal_note="later")
    assert client.get(history(meeting)).context["versions"][0]["changed"] == ["Internal note"]


def test_a_restore_takes_a_planned_publication_off_the_plan(client, meeting, editor, reviewer):
    saved(client, meeting, date="2022-09-23")
    submit(meeting, by=editor)
    workflow.schedule(meeting, publish_at=make.NOON.replace(year=9000), by=reviewer)
    assert restore(client, meeting, 1, ":date").status_code == 302
    meeting.refresh_from_db()
    assert (meeting.date, meeting.publish_at, meeting.state) == ("2022-09-22", None, "submitted")


def test_a_meeting_that_was_merged_is_shown_and_not_restored(client, meeting, editor, reviewer):
    saved(client, meeting, date="2022-09-23")
    publish(meeting, by=reviewer)
    into = make.published_meeting()
    workflow.merge(meeting, into=into, note="The same.", by=member("adm", "administrator"))
    answer = client.get(f"{page_of(meeting, 1)}?with=now")
    assert (len(answer.context["groups"]), answer.context["may_restore"]) == (1, False)
    assert client.post(f"{page_of(meeting, 1)}?with=now", {"why": WHY, "_all": "1"}).status_code == 403
    assert [one["one"].number for one in client.get(history(meeting)).context["versions"]] == [4, 3, 2, 1]


def test_other_entries_have_the_same_history_and_are_restored_with_their_names(client, editor):
    person = make.make_person("First Name")
    empty = {f"{prefix}-{key}": "0" for prefix in ("appointments", "other_names", "identifiers")
             for key in ("TOTAL_FORMS", "INITIAL_FORMS")}  # fmt: skip
    own = {"honorific_prefix": "", "given_name": "", "family_name": "", "sort_name": "", "slug": person.slug}
    row = {"other_names-0-name": "Nom", "other_names-0-language": "fr", "other_names-0-kind": "alternative",
           "other_names-0-valid_from": "2020-01-01", "other_names-TOTAL_FORMS": "1"}  # fmt: skip
    address = f"/admin/meetings/person/{person.pk}/change/"
    assert client.post(address, {"name": "First Name", **own, **empty, **row}).status_code == 302
    name = person.other_names.get()
    row |= {"other_names-0-id": name.pk, "other_names-0-person": person.pk, "other_names-INITIAL_FORMS": "1",
            "other_names-0-DELETE": "on"}  # fmt: skip
    assert client.post(address, {"name": "Second Name", **own, **empty, **row}).status_code == 302
    assert told(client.get(page_of(person, 2))) == [
        ("", "changed", "Name", [("went", "First"), ("came", "Second"), ("same", " Name")]),
        ("", "changed", "Sort name", [("same", "Name, "), ("went", "First"), ("came", "Second")]),
        ("Other name: Nom", "removed",
         {"Name": "Nom", "Language": "fr", "Kind": "alternative", "Valid from": "2020-01-01"}),
    ]  # fmt: skip
    assert restore(client, person, 1).status_code == 302
    person = Person.objects.get(pk=person.pk)
    assert (person.name, person.other_names.get().name) == ("First Name", "Nom")
    assert restore(client, person, 2, ":name").status_code == 302
    person = Person.objects.get(pk=person.pk)
    assert (person.name, person.other_names.get().name) == ("Second Name", "Nom")


@pytest.mark.parametrize("number", [1, 30])
def test_the_history_costs_the_same_for_one_version_and_for_thirty(
    client, meeting, editor, number, django_assert_num_queries
):
    for again in range(number - 1):
        saved(client, meeting, internal_note=f"note {again}")
    client.get(history(meeting))
    with django_assert_num_queries(16):
        answer = client.get(history(meeting))
    assert len(answer.context["versions"]) == min(number, 20)
