"""Publishing generated meetings in batches, by the same functions of the record as the workflow uses.

What the database holds afterwards is what publishing one after the other would have left; only the editors'
own undo history has nothing of it.
"""

import datetime
import random
from collections import ChainMap
from collections.abc import Iterator

from django.utils import timezone

from meetings.management.generation.cast import Cast
from meetings.management.generation.stage import Stage
from meetings.management.generation.writing import Keys, insert, insert_values
from meetings.models import Card, CardValue, ChangeNote, Edition, Meeting
from meetings.record import cards, editions, state
from meetings.record.form import public_form
from meetings.record.references import references_in, rename
from meetings.search import engines
from meetings.search.words import other_names_of, words_of
from meetings.vocabulary import ChangeAction, ChangeReason, PublicationState

_FIRST = datetime.datetime(2012, 1, 2, 9, tzinfo=datetime.UTC)
_LATER = datetime.timedelta(minutes=3)
#: In a thousand meetings: still with the editors, handed in, corrected since, withdrawn since.
_DRAFTS, _SUBMITTED, _CORRECTED, _WITHDRAWN = 30, 20, 40, 30


class Publishing:
    """Decides what becomes of each meeting, and writes what publishing, correcting and withdrawing write."""

    def __init__(
        self, chance: random.Random, stage: Stage, cast: Cast, keys: Keys, *, with_corrections: bool
    ) -> None:
        self._chance, self._with_corrections = chance, with_corrections
        self._keys = keys
        self._rows = ChainMap(cast.people, stage.by_address())

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
        forms = {meeting.pk: public_form(meeting) for meeting in rows}
        chains = {meeting.pk: list(self._editions(meeting, forms[meeting.pk])) for meeting in rows}
        insert([self._keys.give(one) for chain in chains.values() for one in chain])
        notes = [note for meeting in rows for note in _notes(meeting, chains[meeting.pk])]
        versions = {}
        for note in notes:
            archive.version += 1
            note.version = versions[note.meeting_id] = archive.version
        insert(notes)
        archive.changed_at = timezone.now()
        archive.save(update_fields=["version", "changed_at"])
        self._list([chains[meeting.pk][-1] for meeting in rows if meeting.is_public], versions)
        insert(
            [
                Card(
                    meeting_id=meeting.pk,
                    public_id=meeting.public_id,
                    version=versions[meeting.pk],
                    live=False,
                )
                for meeting in rows
                if not meeting.is_public
            ]
        )

    def _list(self, newest: list[Edition], versions: dict[int, int]) -> None:
        """Write cards, facet values and words of public meetings."""
        shown = [(edition, editions.form_of(edition)) for edition in newest]
        wanted = {
            (kind, found.get("code") or found["slug"])
            for _, form in shown
            for kind, found in references_in(form)
        }
        linked = {address: self._rows[address] for address in wanted}
        rename([form for _, form in shown], linked)
        composed = cards.compose_forms(shown, linked, version=0)
        for one in composed:
            one.card.version = versions[one.card.meeting_id]
        insert([one.card for one in composed])
        insert_values(
            CardValue,
            ["card_id", "facet", "value"],
            [(one.card.pk, facet, value) for one in composed for facet, value in sorted(one.values)],
        )
        other_names = other_names_of(linked.values())
        engines.current().add({one.card.key: words_of(one.form, linked, other_names) for one in composed})

    def _editions(self, meeting: Meeting, form: dict) -> Iterator[Edition]:
        """The editions of a meeting: one, or two where it was corrected."""
        at, first = meeting.published_at, None
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
