"""What goes into charts and comes out of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Mark:
    """One value: what it is called, how many meetings it has, and the list of these.

    ``possible`` counts all of them, ``certain`` those that certainly belong; ``address`` lists the former,
    ``certain_address`` the latter. Where nothing is uncertain, both are the same.
    """

    label: str
    possible: int
    certain: int
    address: str = ""
    certain_address: str = ""

    @classmethod
    def of(cls, label: str, number: int, address: str = "") -> "Mark":
        """A value of which nothing is uncertain."""
        return cls(label, number, number, address, address)

    @property
    def figure(self) -> str:
        """The number in words: "3 to 5" where some are only possible."""
        if self.certain == self.possible:
            return number(self.possible)
        return _("%(least)s to %(most)s") % {"least": number(self.certain), "most": number(self.possible)}

    @property
    def title(self) -> str:
        """The mark in words."""
        return _("%(label)s: %(figure)s") % {"label": self.label, "figure": self.figure}


@dataclass(frozen=True)
class Cell:
    """A cell of a table; with an address, a link."""

    text: str
    address: str = ""


@dataclass(frozen=True)
class Table:
    """The figures of a chart: headings of the columns, and rows of which the first cell is the heading."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Chart:
    """A drawing with its title, a summary in words, its table, and the key to its shades."""

    title: str
    summary: str
    svg: SafeString
    table: Table
    key: tuple[tuple[str, str], ...] = field(default=())


def number(value: int) -> str:
    """A number as the reader's language writes it."""
    return str(number_format(value, force_grouping=True))


def certain_and_possible() -> tuple[tuple[str, str], ...]:
    """The key of charts that show both."""
    return ("sure", _("certainly")), ("may", _("possibly"))


def most_of(marks: Sequence[Mark]) -> str:
    """The greatest of several marks in words; empty where there is none."""
    best = max(marks, key=lambda mark: mark.possible, default=None)
    if best is None or not best.possible:
        return ""
    return _("Most: %(label)s (%(figure)s).") % {"label": best.label, "figure": best.figure}


def figures(mark: Mark) -> tuple[Cell, Cell]:
    """The two cells of a mark: certain and possible."""
    return (
        Cell(number(mark.certain), mark.certain_address if mark.certain else ""),
        Cell(number(mark.possible), mark.address if mark.possible else ""),
    )
