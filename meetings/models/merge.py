"""Which records turned out to be one, and which only look alike."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from meetings.models.base import Timestamped
from meetings.models.fields import ProseField


class Merge(Timestamped):
    """That one record was merged into another of its kind, with all that moved.

    ``kind`` is the model's name; ``merged`` and ``kept`` are primary keys, the names those of the day.
    ``changes`` holds what is needed to take it back: the rows that point elsewhere now, those that were left
    out because the kept record had their like, and those that were made.
    """

    kind = models.CharField(max_length=20)
    merged = models.BigIntegerField()
    kept = models.BigIntegerField()
    merged_name = models.CharField(max_length=500)
    kept_name = models.CharField(max_length=500)
    note = ProseField(blank=True)
    changes = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["kind", "kept"], name="merge_kept")]
        constraints = [
            models.CheckConstraint(condition=~Q(merged=F("kept")), name="merge_of_two"),
            models.UniqueConstraint(
                fields=["kind", "merged"], condition=Q(undone_at__isnull=True), name="merge_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.merged_name} → {self.kept_name}"


class NotTheSame(Timestamped):
    """That an editor found two records of one kind to be two; ``first`` is the smaller key."""

    kind = models.CharField(max_length=20)
    first = models.BigIntegerField()
    second = models.BigIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "first", "second"], name="not_the_same_unique"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="not_the_same_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.first} ≠ {self.second}"
