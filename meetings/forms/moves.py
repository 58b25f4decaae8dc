"""What the verbs of the workflow need to be told: comments, reasons, notes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.models import Meeting, Statement
from meetings.vocabulary import SINGLE_VALUED, ChangeReason
from meetings.workflow import Verb

LONGEST_NOTE = 10_000
#: Codes that only the archive itself gives.
_OWN = (ChangeReason.FIRST_PUBLICATION, ChangeReason.RESTORED)
_REASONS = [("", "---------"), *((code.value, code.label) for code in ChangeReason if code not in _OWN)]


def _note(label, *, required: bool, help_text="") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONGEST_NOTE,
        help_text=help_text,
        widget=forms.Textarea({"rows": 4, "class": "vLargeTextField"}),
    )


def _public_note(*, required: bool = True) -> forms.CharField:
    return _note(_("Public note"), required=required, help_text=_("Everybody can read this, for ever."))


def _reason() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Public reason"), choices=_REASONS)


class MoveForm(forms.Form):
    """A verb that needs nothing but to know which version of the meeting was looked at."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, meeting: Meeting, **kwargs):
        self.meeting = meeting
        super().__init__(*args, initial={"seen_version": meeting.lock_version}, **kwargs)

    def clean_seen_version(self):
        seen = self.cleaned_data["seen_version"]
        if seen != self.meeting.lock_version:
            raise forms.ValidationError(
                _("The meeting was changed since you looked at it. Look at it again first."), code="conflict"
            )
        return seen

    def arguments(self) -> dict:
        """What the verb is called with."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen_version"}


class SendBackForm(MoveForm):
    """Back to the editor."""

    comment = _note(_("Comment for the editor"), required=True, help_text=_("Only editors can read this."))


class ScheduleForm(MoveForm):
    """To the public, later."""

    publish_at = forms.DateTimeField(
        label=_("Publish at (UTC)"),
        help_text=_("The day and the minute in UTC, such as 2026-11-24 14:30."),
        widget=forms.DateTimeInput({"type": "datetime-local", "step": "60"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S"],
    )

    def __init__(self, *args, meeting: Meeting, **kwargs):
        super().__init__(*args, meeting=meeting, **kwargs)
        self.initial["publish_at"] = meeting.publish_at


class PublishForm(MoveForm):
    """To the public."""

    note = _public_note(required=False)


class ReasonedForm(MoveForm):
    """A correction or a withdrawal."""

    reason = _reason()
    note = _public_note()


class PreferForm(MoveForm):
    """One statement of several about the same; with ``publish`` the meeting is corrected in the same act."""

    statement = forms.ModelChoiceField(
        Statement.objects.none(), error_messages={"required": _("Choose the statement that is preferred.")}
    )
    reason = forms.CharField(
        max_length=LONGEST_NOTE,
        error_messages={"required": _("A preference needs a reason that the public may read.")},
    )
    publish = forms.BooleanField(required=False)
    correction = forms.ChoiceField(
        label=_("Public reason of the correction"), choices=_REASONS, required=False
    )

    def __init__(self, *args, meeting: Meeting, **kwargs):
        super().__init__(*args, meeting=meeting, **kwargs)
        self.fields["statement"].queryset = meeting.statements.filter(property__in=SINGLE_VALUED)

    def clean(self):
        found = super().clean()
        if self.cleaned_data.get("publish") and not self.cleaned_data.get("correction"):
            self.add_error("correction", _("Choose the public reason of the correction."))
        return found

    def arguments(self) -> dict:
        """What ``prefer`` is called with, beside the statement."""
        said = self.cleaned_data
        correction = ChangeReason(said["correction"]) if said["publish"] else None
        return {"reason": said["reason"], "seen": said["seen_version"], "correction": correction}


class RestoreForm(MoveForm):
    """Back to the public."""

    note = _public_note()


class MergeForm(MoveForm):
    """Into the record that is kept."""

    into = forms.RegexField(
        "^#?[0-9]{1,15}$",
        label=_("Number of the meeting that is kept"),
        help_text=_("Its public number; of a draft its own number after a #, such as #17."),
        error_messages={"invalid": _("No public meeting has this number.")},
    )
    note = _public_note()

    def __init__(self, *args, meeting: Meeting, **kwargs):
        super().__init__(*args, meeting=meeting, **kwargs)
        if not meeting.is_public:
            self.fields["note"] = _note(_("Why"), required=False, help_text=_("Only editors can read this."))

    def clean_into(self):
        said = self.cleaned_data["into"]
        if said.startswith("#"):
            kept = Meeting.objects.filter(pk=said[1:], public_id=None).first()
            reason = _("No draft has this number.")
        else:
            kept = Meeting.objects.published().filter(public_id=said).first()
            reason = _("No public meeting has this number.")
        if kept is None:
            raise forms.ValidationError(reason)
        return kept


class RedactForm(MoveForm):
    """Where the law orders the words of editions removed."""

    numbers = forms.TypedMultipleChoiceField(
        label=_("Editions whose words are removed"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    reason = _reason()
    note = _public_note()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kept = self.meeting.editions.filter(redacted_at__isnull=True).order_by("number")
        self.fields["numbers"].choices = [
            (number, _("Edition %(number)s") % {"number": number})
            for number in kept.values_list("number", flat=True)
        ]


class TopicForm(forms.Form):
    """The topic that many meetings are given; ``choosing`` is the field it is chosen in."""

    def __init__(self, *args, choosing: forms.Field, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["topic"] = choosing


FORMS: dict[Verb, type[MoveForm]] = {
    Verb.SUBMIT: MoveForm,
    Verb.SEND_BACK: SendBackForm,
    Verb.SCHEDULE: ScheduleForm,
    Verb.UNSCHEDULE: MoveForm,
    Verb.PUBLISH: PublishForm,
    Verb.CORRECT: ReasonedForm,
    Verb.WITHDRAW: ReasonedForm,
    Verb.RESTORE: RestoreForm,
    Verb.MERGE: MergeForm,
    Verb.REDACT: RedactForm,
}
