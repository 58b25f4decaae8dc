"""Countries present and past, and how they followed one another."""

import datetime

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meetings.models.base import Named, Timestamped, choices_constraint, order_constraint
from meetings.models.fields import LineField
from meetings.querysets.country import CountryQuerySet
from meetings.vocabulary import SuccessionKind


def _code_field(pattern: str, length: int):
    return models.CharField(
        max_length=length, null=True, blank=True, validators=[RegexValidator(f"^{pattern}$")]
    )


class Country(Named):
    """A state or territory, present or past (ISO 3166-1, ISO 3166-3).

    ``code`` is the permanent public identifier: alpha-2 in lower case (or the user-assigned ``xk``),
    else the ISO 3166-3 alpha-4. It is never reused. ``exists_from`` is its first day, ``exists_until``
    the first day without it; empty means unknown or unbounded.
    """

    code = models.CharField(max_length=4, unique=True, validators=[RegexValidator(r"^[a-z]{2}([a-z]{2})?$")])
    alpha_2 = _code_field("[A-Z]{2}", 2)
    alpha_3 = _code_field("[A-Z]{3}", 3)
    numeric = _code_field("[0-9]{3}", 3)
    alpha_4 = _code_field("[A-Z]{4}", 4)
    name = LineField()
    official_name = LineField(blank=True)
    region = LineField(max_length=80, blank=True)
    subregion = LineField(max_length=80, blank=True)
    exists_from = models.DateField(null=True, blank=True)
    exists_until = models.DateField(null=True, blank=True)

    objects = CountryQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        verbose_name_plural = _("countries")
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="country_name_not_empty"),
            models.CheckConstraint(condition=~Q(code=""), name="country_code_not_empty"),
            order_constraint("exists_from", "exists_until", "country_interval"),
            *(
                models.UniqueConstraint(
                    fields=[field], condition=Q(exists_until__isnull=True), name=f"country_{field}_unique"
                )
                for field in ("alpha_2", "alpha_3", "numeric")
            ),
            models.UniqueConstraint(fields=["alpha_4"], name="country_alpha_4_unique"),
        ]

    def normalise(self) -> None:
        super().normalise()
        self.code = self.code.lower()
        for field in ("alpha_2", "alpha_3", "numeric", "alpha_4"):
            setattr(self, field, (getattr(self, field) or "").upper() or None)

    def existed_within(self, earliest: datetime.date | None, latest: datetime.date | None) -> bool:
        """Whether the country existed on some day from ``earliest`` to ``latest`` (``None`` = open)."""
        begun = self.exists_from is None or latest is None or self.exists_from <= latest
        lasting = self.exists_until is None or earliest is None or earliest < self.exists_until
        return begun and lasting


class CountrySuccession(Timestamped):
    """That one country followed another, on which day and how."""

    predecessor = models.ForeignKey(Country, models.CASCADE, related_name="successions")
    successor = models.ForeignKey(Country, models.CASCADE, related_name="precedences")
    on = models.DateField(null=True, blank=True)
    kind = models.CharField(max_length=12, choices=SuccessionKind)

    class Meta:
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="succession_unique"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="succession_of_two"),
            choices_constraint("kind", SuccessionKind, "succession_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"
