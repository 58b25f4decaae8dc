"""Words on PostgreSQL: a ``tsvector`` beside ``CardText``, under a GIN index.

Vectors and queries are written as literals from folded words, so that no parser and no locale of the
server decides what a word is.
"""

from collections.abc import Iterator

from django.db import connection
from django.db.models.expressions import RawSQL

from meetings.models import CardText
from meetings.search.query import Term, TextQuery
from meetings.search.words import BOUNDARY

_MATCHING = "SELECT key FROM meetings_cardtext WHERE vector @@ %s::tsquery"
_POSTINGS = """
    SELECT facet, value, string_agg(card_id::text, ',') FROM meetings_cardvalue
    WHERE facet = ANY(%s) GROUP BY facet, value ORDER BY facet, value
"""
_LAST_POSITION = 16_383


def matching(cards, query: TextQuery):
    """Narrow a queryset of cards to those whose words fit."""
    if query.wanted:
        expression = " & ".join(_expression(term) for term in query.wanted)
        cards = cards.filter(key__in=RawSQL(_MATCHING, [expression]))
    for term in query.unwanted:
        cards = cards.exclude(key__in=RawSQL(_MATCHING, [_expression(term)]))
    return cards


def keys_with(term: Term, among: list[int] | None = None) -> Iterator[int]:
    """The keys of the cards with a term; only of those ``among`` where it is given."""
    statement, parameters = _MATCHING, [_expression(term)]
    if among is not None:
        statement += " AND key = ANY(%s)"
        parameters.append(among)
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        yield from (key for (key,) in cursor)


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
    """Store the words of cards by their sort keys, replacing those before."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO meetings_cardtext(key, words, vector) VALUES (%s, %s, %s::tsvector) "
            "ON CONFLICT (key) DO UPDATE SET words = excluded.words, vector = excluded.vector",
            [(key, words, vector_of(words)) for key, words in texts.items()],
        )


def add(texts: dict[int, str]) -> None:
    """Store the words of cards that have none yet, in one stream."""
    with (
        connection.cursor() as cursor,
        cursor.copy("COPY meetings_cardtext (key, words, vector) FROM STDIN") as copy,
    ):
        for key, words in texts.items():
            copy.write_row((key, words, vector_of(words)))


def remove(keys) -> None:
    """Forget the words of cards; unknown keys are passed over."""
    CardText.objects.filter(key__in=list(keys)).delete()


def clear() -> None:
    """Forget all words."""
    CardText.objects.all().delete()


def is_sound() -> bool:
    """Whether the vectors are those of the words."""
    compare = "SELECT vector IS DISTINCT FROM %s::tsvector FROM meetings_cardtext WHERE key = %s"
    with connection.cursor() as cursor:
        for key, words in CardText.objects.order_by("key").values_list("key", "words").iterator():
            cursor.execute(compare, [vector_of(words), key])
            if cursor.fetchone() != (False,):
                return False
    return True
