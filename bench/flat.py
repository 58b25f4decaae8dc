"""The archive as Datasette likes it best: one flat table, with an index for each facet."""

import json
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from bench.copying import chunked
from bench.data import Kept
from bench.servers import BIN
from meetings.packing import unpack, unpacked


def datasette_file(kept: Kept) -> tuple[Path, Path]:
    """A table as Datasette likes it best, with its counts: one row a meeting, one value a facet.

    A meeting of several countries or topics has only its second country (the first is mostly the ministry's
    own) and its first topic here: that flatters Datasette, which would take longer to count all of them.
    """
    made = kept.datasette
    counts = made.with_suffix(".json")
    if not counts.exists():
        made.unlink(missing_ok=True)
        with closing(sqlite3.connect(made)) as target:
            _fill(target, kept.file)
        command = [str(BIN / "datasette"), "inspect", str(made), "--inspect-file", str(counts)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return made, counts


def _fill(target: sqlite3.Connection, file: Path) -> None:
    target.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;")
    target.execute(
        "CREATE TABLE meetings (key INTEGER PRIMARY KEY, number INTEGER, title TEXT, country TEXT, "
        "topic TEXT, kind TEXT, year INTEGER, earliest TEXT, latest TEXT, place TEXT, words TEXT)"
    )
    with closing(sqlite3.connect(file)) as source:
        cards = source.execute(
            "SELECT c.key, c.data, c.date_earliest, c.date_latest, t.words FROM meetings_card c "
            "JOIN meetings_cardtext t ON t.public_id = c.public_id WHERE c.live"
        )
        target.executemany(
            "INSERT INTO meetings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (_flat(*row) for row in chunked(cards)),
        )
    for column in ("country", "topic", "kind", "year", "latest", "place"):
        target.execute(f"CREATE INDEX meetings_{column} ON meetings ({column}, key)")
    target.execute("CREATE INDEX meetings_country_topic ON meetings (country, topic, key)")
    target.execute(
        "CREATE VIRTUAL TABLE meetings_fts USING fts5(words, content='meetings', "
        "content_rowid='key', tokenize='ascii')"
    )
    target.execute("INSERT INTO meetings_fts(meetings_fts) VALUES ('rebuild')")
    target.execute("ANALYZE")
    target.commit()


def _flat(key: int, data: bytes, earliest: str | None, latest: str | None, words: bytes) -> tuple:
    card = json.loads(unpacked(data))
    countries = [row["country"]["code"] for row in card["participations"] if row["country"]]
    return (
        key,
        card["id"],
        next(iter(card["titles"].values()), card["slug"]),
        (countries[1:] or countries or [""])[0],
        card["topics"][0]["slug"] if card["topics"] else "",
        card["kind"],
        int(latest[:4]) if latest else None,
        earliest,
        latest,
        card["place"]["slug"] if card["place"] else "",
        unpack(words),
    )
