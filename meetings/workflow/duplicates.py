"""Entries that may be one: candidates with a score and reasons, for an editor to decide on.

Only entries that share a key are compared, and a key that too many share is passed over: the work grows with
the archive and not with its square. A pair that an editor found to be two does not come back.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from django.core.cache import cache
from django.db.models import Count, Max, Model
from django.utils.translation import gettext as _

from meetings.models import Identifier, Meeting, NotTheSame, OtherName, Participation, Source
from meetings.names import fold
from meetings.names.likeness import Likeness, likeness, likeness_of_bodies, meeting_keys, words_of
from meetings.vocabulary import PublicationState, Side
from meetings.workflow.joining import KINDS

#: The kinds that candidates are sought among.
SOUGHT = ("person", "organisation", "place", "source", "meeting")
#: Below this two entries are not worth asking about.
LEAST = 0.7
#: A key that more entries share tells nothing.
MOST_OF_A_KEY = 40
#: More candidates are not shown, and not counted.
MOST = 1000


@dataclass(frozen=True)
class Candidate:
    """Two entries of a kind that may be one; ``first`` is the smaller primary key."""

    kind: str
    first: int
    second: int
    score: float
    reasons: tuple[str, ...]


def count() -> int:
    """How many pairs wait for a decision, at most ``MOST`` of each kind."""
    return sum(numbers().values())


def numbers() -> dict[str, int]:
    """How many pairs of each kind wait for a decision."""
    states = _states({table for kind in SOUGHT for table in _tables(kind)})
    return {kind: len(_kept(kind, states)) for kind in SOUGHT}


def candidates(kind: str) -> list[Candidate]:
    """The pairs of a kind that may be one, the likeliest first; found again when something has changed."""
    return _kept(kind, _states(_tables(kind)))


def _kept(kind: str, states: dict[type[Model], str]) -> list[Candidate]:
    key = f"duplicates/{kind}/{'-'.join(states[table] for table in _tables(kind))}"
    found = cache.get(key)
    if found is None:
        found = sorted(_found(kind), key=lambda one: (-one.score, one.first, one.second))[:MOST]
        cache.set(key, found, 24 * 60 * 60)
    return found


def _tables(kind: str) -> list[type[Model]]:
    """The tables whose changes may change the candidates of a kind."""
    tables = {"meeting": [Meeting], "source": [Source]}.get(kind, [KINDS.get(kind), OtherName, Identifier])
    return [*tables, NotTheSame, *([Participation] if kind in ("meeting", "person") else [])]


def _states(tables: Iterable[type[Model]]) -> dict[type[Model], str]:
    """What of each table changes whenever a row does: one query a table."""
    found = {}
    for table in tables:
        one = table._base_manager.aggregate(number=Count("pk"), last=Max("updated_at"))
        found[table] = f"{one['number']}.{one['last'].timestamp() if one['last'] else 0}"
    return found


def dismiss(kind: str, one: int, other: int, *, by=None) -> None:
    """Keep that two entries are two."""
    first, second = sorted((one, other))
    NotTheSame.objects.get_or_create(kind=kind, first=first, second=second, defaults={"by": by})


def _found(kind: str) -> Iterator[Candidate]:
    dismissed = set(NotTheSame.objects.filter(kind=kind).values_list("first", "second"))
    for candidate in _SEEKERS[kind](kind):
        if candidate.score >= LEAST and (candidate.first, candidate.second) not in dismissed:
            yield candidate


def pairs_of(keys: Iterable[tuple[str, int]]) -> set[tuple[int, int]]:
    """The pairs of entries that share a key which few share."""
    sharing: dict[str, set[int]] = defaultdict(set)
    for key, pk in keys:
        sharing[key].add(pk)
    found: set[tuple[int, int]] = set()
    for pks in sharing.values():
        if 1 < len(pks) <= MOST_OF_A_KEY:
            found.update(combinations(sorted(pks), 2))
    return found


def _named(kind: str) -> Iterator[Candidate]:
    """By all their names; what an outside register tells apart is two, what it calls the same is one."""
    model = KINDS[kind]
    names: dict[int, set[tuple[str, ...]]] = defaultdict(set)
    for pk, name in model._base_manager.filter(merged_into=None).values_list("pk", "name"):
        names[pk].add(words_of(name))
    others = (
        OtherName.objects.filter(**{f"{kind}__in": list(names)}) if len(names) < 500 else OtherName.objects
    )
    for pk, name in others.exclude(**{kind: None}).values_list(kind, "name"):
        if pk in names:
            names[pk].add(words_of(name))
    registered = _registered(kind)
    apart = _together(kind)
    keys = ((key, pk) for pk, spelt in names.items() for words in spelt for key in meeting_keys(words))
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
    return found


def _together(kind: str) -> set[tuple[int, int]]:
    """Pairs of people who took part in one meeting: they are two."""
    if kind != "person":
        return set()
    of_meeting: dict[int, list[int]] = defaultdict(list)
    rows = Participation.objects.exclude(person=None).values_list("meeting", "person")
    for meeting, person in rows:
        of_meeting[meeting].append(person)
    few = (people for people in of_meeting.values() if len(people) <= MOST_OF_A_KEY)
    return {pair for people in few for pair in combinations(sorted(people), 2)}


def _compared(kind, first, second, names, registered) -> Candidate:
    mine, its = registered.get(first, {}), registered.get(second, {})
    shared = mine.keys() & its.keys()
    if any(mine[scheme] == its[scheme] for scheme in shared):
        return Candidate(kind, first, second, 1.0, (_("the same entry of an outside register"),))
    alike = likeness if kind == "person" else likeness_of_bodies
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


def _sources(kind: str) -> Iterator[Candidate]:
    """By address without its trimmings, by snapshot, by title on the same day."""
    rows = Source.objects.filter(merged_into=None).values_list("pk", "url", "sha256", "title", "published")
    told: dict[tuple[str, int], str] = {}
    for pk, url, sha256, title, published in rows:
        if url:
            told[f"url {_plain_address(url)}", pk] = _("the same address but for its trimmings")
        if sha256:
            told[f"text {sha256}", pk] = _("the same text")
        if published:
            told[f"title {published} {fold(title)}", pk] = _("the same title on the same day")
    reasons: dict[tuple[int, int], set[str]] = defaultdict(set)
    by_key: dict[str, list[int]] = defaultdict(list)
    for key, pk in told:
        by_key[key].append(pk)
    for key, pks in by_key.items():
        if 1 < len(pks) <= MOST_OF_A_KEY:
            for pair in combinations(sorted(pks), 2):
                reasons[pair].add(told[key, pair[0]])
    for (first, second), why in reasons.items():
        score = min(1.0, 0.8 + 0.1 * len(why))
        yield Candidate(kind, first, second, score, tuple(sorted(why)))


def _plain_address(url: str) -> str:
    plain = url.split("#")[0].split("?utm_")[0].removeprefix("https://").removeprefix("http://")
    return plain.removeprefix("www.").rstrip("/").casefold()


def _meetings(kind: str) -> Iterator[Candidate]:
    """By a counterpart on the same day, and by how many more they share."""
    living = (
        Meeting.objects.filter(merged_into=None).exclude(state=PublicationState.WITHDRAWN).exclude(date="")
    )
    rows = Participation.objects.filter(meeting__in=living).exclude(side=Side.PRINCIPAL)
    days: dict[tuple, set[int]] = defaultdict(set)
    for party in ("person", "country", "organisation"):
        often = set(
            rows.exclude(**{party: None})
            .values("meeting__date", party)
            .annotate(number=Count("meeting", distinct=True))
            .filter(number__gt=1, number__lte=MOST_OF_A_KEY)
            .values_list("meeting__date", party)[:MOST]
        )
        within = rows.filter(
            meeting__date__in={date for date, _pk in often}, **{f"{party}__in": {pk for _date, pk in often}}
        )
        for date, pk, meeting in within.values_list("meeting__date", party, "meeting"):
            if (date, pk) in often:
                days[party, date, pk].add(meeting)
    shared: dict[tuple[int, int], set[str]] = defaultdict(set)
    for (party, *_key), meetings in days.items():
        for pair in combinations(sorted(meetings), 2):
            shared[pair].add(party)
    said = {
        "person": _("the same counterpart on the same date"),
        "country": _("the same country on the same date"),
        "organisation": _("the same organisation on the same date"),
    }
    nameless = set(rows.filter(person=None).values_list("meeting", flat=True))
    for (first, second), parties in shared.items():
        # Two people of one country are met on one day; the same day without a name may be the same meeting.
        if "person" not in parties and not {first, second} & nameless:
            continue
        score = 0.9 if "person" in parties else 0.7
        yield Candidate(kind, first, second, score, tuple(said[party] for party in sorted(parties)))


_SEEKERS = {
    "person": _named,
    "organisation": _named,
    "place": _named,
    "source": _sources,
    "meeting": _meetings,
}
