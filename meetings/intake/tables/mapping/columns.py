"""Where the header of a table stands beneath its titles, and what its columns mean."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field as field_

from ..reading import Row, Value, column_letters
from .fields import MANY, TELLING, Field, field_of, field_within, plain_header
from .name_parts import names_in_parts

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
    #: What stands above it and other columns together.
    group: str = ""
    #: Where the other parts of a name stand whose first column this is, in the order of the name.
    parts: list[int] = field_(default_factory=list)
    #: Whether the column is such a part, told by another column.
    is_part: bool = False

    @property
    def name(self) -> str:
        """How messages name the column: by its header, or by its letters where it has none."""
        return self.whole_header or f"column {column_letters(self.place)}"

    @property
    def whole_header(self) -> str:
        """The header with what stands above it."""
        return f"{self.group} {self.header}".strip()


@dataclass
class Layout:
    """How a sheet is laid out: the number of the header's row (0 for none), its columns, the titles above."""

    header_row: int
    columns: list[Column]
    titles: list[str] = field_(default_factory=list)

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
    columns = _columns(headers)
    above = [row for row in sample if row.number < best.number]
    if above:
        _group(columns, [text_of(value) for value in above[-1].cells])
    return _named(Layout(best.number, columns, list(dict.fromkeys(titles))[:20]))


def _group(columns: list[Column], above: list[str]) -> None:
    """Let headers that stand in two rows, "Counterpart" above "Name" and "Title", be read together."""
    filled = {place: text for place, text in enumerate(above[: len(columns)]) if text}
    if len(set(filled.values())) < 2 or any(":" in text or len(text) > 40 for text in filled.values()):
        return
    group = ""
    for column in columns:
        group = filled.get(column.place, group)
        if column.header and group and field_within(group, re.sub(r" \(\d\)$", "", column.header)):
            column.group = group
        elif not column.header and column.place in filled and field_of(filled[column.place]):
            column.header = filled[column.place]


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
    _join_parts_of_names(layout)
    for column in layout.columns:
        if column.parts or column.is_part:
            continue
        header = re.sub(r" \(\d\)$", "", column.header)
        found = field_within(column.group, header) if column.group else field_of(header) if header else None
        if found is not None:
            sure = min(found[1], 0.8) if plain_header(column.whole_header) in _OF_ANYTHING else found[1]
            claims.append((sure, -column.place, column, found[0]))
    taken: set[Field] = {column.field for column in layout.columns if column.parts and column.field}
    for sure, _place, column, claimed in sorted(claims, key=lambda claim: (-claim[0], -claim[1])):
        wanted = _in_context(claimed, column, layout, taken)
        if wanted in taken - MANY:
            wanted = _SECOND_CHOICE.get(wanted, wanted)
        if wanted in taken - MANY or (
            wanted is Field.ROLE and plain_header(column.whole_header) == "portfolio"
        ):
            continue
        column.field, column.sure = wanted, sure
        taken.add(wanted)
    _settle(layout)
    return layout


def _join_parts_of_names(layout: Layout) -> None:
    """Let the first of the columns that hold parts of one name stand for all of them."""
    for places, meant in names_in_parts(column.header for column in layout.columns):
        first = layout.columns[min(places)]
        header = " ".join(layout.columns[place].header for place in places)
        for place in places:
            layout.columns[place].field, layout.columns[place].is_part = Field.IGNORED, True
        first.header, first.field, first.sure = header, meant, 1.0 if meant else 0.0
        first.parts, first.is_part = places, False


#: Names of columns that may say whose office or what else is in it: another that says more goes first.
_OF_ANYTHING = frozenset({"title", "portfolio", "titel"})
#: What a further column that claims a field which is one may mean instead.
_SECOND_CHOICE = {Field.PRINCIPAL: Field.PERSON, Field.PRINCIPAL_ROLE: Field.ROLE}
#: Names of dates that are also names of what happens then.
_OR_ENGAGEMENT = frozenset({"termin", "termine"})
#: Names of bodies that, beside a column of those met, are the principal's own.
_OWN_BODIES = frozenset({"institution", "government institution", "agency", "body"})


