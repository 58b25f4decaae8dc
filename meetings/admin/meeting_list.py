"""The list of meetings: what it shows, by what it filters, and how a meeting is found."""

from django.contrib import admin
from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from meetings.admin.waiting import ByEditor, ByWaiting
from meetings.forms.edtf import in_words
from meetings.models import Country, Meeting, MeetingText, Occasion, Organisation, Participation, Person
from meetings.vocabulary import PublicationState

#: More words than this name no meeting.
MOST_WORDS = 8
NAMED_AT_MOST = 4


class _Chosen(admin.SimpleListFilter):
    """One of many rows: a list to choose from instead of a column of links."""

    template = "admin/meetings/choice_filter.html"

    def choices(self, changelist):
        """What there is to choose, each with its value; notes what else is filtered, for the form."""
        self.others = [
            (name, value)
            for name, values in changelist.filter_params.items()
            if name != self.parameter_name
            for value in values
        ]
        values = ["", *(value for value, _label in self.lookup_choices)]
        for value, choice in zip(values, super().choices(changelist), strict=True):
            yield {**choice, "value": value}


class ByCountry(_Chosen):
    """Meetings of a country."""

    title = _("country")
    parameter_name = "country"

    def lookups(self, request, model_admin):
        """The countries that take part in some meeting."""
        taking_part = Country.objects.filter(Exists(Participation.objects.filter(country=OuterRef("pk"))))
        return [(row.code, f"{row.name} ({row.code.upper()})") for row in taking_part.only("code", "name")]

    def queryset(self, request, queryset):
        """Those in which the country takes part."""
        if not self.value():
            return queryset
        of_country = Participation.objects.filter(meeting=OuterRef("pk"), country__code=self.value().lower())
        return queryset.filter(Exists(of_country))


class ByOccasion(_Chosen):
    """Meetings on the margins of an occasion."""

    title = _("occasion")
    parameter_name = "occasion"

    def lookups(self, request, model_admin):
        """The occasions of some meeting."""
        used = Occasion.objects.filter(Exists(Meeting.objects.filter(occasion=OuterRef("pk"))))
        return [(row.slug, row.name) for row in used.only("slug", "name")]

    def queryset(self, request, queryset):
        """Those held then."""
        return queryset.filter(occasion__slug=self.value()) if self.value() else queryset


class PutAway(admin.SimpleListFilter):
    """Drafts that were merged into another record are in the list only where they are asked for."""

    title = _("merged drafts")
    parameter_name = "merged"

    def lookups(self, request, model_admin):
        """The one choice beside the usual list."""
        return [("only", _("Merged into another"))]

    def queryset(self, request, queryset):
        """The drafts that were merged, or everything else."""
        if self.value() == "only":
            return queryset.filter(state=PublicationState.DRAFT, merged_into__isnull=False)
        return queryset.not_put_away()


def listed(queryset):
    """Meetings with what the list shows: a fixed number of queries."""
    taking_part = Participation.objects.select_related("person", "country", "organisation")
    return queryset.annotate(sources_count=Count("reports", distinct=True)).prefetch_related(
        Prefetch("participations", taking_part)
    )


def found(queryset, term: str):
    """Meetings in which every word of ``term`` is found: in a party, an occasion, a place, or as printed."""
    for word in term.split()[:MOST_WORDS]:
        queryset = queryset.filter(_holds(word))
    return queryset


def _holds(word: str) -> Q:
    printed = Q()
    # SQLite compares only ASCII letters without regard to case.
    for spelling in {word, word.lower(), word.capitalize(), word.upper()}:
        printed |= Q(name_as_printed__icontains=spelling) | Q(role_as_printed__icontains=spelling)
    of_meeting = Participation.objects.filter(meeting=OuterRef("pk"))
    taking_part = of_meeting.filter(
        printed
        | Q(person__in=Person.objects.by_spelling(word).values("pk"))
        | Q(country__in=Country.objects.by_spelling(word).values("pk"))
        | Q(organisation__in=Organisation.objects.by_spelling(word).values("pk"))
    )
    titled = MeetingText.objects.filter(meeting=OuterRef("pk"), title__icontains=word)
    occasions = Occasion.objects.by_spelling(word).values("pk")
    condition = Q(Exists(taking_part)) | Q(Exists(titled)) | Q(occasion__in=occasions)
    if word.isascii() and word.isdecimal() and len(word) < 16:
        condition |= Q(public_id=int(word))
    return condition


class Columns:
    """The columns of the list."""

    list_display = [
        "when",
        "who",
        "kind",
        "state",
        "unpublished_changes",
        "sources_count",
        "public_page",
    ]
    list_display_links = ["when", "who"]
    list_filter = [
        ByWaiting,
        ByEditor,
        "state",
        "kind",
        "event_status",
        "has_unpublished_changes",
        PutAway,
        ByOccasion,
        ByCountry,
    ]

    @admin.display(description=_("date"), ordering="date_latest")
    def when(self, meeting):
        """The date in words."""
        return in_words(meeting.date) if meeting.date else _("no date")

    @admin.display(description=_("participants"))
    def who(self, meeting):
        """The first participants, and how many more there are."""
        rows = [str(row) for row in meeting.participations.all()]
        more = len(rows) - NAMED_AT_MOST
        shown = rows[:NAMED_AT_MOST] + ([_("and %(number)s more") % {"number": more}] if more > 0 else [])
        return " · ".join(map(str, shown)) or _("nobody yet")

    @admin.display(description=_("unpublished changes"), ordering="has_unpublished_changes")
    def unpublished_changes(self, meeting):
        """Whether the desk holds what the public does not read yet."""
        return _("yes") if meeting.has_unpublished_changes else ""

    @admin.display(description=_("sources"), ordering="sources_count")
    def sources_count(self, meeting):
        """How many sources report it."""
        return meeting.sources_count

    @admin.display(description=_("public page"), ordering="public_id")
    def public_page(self, meeting):
        """A link to what the public reads."""
        if not meeting.is_public:
            return ""
        return format_html('<a href="{}">{}</a>', public_address(meeting), meeting.public_id)


def public_address(meeting: Meeting) -> str:
    """Where the public reads a meeting."""
    return reverse("meeting-number", args=[meeting.public_id])
