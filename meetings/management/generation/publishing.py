"""Publishing generated meetings in batches, by the same functions of the record as the workflow uses.

What the database holds afterwards is what publishing one after the other would have left; only the editors'
own undo history has nothing of it.
"""

import datetime
import random
from collections.abc import Iterator

from django.utils import timezone

from meetings.models import ArchiveState, Card, ChangeNote, Edition, Meeting
from meetings.record import cards, editions, state
from meetings.record.form import public_form
from meetings.search import engines, exposure
from meetings.vocabulary import ChangeAction, ChangeReason, PublicationState

_FIRST = datetime.datetime(2012, 1, 2, 9, tzinfo=datetime.UTC)
_LATER = datetime.timedelta(minutes=3)
#: In a thousand meetings: still with the editors, handed in, corrected since, withdrawn since.
_DRAFTS, _SUBMITTED, _CORRECTED, _WITHDRAWN = 30, 20, 40, 30


class Publishing:
    """Decides what becomes of each meeting, and writes what publishing, correcting and withdrawing write."""

    def __init__(self, chance: random.Random, *, with_corrections: bool) -> None:
        self._chance, self._with_corrections = chance, with_corrections

    def prepare(self, meetings: list[Meeting]) -> None:
        """Give meetings that are not written yet their states and public numbers."""
        row = state.locked_state()
        for meeting in meetings:
            drawn = self._chance.randrange(1000)
            if drawn < _DRAFTS:
                continue
            if drawn < _DRAFTS + _SUBMITTED:
                meeting.state = PublicationState.SUBMITTED.value
                continue
            row.last_public_id += 1
            meeting.public_id = row.last_public_id
            meeting.state = PublicationState.PUBLISHED.value
            meeting.published_at = _moment(meeting.public_id)
            if self._chance.randrange(1000) < _WITHDRAWN:
                meeting.state = PublicationState.WITHDRAWN.value
                meeting.withdrawn_reason = "Entered by mistake: no such meeting took place."
        row.save(update_fields=["last_public_id"])

    def publish(self, meetings: list[Meeting]) -> None:
        """Write editions, change notes, cards and words of the meetings that are or were public.

        They are written already and hold all their rows.
        """
        rows = [meeting for meeting in meetings if meeting.public_id]
        archive = state.locked_state()
        chains = {meeting.pk: list(self._editions(meeting)) for meeting in rows}
        written = Edition.objects.bulk_create([one for chain in chains.values() for one in chain])
        notes = [note for meeting in rows for note in _notes(meeting, chains[meeting.pk])]
        versions = {}
        for note in notes:
            archive.version += 1
            note.version = versions[note.meeting_id] = archive.version
        ChangeNote.objects.bulk_create(notes)
        archive.changed_at = timezone.now()
        archive.save(update_fields=["version", "changed_at"])
        newest = {edition.meeting_id: edition for edition in written}
        _list(rows, newest, versions, archive)

    def _editions(self, meeting: Meeting) -> Iterator[Edition]:
        """The editions of a meeting: one, or two where it was corrected."""
        at = meeting.published_at
        form, first = public_form(meeting), None
        corrected = self._with_corrections and self._chance.randrange(1000) < _CORRECTED
        if corrected and any(text["summary"] for text in form["texts"]):
            shorter = [text | {"summary": text["summary"][:-2]} for text in form["texts"]]
            first = editions.following(
                None, meeting, form | {"texts": shorter}, at=at, reason=ChangeReason.FIRST_PUBLICATION
            )
            yield first
            at += 20 * _LATER
        reason = ChangeReason.FIRST_PUBLICATION if first is None else ChangeReason.ADDED_DETAIL
        note = "" if first is None else "The summary was cut short."
        yield editions.following(first, meeting, form, at=at, reason=reason, note=note)


def _moment(public_id: int) -> datetime.datetime:
    """When a meeting was published: one after the other, over years."""
    return _FIRST + public_id * _LATER


def _notes(meeting: Meeting, chain: list[Edition]) -> Iterator[ChangeNote]:
    """The public change notes of a meeting, without their versions."""
    for edition in chain:
        action = ChangeAction.PUBLISHED if edition.number == 1 else ChangeAction.CORRECTED
        yield ChangeNote(
            meeting=meeting,
            edition=edition,
            action=action,
            reason=edition.reason,
            note=edition.note,
            at=edition.published_at,
        )
    if meeting.state == PublicationState.WITHDRAWN:
        yield ChangeNote(
            meeting=meeting,
            edition=chain[-1],
            action=ChangeAction.WITHDRAWN,
            reason=ChangeReason.NOT_A_MEETING,
            note=meeting.withdrawn_reason,
            at=chain[-1].published_at + 200 * _LATER,
        )


def _list(
    meetings: list[Meeting], newest: dict[int, Edition], versions: dict[int, int], archive: ArchiveState
) -> None:
    """Write cards and words of public meetings, and the tombstones of withdrawn ones."""
    shown = [newest[meeting.pk] for meeting in meetings if meeting.is_public]
    composed = exposure.compose(shown, archive.version)
    for one, _ in composed:
        one.card.version = versions[one.card.meeting_id]
    cards.write(one for one, _ in composed)
    engines.current().write({one.card.key: words for one, words in composed})
    Card.objects.bulk_create(
        [
            Card(meeting_id=meeting.pk, public_id=meeting.public_id, version=versions[meeting.pk], live=False)
            for meeting in meetings
            if not meeting.is_public
        ]
    )
