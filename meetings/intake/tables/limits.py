"""The limits of the archive's settings."""

from django.conf import settings

from .reading import Limits


def limits_of_settings() -> Limits:
    """How much a file may hold here."""
    return Limits(
        size=settings.IMPORT_MAX_BYTES,
        expanded=settings.IMPORT_MAX_EXPANDED_BYTES,
        expansion=settings.IMPORT_MAX_EXPANSION,
        cells=settings.IMPORT_MAX_CELLS,
        columns=settings.IMPORT_MAX_COLUMNS,
        cell=settings.IMPORT_MAX_CELL_CHARACTERS,
        nesting=settings.IMPORT_MAX_NESTING,
    )
