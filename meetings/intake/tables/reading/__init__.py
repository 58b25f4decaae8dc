"""Files to rows: what a file is, found out and shown, and its cells with the numbers of their rows.

``open_file`` tells CSV, XLSX and JSON Lines apart by what they hold, never by their names. Nothing here
knows what a column means, and nothing asks the database. Rows are read one by one: memory does not grow
with their number.
"""

from pathlib import Path

from .delimited import declared_delimiter, find_delimiter, lines_of, read_delimited
from .encoding import Encoding, detect
from .jsonlines import Members, read_json_lines
from .limits import Limits, Refusal
from .values import Found, Note, Row, Sheet, Value
from .workbook import column_letters, read_workbook

__all__ = [
    "Encoding",
    "Found",
    "Limits",
    "Note",
    "Refusal",
    "Row",
    "Sheet",
    "Value",
    "column_letters",
    "open_file",
]

_OTHERS = (
    (b"\xd0\xcf\x11\xe0", "old_format", "an Excel file of the old format, or one with a password"),
    (b"%PDF", "not_a_table", "a PDF"),
    (b"\x89PNG", "not_a_table", "a picture"),
    (b"\xff\xd8\xff", "not_a_table", "a picture"),
    (b"{\\rtf", "not_a_table", "a text document"),
    (b"\x1f\x8b", "not_a_table", "a packed file"),
)


def open_file(path: Path, limits: Limits, *, encoding: str = "", delimiter: str = "") -> Found:
    """Find out what a file is and prepare to read it; ``encoding`` and ``delimiter`` overrule what is found.

    Raises ``Refusal`` where it is no table, too large, or damaged.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(4096)
    except OSError as error:
        raise Refusal("unreadable", f"The file cannot be opened: {error.strerror or error}.") from None
    if size == 0 or not head.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise Refusal("empty", "The file is empty.")
    if size > limits.size:
        raise Refusal(
            "size", f"The file has {size:,} bytes; at most {limits.size:,} are taken (IMPORT_MAX_BYTES)."
        )
    for magic, code, words in _OTHERS:
        if head.startswith(magic):
            raise Refusal(code, f"This is {words} and no table; save it as XLSX or CSV.")
    if head.startswith(b"PK"):
        return read_workbook(path, limits)
    return _open_text(path, head, limits, encoding, delimiter)


def _open_text(path: Path, head: bytes, limits: Limits, encoding: str, delimiter: str) -> Found:
    found = Encoding(encoding, 1.0) if encoding else detect(path)
    notes = _encoding_notes(found)
    begun = next(lines_of(path, found.name), "").lstrip("\ufeff \t")
    if begun.startswith("{"):
        members = Members()
        sheet = Sheet("", lambda: read_json_lines(lines_of(path, found.name), members, limits))
        sheet.members = members.names
        return Found("jsonl", [sheet], str(found), notes=notes)
    if begun.lower().startswith(("<!doctype", "<html", "<?xml", "<table")):
        raise Refusal("not_a_table", "This is a web page or XML and no table; save it as XLSX or CSV.")
    chosen = delimiter or declared_delimiter(begun) or find_delimiter(lines_of(path, found.name), limits)
    sheet = Sheet("", lambda: read_delimited(lines_of(path, found.name), chosen, limits))
    return Found("csv", [sheet], str(found), chosen, notes)


def _encoding_notes(found: Encoding) -> list[Note]:
    if found.confidence >= 0.9:
        return []
    others = ", ".join(found.alternatives) or "no other"
    return [
        Note(
            "encoding",
            f"The encoding is taken to be {found.name} ({found.confidence:.0%} sure; it might be {others}).",
        )
    ]
