"""Fields that choose rows by any spelling, and fields for dates in any words."""

from collections.abc import Iterator

from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.db.models import Case, Exists, OuterRef, When
from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from meetings import names
from meetings.forms.choices import RowsField, is_id
from meetings.forms.edtf import EdtfFormField, EdtfInput
from meetings.models import OtherName
from meetings.models.fields import EdtfField

#: What is typed to find a row is cut here: no name is longer, and a flood costs no query.
LONGEST_TERM = 200
#: The field beside a list, and what stands before words that are no key of a row.
_TYPED, _UNKNOWN = "-typed", "?"
_NOT_OFFERED = _("Choose one that the list offers; what is missing is to be entered first.")
#: So many rows that may be meant are offered for what was typed, and so many names are looked up for a field.
_OFFERED, _LOOKED_UP = 20, 10


def is_list(request) -> bool:
    """Whether a request asks for the list of a table."""
    return request.resolver_match.url_name.endswith("_changelist")


class _Labelled:
    """Says chosen rows as the list of choices does, and passes over keys that no row can have.

    Without scripts nothing fills the list: beside it a name is typed, and chooses the one row that is called
    so. Where none or several are, the list comes back with the rows that may be meant.
    """

    #: Whether the names of the table may be told to whoever fills in the form.
    may_look = False

    @property
    def _admin(self):
        return self.admin_site.get_model_admin(self.field.remote_field.model)

    def optgroups(self, name, value, attr=None):
        admin, wanted = self._admin, [key for key in value if is_id(key)]
        rows = [*admin.choices(self.choices.queryset.filter(pk__in=wanted))] if wanted else []
        rows += [
            row
            for typed in _typed_in(value)[:_LOOKED_UP]
            for row in self._found(typed)
            if str(row.pk) not in wanted
        ]
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

    def render(self, name, value, attrs=None, renderer=None):
        """The list, and without scripts the field for a name."""
        return format_html(
            '{}<noscript><input type="text" class="typed" name="{}" value="{}" aria-label="{}" '
            'placeholder="{}" autocomplete="off" maxlength="{}"></noscript>',
            super().render(name, value, attrs, renderer),
            name + _TYPED,
            "; ".join(_typed_in(value if isinstance(value, list) else [value])),
            self._asks,
            self._asks,
            LONGEST_TERM,
        )

    def _meant(self, data, name, chosen: list[str]) -> Iterator[str]:
        """The keys of the rows that were typed; of what is no one row's name, what ``optgroups`` offers."""
        names_typed = filter(None, map(str.strip, data.get(name + _TYPED, "").split(";")))
        for place, typed in enumerate(names_typed):
            found = self._found(typed) if place < _LOOKED_UP else []
            called = [row for row in found if self._is_called(row, typed)]
            if len(called) == 1:
                yield str(called[0].pk)
            elif not any(str(row.pk) in chosen for row in found):
                yield _UNKNOWN + typed

    def _found(self, typed: str) -> list:
        """The rows that may be meant, as the list of choices would offer them."""
        if not self.may_look:
            return []
        rows, _ = self._admin.get_search_results(None, self.choices.queryset, typed)
        return [*self._admin.offered(rows, typed)[:_OFFERED]]

    def _is_called(self, row, typed: str) -> bool:
        if typed in (str(row), self._admin.choice_label(row), getattr(row, "abbreviation", "")):
            return True
        key = names.match_key(typed)
        if not key or not hasattr(row, "match_key"):
            return False
        return row.match_key == key or row.other_names.filter(match_key=key).exists()


def _typed_in(value: list) -> list[str]:
    return [one[len(_UNKNOWN) :] for one in map(str, value) if one.startswith(_UNKNOWN)]


class ChooseOne(_Labelled, AutocompleteSelect):
    """One row."""

    _asks = _("Name of another")

    def value_from_datadict(self, data, files, name):
        """What was chosen of the list, or typed beside it."""
        chosen = super().value_from_datadict(data, files, name)
        return next(self._meant(data, name, [chosen]), chosen)


class ChooseMany(_Labelled, AutocompleteSelectMultiple):
    """Several rows."""

    _asks = _("Names of further ones, with “;” between them")

    def value_from_datadict(self, data, files, name):
        """What was chosen of the list, and typed beside it."""
        chosen = super().value_from_datadict(data, files, name)
        return [*dict.fromkeys([*chosen, *self._meant(data, name, chosen)])]


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
            kwargs = self._choosing(ChooseOne, db_field, request) | kwargs
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        """Likewise for several."""
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs = self._choosing(ChooseMany, db_field, request) | kwargs
        kwargs.setdefault("form_class", RowsField)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def _choosing(self, widget, db_field, request) -> dict:
        made = widget(db_field, self.admin_site)
        rows = self.admin_site.get_model_admin(db_field.remote_field.model)
        made.may_look = rows.has_view_permission(request)
        return {"widget": made, "error_messages": {"invalid_choice": _NOT_OFFERED}}


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
