"""The public form of a drafted meeting, its card, its facet values and its words, put together from texts.

They are what ``meetings.record`` and ``meetings.search`` make of the same meeting, which the check of the
whole archive proves; most of each is the names of linked rows, which come again and again.
"""

import datetime
from dataclasses import dataclass, replace
from functools import lru_cache
from json.encoder import encode_basestring as quoted

from meetings import names
from meetings.management.generation.drafting import Drafted, Part, Text
from meetings.management.generation.evidence import Report
from meetings.management.generation.naming import Named, Naming, folded, words_of_name
from meetings.models import Occasion, Topic
from meetings.record import canonical, titles
from meetings.record.cards import sort_key, years
from meetings.record.disagreements import disagreements
from meetings.record.form import SCHEMA, statement_form
from meetings.search.words import BOUNDARY
from meetings.vocabulary import (
    MINISTERIAL_OFFICES,
    EventStatus,
    Facet,
    MeetingKind,
    OfficeKind,
    number_of,
)

_NUMBERS = {facet: number_of(facet) for facet in Facet}
_COUNTRY, _ORGANISATION = _NUMBERS[Facet.COUNTRY], _NUMBERS[Facet.ORGANISATION]
_PERSON, _MINISTER = _NUMBERS[Facet.PERSON], _NUMBERS[Facet.MINISTER]
_PLACE, _TOPIC, _OCCASION = _NUMBERS[Facet.PLACE], _NUMBERS[Facet.TOPIC], _NUMBERS[Facet.OCCASION]
_SOURCE, _PUBLISHER = _NUMBERS[Facet.SOURCE], _NUMBERS[Facet.PUBLISHER]
_KIND = {kind.value: (_NUMBERS[Facet.KIND], number_of(kind)) for kind in MeetingKind}
_STATUS = {status.value: (_NUMBERS[Facet.STATUS], number_of(status)) for status in EventStatus}
_CAPACITY = {kind.value: (_NUMBERS[Facet.CAPACITY], number_of(kind)) for kind in OfficeKind}


@dataclass(slots=True)
class Composed:
    """All that is public of a drafted meeting: the form as canonical text, and what lists keep of it."""

    form: str
    key: int
    card: str
    values: set[tuple[int, int]]
    words: str


class Composing:
    """Puts together what is public of meetings."""

    def __init__(self, topics: list[Topic], occasions: list[Occasion]) -> None:
        self._naming = Naming()
        self._broader = {topic.pk: topic.broader_id for topic in topics}
        self._parents = {occasion.pk: occasion.parent_id for occasion in occasions}

    def compose(self, drafted: Drafted, public_id: int) -> Composed:
        """What is public of a meeting under its public number."""
        on = drafted.date.naming_day
        linked = _Linked(drafted, on, self._naming)
        said = _said(drafted)
        title = titles.title({"texts": _titled(drafted), "participations": linked.participations})
        differ = bool(said and disagreements({"statements": said}))
        return Composed(
            form=_form(drafted, public_id, linked, said),
            key=sort_key(drafted.date.listed, public_id),
            card=_card(drafted, public_id, linked, names.slug(folded(title)) or drafted.kind, differ),
            values=self._values(drafted, linked),
            words=_words(drafted, linked, title, said),
        )

    def shorter(self, drafted: Drafted, public_id: int) -> str:
        """The form of a meeting before the ends of its summaries were entered."""
        texts = [replace(text, summary=text.summary[:-2]) for text in drafted.texts]
        linked = _Linked(drafted, drafted.date.naming_day, self._naming)
        return _form(replace(drafted, texts=texts), public_id, linked, _said(drafted))

    def _values(self, drafted: Drafted, linked: "_Linked") -> set[tuple[int, int]]:
        found = {_KIND[drafted.kind], _STATUS[drafted.status], *_years(*drafted.date.bounds[:2])}
        for part in drafted.parts:
            if part.country is not None:
                found.add((_COUNTRY, part.country.pk))
            if part.organisation is not None:
                found.add((_ORGANISATION, part.organisation.pk))
            if part.holder is not None:
                found.add((_PERSON, part.holder.person.pk))
                found.add(_CAPACITY[part.holder.office.kind])
                if part.holder.office.kind in MINISTERIAL_OFFICES:
                    found.add((_MINISTER, part.holder.person.pk))
        for topic in drafted.topics:
            found |= _with_ancestors(_TOPIC, topic.pk, self._broader)
        if drafted.occasion is not None:
            found |= _with_ancestors(_OCCASION, drafted.occasion.pk, self._parents)
        if drafted.place is not None:
            found.add((_PLACE, drafted.place.pk))
        for source in drafted.sources:
            found.add((_SOURCE, source.pk))
            found.add((_PUBLISHER, source.publisher.pk))
        return found


