"""Fields that choose rows by any spelling, and fields for dates in any words."""

from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.db.models import Case, Exists, OuterRef, When
from django.urls import reverse_lazy

from meetings import names
from meetings.forms.choices import RowsField, is_id
from meetings.forms.edtf import EdtfFormField, EdtfInput
from meetings.models import OtherName
from meetings.models.fields import EdtfField

#: What is typed to find a row is cut here: no name is longer, and a flood costs no query.
LONGEST_TERM = 200


def is_list(request) -> bool:
    """Whether a request asks for the list of a table."""
    return request.resolver_match.url_name.endswith("_changelist")


class _Labelled:
    """Says chosen rows as the list of choices does, and passes over keys that no row can have."""

    def optgroups(self, name, value, attr=None):
        wanted = [key for key in value if is_id(key)]
        admin = self.admin_site.get_model_admin(self.field.remote_field.model)
        rows = admin.choices(self.choices.queryset.filter(pk__in=wanted)) if wanted else ()
        options = [] if self.is_required or self.allow_multiple_selected else [("", "")]
        options += [(row.pk, admin.choice_label(row)) for row in rows]
        chosen = set(map(str, wanted))
        return [
            (
                None,
                [
                    self.create_option(name, key, label, str(key) in chosen, place)
                    for place, (key, label) in enumerate(options)
                ],
                0,
            )
        ]


class ChooseOne(_Labelled, AutocompleteSelect):
    """One row."""


class ChooseMany(_Labelled, AutocompleteSelectMultiple):
    """Several rows."""


class DeskFields:
    """For admin classes and inlines: the form fields of the desk in place of Django's."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """A date in any words for every EDTF column."""
        if isinstance(db_field, EdtfField):
            kwargs["form_class"] = EdtfFormField
            address = reverse_lazy("admin:meetings_meeting_date_words")
            kwargs["widget"] = EdtfInput({"data-words-url": address})
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if hasattr(field, "widget") and hasattr(field.widget, "can_delete_related"):
            # Beside a field one takes a row out of it; deleting the row itself is another matter.
            field.widget.can_delete_related = False
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Rows found by any spelling."""
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", ChooseOne(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        """Likewise for several."""
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", ChooseMany(db_field, self.admin_site))
        kwargs.setdefault("form_class", RowsField)
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class Findable:
    """For admin classes: how rows are found and told apart."""

    # Django searches nothing without it; ``found`` decides what is searched.
    search_fields = ["pk"]

    def get_search_results(self, request, queryset, search_term):
        """Rows by any spelling; every word has to be found."""
        term = search_term.strip()[:LONGEST_TERM]
        return (self.found(queryset, term) if term else queryset), False

    def found(self, queryset, term: str):
        """The rows that ``term`` names."""
        return queryset.by_spelling(term)

    def choices(self, queryset):
        """Rows with all that ``choice_label`` reads."""
        return queryset

    def offered(self, queryset, term: str):
        """The rows among which one chooses anew: none that was merged into another.

        First what is called just as it was typed, then what is called so to begin with.
        """
        if hasattr(queryset.model, "merged_into"):
            queryset = queryset.filter(merged_into__isnull=True)
        key = names.match_key(term.strip()[:LONGEST_TERM])
        if key and hasattr(queryset.model, "match_key"):
            other_names = queryset.model._meta.get_field("other_names").remote_field
            also = OtherName.objects.filter(match_key=key, **{other_names.name: OuterRef("pk")})
            begins = When(match_key__startswith=key, then=2)
            place = Case(When(match_key=key, then=0), When(Exists(also), then=1), begins, default=3)
            queryset = queryset.order_by(place, *queryset.query.order_by)
        return self.choices(queryset)

    def choice_label(self, row) -> str:
        """What a row is called among others of its kind."""
        return str(row)
