"""Where things stand: across in percent, lengths in pixels, mirrored where one reads from the right."""

from collections.abc import Iterator, Sequence
from math import ceil

from django.utils.safestring import SafeString

from meetings.charts.markup import percent, words

#: So many words stand under an axis on a wide page, half as many on a narrow one.
_TICKS = 10


def across(start: float, width: float, rtl: bool) -> str:
    """Where something of a width begins that starts so far from the reading edge, all in percent."""
    return percent(100 - start - width if rtl else start)


def slots(count: int, widest: float = 6.0) -> Iterator[tuple[float, float, float, float]]:
    """For each of ``count`` slots: its start and width, and the start and width of a bar within it."""
    width = 100 / max(count, 1)
    bar = min(width * 0.8, widest)
    for place in range(count):
        yield place * width, width, place * width + (width - bar) / 2, bar


def length(value: int, most: int, longest: float) -> float:
    """How long ``value`` is where ``most`` is ``longest``; what is not nothing can be seen."""
    return max(value / most * longest, 2.0) if value > 0 and most > 0 else 0.0


def ticks(labels: Sequence[str], down: float, rtl: bool) -> list[SafeString]:
    """Words under an axis of slots: as many as have room, every other of them on wide pages only."""
    step = ceil(len(labels) / _TICKS) or 1
    found = []
    for place in range(0, len(labels), step):
        middle = (place + 0.5) * 100 / len(labels)
        kind = "tick wide" if place // step % 2 else "tick"
        found.append(words(labels[place], across(middle, 0, rtl), down, kind, "middle"))
    return found
