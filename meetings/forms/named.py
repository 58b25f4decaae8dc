"""Forms of what has a name and an address of its own."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.forms.base import RowForm
from meetings.forms.meeting import LANGUAGE_TAG
from meetings.forms.rows import Once, RowsFormSet
from meetings.models import FormerSlug, OtherName


class SluggedForm(RowForm):
    """Something with a public address, which is never one that leads to something else."""

    def clean_slug(self):
        slug = self.cleaned_data.get("slug")
        model = self._meta.model._meta.concrete_model._meta.model_name
        taken = FormerSlug.objects.filter(model=model, slug=slug).exclude(target=self.instance.pk or 0)
        if slug and taken.exists():
            raise ValidationError(_("This address leads to another entry, which had it before."))
        return slug


class NestedForm(SluggedForm):
    """Something that is part of another of its kind, but never of itself in a circle."""

    above: str

    def clean(self):
        found = super().clean()
        higher, seen = self.cleaned_data.get(self.above), set()
        while higher is not None and higher.pk not in seen:
            if higher.pk == self.instance.pk:
                self.add_error(self.above, _("This closes a circle: “%(name)s” is below.") % {"name": higher})
                break
            seen.add(higher.pk)
            higher = getattr(higher, self.above)
        return found


class OccasionForm(NestedForm):
    """An occasion, perhaps part of a larger one."""

    above = "parent"


class TopicForm(NestedForm):
    """A topic, perhaps under a broader one."""

    above = "broader"


class OtherNameForm(RowForm):
    """Another name."""

    class Meta:
        model = OtherName
        fields = ["name", "language", "kind", "valid_from", "valid_until"]

    def clean_language(self):
        value = self.cleaned_data.get("language")
        if value:
            LANGUAGE_TAG(value)
        return value


class IdentifierFormSet(RowsFormSet):
    """Identifiers of one entry, none of them twice."""

    once = (
        Once(
            key=lambda values: (values.get("scheme"), values.get("value")) if values.get("value") else None,
            field="value",
            message=gettext_lazy("This identifier is already given."),
        ),
    )


class SuccessionFormSet(RowsFormSet):
    """The successors of a country, each once."""

    once = (
        Once(
            key=lambda values: values.get("successor"),
            field="successor",
            message=gettext_lazy("This successor is already given."),
        ),
    )


class HeldFormSet(RowsFormSet):
    """The offices of a person. One that somebody spoke for at a meeting stays."""

    def clean(self):
        super().clean()
        # Errors of a row that is to be deleted would be passed over: they are errors of all rows.
        kept = [
            ValidationError(
                _("Meetings name “%(office)s” as held: correct its dates instead of deleting it."),
                params={"office": form.instance.office},
            )
            for form in self.initial_forms
            if self.can_delete
            and self._should_delete_form(form)
            and form.instance.pk
            and form.instance.participations.exists()
        ]
        if kept:
            raise ValidationError(kept)
