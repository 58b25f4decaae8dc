"""The ways a meeting can go: buttons for what this user may do now, reasons for what is refused.

The rules are those of ``workflow``; here they become pages. Nothing moves but by POST, from an editor who saw
the version that moves.
"""

from dataclasses import dataclass

import reversion
from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from meetings import workflow
from meetings.admin.choosing import ChooseOne
from meetings.admin.meeting_list import public_address
from meetings.forms.moves import FORMS, MoveForm, TopicForm
from meetings.models import Meeting, Topic
from meetings.workflow import MOVES, Refused, Verb, why_not
from meetings.workflow.moves import is_own


@dataclass(frozen=True)
class Words:
    """What a verb is called on its button; ``at_once`` needs no page of its own."""

    button: str
    at_once: bool = False


WORDS = {
    Verb.SUBMIT: Words(gettext_lazy("Submit for review"), at_once=True),
    Verb.SEND_BACK: Words(gettext_lazy("Send back")),
    Verb.SCHEDULE: Words(gettext_lazy("Plan publication")),
    Verb.UNSCHEDULE: Words(gettext_lazy("Cancel planned publication"), at_once=True),
    Verb.PUBLISH: Words(gettext_lazy("Publish"), at_once=True),
    Verb.CORRECT: Words(gettext_lazy("Publish correction")),
    Verb.WITHDRAW: Words(gettext_lazy("Withdraw")),
    Verb.RESTORE: Words(gettext_lazy("Restore")),
    Verb.MERGE: Words(gettext_lazy("Merge into another")),
    Verb.REDACT: Words(gettext_lazy("Redact editions")),
}
#: Buttons beside "Save" that move the meeting once it is saved.
AFTER_SAVE = {"_submit": Verb.SUBMIT, "_publish": Verb.PUBLISH}


def may(user, verb: Verb) -> bool:
    """Whether a user has the permission for a verb at all."""
    return user.has_perm(f"meetings.{MOVES[verb].permission}")


def standing_reasons(verb: Verb, meeting: Meeting, user) -> list[str]:
    """The reasons against a verb that are known before anything is typed."""
    reasons = why_not(verb, meeting, user)
    if not reasons and verb == Verb.CORRECT and not meeting.has_unpublished_changes:
        reasons.append(_("Nothing that the public sees has changed."))
    if not reasons and verb == Verb.RESTORE and meeting.merged_into_id:
        reasons.append(_("The meeting was merged into another and cannot be restored by itself."))
    return reasons


def offers(meeting: Meeting, user) -> tuple[list[dict], list[dict]]:
    """What ``user`` can do with ``meeting`` now, and what not, with the reasons."""
    offered, refused = [], []
    for verb in Verb:
        reasons = standing_reasons(verb, meeting, user)
        (refused if reasons else offered).append(
            {
                "verb": verb.value,
                "button": WORDS[verb].button,
                "at_once": WORDS[verb].at_once,
                "address": reverse("admin:meetings_meeting_move", args=[meeting.pk, verb.value]),
                "reasons": reasons,
            }
        )
    return offered, refused


def _offered_with_saving(verb: Verb, meeting: Meeting | None, user) -> bool:
    """Whether a meeting, perhaps a new one, may go this way right after it was saved by ``user``."""
    if meeting is None:
        return settings.ARCHIVE_SELF_REVIEW or not MOVES[verb].reviews
    return meeting.state in MOVES[verb].start and not (MOVES[verb].reviews and is_own(meeting, user))


