"""Reads of imported tables."""

from django.db.models import Q, QuerySet


class ImportRowQuerySet(QuerySet):
    """Rows of imported tables."""

    def problems_first(self):
        """Refused rows, then those that ask, those with notes, the rest; each in the order of the file."""
        return self.order_by("weight", "position")

    def waiting(self):
        """Rows that were not written yet, in the order of the file."""
        return self.filter(is_done=False).order_by("position")


class ImportedEntryQuerySet(QuerySet):
    """Entries that imports made of words."""

    def unconfirmed(self):
        """Those that nobody has looked at, without those that were merged into another entry."""
        return self.filter(
            is_confirmed=False,
            person__merged_into__isnull=True,
            organisation__merged_into__isnull=True,
            place__merged_into__isnull=True,
        )

    def of_meeting(self, meeting):
        """Those that a meeting names as participant, place or office held."""
        return self.filter(
            Q(person__participations__meeting=meeting)
            | Q(organisation__participations__meeting=meeting)
            | Q(appointment__participations__meeting=meeting)
            | Q(place=meeting.place_id, place__isnull=False)
        ).distinct()
