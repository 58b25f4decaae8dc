"""The versions of an entry: who changed what and when, any two compared, and what is restored of them.

Restoring is a save: what is taken from an older version is put into the form of the entry, which checks it
and saves it as the next version. The public record is changed by a correction alone.
"""

from dataclasses import dataclass

import reversion
from django.contrib import messages
from django.contrib.admin.utils import quote, unquote
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from reversion.admin import VersionAdmin

from meetings.admin.differing import differing, headings
from meetings.admin.sheet_words import ABOUT
from meetings.admin.sheets import IDENTITIES, Sheets
from meetings.forms import threeway
from meetings.forms.choices import is_id
from meetings.forms.restoring import RestoreForm
from meetings.forms.threeway import THEIRS, WHOLE, YOURS, Difference, Sheet
from meetings.models import Meeting
from meetings.workflow import versions
from meetings.workflow.versions import Snapshot

PER_PAGE = 20
#: What the page of a version is compared with, and the word for what the desk holds now.
WITH, NOW = "with", "now"
#: The field by which a form says what it restores, and the buttons and boxes of the comparison.
RESTORING, ALL, TAKE = "_restoring", "_all", "take:"
_SALT = "meetings.history"
_LONGEST_COMMENT = 2_000


@dataclass
class Compared:
    """Two versions of an entry, or a version and what the desk holds now (``new`` is ``None`` then)."""

    sheets: Sheets
    old: Snapshot | None
    new: Snapshot | None
    before: Sheet
    after: Sheet
    differences: list[Difference]


class History(VersionAdmin):
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
        snapshots = self._numbered(versions.read(self.model, listed), first)
        sheets = Sheets(self, request, row, to_read=True)
        held = [sheets.held(snapshot) for snapshot in snapshots]
        rows, before = [], None
        for snapshot, sheet in zip(snapshots, sheets.followed(*held), strict=True):
            if snapshot.number > start:
                changed = headings(sheets, self._differences(before, sheet)) if before is not None else []
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

    @staticmethod
    def _numbered(snapshots: list[Snapshot], first: int) -> list[Snapshot]:
        return [
            Snapshot(one.version, one.fields, one.parts, number)
            for number, one in enumerate(snapshots, start=first)
        ]

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
        return Compared(sheets, that, this, before, after, self._differences(before, after))

    @staticmethod
    def _differences(before: Sheet, after: Sheet) -> list[Difference]:
        paired = threeway.paired(before, after, IDENTITIES, ABOUT)
        return threeway.compare(None, before, paired)

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
            "seen": _seen(row, compared.after) if restoring else "",
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

    # --- Restoring ---------------------------------------------------------------------------------------

    def _restore_view(self, request, object_id, version_id):
        row, version = self._version_found(request, object_id, version_id)
        if not self.has_change_permission(request, row):
            raise PermissionDenied
        self.model._base_manager.select_for_update().get(pk=row.pk)
        compared = self._versions_compared(request, row, version, NOW)
        form = RestoreForm(request.POST)
        taken = {
            one.key
            for one in compared.differences
            if ALL in request.POST or f"{TAKE}{one.row}:{one.field}" in request.POST
        }
        if request.POST.get("seen") != _seen(row, compared.after):
            messages.warning(request, _("It was changed since you looked at it. Look again, and choose."))
        elif not taken:
            messages.error(request, _("Nothing is chosen that would be restored."))
        elif form.is_valid():
            return self._restore(request, row, compared, _with_participants(compared, taken), form)
        return self._comparison(request, row, version, compared, form)

    def _restore(self, request, row, compared: Compared, taken: set, form):
        """Send the form of the entry with what is taken from the version, as an editor would."""
        sheets, stored = compared.sheets, compared.after
        choices = {one.key: THEIRS if one.key in taken else YOURS for one in compared.differences}
        others = {name: said for name, said in stored.items() if name not in sheets.of_parts(stored)}
        target = sheets.standing(threeway.settle(compared.before, compared.differences, choices) | others)
        told = headings(sheets, [one for one in compared.differences if one.key in taken])
        data = sheets.written(target, QueryDict(mutable=True))
        data["csrfmiddlewaretoken"] = request.POST.get("csrfmiddlewaretoken", "")
        data["_continue"] = "1"
        said = {"number": compared.old.number, "pk": row.pk, "why": form.cleaned_data["why"], "what": told}
        data[RESTORING] = signing.dumps(said, salt=_SALT)
        request.POST = data
        for note in sheets.notes():
            messages.warning(request, note)
        address = reverse(self._named("change"), args=[quote(row.pk)])
        answer = self.change_view(request, str(row.pk), form_url=address)
        # Once it is saved one is where one would be after a save: on the form, with its moves.
        return HttpResponseRedirect(address) if answer.status_code == 302 else answer

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """The form, which goes on saying what it restores where it came back with errors."""
        context["restoring"] = request.POST.get(RESTORING, "") if _restored(request, obj) else ""
        return super().render_change_form(request, context, add, change, form_url, obj)

    def log_change(self, request, obj, message):
        """As everywhere; a version that restores says of which version, what and why."""
        entry = super().log_change(request, obj, message)
        said = _restored(request, obj)
        if said and reversion.is_active():
            what = f" ({'; '.join(said['what'])})" if said["what"] else ""
            comment = _("Restored from version %(number)d%(what)s: %(why)s") % (said | {"what": what})
            reversion.set_comment(comment[:_LONGEST_COMMENT])
            if isinstance(obj, Meeting) and obj.is_public:
                messages.info(request, _("The public reads it with the next correction."))
        return entry

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


def _with_participants(compared: Compared, taken: set) -> set:
    """What is taken, and the participants whom taken statements are about where they are gone since."""
    wanted = {
        about
        for name, row in compared.before.items()
        for about in row.get(ABOUT, ())
        if (name, WHOLE) in taken or (name, ABOUT) in taken
    }
    return taken | {one.key for one in compared.differences if one.field == WHOLE and one.row in wanted}


def _seen(row, sheet: Sheet) -> str:
    """What tells whether an entry was changed since its page was made."""
    held = [getattr(row, "lock_version", 0), sheet]
    return signing.Signer(salt=_SALT).signature(repr(held))


def _restored(request, obj) -> dict | None:
    """What the form that was sent restores; ``None`` where it restores nothing of this entry."""
    try:
        said = signing.loads(request.POST.get(RESTORING, ""), salt=_SALT)
    except signing.BadSignature:
        return None
    return said if obj is not None and said["pk"] == obj.pk else None
