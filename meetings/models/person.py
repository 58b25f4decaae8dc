"""People, and those among them who are ministers."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meetings import names
from meetings.models.base import merged_into_field
from meetings.models.fields import LineField
from meetings.models.slugs import Slugged
from meetings.querysets.person import MinisterManager, PersonQuerySet


class Person(Slugged):
    """A human being who takes part in meetings (Popolo Person).

    Country and role are no fields of a person: they belong to the appointment and the participation.
    All parts of the name but ``name`` are optional: mononyms, patronymics and particles are normal.
    """

    name = LineField()
    sort_name = LineField(blank=True)
    family_name = LineField(max_length=150, blank=True)
    given_name = LineField(max_length=150, blank=True)
    honorific_prefix = LineField(max_length=80, blank=True)
    merged_into = merged_into_field()

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="person_name_not_empty"),
            models.CheckConstraint(condition=~Q(merged_into=F("pk")), name="person_not_merged_into_itself"),
        ]

    @property
    def sorted_by(self) -> str:
        return self.sort_name

    def normalise(self) -> None:
        if not self.sort_name:
            self.sort_name = names.sort_name(self.name, self.family_name, self.given_name)
        super().normalise()


class Minister(Person):
    """A person who holds or has held a ministerial office."""

    objects = MinisterManager()

    class Meta:
        proxy = True
        verbose_name = _("minister")
        verbose_name_plural = _("ministers")
