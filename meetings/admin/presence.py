"""Who else has a meeting open: a hint on its form, noted when it is opened and kept up by a small script."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseNotAllowed, JsonResponse
from django.urls import path
from django.utils import timezone

from meetings.forms.choices import is_id
from meetings.models import Meeting, Presence
from meetings.models.desk import OPEN_FOR

#: More names than this help nobody.
MOST_NAMED = 10


def others(meeting: Meeting, user) -> list[Presence]:
    """Who else has the meeting open now, the longest first."""
    found = Presence.objects.filter(meeting=meeting, seen_at__gt=timezone.now() - OPEN_FOR)
    return list(found.exclude(user=user).select_related("user")[:MOST_NAMED])


def note(meeting: Meeting, user) -> None:
    """Note that a user has the meeting open; whose page gave no sign of life for long begins anew.

    There is one row for a user and a meeting, and what has expired goes with the next note of anybody.
    """
    now = timezone.now()
    Presence.objects.filter(seen_at__lte=now - OPEN_FOR).delete()
    Presence.objects.update_or_create(
        user=user, meeting=meeting, defaults={"seen_at": now}, create_defaults={"seen_at": now, "since": now}
    )


class Present:
    """For the admin class of meetings."""

    def get_urls(self):
        """Where an open form says that it is still open."""
        view = self.admin_site.admin_view(self.presence_view)
        return [
            path("<path:object_id>/presence/", view, name="meetings_meeting_presence"),
            *super().get_urls(),
        ]

    def presence_view(self, request, object_id):
        """Note that the one who asks has the meeting open, or has left it; answer who else has (POST).

        For whoever may change the meeting: who only reads is in nobody's way.
        """
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        meeting = to_be_changed(self, request, object_id)
        if "left" in request.POST:
            Presence.objects.filter(user=request.user, meeting=meeting).delete()
            return JsonResponse({})
        note(meeting, request.user)
        found = [
            {"name": str(row.user), "since": row.since.isoformat()} for row in others(meeting, request.user)
        ]
        return JsonResponse({"others": found, "version": meeting.lock_version})

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """The form with who else has it open.

        Opening it is the first sign of life: without the script it is the only one.
        """
        if obj is not None and self.has_change_permission(request, obj):
            if request.method == "GET" and not hasattr(request, "reverting"):
                note(obj, request.user)
            context["others"] = others(obj, request.user)
            context["keeps_presence"] = True
        return super().render_change_form(request, context, add, change, form_url, obj)


def to_be_changed(desk, request, object_id: str) -> Meeting:
    """The meeting of an address, for whoever may change it. Raises ``Http404`` and ``PermissionDenied``."""
    if not desk.has_change_permission(request):
        raise PermissionDenied
    meeting = Meeting.objects.filter(pk=object_id).first() if is_id(object_id) else None
    if meeting is None:
        raise Http404
    if not desk.has_change_permission(request, meeting):
        raise PermissionDenied
    return meeting
