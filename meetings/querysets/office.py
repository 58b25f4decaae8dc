"""Reads of offices and appointments."""

from django.db.models import Q, QuerySet

from meetings.querysets.named import NamedQuerySet


class OfficeQuerySet(NamedQuerySet):
    """Offices are reference data and public as such."""


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
