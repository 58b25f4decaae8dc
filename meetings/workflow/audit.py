"""The check of the whole archive: what no single row can promise, and whether every copy is as it must be."""

import datetime
from collections.abc import Callable, Iterator

from django.db.models import F, Max

from meetings.models import (
    ArchiveState,
    Card,
    CardText,
    CardValue,
    ChangeNote,
    Country,
    Meeting,
    Statement,
)
from meetings.record import canonical, proof, traces
from meetings.record.form import public_form
from meetings.search import engines, exposure
from meetings.vocabulary import PublicationState
from meetings.workflow import renewing

#: Of a card, what a rebuild decides. The version only says when it was made.
_CARD_FIELDS = [field.attname for field in Card._meta.concrete_fields if field.name != "version"]


def faults_of_publication() -> Iterator[str]:
    """Published meetings of nobody, without a source, or with a country outside its lifetime."""
    for _, composed in _published():
        countries = Country.objects.in_bulk(
            {
                row["country"]["code"]
                for one, _ in composed
                for row in one.form["participations"]
                if row["country"]
            },
            field_name="code",
        )
        for one, _ in composed:
            where = f"meeting {one.card.meeting_id}"
            if not one.form["participations"]:
                yield f"{where}: it is published without a participant"
            if not one.form["sources"]:
                yield f"{where}: it is published without a source"
            for code in _outside_lifetime(one.form, countries):
                yield f"{where}: {code} did not exist on {one.form['date']['edtf']}"


def _outside_lifetime(form: dict, countries: dict[str, Country]) -> list[str]:
    if not form["date"]:
        return []
    days = [datetime.date.fromisoformat(form["date"][bound]) for bound in ("earliest", "latest")]
    codes = {row["country"]["code"] for row in form["participations"] if row["country"]}
    return sorted(code for code in codes if code in countries and not countries[code].existed_within(*days))


def faults_of_editions() -> Iterator[str]:
    """Breaks in the public history, and published meetings whose newest edition is empty."""
    yield from proof.faults()
    for batch in proof.batches(_public_pks()):
        for edition in exposure.newest_editions(Meeting.objects.filter(pk__in=batch)):
            if not edition.form:
                yield f"meeting {edition.meeting_id}: it is published, and its newest edition is redacted"


def faults_of_desk() -> Iterator[str]:
    """Published meetings that say something else than their newest edition without being marked so.

    Those that wait for a renewal are marked with it.
    """
    waiting = renewing.meetings_waiting()
    for pks, composed in _published():
        desk = {row.pk: row for row in Meeting.objects.for_form().filter(pk__in=pks)}
        for one, _ in composed:
            meeting = desk[one.card.meeting_id]
            if meeting.pk in waiting:
                continue
            changed = canonical.dumps(public_form(meeting)) != canonical.dumps(one.form)
            if changed != meeting.has_unpublished_changes:
                said = "differs from" if changed else "equals"
                yield f"meeting {meeting.pk}: it {said} its newest edition, and is marked otherwise"


def faults_of_cards() -> Iterator[str]:
    """Published meetings without a live card, cards without one, and cards, values and words out of step.

    Of those that wait for a renewal nothing but that there is a card is looked at.
    """
    stray = Card.objects.filter(live=True).exclude(meeting__state=PublicationState.PUBLISHED)
    for pk in stray.order_by("pk").values_list("pk", flat=True):
        yield f"meeting {pk}: it has a live card, and is not published"
    listed = CardValue.objects.exclude(facet__in=traces.FORMER.values())
    valued = listed.filter(card__live=False).values_list("card", flat=True).distinct()
    for pk in valued.order_by("card"):
        yield f"meeting {pk}: it has facet values without a live card"
    yield from _traces_out_of_step()
    live = Card.objects.published().values("public_id")
    for number in CardText.objects.exclude(pk__in=live).order_by("pk").values_list("pk", flat=True):
        yield f"words of meeting number {number}: they belong to no live card"
    waiting = renewing.meetings_waiting()
    for pks, composed in _published():
        cards = Card.objects.in_bulk(pks)
        values: dict[int, set[tuple[int, int]]] = {pk: set() for pk in pks}
        for pk, facet, value in CardValue.objects.filter(card__in=pks).values_list("card", "facet", "value"):
            values[pk].add((facet, value))
        numbers = [one.card.public_id for one, _ in composed]
        texts = dict(CardText.objects.filter(pk__in=numbers).values_list("pk", "words"))
        for one, words in composed:
            card = cards.get(one.card.meeting_id)
            if card is None or not card.live:
                yield f"meeting {one.card.meeting_id}: it is published, and has no live card"
                continue
            if card.pk not in waiting:
                yield from _out_of_step(card, one, values[card.pk], texts.get(card.public_id), words)
    if not engines.current().is_sound():
        yield "the index of words does not hold the words that it should"


