"""Words on SQLite: an FTS5 table without content of its own over ``CardText``.

It reads what ``CardText`` holds through a view that unpacks it, when it is checked or made anew. The
tokenizer is ``ascii``: words are folded before they come here, and every other character is part of one.
"""

import json
from collections.abc import Iterator

from django.db import DatabaseError, connection, transaction
from django.db.models.expressions import RawSQL

from meetings import packing
from meetings.models import CardText
from meetings.search.query import Term, TextQuery

_MATCHING = "SELECT rowid FROM meetings_cardwords WHERE meetings_cardwords MATCH %s"
#: A day as its number from 0001-01-01 on, which is one.
DAY_NUMBER = "CAST(julianday({}) - 1721424.5 AS integer)"
_POSTINGS = """
    SELECT facet, value, group_concat(card_id) FROM meetings_cardvalue
    WHERE facet IN (SELECT value FROM json_each(%s)) GROUP BY facet, value ORDER BY facet, value
"""


def prepare(connection, **_signal) -> None:
    """Give a new connection to SQLite what the view of unpacked words needs."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("unpacked", 1, packing.unpack, deterministic=True)


def matching(cards, query: TextQuery):
    """Narrow a queryset of cards to those whose words fit."""
    if query.wanted:
        expression = " AND ".join(_expression(term) for term in query.wanted)
        cards = cards.filter(public_id__in=RawSQL(_MATCHING, [expression]))
    for term in query.unwanted:
        cards = cards.exclude(public_id__in=RawSQL(_MATCHING, [_expression(term)]))
    return cards


def numbers_with(term: Term, among: list[int] | None = None) -> Iterator[int]:
    """The public numbers of the meetings with a term; only of those ``among`` where it is given."""
    statement, parameters = _MATCHING, [_expression(term)]
    if among is not None:
        statement += " AND rowid IN (SELECT value FROM json_each(%s))"
        parameters.append(json.dumps(among))
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        yield from (number for (number,) in cursor)


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
    """Store the words of meetings by their public numbers, replacing those before."""
    remove(texts)
    add(texts)


def add(texts: dict[int, str]) -> None:
    """Store the words of meetings that have none yet."""
    # In their order: FTS5 begins a segment of its own whenever a number is lower than the one before.
    rows = sorted(texts.items())
    packed = [(number, packing.pack(words, packing.Dictionary.WORDS)) for number, words in rows]
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO meetings_cardtext(public_id, words) VALUES (%s, %s)", packed)
        cursor.executemany("INSERT INTO meetings_cardwords(rowid, words) VALUES (%s, %s)", rows)


def remove(numbers) -> None:
    """Forget the words of meetings; unknown numbers are passed over."""
    stored = list(CardText.objects.filter(pk__in=list(numbers)).values_list("pk", "words"))
    with connection.cursor() as cursor:
        # An external-content table is told the old words, so that it can find its own entries again.
        cursor.executemany(
            "INSERT INTO meetings_cardwords(meetings_cardwords, rowid, words) VALUES ('delete', %s, %s)",
            stored,
        )
    CardText.objects.filter(pk__in=[number for number, _ in stored]).delete()


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
