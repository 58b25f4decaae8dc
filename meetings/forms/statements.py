"""What each source says: the rows of statements of a meeting's form."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from meetings import dates
from meetings.forms.base import RowForm
from meetings.forms.meeting import ReportFormSet
from meetings.forms.participation import ParticipationFormSet
from meetings.forms.rows import Once, RowsFormSet
from meetings.models import Statement
from meetings.vocabulary import SINGLE_VALUED, Property, Rank

CONTEXT = 60


class PlaceField(forms.IntegerField):
    """Where a quotation begins in the snapshot, in code points: which it is where its words stand twice.

    It says more about the quotation and is no change by itself.
    """

    def has_changed(self, initial, data):
        """Never."""
        return False


class StatementForm(RowForm):
    """One statement. ``about`` names a participant by the number of its row, which new rows have too.

    ``source`` may be left empty where the meeting has one source only.
    """

    about = forms.IntegerField(
        label=_("About participant no."),
        required=False,
        min_value=1,
        max_value=999,
        help_text=_(
            "The number of the participant's row above, also of one that is not saved yet. "
            "Empty: about the meeting as a whole."
        ),
    )

    at = PlaceField(required=False, min_value=0, widget=forms.HiddenInput)

    class Meta:
        model = Statement
        fields = [
            "source", "property", "value", "value_as_printed", "quote", "speaker", "rank", "reason",
        ]  # fmt: skip

    participants: ParticipationFormSet | None = None
    reports: ReportFormSet | None = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["at"] = self.instance.start
        if "source" in self.fields:
            self.fields["source"].required = False

    def clean_source(self):
        if given := self.cleaned_data.get("source"):
            return given
        found = self.reports.sources() if self.reports is not None else []
        if len(found) != 1:
            raise ValidationError(_("Say which source says so."), code="required")
        return found[0]

    def clean_about(self):
        number = self.cleaned_data.get("about")
        if number is None:
            return None
        row = self.participants.numbered(number) if self.participants else None
        if row is None:
            raise ValidationError(_("There is no participant %(number)s."), params={"number": number})
        self.participants.errors  # noqa: B018 - checks the rows, so that it is known which of them stay
        if not self.participants.will_be_row(row):
            raise ValidationError(
                _("Participant %(number)s is empty or being removed; the statement would go with it."),
                params={"number": number},
            )
        return number

    def clean(self):
        found = super().clean()
        if self.cleaned_data.get("property") == Property.DATE and self.cleaned_data.get("value"):
            try:
                self.cleaned_data["value"] = dates.read(self.cleaned_data["value"]).text
            except dates.DateError as error:
                self.add_error("value", error.reason)
        return found

    def _post_clean(self):
        super()._post_clean()
        if {"quote", "source"} & set(self.changed_data) and not self.errors:
            locate(self.instance, self.cleaned_data.get("at"))


def locate(statement: Statement, at: int | None = None) -> None:
    """Find the quotation in the snapshot of its source and keep the place; none where it is not just one.

    Where it stands several times it is the one that begins ``at``. Offsets count Unicode code points, as
    everywhere.
    """
    text, quote = statement.source.text, statement.quote
    known = [place for place in (at, statement.start) if place is not None and text.startswith(quote, place)]
    statement.start = statement.end = None
    statement.prefix = statement.suffix = ""
    if not quote:
        return
    if known:
        statement.start = known[0]
    elif text.count(quote) == 1:
        statement.start = text.index(quote)
    if statement.start is not None:
        statement.end = statement.start + len(quote)
        statement.prefix = text[max(0, statement.start - CONTEXT) : statement.start]
        statement.suffix = text[statement.end : statement.end + CONTEXT]


def _preferred(values: dict):
    if values.get("rank") == Rank.PREFERRED and values.get("property") in SINGLE_VALUED:
        return values["property"], values.get("about")
    return None


class StatementFormSet(RowsFormSet):
    """The statements of a meeting, of which one a property (and participant) can be preferred."""

    once = (
        Once(
            key=_preferred,
            field="rank",
            message=_("Another statement about the same is already preferred; only one can be."),
        ),
    )
    participants: ParticipationFormSet | None = None
    reports: ReportFormSet | None = None

    def beside(self, participants: ParticipationFormSet | None, reports: ReportFormSet | None) -> None:
        """Learn the participants and sources of the same page, before any row is looked at."""
        self.participants, self.reports = participants, reports

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        form.participants, form.reports = self.participants, self.reports
        if self.participants is not None:
            form.initial["about"] = self.participants.number_of(form.instance.participation_id)
        return form

    def save_new(self, form, commit=True):
        self._join(form)
        return super().save_new(form, commit=commit)

    def save_existing(self, form, obj, commit=True):
        self._join(form)
        return super().save_existing(form, obj, commit=commit)

    def _join(self, form) -> None:
        number = form.cleaned_data.get("about")
        form.instance.participation = self.participants.numbered(number).instance if number else None
