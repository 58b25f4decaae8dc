"""Reads of editions and change notes."""

from django.db.models import QuerySet


class EditionQuerySet(QuerySet):
    """Editions of published meetings."""

    def delete(self):
        raise TypeError("Editions are never deleted; redact them.")


class ChangeNoteQuerySet(QuerySet):
    """The change log."""

    def delete(self):
        raise TypeError("Change notes are never deleted.")
