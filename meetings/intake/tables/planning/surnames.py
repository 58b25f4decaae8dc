"""Surnames that stand alone in a table which names somebody of that surname in full elsewhere.

"Abbas" in one row may be the "Mahmoud Abbas" of another, or his brother: it is asked, once for all rows,
with what speaks for it. Those whom the archive has are asked about where a row is planned; these are people
whom nobody knows but the table.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from meetings import names
from meetings.intake.tables.resolving import NEW, Candidate, Status, asked_words, standing_for

from .results import PlannedParty, PlannedRow, Problem

#: What speaks for it, of 100, and how much of that an editor is shown.
_SURNAME, _OTHER_PART, _SAME_ROLE = 80, 65, 10
_LEAST = 70
#: So many years between the rows that name the one and the other cost so much.
_APART = ((20, 25), (12, 10), (4, 5))
#: A surname that nobody bears for so many years between its rows may be that of two people.
_LONG_PAUSE = 8
_MOST_CANDIDATES = 8
_STORE = """
CREATE TABLE told (position INTEGER, number INTEGER, sheet TEXT, word TEXT, land TEXT, country TEXT, key TEXT,
                   first TEXT, last TEXT, name TEXT, role TEXT, year INTEGER)
"""


@dataclass(frozen=True)
class Asked:
    """A surname about which there is something to say, with the first row that has it.

    ``positions`` are the places of all rows with it, counted from 1; the words of ``name`` stand unlinked in
    them where ``is_open``.
    """

    row: PlannedRow
    name: str
    country: str
    positions: list[int]
    is_open: bool


@dataclass(frozen=True)
class _One:
    """Somebody as rows name them: how, in which roles, from which year to which."""

    name: str
    roles: frozenset[str]
    years: tuple[int, ...]
    role: str

    @property
    def told(self) -> str:
        """The first role in which rows name them, and the years of the rows."""
        first, last = (self.years[0], self.years[-1]) if self.years else (0, 0)
        when = f"{first} to {last}" if last > first else str(first or "without a date")
        return ", ".join(part for part in (self.role, when) if part)


class Surnames:
    """Who is named in a table without being in the archive; in a file, so that memory does not grow."""

    def __init__(self) -> None:
        self._store = sqlite3.connect("", isolation_level=None)
        self._store.execute(_STORE)
        self._store.execute("BEGIN")

    def note(self, position: int, row: PlannedRow) -> None:
        """Note whom a row names."""
        meeting = row.meeting
        if meeting is None:
            return
        year = int(meeting.date[:4]) if meeting.date[:4].isdecimal() else None
        for party in (meeting.principal, *meeting.parties):
            land = party.country or names.fold(party.organisation)
            key = names.match_key(party.known_as or party.name)
            if not land or not key or not _is_open(party):
                continue
            words = key.split()
            self._store.execute(
                "INSERT INTO told VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(position, row.number, row.sheet, party.column, land, party.country, key),
                    *(words[0], words[-1], party.known_as or party.name, party.role, year),
                ),
            )

    def asked(self) -> Iterator[Asked]:
        """What there is to ask and to note, in the order of the rows."""
        self._store.execute("CREATE INDEX IF NOT EXISTS by_last ON told (land, last)")
        self._store.execute("CREATE INDEX IF NOT EXISTS by_first ON told (land, first)")
        alone = self._store.execute(
            "SELECT land, key, min(position) FROM told WHERE first = key GROUP BY land, key ORDER BY 3"
        ).fetchall()
        for land, key, _position in alone:
            one = self._one(land, key)
            scored = [(_score(one, other, is_last), other) for other, is_last in self._fuller(land, key)]
            fitting = sorted((pair for pair in scored if pair[0] >= _LEAST), key=lambda pair: -pair[0])
            if fitting:
                yield self._asked(land, key, one, fitting[:_MOST_CANDIDATES])
            elif pause := _pause(one.years):
                yield self._noted(land, key, one, pause)

    def _one(self, land: str, key: str) -> _One:
        rows = self._store.execute(
            "SELECT name, role, year FROM told WHERE land = ? AND first = ? AND key = ? ORDER BY position",
            (land, key.split()[0], key),
        ).fetchall()
        roles = [role for _name, role, _year in rows if role]
        return _One(
            rows[0][0],
            frozenset(map(_plain_role, roles)),
            tuple(sorted({year for *_rest, year in rows if year})),
            roles[0] if roles else "",
        )

    def _fuller(self, land: str, key: str) -> Iterator[tuple[_One, bool]]:
        """Those whose names end in this word or, as many write the surname first, begin with it."""
        found = self._store.execute(
            "SELECT DISTINCT key FROM told WHERE land = ?1 AND (last = ?2 OR first = ?2) AND key <> ?2",
            (land, key),
        ).fetchall()
        for (other,) in sorted(found):
            yield self._one(land, other), other.split()[-1] == key

    def _asked(self, land: str, key: str, one: _One, fitting: list[tuple[int, _One]]) -> Asked:
        score, best = fitting[0]
        candidates = tuple(
            Candidate(standing_for(other.name), f"{other.name}, {other.told}", points)
            for points, other in fitting
        )
        others = f", or {len(fitting) - 1} more of that name" if len(fitting) > 1 else ""
        message = (
            f"“{one.name}” ({one.told}) may be the “{best.name}” ({best.told}) of other rows, {score} of 100"
            f"{others}: {_reasons(one, best)}. Until somebody decides, the words stand unlinked."
        )
        return self._about(land, key, one, f"person_{Status.ALIKE}", message, candidates)

    def _noted(self, land: str, key: str, one: _One, pause: tuple[int, int]) -> Asked:
        message = (
            f"“{one.name}” ({one.told}) becomes one entry, though no row of the years between {pause[0]} and "
            f"{pause[1]} has the name: part it where these are two people."
        )
        return self._about(land, key, one, "surname_over_years", message, ())

    def _about(self, land: str, key: str, one: _One, code: str, message: str, candidates: tuple) -> Asked:
        rows = self._store.execute(
            "SELECT position, number, sheet, word, country FROM told "
            "WHERE land = ? AND first = ? AND key = ? ORDER BY position",
            (land, key, key),
        ).fetchall()
        _first, number, sheet, column, country = rows[0]
        problem = Problem(
            number,
            column,
            one.name[:500],
            code,
            message,
            kind="person" if candidates else "",
            candidates=candidates,
            asks=asked_words(one.name, country),
        )
        row = PlannedRow(number, sheet, problems=[problem])
        return Asked(row, one.name, country, sorted({row[0] for row in rows}), is_open=bool(candidates))


def _is_open(party: PlannedParty) -> bool:
    """Whether the archive knows nobody whom the name might mean, and nobody decided what it means."""
    match = party.person
    return match is not None and match.status is Status.UNKNOWN and match.key != NEW


def _plain_role(role: str) -> str:
    words = names.fold(role).split()
    return " ".join(word for word in words if word not in ("former", "the"))


def _score(one: _One, other: _One, is_last: bool) -> int:
    score = _SURNAME if is_last else _OTHER_PART
    score += _SAME_ROLE if one.roles & other.roles else 0
    apart = _apart(one, other)
    return score - next((points for years, points in _APART if apart > years), 0)


def _apart(one: _One, other: _One) -> int:
    if not one.years or not other.years:
        return 0
    return max(0, other.years[0] - one.years[-1], one.years[0] - other.years[-1])


def _reasons(one: _One, other: _One) -> str:
    role = "the same role" if one.roles & other.roles else "another role"
    apart = _apart(one, other)
    when = f"{apart} years apart" if apart > 1 else "the same time"
    return f"the same country or body, {role}, {when}"


def _pause(years: tuple[int, ...]) -> tuple[int, int] | None:
    """The longest time without a row, where it is long."""
    pauses = [(after - before, before, after) for before, after in pairwise(years)]
    longest = max(pauses, default=(0, 0, 0))
    return (longest[1], longest[2]) if longest[0] >= _LONG_PAUSE else None
