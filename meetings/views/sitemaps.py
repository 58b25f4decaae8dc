"""The sitemap: the addresses of everything public, in sections, each with its address in every language."""

import json

from django.contrib.sitemaps import Sitemap
from django.db.models import OuterRef, Subquery
from django.urls import reverse

from meetings.models import (
    Card,
    CardValue,
    Country,
    Edition,
    Occasion,
    Organisation,
    Person,
    Place,
    Source,
    Topic,
)
from meetings.templatetags.languages import alternates
from meetings.views.rows import meeting_address
from meetings.vocabulary import Facet, number_of

#: More addresses in one file are allowed, but not read gladly.
_PAGE_SIZE = 5_000


class InEveryLanguage(Sitemap):
    """Addresses of the default language, each with those of the same page in the others.

    Django's own way lists every item in every language and reads them all to divide them into files.
    """

    def get_urls(self, page=1, site=None, protocol=None):
        found = super().get_urls(page, site, protocol)
        for entry in found:
            entry["alternates"] = [
                {"lang_code": code, "location": address} for code, address in alternates(entry["location"])
            ]
        return found


class Pages(InEveryLanguage):
    """The pages that are always there."""

    def items(self):
        return [
            "home", "meetings", "countries", "ministers", "people", "organisations", "topics", "occasions",
            "sources", "coverage", "corrections", "data", "about",
        ]  # fmt: skip

    def location(self, item):
        return reverse(item)


class Meetings(InEveryLanguage):
    """Published meetings, each with the day of its newest edition."""

    limit = _PAGE_SIZE

    def items(self):
        newest = Edition.objects.filter(meeting=OuterRef("pk")).order_by("-number")
        return (
            Card.objects.published()
            .order_by("public_id")
            .annotate(published_at=Subquery(newest.values("published_at")[:1]))
            .values("public_id", "data", "published_at")
        )

    def location(self, item):
        return meeting_address(item["public_id"], json.loads(item["data"])["slug"])

    def lastmod(self, item):
        return item["published_at"]

    def get_latest_lastmod(self):
        # Django would read every card to find it.
        public = Edition.objects.filter(meeting__card__live=True)
        return public.order_by("-published_at").values_list("published_at", flat=True).first()


class Entries(InEveryLanguage):
    """The public rows of one kind of entry."""

    limit = _PAGE_SIZE

    def __init__(self, page: str, queryset, address: str = "slug"):
        self.page, self.queryset, self.address = page, queryset, address

    def items(self):
        return self.queryset().order_by("pk").values_list(self.address, flat=True)

    def location(self, item):
        return reverse(self.page, args=[item])


def _countries():
    """The countries that took part in published meetings."""
    met = CardValue.objects.filter(facet=number_of(Facet.COUNTRY)).values("value")
    return Country.objects.filter(pk__in=met)


def _people():
    return Person.objects.published().filter(merged_into__isnull=True)


def _ministers():
    return _people().ministers()


def _others():
    """People who are no ministers: the page of a minister has its address among the ministers."""
    return _people().exclude(pk__in=Person.objects.ministers().values("pk"))


SITEMAPS = {
    "pages": Pages(),
    "meetings": Meetings(),
    "countries": Entries("country", _countries, "code"),
    "ministers": Entries("minister", _ministers),
    "people": Entries("person", _others),
    "organisations": Entries("organisation", Organisation.objects.published),
    "occasions": Entries("occasion", Occasion.objects.published),
    "topics": Entries("topic", Topic.objects.published),
    "places": Entries("place", Place.objects.published),
    "sources": Entries("source", Source.objects.published, "public_id"),
}
