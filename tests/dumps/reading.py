"""A dump as a program reads it that knows nothing of the archive."""

import csv
import gzip
import io
import json
from pathlib import Path


def lines(folder: Path, table: str) -> list[dict]:
    """The rows of a table from its JSON Lines."""
    return [
        json.loads(line) for line in gzip.decompress((folder / f"{table}.jsonl.gz").read_bytes()).splitlines()
    ]


def cells(folder: Path, table: str) -> list[dict]:
    """The rows of a table from its CSV."""
    text = gzip.decompress((folder / f"{table}.csv.gz").read_bytes()).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def everything(folder: Path) -> bytes:
    """All that stands in the files of a dump, one after the other."""
    files = sorted(folder.iterdir())
    return b"".join(
        gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes() for file in files
    )
