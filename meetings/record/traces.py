"""What a withdrawn meeting leaves for harvesters: the sets, by country and topic, in which it was.

The tombstone of its card keeps them as values of facets of their own, which no list reads. They are those of
the newest edition whose text is kept; where none is, nobody can tell any more. A topic that only withdrawn
meetings name is public no longer, and is told of none.
"""

import json
from collections.abc import Collection, Iterable

from django.db.models import Exists, OuterRef, Subquery

from meetings.models import CardValue, Country, Edition, Meeting, Topic
from meetings.record.references import rows_at
from meetings.vocabulary import Facet, number_of

#: The numbers of the two facets of tombstones, above those of every facet of lists.
FORMER = {Facet.COUNTRY: 101, Facet.TOPIC: 102}


def leave(meetings: Collection[int]) -> None:
    """Write the traces of withdrawn meetings, by primary key, that have tombstones.

    Those of which no text is kept, as in an archive that was loaded from a dump, keep what they have.
    """
    values = composed(meetings)
    CardValue.objects.filter(card__in=values.keys()).delete()
    write((meeting, facet, value) for meeting, found in values.items() for facet, value in sorted(found))


def write(traces: Iterable[tuple[int, int, int]]) -> None:
    """Store traces as (primary key of the meeting, number of the facet, value)."""
    CardValue.objects.bulk_create(
        CardValue(card_id=meeting, facet=facet, value=value) for meeting, facet, value in traces
    )


def forget(meeting: int) -> None:
    """Take the traces of one meeting away, whose text was removed."""
    CardValue.objects.filter(card=meeting, facet__in=FORMER.values()).delete()


def composed(meetings: Collection[int]) -> dict[int, set[tuple[int, int]]]:
    """The traces that the kept editions of withdrawn meetings give; without a text kept there is no entry."""
    forms = _newest_forms_kept(meetings)
    codes = {code for form in forms.values() for code in _codes(form)}
    countries = dict(Country.objects.filter(code__in=codes).values_list("code", "pk"))
    slugs = {topic["slug"] for form in forms.values() for topic in form["topics"]}
    topics = {slug: row.pk for slug, row in rows_at("topic", slugs).items()} if slugs else {}
    found = {}
    for meeting, form in forms.items():
        named = {topic["slug"] for topic in form["topics"]}
        found[meeting] = {
            *((FORMER[Facet.COUNTRY], countries[code]) for code in _codes(form) & countries.keys()),
            *((FORMER[Facet.TOPIC], topics[slug]) for slug in named & topics.keys()),
        }
    return found


def _codes(form: dict) -> set[str]:
    return {row["country"]["code"] for row in form["participations"] if row["country"]}


def _newest_forms_kept(meetings: Collection[int]) -> dict[int, dict]:
    kept = Edition.objects.filter(meeting=OuterRef("pk")).exclude(form="").order_by("-number").values("pk")
    newest = Meeting.objects.withdrawn().filter(pk__in=meetings).values(newest=Subquery(kept[:1]))
    rows = Edition.objects.filter(pk__in=newest).values_list("meeting", "form")
    return {meeting: json.loads(form) for meeting, form in rows}


def named(meetings: Collection[int]) -> dict[int, list[tuple[Facet, str]]]:
    """What withdrawn meetings were about, as (facet, present address), sorted: all countries, public topics.

    A broader topic is named beside the narrower. A fixed number of queries.
    """
    rows = CardValue.objects.filter(card__in=meetings, facet__in=FORMER.values())
    traces = list(rows.values_list("card", "facet", "value"))
    facets = {number: facet for facet, number in FORMER.items()}
    codes = _addresses(Country.objects.all(), "code", traces, Facet.COUNTRY)
    tree = _Tree() if any(facets[number] == Facet.TOPIC for _, number, _ in traces) else None
    found: dict[int, set[tuple[Facet, str]]] = {}
    for meeting, number, value in traces:
        told = found.setdefault(meeting, set())
        if facets[number] == Facet.COUNTRY:
            told |= {(Facet.COUNTRY, codes[value])} if value in codes else set()
        elif tree:
            told |= {(Facet.TOPIC, slug) for slug in tree.public_slugs(value)}
    return {meeting: sorted(told) for meeting, told in found.items()}


def _addresses(rows, field: str, traces: list[tuple[int, int, int]], facet: Facet) -> dict[int, str]:
    wanted = {value for _, number, value in traces if number == FORMER[facet]}
    return dict(rows.filter(pk__in=wanted).values_list("pk", field)) if wanted else {}


def cards_in(facet: Facet, value: int):
    """The cards, with those of withdrawn meetings, that are or were in a set, as a queryset of their keys."""
    found = CardValue.objects.filter(facet=number_of(facet), value=value)
    # A topic takes its narrower ones along, and those that were merged into them.
    values = _Tree().within(value) if facet == Facet.TOPIC else [value]
    former = CardValue.objects.filter(facet=FORMER[facet], value__in=values)
    return found.values("card").union(former.values("card"), all=True)


class _Tree:
    """All topics as they stand: what each was merged into, what is above it, and which are public."""

    def __init__(self) -> None:
        public = Exists(Topic.objects.published().filter(pk=OuterRef("pk")))
        columns = ("pk", "slug", "merged_into", "broader", "is_public")
        self._rows = {
            pk: row for pk, *row in Topic._base_manager.annotate(is_public=public).values_list(*columns)
        }

    def _passed(self, pk: int | None) -> Iterable[int]:
        """A topic, what it was merged into, and all that is above; a circle ends where it closes."""
        passed: dict[int, None] = {}
        while pk in self._rows and pk not in passed:
            passed[pk] = None
            _, merged_into, broader, _ = self._rows[pk]
            pk = merged_into or broader
        return passed

    def public_slugs(self, pk: int) -> set[str]:
        """The addresses of the public ones among a topic and those above it."""
        return {self._rows[one][0] for one in self._passed(pk) if self._rows[one][3]}

    def within(self, pk: int) -> list[int]:
        """The topics that lead to a topic, itself among them."""
        return sorted(one for one in self._rows if pk in self._passed(one))
