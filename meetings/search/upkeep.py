"""Keeping cards and words in step with what they link to: a name that changes reaches every copy.

The handlers run in the transaction of the change. ``gathered`` lets a form that saves many rows renew each
card once. What a change of more than ``AT_ONCE`` meetings means for their cards is written down in that
transaction as a ``Renewal``, and done in small ones after it: no request waits for thousands of cards, and
nobody else for its lock.
"""

import contextlib
import threading
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_save

from meetings import models
from meetings.record import state
from meetings.search import exposure
from meetings.vocabulary import Facet, number_of

_FACETS = {
    "person": (Facet.PERSON,),
    "country": (Facet.COUNTRY,),
    "organisation": (Facet.ORGANISATION, Facet.PUBLISHER),
    "occasion": (Facet.OCCASION,),
    "place": (Facet.PLACE,),
    "topic": (Facet.TOPIC,),
}
#: What pages show beside meetings: saved or deleted, pages that were made before are not shown any more.
_SHOWN = (
    models.Person, models.Minister, models.Country, models.CountrySuccession, models.Organisation,
    models.Office, models.Appointment, models.Occasion, models.Place, models.Topic, models.OtherName,
    models.Identifier, models.FormerSlug, models.Source, models.Coverage,
)  # fmt: skip
#: The cards of so many meetings are renewed with the change itself.
AT_ONCE = 100
_waiting = threading.local()


def _nobody() -> None:
    """Whoever runs the archive renews by a command."""


#: Called once a ``Renewal`` is committed.
on_later: Callable[[], None] = _nobody


def meetings_linked_to(kind: str, pks: set[int]) -> set[int]:
    """The published meetings whose cards name any of some rows of a kind, and perhaps a few more."""
    linked: set[int] = set()
    if kind in _FACETS:
        found = models.CardValue.objects.filter(facet__in=map(number_of, _FACETS[kind]), value__in=pks)
        linked |= set(found.values_list("card", flat=True))
    if kind == "country":
        # The country of a place is named without being a party.
        places = models.Place.objects.filter(country__in=pks).values("pk")
        there = models.CardValue.objects.filter(facet=number_of(Facet.PLACE), value__in=places)
        linked |= set(there.values_list("card", flat=True))
    # What is published while cards wait names the new entry already.
    shown = models.Participation.objects.filter(meeting__in=models.Card.objects.values("pk"))
    if kind == "person":
        linked |= set(shown.filter(person__in=_merged_into(pks)).values_list("meeting", flat=True))
    if kind == "office":
        linked |= set(shown.filter(appointments__office__in=pks).values_list("meeting", flat=True))
        # An edition may still name what the editors' rows do not any more.
        changed = models.Meeting.objects.published().filter(has_unpublished_changes=True)
        linked |= set(changed.values_list("pk", flat=True))
    return linked


def take_over(kind: str, going: int, kept: int) -> None:
    """List under one entry what was listed under another that became it, before cards are renewed."""
    parents = {"topic": (models.Topic, "broader"), "occasion": (models.Occasion, "parent")}
    whole = [kept]
    if kind in parents:
        model, column = parents[kind]
        above = dict(model.objects.exclude(**{column: None}).values_list("pk", column))
        while (parent := above.get(whole[-1])) is not None and parent not in whole:
            whole.append(parent)
    for facet in _FACETS.get(kind, ()):
        number = number_of(facet)
        values = [(number, value) for value in whole]
        if kind == "person" and models.Minister.objects.filter(pk=kept).exists():
            values.append((number_of(Facet.MINISTER), kept))
        exposure.take_over(number, going, values)
    if kind == "person":
        exposure.take_over(number_of(Facet.MINISTER), going, [(number_of(Facet.MINISTER), kept)])


def _merged_into(pks: set[int]) -> set[int]:
    """People with all entries that were merged into them, by whatever steps."""
    found, latest = set(pks), set(pks)
    while latest:
        merged = models.Person.objects.filter(merged_into__in=latest)
        latest = set(merged.values_list("pk", flat=True)) - found
        found |= latest
    return found


