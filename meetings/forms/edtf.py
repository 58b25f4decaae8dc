"""A date in whatever words an editor writes it, answered in the words in which it was understood."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from meetings import dates


def in_words(text: str) -> str:
    """What a date in EDTF means, in the editor's language."""
    return dates.words(dates.parse(text), get_language() or "en")


class EdtfInput(forms.TextInput):
    """A text field with the date in words beside it.

    With ``data-words-url`` among the attributes, ``date-words.js`` asks there while the editor types.
    """

    def __init__(self, attrs=None):
        super().__init__(
            {"class": "vTextField edtf", "autocomplete": "off", "spellcheck": "false"} | (attrs or {})
        )

    def render(self, name, value, attrs=None, renderer=None):
        """The field and, in an ``output``, what is understood."""
        field = super().render(name, value, attrs, renderer)
        return format_html(
            '{}<output class="date-words" for="{}" aria-live="polite">{}</output>',
            field,
            (attrs or {}).get("id", ""),
            self._words(value),
        )

    @staticmethod
    def _words(value) -> str:
        try:
            return in_words(dates.read(str(value)).text) if value else ""
        except dates.DateError:
            return ""  # The reason stands with the errors of the field.

    @property
    def media(self):
        return forms.Media(js=["admin-desk/date-words.js"])


class EdtfFormField(forms.CharField):
    """Takes what ``dates.read`` takes and gives canonical EDTF text, or the empty string."""

    widget = EdtfInput

    def __init__(self, **kwargs):
        # What is typed may be longer than the canonical text; ``dates.read`` has its own limit.
        kwargs.pop("max_length", None)
        kwargs.pop("empty_value", None)
        kwargs["help_text"] = kwargs.get("help_text") or _(
            "Such as 22 Sep 2022, September 2022, 22-24 September 2022, c. 1890, 2022-09-22?"
        )
        super().__init__(**kwargs)

    def to_python(self, value):
        """Raises ``ValidationError`` with the reason for which a date cannot be taken."""
        value = super().to_python(value)
        if not value:
            return value
        if "\x00" in value:
            raise ValidationError(_("Null characters are not allowed."), code="null_characters_not_allowed")
        try:
            return dates.read(value).text
        except dates.DateError as error:
            raise ValidationError(error.reason, code=error.code) from error

    def has_changed(self, initial, data):
        """A date written in another way is the same date."""
        try:
            data = self.to_python(data)
        except ValidationError:
            return True
        return (initial or "") != data
