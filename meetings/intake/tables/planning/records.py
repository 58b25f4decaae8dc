"""The second reading: each row as a record of fields, or as what it is instead."""

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from meetings import names, text
from meetings.intake.tables.mapping import Column, Field, plain_header, text_of
from meetings.intake.tables.reading import Row, Value

from .survey import Surveyed

_NIL = re.compile(
    r"(?:nil|nil returns?(?: (?:from|for|by) .*)?|none|n/?a|n\.a\.?|no (?:external |official |declarable )?"
    r"(?:meetings?|engagements?|visits?|gifts?|travel|hospitality)(?: .*)?|"
    r"(?:\[)?(?:information )?withheld(?: (?:under|in accordance with|pursuant to) .*)?(?:\])?|"
    r"not applicable|nothing to (?:report|declare)|no returns?|-+|–|—|néant|sans objet|keine|entfällt|"
    r"keine (?:\w+ ){0,2}(?:termine|gespräche|treffen)|aucune? (?:rendez-vous|rencontre|réunion|déclaration)|"
    r"(?:sin|ninguna|no hubo) (?:reunion(?:es)?|reunión|audiencias?|encuentros?)|"
    r"(?:sem|nenhuma?) (?:reuni(?:ão|ões)|audiências?)|nessun incontro|brak (?:spotkań|spotkania)|"
    r"geen (?:afspraken|bijeenkomsten|gesprekken)|nema sastanaka|ni sestankov|cap reunió|"
    r"(?:sin|sem) (?:actos|agenda|compromis[so]+s|actividades?|atividades?)(?: \w+){0,3}|"
    r"(?:заходів|мероприятий|встреч|зустрічей) не (?:заплановано|запланировано|планируется)|"
    r"aucun (?:rendez-vous|engagement)(?: \w+){0,2}|"
    r"nil (?:meetings?|engagements?|gifts?|travel|hospitality)(?: ?[:–-].*)?|"
    r"inga möten|ingen m[øö]ter|ei tapaamisia|kohtumisi ei olnud|nav|nėra|žádn[áéý](?: \w+)?|"
    r"встреч не было|зустрічей не було|немає|відсутні|görüş (?:olmayıb|keçirilməyib)|görüşme yok|"
    r"なし|該当なし|無|없음|해당 ?없음|لا شيء|"
    r"ninguno|ninguna|"
    r"nessuno|geen|brak|yok|yoxdur|нет|не было|لا يوجد)\.?",
    re.IGNORECASE,
)
_PROSE = re.compile(
    r"(?:\*|†|‡|\(|\[|[¹²³]|\d\)|note|notes|source|nb|n\.b\.|total|totals|does not|this |these |please|"
    r"for further|prepared|updated|last updated|примечание|источник|итого|qeyd|cəmi|not:|toplam|nota|"
    r"source\s*:|quelle|hinweis|remarque|\*+)",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"(?:grand |sub-?)?totals?:?|(?:page|seite|pagina|página|стр\.?) \d+(?: .*)?", re.IGNORECASE
)
_EMPTY_WORDS = frozenset(
    {"various", "diverse", "divers", "varios", "tbc", "tba", "tbd", "unknown", "-", "--", "—", "–", "?"}
    | {
        "cancelled",
        "canceled",
        "postponed",
        "withdrawn",
        "interes propio",
        "interés propio",
        "a título personal",
    }
    | {"sin participantes", "sin participantes externos", "no external attendees", "no attendees", "internal"}
    | {"abgesagt", "annulé", "cancelado", "cancelada", "annullato", "odwołane", "zrušeno", "отменено"}
)
#: What an authority struck out before it gave a table away, and words for what it does not say.
_WITHHELD = re.compile(
    r"[\[(]?(?:redacted|withheld|out of scope|not disclosed|confidential|geschwärzt|vertraulich)[\])]?|"
    r"(?:\(b\) ?\(\d\) ?(?:\([a-z]\))?[,; ]*)+|\[?(?:s|section) ?\d{1,2} ?(?:\(\w+\) ?)*\]?|[█■]+|"
    r"k\. ?a\.|keine angaben?|o\. ?d\.|s\. ?d\.|sans date|sin fecha|sem data|non communiqué|non précisé|"
    r"brak danych|b\. ?d\.|н/д|нет данных|немає даних|bilinmiyor|belirtilmemiş|niet bekend|ej angivet",
    re.IGNORECASE,
)


@dataclass
class Cell:
    """The cell of a field: its column, its value, and its text as stored.

    ``printed`` is what the file says where an editor wrote something else.
    """

    column: Column
    value: Value
    text: str
    filled_down: bool = False
    printed: str | None = None


