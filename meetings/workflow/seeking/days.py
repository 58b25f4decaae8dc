"""Meetings entered twice: by who was met on which day."""

import datetime
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from django.db.models import Count, F
from django.utils.translation import gettext as _

from meetings.models import Meeting, Participation
from meetings.vocabulary import PublicationState, Side
from meetings.workflow.seeking.candidates import MOST, MOST_OF_A_KEY, Candidate

#: A date is known too little to be compared where it may be any of more days than these.
_MOST_DAYS = datetime.timedelta(days=45)
#: More rows are not compared for dates that overlap.
_MOST_COMPARED = 20_000


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
