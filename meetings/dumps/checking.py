"""Whether a dump is whole, as it was published, and one that this archive can read."""

import datetime
import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import orjson

from meetings.dumps.catalogue import read_sums
from meetings.dumps.packing import DESCRIPTOR, SUMS, name_of, packed
from meetings.dumps.tables import SCHEMA, TABLES
from meetings.models import Edition
from meetings.record import canonical, editions
from meetings.vocabulary import ChangeAction


class Damaged(Exception):
    """A dump is not what was published, or none that can be read; the text names the file."""


@dataclass(frozen=True)
class Checked:
    """A dump that proved sound: its folder, its archive's version and since when, and when meetings were
    withdrawn.
    """

    folder: Path
    version: int
    changed: datetime.datetime | None
    withdrawn: dict[int, datetime.datetime]


def check(folder: Path) -> Checked:
    """Prove every file by its hash, and every edition by the chain. Raises ``Damaged``."""
    _check_files(folder)
    try:
        described = json.loads((folder / DESCRIPTOR).read_bytes())["archive"]
        schema, version = described["schema"], int(described["version"])
        if schema != SCHEMA:
            raise Damaged(f"{DESCRIPTOR}: the dump has the schema {schema}, and this archive reads {SCHEMA}.")
        changed = moment(described["changed"]) if described["changed"] else None
        found = Checked(folder, version, changed, _withdrawn(folder))
        for number, rows in groupby(lines(folder, "editions"), key=lambda row: row["meeting"]):
            chain = [edition_of(row, number, found) for row in rows]
            for fault in editions.faults(chain):
                raise Damaged(f"{name_of('editions', 'jsonl')}: {fault}.")
    except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
        raise Damaged(f"{folder.name}: it cannot be read ({type(error).__name__}).") from error
    return found


def _check_files(folder: Path) -> None:
    try:
        listed = read_sums((folder / SUMS).read_bytes())
    except (OSError, ValueError):
        raise Damaged(f"{SUMS}: it is missing, or not as a dump has it.") from None
    wanted = [name_of(table.name, form) for table in TABLES for form in ("csv", "jsonl")]
    for name in (DESCRIPTOR, *wanted):
        if name not in listed:
            raise Damaged(f"{SUMS}: it does not list {name}.")
        try:
            sha256 = packed(folder / name).sha256
        except OSError:
            raise Damaged(f"{name}: it is missing.") from None
        if sha256 != listed[name]:
            raise Damaged(f"{name}: it is not the file that was published; its hash is another.")


def lines(folder: Path, table: str) -> Iterator[dict]:
    """The rows of a table, read one after the other."""
    with gzip.open(folder / name_of(table, "jsonl")) as file:
        for line in file:
            yield orjson.loads(line)


def _withdrawn(folder: Path) -> dict[int, datetime.datetime]:
    """When each meeting that is withdrawn became so."""
    gone = {row["id"] for row in lines(folder, "meetings") if row["state"] != "published"}
    leaving = (ChangeAction.WITHDRAWN, ChangeAction.MERGED)
    return {
        row["meeting"]: moment(row["at"])
        for row in lines(folder, "changes")
        if row["meeting"] in gone and row["action"] in leaving
    }


def edition_of(row: dict, meeting: int, dump: Checked) -> Edition:
    """An edition as a dump has it; that of a withdrawn meeting lost its text when it was withdrawn."""
    removed = row["redacted_at"]
    return Edition(
        meeting_id=meeting,
        number=row["number"],
        published_at=moment(row["published_at"]),
        form=canonical.dumps(row["form"]) if row["form"] else "",
        reason=row["reason"],
        note=row["note"],
        form_sha256=row["form_sha256"],
        sha256=row["sha256"],
        redacted_at=moment(removed) if removed else dump.withdrawn.get(row["meeting"]),
    )


def moment(written: str) -> datetime.datetime:
    """A time as dumps write it."""
    return datetime.datetime.fromisoformat(written)
