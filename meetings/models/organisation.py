"""Parties that are no states."""

from django.db import models
from django.db.models import F, Q

from meetings.models.base import choices_constraint, merged_into_field, order_constraint
from meetings.models.fields import LineField
from meetings.models.slugs import Slugged
from meetings.querysets.organisation import OrganisationQuerySet
from meetings.vocabulary import OrganisationKind


class Organisation(Slugged):
    """An intergovernmental body, NGO, parliament, company or medium (Popolo Organization)."""

    name = LineField()
    abbreviation = LineField(max_length=40, blank=True)
    classification = models.CharField(
        max_length=20, choices=OrganisationKind, default=OrganisationKind.INTERGOVERNMENTAL
    )
    country = models.ForeignKey(
        "Country", models.PROTECT, null=True, blank=True, related_name="organisations"
    )
    founded = models.DateField(null=True, blank=True)
    dissolved = models.DateField(null=True, blank=True)
    merged_into = merged_into_field()

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="organisation_name_not_empty"),
            choices_constraint("classification", OrganisationKind, "organisation_classification"),
            models.CheckConstraint(
                condition=~Q(merged_into=F("pk")), name="organisation_not_merged_into_itself"
            ),
            order_constraint("founded", "dissolved", "organisation_interval"),
        ]
