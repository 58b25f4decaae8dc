"""What of the public lists still waits for a new name, how far it is, and a way to go on at once."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.workflow import renewing

#: So long a request goes on.
_SECONDS = 1.0


def address() -> str:
    """The page of what waits."""
    return reverse("admin:meetings_merge_renewals")


def tell(request) -> None:
    """Say that lists follow later, where they do."""
    if number := meetings_to_go():
        said = ngettext(
            "Lists show %(number)d published meeting under its new names within the next minutes.",
            "Lists show %(number)d published meetings under their new names within the next minutes.",
            number,
        )
        messages.info(request, said % {"number": number})


def meetings_to_go() -> int:
    """How many meetings wait, each as often as it does; one query. Whoever asks lets them go on."""
    number = sum(total - done for total, done in renewing.waiting().values_list("total", "done"))
    if number:
        transaction.on_commit(renewing.renew_beside)
    return number


class Renewals:
    """The page of renewals, for the admin class of merges."""

    def renewals_view(self, request):
        """Show how far each renewal is (GET), or go on for a moment (POST)."""
        self._need(request, "meetings.view_merge")
        if request.method == "POST":
            renewing.renew_waiting(_SECONDS)
            return HttpResponseRedirect(address())
        rows = list(renewing.waiting().select_related("made_by"))
        if rows:
            transaction.on_commit(renewing.renew_beside)
        return self._page(request, "renewals", _("Names on their way to the public"), rows=rows)
