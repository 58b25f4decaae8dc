"""What becomes of a form when words of a source are marked."""

from dataclasses import dataclass

from meetings.forms.marking.asked import Asked, asked
from meetings.forms.marking.meant import Meant, meant
from meetings.forms.marking.rows import number_of, row_of_statement
from meetings.forms.readings import readings
from meetings.forms.suggested import Suggestion, filled, text
from meetings.vocabulary import Property


@dataclass(frozen=True)
class Marked:
    """The fields that are filled, and how many ``rows`` of each kind the form needs for them.

    ``told`` are sentences for the editor, ``offered`` entries (key and name) of which one may be taken by
    marking the same words again, and ``new`` is what an entry that is missing would begin with.
    """

    asked: Asked
    fields: tuple[Suggestion, ...]
    rows: dict[str, int]
    told: tuple[str, ...]
    offered: tuple[tuple[str, str], ...]
    new: dict[str, str]


def mark(data) -> Marked:
    """Mark words in a form as a browser sends it, with the fields of ``asked``.

    Fills the row of a statement with the quotation and its place, and what else the words decide. Nothing is
    saved. A fixed number of queries. Raises ``NotMarked`` with the reason.
    """
    given = asked(data)
    said = meant(data, given)
    statement = [] if _waits(given, said) else list(_statement(data, given, said))
    found = [*said.fields, *statement]
    for one in readings(filled(data, found)):
        found = [*(other for other in found if other.field != one.field), one]
    return Marked(given, tuple(found), _rows(found), tuple(said.told), tuple(said.offered), said.new)


def _waits(given: Asked, said: Meant) -> bool:
    """Whether the editor chooses first what a topic's words mean: it can be several, each a statement."""
    return given.says == Property.TOPIC and not said.value and bool(said.offered)


def _statement(data, given: Asked, said: Meant):
    row = row_of_statement(data, given, said.about, said.value)
    yield Suggestion(f"{row}source", ((str(given.source.pk), str(given.source)),))
    yield Suggestion(f"{row}property", ((given.says.value, str(given.says.label)),))
    yield text(f"{row}about", said.about)
    yield text(f"{row}quote", given.words)
    yield text(f"{row}at", str(given.span.start))
    yield text(f"{row}value", said.value)
    yield text(f"{row}value_as_printed", said.printed)
    yield text(f"{row}reason", said.reason)
    if said.speaker:
        yield text(f"{row}speaker", said.speaker)


def _rows(found: list[Suggestion]) -> dict[str, int]:
    needed: dict[str, int] = {}
    for one in found:
        prefix = one.field.partition("-")[0]
        if prefix in ("statements", "participations"):
            needed[prefix] = max(needed.get(prefix, 0), number_of(one.field))
    return needed
