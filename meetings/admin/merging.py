"""Duplicates: pairs that may be one, what a merge would move, and the list of merges with the way back."""

from django.contrib import admin, messages
from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Model
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.models import Meeting, Merge, Office, Participation
from meetings.vocabulary import ChangeReason, Side
from meetings.workflow import duplicates
from meetings.workflow.carrying import load_of
from meetings.workflow.joining import KINDS, PERMISSION, join, plan
from meetings.workflow.merging import merge, why_not_merge
from meetings.workflow.moves import Refused, Verb, why_not
from meetings.workflow.parting import named_in_public, part, why_not_part

#: Why entries are merged, or parted again, in public.
REASONS = (
    ChangeReason.SAME_ENTRY,
    ChangeReason.FACTUAL_ERROR,
    ChangeReason.SPELLING,
    ChangeReason.OTHER,
)
#: More entries are not merged at once.
MOST_AT_ONCE = 10
PER_PAGE = 50


def address_of(kind: str, pk: int) -> str:
    """The page of an entry at the desk."""
    return reverse(f"admin:meetings_{kind}_change", args=[quote(pk)])


@admin.register(Merge)
class MergeAdmin(admin.ModelAdmin):
    """The list of merges; beside it the pairs that may be one."""

    list_display = ["created_at", "kind", "entries", "by", "note", "way_back"]
    list_display_links = None
    list_filter = ["kind"]
    list_per_page = PER_PAGE
    list_select_related = ["by", "undone_by"]
    show_full_result_count = False
    change_list_template = "admin/merging/merges.html"

    @admin.display(description=gettext_lazy("what"))
    def entries(self, merge):
        """The two entries by the names they had, each leading to its page."""
        return format_html(
            '<a href="{}">{}</a> → <a href="{}">{}</a>',
            address_of(merge.kind, merge.merged),
            merge.merged_name,
            address_of(merge.kind, merge.kept),
            merge.kept_name,
        )

    @admin.display(description=gettext_lazy("way back"))
    def way_back(self, merge):
        """The page that takes it back, or by whom it was."""
        if merge.undone_at is not None:
            return _("taken back")
        address = reverse("admin:meetings_merge_part", args=[merge.pk])
        return format_html('<a href="{}">{}</a>', address, _("Take back"))

    def has_add_permission(self, request):
        """Merges come from the page of two entries."""
        return False

    def has_change_permission(self, request, obj=None):
        """A merge is taken back, not changed."""
        return False

    def has_delete_permission(self, request, obj=None):
        """Nor forgotten."""
        return False

    # --- Addresses ---------------------------------------------------------------------------------------

    def get_urls(self):
        """Django's list, and the pages of this module."""
        views = (
            ("duplicates/", self.duplicates_view, "duplicates"),
            ("not-the-same/", self.dismiss_view, "dismiss"),
            ("join/<slug:kind>/", self.join_view, "join"),
            ("<int:pk>/take-back/", self.part_view, "part"),
        )
        own = [
            path(route, self.admin_site.admin_view(view), name=f"meetings_merge_{name}")
            for route, view, name in views
        ]
        return [*own, *super().get_urls()]

    def _page(self, request, template, title, **said):
        context = {**self.admin_site.each_context(request), "opts": self.opts, "title": title, **said}
        request.current_app = self.admin_site.name
        return TemplateResponse(request, f"admin/merging/{template}.html", context)

    @staticmethod
    def _need(request, permission=PERMISSION):
        if not request.user.has_perm(permission):
            raise PermissionDenied

    # --- Duplicates --------------------------------------------------------------------------------------

    def duplicates_view(self, request):
        """Pairs of a kind, the likeliest first."""
        self._need(request, "meetings.view_merge")
        kind = request.GET.get("kind", "person")
        if kind not in duplicates.SOUGHT:
            raise Http404
        page = Paginator(duplicates.candidates(kind), PER_PAGE).get_page(request.GET.get("page"))
        model = Meeting if kind == "meeting" else KINDS[kind]
        pks = {pk for one in page for pk in (one.first, one.second)}
        rows = _rows(model, pks)
        pairs = [
            {
                "candidate": one,
                "percent": round(one.score * 100),
                "rows": [
                    {"row": rows[pk], "address": address_of(kind, pk)} for pk in (one.first, one.second)
                ],
                "join": _join_address(kind, [one.first, one.second]),
            }
            for one in page
            if one.first in rows and one.second in rows
        ]
        tabs = list(duplicates.numbers().items())
        may = request.user.has_perm(PERMISSION)
        title = _("Possible duplicates")
        return self._page(request, "duplicates", title, pairs=pairs, page=page, kind=kind, tabs=tabs, may=may)

    def dismiss_view(self, request):
        """Keep that two entries are two."""
        self._need(request)
        kind, pks = request.POST.get("kind", ""), _pks(request.POST.getlist("pk"))
        if request.method != "POST" or kind not in duplicates.SOUGHT or len(set(pks)) != 2:
            raise Http404
        duplicates.dismiss(kind, *pks, by=request.user)
        messages.success(request, _("The pair was kept as two and will not be shown again."))
        listed = reverse("admin:meetings_merge_duplicates")
        return HttpResponseRedirect(f"{listed}?{urlencode({'kind': kind})}")

    # --- Merging -----------------------------------------------------------------------------------------

    def join_view(self, request, kind):
        """Show what merging would move (GET), and merge (POST)."""
        self._need(request)
        if kind not in KINDS and kind != "meeting":
            raise Http404
        sent = request.POST if request.method == "POST" else request.GET
        pks = list(dict.fromkeys(_pks(sent.getlist("pk"))))[:MOST_AT_ONCE]
        found = _rows(KINDS.get(kind, Meeting), pks)
        rows = [found[pk] for pk in pks if pk in found]
        if len(rows) < 2:
            raise Http404
        wanted = _pks([sent.get("kept", "")])
        kept = next((row for row in rows if row.pk in wanted), rows[0])
        reasons = []
        if request.method == "POST":
            reasons = self._join(request, rows, kept)
            if not reasons:
                return HttpResponseRedirect(address_of(kind, kept.pk))
        if kind == "meeting":
            return self._meetings_page(request, rows, kept, reasons)
        plans = [plan(row, kept, request.user) for row in rows if row.pk != kept.pk]
        possible = not any(made.reasons for made in plans)
        title = _("Merge into one")
        said = {"kind": kind, "rows": rows, "kept": kept, "plans": plans, "possible": possible}
        said["public"] = len({pk for made in plans for pk in made.public})
        said |= _told(request, ChangeReason.SAME_ENTRY)
        return self._page(request, "join", title, reasons=reasons, **said)

    def _meetings_page(self, request, rows, kept, reasons):
        """What two records of one meeting would become, with every reason against it."""
        going = [row for row in rows if row.pk != kept.pk]
        note = request.POST.get("note", "")
        loads = [
            (
                load_of(row, kept),
                [*why_not(Verb.MERGE, row, request.user), *why_not_merge(row, kept, note or "?")],
            )
            for row in going
        ]
        said = {"kind": "meeting", "rows": rows, "kept": kept, "loads": loads, "note": note}
        said |= {
            "possible": not any(against for _load, against in loads),
            "is_public": any(row.is_public for row in going),
        }
        title = _("Merge into one")
        return self._page(request, "join_meetings", title, reasons=reasons, **said)

    @staticmethod
    def _join(request, rows, kept) -> list[str]:
        """Merge all into one, or none; the reasons against."""
        said = _reason(request, ChangeReason.SAME_ENTRY)
        try:
            with transaction.atomic():
                for row in rows:
                    if row.pk == kept.pk:
                        continue
                    if isinstance(row, Meeting):
                        merge(row, into=kept, by=request.user, note=said["note"])
                    else:
                        join(row, into=kept, by=request.user, **said)
        except Refused as refusal:
            return refusal.reasons
        messages.success(request, _("Merged into “%(kept)s”.") % {"kept": kept})
        return []

    def part_view(self, request, pk):
        """Ask (GET), and take a merge back (POST)."""
        self._need(request)
        merge = Merge.objects.filter(pk=pk).first()
        if merge is None:
            raise Http404
        reasons = why_not_part(merge, request.user)
        possible = not reasons
        if request.method == "POST":
            try:
                part(merge, by=request.user, **_reason(request, ChangeReason.FACTUAL_ERROR))
            except Refused as refusal:
                reasons = refusal.reasons
            else:
                messages.success(request, _("“%(entry)s” is its own again.") % {"entry": merge.merged_name})
                return HttpResponseRedirect(address_of(merge.kind, merge.merged))
        said = {
            "merge": merge,
            "reasons": reasons,
            "possible": possible,
            "public": len(named_in_public(merge)),
        }
        said |= _told(request, ChangeReason.FACTUAL_ERROR)
        return self._page(request, "part", _("Take a merge back"), **said)


