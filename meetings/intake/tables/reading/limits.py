"""How much a file may hold, and the refusal of one that holds more or is no table at all."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """The bounds within which a file is read; each is a setting of the archive.

    ``size`` bytes of the file; ``expanded`` bytes of what a packed file unpacks to, and ``expansion`` how
    many times its size that may be; ``cells`` cells of all rows, ``columns`` cells of one row, ``cell``
    characters of one cell; ``nesting`` levels of JSON or XML; ``sample`` rows looked at before any is read.
    """

    size: int = 50_000_000
    expanded: int = 500_000_000
    expansion: int = 200
    cells: int = 10_000_000
    columns: int = 300
    cell: int = 100_000
    nesting: int = 20
    sample: int = 400


class Refusal(Exception):
    """A whole file is refused: ``code`` for programs, ``message`` for people.

    ``exceeds`` is the limit that a page of the desk has of its own, where that is why: what a page does not
    read the command may.
    """

    def __init__(self, code: str, message: str, exceeds: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.exceeds = code, message, exceeds
