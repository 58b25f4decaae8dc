"""Who took part: the rows of participants of a meeting's form."""

from django.utils.translation import gettext_lazy as _

from meetings import dates
from meetings.forms.base import RowForm
from meetings.forms.rows import Once, RowsFormSet
from meetings.models import Meeting, Participation
from meetings.workflow.completeness import lifetime_reason


class ParticipationForm(RowForm):
    """One participant, checked against the date of the meeting in the same form."""

    class Meta:
        model = Participation
        fields = [
            "side", "person", "country", "organisation", "role_as_printed", "name_as_printed",
            "appointments", "attendance", "position",
        ]  # fmt: skip

    #: The meeting as the same page describes it, which may not be stored yet.
    meeting: Meeting | None = None

    def clean(self):
        found = super().clean()
        country, meeting = self.cleaned_data.get("country"), self.meeting
        if country and meeting and meeting.date:
            day = dates.parse(meeting.date)
            if not country.existed_within(day.earliest, day.latest):
                self.add_error("country", lifetime_reason(country, meeting.date))
        for held in self.cleaned_data.get("appointments") or ():
            if held.person_id != getattr(self.cleaned_data.get("person"), "pk", None):
                self.add_error(
                    "appointments",
                    _("“%(office)s” is held there by %(holder)s, who is not the person of this row.")
                    % {"office": held.office, "holder": held.person},
                )
        return found


class ParticipationFormSet(RowsFormSet):
    """The participants of a meeting; a person takes part once."""

    in_order = True

    once = (
        Once(
            key=lambda values: values.get("person"),
            field="person",
            message=_("This person is already among the participants. One row can hold several offices."),
        ),
    )

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        form.meeting = self.instance
        return form

    def numbered(self, number: int):
        """The form of the participant with this number on the page, or ``None``."""
        forms = self.forms
        return forms[number - 1] if 1 <= number <= len(forms) else None

    def number_of(self, participation_id: int | None) -> int | None:
        """The number on the page of a participant who is already stored."""
        if participation_id is None:
            return None
        numbers = {form.instance.pk: number for number, form in enumerate(self.initial_forms, start=1)}
        return numbers.get(participation_id)
