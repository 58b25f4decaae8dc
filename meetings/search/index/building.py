"""Building the index from the database, and following what changed since.

Neither needs a transaction: whatever is changed between two queries has a version above the one read first,
and is read again by the next step.
"""

from collections.abc import Iterator
from itertools import groupby

import numpy as np
from pyroaring import BitMap

from meetings.models import Card, CardValue
from meetings.record import state
from meetings.record.cards import number_in
from meetings.record.proof import batches
from meetings.search import engines
from meetings.search.index.bitmaps import DOCUMENT, bitmap_of
from meetings.search.index.crossing import Crossing
from meetings.search.index.days import Days
from meetings.search.index.facet import FacetIndex
from meetings.search.index.order import Order
from meetings.search.index.snapshot import INDEXED, Snapshot, words_of
from meetings.vocabulary import Facet, number_of

_BOUNDS = ("date_earliest", "date_latest", "date_start_latest", "date_end_earliest")
_FACETS = {number_of(facet): facet for facet in INDEXED}
#: More changes at once than this, and than this part of all, are not followed: a rebuild costs less.
CHANGES_AT_MOST = 5_000
PART_AT_MOST = 50


def build() -> Snapshot:
    """The index of all that is public now; a few seconds for a million meetings."""
    version = state.current_version()
    keys, cards = engines.listed()
    order, facets = Order(keys), _facets(cards)
    return Snapshot(
        version=version,
        order=order,
        days=Days.of(_uncertain(keys)),
        facets=facets,
        crossing=Crossing.of(facets),
        live=bitmap_of(np.arange(len(keys), dtype=DOCUMENT)),
        numbers=_numbers(number_in(keys)),
        late_numbers={},
        words=words_of(len(keys)),
    )


def _uncertain(keys: np.ndarray) -> np.ndarray:
    """The documents that have no single day, with their bounds: a row each."""
    found = engines.uncertain()
    places = np.searchsorted(keys, found[0])
    known = places < len(keys)
    known[known] = keys[places[known]] == found[0][known]
    return np.vstack([places, found[1:]])[:, known].T


def _facets(cards: np.ndarray) -> dict[Facet, FacetIndex]:
    documents = np.full(int(cards.max(initial=-1)) + 2, -1, dtype=np.int32)
    documents[cards] = np.arange(len(cards), dtype=np.int32)
    found = {facet: FacetIndex.of([], len(cards)) for facet in INDEXED}
    for facet, rows in groupby(engines.current().postings(list(_FACETS)), key=lambda row: row[0]):
        postings = [(value, text) for _, value, text in rows]
        found[_FACETS[facet]] = FacetIndex.of(_documents(postings, documents), len(cards))
    return found


def _documents(postings: list[tuple[int, str]], documents: np.ndarray) -> Iterator[tuple[int, np.ndarray]]:
    """Values with their documents, from values with their cards as numbers between commas.

    ``documents`` gives the document of a card, -1 for none; cards that came meanwhile are left out.
    """
    cards = np.fromstring(",".join(text for _, text in postings), dtype=np.int64, sep=",")
    found = documents[np.minimum(cards, len(documents) - 1)]
    ends = np.cumsum([text.count(",") + 1 for _, text in postings])
    for (value, _), part in zip(postings, np.split(found, ends[:-1]), strict=True):
        yield value, part[part >= 0].astype(DOCUMENT)


def _numbers(public_ids: np.ndarray) -> np.ndarray:
    numbers = np.full(int(public_ids.max(initial=-1)) + 1, -1, dtype=np.int32)
    numbers[public_ids] = np.arange(len(public_ids), dtype=np.int32)
    return numbers


def follow(snapshot: Snapshot, version: int) -> Snapshot | None:
    """The index at a later ``version``; ``None`` where so much changed that a rebuild costs less.

    A meeting that changed is a new document: what an older snapshot knows of the old one stays true for it.
    """
    most = max(CHANGES_AT_MOST, snapshot.order.size // PART_AT_MOST)
    changed = Card.objects.filter(version__gt=snapshot.version).order_by("version", "pk")
    rows = list(changed.values_list("pk", "public_id", "live", "key", *_BOUNDS)[: most + 1])
    if len(rows) > most:
        return None
    gone = [snapshot.document_of(row[1]) for row in rows]
    gone = bitmap_of(np.array([document for document in gone if document is not None], dtype=DOCUMENT))
    come = [row for row in rows if row[2]]
    documents = {row[0]: snapshot.order.size + place for place, row in enumerate(come)}
    values = _values_of(documents)
    facets = {facet: known.followed(gone, values[facet]) for facet, known in snapshot.facets.items()}
    return Snapshot(
        version=version,
        order=snapshot.order.followed([row[3] for row in come]),
        days=snapshot.days.followed(
            [(documents[row[0]], *(day.toordinal() for day in row[4:])) for row in come if row[4]]
        ),
        facets=facets,
        crossing=_crossing(snapshot, facets, gone, values),
        live=(snapshot.live - gone) | bitmap_of(np.array(list(documents.values()), dtype=DOCUMENT)),
        numbers=snapshot.numbers,
        late_numbers=snapshot.late_numbers | {row[1]: documents[row[0]] for row in come},
        words=snapshot.words,
        of_entries=snapshot.of_entries,
        labels={
            (facet, language): facets[facet].unchanged(snapshot.facets[facet], labels)
            for (facet, language), labels in list(snapshot.labels.items())
        },
    )


def _crossing(snapshot: Snapshot, facets: dict[Facet, FacetIndex], gone: BitMap, come) -> Crossing:
    """The table of values after some documents went and others came, given as ``_values_of`` does."""
    went = [
        {facet: index.values_of(BitMap([document])) for facet, index in snapshot.facets.items()}
        for document in gone
    ]
    came: dict[int, dict[Facet, list[int]]] = {}
    for facet, pairs in come.items():
        for document, value in pairs:
            came.setdefault(document, {known: [] for known in facets})[facet].append(value)
    return snapshot.crossing.followed(facets, went, came.values())


def _values_of(documents: dict[int, int]) -> dict[Facet, list[tuple[int, int]]]:
    """By facet, the documents that came with each of their values, in the order of the documents.

    ``documents`` are by card.
    """
    found: dict[Facet, list[tuple[int, int]]] = {facet: [] for facet in INDEXED}
    for cards in batches(documents):
        # By card and nothing else: told the facets too, a database may read all that have one of them.
        rows = CardValue.objects.filter(card__in=cards).values_list("card", "facet", "value")
        for card, facet, value in rows:
            if facet in _FACETS:
                found[_FACETS[facet]].append((documents[card], value))
    for pairs in found.values():
        pairs.sort()
    return found
