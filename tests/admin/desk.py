"""What an editor's browser sends: the fields of the meeting form with their rows."""

from dataclasses import dataclass

from meetings.models import Country, Meeting, Office, Person, Source

ADD = "/admin/meetings/meeting/add/"
LIST = "/admin/meetings/meeting/"
EMPTY = {
    "date": "", "date_basis": "", "start_time": "", "timezone": "", "seen_version": "0", "kind": "bilateral",
    "event_status": "held", "occasion": "", "place": "", "internal_note": "",
}  # fmt: skip
ROW = {
    "reports": {"source": "", "position": "0"},
    "participations": {
        "side": "counterpart", "person": "", "country": "", "organisation": "", "name_as_printed": "",
        "role_as_printed": "", "attendance": "reported", "position": "0",
    },
    "texts": {"language": "en", "title": "", "summary": ""},
    "statements": {
        "source": "", "property": "", "about": "", "value": "", "value_as_printed": "", "quote": "",
        "speaker": "", "rank": "normal", "reason": "",
    },
}  # fmt: skip


@dataclass
class World:
    """What the tests choose from."""

    azerbaijan: Country
    poland: Country
    bayramov: Person
    rau: Person
    office: Office
    source: Source


def address(meeting: Meeting) -> str:
    return f"/admin/meetings/meeting/{meeting.pk}/change/"


def move(meeting: Meeting, verb: str) -> str:
    return f"/admin/meetings/meeting/{meeting.pk}/move/{verb}/"


def sent(*, stored=None, button="_save", **fields) -> dict:
    """A filled-in form. ``stored`` says how many rows of each kind are in the database already."""
    stored = stored or {}
    data = dict(EMPTY)
    for prefix, blank in ROW.items():
        rows = fields.pop(prefix, [])
        data |= {
            f"{prefix}-TOTAL_FORMS": str(len(rows)),
            f"{prefix}-INITIAL_FORMS": str(stored.get(prefix, 0)),
            f"{prefix}-MIN_NUM_FORMS": "0",
            f"{prefix}-MAX_NUM_FORMS": "1000",
        }
        for number, row in enumerate(rows):
            data |= {f"{prefix}-{number}-{name}": value for name, value in {**blank, **row}.items()}
    data |= rows_of_history(stored.get("editions", 0), stored.get("change_notes", 0))
    return data | fields | {button: "Save"}


def rows_of_history(editions: int, notes: int) -> dict:
    """The counts of the rows that can only be read."""
    counts = {"editions": str(editions), "change_notes": str(notes)}
    return {
        f"{prefix}-{name}": count
        for prefix, count in counts.items()
        for name in ("TOTAL_FORMS", "INITIAL_FORMS")
    }


def complete(world: World, **fields) -> dict:
    """A meeting that can be published."""
    return sent(
        **{
            "date": "22 Sep 2022",
            "date_basis": "stated",
            "reports": [{"source": world.source.pk}],
            "participations": [
                {"side": "principal", "person": world.bayramov.pk, "country": world.azerbaijan.pk},
                {"person": world.rau.pk, "country": world.poland.pk},
            ],
        }
        | fields
    )


def resent(meeting: Meeting, **fields) -> dict:
    """The form of a stored meeting as the browser sends it back, with changes."""
    rows = {
        "reports": [
            {"id": row.pk, "meeting": meeting.pk, "source": row.source_id, "position": row.position}
            for row in meeting.reports.all()
        ],
        "participations": [
            {
                "id": row.pk, "meeting": meeting.pk, "side": row.side, "person": row.person_id or "",
                "country": row.country_id or "", "organisation": row.organisation_id or "",
                "name_as_printed": row.name_as_printed, "role_as_printed": row.role_as_printed,
                "attendance": row.attendance, "position": row.position,
            }
            for row in meeting.participations.all()
        ],
        "texts": [
            {
                "id": row.pk, "meeting": meeting.pk, "language": row.language, "title": row.title,
                "summary": row.summary, **({"is_original": "on"} if row.is_original else {}),
            }
            for row in meeting.texts.all()
        ],
        "statements": [],
    }  # fmt: skip
    stored = {prefix: len(found) for prefix, found in rows.items()}
    stored |= {"editions": meeting.editions.count(), "change_notes": meeting.change_notes.count()}
    standing = {
        "date": meeting.date, "date_basis": meeting.date_basis, "kind": meeting.kind,
        "event_status": meeting.event_status, "seen_version": meeting.lock_version,
        "internal_note": meeting.internal_note,
    }  # fmt: skip
    return sent(**({"stored": stored} | standing | rows | fields))


def errors_of(answer) -> dict:
    """All errors of a page that came back: of the form, and of rows by prefix and number."""
    found = {field: list(said) for field, said in answer.context["adminform"].form.errors.items()}
    for shown in answer.context["inline_admin_formsets"]:
        formset = shown.formset
        for number, errors in enumerate(formset.errors):
            found |= {f"{formset.prefix}-{number}-{field}": list(said) for field, said in errors.items()}
        if formset.non_form_errors():
            found[formset.prefix] = list(formset.non_form_errors())
    return found


def messages_of(answer) -> list[str]:
    return [str(message) for message in answer.context["messages"]]
