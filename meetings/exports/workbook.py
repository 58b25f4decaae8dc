"""Tables as Excel workbooks (ECMA-376), written row by row.

openpyxl, too, writes row by row, but to a file that can be sent only once it is whole. Here the archive is a
ZIP whose parts are passed on as they come, so that a workbook of any length takes the same memory.

Every text is an inline string and can be no formula; one that looks like a formula is marked so that it stays
text when somebody edits the cell. Days from 1 March 1900 on are true dates; earlier ones, of which Excel
counts wrongly or not at all, are text.
"""

import datetime
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape

from meetings.exports.delimited import FORMULAIC
from meetings.exports.table import Cell

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: A sheet has at most 1,048,576 rows, and a part of a ZIP at most 2 GiB unless it is of a newer kind.
ROWS_AT_MOST = 1_048_575
_BYTES_AT_MOST = 1 << 30
_TEXT_AT_MOST = 32_767
_WAITING_AT_MOST = 1 << 16
#: Excel counts days from here, and rightly from the day beneath.
_DAY_ZERO = datetime.date(1899, 12, 30)
_FIRST_DAY = datetime.date(1900, 3, 1)
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: What a reader would take for an escaped character.
_ESCAPE_LIKE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
#: A reader of XML would take it for another line end.
_LINE_ENDS = {"\r": "&#13;"}
_HEADING, _DAY, _QUOTED = 1, 2, 3
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


class _Outlet:
    """A file that keeps nothing: what is written waits to be taken."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self.waiting = 0

    def write(self, data: bytes) -> int:
        self._parts.append(bytes(data))
        self.waiting += len(data)
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def taken(self) -> bytes:
        """What was written since the last time."""
        found, self._parts, self.waiting = b"".join(self._parts), [], 0
        return found


def workbook(title: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """The file, some of it at a time; ``title`` names its sheet, and those that follow where one is full."""
    outlet = _Outlet()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
        waiting = iter(rows)
        names: list[str] = []
        begun = next(waiting, None)
        while begun is not None or not names:
            names.append(f"{title} {len(names) + 1}" if names else title)
            with archive.open(_part(f"xl/worksheets/sheet{len(names)}.xml"), "w") as sheet:
                sheet.write(_opening(columns).encode())
                size = 0
                for number in range(2, ROWS_AT_MOST + 2):
                    if begun is None or size > _BYTES_AT_MOST:
                        break
                    size += sheet.write(_row(number, begun).encode())
                    begun = next(waiting, None)
                    if outlet.waiting > _WAITING_AT_MOST:
                        yield outlet.taken()
                sheet.write(b"</sheetData></worksheet>")
        for name, text in _around(names):
            archive.writestr(_part(name), text)
    yield outlet.taken()


def _part(name: str) -> zipfile.ZipInfo:
    """A part of the file, with the same time in every file."""
    part = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    part.compress_type = zipfile.ZIP_DEFLATED
    part.external_attr = 0o600 << 16
    return part


def _opening(columns: Sequence[str]) -> str:
    cells = "".join(_text(name, _HEADING) for name in columns)
    return (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f'<cols><col min="1" max="{len(columns)}" width="18" customWidth="1"/></cols>'
        f'<sheetData><row r="1">{cells}</row>'
    )


def _row(number: int, cells: Sequence[Cell]) -> str:
    return f'<row r="{number}">{"".join(map(_cell, cells))}</row>'


def _cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return _text(cell, _QUOTED if cell.startswith(FORMULAIC) else 0) if cell else "<c/>"
    if cell is None:
        return "<c/>"
    if isinstance(cell, bool):
        return f'<c t="b"><v>{cell:d}</v></c>'
    if isinstance(cell, int):
        return f"<c><v>{cell}</v></c>"
    if cell < _FIRST_DAY:
        return _text(cell.isoformat(), 0)
    return f'<c s="{_DAY}"><v>{(cell - _DAY_ZERO).days}</v></c>'


def _text(value: str, style: int) -> str:
    value = _ESCAPE_LIKE.sub("_x005F_", _UNWRITABLE.sub("", value))
    if len(value) > _TEXT_AT_MOST:
        value = f"{value[: _TEXT_AT_MOST - 1]}…"
    space = "" if value == value.strip() else ' xml:space="preserve"'
    drawn = f' s="{style}"' if style else ""
    return f'<c t="inlineStr"{drawn}><is><t{space}>{escape(value, _LINE_ENDS)}</t></is></c>'


def _around(names: list[str]) -> list[tuple[str, str]]:
    """The parts that say what the sheets are and how they hang together."""
    sheets = list(enumerate(names, start=1))
    parts = [
        ("/xl/workbook.xml", "sheet.main"),
        ("/xl/styles.xml", "styles"),
        *((f"/xl/worksheets/sheet{number}.xml", "worksheet") for number, _ in sheets),
    ]
    kinds = "".join(
        f'<Override PartName="{name}" '
        f'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml"/>'
        for name, kind in parts
    )
    listed = "".join(f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>' for n, name in sheets)
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n, _ in sheets
    )
    relations = f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    styled = f'<Relationship Id="rId{len(names) + 1}" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    whole = f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    default = (
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    )
    book = f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>'
    types = f'<Types xmlns="{_PACKAGE}/content-types">{default}{kinds}</Types>'
    return [
        ("xl/workbook.xml", f"{_HEAD}{book}"),
        ("xl/_rels/workbook.xml.rels", f"{relations}{links}{styled}</Relationships>"),
        ("xl/styles.xml", _STYLES),
        ("_rels/.rels", f"{relations}{whole}</Relationships>"),
        ("[Content_Types].xml", f"{_HEAD}{types}"),
    ]
