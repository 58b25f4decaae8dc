"""Whatever editors do in whatever order, every version stays readable, and restoring one gives its form."""

from django.contrib import admin
from django.db import transaction
from django.test import RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.admin.sheet_words import ABOUT
from meetings.admin.sheets import IDENTITIES, Sheets
from meetings.forms import threeway
from meetings.models import Deletion, Meeting
from meetings.workflow import versions
from tests.admin import desk
from tests.admin.test_history import restore

#: What an editor does: changes a field, a row, restores an earlier version, deletes and recovers.
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("date"), st.sampled_from(["2022", "2022-09-23", ""])),
        st.tuples(st.just("title"), st.sampled_from(["Talks", "Talks about energy", ""])),
        st.tuples(st.just("remove"), st.integers(0, 3)),
        st.tuples(st.just("add"), st.sampled_from(["Chair", "Envoy"])),
        st.tuples(st.just("state"), st.sampled_from(["Minister", "Guest"])),
        st.tuples(st.just("restore"), st.integers(1, 9)),
        st.tuples(st.just("delete"), st.none()),
    ),
    min_size=2,
    max_size=7,
)


def sheets_of(meeting: Meeting, user) -> Sheets:
    request = RequestFactory().get("/")
    request.user = user
    return Sheets(admin.site.get_model_admin(Meeting), request, meeting)


def held(sheets: Sheets) -> list[dict]:
    """What every version of a meeting holds."""
    model, pk = type(sheets.row), sheets.row.pk
    return [sheets.held(one) for one in versions.read(model, versions.of(model, pk))]


def act(client, meeting: Meeting, world, what: str, how) -> None:
    """Do it, where it can be done; what the form refuses changes nothing."""
    data = desk.resent(meeting)
    statements = list(meeting.statements.all())
    people = [row.pk for row in meeting.participations.all()]
    for place, row in enumerate(statements):
        about = people.index(row.participation_id) + 1 if row.participation_id else ""
        data |= {f"statements-{place}-{name}": value for name, value in desk.ROW["statements"].items()}
        data |= {f"statements-{place}-source": row.source_id, f"statements-{place}-property": row.property,
                 f"statements-{place}-value": row.value, f"statements-{place}-about": about,
                 f"statements-{place}-id": row.pk, f"statements-{place}-meeting": meeting.pk}  # fmt: skip
    number = len(statements)
    if what == "date":
        data["date"] = how
    elif what == "title":
        data["texts-0-title"] = how
    elif what == "remove" and people:
        data[f"participations-{how % len(people)}-DELETE"] = "on"
    elif what == "add":
        row = {**desk.ROW["participations"], "country": world.poland.pk, "role_as_printed": how}
        data |= {f"participations-{len(people)}-{name}": value for name, value in row.items()}
        data["participations-TOTAL_FORMS"] = str(len(people) + 1)
    elif what == "state" and people:
        said = {"source": world.source.pk, "property": "role", "value": how, "about": len(people)}
        row = {**desk.ROW["statements"], **said}
        data |= {f"statements-{number}-{name}": value for name, value in row.items()}
        number += 1
    data |= {"statements-TOTAL_FORMS": str(number), "statements-INITIAL_FORMS": str(len(statements))}
    client.post(desk.address(meeting), data)


def delete_and_recover(client, meeting: Meeting) -> None:
    client.post(f"/admin/meetings/meeting/{meeting.pk}/delete/", {"post": "yes"})
    assert not Meeting.objects.filter(pk=meeting.pk).exists()
    deletion = Deletion.objects.get(object_id=meeting.pk, recovered_at=None)
    client.post(f"/admin/meetings/meeting/recover/{deletion.version_id}/")


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(acts=ACTS)
def test_every_version_stays_as_it_was_and_a_restored_one_gives_the_form_it_had(client, editor, world, acts):
    with transaction.atomic():
        client.post(desk.ADD, desk.complete(world, texts=[{"title": "First words"}]))
        meeting = Meeting.objects.latest("pk")
        known = held(sheets_of(meeting, editor))
        for what, how in acts:
            number = how % len(known) + 1 if what == "restore" else 0
            if what == "restore":
                restore(client, meeting, number)
            elif what == "delete":
                delete_and_recover(client, meeting)
            else:
                act(client, meeting, world, what, how)
            meeting = Meeting.objects.get(pk=meeting.pk)
            sheets = sheets_of(meeting, editor)
            now = held(sheets)
            assert now[: len(known)] == known
            # The last version is what the desk holds, and a restored one is that which was restored.
            assert sheets.stored() == now[-1]
            if number:
                was = threeway.paired(now[-1], known[number - 1], IDENTITIES, ABOUT)
                assert was == now[-1]
            known = now
        transaction.set_rollback(True)
