"""Who held an office at the meetings of a batch: found among the appointments, or made of a principal's role.

A table that says whose meetings it tells, and in which office, says that the office was held then, and
nothing of when that began or ended. So an appointment that is made of it has open ends: it began on the day
of the first such meeting or before, and ended on that of the last or later.
"""

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from meetings.models import Appointment, Import, ImportedEntry, Meeting, Office, Participation, Person
from meetings.record import state

_OPEN = (datetime.date.min, datetime.date.max)


class Told(NamedTuple):
    """That somebody took part in an office, a primary key; ``is_principal`` where the meeting is theirs."""

    meeting: Meeting
    row: Participation
    office: int
    is_principal: bool


class Appointments:
    """Finds and makes the appointments of one batch of rows."""

    def __init__(self, table: Import) -> None:
        self._table = table
        #: The appointments by person and office.
        self._held: dict[tuple[int, int], list[Appointment]] = {}
        #: Those that this import made and nobody worked on since.
        self._own: dict[int, ImportedEntry] = {}
        self._new: list[Appointment] = []
        self._wider: dict[int, Appointment] = {}

    @property
    def written(self) -> list[Appointment]:
        """Those that were made or changed, for whoever keeps their versions."""
        return [*self._new, *self._wider.values()]

    def link(self, told: Iterable[Told]) -> dict[Participation, list[int]]:
        """Join participants, which are saved already, to the one appointment that they may have held then.

        Returns the primary keys of the appointments of each that has one.
        """
        asked = [one for one in told if one.row.person_id]
        if not asked:
            return {}
        self._read(asked)
        found = [(one.row, held) for one in asked if (held := self._appointment(one)) is not None]
        self._save()
        through = Participation.appointments.through
        through.objects.bulk_create(
            through(participation_id=row.pk, appointment_id=held.pk) for row, held in found
        )
        return {row: [held.pk] for row, held in found}

    def _read(self, asked: list[Told]) -> None:
        self._people = Person.objects.in_bulk({one.row.person_id for one in asked})
        offices = Office.objects.filter(pk__in={one.office for one in asked}, merged_into__isnull=True)
        self._offices = offices.in_bulk()
        held = Appointment.objects.filter(person__in=self._people, office__in=self._offices).order_by("pk")
        for appointment in held.select_related("person", "office"):
            self._held.setdefault((appointment.person_id, appointment.office_id), []).append(appointment)
        made = ImportedEntry.objects.filter(made_by=self._table, appointment__in=held.values("pk"))
        for entry in made.select_related("appointment"):
            if not entry.is_confirmed and entry.seen_at == entry.appointment.updated_at:
                self._own[entry.appointment_id] = entry

    def _appointment(self, told: Told) -> Appointment | None:
        if told.office not in self._offices:
            return None
        rows = self._held.setdefault((told.row.person_id, told.office), [])
        days = (told.meeting.date_earliest, told.meeting.date_latest)
        fitting = [one for one in rows if one.possibly_held_within(*days)]
        if len(fitting) == 1:
            self._widen(fitting[0], days)
            return fitting[0]
        if rows or not told.is_principal or not _are_known(days):
            return None
        made = Appointment(
            person=self._people[told.row.person_id],
            office=self._offices[told.office],
            source=self._table.source,
        )
        _tell(made, days[1], days[0])
        rows.append(made)
        self._new.append(made)
        return made

    def _widen(self, held: Appointment, days: tuple) -> None:
        """Let an appointment that this import made reach to a further meeting."""
        if (held.pk and held.pk not in self._own) or not _are_known(days):
            return
        first, last = held.first_told, held.last_told
        if days[1] < first or days[0] > last:
            _tell(held, min(first, days[1]), max(last, days[0]))
            if held.pk:
                self._wider[held.pk] = held

    def _save(self) -> None:
        Appointment.objects.bulk_create(self._new)
        ImportedEntry.objects.bulk_create(
            ImportedEntry(
                kind="appointment",
                key=f"{made.person_id}|{made.office_id}",
                words=f"{made.person}: {made.office}"[:300],
                appointment=made,
                made_by=self._table,
                seen_at=made.updated_at,
            )
            for made in self._new
        )
        for held in self._wider.values():
            held.save()
            ImportedEntry.objects.filter(appointment=held).update(seen_at=held.updated_at)
        if self.written:
            state.touch()


def _are_known(days: tuple) -> bool:
    return all(day is not None and day not in _OPEN for day in days)


def _tell(appointment: Appointment, first: datetime.date, last: datetime.date) -> None:
    """Say that an office was held from ``first`` or before, until ``last`` or later."""
    appointment.start, appointment.end = f"../{first.isoformat()}", f"{last.isoformat()}/.."
    appointment.normalise()
