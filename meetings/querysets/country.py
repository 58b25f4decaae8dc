"""Reads of countries."""

from meetings.querysets.named import NamedQuerySet


class CountryQuerySet(NamedQuerySet):
    """Countries are reference data and public as such."""

    def present(self):
        """Countries that still exist."""
        return self.filter(exists_until__isnull=True)
