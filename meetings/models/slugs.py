"""Public addresses that last: made of a name once, and leading to their record for ever."""

import secrets
from collections.abc import Iterable
from itertools import islice

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from meetings import names
from meetings.models.base import Named, Timestamped

SLUG_LENGTH = 100
_ASKED_AT_ONCE = 500


class Slugged(Named):
    """A named row with a public address that is made from its name once and then only changed on purpose.

    A changed slug stays as a ``FormerSlug``, so that the old address redirects for ever.
    """

    slug = models.SlugField(_("address"), max_length=SLUG_LENGTH, unique=True, blank=True)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        fields = kwargs.get("update_fields")
        # Addresses are looked up in any case, so that they are stored in one.
        self.slug = self.slug.lower()
        if not self.slug:
            self.slug = self._free_slug(self._slug_stem())
            fields = kwargs["update_fields"] = None if fields is None else {*fields, "slug"}
        if fields is not None and "slug" not in fields:
            super().save(*args, **kwargs)
            return
        former = getattr(self, "_loaded_slug", None)
        if self.slug != former:
            self._refuse_address_of_another()
        with transaction.atomic(savepoint=False):
            if former and self.slug != former:
                # Before the row itself: what is renewed with the row looks its old address up.
                FormerSlug.objects.update_or_create(
                    model=self._address_space(), slug=former, defaults={"target": self.pk}
                )
            super().save(*args, **kwargs)
        self._loaded_slug = self.slug

    def clean(self) -> None:
        super().clean()
        self._refuse_address_of_another()

    def _refuse_address_of_another(self) -> None:
        """An address that led to one row never comes to lead to another."""
        if self._was_of_another(self.slug):
            raise ValidationError(
                {"slug": _("This address once belonged to another entry, to which it leads for ever.")}
            )

    @classmethod
    def from_db(cls, db, field_names, values):
        row = super().from_db(db, field_names, values)
        row._loaded_slug = row.slug if "slug" in field_names else None
        return row

    @classmethod
    def give_slugs(cls, rows: Iterable["Slugged"]) -> None:
        """Give new rows slugs of their own, as they get them where they are saved one by one.

        For rows that are written at once: two queries where no name is there yet, and two more each time that
        numbers behind a name run out, of which twice as many are asked about then.
        """
        waiting = [(row, row._slug_stem()) for row in rows]
        given: set[str] = set()
        first, number = 1, 1
        while waiting:
            numbers = range(first, first + number)
            taken = cls._taken(_numbered(stem, of) for _row, stem in waiting for of in numbers)
            left = []
            for row, stem in waiting:
                free = (_numbered(stem, of) for of in numbers)
                slug = next((slug for slug in free if slug not in taken and slug not in given), "")
                if slug:
                    row.slug = slug
                    given.add(slug)
                else:
                    left.append((row, stem))
            waiting, first, number = left, first + number, number * 2 + 6

    @classmethod
    def _taken(cls, slugs: Iterable[str]) -> set[str]:
        """Which of some slugs a row has or had."""
        wanted, found = iter(set(slugs)), set()
        while asked := list(islice(wanted, _ASKED_AT_ONCE)):
            former = FormerSlug.objects.filter(model=cls._address_space(), slug__in=asked)
            found.update(cls._base_manager.filter(slug__in=asked).values_list("slug", flat=True))
            found.update(former.values_list("slug", flat=True))
        return found

    def _slug_stem(self) -> str:
        """The slug of the name; a short random one where the script has no ASCII."""
        return (
            names.slug(self.plain_name)[: SLUG_LENGTH - 8]
            or f"{self._meta.model_name}-{secrets.token_hex(3)}"
        )

    def _free_slug(self, stem: str) -> str:
        """The stem, with a number where a row has or had it already."""
        number = 1
        while self._slug_is_taken(_numbered(stem, number)):
            number += 1
        return _numbered(stem, number)

    def _slug_is_taken(self, slug: str) -> bool:
        model = self._meta.concrete_model
        return model._base_manager.filter(slug=slug).exclude(pk=self.pk).exists() or self._was_of_another(
            slug
        )

    def _was_of_another(self, slug: str) -> bool:
        return (
            FormerSlug.objects.filter(model=self._address_space(), slug=slug).exclude(target=self.pk).exists()
        )

    @classmethod
    def _address_space(cls) -> str:
        return cls._meta.concrete_model._meta.model_name


def _numbered(stem: str, number: int) -> str:
    """A slug with the number behind it that tells it from others of its name; the first has none."""
    return stem if number == 1 else f"{stem}-{number}"


class FormerSlug(Timestamped):
    """An address that a record once had; it leads to the record for ever."""

    model = models.CharField(max_length=50)
    slug = models.SlugField(max_length=SLUG_LENGTH)
    target = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["model", "slug"], name="former_slug_unique")]

    def __str__(self) -> str:
        return f"{self.model}/{self.slug}"