def _traces_out_of_step() -> Iterator[str]:
    buried = Meeting.objects.withdrawn().exclude(card__live=True)
    for pks in proof.batches(buried.order_by("pk").values_list("pk", flat=True)):
        stored: dict[int, set[tuple[int, int]]] = {pk: set() for pk in pks}
        for pk, facet, value in CardValue.objects.filter(card__in=pks).values_list("card", "facet", "value"):
            stored[pk].add((facet, value))
        for pk, expected in sorted(traces.composed(pks).items()):
            if {one for one in stored[pk] if one[0] in traces.FORMER.values()} != expected:
                yield f"meeting {pk}: the sets that it was in are not what a rebuild would give"


def _out_of_step(card: Card, composed, values, stored: str | None, words: str) -> Iterator[str]:
    for field in _CARD_FIELDS:
        if getattr(card, field) != getattr(composed.card, field):
            yield f"meeting {card.pk}: its card is not what a rebuild would give ({field})"
    if values != composed.values:
        yield f"meeting {card.pk}: its facet values are not what a rebuild would give"
    if stored != words:
        yield f"meeting {card.pk}: its words are not what a rebuild would give"


def faults_of_links() -> Iterator[str]:
    """Statements about participants of other meetings, and merged meetings that lead nowhere."""
    astray = Statement.objects.exclude(participation=None).exclude(participation__meeting=F("meeting"))
    for pk, meeting in astray.order_by("pk").values_list("pk", "meeting"):
        yield f"meeting {meeting}: statement {pk} is about a participant of another meeting"
    merged = dict(Meeting.objects.filter(merged_into__isnull=False).values_list("pk", "merged_into"))
    for pk in sorted(merged):
        passed, at = {pk}, merged[pk]
        while at in merged and at not in passed:
            passed.add(at)
            at = merged[at]
        if at in passed:
            yield f"meeting {pk}: it was merged in a circle"


def faults_of_numbers() -> Iterator[str]:
    """Versions and public numbers beyond those that were given."""
    state = ArchiveState.objects.filter(pk=1).first() or ArchiveState()
    highest = max(
        Card.objects.aggregate(found=Max("version"))["found"] or 0,
        ChangeNote.objects.aggregate(found=Max("version"))["found"] or 0,
    )
    if highest > state.version:
        yield f"version {highest} was used, and the archive is at version {state.version}"
    given = Meeting.objects.aggregate(found=Max("public_id"))["found"] or 0
    if given > state.last_public_id:
        yield f"public number {given} was used, and the last one given is {state.last_public_id}"


#: What is checked, in words, and by what.
CHECKS: dict[str, Callable[[], Iterator[str]]] = {
    "published meetings have participants, sources and countries of their time": faults_of_publication,
    "editions follow one another and none was changed": faults_of_editions,
    "what the desk changed since the newest edition is marked": faults_of_desk,
    "cards, facet values and words are those of the published meetings": faults_of_cards,
    "statements and merged meetings lead where they should": faults_of_links,
    "versions and public numbers are those that were given": faults_of_numbers,
}


def _public_pks():
    return Meeting.objects.published().order_by("pk").values_list("pk", flat=True)


def _published() -> Iterator[tuple[list[int], list]]:
    """The published meetings by batches: their keys, and what a rebuild would make of them."""
    for batch in proof.batches(_public_pks()):
        newest = exposure.newest_editions(Meeting.objects.filter(pk__in=batch))
        yield batch, exposure.compose([edition for edition in newest if edition.form], version=0)
