"""Writing what is listed and searched, in the transaction of the verb that changes what is public."""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import connection, transaction
from django.db.models import OuterRef, Subquery

from meetings.models import Card, CardValue, Edition, Meeting
from meetings.record import cards, state, traces
from meetings.record.proof import batches
from meetings.search import engines
from meetings.search.words import other_names_of, words_of

BATCH = 500


def compose(editions: Iterable[Edition], version: int) -> list[tuple[cards.Composed, str]]:
    """The cards of meetings with the words they are found by, from their newest editions; writes nothing."""
    return _with_words(*cards.compose(editions, version))


def show(editions: Iterable[Edition], version: int) -> None:
    """List and index meetings by their newest editions, in a fixed number of queries."""
    write(*cards.compose(editions, version))


def write(composed: list[cards.Composed], rows: dict) -> None:
    """List and index meetings by cards and linked rows as ``cards.compose`` gives them."""
    stale = Card.objects.filter(pk__in=[one.card.pk for one in composed], live=True)
    engines.current().remove(stale.values_list("public_id", flat=True))
    cards.write(composed)
    engines.current().write({one.card.public_id: words for one, words in _with_words(composed, rows)})


def _with_words(composed: list[cards.Composed], rows: dict) -> list[tuple[cards.Composed, str]]:
    other_names = other_names_of(set(rows.values()))
    return [(one, words_of(one.form, rows, other_names)) for one in composed]


def hide(meeting: Meeting, version: int) -> None:
    """Take a meeting out of every list and of the search."""
    engines.current().remove(
        Card.objects.filter(pk=meeting.pk, live=True).values_list("public_id", flat=True)
    )
    cards.bury(meeting, version)


def newest_editions(meetings):
    """The newest edition of each published meeting of a queryset, in the order of their primary keys."""
    newest = Edition.objects.filter(meeting=OuterRef("pk")).order_by("-number").values("pk")[:1]
    wanted = meetings.published().annotate(newest=Subquery(newest)).values("newest")
    return Edition.objects.filter(pk__in=wanted).order_by("meeting_id")


def in_batches(meeting_ids: Iterable[int]) -> Iterator[list[Edition]]:
    """The newest editions of those of the meetings that are published, so many at a time."""
    waiting = iter(meeting_ids)
    while batch := list(islice(waiting, BATCH)):
        yield list(newest_editions(Meeting.objects.filter(pk__in=batch)))


@transaction.atomic
def renew(meeting_ids: Iterable[int]) -> int:
    """Make cards and words anew where something they link to changed; returns how many.

    The version rises once. Meetings that are not published are passed over.
    """
    renewed, version = 0, None
    for editions in in_batches(meeting_ids):
        if editions:
            version = version or state.advance()
            show(editions, version)
            renewed += len(editions)
    return renewed


_TAKE_OVER = """
    INSERT INTO meetings_cardvalue (card_id, facet, value)
    SELECT card_id, %s, %s FROM meetings_cardvalue WHERE facet = %s AND value = %s
    ON CONFLICT DO NOTHING
"""


@transaction.atomic
def take_over(facet: int, value: int, by: Iterable[tuple[int, int]]) -> None:
    """List all that has a value of a facet under other facets and values instead.

    For an entry that became another: the list of the kept one is whole from the first moment, before the
    cards themselves are renewed. A few statements, whatever the number of cards.
    """
    listed = CardValue.objects.filter(facet=facet, value=value)
    if Card.objects.filter(pk__in=listed.values("card"), live=True).update(version=state.advance()):
        with connection.cursor() as cursor:
            for new_facet, new_value in by:
                cursor.execute(_TAKE_OVER, [new_facet, new_value, facet, value])
        listed.delete()


@transaction.atomic
def rebuild() -> int:
    """Make all cards and words anew from the editions; returns how many meetings are public."""
    version = state.advance()
    engines.current().clear()
    CardValue.objects.exclude(facet__in=traces.FORMER.values()).delete()
    Card.objects.update(key=None, live=False, data="", version=version)
    rebuilt = 0
    for editions in in_batches(list(Meeting.objects.published().values_list("pk", flat=True))):
        show(editions, version)
        rebuilt += len(editions)
    for batch in batches(Meeting.objects.withdrawn().values_list("pk", flat=True)):
        traces.leave(batch)
    return rebuilt
