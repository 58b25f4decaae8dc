"""The controlled vocabulary of what meetings are about."""

from django.db import models
from django.db.models import F, Q

from meetings.models.base import merged_into_field
from meetings.models.fields import LineField, ProseField, WebAddressField
from meetings.models.slugs import Slugged
from meetings.querysets.topic import TopicQuerySet


class Topic(Slugged):
    """A concept of the vocabulary with a broader one and alternative labels (SKOS)."""

    name = LineField()
    broader = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="narrower")
    description = ProseField(blank=True)
    exact_match = WebAddressField()
    merged_into = merged_into_field()

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="topic_name_not_empty"),
            models.CheckConstraint(condition=~Q(broader=F("pk")), name="topic_not_its_own_broader"),
            models.CheckConstraint(condition=~Q(merged_into=F("pk")), name="topic_not_merged_into_itself"),
        ]
