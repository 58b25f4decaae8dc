"""Parts made side by side in several processes, and written in turn."""

import gc
import multiprocessing
from collections.abc import Callable, Iterable
from contextlib import ExitStack, closing
from multiprocessing.connection import Connection

from django.db import connections

from meetings.management.generation.making import Making
from meetings.management.generation.shaping import Parts
from meetings.management.generation.writing import ready_for_many

#: Only this way do processes begin with what was read and linked before them.
_FORKING = multiprocessing.get_context("fork")


class ProcessEndedError(Exception):
    """A process ended before its parts were written; it has said why on standard error."""


def side_by_side(making: Making, parts: Parts, processes: int, progress: Callable[[int], None]) -> None:
    """Make and write all parts; each process makes its next one while the others write theirs.

    ``progress`` is told how many meetings are written. Raises ``ProcessEndedError``.
    """
    # No connection may be used on both sides of a fork.
    connections.close_all()
    with ExitStack() as stack:
        turns: list[Connection] = []
        for place in range(processes):
            ours, theirs = _FORKING.Pipe()
            process = _FORKING.Process(
                target=_work, args=(making, parts, place, processes, theirs, [*turns, ours]), daemon=True
            )
            process.start()
            stack.callback(process.join)
            stack.callback(process.terminate)
            theirs.close()
            turns.append(stack.enter_context(closing(ours)))
        _in_turn(turns, parts, progress)


def _in_turn(turns: list[Connection], parts: Parts, progress: Callable[[int], None]) -> None:
    written: set[int] = set()
    for number in range(len(parts)):
        turn = turns[number % len(turns)]
        try:
            turn.send(written)
            written |= turn.recv()
        except (EOFError, OSError) as error:
            raise ProcessEndedError from error
        progress(min((number + 1) * parts.together, parts.meetings))


def _work(
    making: Making, parts: Parts, place: int, processes: int, turn: Connection, others: Iterable[Connection]
) -> None:
    for other in others:
        # Else nobody would notice that the process at its other end is gone.
        other.close()
    # What was there before the fork stays, and need not be looked through for what nobody refers to.
    gc.freeze()
    ready_for_many()
    for part in parts:
        if part.number % processes == place:
            making.make(part)
            turn.send(making.write(part, turn.recv()))
