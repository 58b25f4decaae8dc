"""Reads the shipped tables and says which row of which model each of their rows stands for.

A ``Shipped`` row has a key that never changes and values for fields of its model. A value that is another
shipped row is a ``Link``, so that a row an editor renamed is still found by the key under which it was
loaded. ``DATASETS`` is in the order in which links resolve.
"""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db.models import Model

from meetings import models
from meetings.vocabulary import NameKind

DATA = Path(__file__).parent / "data"
#: Languages that have a column in the tables with one row a thing.
_COLUMNS = ("az", "ru", "fr", "ar")


@dataclass(frozen=True)
class Link:
    """A shipped row of another dataset (or of the same), by its key."""

    dataset: str
    key: str


@dataclass(frozen=True)
class Shipped:
    """A row as shipped: its key, unique in the dataset and for ever, and the values of its fields."""

    key: str
    values: dict[str, object]


@dataclass(frozen=True)
class Dataset:
    """A table of the shipped data.

    ``natural`` are the fields by which a row that an editor made before the first load is recognised.
    Nothing refers to the rows of a ``leaf``: those no longer shipped are removed again.
    """

    name: str
    model: type[Model]
    rows: Callable[[], Iterator[Shipped]]
    natural: tuple[str, ...]
    leaf: bool = False


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of ``data/<name>.csv``."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _table(name: str, key: str, **links: str) -> Callable[[], Iterator[Shipped]]:
    """Rows whose columns are fields; ``links`` gives the dataset of the columns that are keys."""

    def rows() -> Iterator[Shipped]:
        for row in read_table(name):
            values: dict[str, object] = {field: value or None for field, value in row.items()}
            for field, dataset in links.items():
                values[field] = Link(dataset, row[field]) if row[field] else None
            yield Shipped(row[key], values)

    return rows


def _organisations() -> Iterator[Shipped]:
    for shipped in _table("organisations", "slug", country="country")():
        fields = {name: value for name, value in shipped.values.items() if name != "wikidata"}
        yield Shipped(shipped.key, fields)


def _successions() -> Iterator[Shipped]:
    for row in read_table("country_succession"):
        ends = {end: Link("country", row[end]) for end in ("predecessor", "successor")}
        key = f"{row['predecessor']}/{row['successor']}"
        yield Shipped(key, ends | {"on": row["on"], "kind": row["kind"]})


def _withdrawn_codes() -> Iterator[Shipped]:
    for row in read_table("country_codes"):
        country = Link("country", row["country"])
        yield Shipped(row["code"], {"country": country, "scheme": "iso3166-withdrawn", "value": row["code"]})


def _wikidata() -> Iterator[Shipped]:
    for row in read_table("organisations"):
        if row["wikidata"]:
            organisation = Link("organisation", row["slug"])
            yield Shipped(
                row["slug"], {"organisation": organisation, "scheme": "wikidata", "value": row["wikidata"]}
            )


def other_name(
    owner: str, key: str, language: str, name: str, kind: str, period: tuple[str, str] = ("", "")
) -> Shipped:
    """A row of other names of the ``owner`` (its dataset and field) with a key.

    A preferred name keeps its own key when its spelling is corrected.
    """
    told_apart = "preferred" if kind == NameKind.PREFERRED else f"{name}/{period[0]}"
    values = {owner: Link(owner, key), "language": language, "name": name, "kind": kind}
    values |= {"valid_from": period[0] or None, "valid_until": period[1] or None}
    return Shipped(f"{key}/{language}/{told_apart}", values)


def _dated_names(owner: str, table: str, key: str) -> Callable[[], Iterator[Shipped]]:
    """Names from a table with a name a row."""

    def rows() -> Iterator[Shipped]:
        for row in read_table(table):
            period = (row["valid_from"], row["valid_until"])
            yield other_name(owner, row[key], row["language"], row["name"], row["kind"], period)

    return rows


def _columned_names(owner: str, table: str) -> Callable[[], Iterator[Shipped]]:
    """Names from a table with a column a language and further names in ``also``, of no language."""

    def rows() -> Iterator[Shipped]:
        for row in read_table(table):
            for language in _COLUMNS:
                if row[language]:
                    yield other_name(owner, row["slug"], language, row[language], NameKind.PREFERRED)
            for name in filter(None, row["also"].split("|")):
                yield other_name(owner, row["slug"], "", name, NameKind.ALTERNATIVE)

    return rows


def names_of(owner: str, rows: Callable[[], Iterator[Shipped]]) -> Dataset:
    """The dataset of the other names of an owner."""
    return Dataset(
        f"{owner}_name", models.OtherName, rows, (owner, "language", "name", "kind", "valid_from"), leaf=True
    )


DATASETS = (
    Dataset("country", models.Country, _table("countries", "code"), ("code",)),
    names_of("country", _dated_names("country", "country_names", "code")),
    Dataset("country_code", models.Identifier, _withdrawn_codes, ("country", "scheme", "value"), leaf=True),
    Dataset(
        "country_succession", models.CountrySuccession, _successions, ("predecessor", "successor"), leaf=True
    ),
    Dataset("organisation", models.Organisation, _organisations, ("slug",)),
    names_of("organisation", _columned_names("organisation", "organisation_names")),
    Dataset(
        "organisation_wikidata", models.Identifier, _wikidata, ("organisation", "scheme", "value"), leaf=True
    ),
    Dataset(
        "office",
        models.Office,
        _table("offices", "slug", country="country", organisation="organisation"),
        ("slug",),
    ),
    names_of("office", _dated_names("office", "office_names", "slug")),
    Dataset("place", models.Place, _table("places", "slug", country="country"), ("slug",)),
    names_of("place", _columned_names("place", "place_names")),
    Dataset("topic", models.Topic, _table("topics", "slug", broader="topic"), ("slug",)),
    names_of("topic", _columned_names("topic", "topic_names")),
    Dataset(
        "occasion",
        models.Occasion,
        _table("occasions", "slug", organisation="organisation", parent="occasion", place="place"),
        ("slug",),
    ),
    names_of("occasion", _columned_names("occasion", "occasion_names")),
)
