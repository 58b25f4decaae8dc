"""What is probably a mistake and perhaps none: warnings for the editor that refuse nothing."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from meetings.models import Meeting, Participation
from meetings.vocabulary import PublicationState, Side

#: More of them than this are read by nobody.
MOST_TOLD = 10


def doubts(meeting: Meeting) -> Iterator[str]:
    """Sentences about what an editor should look at again; a fixed number of queries."""
    rows = list(meeting.participations.select_related("person").prefetch_related("appointments__office"))
    if meeting.date:
        for row in rows:
            yield from _of_offices(meeting, row)
    if meeting.date and meeting.date_earliest == meeting.date_latest:
        yield from _of_the_day(
            meeting, [row for row in rows if row.person_id and row.side == Side.COUNTERPART]
        )


def _of_offices(meeting: Meeting, row: Participation) -> Iterator[str]:
    for held in row.appointments.all():
        if not held.possibly_held_within(meeting.date_earliest, meeting.date_latest):
            yield _("%(person)s held no such office then: %(office)s.") % {
                "person": row.person,
                "office": held.office,
            }


def _of_the_day(meeting: Meeting, counterparts: list[Participation]) -> Iterator[str]:
    others = (
        Participation.objects.filter(
            person__in=[row.person_id for row in counterparts],
            side=Side.COUNTERPART,
            meeting__date_earliest=meeting.date_earliest,
            meeting__date_latest=meeting.date_latest,
        )
        .exclude(meeting=meeting)
        .exclude(meeting__state=PublicationState.WITHDRAWN)
        .filter(meeting__merged_into=None)
        .select_related("meeting", "person")
    )
    for other in others[:MOST_TOLD]:
        yield _("There is another meeting with %(person)s on that day: %(meeting)s.") % {
            "person": other.person,
            "meeting": other.meeting,
        }
