"""What waits on the desk: queues, each with its number on the front page and its list behind it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.apps import apps
from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from meetings.admin import renewing
from meetings.admin.recovering import deleted_drafts
from meetings.models import Meeting, Source, UnfinishedForm
from meetings.workflow import duplicates

#: The parameters of the lists.
WAITING, MINE = "waiting", "mine"


@dataclass(frozen=True)
class Queue:
    """Rows that wait for the same thing.

    ``select`` narrows a queryset of ``model`` to them, for the number and for the list alike. ``personal``
    queues of meetings also tell how many are the editor's own.
    """

    key: str
    title: str
    model: type
    select: Callable
    personal: bool = False


#: In the order in which the front page tells them.
QUEUES = [
    Queue("returned", _("Returned with comments"), Meeting, lambda rows: rows.returned(), personal=True),
    Queue(
        "held-back", _("Planned, and refused when their time came"), Meeting, lambda rows: rows.held_back()
    ),
    Queue("submitted", _("Submitted for review"), Meeting, lambda rows: rows.submitted(), personal=True),
    Queue("scheduled", _("Planned for publication"), Meeting, lambda rows: rows.scheduled()),
    Queue("drafts", _("Drafts"), Meeting, lambda rows: rows.drafts(), personal=True),
    Queue("changed", _("Published, with changes not public yet"), Meeting, lambda rows: rows.changed(), True),
    Queue(
        "disagreeing", _("Sources disagree, and none is preferred"), Meeting, lambda rows: rows.disagreeing()
    ),
    Queue("naming-nobody", _("Names that match nobody"), Meeting, lambda rows: rows.naming_nobody()),
    Queue("unchecked", _("In months whose coverage is open"), Meeting, lambda rows: rows.unchecked()),
    Queue("unused", _("Sources without meetings"), Source, lambda rows: rows.without_meetings()),
]


class ByWaiting(admin.SimpleListFilter):
    """Rows by what they wait for."""

    title = _("what waits")
    parameter_name = WAITING

    def __init__(self, request, params, model, model_admin):
        self.queues = {queue.key: queue for queue in QUEUES if queue.model is model}
        super().__init__(request, params, model, model_admin)

    def lookups(self, request, model_admin):
        """The queues of this table."""
        return [(key, queue.title) for key, queue in self.queues.items()]

    def queryset(self, request, queryset):
        """The rows of the queue; of one that does not exist, none."""
        if self.value() is None:
            return queryset
        queue = self.queues.get(self.value())
        return queue.select(queryset) if queue else queryset.none()


class ByEditor(admin.SimpleListFilter):
    """An editor's own meetings."""

    title = _("editor")
    parameter_name = MINE

    def lookups(self, request, model_admin):
        """Only one's own."""
        return [("1", _("Mine"))]

    def queryset(self, request, queryset):
        """Those that the one who asks entered, submitted or changed last."""
        return queryset.of_editor(request.user) if self.value() == "1" else queryset


def front_page(request) -> dict:
    """What the front page tells: every queue that its reader may see, and their unfinished forms.

    A fixed number of queries, and one for each table with unfinished forms.
    """
    queues = [_told(queue, request.user) for queue in QUEUES if _may_see(request.user, queue.model)]
    if request.user.has_perm("meetings.view_merge"):
        address = reverse("admin:meetings_merge_duplicates")
        queues.append({"title": _("Possible duplicates"), "count": duplicates.count(), "address": address})
        if number := renewing.meetings_to_go():
            title = _("Meetings that lists show under a former name")
            queues.append({"title": title, "count": number, "address": renewing.address()})
    if (deleted := deleted_drafts(request.user)) is not None:
        queues.append(deleted)
    return {
        "queues": queues,
        "unfinished": [
            {"form": form, "address": _address_of(form, gone)} for form, gone in _unfinished(request.user)
        ],
    }


def _may_see(user, model) -> bool:
    name = model._meta.model_name
    return user.has_perm(f"meetings.view_{name}") or user.has_perm(f"meetings.change_{name}")


def _told(queue: Queue, user) -> dict:
    rows = queue.select(queue.model.objects.all())
    address = f"{_list_of(queue.model)}?{WAITING}={queue.key}"
    told = {"title": queue.title, "count": rows.count(), "address": address}
    if queue.personal:
        told |= {"own": rows.of_editor(user).count(), "own_address": f"{address}&{MINE}=1"}
    return told


def _list_of(model) -> str:
    return reverse(f"admin:meetings_{model._meta.model_name}_changelist")


def _unfinished(user) -> list[tuple[UnfinishedForm, bool]]:
    """A user's unfinished forms, each with whether the row it was typed into is gone."""
    forms = list(UnfinishedForm.objects.filter(user=user).defer("data"))
    there = set()
    for table in {form.table for form in forms if form.object_id}:
        pks = [form.object_id for form in forms if form.table == table and form.object_id]
        rows = apps.get_model(table)._base_manager.filter(pk__in=pks)
        there |= {(table, str(pk)) for pk in rows.values_list("pk", flat=True)}
    return [(form, bool(form.object_id) and (form.table, form.object_id) not in there) for form in forms]


def _address_of(form: UnfinishedForm, gone: bool) -> str:
    name = form.table.replace(".", "_")
    if form.object_id and not gone:
        return reverse(f"admin:{name}_change", args=[form.object_id])
    return reverse(f"admin:{name}_add")


admin.site.set_front_page(front_page)
