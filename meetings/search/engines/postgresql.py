"""Words on PostgreSQL: a ``tsvector`` beside ``CardText``, under a GIN index.

Vectors and queries are written as literals from folded words, so that no parser and no locale of the
server decides what a word is.
"""

from collections.abc import Iterator

from django.db import connection
from django.db.models.expressions import RawSQL

from meetings import packing
from meetings.models import CardText
from meetings.search.query import Term, TextQuery
from meetings.search.words import BOUNDARY

_MATCHING = "SELECT public_id FROM meetings_cardtext WHERE vector @@ %s::tsquery"
#: A day as its number from 0001-01-01 on, which is one.
DAY_NUMBER = "({} - DATE '0001-01-01' + 1)"
_POSTINGS = """
    SELECT facet, value, string_agg(card_id::text, ',') FROM meetings_cardvalue
    WHERE facet = ANY(%s) GROUP BY facet, value ORDER BY facet, value
"""
_LAST_POSITION = 16_383


def matching(cards, query: TextQuery):
    """Narrow a queryset of cards to those whose words fit."""
    if query.wanted:
        expression = " & ".join(_expression(term) for term in query.wanted)
        cards = cards.filter(public_id__in=RawSQL(_MATCHING, [expression]))
    for term in query.unwanted:
        cards = cards.exclude(public_id__in=RawSQL(_MATCHING, [_expression(term)]))
    return cards


def numbers_with(term: Term, among: list[int] | None = None) -> Iterator[int]:
    """The public numbers of the meetings with a term; only of those ``among`` where it is given."""
    statement, parameters = _MATCHING, [_expression(term)]
    if among is not None:
        statement += " AND public_id = ANY(%s)"
        parameters.append(among)
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        yield from (number for (number,) in cursor)


def postings(facets: list[int]) -> Iterator[tuple[int, int, str]]:
    """Facet, value and the cards that have it, as numbers between commas; facet by facet."""
    with connection.cursor() as cursor:
        cursor.execute(_POSTINGS, [facets])
        yield from cursor


def _expression(term: Term) -> str:
    """A term as a ``tsquery`` literal; folded words hold no quotes and cannot leave theirs."""
    star = ":*" if term.prefix else ""
    return (
        "("
        + " | ".join(" <-> ".join(f"'{word}'" for word in spelling) + star for spelling in term.spellings)
        + ")"
    )


def vector_of(words: str) -> str:
    """The words as a ``tsvector`` literal with their positions; boundaries leave a gap."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words.split(), start=1):
        if word != BOUNDARY:
            places.setdefault(word, []).append(min(place, _LAST_POSITION))
    # PostgreSQL keeps at most 255 positions of a word.
    return " ".join(f"'{word}':{','.join(map(str, found[:255]))}" for word, found in places.items())


def write(texts: dict[int, str]) -> None:
    """Store the words of meetings by their public numbers, replacing those before."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO meetings_cardtext(public_id, words, vector) VALUES (%s, %s, %s::tsvector) "
            "ON CONFLICT (public_id) DO UPDATE SET words = excluded.words, vector = excluded.vector",
            [(number, _packed(words), vector_of(words)) for number, words in texts.items()],
        )


def _packed(words: str) -> bytes:
    return packing.pack(words, packing.Dictionary.WORDS)


def add(texts: dict[int, str]) -> None:
    """Store the words of meetings that have none yet, in one stream."""
    with (
        connection.cursor() as cursor,
        cursor.copy("COPY meetings_cardtext (public_id, words, vector) FROM STDIN") as copy,
    ):
        for number, words in texts.items():
            copy.write_row((number, _packed(words), vector_of(words)))


def remove(numbers) -> None:
    """Forget the words of meetings; unknown numbers are passed over."""
    CardText.objects.filter(pk__in=list(numbers)).delete()


def clear() -> None:
    """Forget all words."""
    CardText.objects.all().delete()


def is_sound() -> bool:
    """Whether the vectors are those of the words."""
    compare = "SELECT vector IS DISTINCT FROM %s::tsvector FROM meetings_cardtext WHERE public_id = %s"
    with connection.cursor() as cursor:
        for number, words in CardText.objects.order_by("pk").values_list("pk", "words").iterator():
            cursor.execute(compare, [vector_of(words), number])
            if cursor.fetchone() != (False,):
                return False
    return True
