"""What the public would read of a meeting, for those who may see it on the desk."""

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meetings.models import Meeting
from meetings.record.form import public_form
from meetings.views.methods import read_only
from meetings.views.record_page import page
from meetings.views.standing import GREATEST_NUMBER


@read_only
def preview(request: HttpRequest, key: int) -> HttpResponse:
    """The page of a meeting as its next publication would make it, marked as a preview and kept nowhere.

    The address holds no secret: who is not allowed to see meetings on the desk is refused before any row is
    looked for.
    """
    if not admin.site.has_permission(request):
        return redirect_to_login(request.get_full_path())
    if not any(request.user.has_perm(f"meetings.{verb}_meeting") for verb in ("view", "change")):
        raise PermissionDenied
    found = Meeting.objects.for_form().filter(pk=min(key, GREATEST_NUMBER)).first()
    if found is None:
        raise Http404(_("There is no such meeting."))
    context = page(public_form(found), get_language() or "en") | {"preview": found}
    answer = render(request, "meetings/preview.html", context)
    answer.headers["X-Robots-Tag"] = "noindex"
    add_never_cache_headers(answer)
    return answer
