"""Meetings as fifteen-element Dublin Core (ISO 15836-1), in English: what every harvester understands."""

from collections.abc import Iterator

from meetings.exports.published import (
    Published,
    date_in_words,
    kind_in_words,
    name_in_words,
    participants_in_words,
    place_in_words,
)


def elements(published: Published) -> list[tuple[str, str]]:
    """The elements of a meeting and their texts, in the order of the standard; what is not known is absent.

    The date is EDTF as the archive knows it, with its words as a second date where they say more.
    """
    return [(name, text) for name, text in _elements(published) if text]


def _elements(published: Published) -> Iterator[tuple[str, str]]:
    form = published.form
    yield "title", name_in_words(form)
    yield "creator", published.ministry
    for topic in form["topics"]:
        yield "subject", topic["name"]
    for text in form["texts"]:
        yield "description", text["summary"]
    yield "publisher", published.ministry
    for participant in participants_in_words(form):
        yield "contributor", participant
    if form["date"]:
        yield "date", form["date"]["edtf"]
        if not form["date"]["edtf"].replace("-", "").isdigit():
            yield "date", date_in_words(form)
    yield "type", "Event"
    yield "type", kind_in_words(form)
    yield "identifier", published.permanent
    for source in form["sources"]:
        yield "source", source["url"] or published.address("source", source["id"])
    for text in form["texts"]:
        yield "language", text["language"]
    for occasion in form["occasions"]:
        yield "relation", occasion["name"]
    yield "coverage", place_in_words(form)
    yield from (("rights", part) for part in published.licence)
