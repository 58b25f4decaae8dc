"""What tests of imported tables share: the reference data, loaded once for a module, and files to import."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction

from meetings.reference.loading import load
from meetings.reference.tables import DATASETS

_NEEDED = ("country", "country_name", "country_succession", "organisation", "organisation_name", "place")


@pytest.fixture(scope="module")
def reference(django_db_setup, django_db_blocker):
    """Countries, organisations and places with their names, taken back when the module is done."""
    with django_db_blocker.unblock(), transaction.atomic():
        load([dataset for dataset in DATASETS if dataset.name in _NEEDED])
        yield
        transaction.set_rollback(True)


@pytest.fixture
def file(tmp_path) -> Callable[..., Path]:
    """Write a file: ``file("a.csv", "text", "cp1252")`` or ``file("a.xlsx", b"bytes")``."""

    def write(name: str, content: str | bytes, encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return write


@pytest.fixture
def imported() -> Callable[..., tuple[int, dict]]:
    """Run the command and give its exit code with what it printed as JSON."""

    def run(path: Path, *options: str) -> tuple[int, dict]:
        output = io.StringIO()
        try:
            call_command("import_meetings", str(path), "--json", *options, stdout=output)
            code = 0
        except SystemExit as ended:
            code = ended.code
        return code, json.loads(output.getvalue())

    return run
