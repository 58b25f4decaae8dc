"""Reads of topics."""

from meetings.querysets.named import PublicNamedQuerySet
from meetings.vocabulary import Facet


class TopicQuerySet(PublicNamedQuerySet):
    """Topics: public when a meeting is about them or about a narrower topic."""

    facets = (Facet.TOPIC,)
