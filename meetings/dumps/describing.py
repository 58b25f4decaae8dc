"""What is said of a dump: its description as a Frictionless Data Package, and its list of hashes.

https://specs.frictionlessdata.io/data-package/ (version 1, which every tool reads)
"""

import json
from collections.abc import Iterable

from meetings.dumps.packing import DESCRIPTOR, Packed, name_of
from meetings.dumps.tables import SCHEMA, TABLES, Table


def descriptor(
    files: Iterable[Packed],
    *,
    ministry: str,
    homepage: str,
    licence: tuple[str, str],
    version: int,
    changed: str,
    previous: str,
) -> bytes:
    """``datapackage.json``: nothing in it but what follows from the archive and the settings.

    ``licence`` is a name and an address, both empty where none is stated; ``changed`` the time of the last
    public change; ``previous`` the name of the dump before, from which ``since`` tells what changed.
    """
    by_name = {file.name: file for file in files}
    package = {
        "profile": "data-package",
        "name": "meetings-archive",
        "title": f"{ministry}: Meetings Archive",
        "description": "Who met whom, when, where and about what, and which source says so.",
        "version": str(version),
        "contributors": [{"title": ministry, "role": "publisher"}],
        "archive": {"schema": SCHEMA, "version": version, "changed": changed, "previous": previous},
        "resources": [
            resource
            for table in TABLES
            for resource in (
                _delimited(table, by_name[name_of(table.name, "csv")]),
                _lines(table, by_name[name_of(table.name, "jsonl")]),
            )
        ],
    }
    if homepage:
        package["homepage"] = homepage
    if licence[0]:
        package["licenses"] = [_licence(*licence)]
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()


def _licence(name: str, address: str) -> dict:
    # A name with a space in it is a title; only identifiers are names in the sense of the standard.
    found = {"title": name} if " " in name else {"name": name}
    return found | ({"path": address} if address else {})


def _delimited(table: Table, file: Packed) -> dict:
    return {
        "name": table.name,
        "title": table.words,
        "profile": "tabular-data-resource",
        "mediatype": "text/csv",
        "format": "csv",
        **_common(file),
        "rows": file.rows,
        "schema": _schema(table),
    }


def _lines(table: Table, file: Packed) -> dict:
    return {
        "name": f"{table.name}-lines",
        "title": table.words,
        "profile": "data-resource",
        # Another copy of the table, and none that has to be read as one.
        "type": "file",
        "mediatype": "application/jsonl",
        "format": "jsonl",
        **_common(file),
    }


def _common(file: Packed) -> dict:
    return {
        "path": file.name,
        "compression": "gz",
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
    }


def _schema(table: Table) -> dict:
    schema: dict = {"fields": [_field(column) for column in table.delimited_columns]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.links:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": other, "fields": [key]}}
            for column, (other, key) in table.links
        ]
    return schema


def _field(column) -> dict:
    found = {"name": column.name, "type": column.type, "description": column.words}
    return found | ({"constraints": {"required": True}} if column.is_required else {})


def sums(files: Iterable[Packed], description: Packed) -> bytes:
    """``SHA256SUMS`` as ``sha256sum --check`` reads it."""
    listed = sorted([*files, description], key=lambda file: file.name)
    return "".join(f"{file.sha256}  {file.name}\n" for file in listed).encode()


__all__ = ["DESCRIPTOR", "descriptor", "sums"]