#: Names that mean something else beside others of the same language: the Czech "host" is a guest.
_OF_OTHER_LANGUAGES = {
    "host": (Field.PERSON, {"datum", "funkce", "stat", "misto", "zeme", "krajina", "miesto", "organizace"}),
    "kraj": (Field.PLACE, {"drzava", "datum stika", "funkcionar"}),
}


def _in_context(claimed: Field, column: Column, layout: Layout, taken: set[Field]) -> Field:
    """What a name means beside the others: "Title" beside a host is the host's, a second "Name" a guest's."""
    plain = plain_header(column.whole_header)
    if claimed is Field.DATE and plain in _OR_ENGAGEMENT and Field.DATE in taken:
        return Field.REMARKS
    beside = {plain_header(other.header) for other in layout.columns}
    if plain in _OF_OTHER_LANGUAGES and beside & _OF_OTHER_LANGUAGES[plain][1]:
        return _OF_OTHER_LANGUAGES[plain][0]
    if (
        plain == "name"
        and Field.PRINCIPAL not in taken
        and any(
            plain_header(other.whole_header) in ("title", "portfolio", "organisation", "entity", "entities")
            for other in layout.columns
        )
    ):
        before = next((c for c in layout.columns if plain_header(c.whole_header) == "name"), column)
        hosts = any((f := field_of(c.header)) and f[0] is Field.PRINCIPAL for c in layout.columns if c.header)
        return Field.PRINCIPAL if before is column and not hosts else claimed
    return claimed


def _settle(layout: Layout) -> None:
    """What the set of columns tells about single ones."""
    if layout.has(Field.PRINCIPAL_ROLE) and not layout.has(Field.PRINCIPAL):
        for column in layout.of(Field.PRINCIPAL_ROLE):
            if plain_header(column.whole_header) == "title":
                # A title by itself is what the row is about, or the role of the person in it.
                beside = layout.has(Field.PERSON) or layout.has(Field.PARTY)
                column.field = Field.ROLE if beside else Field.REMARKS
    _settle_titles(layout)
    _settle_roles(layout)
    bodies = layout.of(Field.ORGANISATION)
    if layout.has(Field.PRINCIPAL) and len(bodies) > 1:
        for column in bodies:
            if plain_header(column.whole_header) in _OWN_BODIES:
                column.field = None
    if not layout.has(Field.DATE) and layout.has(Field.END_DATE):
        layout.of(Field.END_DATE)[0].field = Field.DATE


#: Whose role it is that stands right behind a column.
_ROLE_BESIDE: dict[Field | None, Field] = {
    Field.PRINCIPAL: Field.PRINCIPAL_ROLE,
    Field.PERSON: Field.ROLE,
    Field.PARTY: Field.ROLE,
}


def _is_role(column: Column) -> bool:
    """Whether a column is one of roles, also where another was taken for the only one."""
    if column.field is not None:
        return column.field in (Field.ROLE, Field.PRINCIPAL_ROLE)
    found = field_of(column.header) if column.header else None
    return found is not None and found[0] in (Field.ROLE, Field.PRINCIPAL_ROLE) and found[1] == 1.0


def _settle_titles(layout: Layout) -> None:
    """A title right behind whom a row names, and not before its host, is the title of that one."""
    fields = {column.place: column.field for column in layout.columns}
    meant = [
        (column, _ROLE_BESIDE[before])
        for column in layout.columns
        if _is_role(column) and (before := fields.get(column.place - 1)) in _ROLE_BESIDE
    ]
    if len(meant) == 2 and meant[0][1] is not meant[1][1]:
        # Each stands right behind a name: "Minister, Role, Person, Title".
        for column, wanted in meant:
            column.field, column.sure = wanted, max(column.sure, 0.9)
        return
    for column in layout.of(Field.PRINCIPAL_ROLE):
        behind = fields.get(column.place - 1) in (Field.PERSON, Field.PARTY)
        if (
            behind
            and plain_header(column.whole_header) in _OF_ANYTHING
            and fields.get(column.place + 1) is not Field.PRINCIPAL
            and not layout.has(Field.ROLE)
        ):
            column.field = Field.ROLE


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
