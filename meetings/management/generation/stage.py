"""The reference data that generated meetings refer to, read once and linked in memory with its names."""

from django.db.models import Model

from meetings.models import Country, Occasion, Office, Organisation, Place, Topic


class Stage:
    """Countries, organisations, offices, topics, places and occasions, each in the order of their keys.

    Their other names are read, and what they link to are rows of the same stage, so that public forms can be
    made of them without a query.
    """

    def __init__(self) -> None:
        self.countries = _read(Country)
        self.organisations = _read(Organisation)
        self.offices = _read(Office)
        self.topics = _read(Topic)
        self.places = _read(Place)
        self.occasions = _read(Occasion)
        _link(self.places, "country", self.countries)
        _link(self.occasions, "place", self.places)
        _link(self.occasions, "parent", self.occasions)


def _read(model: type[Model]) -> list:
    return list(model.objects.prefetch_related("other_names").order_by("pk"))


def _link(rows: list, name: str, targets: list) -> None:
    by_pk = {target.pk: target for target in targets}
    for row in rows:
        if getattr(row, f"{name}_id") is not None:
            setattr(row, name, by_pk[getattr(row, f"{name}_id")])


def prefetched(row: Model, **related: list) -> None:
    """Give a row the rows that belong to it, as a prefetch would have found them."""
    row._prefetched_objects_cache = related
