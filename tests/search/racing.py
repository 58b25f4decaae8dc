"""One thread changes what is public while others read: no reader is ever answered from an older version.

``race`` runs in a process whose database is committed to; ``python -m tests.search.racing`` makes one first.
"""

import threading

from django.db import connection

ROUNDS = 12


def race() -> list[str]:
    """What readers saw that no version of the archive held, and whether the index ever answered."""
    from meetings import workflow
    from meetings.search import index
    from meetings.vocabulary import ChangeReason
    from tests import builders

    builders.published_meeting()
    faults: list[str] = []
    answered = threading.Event()
    done = threading.Event()

    def read() -> None:
        try:
            while not done.is_set():
                faults.extend(_compare(index.reading(), answered))
        finally:
            connection.close()

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for number in range(ROUNDS):
        meeting = builders.published_meeting(summary=f"walrus {number}")
        if number % 3 == 0:
            workflow.withdraw(meeting, reason=ChangeReason.LEGAL, note="A reason.")
    done.set()
    for reader in readers:
        reader.join()
    return faults if answered.is_set() else ["the index never answered"]


def _compare(reading, answered: threading.Event) -> list[str]:
    """Faults of a reading, looked for only where nothing was published between the two answers."""
    from meetings.record import state
    from meetings.search import Criteria, postings, read_query
    from meetings.vocabulary import Facet

    if reading is None:
        return []
    found = []
    for criteria in (Criteria(), Criteria(text=read_query("walrus"))):
        version = state.current_version()
        ours = (reading.count(criteria), reading.counts(criteria, [Facet.COUNTRY]))
        theirs = (postings.count(criteria), postings.counts(criteria, [Facet.COUNTRY]))
        if reading.version == version == state.current_version():
            answered.set()
            if ours != theirs:
                found.append(f"version {version}: {ours} instead of {theirs}")
    return found


if __name__ == "__main__":
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    print(race() or "no fault")  # noqa: T201
