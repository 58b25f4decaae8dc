"""The shared texts of a spreadsheet, kept in a file of their own so that memory does not grow with them."""

import re
import tempfile
from array import array
from functools import lru_cache
from typing import Any

from .package import Package, local

#: How a spreadsheet writes characters that XML cannot hold, and an underscore before what looks like one.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class SharedStrings:
    """The texts of a workbook by their number."""

    def __init__(self, package: Package, part: str) -> None:
        self._store = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the workbook
        self._ends = array("Q", [0])
        self._text = lru_cache(maxsize=4096)(self._read)
        if part in package:
            self._gather(package, part)

    def _gather(self, package: Package, part: str) -> None:
        for event, element in package.events(part, whole="si"):
            if event == "end" and local(element.tag) == "si":
                data = text_of(element).encode("utf-8", errors="replace")
                self._store.write(data)
                self._ends.append(self._ends[-1] + len(data))

    def __getitem__(self, number: int) -> str | None:
        return self._text(number) if 0 <= number < len(self._ends) - 1 else None

    def _read(self, number: int) -> str:
        self._store.seek(self._ends[number])
        return self._store.read(self._ends[number + 1] - self._ends[number]).decode()


def text_of(element: Any) -> str:
    """The text of a cell or shared text: all its runs, without the reading aids of East Asian scripts."""
    parts: list[str] = []
    for child in element:
        name = local(child.tag)
        if name == "t":
            parts.append(child.text or "")
        elif name == "r":
            parts.extend(run.text or "" for run in child if local(run.tag) == "t")
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), "".join(parts))
