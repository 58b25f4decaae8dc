"""Towards the public: submit, send back, publish, correct."""

import datetime
from collections.abc import Callable, Iterable, Iterator

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from meetings.models import ChangeNote, Edition, Meeting
from meetings.querysets.meeting import OF_FORM
from meetings.record import canonical, editions, state
from meetings.record.form import public_form
from meetings.record.references import refresh
from meetings.search import exposure
from meetings.vocabulary import ChangeAction, ChangeReason
from meetings.workflow.moves import Verb, moment, moving


def submit(meeting: Meeting, *, by=None, at: datetime.datetime | None = None) -> None:
    """Hand a draft to the reviewers. Raises ``Refused``."""
    with moving(Verb.SUBMIT, meeting, by=by) as locked:
        locked.submitted_by, locked.submitted_at = by, moment(at)
        locked.review_comment = ""
        locked.save()


def send_back(meeting: Meeting, *, by=None, comment: str = "") -> None:
    """Return a submitted meeting to its editor with a comment, for editors only. Raises ``Refused``."""
    with moving(Verb.SEND_BACK, meeting, by=by, comment=comment) as locked:
        if comment:
            locked.internal_note = f"{locked.internal_note}\n\n{comment}".strip()
        locked.review_comment = comment
        clear_schedule(locked)
        locked.save()


def publish(
    meeting: Meeting,
    *,
    by=None,
    at: datetime.datetime | None = None,
    note: str = "",
    further: Callable[[Meeting], Iterable[str]] | None = None,
) -> Edition:
    """Make a meeting public: give it its number, write edition 1 and list it. Raises ``Refused``.

    ``further`` gives the caller's own reasons against the row as it is under the lock.
    """
    with moving(Verb.PUBLISH, meeting, by=by, further=further) as locked:
        locked.public_id = state.next_public_id()
        locked.published_at = moment(at)
        locked.review_comment = ""
        clear_schedule(locked)
        return expose(
            locked,
            ChangeAction.PUBLISHED,
            ChangeReason.FIRST_PUBLICATION,
            note=note,
            by=by,
            at=locked.published_at,
        )


def correct(
    meeting: Meeting, *, reason: ChangeReason, note: str, by=None, at: datetime.datetime | None = None
) -> Edition:
    """Publish the present state of a public meeting as its next edition; earlier ones stay readable.

    ``note`` is the public explanation. Raises ``Refused``, also where nothing public has changed.
    """

    def further(locked: Meeting) -> Iterator[str]:
        if not note.strip():
            yield _("A correction needs a note that tells the public what changed.")
        if locked.is_public and not editions.differs_from_latest(_for_form(locked)):
            yield _("Nothing that the public sees has changed.")

    with moving(Verb.CORRECT, meeting, by=by, further=further) as locked:
        return expose(locked, ChangeAction.CORRECTED, reason, note=note, by=by, at=moment(at))


def expose(
    locked: Meeting, action: ChangeAction, reason: ChangeReason, *, note: str, by, at: datetime.datetime
) -> Edition:
    """Write the next edition of a meeting, its change note, card and words: how every way to the public ends.

    ``locked`` is the row of a move, with its new state; it is saved here.
    """
    locked.has_unpublished_changes = False
    locked.withdrawn_reason = ""
    # History and the form read the same rows, which are fetched once for both.
    prefetch_related_objects([locked], *OF_FORM)
    locked.save()
    version = state.advance()
    edition = editions.write(locked, at=at, reason=reason, note=note, by=by)
    ChangeNote.objects.create(
        version=version,
        meeting=locked,
        edition=edition,
        action=action,
        reason=reason,
        note=note,
        at=at,
        made_by=by,
    )
    exposure.show([edition], version)
    return edition


def clear_schedule(meeting: Meeting) -> None:
    """Plan no publication any more; the caller saves."""
    meeting.publish_at = meeting.publish_by = None
    meeting.schedule_refusal = ""


def note_author(meeting: Meeting, by) -> bool:
    """Remember who changed a meeting last; returns whether a planned publication was given up for it.

    A reviewer planned what they had read: what was changed since has to be read again. Forms call this in
    the transaction in which they save.
    """
    planned = meeting.publish_at is not None
    clear_schedule(meeting)
    meeting.changed_by = by
    fields = ("changed_by", "publish_at", "publish_by", "schedule_refusal")
    Meeting.objects.filter(pk=meeting.pk).update(**{field: getattr(meeting, field) for field in fields})
    return planned


def note_changes(meeting: Meeting) -> bool:
    """Keep in step whether a public meeting has changes that no edition holds yet; returns it.

    Forms call this after saving a meeting with its rows.
    """
    changed = meeting.is_public and editions.differs_from_latest(_for_form(meeting))
    if changed != meeting.has_unpublished_changes:
        meeting.has_unpublished_changes = changed
        Meeting.objects.filter(pk=meeting.pk).update(has_unpublished_changes=changed)
    return changed


def mark_changes(meetings: Iterable[int]) -> None:
    """As ``note_changes`` for many meetings by primary key; those not published are passed over."""
    for newest in exposure.in_batches(sorted(meetings)):
        forms = {edition.meeting_id: form for edition in newest if (form := editions.form_of(edition))}
        refresh(*forms.values())
        rows = Meeting.objects.for_form().filter(pk__in=forms)
        changed = {
            row.pk for row in rows if canonical.dumps(forms[row.pk]) != canonical.dumps(public_form(row))
        }
        marked = Meeting.objects.filter(pk__in=forms, has_unpublished_changes=True)
        marked.exclude(pk__in=changed).update(has_unpublished_changes=False)
        Meeting.objects.filter(pk__in=changed).update(has_unpublished_changes=True)


def _for_form(meeting: Meeting) -> Meeting:
    return Meeting.objects.for_form().get(pk=meeting.pk)
