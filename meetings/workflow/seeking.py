"""Where two entries of one thing are sought: by names, addresses, texts and days, never each with each.

Only entries that share a key are compared, and a key that too many share is passed over: the work grows with
the archive and not with its square.
"""

import datetime
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from django.db.models import Count, F
from django.utils.translation import gettext as _

from meetings.models import Identifier, Meeting, OtherName, Participation, Source
from meetings.names import fold, match_key
from meetings.names.likeness import (
    Likeness,
    likeness,
    likeness_of_bodies,
    meeting_keys,
    meeting_keys_of_bodies,
    words_of,
    words_of_body,
)
from meetings.vocabulary import PublicationState, Side
from meetings.workflow.joining import KINDS

#: A key that more entries share tells nothing.
MOST_OF_A_KEY = 40
#: More candidates are not shown, and not counted.
MOST = 1000
_FRONT = re.compile(r"^https?://(www\d?\.|m\.|mobile\.|amp\.)?", re.IGNORECASE)
_INDEX = re.compile(r"/(index|default)\.(html?|php|aspx?)$")
#: Parameters that say who sent the reader, or how the page is shown.
_TRACKING = re.compile(r"(utm_\w+|fbclid|gclid|yclid|mc_\w+|igshid|ref|amp|lang|share|print)(=|$)")
_BEHIND = re.compile(r"\s[|–—]\s(?=[^|–—]*$)")
#: A date is known too little to be compared where it may be any of more days than these.
_MOST_DAYS = datetime.timedelta(days=45)
#: More rows are not compared for dates that overlap.
_MOST_COMPARED = 20_000


@dataclass(frozen=True)
class Candidate:
    """Two entries of a kind that may be one; ``first`` is the smaller primary key."""

    kind: str
    first: int
    second: int
    score: float
    reasons: tuple[str, ...]


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


def named(kind: str) -> Iterator[Candidate]:
    """By all their names; what an outside register tells apart is two, what it calls the same is one."""
    model = KINDS[kind]
    is_person = kind == "person"
    compared_by, keys_of = (words_of, meeting_keys) if is_person else (words_of_body, meeting_keys_of_bodies)
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
    apart = _together(kind)
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


def sources(kind: str) -> Iterator[Candidate]:
    """By address without its trimmings, by snapshot, by title on the same day."""
    rows = Source.objects.filter(merged_into=None).values_list("pk", "url", "sha256", "title", "published")
    told: dict[tuple[str, int], str] = {}
    for pk, url, sha256, title, published in rows:
        if url:
            told[f"url {_plain_address(url)}", pk] = _("the same address but for its trimmings")
        if sha256:
            told[f"text {sha256}", pk] = _("the same text")
        if published:
            told[f"title {published} {_plain_title(title)}", pk] = _("the same title on the same day")
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
    """An address without what leads to the same text: how it is shown, and who sent the reader."""
    address, _hash, _place = url.partition("#")
    address, _mark, query = address.partition("?")
    plain = _FRONT.sub("", address).rstrip("/").casefold()
    kept = [one for one in query.casefold().split("&") if one and not _TRACKING.match(one)]
    return "?".join([_INDEX.sub("", plain), *(["&".join(sorted(kept))] if kept else [])])


def _plain_title(title: str) -> str:
    """The words of a title, without the name of the publisher that a site puts behind it."""
    return match_key(_BEHIND.split(title)[0]) or fold(title)


def meetings(kind: str) -> Iterator[Candidate]:
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
    for first, second in _overlapping(rows) - shared.keys():
        why = _("the same counterpart, and dates that can both be true")
        yield Candidate(kind, first, second, 0.75, (why,))


def _overlapping(rows) -> set[tuple[int, int]]:
    """Meetings with one counterpart of which one is known to the week or month, the other within that."""
    named = rows.exclude(person=None).order_by("meeting")
    columns = ("person", "meeting", "meeting__date_earliest", "meeting__date_latest")
    vague = named.filter(meeting__date_latest__gt=F("meeting__date_earliest")).values_list(*columns)
    unclear = [row for row in vague[:_MOST_COMPARED] if row[3] - row[2] <= _MOST_DAYS]
    of_person: dict[int, list[tuple]] = defaultdict(list)
    people = {person for person, *_rest in unclear}
    for person, meeting, begin, end in named.filter(person__in=people).values_list(*columns)[:_MOST_COMPARED]:
        if end - begin <= _MOST_DAYS:
            of_person[person].append((begin, end, meeting))
    for met in of_person.values():
        met.sort()
    found = set()
    for person, meeting, begin, end in unclear:
        met = of_person[person]
        start = bisect_left(met, (begin - _MOST_DAYS,))
        within = [
            other
            for first, last, other in met[start : start + MOST_OF_A_KEY]
            if other != meeting and first <= end and last >= begin
        ]
        found.update((min(meeting, other), max(meeting, other)) for other in within)
    return found
