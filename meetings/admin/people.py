"""People, and the list of ministers among them."""

from django.contrib import admin
from django.db.models import Prefetch
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from meetings.admin.base import Desk
from meetings.admin.choosing import Findable, is_list
from meetings.admin.names import DeskInline, Identifiers, OtherNames
from meetings.forms.named import HeldFormSet, SluggedForm
from meetings.models import Appointment, Meeting, Minister, Person


class Held(DeskInline, admin.StackedInline):
    """The offices a person held."""

    model = Appointment
    formset = HeldFormSet
    fields = [("office", "acting"), ("start", "end"), "source"]
    autocomplete_fields = ["office", "source"]
    verbose_name = _("office held")
    verbose_name_plural = _("offices held")

    def get_extra(self, request, obj=None, **kwargs):
        """One for a new person, who is entered because of it."""
        return 0 if obj else 1


def with_offices(people):
    """People with their offices, the latest last."""
    held = Appointment.objects.select_related("office__country", "office__organisation")
    return people.prefetch_related(Prefetch("appointments", held.order_by("start_earliest", "pk")))


def latest_office(person) -> str:
    """The office a person was appointed to last. Reads ``appointments`` as prefetched."""
    held = list(person.appointments.all())
    return str(held[-1].office) if held else ""


@admin.register(Person)
class PersonAdmin(Desk):
    """People."""

    form = SluggedForm
    inlines = [Held, OtherNames, Identifiers]
    fieldsets = [
        (None, {"fields": ["name", "honorific_prefix"]}),
        (
            _("Parts of the name, for sorting"),
            {"fields": [("given_name", "family_name"), "sort_name", "slug"], "classes": ["collapse"]},
        ),
    ]
    list_display = ["name", "sort_name", "office", "merged_into"]
    list_select_related = ["merged_into"]
    ordering = ["sort_name", "pk"]

    def get_queryset(self, request):
        """With what the list shows, for the list."""
        found = super().get_queryset(request)
        return with_offices(found) if is_list(request) else found

    @admin.display(description=_("latest office"))
    def office(self, person):
        """The office held last."""
        return latest_office(person)

    def choices(self, queryset):
        """People with their offices."""
        return with_offices(queryset)

    def choice_label(self, row):
        """The name and the latest office."""
        office = latest_office(row)
        merged = _("merged") if row.merged_into_id else ""
        return ", ".join(str(part) for part in (row.name, office, merged) if part)

    def meetings_resting_on(self, row):
        """The offices of participants are part of the public form."""
        return Meeting.objects.published().filter(participations__appointments__person=row).distinct()

    def has_to_stay(self, row):
        """Who is public stays."""
        return Person.objects.published().filter(pk=row.pk).exists()


@admin.register(Minister)
class MinisterAdmin(Findable, admin.ModelAdmin):
    """The people who hold or held a ministerial office; they are changed as people."""

    list_display = ["person", "office"]
    list_display_links = None
    list_per_page = 50
    show_full_result_count = False
    ordering = ["sort_name", "pk"]

    def get_queryset(self, request):
        """With what the list shows."""
        return with_offices(super().get_queryset(request))

    @admin.display(description=_("person"), ordering="sort_name")
    def person(self, minister):
        """The name, leading to the person."""
        return format_html(
            '<a href="{}">{}</a>', reverse("admin:meetings_person_change", args=[minister.pk]), minister.name
        )

    @admin.display(description=_("latest office"))
    def office(self, minister):
        """The office held last."""
        return latest_office(minister)

    def has_add_permission(self, request):
        """One becomes a minister by an appointment."""
        return False

    def has_change_permission(self, request, obj=None):
        """A person is changed as a person."""
        return False

    def has_delete_permission(self, request, obj=None):
        """A person is deleted as a person."""
        return False
