"""Where the law orders a text removed: empty the forms of editions, and leave the chain provable."""

import datetime
from collections.abc import Collection, Iterator

from django.utils.translation import gettext as _

from meetings.models import ChangeNote, Edition, Meeting
from meetings.record import editions, state, traces
from meetings.vocabulary import ChangeAction, ChangeReason
from meetings.workflow.moves import Verb, moment, moving


def redact(
    meeting: Meeting,
    *,
    numbers: Collection[int],
    reason: ChangeReason,
    note: str,
    by=None,
    at: datetime.datetime | None = None,
) -> ChangeNote:
    """Empty the forms of the editions ``numbers``; numbers, dates, hashes and public reason stay.

    The edition that the public reads cannot be emptied: correct or withdraw the meeting first.
    Raises ``Refused``.
    """

    def further(locked: Meeting) -> Iterator[str]:
        return _against(locked, set(numbers), note)

    with moving(Verb.REDACT, meeting, by=by, further=further) as locked:
        now = moment(at)
        locked.editions.filter(number__in=numbers).update(form="", redacted_at=now)
        if not locked.is_public:
            traces.forget(locked.pk)
            traces.leave([locked.pk])
        return ChangeNote.objects.create(
            version=state.advance(),
            meeting=locked,
            edition=locked.editions.get(number=max(numbers)),
            action=ChangeAction.REDACTED,
            reason=reason,
            note=note,
            at=now,
            made_by=by,
        )


def _against(meeting: Meeting, numbers: set[int], note: str) -> Iterator[str]:
    if not note.strip():
        yield _("A redaction needs a reason that the public may read.")
    if not numbers:
        yield _("No edition was named.")
    emptied = dict(Edition.objects.filter(meeting=meeting).values_list("number", "redacted_at"))
    if unknown := numbers - emptied.keys():
        yield _("There is no edition %(numbers)s.") % {"numbers": _listed(unknown)}
    if again := {number for number in numbers & emptied.keys() if emptied[number]}:
        yield _("Already redacted: edition %(numbers)s.") % {"numbers": _listed(again)}
    newest = editions.latest(meeting)
    if meeting.is_public and newest and newest.number in numbers:
        yield _("The public reads the newest edition: correct or withdraw the meeting first.")


def _listed(numbers: set[int]) -> str:
    return ", ".join(map(str, sorted(numbers)))
