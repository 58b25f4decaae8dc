"""Public forms of many meetings at once, and the sources in them, as editions have them."""

from django.db.models import Max

from meetings.models import CardValue, Edition, Meeting, Source
from meetings.record import editions
from meetings.record.references import refresh
from meetings.search.exposure import newest_editions
from meetings.vocabulary import Facet, number_of


def public_editions(meetings) -> list[tuple[Edition, dict]]:
    """The newest editions of those of some meetings that are published, with their forms under present names.

    A fixed number of queries for any number of meetings.
    """
    found = [(edition, editions.form_of(edition)) for edition in newest_editions(meetings)]
    found = [(edition, form) for edition, form in found if form is not None]
    refresh(*(form for _, form in found))
    return found


def public_forms(meetings) -> list[dict]:
    """The public forms of those of some meetings that are published, with present names."""
    return [form for _, form in public_editions(meetings)]


def source_entries(pks: list[int]) -> list[dict]:
    """The sources of these primary keys in their order, each as the form of one of its meetings has it.

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
    return [entries[public_ids[pk]] for pk in pks if public_ids.get(pk, "") in entries]
