"""The one public form of a meeting.

``public_form`` is the only function that decides what of a meeting is public. Editions store what it
makes; lists, pages, exports, feeds and the API derive from that. Editors' notes, names and snapshots are
no part of it.
"""

from meetings.models import Appointment, Meeting, Participation, Source, Statement
from meetings.record.references import naming_day, reference

#: Rises when the shape of the form changes; stored in every form.
SCHEMA = 1


def public_form(meeting: Meeting) -> dict:
    """The public form of ``meeting`` as it stands on the editors' desk, as plain JSON data.

    ``meeting`` comes from ``Meeting.objects.for_form()`` where queries count. Lists keep their order;
    ``participation`` of a statement is the place in ``participations``, from one.
    """
    date = _date(meeting)
    on = naming_day(date)
    participations = list(meeting.participations.all())
    places = {participation.pk: place for place, participation in enumerate(participations, start=1)}
    sources = [report.source for report in meeting.reports.all()]
    return {
        "schema": SCHEMA,
        "id": meeting.public_id,
        "kind": meeting.kind,
        "status": meeting.event_status,
        "date": date,
        "start_time": meeting.start_time.isoformat("minutes") if meeting.start_time else "",
        "timezone": meeting.timezone,
        "texts": [_text(text) for text in meeting.texts.all()],
        "place": place_form(meeting.place, on),
        "occasions": [reference(occasion, on) for occasion in _with_parents(meeting.occasion)],
        "topics": [reference(topic, on) for topic in sorted(meeting.topics.all(), key=_permanent)],
        "participations": [_participation(row, on) for row in participations],
        "sources": [_source(source, on) for source in sources],
        "statements": [statement_form(row, places) for row in meeting.statements.all()],
    }


def _permanent(row) -> int:
    """An order that no change of a name disturbs."""
    return row.pk


def _date(meeting: Meeting) -> dict | None:
    if not meeting.date:
        return None
    return {
        "edtf": meeting.date,
        "earliest": meeting.date_earliest.isoformat(),
        "latest": meeting.date_latest.isoformat(),
        "start_latest": meeting.date_start_latest.isoformat(),
        "end_earliest": meeting.date_end_earliest.isoformat(),
        "basis": meeting.date_basis,
    }


def _text(text) -> dict:
    return {
        "language": text.language,
        "original": text.is_original,
        "title": text.title,
        "summary": text.summary,
    }


def place_form(place, on) -> dict | None:
    """What a form says of a place whose names are those of a day."""
    if place is None:
        return None
    return reference(place, on) | {
        "country": reference(place.country, on) if place.country else None,
        "latitude": _coordinate(place.latitude),
        "longitude": _coordinate(place.longitude),
    }


def _coordinate(degrees) -> str:
    """Degrees as text without trailing zeros: one spelling for one place on every database."""
    return "" if degrees is None else f"{degrees:.4f}".rstrip("0").rstrip(".")


def _with_parents(occasion) -> list:
    """The occasion and what it is part of, innermost first; a circle ends where it closes."""
    found = []
    while occasion is not None and occasion not in found:
        found.append(occasion)
        occasion = occasion.parent
    return found


def _participation(row: Participation, on) -> dict:
    return {
        "side": row.side,
        "attendance": row.attendance,
        "person": reference(row.person, on) if row.person else None,
        "country": reference(row.country, on) if row.country else None,
        "organisation": reference(row.organisation, on) if row.organisation else None,
        "role_as_printed": row.role_as_printed,
        "name_as_printed": row.name_as_printed,
        "appointments": [appointment_form(held, on) for held in row.appointments.all()],
    }


def appointment_form(held: Appointment, on) -> dict:
    """What a form says of an appointment whose office is named as on a day."""
    return {
        "office": reference(held.office, on) | {"kind": held.office.kind},
        "start": held.start,
        "end": held.end,
        "acting": held.acting,
    }


def _source(source: Source, on) -> dict:
    return {
        "id": source.public_id,
        "kind": source.kind,
        "publisher": reference(source.publisher, on) if source.publisher else None,
        "title": source.title,
        "url": source.url,
        "archive_url": source.archive_url,
        "published": source.published,
        "accessed_on": source.accessed_on.isoformat() if source.accessed_on else "",
        "language": source.language,
        "attribution": source.attribution,
        "sha256": source.sha256,
    }


def statement_form(row: Statement, places: dict[int, int]) -> dict:
    """What a form says of a statement; ``places`` are those of the participations by their keys, from one."""
    return {
        "source": row.source.public_id,
        "property": row.property,
        "participation": places.get(row.participation_id),
        "value": row.value,
        "value_as_printed": row.value_as_printed,
        "quote": row.quote,
        "start": row.start,
        "end": row.end,
        "speaker": row.speaker,
        "rank": row.rank,
        "reason": row.reason,
    }
