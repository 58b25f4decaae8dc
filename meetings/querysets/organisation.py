"""Reads of organisations."""

from meetings.querysets.named import PublicNamedQuerySet
from meetings.vocabulary import Facet


class OrganisationQuerySet(PublicNamedQuerySet):
    """Organisations: public as a party of a meeting or as the publisher of a source."""

    facets = (Facet.ORGANISATION, Facet.PUBLISHER)
