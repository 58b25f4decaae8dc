"""The rows of the editors' desk for drafted meetings."""

from meetings.management.generation.dating import BOUNDS
from meetings.management.generation.drafting import Drafted
from meetings.management.generation.shaping import Marks
from meetings.management.generation.writing import Table, insert, moment
from meetings.models import Meeting, MeetingSource, MeetingText, Participation, Source


class Desk:
    """Writes what editors would have entered, in a fixed number of statements for many meetings."""

    def __init__(self, marks: Marks) -> None:
        self._marks = marks
        self._meetings = Table(
            Meeting,
            *("id", "public_id", "kind", "event_status", "date", *BOUNDS, "date_basis"),
            *("place_id", "occasion_id", "state", "published_at", "withdrawn_reason"),
        )
        self._sources = Table(
            Source,
            *("id", "public_id", "kind", "publisher_id", "title", "url", "published", "language"),
            "attribution",
        )
        self._texts = Table(MeetingText, "meeting_id", "language", "is_original", "title", "summary")
        self._parts = Table(
            Participation,
            *("id", "meeting_id", "person_id", "country_id", "organisation_id", "side"),
            *("role_as_printed", "name_as_printed", "attendance", "position"),
        )
        self._reports = Table(MeetingSource, "meeting_id", "source_id", "position")
        self._topics = Table(Meeting.topics.through, "meeting_id", "topic_id")
        self._held = Table(Participation.appointments.through, "participation_id", "appointment_id")
        self._statements = []

    def enter(self, drafted: Drafted, public_id: int | None, state: str, published_at, reason: str) -> int:
        """Take a meeting in; its key is returned."""
        self._marks.meeting += 1
        pk = self._marks.meeting
        self._meetings.add(
            (
                *(pk, public_id, drafted.kind, drafted.status, drafted.date.edtf, *drafted.date.bounds),
                *(drafted.basis, drafted.place and drafted.place.pk),
                *(drafted.occasion and drafted.occasion.pk, state),
                *(published_at and moment(published_at), reason),
            )
        )
        for text in drafted.texts:
            self._texts.add((pk, text.language, text.is_original, text.title, text.summary))
        for topic in drafted.topics:
            self._topics.add((pk, topic.pk))
        for position, source in enumerate(drafted.sources):
            self._reports.add((pk, source.pk, position))
        for one in drafted.fresh:
            self._sources.add(
                (
                    *(one.pk, one.public_id, one.kind, one.publisher.pk, one.title, one.url),
                    *(one.published, one.language, one.attribution),
                )
            )
        parts = [self._join(pk, position, part) for position, part in enumerate(drafted.parts)]
        for statement, place in drafted.statements:
            statement.meeting_id = pk
            statement.participation_id = None if place is None else parts[place]
            self._statements.append(statement)
        return pk

    def _join(self, meeting: int, position: int, part) -> int:
        self._marks.participation += 1
        pk = self._marks.participation
        holder = part.holder
        self._parts.add(
            (
                *(pk, meeting, holder and holder.person.pk, part.country and part.country.pk),
                *(part.organisation and part.organisation.pk, part.side, part.role, part.name),
                *(part.attendance, position),
            )
        )
        if holder is not None:
            self._held.add((pk, holder.appointment.pk))
        return pk

    def write(self) -> None:
        """Write what was taken in."""
        for statement in self._statements:
            statement.normalise()
        for table in (self._meetings, self._sources, self._texts, self._parts):
            table.write()
        for table in (self._reports, self._topics, self._held):
            table.write()
        insert(self._statements)
        self._statements.clear()
