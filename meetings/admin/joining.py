"""Merging at the desk: what would move, the public reason, the merge itself and the way back."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.utils.translation import gettext as _

from meetings.admin import renewing
from meetings.admin.pairs import address_of, pks_of, rows_of
from meetings.models import Meeting, Merge
from meetings.vocabulary import ChangeReason
from meetings.workflow.carrying import load_of
from meetings.workflow.joining import join, plan
from meetings.workflow.merging import merge, why_not_merge
from meetings.workflow.moves import Refused, Verb, why_not
from meetings.workflow.parting import named_in_public, part, why_not_part
from meetings.workflow.referring import KINDS

#: Why entries are merged, or parted again, in public.
REASONS = (
    ChangeReason.SAME_ENTRY,
    ChangeReason.FACTUAL_ERROR,
    ChangeReason.SPELLING,
    ChangeReason.OTHER,
)
#: More entries are not merged at once.
MOST_AT_ONCE = 10


class Joining:
    """The pages that merge and part, for the admin class of merges."""

    def join_view(self, request, kind):
        """Show what merging would move (GET), and merge (POST)."""
        self._need(request)
        if kind not in KINDS and kind != "meeting":
            raise Http404
        sent = request.POST if request.method == "POST" else request.GET
        pks = list(dict.fromkeys(pks_of(sent.getlist("pk"))))[:MOST_AT_ONCE]
        found = rows_of(KINDS.get(kind, Meeting), pks)
        rows = [found[pk] for pk in pks if pk in found]
        if len(rows) < 2:
            raise Http404
        wanted = pks_of([sent.get("kept", "")])
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
        said["public"] = len({pk for made in plans for pk in made.public.meetings})
        said["is_exact"] = all(made.public.is_exact for made in plans)
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
        renewing.tell(request)
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
                renewing.tell(request)
                return HttpResponseRedirect(address_of(merge.kind, merge.merged))
        public = named_in_public(merge)
        said = {
            "merge": merge,
            "reasons": reasons,
            "possible": possible,
            "public": len(public.meetings),
            "is_exact": public.is_exact,
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
