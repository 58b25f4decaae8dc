"""Tables as comma-separated values (RFC 4180), safe to open in a spreadsheet.

UTF-8 with a byte order mark, without which Excel takes it for another encoding; lines end in CR LF; the first
line has the names of the columns. A text that a spreadsheet could take for a formula, or that begins with an
apostrophe itself, has an apostrophe in front. Whoever imports the file again takes one apostrophe away from
every cell that begins with one, and has the values as they are in the archive.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from meetings.exports.table import Cell

MEDIA_TYPE = "text/csv; charset=utf-8; header=present"
#: Rows are handed on when so many characters of them wait.
_WAITING_AT_MOST = 1 << 16
#: What begins a formula in some spreadsheet, full-width signs among it, and the sign that says it is none.
FORMULAIC = ("=", "+", "-", "@", "\t", "\r", "\n", "'", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def delimited(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """The file, some of it at a time."""
    waiting = io.StringIO(newline="")
    writer = csv.writer(waiting)
    waiting.write("\ufeff")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([written(cell) for cell in row])
        if waiting.tell() > _WAITING_AT_MOST:
            yield _taken(waiting)
    yield _taken(waiting)


def written(cell: Cell) -> str | int:
    """A cell as it stands in the file."""
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(FORMULAIC) else cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if cell is None or isinstance(cell, int):
        return "" if cell is None else cell
    return cell.isoformat()


def _taken(waiting: io.StringIO) -> bytes:
    found = waiting.getvalue().encode()
    waiting.seek(0)
    waiting.truncate()
    return found
