"""Reads that everything with a name shares: finding by any spelling, and what of it is public."""

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from meetings import names
from meetings.vocabulary import Facet, number_of

#: What is longer is no name, and more than the databases' patterns take.
LONGEST_NAME = 300


class NamedQuerySet(QuerySet):
    """Rows with a ``match_key`` and ``other_names``."""

    def by_spelling(self, text: str):
        """Rows one of whose names holds every word of ``text``, in any spelling, case and order.

        An empty, unreadable or endless text finds nothing.
        """
        words = names.match_key(text).split() if len(text) <= LONGEST_NAME else []
        if not words:
            return self.none()
        holds_all = Q()
        for word in words:
            holds_all &= Q(match_key__contains=word)
        others = apps.get_model("meetings", "OtherName").objects.filter(
            holds_all, **{self.model._meta.concrete_model._meta.model_name: OuterRef("pk")}
        )
        return self.filter(holds_all | Exists(others))


class PublicNamedQuerySet(NamedQuerySet):
    """Named rows that become public by taking part in a published meeting."""

    #: The facets of a card in which rows of this model appear.
    facets: tuple[Facet, ...] = ()

    def published(self):
        """The rows that some published meeting names: all that the public may see of this model."""
        values = apps.get_model("meetings", "CardValue").objects.filter(
            facet__in=[number_of(facet) for facet in self.facets], value=OuterRef("pk")
        )
        return self.filter(Exists(values))
