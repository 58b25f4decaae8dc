"""Topics: the vocabulary as a tree with counts, and the page of one topic."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meetings import names, search
from meetings.models import Topic
from meetings.search import Criteria
from meetings.views import entries, figures, naming
from meetings.views.methods import read_only
from meetings.views.question import Question
from meetings.views.remembering import remembered
from meetings.vocabulary import Facet


@dataclass(frozen=True)
class Branch:
    """A topic with its count, which includes the narrower topics under it."""

    item: entries.Item
    narrower: list["Branch"]


@read_only
@remembered
def index(request: HttpRequest) -> HttpResponse:
    """The topics of published meetings as a tree."""
    return render(request, "meetings/topics.html", {"branches": _branches(None, get_language() or "en")})


@entries.entry(Topic, "topic", "broader__broader__other_names", "broader__other_names")
def topic(request: HttpRequest, row: Topic) -> HttpResponse:
    """One topic: where it stands in the vocabulary and the meetings about it or something narrower."""
    language = get_language() or "en"
    criteria, within = Criteria.of({Facet.TOPIC: {row.pk}}), (("topic", row.slug),)
    question = Question.of(criteria, language, urlencode(within))
    reading = question.asked_of
    counted = reading.counts(criteria, [Facet.COUNTRY, Facet.MINISTER, Facet.YEAR])
    headings = ((Facet.COUNTRY, _("Countries")), (Facet.MINISTER, _("Ministers")))
    context = {
        "topic": row,
        "name": row.label(language),
        "broader": [
            (one.label(language), reverse("topic", args=[one.slug])) for one in reversed(_broader(row))
        ],
        "branches": _branches(row, language),
        "names": naming.name_table(row, language),
        "ledger": entries.ledger(criteria, question.address(), language, asked_of=reading),
        "period": entries.period(counted[Facet.YEAR]),
        "trend": figures.per_year(question),
        "tallies": entries.tables(counted, headings, language, within=within),
    }
    return render(request, "meetings/topic.html", context)


def _broader(row: Topic) -> list[Topic]:
    """The broader topics of one, nearest first; a circle ends where it closes."""
    found: list[Topic] = []
    above = row.broader
    while above is not None and above != row and above not in found:
        found.append(above)
        above = above.broader
    return found


def _branches(root: Topic | None, language: str) -> list[Branch]:
    """The public topics below ``root`` as a tree, in a fixed number of queries."""
    counted = search.counts(Criteria(), [Facet.TOPIC])[Facet.TOPIC]
    below: dict[int | None, list[Topic]] = {}
    for one in Topic.objects.published().prefetch_related("other_names"):
        below.setdefault(one.broader_id, []).append(one)

    def grown(parent: int | None, above: frozenset[int]) -> list[Branch]:
        found = [
            Branch(_item(one, counted, language), grown(one.pk, above | {one.pk}))
            for one in below.get(parent, [])
            if one.pk not in above
        ]
        return sorted(found, key=lambda branch: names.fold(branch.item.name))

    return grown(root.pk if root else None, frozenset([root.pk] if root else []))


def _item(row: Topic, counted: dict[int, int], language: str) -> entries.Item:
    return entries.Item(
        name=row.label(language),
        address=reverse("topic", args=[row.slug]),
        count=counted.get(row.pk, 0),
        list=entries.list_address(("topic", row.slug)),
    )
