"""The UNGA 77 collection: its people, their offices and its sources, as datasets like any other.

The meetings themselves stand in the same file; ``meetings.management.collection`` enters and publishes them.
"""

import json
from collections.abc import Iterator

from meetings import models
from meetings.reference.tables import DATA, Dataset, Link, Shipped, names_of, other_name


def read_collection() -> dict:
    """The collection as shipped, ``data/unga77.json``."""
    return json.loads((DATA / "unga77.json").read_text(encoding="utf-8"))


def appointment_key(person: str, office: str) -> str:
    """The key of the appointment of a person of the collection to an office."""
    return f"{person}/{office}"


def _people() -> Iterator[Shipped]:
    for row in read_collection()["people"]:
        yield Shipped(row["slug"], row)


def _names() -> Iterator[Shipped]:
    for person, language, name, kind in read_collection()["names"]:
        yield other_name("person", person, language, name, kind)


def _appointments() -> Iterator[Shipped]:
    for person, office, start, end in read_collection()["appointments"]:
        holder = {"person": Link("person", person), "office": Link("office", office)}
        yield Shipped(appointment_key(person, office), holder | {"start": start, "end": end})


def _sources() -> Iterator[Shipped]:
    for row in read_collection()["sources"]:
        publisher = Link("organisation", row["publisher"])
        yield Shipped(
            row["key"], {name: row[name] for name in row if name != "key"} | {"publisher": publisher}
        )


COLLECTION = (
    Dataset("person", models.Person, _people, ("slug",)),
    names_of("person", _names),
    Dataset("appointment", models.Appointment, _appointments, ("person", "office", "start")),
    Dataset("source", models.Source, _sources, ("title", "publisher")),
)
