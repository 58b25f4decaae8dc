"""Other names and outside identifiers of everything that has a name."""

from django.db import models
from django.db.models import Q

from meetings import names
from meetings.models.base import LabelMixin, Timestamped, ValidityMixin, choices_constraint, order_constraint
from meetings.models.fields import LineField
from meetings.vocabulary import NameKind

#: The models that have other names; each is a nullable foreign key of ``OtherName``.
NAMED = ("person", "country", "organisation", "office", "occasion", "place", "topic")
#: The models that have outside identifiers.
IDENTIFIED = ("person", "country", "organisation")


def exactly_one(fields: tuple[str, ...]) -> Q:
    """The condition that one and only one of the nullable ``fields`` is set."""
    condition = Q()
    for chosen in fields:
        condition |= Q(**{f"{field}__isnull": field != chosen for field in fields})
    return condition


class OtherName(LabelMixin, ValidityMixin, Timestamped):
    """Another spelling, language or former name, with the days of its validity.

    ``valid_from`` is the first day of the name, ``valid_until`` the first day without it. ``language`` is
    a BCP 47 tag, or empty where the name belongs to none.
    """

    language = models.CharField(max_length=12, blank=True)
    name = LineField()
    match_key = models.CharField(max_length=300, editable=False, db_index=True, default="")
    person = models.ForeignKey("Person", models.CASCADE, null=True, blank=True, related_name="other_names")
    country = models.ForeignKey("Country", models.CASCADE, null=True, blank=True, related_name="other_names")
    organisation = models.ForeignKey(
        "Organisation", models.CASCADE, null=True, blank=True, related_name="other_names"
    )
    office = models.ForeignKey("Office", models.CASCADE, null=True, blank=True, related_name="other_names")
    occasion = models.ForeignKey(
        "Occasion", models.CASCADE, null=True, blank=True, related_name="other_names"
    )
    place = models.ForeignKey("Place", models.CASCADE, null=True, blank=True, related_name="other_names")
    topic = models.ForeignKey("Topic", models.CASCADE, null=True, blank=True, related_name="other_names")

    class Meta:
        ordering = ["language", "valid_from", "name"]
        constraints = [
            models.CheckConstraint(condition=exactly_one(NAMED), name="other_name_of_one_thing"),
            models.CheckConstraint(condition=~Q(name=""), name="other_name_not_empty"),
            choices_constraint("kind", NameKind, "other_name_kind"),
            order_constraint("valid_from", "valid_until", "other_name_interval"),
        ]

    def normalise(self) -> None:
        super().normalise()
        self.match_key = names.match_key(self.name)[:300]

    @property
    def owner_id(self) -> tuple[str, int]:
        """Which thing the name belongs to: the model's name and the primary key."""
        return next((field, pk) for field in NAMED if (pk := getattr(self, f"{field}_id")) is not None)

    def __str__(self) -> str:
        return self.name


class Identifier(Timestamped):
    """What an outside register calls this entry: ``wikidata`` and ``Q42``, say."""

    scheme = models.SlugField(max_length=40)
    value = LineField(max_length=200)
    person = models.ForeignKey("Person", models.CASCADE, null=True, blank=True, related_name="identifiers")
    country = models.ForeignKey("Country", models.CASCADE, null=True, blank=True, related_name="identifiers")
    organisation = models.ForeignKey(
        "Organisation", models.CASCADE, null=True, blank=True, related_name="identifiers"
    )

    class Meta:
        ordering = ["scheme", "value"]
        constraints = [
            models.CheckConstraint(condition=exactly_one(IDENTIFIED), name="identifier_of_one_thing"),
            models.CheckConstraint(condition=~Q(value=""), name="identifier_not_empty"),
            models.UniqueConstraint(
                fields=["scheme", "value", "person"],
                condition=Q(person__isnull=False),
                name="identifier_person_unique",
            ),
            models.UniqueConstraint(
                fields=["scheme", "value", "country"],
                condition=Q(country__isnull=False),
                name="identifier_country_unique",
            ),
            models.UniqueConstraint(
                fields=["scheme", "value", "organisation"],
                condition=Q(organisation__isnull=False),
                name="identifier_organisation_unique",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"