@dataclass
class Gathering:
    """Changes of linked rows, by kind and primary key, whose cards are renewed together.

    ``said`` are the fields of a ``Renewal`` that tell what the public is told of each meeting, and ``beside``
    further meetings to look at. ``is_later`` is known at the end: whether a ``Renewal`` was written.
    """

    said: dict = field(default_factory=dict)
    beside: Collection[int] = ()
    changed: set[tuple[str, int]] = field(default_factory=set)
    is_later: bool = False


@contextlib.contextmanager
def gathered(said: dict | None = None, beside: Collection[int] = ()) -> Iterator[Gathering]:
    """Inside, changes of linked rows are collected; at the end each card they touch is renewed once.

    Within another gathering it is a part of that one, unless it has something to say.
    """
    outer = getattr(_waiting, "gathering", None)
    if outer is not None and said is None:
        yield outer
        return
    _waiting.gathering = gathering = Gathering(said or {}, beside)
    try:
        yield gathering
        if gathering.changed or gathering.beside:
            _renew_now(gathering)
    finally:
        _waiting.gathering = outer


def _renew(kind: str, pk: int) -> None:
    gathering = getattr(_waiting, "gathering", None)
    if gathering is not None:
        gathering.changed.add((kind, pk))
    else:
        _renew_now(Gathering(changed={(kind, pk)}))


@transaction.atomic
def _renew_now(gathering: Gathering) -> None:
    # Who publishes holds the same lock, so that no name changes between its reading and its card.
    state.locked_state()
    linked: set[int] = set()
    for kind in {kind for kind, _ in gathering.changed}:
        linked |= meetings_linked_to(kind, {pk for one, pk in gathering.changed if one == kind})
    meetings = sorted(linked.union(gathering.beside))
    if len(meetings) > AT_ONCE:
        models.Renewal.objects.create(meetings=meetings, total=len(meetings), **gathering.said)
        gathering.is_later = True
        transaction.on_commit(lambda: on_later())
    elif linked:
        exposure.renew(linked)


def _named_changed(sender, instance, raw=False, created=False, **kwargs):
    if not raw and not created:
        _named_went(sender, instance)


def _named_went(sender, instance, **kwargs):
    _renew(sender._meta.concrete_model._meta.model_name, instance.pk)


def _owner(instance) -> tuple[str, int]:
    """Whose copies follow from a row: of an appointment the person, who may be a minister by it."""
    return ("person", instance.person_id) if isinstance(instance, models.Appointment) else instance.owner_id


def _belonging_changes(sender, instance, raw=False, **kwargs):
    """Remember whom a row belonged to, which after the change nobody can tell."""
    stored = sender.objects.filter(pk=instance.pk).first() if instance.pk and not raw else None
    instance._owner_before = _owner(stored) if stored else None


def _belonging_changed(sender, instance, raw=False, **kwargs):
    if not raw:
        for owner in {_owner(instance), getattr(instance, "_owner_before", None)} - {None}:
            _renew(*owner)


def _shown_changed(sender, **kwargs):
    state.touch()


def connect() -> None:
    """Connect the handlers; called once when the app is ready."""
    for model in _SHOWN:
        post_save.connect(_shown_changed, sender=model, dispatch_uid=f"shown-{model.__name__}")
        post_delete.connect(_shown_changed, sender=model, dispatch_uid=f"shown-{model.__name__}")
    for model in (
        models.Person, models.Minister, models.Country, models.Organisation,
        models.Office, models.Occasion, models.Place, models.Topic,
    ):  # fmt: skip
        post_save.connect(_named_changed, sender=model, dispatch_uid=f"upkeep-{model.__name__}")
        post_delete.connect(_named_went, sender=model, dispatch_uid=f"upkeep-{model.__name__}")
    for model in (models.OtherName, models.Appointment):
        dispatch = {"sender": model, "dispatch_uid": f"upkeep-{model.__name__}"}
        pre_save.connect(_belonging_changes, **dispatch)
        post_save.connect(_belonging_changed, **dispatch)
        post_delete.connect(_belonging_changed, **dispatch)
