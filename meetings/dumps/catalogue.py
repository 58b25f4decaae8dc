"""The dumps that are published: what is in the folder, and nothing that is not complete."""

import datetime
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from meetings.dumps.packing import DESCRIPTOR, SUMS, Packed
from meetings.dumps.tables import TABLES

_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})-v(\d{1,18})(?:\.(\d{1,9}))?", re.ASCII)
_LINE = re.compile(r"([0-9a-f]{64})  ([a-z_]{1,40}\.(?:csv|jsonl)\.gz|datapackage\.json)", re.ASCII)

_PLACES = {table.name: place for place, table in enumerate(TABLES)}


@dataclass(frozen=True)
class Dump:
    """A published dump: its name, day and version, its files, and under which licence it is given.

    ``licence`` is a name and an address, both empty where none is stated; ``previous`` names the dump from
    which its change list starts.
    """

    name: str
    folder: Path
    day: datetime.date
    version: int
    files: tuple[Packed, ...]
    licence: tuple[str, str]
    previous: str

    @property
    def size(self) -> int:
        """All files together, in bytes."""
        return sum(file.size for file in self.files)

    def file(self, name: str) -> Packed | None:
        """The file of a name; only what the dump itself lists is one."""
        return next((file for file in self.files if file.name == name), None)


def dumps_in(folder: Path) -> Iterator[Dump]:
    """The dumps in a folder, newest first. What is no complete dump is passed over."""
    try:
        names = [path.name for path in folder.iterdir() if _NAME.fullmatch(path.name)]
    except OSError:
        return
    for name in sorted(names, key=_order, reverse=True):
        if (found := dump_at(folder, name)) is not None:
            yield found


def dump_at(folder: Path, name: str) -> Dump | None:
    """The dump of a name; ``None`` for every other name."""
    if not _NAME.fullmatch(name):
        return None
    path = folder / name
    try:
        if path.is_symlink() or not path.is_dir():
            return None
        return _read(path, path.stat().st_mtime_ns)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def read_sums(listed: bytes) -> dict[str, str]:
    """The hash of each file by its name, as ``SHA256SUMS`` lists them.

    Raises ``ValueError`` for a line that no dump has.
    """
    found = {}
    for line in listed.decode("ascii").splitlines():
        read = _LINE.fullmatch(line)
        if read is None:
            raise ValueError(line)
        found[read[2]] = read[1]
    return found


def _order(name: str) -> tuple[str, int, int]:
    day, version, number = _NAME.fullmatch(name).groups()
    return day, int(version), int(number or 1)


@lru_cache(maxsize=200)
def _read(path: Path, changed: int) -> Dump:
    """Read what a dump says of itself; it never changes, and a folder made anew has another time."""
    day, version, _ = _order(path.name)
    package = json.loads((path / DESCRIPTOR).read_bytes())
    rows = {one["name"]: one["rows"] for one in package["resources"] if "rows" in one}
    listed = (path / SUMS).read_bytes()
    files = [
        Packed(name, (path / name).stat().st_size, sha256, table, rows.get(table))
        for name, sha256 in read_sums(listed).items()
        for table in [name.partition(".")[0] if name != DESCRIPTOR else ""]
    ]
    files.sort(key=lambda file: _PLACES.get(file.table, len(_PLACES)))
    files.append(Packed(SUMS, len(listed), hashlib.sha256(listed).hexdigest()))
    licence = next(iter(package.get("licenses", [])), {})
    return Dump(
        name=path.name,
        folder=path,
        day=datetime.date.fromisoformat(day),
        version=version,
        files=tuple(files),
        licence=(licence.get("title") or licence.get("name", ""), licence.get("path", "")),
        previous=package["archive"]["previous"],
    )
