"""Three versions of one record - before, theirs, yours - compared field by field, and settled by choices.

A version is a *sheet*: for each row a mapping from fields to values. The record itself is the row named by
the empty string; the other rows are its participants, sources and the like, under names that are the same in
all three versions as long as they are the same row. A value is a tuple of texts, empty where nothing is said.
Nothing here knows a request, a form or the database.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Value = tuple[str, ...]
Row = dict[str, Value]
Sheet = dict[str, Row]

THEIRS, YOURS, BOTH = "theirs", "yours", "both"
#: The row of the record itself, and the field that stands for a row as a whole.
RECORD, WHOLE = "", ""


@dataclass(frozen=True)
class Difference:
    """Where theirs and yours are not the same.

    ``field`` is ``WHOLE`` where only one of the two has the row; the values are then rows, ``None`` where
    there is none. ``before`` is also ``None`` where it is not known. ``default`` is the side that alone
    changed something, empty where both did: nobody but the editor can say then. ``both`` is theirs with what
    you added and without what you removed, for fields of several values where that is a third answer.
    """

    row: str
    field: str
    before: Value | Row | None
    theirs: Value | Row | None
    yours: Value | Row | None
    default: str
    both: Value | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What a choice is made for."""
        return self.row, self.field

    @property
    def sides(self) -> tuple[str, ...]:
        """What can be chosen."""
        return (THEIRS, YOURS) if self.both is None else (THEIRS, YOURS, BOTH)


def compare(
    before: Sheet | None, theirs: Sheet, yours: Sheet, several: Iterable[str] = ()
) -> list[Difference]:
    """Every difference between ``theirs`` and ``yours``, in the order of their rows.

    ``before`` is ``None`` where it is not known what was changed. ``several`` names the fields whose values
    are sets.
    """
    found = []
    for name in [*theirs, *(name for name in yours if name not in theirs)]:
        old = before.get(name) if before is not None else None
        their, your = theirs.get(name), yours.get(name)
        if their is not None and your is not None:
            found += _of_fields(name, old, their, your, set(several))
        else:
            default = _only_change(old, their, your) if before is not None else ""
            found.append(Difference(name, WHOLE, old, their, your, default))
    return found


def _of_fields(name: str, old: Row | None, their: Row, your: Row, several: set[str]) -> list[Difference]:
    found = []
    for field in their:
        values = old.get(field) if old is not None else None, their[field], your.get(field, ())
        if values[1] != values[2]:
            default = "" if values[0] is None else _only_change(*values)
            both = _united(*values) if field in several else None
            found.append(Difference(name, field, *values, default, both))
    return found


def _only_change(old, their, your) -> str:
    if your == old:
        return THEIRS
    return YOURS if their == old else ""


def _united(old: Value | None, their: Value, your: Value) -> Value | None:
    """Theirs with your additions and removals, where that is neither of the two."""
    known = set(old or ())
    united = tuple(sorted((set(their) | (set(your) - known)) - (known - set(your))))
    return united if united not in (tuple(sorted(their)), tuple(sorted(your))) else None


def unchosen(differences: Iterable[Difference], choices: Mapping[tuple[str, str], str]) -> list[Difference]:
    """The differences for which neither a choice nor a default says what to keep."""
    return [one for one in differences if not _choice(one, choices)]


def _choice(one: Difference, choices: Mapping[tuple[str, str], str]) -> str:
    chosen = choices.get(one.key, "")
    return chosen if chosen in one.sides else one.default


def settle(theirs: Sheet, differences: Iterable[Difference], choices: Mapping[tuple[str, str], str]) -> Sheet:
    """The sheet that is made of what was chosen. Raises ``ValueError`` where something is ``unchosen``."""
    made = {name: dict(row) for name, row in theirs.items()}
    for one in differences:
        side = _choice(one, choices)
        if not side:
            raise ValueError(f"nothing was chosen for {one.row} {one.field}")
        value = getattr(one, side)
        if one.field != WHOLE:
            made[one.row][one.field] = value
        elif value is None:
            made.pop(one.row, None)
        else:
            made[one.row] = dict(value)
    return made


def align(
    before: Sheet | None, theirs: Sheet, yours: Sheet, identities: Mapping[str, str], reference: str
) -> Sheet:
    """``yours``, with the names of their rows for the rows that both added.

    ``identities`` gives for a kind of rows (what their names begin with, before the dash) the field of which
    no two rows of a record share the value. ``reference`` is the field whose values are names of rows.
    """
    added = {
        (kind, row[field]): name
        for name, row in theirs.items()
        for kind, field in identities.items()
        if name.startswith(f"{kind}-") and name not in (before or {}) and name not in yours and row.get(field)
    }
    renamed = {}
    for name, row in yours.items():
        kind = name.partition("-")[0]
        same = added.pop((kind, row.get(identities.get(kind, ""), ())), None)
        if same is not None and name not in theirs and name not in (before or {}):
            renamed[name] = same
    return _renamed(yours, renamed, reference)


def paired(old: Sheet, new: Sheet, identities: Mapping[str, str], reference: str) -> Sheet:
    """``new``, with the names that rows have in ``old`` where they are the same under another name.

    Those are rows of the same identity, as in ``align``, and rows that say the same in every field: rows that
    were removed and restored later.
    """
    found = align(None, old, new, identities, reference)
    # What refers to a row is the same once the row itself goes by the name it has in ``old``.
    for _pass in range(2):
        waiting = {_said(name, row): name for name, row in reversed(old.items()) if name not in found}
        renamed = {}
        for name, row in found.items():
            same = waiting.pop(_said(name, row), None) if name not in old else None
            if same is not None:
                renamed[name] = same
        found = _renamed(found, renamed, reference)
    return found


def _said(name: str, row: Row) -> tuple:
    return name.partition("-")[0], *sorted(row.items())


def _renamed(sheet: Sheet, renamed: Mapping[str, str], reference: str) -> Sheet:
    return {
        renamed.get(name, name): {
            field: tuple(renamed.get(part, part) for part in value) if field == reference else value
            for field, value in row.items()
        }
        for name, row in sheet.items()
    }
