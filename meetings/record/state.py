"""The version of the public archive and the public numbers of meetings."""

import datetime

from django.db import InterfaceError, OperationalError, connection
from django.db.models import F
from django.utils import timezone

from meetings.models import ArchiveState


def stamp() -> tuple[int, int]:
    """The version of the public archive, and the number that rises when an entry is saved.

    Every public page begins with it, so that it is one statement without the making of a query. Where a
    connection is looked at before its first statement in a request, this statement is that look: one that was
    lost is made anew.
    """
    connection.health_check_done = True
    try:
        return _stamp()
    except (InterfaceError, OperationalError):
        if connection.in_atomic_block or connection.is_usable():
            raise
        connection.close()
        return _stamp()


def _stamp() -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT version, entries FROM meetings_archivestate WHERE id = 1")
        return cursor.fetchone() or (0, 0)


def touch() -> None:
    """Say that something was saved that a page of an entry may show."""
    if not ArchiveState.objects.filter(pk=1).update(entries=F("entries") + 1):
        ArchiveState.objects.get_or_create(pk=1, defaults={"entries": 1})


def current_version() -> int:
    """The version of the public archive; it rises with every change to what the public sees."""
    return ArchiveState.objects.filter(pk=1).values_list("version", flat=True).first() or 0


def last_change() -> tuple[int, datetime.datetime | None]:
    """The version of the public archive with the time at which it became that, where it is known."""
    found = ArchiveState.objects.filter(pk=1).values_list("version", "changed_at").first()
    return found or (0, None)


def last_public_id() -> int:
    """The last public number given to a meeting: about how many the archive holds, and never fewer."""
    return ArchiveState.objects.filter(pk=1).values_list("last_public_id", flat=True).first() or 0


def locked_state() -> ArchiveState:
    """The archive's one state row, locked until the transaction ends.

    Changes to what is public queue here, so that versions rise in the order in which they are committed.
    Raises ``RuntimeError`` outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("The archive's version only moves inside a transaction.")
    state, _ = ArchiveState.objects.select_for_update().get_or_create(pk=1)
    return state


def advance(by: int = 1) -> int:
    """Raise the version by one or more, inside the caller's transaction, and return it."""
    state = locked_state()
    state.version += by
    state.changed_at = timezone.now()
    state.save(update_fields=["version", "changed_at"])
    return state.version


def next_public_id() -> int:
    """Give the next public number of a meeting, inside the caller's transaction."""
    state = locked_state()
    state.last_public_id += 1
    state.save(update_fields=["last_public_id"])
    return state.last_public_id