def _reason(request, usual: ChangeReason) -> dict:
    """The public reason as it was sent, with the code that is usual where none of ours was."""
    code = request.POST.get("reason", "")
    return {
        "reason": ChangeReason(code) if code in REASONS else usual,
        "note": request.POST.get("note", "")[:1000],
    }


def _told(request, usual: ChangeReason) -> dict:
    """What the page needs to ask for the public reason, as it was filled in before."""
    chosen = _reason(request, usual)
    return {
        "codes": [(code.value, code.label) for code in REASONS],
        "code": chosen["reason"],
        "note": chosen["note"],
    }


def _rows(model, pks) -> dict[int, Model]:
    """The entries by their keys; a meeting with ``who`` took part, an office with ``who`` has it."""
    found = model._base_manager.in_bulk(pks)
    if model is Meeting:
        rows = Participation.objects.filter(meeting__in=found).exclude(side=Side.PRINCIPAL)
        taking_part: dict[int, list[str]] = {}
        for row in rows.select_related("person", "country", "organisation"):
            taking_part.setdefault(row.meeting_id, []).append(str(row))
        for pk, meeting in found.items():
            meeting.who = " · ".join(taking_part.get(pk, []))
    elif model is Office:
        for office in model._base_manager.filter(pk__in=found).select_related("country", "organisation"):
            found[office.pk].who = str(office.country or office.organisation)
    return found


def _pks(sent: list[str]) -> list[int]:
    return [int(one) for one in sent if one.isascii() and one.isdecimal() and len(one) < 19]


def _join_address(kind: str, pks: list[int]) -> str:
    listed = urlencode({"pk": pks}, doseq=True)
    return f"{reverse('admin:meetings_merge_join', args=[kind])}?{listed}"


@admin.action(description=gettext_lazy("Merge selected entries into one"), permissions=["join"])
def merge_selected(model_admin, request, queryset):
    """To the page that shows what would move."""
    pks = sorted(queryset.values_list("pk", flat=True)[: MOST_AT_ONCE + 1])
    if not 2 <= len(pks) <= MOST_AT_ONCE:
        said = _("Choose from two to %(number)d entries to merge.") % {"number": MOST_AT_ONCE}
        messages.error(request, said)
        return None
    return HttpResponseRedirect(_join_address(model_admin.opts.model_name, pks))


def _has_join_permission(self, request):
    """For the action."""
    return request.user.has_perm(PERMISSION)


for _model in KINDS.values():
    _class = type(admin.site.get_model_admin(_model))
    _class.actions = [*(_class.actions or ()), merge_selected]
    _class.has_join_permission = _has_join_permission
