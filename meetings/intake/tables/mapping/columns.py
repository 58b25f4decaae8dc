"""Where the header of a table stands beneath its titles, and what its columns mean."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..reading import Row, Value, column_letters
from .fields import MANY, TELLING, Field, field_of, plain_header

_LOOKED_AT = 40
_DATE_LIKE = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2} [^\W\d]{3,} \d{4}|[^\W\d]{3,} \d{4}|\d{4}-\d\d"
)


@dataclass
class Column:
    """One column: its place from 0, its header as printed, what it means and how sure that is."""

    place: int
    header: str
    field: Field | None = None
    sure: float = 0.0

    @property
    def name(self) -> str:
        """How messages name the column: by its header, or by its letters where it has none."""
        return self.header or f"column {column_letters(self.place)}"


@dataclass
class Layout:
    """How a sheet is laid out: the number of the header's row (0 for none), its columns, the titles above."""

    header_row: int
    columns: list[Column]
    titles: list[str] = field(default_factory=list)

    def of(self, wanted: Field) -> list[Column]:
        """The columns that mean a field, in their order."""
        return [column for column in self.columns if column.field is wanted]

    def has(self, wanted: Field) -> bool:
        return bool(self.of(wanted))

    @property
    def is_table_of_meetings(self) -> bool:
        """Whether the columns tell of meetings: at least two that say something, or a date and one more."""
        known = {column.field for column in self.columns if column.field not in (None, Field.IGNORED)}
        return len(known) >= 2 and bool(known & TELLING)


def text_of(value: Value) -> str:
    """A cell as text, as a header or a title would print it."""
    if value is None:
        return ""
    if isinstance(value, (datetime.datetime, datetime.date)):
        return value.isoformat()[:10]
    return " ".join(str(value).split())


def find_layout(sample: Sequence[Row], members: Sequence[str] | None = None) -> Layout:
    """Find the header among the first rows, and name the columns by it.

    ``members`` are the names of a file that has them in every row. The header is the row with most cells
    that name a field; where no row names two, the table has none and its columns are known by content only.
    """
    if members is not None:
        return _named(Layout(0, _columns(list(members))))
    best, best_score = None, 1.5
    for row in sample[:_LOOKED_AT]:
        score = _header_score(row)
        if score > best_score:
            best, best_score = row, score
    if best is None:
        width = max((len(row.cells) for row in sample), default=0)
        return Layout(0, [Column(place, "") for place in range(width)])
    titles = [text for row in sample if row.number < best.number for text in map(text_of, row.cells) if text]
    width = max([len(best.cells), *(len(row.cells) for row in sample if row.number > best.number)])
    headers = [text_of(value) for value in best.cells] + [""] * (width - len(best.cells))
    return _named(Layout(best.number, _columns(headers), list(dict.fromkeys(titles))[:20]))


def _columns(headers: list[str]) -> list[Column]:
    """Columns with headers made different: a repeated one is numbered."""
    seen: dict[str, int] = {}
    columns = []
    for place, header in enumerate(headers):
        key = plain_header(header)
        seen[key] = seen.get(key, 0) + bool(header)
        columns.append(Column(place, f"{header} ({seen[key]})" if seen[key] > 1 else header))
    return columns


def _header_score(row: Row) -> float:
    texts = [text_of(value) for value in row.cells]
    filled = [text for text in texts if text]
    if not filled or any(_DATE_LIKE.fullmatch(text) for text in filled):
        return 0.0
    if any(isinstance(value, (int, float, datetime.date)) for value in row.cells if value is not None):
        return 0.0
    known: set[Field] = set()
    score = 0.0
    for text in filled:
        found = field_of(text) if len(text) <= 120 else None
        if found is not None:
            score += found[1] if found[0] not in known else 0.3
            known.add(found[0])
    return score if len(known) > 1 else score * 0.6


