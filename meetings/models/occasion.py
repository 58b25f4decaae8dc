"""Occasions and places: what meetings are held on the margins of, and where."""

from django.db import models
from django.db.models import F, Q

from meetings import dates
from meetings.models.base import choices_constraint, merged_into_field, order_constraint
from meetings.models.fields import EdtfField, LineField
from meetings.models.slugs import Slugged
from meetings.querysets.occasion import OccasionQuerySet, PlaceQuerySet
from meetings.vocabulary import OccasionKind


class Place(Slugged):
    """A venue or city, in a country, with coordinates in degrees (WGS 84) where known."""

    name = LineField()
    country = models.ForeignKey("Country", models.PROTECT, null=True, blank=True, related_name="places")
    latitude = models.DecimalField(max_digits=7, decimal_places=4, null=True, blank=True)
    longitude = models.DecimalField(max_digits=7, decimal_places=4, null=True, blank=True)
    merged_into = merged_into_field()

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="place_name_not_empty"),
            models.CheckConstraint(condition=~Q(merged_into=F("pk")), name="place_not_merged_into_itself"),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                # NULL compared is no answer, which a check lets pass: both have to be there.
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="place_coordinates",
            ),
        ]


class Occasion(Slugged):
    """The larger gathering a meeting is held on the margins of (schema.org ``superEvent``)."""

    name = LineField()
    short_name = LineField(max_length=60, blank=True)
    kind = models.CharField(max_length=12, choices=OccasionKind, default=OccasionKind.OTHER)
    organisation = models.ForeignKey(
        "Organisation", models.PROTECT, null=True, blank=True, related_name="occasions"
    )
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    date = EdtfField()
    date_earliest = models.DateField(null=True, editable=False)
    date_latest = models.DateField(null=True, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="occasions")
    merged_into = merged_into_field()

    objects = OccasionQuerySet.as_manager()

    class Meta:
        ordering = ["-date_latest", "sort_key", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="occasion_name_not_empty"),
            models.CheckConstraint(condition=~Q(parent=F("pk")), name="occasion_not_its_own_parent"),
            models.CheckConstraint(condition=~Q(merged_into=F("pk")), name="occasion_not_merged_into_itself"),
            choices_constraint("kind", OccasionKind, "occasion_kind"),
            order_constraint("date_earliest", "date_latest", "occasion_interval"),
        ]

    def normalise(self) -> None:
        super().normalise()
        found = dates.parse(self.date) if self.date else None
        self.date_earliest = found.earliest if found else None
        self.date_latest = found.latest if found else None
