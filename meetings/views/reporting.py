"""Sources as the public knows them: described by the editions that rest on them, never by an editor's row."""

from dataclasses import dataclass

from django.db.models import Max

from meetings import dates
from meetings.models import CardValue, Meeting, Source
from meetings.record import editions
from meetings.record.references import refresh
from meetings.record.titles import name_in
from meetings.search.exposure import newest_editions
from meetings.vocabulary import Facet, SourceKind, number_of

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
    meetings_of = dict(
        CardValue.objects.filter(facet=number_of(Facet.SOURCE), value__in=pks)
        .values_list("value")
        .annotate(newest=Max("card"))
    )
    forms = public_forms(Meeting.objects.filter(pk__in=set(meetings_of.values())))
    entries = {source["id"]: source for form in forms for source in form["sources"]}
    public_ids = dict(Source.objects.filter(pk__in=pks).values_list("pk", "public_id"))
    return [describe(entries[public_ids[pk]], language) for pk in pks if public_ids.get(pk, "") in entries]


def public_forms(meetings) -> list[dict]:
    """The public forms of those of some meetings that are published, with present names."""
    forms = [editions.form_of(edition) for edition in newest_editions(meetings)]
    forms = [form for form in forms if form is not None]
    refresh(*forms)
    return forms


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
