"""Publishing drafted meetings in batches: what the workflow would have written one after the other.

Only the editors' own undo history has nothing of it.
"""

import datetime
import random
from dataclasses import dataclass

from django.utils import timezone

from meetings.management.generation.composing import Composed, Composing
from meetings.management.generation.dating import BOUNDS
from meetings.management.generation.desk import Desk
from meetings.management.generation.drafting import Drafted
from meetings.management.generation.writing import Keys, Table, insert_values, moment
from meetings.models import Card, CardValue, ChangeNote, Edition
from meetings.packing import Dictionary, pack
from meetings.record import canonical, state, traces
from meetings.search import engines
from meetings.vocabulary import ChangeAction, ChangeReason, Facet, PublicationState, number_of

_FIRST = datetime.datetime(2012, 1, 2, 9, tzinfo=datetime.UTC)
_LATER = datetime.timedelta(minutes=3)
#: In a thousand meetings: still with the editors, handed in, corrected since, withdrawn since.
_DRAFTS, _SUBMITTED, _CORRECTED, _WITHDRAWN = 30, 20, 40, 30
_MISTAKE = "Entered by mistake: no such meeting took place."


@dataclass(slots=True)
class _Chain:
    """The last of the editions of a meeting so far."""

    meeting: int
    number: int = 0
    sha256: str = ""
    at: datetime.datetime = _FIRST


class Publishing:
    """Decides what becomes of each meeting, and writes what publishing, correcting and withdrawing write."""

    def __init__(
        self, chance: random.Random, desk: Desk, composing: Composing, keys: Keys, *, with_corrections: bool
    ) -> None:
        self._chance, self._with_corrections = chance, with_corrections
        self._desk, self._composing, self._keys = desk, composing, keys
        self._editions = Table(
            Edition,
            *("id", "meeting_id", "number", "published_at", "form", "reason", "note"),
            *("form_sha256", "sha256"),
        )
        self._notes = Table(
            ChangeNote, "version", "meeting_id", "edition_id", "action", "reason", "note", "at"
        )
        self._cards = Table(Card, "meeting_id", "public_id", "key", "version", "live", *BOUNDS, "data")
        self._values: list[tuple[int, int, int]] = []
        self._words: dict[int, str] = {}

    def publish(self, batch: list[Drafted]) -> None:
        """Write meetings with all that they leave in the archive but their words; in a transaction."""
        row = state.locked_state()
        for drafted in batch:
            self._decide(drafted, row)
        row.changed_at = timezone.now()
        row.save(update_fields=["version", "changed_at", "last_public_id"])
        self._desk.flush()
        for table in (self._editions, self._notes, self._cards):
            table.flush()
        # In the order of their index, where most of them then come to stand side by side.
        self._values.sort()
        insert_values(CardValue, ["facet", "value", "card_id"], self._values)
        self._values = []

    def flush(self) -> None:
        """Write the words of all that was published; many at once take the database the least time."""
        engines.current().add(self._words)
        self._words = {}

    def _decide(self, drafted: Drafted, row) -> None:
        drawn = self._chance.randrange(1000)
        if drawn < _DRAFTS + _SUBMITTED:
            found = PublicationState.DRAFT if drawn < _DRAFTS else PublicationState.SUBMITTED
            self._desk.enter(drafted, None, found.value, None, "")
            return
        row.last_public_id += 1
        withdrawn = self._chance.randrange(1000) < _WITHDRAWN
        found = PublicationState.WITHDRAWN if withdrawn else PublicationState.PUBLISHED
        at = _FIRST + row.last_public_id * _LATER
        pk = self._desk.enter(drafted, row.last_public_id, found.value, at, _MISTAKE if withdrawn else "")
        composed = self._composing.compose(drafted, row.last_public_id)
        chain = self._chain(_Chain(pk, at=at), drafted, composed, row)
        if withdrawn:
            self._note(chain, ChangeAction.WITHDRAWN, ChangeReason.NOT_A_MEETING, _MISTAKE, row)
            empty = (None,) * len(BOUNDS)
            self._cards.add((pk, row.last_public_id, None, row.version, False, *empty, b""))
            country = number_of(Facet.COUNTRY)
            named = [value for facet, value in composed.values if facet == country]
            self._values += [(traces.FORMER[Facet.COUNTRY], value, pk) for value in named]
            self._values += [(traces.FORMER[Facet.TOPIC], topic.pk, pk) for topic in drafted.topics]
            return
        self._show(composed, drafted, chain, row)

    def _show(self, composed: Composed, drafted: Drafted, chain: _Chain, row) -> None:
        data = pack(f'{composed.card},"edition":{chain.number}}}', Dictionary.CARDS)
        pk, bounds = chain.meeting, drafted.date.bounds
        self._cards.add((pk, row.last_public_id, composed.key, row.version, True, *bounds, data))
        self._values += [(facet, value, pk) for facet, value in composed.values]
        self._words[row.last_public_id] = composed.words

    def _chain(self, chain: _Chain, drafted: Drafted, composed: Composed, row) -> _Chain:
        """Add the editions of a meeting: one, or two where it was corrected."""
        if self._with_corrections and self._chance.randrange(1000) < _CORRECTED:
            first = self._composing.shorter(drafted, row.last_public_id)
            self._edition(chain, first, ChangeReason.FIRST_PUBLICATION, "", row)
            chain.at += 20 * _LATER
            said = "The summary was cut short."
            self._edition(chain, composed.form, ChangeReason.ADDED_DETAIL, said, row)
        else:
            self._edition(chain, composed.form, ChangeReason.FIRST_PUBLICATION, "", row)
        return chain

    def _edition(self, chain: _Chain, form: str, reason: ChangeReason, note: str, row) -> None:
        digest = canonical.digest(form)
        chain.number += 1
        chain.sha256 = canonical.chain(chain.sha256, chain.number, chain.at, digest)
        self._editions.add(
            (
                *(
                    self._keys.following(Edition),
                    chain.meeting,
                    chain.number,
                    moment(chain.at),
                    pack(form, Dictionary.FORMS),
                ),
                *(reason.value, note, digest, chain.sha256),
            )
        )
        action = ChangeAction.PUBLISHED if chain.number == 1 else ChangeAction.CORRECTED
        self._note(chain, action, reason, note, row)

    def _note(self, chain: _Chain, action: ChangeAction, reason: ChangeReason, note: str, row) -> None:
        row.version += 1
        at = chain.at + 200 * _LATER if action == ChangeAction.WITHDRAWN else chain.at
        edition = self._keys.last(Edition)
        self._notes.add((row.version, chain.meeting, edition, action.value, reason.value, note, moment(at)))
