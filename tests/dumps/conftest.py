"""What tests of dumps may use."""

import pytest

from tests.views.conftest import collection

__all__ = ["collection"]


@pytest.fixture
def folder(settings, tmp_path):
    """An empty folder in which dumps are published and from which they are served."""
    settings.ARCHIVE_DATA_DIR = tmp_path / "data"
    return settings.ARCHIVE_DATA_DIR
