"""The public change log: every publication, correction, withdrawal, merge and redaction, newest first."""

import json
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from meetings.filters import ChangeFilterSet
from meetings.models import Card, ChangeNote
from meetings.record.titles import heading
from meetings.views.methods import read_only
from meetings.views.remembering import remembered
from meetings.vocabulary import ChangeAction, ChangeReason

PAGE_SIZE = 50
#: Without a question the page shows changes to what was public; first publications are asked for.
_CHANGES = [action for action in ChangeAction if action != ChangeAction.PUBLISHED]


@dataclass(frozen=True)
class Change:
    """One change in words; ``title``, in ``language``, is empty where the record is not public any more."""

    note: ChangeNote
    number: int
    title: str
    language: str


@read_only
@remembered
def corrections(request: HttpRequest) -> HttpResponse:
    """The change log, filtered by what happened and why; 400 with the reason for a word it does not know."""
    filterset = ChangeFilterSet(request.GET, ChangeNote.objects.all())
    options = {
        "actions": _options(request, "action", ChangeAction),
        "reasons": _options(request, "reason", ChangeReason),
    }
    if not filterset.is_valid():
        return render(
            request, "meetings/corrections.html", options | {"errors": filterset.form.errors}, status=400
        )
    found = filterset.qs
    if not filterset.form.cleaned_data["action"]:
        found = found.filter(action__in=_CHANGES)
    notes = list(found.select_related("meeting", "edition").order_by("-version")[: PAGE_SIZE + 1])
    following = _query(request, after=notes[PAGE_SIZE - 1].version) if len(notes) > PAGE_SIZE else ""
    context = {"changes": _changes(notes[:PAGE_SIZE]), "following": following}
    return render(request, "meetings/corrections.html", options | context)


def _changes(notes: list[ChangeNote]) -> list[Change]:
    language = get_language() or "en"
    cards = Card.objects.published().filter(pk__in=[note.meeting_id for note in notes])
    titles = {}
    for pk, data in cards.values_list("pk", "data"):
        card = json.loads(data)
        titles[pk] = heading(card["titles"], card["participations"], language)
    return [Change(note, note.meeting.public_id, *titles.get(note.meeting_id, ("", ""))) for note in notes]


def _options(request: HttpRequest, name: str, choices) -> list[dict]:
    """The words of a parameter with the address that adds or takes away each."""
    given = [value.lower() for value in request.GET.getlist(name)]
    return [
        {
            "label": choice.label,
            "selected": choice.value in given,
            "query": _query(request, **{name: choice.value}),
        }
        for choice in choices
    ]


def _query(request: HttpRequest, **change) -> str:
    """The address of the log with a word toggled, or from a cursor on."""
    pairs = [
        (name, value.lower())
        for name in ("action", "reason")
        for value in dict.fromkeys(request.GET.getlist(name))
        if value.strip()
    ]
    for name, value in change.items():
        pair = (name, str(value))
        pairs = [other for other in pairs if other != pair] if pair in pairs else [*pairs, pair]
    return reverse("corrections") + (f"?{urlencode(pairs)}" if pairs else "")
