"""Reads of editions and change notes."""

from django.db.models import Exists, OuterRef, QuerySet


class EditionQuerySet(QuerySet):
    """Editions of published meetings."""

    def delete(self):
        raise TypeError("Editions are never deleted; redact them.")


class ChangeNoteQuerySet(QuerySet):
    """The change log."""

    def latest_of_each_meeting(self):
        """The last change of each meeting that was ever public."""
        later = self.model._base_manager.filter(meeting=OuterRef("meeting"), version__gt=OuterRef("version"))
        return self.filter(~Exists(later))

    def delete(self):
        raise TypeError("Change notes are never deleted.")
