"""What the archive's models share: times of change, names in languages and times."""

import datetime
from collections.abc import Iterable

from django.db import models, transaction
from django.db.models import F, Q

from meetings import names
from meetings.vocabulary import NameKind


def choices_constraint(field: str, choices: type[models.TextChoices], name: str) -> models.CheckConstraint:
    """A database constraint that ``field`` holds one of the values of ``choices``."""
    return models.CheckConstraint(condition=Q(**{f"{field}__in": choices.values}), name=name)


def order_constraint(first: str, last: str, name: str) -> models.CheckConstraint:
    """A database constraint that ``first`` is not after ``last`` where both are known."""
    known = Q(**{f"{first}__isnull": True}) | Q(**{f"{last}__isnull": True})
    return models.CheckConstraint(condition=known | Q(**{f"{first}__lte": F(last)}), name=name)


def merged_into_field() -> models.ForeignKey:
    """The entry that this one turned out to be the same as; its address leads there for ever."""
    return models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged_from"
    )


class Timestamped(models.Model):
    """A row that knows when it was made and last saved.

    ``normalise`` derives what a row derives from itself; ``save`` calls it, and bulk paths must. What hangs
    on saving a row, such as keeping the search in step, is in the transaction of the row.
    """

    created_at = models.DateTimeField(auto_now_add=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True, editable=False)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        before = dict(self.__dict__)
        self.normalise()
        if kwargs.get("update_fields") is not None:
            derived = [
                field.name
                for field in self._meta.concrete_fields
                if self.__dict__.get(field.attname) != before.get(field.attname)
            ]
            kwargs["update_fields"] = {*kwargs["update_fields"], *derived, "updated_at"}
        with transaction.atomic(savepoint=False):
            super().save(*args, **kwargs)

    def normalise(self) -> None:
        """Set the columns that follow from other columns of this row. No queries."""


class Named(Timestamped):
    """Something with a plain ``name`` and other names in languages and times (rows of ``OtherName``).

    ``match_key`` finds it in any spelling; ``sort_key`` puts it in the same order on every database.
    """

    match_key = models.CharField(max_length=300, editable=False, db_index=True, default="")
    sort_key = models.CharField(max_length=300, editable=False, db_index=True, default="")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.plain_name

    @property
    def plain_name(self) -> str:
        """The name without regard to language and date."""
        return self.name

    @property
    def sorted_by(self) -> str:
        """The text whose folded form is the place in an alphabetical list."""
        return self.plain_name

    def normalise(self) -> None:
        super().normalise()
        self.match_key = names.match_key(self.plain_name)[:300]
        self.sort_key = names.fold(self.sorted_by)[:300]

    def label(self, language: str = "en", on: datetime.date | None = None) -> str:
        """The name in ``language`` as it was in use on a day; ``on=None`` means now.

        A dated name of the language wins over an undated one, an undated one of the language over a
        dated one of English, and the plain name stands where nothing else does. Reads ``other_names``
        as prefetched.
        """
        return self.labels([language], on)[language]

    def labels(self, languages: Iterable[str], on: datetime.date | None = None) -> dict[str, str]:
        """``label`` in several languages, reading the other names once."""
        names_in_use: dict[str, LabelMixin] = {}
        for other in self._label_rows():
            if other.in_use(on):
                rival = names_in_use.get(other.language)
                if rival is None or _precedence(other) > _precedence(rival):
                    names_in_use[other.language] = other
        then = names_in_use.get("en")
        found = {}
        for language in languages:
            chosen = names_in_use.get(language)
            undated = chosen is None or (not chosen.is_dated and on is not None)
            if undated and then is not None and then.is_dated and (chosen is None or language == "en"):
                chosen = then
            found[language] = chosen.name if chosen else self.plain_name
        return found

    @property
    def is_renamed(self) -> bool:
        """Whether it depends on the day what it is called. Reads ``other_names`` as prefetched."""
        return any(other.is_dated for other in self._label_rows())

    def _label_rows(self) -> list["LabelMixin"]:
        """The other names that are labels. Chosen once from what was prefetched: forms ask many times."""
        prefetched = getattr(self, "_prefetched_objects_cache", {}).get("other_names")
        if prefetched is None:
            return [other for other in self.other_names.all() if other.is_label]
        if self.__dict__.get("_labels_of") is not prefetched:
            self._labels_of = prefetched
            self._labels = [other for other in prefetched if other.is_label]
        return self._labels


def _precedence(other: "LabelMixin") -> tuple[bool, datetime.date]:
    return other.is_dated, other.valid_from or datetime.date.min


class ValidityMixin(models.Model):
    """A period of validity: from a day (inclusive) until a day (exclusive); either end may be open."""

    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_dated(self) -> bool:
        return self.valid_from is not None or self.valid_until is not None

    def in_use(self, on: datetime.date | None) -> bool:
        """Whether the period holds ``on``; ``None`` asks for what is valid now and has no known end."""
        if on is None:
            return self.valid_until is None
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_until is None or on < self.valid_until
        )


class LabelMixin(models.Model):
    """What a row of names needs to be chosen as a label."""

    kind = models.CharField(max_length=16, choices=NameKind, default=NameKind.ALTERNATIVE)

    class Meta:
        abstract = True

    @property
    def is_label(self) -> bool:
        """Whether the name is one the archive itself would print, and not only one to be found by."""
        return self.kind == NameKind.PREFERRED or (self.kind == NameKind.FORMER and self.is_dated)
