"""Text tables: comma, semicolon, tab or bar between the cells, line breaks inside quotes (RFC 4180)."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from .limits import Limits, Refusal
from .values import Row, Value

DELIMITERS = (",", ";", "\t", "|")
_DECLARED = re.compile(r'\ufeff?"?sep=(.)"?\s*', re.IGNORECASE)
#: A record over more lines than this is looked at: a quotation mark too many swallows rows.
_MANY_LINES = 3
#: A line longer than this does not fit a table whatever is in it, and a record ends there.
_LONGEST_LINE = 5_000_000


def lines_of(path: Path, encoding: str) -> Iterator[str]:
    """The lines of a file, whatever ends them. Bytes that fit no character are U+FFFD."""
    try:
        stream = path.open(encoding=encoding, errors="replace", newline="")
    except LookupError:
        raise Refusal("encoding", f"There is no encoding “{encoding}”.") from None
    with stream:
        try:
            while line := stream.readline(_LONGEST_LINE):
                if len(line) >= _LONGEST_LINE:
                    raise Refusal(
                        "line_too_long",
                        f"A line has more than {_LONGEST_LINE:,} characters; that is no table.",
                    )
                yield line
        except UnicodeError as error:
            raise Refusal("encoding", f"The file cannot be read as {encoding}: {error}.") from None


def declared_delimiter(line: str) -> str:
    """The delimiter that a first line such as ``sep=;`` declares, or ""."""
    match = _DECLARED.fullmatch(line)
    return match[1] if match else ""


def find_delimiter(lines: Iterable[str], limits: Limits) -> str:
    """The character between the cells: the one that gives the same number of cells, above one, most often."""
    csv.field_size_limit(limits.size + 1)
    sample = list(islice(lines, limits.sample))
    best, best_score = ",", (0.0, 0.0)
    for delimiter in DELIMITERS:
        widths = Counter(
            len(cells) for cells in csv.reader(sample, delimiter=delimiter) if any(c.strip() for c in cells)
        )
        wide = {width: count for width, count in widths.items() if width > 1}
        if not wide:
            continue
        width, count = max(wide.items(), key=lambda item: (item[1] * min(item[0], 8), item[0]))
        score = (count * min(width, 8) / max(1, sum(widths.values())), float(width))
        if score > best_score:
            best, best_score = delimiter, score
    return best


def read_delimited(lines: Iterable[str], delimiter: str, limits: Limits) -> Iterator[Row]:
    """The records of a text table, each with the number of the line on which it begins.

    A record that an unclosed quotation mark spread over whole rows is given line by line, each with what
    happened as its ``damage``: no line is lost in it.
    """
    # A quoted cell may be as long as the file: what is too long is said by us, with its row.
    csv.field_size_limit(limits.size + 1)
    lines = _Numbered(lines)
    records = csv.reader(lines, delimiter=delimiter)
    usual = 0
    while True:
        lines.begin()
        first = lines.number + 1
        try:
            cells = next(records)
        except StopIteration:
            if not lines.is_cut:
                return
            cells = []
        except csv.Error as error:
            yield Row(first, ["".join(lines.taken)], damage=f"The line cannot be read: {error}.")
            continue
        if lines.is_cut:
            records = csv.reader(lines, delimiter=delimiter)
        if lines.is_cut or (len(lines.taken) > _MANY_LINES and _swallowed(lines.taken, delimiter, usual)):
            yield from _one_by_one(lines.taken, first, delimiter)
            continue
        if first == 1 and declared_delimiter("".join(lines.taken)):
            continue
        usual = max(usual, len(cells))
        yield Row(first, list(cells))


class _Numbered:
    """An iterator over lines that counts them and keeps those of the present record.

    It ends within a record that is too long, and goes on with the next.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self.number = self._length = 0
        self.taken: list[str] = []
        self.is_cut = False

    def begin(self) -> None:
        """A new record begins."""
        self.taken.clear()
        self._length, self.is_cut = 0, False

    def __iter__(self) -> "_Numbered":
        return self

    def __next__(self) -> str:
        if self._length >= _LONGEST_LINE:
            self.is_cut = True
            raise StopIteration
        line = next(self._lines)
        self.number += 1
        self._length += len(line)
        self.taken.append(line)
        return line


def _swallowed(taken: list[str], delimiter: str, usual: int) -> bool:
    """Whether most lines of one record look like rows of their own."""
    if usual < 2:
        return False
    alike = sum(line.count(delimiter) >= usual - 1 for line in taken)
    return alike * 2 > len(taken)


def _one_by_one(taken: list[str], first: int, delimiter: str) -> Iterator[Row]:
    for number, line in enumerate(taken, first):
        cells: list[Value] = list(next(csv.reader([line], delimiter=delimiter), []))
        yield Row(
            number,
            cells,
            damage="A quotation mark is opened and not closed, so that it is not sure where the cells end.",
        )