def _named(layout: Layout) -> Layout:
    """Give each column the field its header names; where two claim a field that is one, the surer has it."""
    claims = []
    for column in layout.columns:
        found = field_of(re.sub(r" \(\d\)$", "", column.header)) if column.header else None
        if found is not None:
            sure = min(found[1], 0.8) if plain_header(column.header) in _OF_ANYTHING else found[1]
            claims.append((sure, -column.place, column, found[0]))
    taken: set[Field] = set()
    for sure, _place, column, claimed in sorted(claims, key=lambda claim: (-claim[0], -claim[1])):
        wanted = _in_context(claimed, column, layout, taken)
        if wanted in taken - MANY:
            wanted = _SECOND_CHOICE.get(wanted, wanted)
        if wanted in taken - MANY or (wanted is Field.ROLE and plain_header(column.header) == "portfolio"):
            continue
        column.field, column.sure = wanted, sure
        taken.add(wanted)
    _settle(layout)
    return layout


#: Names of columns that may say whose office or what else is in it: another that says more goes first.
_OF_ANYTHING = frozenset({"title", "portfolio", "titel"})
#: What a further column that claims a field which is one may mean instead.
_SECOND_CHOICE = {Field.PRINCIPAL: Field.PERSON, Field.PRINCIPAL_ROLE: Field.ROLE}
#: Names of dates that are also names of what happens then.
_OR_ENGAGEMENT = frozenset({"termin", "termine"})
#: Names of bodies that, beside a column of those met, are the principal's own.
_OWN_BODIES = frozenset({"institution", "government institution", "agency", "body"})


def _in_context(claimed: Field, column: Column, layout: Layout, taken: set[Field]) -> Field:
    """What a name means beside the others: "Title" beside a host is the host's, a second "Name" a guest's."""
    plain = plain_header(column.header)
    if claimed is Field.DATE and plain in _OR_ENGAGEMENT and Field.DATE in taken:
        return Field.REMARKS
    if (
        plain == "name"
        and Field.PRINCIPAL not in taken
        and any(
            plain_header(other.header) in ("title", "portfolio", "organisation", "entity", "entities")
            for other in layout.columns
        )
    ):
        before = next((c for c in layout.columns if plain_header(c.header) == "name"), column)
        hosts = any((f := field_of(c.header)) and f[0] is Field.PRINCIPAL for c in layout.columns if c.header)
        return Field.PRINCIPAL if before is column and not hosts else claimed
    return claimed


def _settle(layout: Layout) -> None:
    """What the set of columns tells about single ones."""
    if layout.has(Field.PRINCIPAL_ROLE) and not layout.has(Field.PRINCIPAL):
        for column in layout.of(Field.PRINCIPAL_ROLE):
            if plain_header(column.header) == "title":
                # A title by itself is what the row is about, or the role of the person in it.
                beside = layout.has(Field.PERSON) or layout.has(Field.PARTY)
                column.field = Field.ROLE if beside else Field.REMARKS
    _settle_roles(layout)
    bodies = layout.of(Field.ORGANISATION)
    if layout.has(Field.PRINCIPAL) and len(bodies) > 1:
        for column in bodies:
            if plain_header(column.header) in _OWN_BODIES:
                column.field = None
    if not layout.has(Field.DATE) and layout.has(Field.END_DATE):
        layout.of(Field.END_DATE)[0].field = Field.DATE


def _settle_roles(layout: Layout) -> None:
    """A role that stands beside the principal and beside no one else is the principal's."""
    if layout.has(Field.PRINCIPAL_ROLE) or not layout.has(Field.PRINCIPAL):
        return
    hosts = {column.place for column in layout.of(Field.PRINCIPAL)}
    others = {column.place for wanted in (Field.PERSON, Field.PARTY) for column in layout.of(wanted)}
    for column in layout.of(Field.ROLE):
        beside = {column.place - 1, column.place + 1}
        if beside & hosts and not beside & others:
            column.field = Field.PRINCIPAL_ROLE
            return
