"""Reads of occasions and places."""

from meetings.querysets.named import PublicNamedQuerySet
from meetings.vocabulary import Facet


class OccasionQuerySet(PublicNamedQuerySet):
    """Occasions: public when a meeting was held on their margins or on those of a part of them."""

    facets = (Facet.OCCASION,)


class PlaceQuerySet(PublicNamedQuerySet):
    """Places: public when a meeting was held there."""

    facets = (Facet.PLACE,)
