"""Pairs of entries that may be one, on the desk: shown, led to their merge, or kept as two."""

from django.contrib import messages
from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Model
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from meetings.models import Meeting, Office, Participation
from meetings.vocabulary import Side
from meetings.workflow import duplicates
from meetings.workflow.joining import PERMISSION
from meetings.workflow.referring import KINDS

PER_PAGE = 50


def address_of(kind: str, pk: int) -> str:
    """The page of an entry at the desk."""
    return reverse(f"admin:meetings_{kind}_change", args=[quote(pk)])


def _model(kind: str) -> type[Model]:
    return Meeting if kind == "meeting" else KINDS[kind]


def rows_of(model, pks) -> dict[int, Model]:
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


def pks_of(sent: list[str]) -> list[int]:
    """The primary keys among what a browser sent; anything else is passed over."""
    return [int(one) for one in sent if one.isascii() and one.isdecimal() and len(one) < 19]


def join_address(kind: str, pks: list[int]) -> str:
    """The page that asks whether entries are merged."""
    listed = urlencode({"pk": pks}, doseq=True)
    return f"{reverse('admin:meetings_merge_join', args=[kind])}?{listed}"


class Pairs:
    """The pages of pairs, for the admin class of merges."""

    def _page(self, request, template, title, **said):
        context = {**self.admin_site.each_context(request), "opts": self.opts, "title": title, **said}
        request.current_app = self.admin_site.name
        return TemplateResponse(request, f"admin/merging/{template}.html", context)

    @staticmethod
    def _need(request, permission=PERMISSION):
        if not request.user.has_perm(permission):
            raise PermissionDenied

    def duplicates_view(self, request):
        """Pairs of a kind, the likeliest first."""
        self._need(request, "meetings.view_merge")
        kind = request.GET.get("kind", "person")
        if kind not in duplicates.SOUGHT:
            raise Http404
        page = Paginator(duplicates.candidates(kind), PER_PAGE).get_page(request.GET.get("page"))
        model = _model(kind)
        pks = {pk for one in page for pk in (one.first, one.second)}
        rows = rows_of(model, pks)
        pairs = [
            {
                "candidate": one,
                "percent": round(one.score * 100),
                "rows": [
                    {"row": rows[pk], "address": address_of(kind, pk)} for pk in (one.first, one.second)
                ],
                "join": join_address(kind, [one.first, one.second]),
            }
            for one in page
            if one.first in rows and one.second in rows
        ]
        numbers = duplicates.numbers().items()
        tabs = [(sought, _model(sought)._meta.verbose_name_plural, number) for sought, number in numbers]
        may = request.user.has_perm(PERMISSION)
        title = _("Possible duplicates")
        return self._page(request, "duplicates", title, pairs=pairs, page=page, kind=kind, tabs=tabs, may=may)

    def dismiss_view(self, request):
        """Keep that two entries are two."""
        self._need(request)
        kind, pks = request.POST.get("kind", ""), pks_of(request.POST.getlist("pk"))
        if request.method != "POST" or kind not in duplicates.SOUGHT or len(set(pks)) != 2:
            raise Http404
        duplicates.dismiss(kind, *pks, by=request.user)
        messages.success(request, _("The pair was kept as two and will not be shown again."))
        listed = reverse("admin:meetings_merge_duplicates")
        return HttpResponseRedirect(f"{listed}?{urlencode({'kind': kind})}")
