"""What editors have checked, and what the reference data loaded."""

from django.db import models
from django.db.models import Q

from meetings import dates
from meetings.models.base import Timestamped, order_constraint
from meetings.models.fields import EdtfField, ProseField


class Coverage(Timestamped):
    """Which period of what one publisher issued an editor has checked for meetings.

    It keeps silence from being read as "no meeting". ``note`` is public.
    """

    publisher = models.ForeignKey("Organisation", models.PROTECT, related_name="coverages")
    period = EdtfField(blank=False)
    period_earliest = models.DateField(null=True, editable=False)
    period_latest = models.DateField(null=True, editable=False)
    checked_on = models.DateField()
    note = ProseField(blank=True)

    class Meta:
        ordering = ["publisher", "period_earliest"]
        verbose_name_plural = "coverage"
        constraints = [
            models.CheckConstraint(condition=~Q(period=""), name="coverage_period_not_empty"),
            order_constraint("period_earliest", "period_latest", "coverage_interval"),
        ]

    def normalise(self) -> None:
        super().normalise()
        found = dates.parse(self.period)
        self.period_earliest, self.period_latest = found.earliest, found.latest

    def __str__(self) -> str:
        return f"{self.publisher}: {dates.words(dates.parse(self.period))}"


class ReferenceRecord(Timestamped):
    """What a reference loader last wrote under a key, so that it never touches what an editor changed.

    ``dataset`` and ``key`` name the row in the shipped data; ``target`` is the primary key of the row that
    was made; ``loaded_sha256`` hashes the field values as loaded. A row whose present values hash
    differently was changed by an editor; a row that is gone was deleted by one. Both are left alone.
    """

    dataset = models.CharField(max_length=40)
    key = models.CharField(max_length=300)
    target = models.BigIntegerField()
    loaded_sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dataset", "key"], name="reference_key_unique")]

    def __str__(self) -> str:
        return f"{self.dataset}/{self.key}"
