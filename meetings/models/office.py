"""Offices, and who held them when."""

import datetime

from django.db import models
from django.db.models import F, Q

from meetings import dates
from meetings.models.base import Timestamped, choices_constraint, merged_into_field, order_constraint
from meetings.models.fields import EdtfField, LineField
from meetings.models.slugs import Slugged
from meetings.querysets.office import AppointmentQuerySet, OfficeQuerySet
from meetings.vocabulary import OfficeKind


class Office(Slugged):
    """The job, existing apart from its holder (Popolo Post). Belongs to a country or an organisation."""

    title = LineField()
    kind = models.CharField(max_length=20, choices=OfficeKind)
    country = models.ForeignKey("Country", models.PROTECT, null=True, blank=True, related_name="offices")
    organisation = models.ForeignKey(
        "Organisation", models.PROTECT, null=True, blank=True, related_name="offices"
    )

    merged_into = merged_into_field()

    objects = OfficeQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="office_title_not_empty"),
            models.CheckConstraint(
                condition=Q(country__isnull=False, organisation__isnull=True)
                | Q(country__isnull=True, organisation__isnull=False),
                name="office_of_country_or_organisation",
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("pk")), name="office_not_merged_into_itself"),
            choices_constraint("kind", OfficeKind, "office_kind"),
        ]

    @property
    def plain_name(self) -> str:
        return self.title


class Appointment(Timestamped):
    """That a person held an office from and until (Popolo Membership).

    Overlaps are allowed. ``start_earliest`` and ``end_latest`` are the outer bounds of the two EDTF dates;
    ``None`` means open.
    """

    person = models.ForeignKey("Person", models.PROTECT, related_name="appointments")
    office = models.ForeignKey(Office, models.PROTECT, related_name="appointments")
    start = EdtfField()
    end = EdtfField()
    start_earliest = models.DateField(null=True, editable=False)
    end_latest = models.DateField(null=True, editable=False)
    acting = models.BooleanField(default=False)
    source = models.ForeignKey("Source", models.PROTECT, null=True, blank=True, related_name="appointments")

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ["start_earliest", "pk"]
        constraints = [order_constraint("start_earliest", "end_latest", "appointment_interval")]

    def normalise(self) -> None:
        super().normalise()
        self.start_earliest = dates.parse(self.start).earliest if self.start else None
        self.end_latest = dates.parse(self.end).latest if self.end else None

    def possibly_held_within(self, earliest: datetime.date | None, latest: datetime.date | None) -> bool:
        """Whether the office may have been held on some day from ``earliest`` to ``latest``."""
        begun = self.start_earliest is None or latest is None or self.start_earliest <= latest
        lasting = self.end_latest is None or earliest is None or earliest <= self.end_latest
        return begun and lasting

    @property
    def first_told(self) -> datetime.date | None:
        """The first day from which it may have been held; where it began on some day or before, that day."""
        begun = dates.parse(self.start) if self.start else None
        return begun.latest if begun and begun.earliest == datetime.date.min else self.start_earliest

    @property
    def last_told(self) -> datetime.date | None:
        """The last day on which it may have been held; where it ended on some day or later, that day."""
        ended = dates.parse(self.end) if self.end else None
        return ended.earliest if ended and ended.latest == datetime.date.max else self.end_latest

    def is_told_of(self, earliest: datetime.date | None, latest: datetime.date | None) -> bool:
        """Whether what is known lets one expect that it was held on some day from ``earliest`` to ``latest``.

        Not where only an end that is open reaches there: who held an office in 1949 or before may have held
        it in 1900, but nothing tells of it.
        """
        first, last = self.first_told, self.last_told
        begun = first is None or latest is None or first <= latest
        return begun and (last is None or earliest is None or earliest <= last)

    @property
    def period(self) -> str:
        """From and until, in words; "" where neither is known."""
        if not self.start and not self.end:
            return ""
        return " – ".join(
            dates.bound_words(dates.parse(day)) if day else "…" for day in (self.start, self.end)
        )

    def __str__(self) -> str:
        said = f"{self.person}: {self.office}"
        return f"{said} ({self.period})" if self.period else said
