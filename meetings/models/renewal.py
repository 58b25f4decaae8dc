"""What lists and search still have to learn of a name that changed."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from meetings.models.fields import ProseField
from meetings.vocabulary import ChangeReason


class Renewal(models.Model):
    """Published meetings whose cards are older than an entry that they show, for a change that met too many.

    ``meetings`` are primary keys in the order in which they are renewed, ``total`` of them, and the first
    ``done`` of them are. Where entries became one, or two again, each meeting whose newest edition names an
    entry of ``kind`` by any of ``addresses`` is given a change note with ``reason``, ``note``, ``at`` and
    ``made_by`` together with its card; without a ``kind`` nothing is said. Those of ``unread`` may say
    something at the desk that no edition says, and are marked so.
    """

    meetings = models.JSONField()
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    unread = models.JSONField(default=list)
    since = models.DateTimeField(auto_now_add=True)
    kind = models.CharField(max_length=20, blank=True)
    addresses = models.JSONField(default=list)
    reason = models.CharField(max_length=20, choices=ChangeReason, blank=True)
    note = ProseField(blank=True)
    at = models.DateTimeField(null=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=Q(done__lt=F("total")), name="renewal_is_not_over"),
            models.CheckConstraint(
                condition=Q(kind="", reason="", at__isnull=True)
                | (~Q(kind="") & ~Q(reason="") & Q(at__isnull=False)),
                name="renewal_says_all_or_nothing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.done} of {self.total}"
