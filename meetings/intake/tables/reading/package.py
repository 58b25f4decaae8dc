"""The packed file that a spreadsheet is: opened with bounds, its parts parsed without entities."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from .limits import Limits, Refusal

#: What a whole element may hold at most: far more than a row of 16,384 cells.
_MOST_HELD = 200_000
#: The parser reads ahead as far as this.
_AT_ONCE = 1 << 17
_LONGEST_END, _LONGEST_DIRECTORY = 65_557, 2_000_000
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


def local(tag: str) -> str:
    """The name of an element without its namespace."""
    return tag.rpartition("}")[2]


def relation_of(attributes: dict[str, str]) -> str:
    """The id of the part that an element refers to."""
    return attributes.get(_RELATION) or attributes.get(_STRICT_RELATION) or ""


class Package:
    """An opened XLSX file (ECMA-376), whose parts are read as streams within the limits."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self._path, self._limits = path, limits
        _check_directory(path)
        with refusing_damage(), zipfile.ZipFile(path) as packed:
            self._parts = {info.filename: info for info in packed.infolist()}
        self._check_expansion()

    def _check_expansion(self) -> None:
        expanded = sum(info.file_size for info in self._parts.values())
        size = max(1, self._path.stat().st_size)
        if expanded > self._limits.expanded:
            raise Refusal(
                "expansion",
                f"Unpacked the file would have {expanded:,} bytes; at most {self._limits.expanded:,} are "
                "taken (IMPORT_MAX_EXPANDED_BYTES).",
                "expanded",
            )
        if expanded > 10_000_000 and expanded / size > self._limits.expansion:
            raise Refusal(
                "expansion",
                f"The file unpacks to {expanded // size:,} times its size; at most "
                f"{self._limits.expansion:,} times are taken (IMPORT_MAX_EXPANSION).",
            )

    def __contains__(self, part: str) -> bool:
        return part in self._parts

    @contextmanager
    def open(self, part: str) -> Iterator["Bounded"]:
        """A part as a stream that ends the reading where it is longer than it says."""
        with refusing_damage(), zipfile.ZipFile(self._path) as packed:
            if part not in self._parts:
                raise Refusal("damaged", f"The file is damaged: its part “{part}” is missing.")
            with packed.open(self._parts[part]) as stream:
                yield Bounded(stream, self._limits)

    def events(self, part: str, *, whole: str = "") -> Iterator[tuple[str, Any]]:
        """The start and end of every element of a part, without document types and entities.

        Elements called ``whole`` have their children when they end. All others have lost theirs by then, so
        that memory grows with neither the length of a part nor what it holds.
        """
        path: list[Any] = []
        inside = held = 0
        with self.open(part) as stream:
            # No character of XML takes more bytes than "&#1114111;" has.
            stream.longest = self._limits.cell * 10 + _AT_ONCE
            for event, element in iterparse(stream, events=("start", "end"), forbid_dtd=True):
                stream.unread = 0
                if event == "start":
                    path.append(element)
                    held += 1
                    self._check_shape(len(path), held if inside else 0)
                    if not inside and local(element.tag) == whole:
                        inside, held = len(path), 0
                    yield event, element
                    continue
                path.pop()
                yield event, element
                inside = 0 if len(path) < inside else inside
                if path and not inside:
                    del path[-1][:]

    def _check_shape(self, depth: int, held: int) -> None:
        if depth > self._limits.nesting:
            raise Refusal(
                "nesting",
                f"The XML of the file is nested deeper than {self._limits.nesting} levels "
                "(IMPORT_MAX_NESTING).",
            )
        if held > _MOST_HELD:
            raise Refusal("columns", f"A row or text of the file has more than {_MOST_HELD:,} parts.")

    def relations(self, part: str) -> dict[str, str]:
        """Which part each relation of a part leads to."""
        folder, _, name = part.rpartition("/")
        found: dict[str, str] = {}
        relations = f"{folder}/_rels/{name}.rels"
        if relations not in self:
            return found
        for event, element in self.events(relations):
            if event == "end" and local(element.tag) == "Relationship":
                target = element.get("Target", "")
                absolute = target[1:] if target.startswith("/") else f"{folder}/{target}"
                found[element.get("Id", "")] = re.sub(r"[^/]+/\.\./", "", absolute)
        return found


def _check_directory(path: Path) -> None:
    """Refuse a file with a list of parts that is too long to be read (APPNOTE 6.3.10, section 4.3.16)."""
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - _LONGEST_END))
        end = stream.read()
    at = end.rfind(b"PK\x05\x06")
    if at >= 0 and int.from_bytes(end[at + 12 : at + 16], "little") > _LONGEST_DIRECTORY:
        raise Refusal("packed", "The file is packed from more parts than a spreadsheet has.")


class Bounded:
    """A stream that refuses to give more than a packed file may hold: the sizes in one may lie.

    ``unread`` is set to 0 whenever an element came of what was read: a text without an end is refused, where
    ``longest`` is set to the most bytes that one may have.
    """

    def __init__(self, stream: IO[bytes], limits: Limits) -> None:
        self._stream, self._limits, self._left = stream, limits, limits.expanded
        self.unread = self.longest = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size if size >= 0 else 1 << 20)
        self._left -= len(data)
        self.unread += len(data)
        if self._left < 0:
            raise Refusal("expansion", "The file unpacks to more than it says (IMPORT_MAX_EXPANDED_BYTES).")
        if self.longest and self.unread > self.longest:
            raise Refusal(
                "cell",
                f"A text of the file has far more than {self._limits.cell:,} characters; no cell may have "
                "more (IMPORT_MAX_CELL_CHARACTERS).",
            )
        return data


@contextmanager
def refusing_damage() -> Iterator[None]:
    """Turn what the standard library says of a broken or dangerous file into a refusal."""
    try:
        yield
    except DefusedXmlException:
        raise Refusal(
            "entities", "The file declares a document type or entities, which spreadsheets never do."
        ) from None
    except ParseError as error:
        raise Refusal("damaged", f"The file is damaged: its XML cannot be read ({error}).") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, OSError) as error:
        raise Refusal("damaged", f"The file is damaged and cannot be unpacked ({error}).") from None
    except (NotImplementedError, RuntimeError) as error:
        raise Refusal("packed", f"The file is packed in a way that is not read ({error}).") from None
