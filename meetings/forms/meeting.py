"""The form of a meeting itself, its texts and its sources."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from meetings.forms.base import RowForm
from meetings.forms.rows import Once, RowsFormSet
from meetings.models import Meeting, MeetingSource, MeetingText, Source

LANGUAGE_TAG = RegexValidator(
    r"\A[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z", _("Write a language tag, such as en, az or pt-BR.")
)


class MeetingForm(RowForm):
    """The meeting. State is no field: it moves by verbs only.

    ``seen_version`` is the version that the editor saw; where the archive holds another one by now,
    somebody else has saved, and the form refuses.
    """

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Meeting
        fields = [
            "date", "date_basis", "kind", "event_status", "place", "occasion", "topics",
            "start_time", "timezone", "internal_note",
        ]  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = self.instance.lock_version

    def clean(self):
        found = super().clean()
        if self.instance.pk and self.cleaned_data.get("seen_version") != self.instance.lock_version:
            raise ValidationError(
                _(
                    "Nothing was saved: somebody else changed this meeting while you had it open. What you "
                    "typed is still here. Open the meeting in another window, see what is different, and "
                    "carry your changes over."
                ),
                code="conflict",
            )
        return found


class TextForm(RowForm):
    """Title and summary in one language."""

    class Meta:
        model = MeetingText
        fields = ["language", "is_original", "title", "summary"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            # The first text is made the original where no other is; a second one seldom is.
            self.initial["is_original"] = False
        for name in {"title", "summary"} & self.fields.keys():
            # Arabic is written from the right, whatever the desk's own language.
            self.fields[name].widget.attrs["dir"] = "auto"

    def clean_language(self):
        value = self.cleaned_data["language"]
        LANGUAGE_TAG(value)
        return value


class TextFormSet(RowsFormSet):
    """The texts of a meeting: one a language, and one of them the original."""

    once = (
        Once(
            key=lambda values: values.get("language"),
            field="language",
            message=_("There is already a text in this language."),
        ),
        Once(
            key=lambda values: values.get("is_original") or None,
            field="is_original",
            message=_("Only one text is the original; the others are translations."),
        ),
    )

    def clean(self):
        super().clean()
        rows = self.living()
        if rows and not any(form.cleaned_data.get("is_original") for form in rows):
            first = next((form for form in rows if form.has_changed()), None)
            if first is None:
                raise ValidationError(_("One of the texts has to be the original."), code="no_original")
            first.cleaned_data["is_original"] = first.instance.is_original = True


class ReportForm(RowForm):
    """That a source reports the meeting."""

    class Meta:
        model = MeetingSource
        fields = ["source", "position"]


class ReportFormSet(RowsFormSet):
    """The sources of a meeting, each once."""

    in_order = True

    once = (
        Once(
            key=lambda values: values.get("source"),
            field="source",
            message=_("This source is already among the sources of the meeting."),
        ),
    )

    def sources(self) -> list[Source]:
        """The sources that the page names."""
        self.errors  # noqa: B018 - checks the rows, so that it is known which of them stay
        rows = self.living()
        return [form.cleaned_data["source"] for form in rows if form.cleaned_data.get("source")]
