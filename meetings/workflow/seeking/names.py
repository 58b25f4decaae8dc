"""People, organisations, places and topics entered twice: by all their names and by outside registers."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from meetings.models import Identifier, OtherName, Participation, Topic
from meetings.names.likeness import (
    Likeness,
    likeness,
    likeness_of_bodies,
    likeness_of_topics,
    meeting_keys,
    meeting_keys_of_bodies,
    meeting_keys_of_topics,
    words_of,
    words_of_body,
    words_of_topic,
)
from meetings.workflow.referring import KINDS
from meetings.workflow.seeking.candidates import MOST_OF_A_KEY, Candidate, pairs_of

#: By which words names of a kind are compared, under which keys they meet, and how alike they are.
_COMPARED = {
    "person": (words_of, meeting_keys, likeness),
    "topic": (words_of_topic, meeting_keys_of_topics, likeness_of_topics),
}
_BODIES = (words_of_body, meeting_keys_of_bodies, likeness_of_bodies)


def named(kind: str) -> Iterator[Candidate]:
    """By all their names; what an outside register tells apart is two, what it calls the same is one."""
    model = KINDS[kind]
    compared_by, keys_of, _alike = _COMPARED.get(kind, _BODIES)
    names: dict[int, set[tuple[str, ...]]] = defaultdict(set)
    for pk, name in model._base_manager.filter(merged_into=None).values_list("pk", "name"):
        names[pk].add(compared_by(name))
    others = (
        OtherName.objects.filter(**{f"{kind}__in": list(names)}) if len(names) < 500 else OtherName.objects
    )
    for pk, name in others.exclude(**{kind: None}).values_list(kind, "name"):
        if pk in names:
            names[pk].add(compared_by(name))
    registered = _registered(kind)
    apart = _APART.get(kind, set)()
    keys = ((key, pk) for pk, spelt in names.items() for words in spelt for key in keys_of(words))
    same = ((f"{scheme}:{value}", pk) for pk, found in registered.items() for scheme, value in found.items())
    for first, second in pairs_of([*keys, *((key, pk) for key, pk in same if pk in names)]):
        if (first, second) not in apart:
            yield _compared(kind, first, second, names, registered)


def _registered(kind: str) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = defaultdict(dict)
    if kind in {field.name for field in Identifier._meta.fields}:
        rows = Identifier.objects.exclude(**{kind: None}).values_list(kind, "scheme", "value")
        for pk, scheme, value in rows:
            found[pk][scheme] = value
    if kind == "topic":
        for pk, address in Topic.objects.exclude(exact_match="").values_list("pk", "exact_match"):
            found[pk][urlsplit(address).netloc] = address
    return found


def _together() -> set[tuple[int, int]]:
    """Pairs of people who took part in one meeting: they are two."""
    of_meeting: dict[int, list[int]] = defaultdict(list)
    rows = Participation.objects.exclude(person=None).values_list("meeting", "person")
    for meeting, person in rows:
        of_meeting[meeting].append(person)
    few = (people for people in of_meeting.values() if len(people) <= MOST_OF_A_KEY)
    return {pair for people in few for pair in combinations(sorted(people), 2)}


def _one_of_the_other() -> set[tuple[int, int]]:
    """Pairs of topics of which one is part of the other, by whatever steps."""
    broader = dict(Topic.objects.exclude(broader=None).values_list("pk", "broader"))
    found = set()
    for pk in broader:
        above, passed = broader.get(pk), {pk}
        while above is not None and above not in passed:
            found.add((min(pk, above), max(pk, above)))
            passed.add(above)
            above = broader.get(above)
    return found


#: Which pairs of a kind are two for certain, whatever they are called.
_APART = {"person": _together, "topic": _one_of_the_other}


def _compared(kind, first, second, names, registered) -> Candidate:
    mine, its = registered.get(first, {}), registered.get(second, {})
    shared = mine.keys() & its.keys()
    if any(mine[scheme] == its[scheme] for scheme in shared):
        return Candidate(kind, first, second, 1.0, (_("the same entry of an outside register"),))
    *_keys, alike = _COMPARED.get(kind, _BODIES)
    mine_named, its_named = names[first], names[second]
    if kind != "person" and _long(mine_named) and _long(its_named):
        # Many bodies share an abbreviation, in one language or another.
        mine_named, its_named = _long(mine_named), _long(its_named)
    best = max(
        (alike(one, other) for one in mine_named for other in its_named),
        key=lambda found: found.score,
        default=Likeness(0.0, ""),
    )
    # Registers hardly ever hold one person twice.
    score = best.score * 0.5 if shared else best.score
    return Candidate(kind, first, second, score, (best.why,))


def _long(spelt: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The names of more than one word."""
    return [words for words in spelt if len(words) > 1]