class _Linked:
    """What a meeting links to, named as on its day."""

    def __init__(self, drafted: Drafted, on: datetime.date | None, naming: Naming) -> None:
        self.on = on
        self.place = naming.place(drafted.place, on) if drafted.place else None
        self.occasions = []
        occasion = drafted.occasion
        while occasion is not None:
            self.occasions.append(naming.of(occasion, on))
            occasion = occasion.parent
        self.topics = [naming.of(topic, on) for topic in sorted(drafted.topics, key=lambda topic: topic.pk)]
        self.publishers = [naming.of(source.publisher, on) for source in drafted.sources]
        self.parts = [_LinkedPart(part, on, naming) for part in drafted.parts]
        self.participations = [part.brief for part in self.parts]


class _LinkedPart:
    def __init__(self, part: Part, on: datetime.date | None, naming: Naming) -> None:
        holder = part.holder
        person = self.person = naming.of(holder.person, on) if holder else None
        country = self.country = naming.of(part.country, on) if part.country else None
        organisation = self.organisation = naming.of(part.organisation, on) if part.organisation else None
        self.appointment, self.office_words = (
            naming.appointment(holder.appointment, on) if holder else ("", frozenset())
        )
        self.capacity = f'"{holder.office.kind}"' if holder else ""
        #: As much of the participation's form as a title needs.
        self.brief = {
            "side": part.side,
            "attendance": part.attendance,
            "person": person and person.form,
            "country": country and country.form,
            "organisation": organisation and organisation.form,
            "role_as_printed": part.role,
            "name_as_printed": part.name,
        }


def _said(drafted: Drafted) -> list[dict]:
    """What is said of an entered meeting, as its form holds it."""
    places = {row.participation_id: place + 1 for row, place in drafted.statements if place is not None}
    return [statement_form(row, places) for row, _ in drafted.statements]


def _titled(drafted: Drafted) -> list[dict]:
    return [{"language": text.language, "title": text.title} for text in drafted.texts]


def _form(drafted: Drafted, public_id: int, linked: _Linked, said: list[dict]) -> str:
    """The canonical text of the form: every key in its place in the alphabet."""
    place = linked.place.canonical if linked.place else "null"
    sources = map(_source, drafted.sources, linked.publishers)
    statements = canonical.dumps(said) if said else "[]"
    return (
        f'{{"date":{_date(*drafted.date.bounds, drafted.date.edtf, drafted.basis)},"id":{public_id},'
        f'"kind":"{drafted.kind}","occasions":[{",".join(one.canonical for one in linked.occasions)}],'
        f'"participations":[{",".join(map(_participation, drafted.parts, linked.parts))}],'
        f'"place":{place},"schema":{SCHEMA},"sources":[{",".join(sources)}],"start_time":"",'
        f'"statements":{statements},"status":"{drafted.status}",'
        f'"texts":[{",".join(map(_text, drafted.texts))}],"timezone":"",'
        f'"topics":[{",".join(one.canonical for one in linked.topics)}]}}'
    )


@lru_cache(maxsize=100_000)
def _date(earliest, latest, start_latest, end_earliest, edtf: str, basis: str) -> str:
    if not edtf:
        return "null"
    return canonical.dumps(
        {
            "edtf": edtf,
            "earliest": earliest,
            "latest": latest,
            "start_latest": start_latest,
            "end_earliest": end_earliest,
            "basis": basis,
        }
    )


