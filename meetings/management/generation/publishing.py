"""Publishing drafted meetings many at a time: what the workflow would have written one after the other.

Only the editors' own undo history has nothing of it.
"""

import datetime
from dataclasses import dataclass

from meetings.management.generation.composing import Composed, Composing
from meetings.management.generation.dating import BOUNDS
from meetings.management.generation.desk import Desk
from meetings.management.generation.drafting import Drafted
from meetings.management.generation.shaping import Marks, Shape
from meetings.management.generation.writing import Table, insert_values, moment
from meetings.models import Card, CardValue, ChangeNote, Edition
from meetings.packing import Dictionary, pack
from meetings.record import canonical, traces
from meetings.search import engines
from meetings.vocabulary import ChangeAction, ChangeReason, Facet, PublicationState, number_of

_FIRST = datetime.datetime(2012, 1, 2, 9, tzinfo=datetime.UTC)
_LATER = datetime.timedelta(minutes=3)
_MISTAKE = "Entered by mistake: no such meeting took place."


@dataclass(slots=True)
class _Chain:
    """The last of the editions of a meeting so far."""

    meeting: int
    number: int = 0
    sha256: str = ""
    at: datetime.datetime = _FIRST


class Publishing:
    """Writes what publishing, correcting and withdrawing write."""

    def __init__(self, desk: Desk, composing: Composing, marks: Marks) -> None:
        self._desk, self._composing, self._marks = desk, composing, marks
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

    def publish(self, drafted: Drafted, shape: Shape) -> None:
        """Have ready all that a meeting leaves in the archive."""
        if not shape.was_public:
            self._desk.enter(drafted, None, shape.state, None, "")
            return
        self._marks.public_id += 1
        public_id = self._marks.public_id
        withdrawn = shape.state == PublicationState.WITHDRAWN
        at = _FIRST + public_id * _LATER
        pk = self._desk.enter(drafted, public_id, shape.state, at, _MISTAKE if withdrawn else "")
        composed = self._composing.compose(drafted, public_id)
        chain = self._chain(_Chain(pk, at=at), drafted, composed, shape)
        if withdrawn:
            self._withdraw(chain, composed, drafted)
        else:
            self._show(composed, drafted, chain)

    def write(self) -> None:
        """Write what is ready; in a transaction."""
        self._desk.write()
        for table in (self._editions, self._notes, self._cards):
            table.write()
        # In the order of their index, where most of them then come to stand side by side.
        self._values.sort()
        insert_values(CardValue, ["facet", "value", "card_id"], self._values)
        engines.current().add(self._words)
        self._values, self._words = [], {}

    def _withdraw(self, chain: _Chain, composed: Composed, drafted: Drafted) -> None:
        self._note(chain, ChangeAction.WITHDRAWN, ChangeReason.NOT_A_MEETING, _MISTAKE)
        pk, empty = chain.meeting, (None,) * len(BOUNDS)
        self._cards.add((pk, self._marks.public_id, None, self._marks.version, False, *empty, b""))
        country = number_of(Facet.COUNTRY)
        named = [value for facet, value in composed.values if facet == country]
        self._values += [(traces.FORMER[Facet.COUNTRY], value, pk) for value in named]
        self._values += [(traces.FORMER[Facet.TOPIC], topic.pk, pk) for topic in drafted.topics]

    def _show(self, composed: Composed, drafted: Drafted, chain: _Chain) -> None:
        data = pack(f'{composed.card},"edition":{chain.number}}}', Dictionary.CARDS)
        pk, bounds = chain.meeting, drafted.date.bounds
        public_id, version = self._marks.public_id, self._marks.version
        self._cards.add((pk, public_id, composed.key, version, True, *bounds, data))
        self._values += [(facet, value, pk) for facet, value in composed.values]
        self._words[public_id] = composed.words

    def _chain(self, chain: _Chain, drafted: Drafted, composed: Composed, shape: Shape) -> _Chain:
        """Add the editions of a meeting: one, or two where it was corrected."""
        if shape.is_corrected:
            first = self._composing.shorter(drafted, self._marks.public_id)
            self._edition(chain, first, ChangeReason.FIRST_PUBLICATION, "")
            chain.at += 20 * _LATER
            said = "The summary was cut short."
            self._edition(chain, composed.form, ChangeReason.ADDED_DETAIL, said)
        else:
            self._edition(chain, composed.form, ChangeReason.FIRST_PUBLICATION, "")
        return chain

    def _edition(self, chain: _Chain, form: str, reason: ChangeReason, note: str) -> None:
        digest = canonical.digest(form)
        chain.number += 1
        chain.sha256 = canonical.chain(chain.sha256, chain.number, chain.at, digest)
        self._marks.edition += 1
        packed = pack(form, Dictionary.FORMS)
        self._editions.add(
            (
                *(self._marks.edition, chain.meeting, chain.number, moment(chain.at), packed),
                *(reason.value, note, digest, chain.sha256),
            )
        )
        action = ChangeAction.PUBLISHED if chain.number == 1 else ChangeAction.CORRECTED
        self._note(chain, action, reason, note)

    def _note(self, chain: _Chain, action: ChangeAction, reason: ChangeReason, note: str) -> None:
        self._marks.version += 1
        at = chain.at + 200 * _LATER if action == ChangeAction.WITHDRAWN else chain.at
        version, edition = self._marks.version, self._marks.edition
        self._notes.add((version, chain.meeting, edition, action.value, reason.value, note, moment(at)))
