"""Reads of sources."""

from django.apps import apps
from django.db.models import Exists, OuterRef, QuerySet

from meetings.vocabulary import Facet, number_of


class SourceQuerySet(QuerySet):
    """Sources: public when a published meeting rests on them."""

    def published(self):
        values = apps.get_model("meetings", "CardValue").objects.filter(
            facet=number_of(Facet.SOURCE), value=OuterRef("pk")
        )
        return self.filter(Exists(values))

    def without_meetings(self):
        """Sources that no meeting rests on."""
        reports = apps.get_model("meetings", "MeetingSource").objects.filter(source=OuterRef("pk"))
        return self.filter(~Exists(reports))