class Moves:
    """For the admin class of meetings."""

    actions = ["submit_selected", "publish_selected", "add_topic_to_selected"]

    def get_urls(self):
        """The page of each verb."""
        view = self.admin_site.admin_view(self.move_view)
        return [
            path("<path:object_id>/move/<slug:verb>/", view, name="meetings_meeting_move"),
            *super().get_urls(),
        ]

    # --- One meeting -------------------------------------------------------------------------------------

    def move_view(self, request, object_id, verb):
        """Ask for what a verb needs to be told (GET), and do it (POST)."""
        if verb not in Verb.values:
            raise Http404
        verb = Verb(verb)
        with transaction.atomic():
            meeting = self.get_object(request, object_id)
            if meeting is None:
                raise Http404
            if not self.has_view_permission(request, meeting) or not may(request.user, verb):
                raise PermissionDenied
            form = FORMS[verb](request.POST if request.method == "POST" else None, meeting=meeting)
            reasons = standing_reasons(verb, meeting, request.user)
            if request.method == "POST" and form.is_valid():
                reasons = self._move(request, verb, meeting, form.arguments())
                if not reasons:
                    return HttpResponseRedirect(self._address_of(meeting))
            return self._move_page(request, verb, meeting, form, reasons)

    def _move(self, request, verb, meeting, arguments) -> list[str]:
        """Do it and say so; or return the reasons against."""
        try:
            getattr(workflow, verb.value)(meeting, by=request.user, **arguments)
        except Refused as refusal:
            return refusal.reasons
        done = verb.label
        self.log_change(request, meeting, f"{done[0].upper()}{done[1:]}.")
        messages.success(request, _("%(meeting)s was %(done)s.") % {"meeting": meeting, "done": done})
        return []

    def _move_page(self, request, verb, meeting, form, reasons):
        context = {
            **self.admin_site.each_context(request),
            "title": WORDS[verb].button,
            "subtitle": str(meeting),
            "opts": self.opts,
            "original": meeting,
            "verb": verb.value,
            "form": form,
            "reasons": reasons,
            "media": form.media,
            "address_of_meeting": self._address_of(meeting),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/meetings/move.html", context)

    @staticmethod
    def _address_of(meeting) -> str:
        return reverse("admin:meetings_meeting_change", args=[meeting.pk])

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """The form with what can be done beside and after saving."""
        user = request.user
        if obj is not None:
            context["offered"], context["refused"] = offers(obj, user)
            context["move_form"] = MoveForm(meeting=obj)
            context["public_address"] = public_address(obj) if obj.is_public else ""
        context["after_save"] = [
            {"name": name, "label": _("Save and %(verb)s") % {"verb": verb.value}}
            for name, verb in AFTER_SAVE.items()
            if may(user, verb) and _offered_with_saving(verb, obj, user)
        ]
        return super().render_change_form(request, context, add, change, form_url, obj)

    # --- Together with saving ----------------------------------------------------------------------------

    def response_add(self, request, obj, post_url_continue=None):
        """As Django's, after the move that was asked for with the save."""
        if self._move_after_save(request, obj):
            return HttpResponseRedirect(self._address_of(obj))
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        """As Django's, after the move that was asked for with the save."""
        if self._move_after_save(request, obj):
            return HttpResponseRedirect(self._address_of(obj))
        return super().response_change(request, obj)

    def _move_after_save(self, request, meeting) -> bool:
        """Do what was asked for; whether it was refused, so that the editor has to see the form again."""
        verb = next((verb for name, verb in AFTER_SAVE.items() if name in request.POST), None)
        if verb is None:
            return False
        comment = reversion.get_comment()
        reasons = self._move(request, verb, meeting, {})
        reversion.set_comment(comment if reasons else f"{comment} {WORDS[verb].button}")
        for reason in reasons:
            messages.error(request, reason)
        if reasons:
            messages.warning(
                request, _("The meeting was saved, but could not be %(done)s.") % {"done": verb.label}
            )
        return bool(reasons)

    # --- Many meetings -----------------------------------------------------------------------------------

    def has_submit_permission(self, request):
        """For the action."""
        return may(request.user, Verb.SUBMIT)

    def has_publish_permission(self, request):
        """For the action."""
        return may(request.user, Verb.PUBLISH)

    @admin.action(description=gettext_lazy("Submit selected meetings for review"), permissions=["submit"])
    def submit_selected(self, request, queryset):
        """Submit each that can be, and say why of the others."""
        self._move_many(request, Verb.SUBMIT, queryset)

    @admin.action(description=gettext_lazy("Publish selected meetings"), permissions=["publish"])
    def publish_selected(self, request, queryset):
        """Publish each that can be, and say why of the others."""
        self._move_many(request, Verb.PUBLISH, queryset)

    @admin.action(description=gettext_lazy("Add a topic to selected meetings"), permissions=["change"])
    def add_topic_to_selected(self, request, queryset):
        """Ask for the topic, then add it to each that can have it, and say why of the others."""
        chosen = "add_topic" in request.POST
        form = TopicForm(request.POST if chosen else None, choosing=self.formfield_for_topic(request))
        if not form.is_valid():
            context = {
                **self.admin_site.each_context(request),
                "title": _("Add a topic"),
                "opts": self.opts,
                "form": form,
                "media": self.media + form.media,
                "selected": [row.pk for row in queryset],
            }
            request.current_app = self.admin_site.name
            return TemplateResponse(request, "admin/meetings/add_topic.html", context)
        topic = form.cleaned_data["topic"]
        self._do_to_many(
            request,
            queryset,
            lambda row: workflow.add_topic(row, topic=topic, by=request.user),
            _("given the topic “%(topic)s”") % {"topic": topic},
        )
        return None

    def formfield_for_topic(self, request):
        """The field in which a topic is found by any spelling."""
        return forms.ModelChoiceField(
            Topic.objects.all(),
            label=_("Topic"),
            widget=ChooseOne(Meeting._meta.get_field("topics"), self.admin_site),
        )

    def _move_many(self, request, verb, queryset):
        self._do_to_many(
            request,
            queryset,
            lambda row: getattr(workflow, verb.value)(row, by=request.user),
            verb.label,
        )

    def _do_to_many(self, request, queryset, act, done):
        """Do it to each by itself; tell how many it was done to, and of each other one why not."""
        count = 0
        for meeting in Meeting.objects.filter(pk__in=[row.pk for row in queryset]).order_by("pk"):
            try:
                act(meeting)
                self.log_change(request, meeting, f"{done}")
                count += 1
            except Refused as refusal:
                said = {"meeting": meeting, "reasons": " ".join(map(str, refusal.reasons))}
                messages.warning(request, _("%(meeting)s was refused: %(reasons)s") % said)
        said = {"number": count, "done": done}
        counted = ngettext("%(number)d meeting was %(done)s.", "%(number)d meetings were %(done)s.", count)
        messages.info(request, counted % said)
