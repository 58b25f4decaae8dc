"""Reads of people and ministers."""

from django.apps import apps
from django.db.models import Exists, Manager, OuterRef

from meetings.querysets.named import PublicNamedQuerySet
from meetings.vocabulary import MINISTERIAL_OFFICES, Facet


class PersonQuerySet(PublicNamedQuerySet):
    """People: public as participants of a meeting."""

    facets = (Facet.PERSON,)

    def ministers(self):
        """People who hold or have held a ministerial office."""
        appointments = apps.get_model("meetings", "Appointment").objects.filter(
            person=OuterRef("pk"), office__kind__in=MINISTERIAL_OFFICES
        )
        return self.filter(Exists(appointments))


class MinisterManager(Manager.from_queryset(PersonQuerySet)):
    """All ministers and nobody else."""

    def get_queryset(self):
        return super().get_queryset().ministers()
