"""Publication at a moment that a reviewer chose, by a command that runs every minute."""

import datetime
import logging
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.models import Meeting
from meetings.workflow.moves import Refused, Verb, moment, moving
from meetings.workflow.publishing import clear_schedule, publish

logger = logging.getLogger(__name__)


def schedule(
    meeting: Meeting, *, publish_at: datetime.datetime, by=None, at: datetime.datetime | None = None
) -> None:
    """Plan the publication of a submitted meeting for a minute to come. Raises ``Refused``.

    It is then published in the name of ``by``, whose permission is looked at again.
    """
    publish_at = publish_at.replace(second=0, microsecond=0)

    def further(locked: Meeting) -> Iterator[str]:
        if publish_at <= moment(at):
            yield _("The time of publication has passed: publish the meeting instead.")

    with moving(Verb.SCHEDULE, meeting, by=by, further=further) as locked:
        locked.publish_at, locked.publish_by = publish_at, by
        locked.schedule_refusal = ""
        locked.save()


def unschedule(meeting: Meeting, *, by=None) -> None:
    """Take a planned publication back; the meeting stays submitted. Raises ``Refused``."""
    with moving(Verb.UNSCHEDULE, meeting, by=by) as locked:
        clear_schedule(locked)
        locked.save()


@dataclass(frozen=True)
class Outcome:
    """What became of a meeting that was due: public since ``published_at``, or refused for ``reasons``."""

    meeting: Meeting
    reasons: tuple[str, ...] = ()
    failed: bool = False


def publish_due(at: datetime.datetime | None = None) -> Iterator[Outcome]:
    """Publish every meeting that is due, the earliest first, each in a transaction of its own.

    What was missed while nothing ran is caught up with. One that is refused keeps the reasons for its
    editors and is not tried again before somebody plans it anew; one that fails is tried at the next run.
    Two runs at once publish each meeting once.
    """
    now = at or timezone.now()
    for pk in list(Meeting.objects.due(now).values_list("pk", flat=True)):
        meeting = Meeting.objects.select_related("publish_by").filter(pk=pk).first()
        if meeting is not None:
            outcome = _publish_one(meeting, now)
            if outcome is not None:
                yield outcome


def _publish_one(meeting: Meeting, now: datetime.datetime) -> Outcome | None:
    def further(locked: Meeting) -> Iterator[str]:
        if not _is_due(locked, now):
            yield _("The meeting is not due any more.")

    try:
        publish(meeting, by=meeting.publish_by, at=now, further=further)
    except Refused as refusal:
        return _refused(meeting.pk, refusal.reasons, now)
    except Exception:
        # Whatever is wrong with one meeting keeps no other from its minute.
        logger.exception("The scheduled publication of meeting %s failed.", meeting.pk)
        return Outcome(meeting, failed=True)
    return Outcome(meeting)


def _refused(pk: int, reasons: list[str], now: datetime.datetime) -> Outcome | None:
    """Keep the reasons with the meeting; nothing where somebody else has published or replanned it."""
    still = Meeting.objects.due(now).filter(pk=pk)
    if not still.update(schedule_refusal="\n".join(reasons)):
        return None
    return Outcome(Meeting.objects.get(pk=pk), reasons=tuple(reasons))


def _is_due(meeting: Meeting, now: datetime.datetime) -> bool:
    return meeting.publish_at is not None and meeting.publish_at <= now and not meeting.schedule_refusal
