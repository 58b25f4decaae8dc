"""How much of the tables is read as a careful reader would."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from meetings.intake.tables import PlannedRow

from .expected import ExpectedRow, Party

#: What a name is called in the archive: an organisation of the reference data by any of its names.
Canonical = Callable[[str], str]


@dataclass
class Score:
    """Figures over any number of rows, each as how many of how many."""

    right: Counter[str] = field(default_factory=Counter)
    of: Counter[str] = field(default_factory=Counter)

    def note(self, what: str, is_right: bool) -> None:
        self.right[what] += is_right
        self.of[what] += 1

    def share(self, what: str) -> float:
        return self.right[what] / self.of[what] if self.of[what] else 1.0

    def lines(self) -> Iterable[str]:
        for what in self.of:
            yield f"{what:24} {self.right[what]:5} of {self.of[what]:5}  {self.share(what):.3f}"


@dataclass
class Difference:
    """A row that is read otherwise than expected, with each difference in words."""

    table: str
    row: ExpectedRow
    words: list[str]


def compare(expected: ExpectedRow, row: PlannedRow | None, canonical: Canonical, score: Score) -> list[str]:
    """Score one row and name every difference; empty where it is read as expected."""
    words: list[str] = []

    def check(what: str, wanted: object, got: object) -> None:
        score.note(what, wanted == got)
        if wanted != got:
            words.append(f"{what}: {got!r} instead of {wanted!r}")

    if row is None:
        check("rows", expected.fate, "lost")
        return words
    codes = [problem.code for problem in row.problems]
    check("rows", expected.fate, row.fate.value)
    if expected.code:
        check("reasons", True, expected.code in codes)
        words += [f"codes are {codes}"] if expected.code not in codes else []
    for code in expected.told:
        check("questions", True, code in codes)
        words += [f"codes are {codes}"] if code not in codes else []
    if expected.fate == "created" and row.meeting is not None:
        _meeting(expected, row, canonical, check, score, words)
    return words


def _meeting(expected, row, canonical, check, score, words) -> None:
    told = row.meeting.as_json(row.number)
    check("dates", expected.date, told["date"])
    check("kinds", expected.kind, told["kind"])
    check("places", expected.place, told["place"])
    principal = told["principal"]
    for what, wanted in zip(("name", "role", "country"), expected.principal, strict=True):
        check(f"principals: {what}", wanted, principal[what])
    got = [(p["name"], p["role"], p["country"], p["organisation"]) for p in told["participations"]]
    _parties(expected.parties, got, canonical, score, words)


def _parties(wanted: list[Party], got: list[Party], canonical: Canonical, score: Score, words) -> None:
    wanted = [(*party[:3], canonical(party[3])) for party in wanted]
    got = [(*party[:3], canonical(party[3])) for party in got]
    for what, place in (("persons", 0), ("organisations", 3)):
        _overlap(what, [p[place] for p in wanted if p[place]], [p[place] for p in got if p[place]], score)
    for party, other in _paired(wanted, got):
        for place, what in ((1, "roles"), (2, "countries"), (3, "organisations of a party")):
            if party[place] or (other and other[place]):
                score.note(what, other is not None and party[place] == other[place])
    missing, more = Counter(wanted) - Counter(got), Counter(got) - Counter(wanted)
    if missing or more:
        words.append(f"parties: {list(more.elements())} instead of {list(missing.elements())}")


def _overlap(what: str, wanted: list[str], got: list[str], score: Score) -> None:
    both = sum((Counter(wanted) & Counter(got)).values())
    score.right[f"{what}: recall"] += both
    score.of[f"{what}: recall"] += len(wanted)
    score.right[f"{what}: precision"] += both
    score.of[f"{what}: precision"] += len(got)


def _paired(wanted: list[Party], got: list[Party]) -> Iterable[tuple[Party, Party | None]]:
    """Each expected party with the one read that is most like it: of the same name first."""
    left = list(got)
    for party in wanted:
        ranked = sorted(left, key=lambda other: -_likeness(party, other))
        best = ranked[0] if ranked and _likeness(party, ranked[0]) else None
        if best is not None:
            left.remove(best)
        yield party, best


def _likeness(party: Party, other: Party) -> int:
    if party[0] != other[0]:
        return 0
    alike = sum(a == b for a, b in zip(party[1:], other[1:], strict=True))
    return alike + (8 if party[0] else 0)
