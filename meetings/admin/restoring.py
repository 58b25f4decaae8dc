"""What of an older version of an entry is restored.

Restoring is a save: what is taken from an older version is put into the form of the entry, which checks it
and saves it as the next version. The public record is changed by a correction alone.
"""

import reversion
from django.contrib import messages
from django.contrib.admin.utils import quote
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.admin.comparing import ALL, NOW, TAKE, Compared, Comparing, seen_as
from meetings.admin.differing import headings
from meetings.admin.sheet_words import ABOUT
from meetings.forms import threeway
from meetings.forms.restoring import RestoreForm
from meetings.forms.threeway import THEIRS, WHOLE, YOURS
from meetings.models import Meeting

#: The field by which a form says what it restores.
RESTORING = "_restoring"
_SALT = "meetings.restoring"
_LONGEST_COMMENT = 2_000


class Restoring(Comparing):
    """For admin classes: the form of an entry, sent with what is taken from a version."""

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
        if request.POST.get("seen") != seen_as(row, compared.after):
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


def _with_participants(compared: Compared, taken: set) -> set:
    """What is taken, and the participants whom taken statements are about where they are gone since."""
    wanted = {
        about
        for name, row in compared.before.items()
        for about in row.get(ABOUT, ())
        if (name, WHOLE) in taken or (name, ABOUT) in taken
    }
    return taken | {one.key for one in compared.differences if one.field == WHOLE and one.row in wanted}


def _restored(request, obj) -> dict | None:
    """What the form that was sent restores; ``None`` where it restores nothing of this entry."""
    try:
        said = signing.loads(request.POST.get(RESTORING, ""), salt=_SALT)
    except signing.BadSignature:
        return None
    return said if obj is not None and said["pk"] == obj.pk else None
