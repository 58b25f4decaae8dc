"""The form of a source."""

from meetings.forms.base import RowForm
from meetings.forms.meeting import LANGUAGE_TAG


class SourceForm(RowForm):
    """A document that reports meetings."""

    def clean_language(self):
        value = self.cleaned_data.get("language")
        if value:
            LANGUAGE_TAG(value)
        return value
