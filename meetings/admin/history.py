"""The versions of an entry: who changed what and when, and the page of each, beside any other."""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _
from reversion.admin import VersionAdmin

from meetings.admin.comparing import WITH, differences_of
from meetings.admin.differing import headings
from meetings.admin.restoring import Restoring
from meetings.admin.sheets import Sheets
from meetings.forms.choices import is_id
from meetings.forms.restoring import RestoreForm
from meetings.workflow import versions
from meetings.workflow.versions import Snapshot

PER_PAGE = 20


class History(Restoring, VersionAdmin):
    """For admin classes: the list of versions, and the page of one."""

    def history_view(self, request, object_id, extra_context=None):
        """The versions, the latest first, each with what it changed: for whoever may see the entry."""
        row = self._entry_shown(request, object_id)
        if row is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, unquote(object_id))
        found = versions.of(self.model, row.pk)
        if (asked := self._asked_to_compare(request, row, found)) is not None:
            return HttpResponseRedirect(asked)
        page = Paginator(found.reverse(), PER_PAGE).get_page(request.GET.get("page"))
        # One more than is shown: what the oldest of the page changed is seen beside the one before it.
        start = page.paginator.count - page.end_index()
        listed = list(found[max(0, start - 1) : page.paginator.count - page.start_index() + 1])
        first = max(1, start)
        snapshots = _numbered(versions.read(self.model, listed), first)
        sheets = Sheets(self, request, row, to_read=True)
        held = [sheets.held(snapshot) for snapshot in snapshots]
        rows, before = [], None
        for snapshot, sheet in zip(snapshots, sheets.followed(*held), strict=True):
            if snapshot.number > start:
                changed = headings(sheets, differences_of(before, sheet)) if before is not None else []
                rows.append({"one": snapshot, "changed": changed, "address": self._address(row, snapshot)})
            before = sheet
        context = {
            "title": _("History"),
            "versions": rows[::-1],
            "page": page,
            "pages": page.paginator.get_elided_page_range(page.number),
            "deleted": self._address_of_deleted(request),
        }
        return self._history_page(request, row, "history", context | (extra_context or {}))

    def revision_view(self, request, object_id, version_id, extra_context=None):
        """What a version changed, beside another or what the desk holds now (GET); restore of it (POST)."""
        if request.method == "POST":
            with transaction.atomic():
                return self._restore_view(request, object_id, version_id)
        row, version = self._version_found(request, object_id, version_id)
        compared = self._versions_compared(request, row, version, request.GET.get(WITH, ""))
        return self._comparison(request, row, version, compared, RestoreForm())

    def _asked_to_compare(self, request, row, found) -> str | None:
        """The address of the comparison of two versions that were asked for by their numbers."""
        asked = [request.GET.get(name, "") for name in ("old", "new")]
        if not all(is_id(number) and 1 <= int(number) <= 1_000_000 for number in asked):
            return None
        one, other = sorted(int(number) for number in asked)
        keys = found.values_list("pk", flat=True)
        pks = [*keys[one - 1 : one], *keys[other - 1 : other]]
        if len(pks) < 2:
            messages.warning(request, _("There is no such version."))
            return None
        return f"{self._address(row, pks[1])}?{WITH}={pks[0]}"


def _numbered(snapshots: list[Snapshot], first: int) -> list[Snapshot]:
    return [
        Snapshot(one.version, one.fields, one.parts, number)
        for number, one in enumerate(snapshots, start=first)
    ]