@dataclass
class Record:
    """A row with its cells by field.

    ``instead`` is the code of what the row is where it is no record of a meeting; ``reason`` says so in
    words. ``damage`` says why it cannot be trusted.
    """

    row: Row
    cells: dict[Field, list[Cell]] = field(default_factory=dict)
    others: list[Cell] = field(default_factory=list)
    instead: str = ""
    reason: str = ""
    damage: str = ""
    damaged: Cell | None = None
    #: What the file says in the columns in which an editor wrote something else.
    printed: dict[str, str] = field(default_factory=dict)
    dropped: list[Cell] = field(default_factory=list)

    def text(self, wanted: Field) -> str:
        """The text of a field, of all its columns."""
        return "\n".join(cell.text for cell in self.cells.get(wanted, ()))

    def first(self, wanted: Field) -> Cell | None:
        found = self.cells.get(wanted)
        return found[0] if found else None


def cell_text(value: Value) -> str:
    """The text of a cell as the archive stores it: its lines kept, its signs cleaned."""
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value)
    if isinstance(value, (datetime.date, datetime.datetime, datetime.time)):
        return text_of(value)
    stored = text.clean_text(str(value))
    lines = [" ".join(line.replace("\u200b", "").split()) for line in stored.split("\n")]
    return "\n".join(line for line in lines if line)


Written = Mapping[tuple[str, int], Mapping[str, str]]


def records(surveyed: Surveyed, longest: int, written: Written | None = None) -> Iterator[Record]:
    """Every row beneath the header that is not blank, in order; none is left out.

    A row with a cell of more than ``longest`` characters is a damaged one. ``written`` is what an editor
    wrote in place of cells.
    """
    reader = _Reader(surveyed, longest, written or {})
    for row in surveyed.sheet.rows():
        if row.number <= surveyed.layout.header_row or (row.is_blank and not row.damage):
            continue
        yield reader.record(row)


