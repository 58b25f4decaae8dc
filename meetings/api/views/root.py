"""The way in: where every list is, and the version that a follower of changes begins at."""

from django.conf import settings
from django.urls import reverse

from meetings.api import parameters
from meetings.api.links import LISTS
from meetings.api.views.base import View
from meetings.exports import licence
from meetings.record import state
from meetings.search import Criteria


class Root(View):
    """The addresses of the lists, and how much there is."""

    def get(self, request):
        return self.as_of_version(request, lambda reading: self._made(request.GET, reading))

    def _made(self, data, reading) -> dict:
        parameters.read(data, {})
        site, stated = self.links.site, settings.ARCHIVE_LICENCE
        return {
            "version": getattr(reading, "version", None) or state.current_version(),
            "count": reading.count(Criteria()),
            "lists": {name: site + reverse(f"api:{name}") for name in (*LISTS.values(), "changes")},
            "description": site + reverse("api:schema"),
            "documentation": site + reverse("api:docs"),
            "licence": {"name": stated[0], "url": licence.address(stated, site)} if stated[0] else None,
        }
