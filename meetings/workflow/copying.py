"""A new draft after the pattern of a meeting that is already entered."""

import reversion
from django.db import transaction
from django.utils.translation import gettext as _

from meetings.models import Meeting, MeetingSource, Participation
from meetings.workflow.moves import Refused

#: What a copy takes over of the meeting and of its participants.
_OF_MEETING = ("kind", "event_status", "date", "date_basis", "place", "occasion")
_OF_PARTICIPANT = (
    "person", "country", "organisation", "side", "role_as_printed", "name_as_printed", "attendance",
    "position",
)  # fmt: skip


def copy(meeting: Meeting, *, by) -> Meeting:
    """A draft with the circumstances, participants, topics and sources of ``meeting``.

    Texts and statements are words about that meeting and no other: they are not taken over. Raises
    ``Refused``.
    """
    if not by.has_perm("meetings.add_meeting"):
        raise Refused([_("You do not have the permission to do this.")])
    with transaction.atomic(), reversion.create_revision():
        reversion.set_user(by)
        reversion.set_comment(_("Copied from: %(meeting)s") % {"meeting": meeting})
        made = Meeting.objects.create(created_by=by, **{name: getattr(meeting, name) for name in _OF_MEETING})
        made.topics.set(meeting.topics.all())
        for row in meeting.participations.select_related("person", "country", "organisation"):
            fields = {name: getattr(row, name) for name in _OF_PARTICIPANT}
            Participation.objects.create(meeting=made, **fields).appointments.set(row.appointments.all())
        for report in meeting.reports.select_related("source"):
            MeetingSource.objects.create(meeting=made, source=report.source, position=report.position)
        return made
