"""Reads of offices and appointments."""

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from meetings.querysets.named import NamedQuerySet
from meetings.vocabulary import Facet, number_of


class OfficeQuerySet(NamedQuerySet):
    """Offices: public as held by somebody who is public."""

    def published(self):
        """The offices that some participant of a published meeting holds or held."""
        public = apps.get_model("meetings", "CardValue").objects.filter(
            facet=number_of(Facet.PERSON), value=OuterRef("person")
        )
        held = apps.get_model("meetings", "Appointment").objects.filter(office=OuterRef("pk"))
        return self.filter(Exists(held.filter(Exists(public))))


class AppointmentQuerySet(QuerySet):
    """Who held which office when."""

    def possibly_held(self, earliest, latest):
        """Appointments that may have been in force on some day from ``earliest`` to ``latest``."""
        found = self
        if latest is not None:
            found = found.filter(Q(start_earliest__isnull=True) | Q(start_earliest__lte=latest))
        if earliest is not None:
            found = found.filter(Q(end_latest__isnull=True) | Q(end_latest__gte=earliest))
        return found
