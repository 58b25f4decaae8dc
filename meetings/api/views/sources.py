"""Sources and what they say, as editions have them; an editor's row is never read."""

import re
from dataclasses import replace

from django.db.models import Count
from django.http import Http404

from meetings.api import parameters
from meetings.api.objects import meetings as objects
from meetings.api.parameters import BadParameters, FreeField, NamesField
from meetings.api.schema import shapes
from meetings.api.views.base import View
from meetings.api.views.meetings import asked, found_by, standing, whole_or_gone
from meetings.api.views.paging import envelope, fields_of_lists, narrowed, page_of
from meetings.filters.fields import WordsField
from meetings.models import CardValue, Meeting, Source
from meetings.search import Criteria
from meetings.search.reported import public_editions, source_entries
from meetings.vocabulary import Facet, Property, number_of

SOURCE_MEMBERS = shapes.members(shapes.ListedSource)
STATEMENT_MEMBERS = shapes.members(shapes.Statement)


class SourceList(View):
    """The sources that public meetings rest on, in the order of their identifiers."""

    def get(self, request):
        return self.as_of_version(request, lambda reading: self._listed(request.GET))

    def _listed(self, data) -> dict:
        given = parameters.read(data, fields_of_lists() | {"fields": NamesField(SOURCE_MEMBERS)})
        public = Source.objects.published().only("pk", "public_id")
        rows, following, preceding = page_of(public, "public_id", given["after"], given["size"])
        return envelope(
            self.links.list("source"),
            data,
            narrowed(_sources(self.links, [row.pk for row in rows]), given["fields"]),
            following=following,
            preceding=preceding,
            count=public.count(),
        )


def _sources(links, pks: list[int]) -> list[dict]:
    """Sources with the number of meetings that rest on each."""
    postings = CardValue.objects.filter(facet=number_of(Facet.SOURCE), value__in=pks)
    counted = dict(postings.values_list("value").annotate(found=Count("card")))
    numbers = dict(Source.objects.filter(pk__in=pks).values_list("public_id", "pk"))
    return [
        objects.source(links, entry)
        | {
            "meeting_count": counted.get(numbers[entry["id"]], 0),
            "statements_url": f"{links.list('statement')}?source={entry['id']}",
        }
        for entry in source_entries(pks)
    ]


class SourceDetail(View):
    """One source."""

    def get(self, request, identifier: str):
        return self.as_of_version(request, lambda reading: self._made(request.GET, identifier))

    def _made(self, data, identifier: str) -> dict:
        given = parameters.read(data, {"fields": NamesField(SOURCE_MEMBERS)})
        made = _sources(self.links, [_source(identifier)] if _source(identifier) else [])
        if not made:
            raise Http404
        return narrowed(made, given["fields"])[0]


def _source(identifier: str) -> int | None:
    """The primary key of the public source of an identifier."""
    if not re.fullmatch(r"[a-z0-9]{1,16}", identifier, re.ASCII):
        return None
    return Source.objects.published().filter(public_id=identifier).values_list("pk", flat=True).first()


class StatementList(View):
    """What sources say of the meetings that fit a question; each page has all statements of its meetings."""

    def get(self, request):
        return self.as_of_version(request, lambda reading: self._listed(request.GET, reading))

    def _listed(self, data, reading) -> dict:
        fields = {
            "fields": NamesField(STATEMENT_MEMBERS),
            "source": FreeField(),
            "property": WordsField(choices=Property, required=False),
        }
        given, filterset = asked(data, fields)
        criteria = filterset.criteria
        if given["source"]:
            criteria = _resting_on(criteria, given["source"])
        page = found_by(reading, criteria, filterset, given["size"])
        said = self._statements([card["id"] for card in page.rows])
        if given["source"]:
            wanted = self.links.object("source", given["source"])
            said = [one for one in said if one["source"] == wanted]
        if given["property"]:
            said = [one for one in said if one["property"] in given["property"]]
        return envelope(
            self.links.list("statement"),
            data,
            narrowed(said, given["fields"]),
            following=page.following,
            preceding=page.preceding,
            count=None,
        )

    def _statements(self, numbers: list[int]) -> list[dict]:
        found = {
            form["id"]: objects.statements(self.links, form, edition.number)
            for edition, form in public_editions(Meeting.objects.filter(public_id__in=numbers))
        }
        return [one for number in numbers for one in found.get(number, [])]


def _resting_on(criteria: Criteria, identifier: str) -> Criteria:
    """The same question about the meetings that rest on a source. Raises ``BadParameters``."""
    pk = _source(identifier)
    if pk is None:
        raise BadParameters([("source", "unknown", "There is no such source.")])
    return replace(criteria, any_of=tuple(sorted([*criteria.any_of, (Facet.SOURCE, frozenset([pk]))])))


class StatementDetail(View):
    """One statement of an edition, by meeting, edition and place."""

    def get(self, request, identifier: str):
        return self.as_of_version(request, lambda reading: self._made(request.GET, identifier))

    def _made(self, data, identifier: str) -> dict:
        given = parameters.read(data, {"fields": NamesField(STATEMENT_MEMBERS)})
        if not re.fullmatch(r"[0-9]{1,10}-[0-9]{1,9}-[0-9]{1,9}", identifier, re.ASCII):
            raise Http404
        number, edition, place = map(int, identifier.split("-"))
        found = standing(number, lambda kept: self.links.object("meeting", kept))
        shown, form = whole_or_gone(found, edition)
        said = objects.statements(self.links, form, shown.number)
        if not 1 <= place <= len(said):
            raise Http404
        return narrowed([said[place - 1]], given["fields"])[0]
