"""The FilterSet of meetings."""

import django_filters
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from meetings.filters import fields
from meetings.filters.forms import ParametersFilterSet, ParametersForm
from meetings.filters.querystring import FURTHER, PAGE_SIZES
from meetings.models import Card
from meetings.search import Criteria, selected
from meetings.vocabulary import EventStatus, Facet, MeetingKind, OfficeKind, Sort

#: The facets that pages count, in the order in which they are shown.
FACETS_SHOWN = (
    Facet.COUNTRY,
    Facet.MINISTER,
    Facet.ORGANISATION,
    Facet.TOPIC,
    Facet.OCCASION,
    Facet.KIND,
    Facet.CAPACITY,
    Facet.PLACE,
    Facet.PUBLISHER,
    Facet.STATUS,
    Facet.YEAR,
)


class AddressesFilter(django_filters.Filter):
    """Any of some rows that have a page."""

    field_class = fields.AddressesField

    def __init__(self, kind, unknown, **kwargs):
        super().__init__(kind=kind, unknown=unknown, **kwargs)


class ChoicesFilter(django_filters.Filter):
    """Any of some words of a vocabulary."""

    field_class = fields.ChoicesField


class DayFilter(django_filters.Filter):
    field_class = fields.DayField


class YesFilter(django_filters.Filter):
    field_class = fields.YesField


class TextFilter(django_filters.Filter):
    field_class = fields.TextField


class WordFilter(django_filters.Filter):
    field_class = fields.WordField


class SizeFilter(django_filters.Filter):
    field_class = fields.SizeField


class CursorFilter(django_filters.Filter):
    field_class = fields.CursorField


class MeetingForm(ParametersForm):
    """The parameters of a list of meetings, which belong together."""

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("from"), cleaned.get("to")
        if first and last and first.earliest > last.latest:
            self.add_error("to", _("The period ends before it starts."))
        return cleaned


class MeetingFilterSet(ParametersFilterSet):
    """Reads a query string into ``Criteria``; ``form.errors`` says what cannot be read and why.

    ``criteria`` and ``qs`` are for valid forms only.
    """

    form_base = MeetingForm

    q = TextFilter(label=_("Words"))
    country = AddressesFilter("country", _("There is no country “%(value)s”."), label=_("Country"))
    partner = AddressesFilter(
        "country", _("There is no country “%(value)s”."), label=_("A second country in the same meeting")
    )
    minister = AddressesFilter("person", _("There is no minister “%(value)s”."), label=_("Minister"))
    person = AddressesFilter("person", _("There is no person “%(value)s”."), label=_("Person"))
    met = AddressesFilter(
        "person", _("There is no person “%(value)s”."), label=_("A second person in the same meeting")
    )
    organisation = AddressesFilter(
        "organisation", _("There is no organisation “%(value)s”."), label=_("Organisation")
    )
    topic = AddressesFilter("topic", _("There is no topic “%(value)s”."), label=_("Topic"))
    occasion = AddressesFilter("occasion", _("There is no occasion “%(value)s”."), label=_("Occasion"))
    kind = ChoicesFilter(choices=MeetingKind, label=_("Kind"))
    capacity = ChoicesFilter(choices=OfficeKind, label=_("Speaking as"))
    place = AddressesFilter("place", _("There is no place “%(value)s”."), label=_("Place"))
    publisher = AddressesFilter("organisation", _("There is no publisher “%(value)s”."), label=_("Publisher"))
    status = ChoicesFilter(choices=EventStatus, label=_("Status"))
    certain = YesFilter(label=_("Only what is certain"))
    sort = WordFilter(choices=Sort, default=Sort.NEWEST, label=_("Order"))
    size = SizeFilter(sizes=PAGE_SIZES, label=_("Meetings on a page"))
    after = CursorFilter(label=_("Cursor"))

    class Meta:
        model = Card
        fields: list[str] = []

    @classmethod
    def get_filters(cls):
        """Adds ``from`` and ``to``; the first is no name that Python lets a class have."""
        found = super().get_filters()
        found["from"] = DayFilter(field_name="from", label=_("From"))
        found["to"] = DayFilter(field_name="to", label=_("To"))
        return found

    @cached_property
    def criteria(self) -> Criteria:
        """The meaning of a valid query string."""
        given = self.form.cleaned_data
        any_of = {facet: set(given[facet].values()) for facet in Facet if given.get(facet)}
        also = {facet: set(given[name].values()) for name, facet in FURTHER.items() if given[name]}
        return Criteria.of(
            any_of,
            also,
            text=given["q"],
            start=given["from"].earliest if given["from"] else None,
            end=given["to"].latest if given["to"] else None,
            certain=given["certain"],
            sort=given["sort"],
        )

    @property
    def qs(self):
        """The cards that fit, as the search selects them."""
        return selected(self.criteria)
