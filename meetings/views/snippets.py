"""The words that a search found where the row of a list does not show them."""

from collections.abc import Iterator
from dataclasses import replace

from meetings import search
from meetings.models import Meeting
from meetings.record import editions
from meetings.record.titles import name_in
from meetings.search import exposure
from meetings.views.rows import Row


def with_snippets(found: list[Row], query: search.TextQuery | None, language: str) -> list[Row]:
    """The rows, those whose title, parties and topics hold no hit with the first one of the record's texts.

    One query for all rows, and none where there is nothing to look for.
    """
    if query is None or not query.wanted:
        return found
    blind = [row.number for row in found if not any(search.has_hit(text, query) for text in _shown(row))]
    if not blind:
        return found
    newest = exposure.newest_editions(Meeting.objects.filter(public_id__in=blind))
    forms = [editions.form_of(edition) for edition in newest]
    snippets = {form["id"]: search.snippet(_texts(form, language), query) for form in forms}
    return [replace(row, snippet=snippets.get(row.number, [])) for row in found]


def _shown(row: Row) -> list[str]:
    return [row.title, row.place, row.occasion, *row.topics, *(party.name for party in row.parties)]


def _texts(form: dict, language: str) -> Iterator[str]:
    """What may hold the words, the reader's own language first."""
    for text in sorted(form["texts"], key=lambda text: (text["language"] != language, not text["original"])):
        yield text["summary"]
    for statement in form["statements"]:
        yield statement["quote"]
        yield statement["value_as_printed"]
    for participation in form["participations"]:
        yield participation["name_as_printed"]
        yield participation["role_as_printed"]
    for source in form["sources"]:
        yield source["title"]
        if source["publisher"]:
            yield name_in(source["publisher"], language)
