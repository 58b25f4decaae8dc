"""Entries that words of a source name: those called just so, the longest name first, or what comes near."""

import re
from collections.abc import Iterator

from meetings import names
from meetings.models import OtherName, Topic

#: Of marked words so many are looked through, and a name has so many at most.
MOST_WORDS, LONGEST_NAME = 40, 14
#: How many entries are offered where the words do not decide.
MOST_OFFERED = 6
#: Of the words of a topic's name, this part has to be among those marked for it to come near.
_NEAR = 0.5
_SAME_BEGINNING = 6
_WORD = re.compile(r"\w+(?:['’ʼ.-]\w+)*\.?")


def named(queryset, words: str) -> list:
    """The rows of ``queryset`` that ``words`` name: those with the longest name that stands in them whole.

    Several rows where several are called the same; none where nothing is called so. Two queries.
    """
    keys = dict(_keys(words))
    if not keys:
        return []
    model = queryset.model
    field = model._meta.get_field("other_names").remote_field.name
    found = {row.pk: keys[row.match_key] for row in queryset.filter(match_key__in=keys)}
    others = OtherName.objects.filter(match_key__in=keys, **{f"{field}__isnull": False})
    for key, pk in others.values_list("match_key", field):
        found[pk] = max(found.get(pk, 0), keys[key])
    longest = max(found.values(), default=0)
    return list(queryset.filter(pk__in=[pk for pk, size in found.items() if size == longest]))


def _keys(words: str) -> Iterator[tuple[str, int]]:
    """The keys of all that could be a name in ``words``, each with how many letters it has."""
    places = [match.span() for match in _WORD.finditer(words)][:MOST_WORDS]
    for first, (start, _end) in enumerate(places):
        for _start, end in places[first : first + LONGEST_NAME]:
            if key := names.match_key(words[start:end]):
                yield key, len(key)


def is_called(row, words: str) -> bool:
    """Whether all of ``words`` is a name of ``row``."""
    key = names.match_key(words)
    return key == row.match_key or row.other_names.filter(match_key=key).exists()


def near(queryset, words: str) -> list:
    """What may be meant where nothing is called just so: rows whose name holds every word; few of them."""
    found = queryset.by_spelling(words)
    return list(found[:MOST_OFFERED])


def near_topics(words: str) -> list[Topic]:
    """The topics of whose names at least half the words are marked, the nearest first. Two queries."""
    marked = set(names.words(words))
    rated: dict[int, tuple[float, int]] = {}
    topics = {topic.pk: topic for topic in Topic.objects.filter(merged_into__isnull=True)}
    others = OtherName.objects.filter(topic__in=topics).values_list("topic_id", "name")
    for pk, name in [*((topic.pk, topic.name) for topic in topics.values()), *others]:
        of_name = [word for word in names.words(name) if len(word) > 2 and word not in _SMALL]
        shared = sum(any(_same(word, one) for one in marked) for word in of_name)
        if of_name and shared / len(of_name) >= _NEAR:
            rated[pk] = max(rated.get(pk, (0.0, 0)), (shared / len(of_name), shared))
    best = sorted(rated, key=lambda pk: (*(-part for part in rated[pk]), topics[pk].name))
    return [topics[pk] for pk in best[:MOST_OFFERED]]


_SMALL = frozenset({"and", "the", "for", "with"})


def _same(word: str, other: str) -> bool:
    """Whether two folded words are one, or forms of one as far as their beginnings tell."""
    return word == other or (
        min(len(word), len(other)) >= _SAME_BEGINNING and word[:_SAME_BEGINNING] == other[:_SAME_BEGINNING]
    )
