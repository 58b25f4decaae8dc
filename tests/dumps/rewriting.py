"""A dump that somebody changed, hashes and all."""

import gzip
import hashlib
import json
from collections.abc import Callable
from pathlib import Path


def rewritten(path: Path, change: Callable[[list[dict]], object]) -> None:
    """Change the lines of a file, and its hash with them."""
    old = hashlib.sha256(path.read_bytes()).hexdigest()
    rows = [json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]
    change(rows)
    path.write_bytes(
        gzip.compress(b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows))
    )
    listed = path.with_name("SHA256SUMS")
    listed.write_text(listed.read_text().replace(old, hashlib.sha256(path.read_bytes()).hexdigest()))
