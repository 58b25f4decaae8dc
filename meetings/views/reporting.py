"""Sources as the public knows them: described by the editions that rest on them, never by an editor's row."""

from dataclasses import dataclass

from meetings import dates
from meetings.record.titles import name_in
from meetings.search.reported import source_entries
from meetings.vocabulary import SourceKind

SOURCES_SIZE = 50


@dataclass(frozen=True)
class Described:
    """A source as the newest edition of a meeting describes it; ``form`` is the public form's own entry."""

    form: dict
    kind: str
    publisher: str
    publisher_slug: str
    published: str

    @property
    def public_id(self) -> str:
        return self.form["id"]


def described(pks: list[int], language: str) -> list[Described]:
    """The sources of these primary keys in their order, each as one of its meetings describes it.

    A fixed number of queries for any number of sources. What no edition names is left out.
    """
    return [describe(entry, language) for entry in source_entries(pks)]


def describe(form: dict, language: str) -> Described:
    """A source of a public form in words."""
    publisher = form["publisher"]
    return Described(
        form=form,
        kind=str(SourceKind(form["kind"]).label),
        publisher=name_in(publisher, language) if publisher else "",
        publisher_slug=publisher["slug"] if publisher else "",
        published=dates.words(dates.parse(form["published"]), language) if form["published"] else "",
    )
