"""Two versions of an entry side by side, or one and what the desk holds now."""

from dataclasses import dataclass

from django.contrib.admin.utils import quote, unquote
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.admin.differing import differing
from meetings.admin.sheet_words import ABOUT
from meetings.admin.sheets import IDENTITIES, Sheets
from meetings.forms import threeway
from meetings.forms.choices import is_id
from meetings.forms.threeway import Difference, Sheet
from meetings.models import Meeting
from meetings.workflow import versions
from meetings.workflow.versions import Snapshot

#: What the page of a version is compared with, and the word for what the desk holds now.
WITH, NOW = "with", "now"
#: The button and the boxes of what is restored.
ALL, TAKE = "_all", "take:"
_SALT = "meetings.history"


@dataclass
class Compared:
    """Two versions of an entry, or a version and what the desk holds now (``new`` is ``None`` then)."""

    sheets: Sheets
    old: Snapshot | None
    new: Snapshot | None
    before: Sheet
    after: Sheet
    differences: list[Difference]


class Comparing:
    """For admin classes: versions as they are found, compared and shown."""

    # --- Finding -----------------------------------------------------------------------------------------

    def _entry_shown(self, request, object_id):
        row = self.get_object(request, unquote(object_id))
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        return row

    def _version_found(self, request, object_id, version_id) -> tuple:
        row = self._entry_shown(request, object_id)
        version = (
            versions.of(self.model, row.pk).filter(pk=version_id).first()
            if row and is_id(version_id)
            else None
        )
        if version is None:
            raise Http404
        return row, version

    def _snapshot(self, row, version) -> Snapshot:
        (found,) = versions.read(self.model, [version])
        number = versions.of(self.model, row.pk).filter(pk__lte=version.pk).count()
        return Snapshot(found.version, found.fields, found.parts, number)

    # --- Comparing ---------------------------------------------------------------------------------------

    def _versions_compared(self, request, row, version, beside: str) -> Compared:
        """The version and another: the one before it unless ``beside`` names one, or says now."""
        may = self.has_change_permission(request, row)
        sheets = Sheets(self, request, row, to_read=not may)
        this = self._snapshot(row, version)
        if beside == NOW:
            (held,) = sheets.followed(sheets.held(this))
            stored = sheets.stored()
            parts = sheets.of_parts(stored)
            before = threeway.paired(parts, held, IDENTITIES, ABOUT)
            return Compared(sheets, this, None, before, stored, threeway.compare(None, before, parts))
        found = versions.of(self.model, row.pk)
        if is_id(beside):
            than = found.filter(pk=beside).first()
            if than is None:
                raise Http404
        else:
            than = found.filter(pk__lt=version.pk).last()
        that = self._snapshot(row, than) if than is not None else None
        if that is not None and that.number > this.number:
            this, that = that, this
        after, *before = sheets.followed(*(sheets.held(one) for one in (this, that) if one is not None))
        before = before[0] if before else {}
        return Compared(sheets, that, this, before, after, differences_of(before, after))

    def _comparison(self, request, row, version, compared: Compared, form):
        sheets, restoring = compared.sheets, compared.new is None
        sheets.load(compared.before, compared.after)
        may = restoring and self.has_change_permission(request, row)
        chosen = set(request.POST) if request.method == "POST" else set()
        shown = differing(sheets, compared.differences, (compared.after, compared.before), TAKE, chosen)
        number = self._snapshot(row, version).number
        context = {
            "title": _("Version %(number)d") % {"number": number},
            "this": compared.old if restoring else compared.new,
            "other": None if restoring else compared.old,
            "with_now": restoring,
            "groups": shown,
            "notes": sheets.notes(),
            "may_restore": may and bool(compared.differences),
            "form": form,
            "seen": seen_as(row, compared.after) if restoring else "",
            "links": self._links(row, version),
            "all_name": ALL,
            "is_public": isinstance(row, Meeting) and row.is_public,
        }
        return self._history_page(request, row, "version", context)

    def _links(self, row, version) -> dict:
        found = versions.of(self.model, row.pk).values_list("pk", flat=True)
        before = found.filter(pk__lt=version.pk).last()
        after = found.filter(pk__gt=version.pk).first()
        return {
            "history": reverse(self._named("history"), args=[quote(row.pk)]),
            "before": self._address(row, before) if before else "",
            "after": self._address(row, after) if after else "",
            "changes": self._address(row, version.pk),
            "now": f"{self._address(row, version.pk)}?{WITH}={NOW}",
        }

    # --- Pages -------------------------------------------------------------------------------------------

    def _named(self, what: str) -> str:
        return f"admin:{self.opts.app_label}_{self.opts.model_name}_{what}"

    def _address(self, row, version) -> str:
        pk = version.version.pk if isinstance(version, Snapshot) else version
        return reverse(self._named("revision"), args=[quote(row.pk), pk])

    def _history_page(self, request, row, template: str, context: dict):
        context = {
            **self.admin_site.each_context(request),
            "subtitle": str(row),
            "opts": self.opts,
            "original": row,
            "address_of_entry": reverse(self._named("change"), args=[quote(row.pk)]),
            **context,
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, f"admin/history/{template}.html", context)


def differences_of(before: Sheet, after: Sheet) -> list[Difference]:
    """What two versions have apart, rows that were removed and restored taken for the same."""
    paired = threeway.paired(before, after, IDENTITIES, ABOUT)
    return threeway.compare(None, before, paired)


def seen_as(row, sheet: Sheet) -> str:
    """What tells whether an entry was changed since its page was made."""
    held = [getattr(row, "lock_version", 0), sheet]
    return signing.Signer(salt=_SALT).signature(repr(held))
