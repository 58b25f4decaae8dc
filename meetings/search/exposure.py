"""Writing what is listed and searched, in the transaction of the verb that changes what is public."""

import json
from collections.abc import Iterable

from django.db import transaction
from django.db.models import OuterRef, Subquery

from meetings.models import Card, CardText, Edition, Meeting
from meetings.record import cards, state
from meetings.record.references import refresh
from meetings.search import engines
from meetings.search.words import other_names_of, words_of

BATCH = 500


def show(editions: Iterable[Edition], version: int) -> None:
    """List and index meetings by their newest editions, in a fixed number of queries."""
    editions = list(editions)
    stale = Card.objects.filter(pk__in=[edition.meeting_id for edition in editions], live=True)
    engines.current().remove(stale.values_list("key", flat=True))
    written = cards.write_many(editions, version)
    forms = [json.loads(edition.form) for edition in editions]
    rows = refresh(*forms)
    other_names = other_names_of(set(rows.values()))
    engines.current().write(
        {card.key: words_of(form, rows, other_names) for card, form in zip(written, forms, strict=True)}
    )


def hide(meeting: Meeting, version: int) -> None:
    """Take a meeting out of every list and of the search."""
    engines.current().remove(Card.objects.filter(pk=meeting.pk, live=True).values_list("key", flat=True))
    cards.bury(meeting, version)


def newest_editions(meetings):
    """The newest edition of each published meeting of a queryset, in the order of their primary keys."""
    newest = Edition.objects.filter(meeting=OuterRef("pk")).order_by("-number").values("pk")[:1]
    wanted = meetings.published().annotate(newest=Subquery(newest)).values("newest")
    return Edition.objects.filter(pk__in=wanted).order_by("meeting_id")


@transaction.atomic
def renew(meeting_ids: Iterable[int]) -> int:
    """Make cards and words anew where something they link to changed; returns how many.

    The version rises once. Meetings that are not published are passed over.
    """
    editions = list(newest_editions(Meeting.objects.filter(pk__in=list(meeting_ids))))
    if editions:
        version = state.advance()
        for first in range(0, len(editions), BATCH):
            show(editions[first : first + BATCH], version)
    return len(editions)


@transaction.atomic
def rebuild() -> int:
    """Make all cards and words anew from the editions; returns how many meetings are public."""
    engines.current().remove(CardText.objects.values_list("key", flat=True))
    published = Meeting.objects.published()
    Card.objects.exclude(pk__in=published.values("pk")).exclude(live=False).update(
        key=None, live=False, data=""
    )
    return renew(published.values_list("pk", flat=True))
