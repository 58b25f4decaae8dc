"""Which entries can be merged, and which columns of which tables refer to them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models

from meetings.models import ImportedEntry, Occasion, Office, Organisation, Person, Place, Source, Topic

#: What can be merged, by the name of the model.
KINDS: dict[str, type[models.Model]] = {
    model._meta.model_name: model for model in (Person, Organisation, Office, Place, Occasion, Topic, Source)
}
#: What stays with the entry that goes: of which words an import made it.
_STAYS = (ImportedEntry,)


def unique_columns(model) -> Iterator[tuple[str, ...]]:
    """The columns, more than one, which no two rows of a model share."""
    meta = model._meta
    named = [constraint.fields for constraint in meta.constraints if hasattr(constraint, "fields")]
    for fields in [*named, *meta.unique_together]:
        yield tuple(meta.get_field(name).attname for name in fields)


@dataclass(frozen=True)
class Reference:
    """A column by which rows of ``model`` refer to entries of a kind."""

    model: type[models.Model]
    column: str

    def rows(self, pk: int):
        """The rows that refer to an entry."""
        return self.model._base_manager.filter(**{self.column: pk})

    def beside(self) -> Iterator[tuple[str, ...]]:
        """The columns which, together with this one, no two rows share."""
        for columns in unique_columns(self.model):
            if self.column in columns:
                yield tuple(name for name in columns if name != self.column)

    def doubles(self, going: int, kept: int) -> dict[int, int]:
        """The rows of one entry that the other has already, each with its like."""
        found: dict[int, int] = {}
        for columns in self.beside():
            has = {tuple(row[1:]): row[0] for row in self.rows(kept).values_list("pk", *columns)}
            for pk, *values in self.rows(going).values_list("pk", *columns):
                if tuple(values) in has and None not in values:
                    found[pk] = has[tuple(values)]
        return found

    @property
    def is_referred_to(self) -> bool:
        """Whether other rows hang on rows of this model, so that none of them can be put aside."""
        return any(references_to(self.model))


def references_to(model) -> Iterator[Reference]:
    """Every column by which rows of the archive refer to entries of a model."""
    for relation in model._meta.get_fields(include_hidden=True):
        comes_in = (relation.one_to_many or relation.one_to_one) and relation.auto_created
        if not comes_in or relation.concrete or relation.related_model in _STAYS:
            continue
        if relation.field.name != "merged_into":
            yield Reference(relation.related_model, relation.field.attname)
