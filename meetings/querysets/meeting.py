"""Reads of meetings."""

from meetings.querysets.waiting import WaitingQuerySet
from meetings.vocabulary import PublicationState

#: What of other tables the public form of a meeting is made of.
OF_FORM = (
    "texts",
    "topics__other_names",
    "place__other_names",
    "place__country__other_names",
    "occasion__other_names",
    "occasion__parent__other_names",
    "participations__person__other_names",
    "participations__country__other_names",
    "participations__organisation__other_names",
    "participations__appointments__office__other_names",
    "reports__source__publisher__other_names",
    "statements__source",
)


class MeetingQuerySet(WaitingQuerySet):
    """Meetings of every state; nothing is hidden unless asked."""

    def published(self):
        """All that the public may see."""
        return self.filter(state=PublicationState.PUBLISHED)

    def withdrawn(self):
        """Meetings that were public once; the public sees their tombstone."""
        return self.filter(state=PublicationState.WITHDRAWN)

    def once_public(self):
        """Meetings that have a public number: those the public sees, and those whose tombstone it sees."""
        return self.filter(state__in=[PublicationState.PUBLISHED, PublicationState.WITHDRAWN])

    def for_form(self):
        """With everything that the public form is made of: a fixed number of queries."""
        return self.select_related("place__country", "occasion__parent__parent").prefetch_related(*OF_FORM)
