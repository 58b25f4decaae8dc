"""What only editors have on their desks: unfinished forms, who has what open, and what was deleted."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

#: After so long without a sign of life a page no longer counts as open.
OPEN_FOR = datetime.timedelta(seconds=90)


class UnfinishedForm(models.Model):
    """What an editor typed into a form and has not saved yet.

    Private to ``user``. ``table`` is the label of the model, ``object_id`` the row that is being changed
    (empty for a new one) and ``key`` the page it was typed on, so that a page writes over its own text only.
    ``data`` holds the fields as a browser sends them: a mapping from names to lists of values.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="unfinished_forms")
    table = models.CharField(max_length=60)
    object_id = models.CharField(max_length=20, blank=True)
    key = models.UUIDField()
    data = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["-saved_at", "-pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="unfinished_form_of_a_page")]

    def __str__(self) -> str:
        return f"{self.table} {self.object_id or 'new'}"


class Presence(models.Model):
    """That an editor has a meeting open: since when, and when the page last said so."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    meeting = models.ForeignKey("Meeting", models.CASCADE, related_name="presences")
    since = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["since", "pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "meeting"], name="presence_once")]

    def __str__(self) -> str:
        return f"{self.user} since {self.since:%H:%M}"


class Deletion(models.Model):
    """That an entry was deleted, with its last version, from which it can be recovered once.

    ``table`` is the label of the model and ``name`` what the entry was called. ``entered_by``,
    ``submitted_by`` and ``lock_version`` are of a meeting: no version of it holds them.
    """

    table = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    name = models.CharField(max_length=500)
    version = models.OneToOneField("reversion.Version", models.CASCADE, related_name="+")
    deleted_at = models.DateTimeField()
    deleted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    lock_version = models.PositiveIntegerField(default=0)
    recovered_at = models.DateTimeField(null=True)
    recovered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-deleted_at", "-pk"]
        default_permissions = ()
        indexes = [
            models.Index(
                fields=["table", "-deleted_at"],
                condition=Q(recovered_at__isnull=True),
                name="deletion_to_recover",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["table", "object_id"],
                condition=Q(recovered_at__isnull=True),
                name="deletion_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return self.name
