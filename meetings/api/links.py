"""The addresses of objects: of the object itself in the interface, and of its page."""

from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation

#: What a reference is called, and the list that it belongs to.
LISTS = {
    "meeting": "meetings",
    "minister": "ministers",
    "person": "people",
    "country": "countries",
    "organisation": "organisations",
    "office": "offices",
    "occasion": "occasions",
    "place": "places",
    "topic": "topics",
    "source": "sources",
    "statement": "statements",
}
#: Kinds whose objects have no page of their own.
PAGELESS = ("office", "statement")


def site_of(request: HttpRequest) -> str:
    """The public address of the archive without a path: as configured, else as it was asked for."""
    return settings.ARCHIVE_BASE_URL or f"{request.scheme}://{request.get_host()}"


class Links:
    """The addresses of objects of one site."""

    def __init__(self, site: str) -> None:
        self.site = site
        self._of_objects = {kind: site + path for kind, path in _paths()[0].items()}
        self._of_pages = {kind: site + path for kind, path in _paths()[1].items()}

    def list(self, kind: str) -> str:
        """The address of all objects of a kind."""
        return self._of_objects[kind]

    def object(self, kind: str, address: str | int) -> str:
        """The address of an object in the interface."""
        return f"{self._of_objects[kind]}{address}/"

    def page(self, kind: str, address: str | int) -> str:
        """The address of an object's page, in the default language."""
        return f"{self._of_pages[kind]}{address}/"

    def meeting_page(self, number: int, slug: str) -> str:
        """The address of a meeting's page as it is today; without the slug it leads there for ever."""
        return f"{self._of_pages['meeting']}{number}/{slug}/"

    def edition(self, number: int, edition: int) -> str:
        """The address of an edition in the interface."""
        return f"{self._of_objects['meeting']}{number}/editions/{edition}/"

    def edition_page(self, number: int, edition: int) -> str:
        """The address of an edition's page."""
        return f"{self._of_pages['meeting']}{number}/history/{edition}/"


@lru_cache(maxsize=1)
def _paths() -> tuple[dict[str, str], dict[str, str]]:
    """The paths before the addresses of objects, and of pages, by kind."""
    placeholder = "0"
    with translation.override(settings.LANGUAGE_CODE):
        objects = {
            kind: reverse(f"api:{name}-detail", args=[placeholder]).removesuffix(f"{placeholder}/")
            for kind, name in LISTS.items()
        }
        pages = {
            kind: reverse("meeting-number" if kind == "meeting" else kind, args=[placeholder]).removesuffix(
                f"{placeholder}/"
            )
            for kind in LISTS
            if kind not in PAGELESS
        }
    return objects, pages
