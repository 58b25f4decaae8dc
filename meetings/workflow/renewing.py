"""Cards that wait for a new name are renewed in small transactions, by whoever comes to it first.

A change that thousands of meetings show leaves a ``Renewal``. Each step renews so many of its meetings: card,
words, values, the mark of what is not public yet, and the change note where one is due, all in one
transaction together with how far the renewal is. Whatever ends a process in the middle, the next step goes on
where the last one was committed; nothing is done twice and nothing is passed over. Until its turn a meeting
stands in lists under the name that it had.
"""

import logging
import threading
import time

from django.db import connection, transaction

from meetings.models import Renewal
from meetings.search import exposure
from meetings.workflow import announcing, touching
from meetings.workflow.publishing import mark_changes

#: So many meetings are renewed in one transaction, for which whoever publishes waits.
BATCH = 20
#: After a step others may write for so many times as long as it took: SQLite does not queue those who wait.
PAUSE = 1.0
_log = logging.getLogger("archive.renewing")
_beside: threading.Thread | None = None
_beginning = threading.Lock()


def waiting():
    """The renewals that are not over, the oldest first, without their lists of meetings."""
    return Renewal.objects.defer("meetings", "unread", "addresses")


def meetings_waiting() -> set[int]:
    """The meetings, by primary key, whose cards wait for their renewal."""
    rows = Renewal.objects.values_list("meetings", "done")
    return {pk for meetings, done in rows for pk in meetings[done:]}


@transaction.atomic
def renew_some() -> bool:
    """Renew the next meetings of the renewal that waits longest; returns whether there was one."""
    renewal = Renewal.objects.select_for_update(of=("self",)).order_by("pk").first()
    if renewal is None:
        return False
    batch = renewal.meetings[renewal.done : renewal.done + BATCH]
    touching.lock(batch)
    exposure.renew(batch)
    if renewal.kind:
        _announce(renewal, batch)
    mark_changes(set(batch).intersection(renewal.unread))
    renewal.done += len(batch)
    if renewal.done < renewal.total:
        renewal.save(update_fields=["done"])
    else:
        renewal.delete()
    return True


def _announce(renewal: Renewal, batch: list[int]) -> None:
    (newest,) = exposure.in_batches(batch)
    named = announcing.named_by(newest, renewal.kind, renewal.addresses)
    announcing.announce(named, reason=renewal.reason, note=renewal.note, by=renewal.made_by, at=renewal.at)


def renew_waiting(seconds: float | None = None) -> bool:
    """Renew step by step until nothing waits, or for so long; returns whether something still does."""
    until = None if seconds is None else time.monotonic() + seconds
    began = time.monotonic()
    while renew_some():
        now = time.monotonic()
        if until is not None and now >= until:
            return waiting().exists()
        time.sleep(PAUSE * (now - began))
        began = time.monotonic()
    return False


def renew_beside() -> None:
    """Go on with what waits in a thread of this process, unless one does already."""
    global _beside
    with _beginning:
        if _beside is None or not _beside.is_alive():
            _beside = threading.Thread(target=_renew_in_thread, name="renewing", daemon=True)
            _beside.start()


def _renew_in_thread() -> None:
    try:
        renew_waiting()
    except Exception:
        # The command of every minute goes on, or whoever looks at the desk next.
        _log.exception("cards could not be renewed; they wait")
    finally:
        connection.close()
