"""Words on SQLite: an FTS5 table without content of its own over ``CardText``.

The tokenizer is ``ascii``: words are folded before they come here, and every other character is part of one.
"""

import json
from collections.abc import Iterator

from django.db import DatabaseError, connection, transaction
from django.db.models.expressions import RawSQL

from meetings.models import CardText
from meetings.search.query import Term, TextQuery

_MATCHING = "SELECT rowid FROM meetings_cardwords WHERE meetings_cardwords MATCH %s"
_POSTINGS = """
    SELECT facet, value, group_concat(card_id) FROM meetings_cardvalue
    WHERE facet IN (SELECT value FROM json_each(%s)) GROUP BY facet, value ORDER BY facet, value
"""


def matching(cards, query: TextQuery):
    """Narrow a queryset of cards to those whose words fit."""
    if query.wanted:
        expression = " AND ".join(_expression(term) for term in query.wanted)
        cards = cards.filter(key__in=RawSQL(_MATCHING, [expression]))
    for term in query.unwanted:
        cards = cards.exclude(key__in=RawSQL(_MATCHING, [_expression(term)]))
    return cards


def keys_with(term: Term, among: list[int] | None = None) -> Iterator[int]:
    """The keys of the cards with a term; only of those ``among`` where it is given."""
    statement, parameters = _MATCHING, [_expression(term)]
    if among is not None:
        statement += " AND rowid IN (SELECT value FROM json_each(%s))"
        parameters.append(json.dumps(among))
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        yield from (key for (key,) in cursor)


def postings(facets: list[int]) -> Iterator[tuple[int, int, str]]:
    """Facet, value and the cards that have it, as numbers between commas; facet by facet."""
    with connection.cursor() as cursor:
        cursor.execute(_POSTINGS, [json.dumps(facets)])
        yield from cursor


def _expression(term: Term) -> str:
    """A term in FTS5's language; folded words hold no quotes and cannot leave theirs."""
    star = " *" if term.prefix else ""
    return "(" + " OR ".join(f'"{" ".join(spelling)}"{star}' for spelling in term.spellings) + ")"


def write(texts: dict[int, str]) -> None:
    """Store the words of cards by their sort keys, replacing those before."""
    remove(texts)
    add(texts)


def add(texts: dict[int, str]) -> None:
    """Store the words of cards that have none yet."""
    # In the order of the keys: FTS5 begins a segment of its own whenever one is lower than the one before.
    rows = sorted(texts.items())
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO meetings_cardtext(key, words) VALUES (%s, %s)", rows)
        cursor.executemany("INSERT INTO meetings_cardwords(rowid, words) VALUES (%s, %s)", rows)


def remove(keys) -> None:
    """Forget the words of cards; unknown keys are passed over."""
    stored = list(CardText.objects.filter(key__in=list(keys)).values_list("key", "words"))
    with connection.cursor() as cursor:
        # An external-content table is told the old words, so that it can find its own entries again.
        cursor.executemany(
            "INSERT INTO meetings_cardwords(meetings_cardwords, rowid, words) VALUES ('delete', %s, %s)",
            stored,
        )
    CardText.objects.filter(key__in=[key for key, _ in stored]).delete()


def clear() -> None:
    """Forget all words, also those that the index holds and the table does not."""
    CardText.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO meetings_cardwords(meetings_cardwords) VALUES ('delete-all')")


def is_sound() -> bool:
    """Whether the index holds the words of the table, and nothing else."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO meetings_cardwords(meetings_cardwords, rank) VALUES ('integrity-check', 1)"
            )
    except DatabaseError:
        return False
    return True
