"""Files that came in, kept in the database: every process that serves the desk can go on with them."""

import contextlib
import datetime
import hashlib
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from meetings.intake.tables.reading import Limits, Refusal
from meetings.models import Import, ImportPiece, ImportRow
from meetings.vocabulary import ImportState

_PIECE = 1 << 20


@transaction.atomic
def receive(name: str, content: Iterable[bytes], *, profile: dict, limits: Limits, by=None) -> Import:
    """Keep a file as a new import. Raises ``Refusal`` where it is larger than allowed.

    ``profile`` is the JSON form of how it is read; its publisher decides with whose earlier tables the file
    is compared.
    """
    publisher = profile.get("constants", {}).get("publisher", "")
    table = Import.objects.create(file_name=name[:200], profile=profile, publisher=publisher, made_by=by)
    digest = hashlib.sha256()
    for number, piece in enumerate(_pieces(content)):
        digest.update(piece)
        table.size += len(piece)
        if table.size > limits.size:
            raise Refusal("size", f"The file has more than {limits.size:,} bytes (IMPORT_MAX_BYTES).")
        ImportPiece.objects.create(table=table, number=number, content=piece)
    table.sha256 = digest.hexdigest()
    if "written" not in table.profile and (written := _written_before(table)):
        table.profile = {**table.profile, "written": written}
    table.save()
    return table


def _written_before(table: Import) -> list[dict]:
    """What editors wrote in cells of the same file when it came before."""
    same = Import.objects.filter(sha256=table.sha256, publisher=table.publisher).exclude(pk=table.pk)
    profile = same.order_by("-pk").values_list("profile", flat=True).first()
    return (profile or {}).get("written", [])


def _pieces(content: Iterable[bytes]) -> Iterator[bytes]:
    waiting = b""
    for part in content:
        waiting += part
        while len(waiting) >= _PIECE:
            yield waiting[:_PIECE]
            waiting = waiting[_PIECE:]
    if waiting:
        yield waiting


@contextlib.contextmanager
def file_of(table: Import) -> Iterator[Path]:
    """The file of an import, for as long as the block lasts. Raises ``Refusal`` where it was dropped."""
    with tempfile.NamedTemporaryFile(suffix=Path(table.file_name).suffix[:10]) as stream:
        for piece in table.pieces.values_list("content", flat=True).iterator(chunk_size=1):
            stream.write(piece)
        stream.flush()
        if stream.tell() != table.size:
            raise Refusal("dropped", "The file is not kept any more; import it again.")
        yield Path(stream.name)


def refuse(table: Import) -> None:
    """Drop an import whose file was refused; nothing was written of it."""
    table.delete()


@transaction.atomic
def forget(older_than: datetime.timedelta) -> int:
    """Drop files, and the words of rows, of imports that nobody touched since; the fates of rows stay.

    Returns how many imports lost theirs. Imports that are still being read, written or undone keep them.
    """
    at_rest = (ImportState.DONE, ImportState.UNDONE, ImportState.READY)
    old = Import.objects.filter(state__in=at_rest, updated_at__lt=timezone.now() - older_than)
    kept = old.filter(pieces__isnull=False).distinct()
    found = list(kept.values_list("pk", flat=True))
    ImportPiece.objects.filter(table__in=found).delete()
    ImportRow.objects.filter(table__in=found, is_done=True).update(planned=None)
    return len(found)