def _participation(part: Part, linked: _LinkedPart) -> str:
    return f'{{"appointments":[{linked.appointment}],{_taking_part(part, linked, "canonical")}}}'


def _taking_part(part: Part, linked: _LinkedPart, text: str) -> str:
    """What form and card alike hold of a participation; ``text`` names the text of what it links to."""
    person = getattr(linked.person, text) if linked.person else "null"
    country = getattr(linked.country, text) if linked.country else "null"
    organisation = getattr(linked.organisation, text) if linked.organisation else "null"
    return (
        f'"attendance":"{part.attendance}","country":{country},"name_as_printed":{quoted(part.name)},'
        f'"organisation":{organisation},"person":{person},"role_as_printed":{quoted(part.role)},'
        f'"side":"{part.side}"'
    )


def _text(text: Text) -> str:
    return (
        f'{{"language":"{text.language}","original":{"true" if text.is_original else "false"},'
        f'"summary":{quoted(text.summary)},"title":{quoted(text.title)}}}'
    )


def _source(source: Report, publisher: Named) -> str:
    return (
        f'{{"accessed_on":"","archive_url":"","attribution":"{source.attribution}","id":"{source.public_id}",'
        f'"kind":"{source.kind}","language":"{source.language}","published":"{source.published}",'
        f'"publisher":{publisher.canonical},"sha256":"","title":{quoted(source.title)},"url":"{source.url}"}}'
    )


def _card(drafted: Drafted, public_id: int, linked: _Linked, slug: str, differ: bool) -> str:
    """The data of the card, but for the number of its edition, which is the last."""
    titled = ",".join(f'"{text.language}":{quoted(text.title)}' for text in drafted.texts if text.title)
    parts = ",".join(
        f'{{{_taking_part(part, one, "card")},"capacities":[{one.capacity}]}}'
        for part, one in zip(drafted.parts, linked.parts, strict=True)
    )
    return (
        f'{{"id":{public_id},"slug":"{slug}","titles":{{{titled}}},"kind":"{drafted.kind}",'
        f'"status":"{drafted.status}","date":"{drafted.date.edtf}","basis":"{drafted.basis}",'
        f'"place":{linked.place.card if linked.place else "null"},'
        f'"occasion":{linked.occasions[0].card if linked.occasions else "null"},'
        f'"topics":[{",".join(one.card for one in linked.topics)}],"participations":[{parts}],'
        f'"sources":{len(drafted.sources)},"differ":{"true" if differ else "false"}'
    )


def _with_ancestors(facet: int, pk: int | None, parents: dict[int, int | None]) -> set[tuple[int, int]]:
    found: set[tuple[int, int]] = set()
    while pk is not None and (facet, pk) not in found:
        found.add((facet, pk))
        pk = parents.get(pk)
    return found


@lru_cache(maxsize=100_000)
def _years(earliest: str | None, latest: str | None) -> frozenset[tuple[int, int]]:
    return frozenset(
        (_NUMBERS[facet], year)
        for facet, year in years({"earliest": earliest, "latest": latest} if earliest else None)
    )


def _words(drafted: Drafted, linked: _Linked, title: str, said: list[dict]) -> str:
    found = [f"{folded(text.title)} {BOUNDARY}".lstrip() for text in drafted.texts]
    found += map(words_of_name, sorted(_names(drafted, linked, title, said)))
    prose = [text.summary for text in drafted.texts]
    prose += [source.title for source in drafted.sources]
    prose += [statement["quote"] for statement in said]
    found += [f"{folded(text)} {BOUNDARY}".lstrip() for text in prose]
    return " ".join(found)


def _names(drafted: Drafted, linked: _Linked, title: str, said: list[dict]) -> set[str]:
    found = {title}
    named = [*linked.occasions, *linked.topics, *linked.publishers]
    if linked.place:
        named.append(linked.place)
    for part, one in zip(drafted.parts, linked.parts, strict=True):
        found |= {part.name, part.role}
        found |= one.office_words
        named += [row for row in (one.person, one.country, one.organisation) if row]
    for statement in said:
        found |= {statement["speaker"], statement["value_as_printed"]}
    return found.union(*(row.words for row in named))
