"""Entries: people, countries and whatever else meetings refer to."""

import re

from django.http import Http404

from meetings.api import parameters
from meetings.api.objects.entries import KINDS, Kind
from meetings.api.parameters import IDENTIFIER, NameField, NamesField
from meetings.api.problems import Moved
from meetings.api.schema import shapes
from meetings.api.views.base import View
from meetings.api.views.paging import envelope, fields_of_lists, narrowed, page_of
from meetings.record.references import public_rows_at

#: The shape of the objects of each list.
SHAPES = {
    "people": shapes.Person,
    "ministers": shapes.Person,
    "countries": shapes.Country,
    "organisations": shapes.Organisation,
    "offices": shapes.Office,
    "occasions": shapes.Occasion,
    "places": shapes.Place,
    "topics": shapes.Topic,
}


class EntryView(View):
    """What lists and details of entries share; ``list_name`` is the name of the list."""

    list_name = ""

    @property
    def kind(self) -> Kind:
        return KINDS[self.list_name]

    @property
    def members(self) -> tuple[str, ...]:
        return shapes.members(SHAPES[self.list_name])


class EntryList(EntryView):
    """The public entries of a kind in the order of their identifiers; ``q`` finds names in any spelling."""

    def get(self, request):
        fields = fields_of_lists() | {"fields": NamesField(self.members), "q": NameField()}
        given = parameters.read(request.GET, fields)
        found = self.kind.rows()
        if given["q"]:
            found = found.by_spelling(given["q"])
        rows, following, preceding = page_of(found, self.kind.address, given["after"], given["size"])
        made = envelope(
            self.links.site + request.path,
            request.GET,
            narrowed(self.kind.objects(self.links, rows), given["fields"]),
            following=following,
            preceding=preceding,
            count=found.count(),
        )
        return self.as_it_is(request, made)


class EntryDetail(EntryView):
    """One entry; a former identifier, or one in capitals, leads to the present one for ever."""

    def get(self, request, identifier: str):
        given = parameters.read(request.GET, {"fields": NamesField(self.members)})
        asked = identifier.lower()
        if not re.fullmatch(IDENTIFIER, asked):
            raise Http404
        kind = self.kind
        row = kind.rows().filter(**{kind.address: asked}).first()
        if row is None or asked != identifier:
            kept = public_rows_at(kind.name, {asked}).get(asked)
            if kept is None or not kind.public().filter(pk=kept.pk).exists():
                raise Http404
            raise Moved(self.links.site + request.path.replace(identifier, getattr(kept, kind.address)))
        made = narrowed(kind.objects(self.links, [row]), given["fields"])
        return self.as_it_is(request, made[0])
