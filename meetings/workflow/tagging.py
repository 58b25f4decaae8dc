"""One more topic for a meeting that is already entered."""

import reversion
from django.db import transaction
from django.utils.translation import gettext as _

from meetings.models import Meeting, Topic
from meetings.workflow.moves import Refused
from meetings.workflow.publishing import note_author, note_changes


def add_topic(meeting: Meeting, *, topic: Topic, by) -> None:
    """Say that a meeting is also about ``topic``, as an editor's change of it. Raises ``Refused``."""
    with transaction.atomic(), reversion.create_revision():
        locked = Meeting.objects.select_for_update().filter(pk=meeting.pk).first()
        if locked is None:
            raise Refused([_("The meeting was deleted meanwhile.")])
        if reasons := _against(locked, topic, by):
            raise Refused(reasons)
        reversion.set_user(by)
        reversion.set_comment(_("Topic added: %(topic)s") % {"topic": topic})
        locked.lock_version += 1
        locked.save()
        locked.topics.add(topic)
        note_author(locked, by)
        note_changes(locked)


def _against(meeting: Meeting, topic: Topic, by) -> list[str]:
    reasons = []
    if not by.has_perm("meetings.change_meeting"):
        reasons.append(_("You do not have the permission to do this."))
    if meeting.merged_into_id:
        reasons.append(_("The meeting was merged into another and stays as it was."))
    if meeting.publish_at:
        reasons.append(_("Its publication is planned, and would be off with the change."))
    if meeting.topics.filter(pk=topic.pk).exists():
        reasons.append(_("The meeting has this topic already."))
    return reasons
