"""What editors work on, laid out anew from what the public reads."""

from meetings.models import (
    Appointment,
    Meeting,
    MeetingSource,
    MeetingText,
    Participation,
    Source,
    Statement,
)
from meetings.record import canonical
from meetings.record.form import public_form

#: An appointment as forms tell it: person, office, from, until and whether acting.
_Held = tuple[int, int, str, str, bool]


def lay_out(forms: dict[int, dict], rows: dict) -> None:
    """Write the rows of some meetings, in a fixed number of queries.

    ``forms`` are their newest editions by primary key and ``rows`` the linked rows, both as
    ``references.refresh`` leaves them. What an edition names and the archive has no row for cannot be laid
    out; the meeting is then marked as differing from its edition.
    """
    sources = _sources(forms)
    _texts(forms)
    _topics(forms, rows)
    _reports(forms, sources)
    places = _participations(forms, rows)
    _statements(forms, sources, places)
    _mark(forms)


def _sources(forms: dict[int, dict]) -> dict[str, int]:
    """The primary key of each source that forms name, by its public identifier."""
    named = {source["id"] for form in forms.values() for source in form["sources"]}
    return dict(Source.objects.filter(public_id__in=named).values_list("public_id", "pk"))


def _texts(forms: dict[int, dict]) -> None:
    MeetingText.objects.bulk_create(
        MeetingText(
            meeting_id=meeting,
            language=text["language"],
            is_original=text["original"],
            title=text["title"],
            summary=text["summary"],
        )
        for meeting, form in forms.items()
        for text in form["texts"]
    )


def _topics(forms: dict[int, dict], rows: dict) -> None:
    through = Meeting.topics.through
    named = {
        (meeting, row.pk): None
        for meeting, form in forms.items()
        for topic in form["topics"]
        if (row := rows.get(("topic", topic["slug"])))
    }
    through.objects.bulk_create(through(meeting_id=meeting, topic_id=topic) for meeting, topic in named)


def _reports(forms: dict[int, dict], sources: dict[str, int]) -> None:
    MeetingSource.objects.bulk_create(
        MeetingSource(meeting_id=meeting, source_id=sources[source["id"]], position=position)
        for meeting, form in forms.items()
        for position, source in enumerate(form["sources"])
        if source["id"] in sources
    )


def _participations(forms: dict[int, dict], rows: dict) -> dict[tuple[int, int], int]:
    """Write participants; gives the key of each by meeting and place in the list."""
    made: dict[tuple[int, int], Participation] = {}
    for meeting, form in forms.items():
        taken: set[int] = set()
        for place, row in enumerate(form["participations"], start=1):
            one = _participation(meeting, place, row, rows)
            # Two entries of one person may have become one since the edition.
            if one.person_id in taken:
                one.person_id = None
            if one.person_id or one.country_id or one.organisation_id:
                made[meeting, place] = one
            taken |= {one.person_id} - {None}
    Participation.objects.bulk_create(made.values())
    known = _held({one.person_id for one in made.values()})
    through = Participation.appointments.through
    through.objects.bulk_create(
        through(participation_id=one.pk, appointment_id=held)
        for (meeting, place), one in made.items()
        for held in _appointments(one, forms[meeting]["participations"][place - 1], rows, known)
    )
    return {key: one.pk for key, one in made.items()}


def _held(people: set[int | None]) -> dict[_Held, int]:
    """The primary keys of the appointments of people."""
    found = Appointment.objects.filter(person__in=people - {None}).order_by("pk")
    columns = found.values_list("pk", "person", "office", "start", "end", "acting")
    return {tuple(values): pk for pk, *values in columns}


def _appointments(one: Participation, row: dict, rows: dict, known: dict[_Held, int]) -> set[int]:
    found = set()
    for held in row["appointments"]:
        office = rows.get(("office", held["office"]["slug"]))
        if office is not None:
            found.add(known.get((one.person_id, office.pk, held["start"], held["end"], held["acting"])))
    return found - {None}


def _statements(forms: dict[int, dict], sources: dict[str, int], places: dict[tuple[int, int], int]) -> None:
    kept = (
        "property", "value", "value_as_printed", "quote", "start", "end", "speaker", "rank", "reason",
    )  # fmt: skip
    Statement.objects.bulk_create(
        Statement(
            meeting_id=meeting,
            source_id=sources[statement["source"]],
            participation_id=places.get((meeting, statement["participation"])),
            **{name: statement[name] for name in kept},
        )
        for meeting, form in forms.items()
        for statement in form["statements"]
        if statement["source"] in sources
    )


def _participation(meeting: int, place: int, row: dict, rows: dict) -> Participation:
    linked = {}
    for kind in ("person", "country", "organisation"):
        reference = row[kind]
        found = rows.get((kind, reference.get("code") or reference["slug"])) if reference else None
        linked[f"{kind}_id"] = found.pk if found else None
    plain = {name: row[name] for name in ("side", "attendance", "role_as_printed", "name_as_printed")}
    return Participation(meeting_id=meeting, position=place - 1, **plain, **linked)


def _mark(forms: dict[int, dict]) -> None:
    """Mark the meetings whose rows say something else than their edition."""
    differing = [
        meeting.pk
        for meeting in Meeting.objects.for_form().filter(pk__in=forms)
        if canonical.dumps(public_form(meeting)) != canonical.dumps(forms[meeting.pk])
    ]
    if differing:
        Meeting.objects.filter(pk__in=differing).update(has_unpublished_changes=True)