class _Reader:
    """Makes records, remembering what is filled down."""

    def __init__(self, surveyed: Surveyed, longest: int, written: Written) -> None:
        self._surveyed, self._longest, self._written = surveyed, longest, written
        self._columns = surveyed.layout.columns
        self._headers = {plain_header(column.header) for column in self._columns if column.header}
        self._in_parts = [column for column in self._columns if column.parts]
        self._above: dict[int, Cell] = {}
        self._mapped = sum(1 for c in self._columns if c.field not in (None, Field.IGNORED))

    def record(self, row: Row) -> Record:
        record = Record(row, damage=row.damage)
        filled = self._as_written(record, self._cells(row))
        if record.damage:
            record.others = filled
            return record
        self._look_for_damage(record, filled)
        if record.damage:
            record.others = filled
            return record
        if self._is_header(filled):
            record.instead, record.reason = "repeated_header", "The header is repeated here."
        elif filled and _TOTAL.fullmatch(filled[0].text) and all(_is_sum(cell.text) for cell in filled[1:]):
            record.instead, record.reason = "note", "The row is a note and tells of no meeting."
        elif len(filled) == 1 and self._mapped >= 3:
            self._alone(record, filled[0])
        if record.instead:
            record.others = filled
            return record
        self._sort(record, filled)
        self._nil(record)
        return record

    def _cells(self, row: Row) -> list[Cell]:
        cells = []
        for place, value in enumerate(row.cells):
            stored = cell_text(value)
            if not stored:
                continue
            column = self._columns[place] if place < len(self._columns) else Column(place, "")
            cells.append(Cell(column, value, stored))
        return self._with_whole_names(cells) if self._in_parts else cells

    def _with_whole_names(self, cells: list[Cell]) -> list[Cell]:
        """Names whose parts stand in several columns as one cell of the first of these."""
        found = {cell.column.place: cell for cell in cells}
        for column in self._in_parts:
            parts = [found.pop(place) for place in column.parts if place in found]
            if parts:
                whole = " ".join(part.text for part in parts)
                found[column.place] = Cell(column, whole, whole)
        return [found[place] for place in sorted(found)]

    def _as_written(self, record: Record, cells: list[Cell]) -> list[Cell]:
        """The cells with what an editor wrote in them; one that was emptied is gone."""
        written = self._written.get((self._surveyed.sheet.name, record.row.number))
        if not written:
            return cells
        found = {cell.column.place: cell for cell in cells}
        for column in self._columns:
            if column.name in written:
                printed = found[column.place].text if column.place in found else ""
                record.printed[column.name] = printed
                stored = cell_text(written[column.name])
                found[column.place] = Cell(column, stored, stored, printed=printed)
        return [found[place] for place in sorted(found) if found[place].text]

    def _look_for_damage(self, record: Record, filled: list[Cell]) -> None:
        for cell in filled:
            raw = cell.value if isinstance(cell.value, str) else ""
            if len(raw) > self._longest:
                record.damage = (
                    f"A cell has {len(raw):,} characters; at most {self._longest:,} are taken "
                    "(IMPORT_MAX_CELL_CHARACTERS)."
                )
                record.damaged = cell
            elif "\ufffd" in raw or "\x00" in raw:
                record.damage, record.damaged = "Characters are lost in this row; they are no text.", cell
            elif cell.column.place in self._surveyed.stray or cell.column.place >= len(self._columns):
                record.damage = "The row has more cells than the table has columns; cells may have shifted."
                record.damaged = cell

    def _is_header(self, filled: list[Cell]) -> bool:
        alike = sum(
            plain_header(cell.text) in self._headers
            and plain_header(cell.text) == plain_header(cell.column.header)
            for cell in filled
        )
        return len(filled) >= 2 and alike >= 2 and alike * 2 >= len(filled)

    def _alone(self, record: Record, cell: Cell) -> None:
        """What a row with a single cell is: a heading for the rows beneath, a nil return, a note."""
        meaning = cell.column.field
        if _NIL.fullmatch(cell.text):
            record.instead, record.reason = "nil_return", "The row says that there was nothing to report."
        elif meaning is Field.PRINCIPAL and not _is_prose(cell.text):
            self._above[cell.column.place] = cell
            record.instead, record.reason = "heading", "The row names whose meetings follow."
        elif _is_prose(cell.text) or meaning in (None, Field.ID, Field.DATE, Field.IGNORED, Field.PRINCIPAL):
            if meaning is Field.DATE and re.search(r"\d", cell.text) and len(cell.text) < 40:
                self._above[cell.column.place] = cell
            record.instead, record.reason = "note", "The row is a note and tells of no meeting."

    def _sort(self, record: Record, filled: list[Cell]) -> None:
        seen = {cell.column.place for cell in filled}
        for cell in filled:
            if cell.column.field is None or cell.column.field is Field.IGNORED:
                record.others.append(cell)
            elif cell.text.casefold() not in _EMPTY_WORDS and not _WITHHELD.fullmatch(cell.text):
                record.cells.setdefault(cell.column.field, []).append(cell)
            else:
                record.dropped.append(cell)
                record.others.append(cell)
        for column in self._columns:
            if column.field not in self._surveyed.fill_down:
                continue
            if column.place in seen:
                self._above[column.place] = next(c for c in filled if c.column.place == column.place)
            elif column.field is Field.PRINCIPAL_ROLE and self._names_principal(seen):
                continue
            elif column.place in self._above and column.field is not None:
                above = self._above[column.place]
                record.cells.setdefault(column.field, []).append(
                    Cell(column, above.value, above.text, filled_down=True)
                )

    def _names_principal(self, seen: set[int]) -> bool:
        """Whether a row says itself whose meeting it is, so that no office above it is theirs."""
        return any(column.field is Field.PRINCIPAL and column.place in seen for column in self._columns)

    def _nil(self, record: Record) -> None:
        telling = (Field.PERSON, Field.PARTY, Field.ORGANISATION, Field.SUBJECT, Field.REMARKS, Field.DATE)
        told = [cell for wanted in telling for cell in record.cells.get(wanted, ()) if not cell.filled_down]
        nil = [cell for cell in told if _NIL.fullmatch(cell.text)]
        rest = [cell for cell in told if cell not in nil and cell.column.field is not Field.DATE]
        if nil and not rest:
            record.instead, record.reason = "nil_return", "The row says that there was nothing to report."
        for cell in nil:
            meaning = cell.column.field
            if meaning is not None and not record.instead:
                record.dropped.append(cell)
                record.others.append(cell)
                record.cells[meaning] = [other for other in record.cells[meaning] if other is not cell]
                if not record.cells[meaning]:
                    del record.cells[meaning]


def _is_sum(value: str) -> bool:
    """Whether a cell is a number such as stands beneath a column."""
    return not re.search(r"[^\W\d_]", value)


def _is_prose(value: str) -> bool:
    """Whether a cell alone in its row reads like a note beneath a table."""
    return bool(_PROSE.match(value)) or len(value) > 100 or (value.endswith(".") and len(value.split()) > 5)


def is_empty_word(value: str) -> bool:
    """Whether a cell stands for nothing: n/a, tbc, nil."""
    return bool(_NIL.fullmatch(value.strip())) or names.fold(value) in _EMPTY_WORDS
