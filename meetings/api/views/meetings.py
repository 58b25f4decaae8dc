"""Meetings: the list in the archive's query language, one meeting, and its editions."""

from collections.abc import Callable

from django.http import Http404

from meetings.api import parameters
from meetings.api.links import Links
from meetings.api.objects import meetings as objects
from meetings.api.objects.entries import KINDS
from meetings.api.objects.facets import facet_counts
from meetings.api.parameters import (
    LINKED,
    NO_CURSOR,
    RECORD,
    BadParameters,
    FreeField,
    NamesField,
    SizeField,
)
from meetings.api.problems import Gone, Moved, Problem
from meetings.api.schema import shapes
from meetings.api.views.base import View
from meetings.api.views.paging import envelope, narrowed, page_of
from meetings.filters import MeetingFilterSet
from meetings.filters.fields import CursorField, YesField
from meetings.models import Edition, Meeting
from meetings.record import editions
from meetings.record.as_of import NotThen, edition_as_of
from meetings.record.canonical import timestamp
from meetings.search import Criteria, CursorError, Page
from meetings.search.reported import public_editions
from meetings.vocabulary import ChangeAction, PublicationState

#: No meeting has a greater number; greater ones would be too great for the databases.
GREATEST_NUMBER = 2**31
#: The members of a meeting in a list; ``expand=record`` adds the others.
SHORT = shapes.members(shapes.Meeting)
WHOLE = shapes.members(shapes.FullMeeting)


_OF_PAGES = {"size": SizeField()}
_OF_LISTS = {
    "fields": NamesField(WHOLE),
    "expand": NamesField((*LINKED, RECORD)),
    "facets": YesField(),
}


class MeetingList(View):
    """The public meetings that fit a question."""

    def get(self, request):
        return self.as_of_version(request, lambda reading: self._listed(request.GET, reading))

    def _listed(self, data, reading) -> dict:
        given, filterset = asked(data, _OF_LISTS)
        criteria = filterset.criteria
        page = found_by(reading, criteria, filterset, given["size"])
        found = self._objects(page.rows, given)
        made = envelope(
            self.links.list("meeting"),
            data,
            narrowed(found, given["fields"]),
            following=page.following,
            preceding=page.preceding,
            count=reading.count(criteria),
        )
        if criteria.is_dated:
            made["count_certain"] = reading.count(criteria.certainly())
        if given["facets"]:
            made["facets"] = facet_counts(reading, criteria)
        return made

    def _objects(self, cards: list[dict], given: dict) -> list[dict]:
        if RECORD in given["expand"] or set(given["fields"]) - set(SHORT):
            found = whole_meetings(self.links, [card["id"] for card in cards])
        else:
            found = [objects.short(self.links, card) for card in cards]
        return expanded(self.links, found, given["expand"])


def asked(data, fields: dict) -> tuple[dict, MeetingFilterSet]:
    """The parameters of a list of meetings: ``fields``, ``size`` and the query language.

    Raises ``BadParameters`` with everything that is wrong.
    """
    filterset = MeetingFilterSet(data)
    own = _OF_PAGES | fields
    theirs = MeetingFilterSet.base_filters.keys() - own.keys()
    errors, given = [], {}
    try:
        given = parameters.read(data, own, *theirs)
    except BadParameters as refusal:
        errors += refusal.errors
    refused = {name for name, _code, _reason in errors}
    errors += [
        error
        for error in parameters.errors_of(filterset.form)
        if error[0] in theirs and error[0] not in refused
    ]
    if errors:
        raise BadParameters(errors)
    return given, filterset


def found_by(reading, criteria: Criteria, filterset: MeetingFilterSet, size: int) -> Page:
    """The page of cards after the cursor asked for. Raises ``BadParameters`` for one that no page gave."""
    try:
        return reading.find(criteria, after=filterset.form.cleaned_data["after"], size=size)
    except CursorError as error:
        raise BadParameters([("after", "invalid", str(CursorField.REFUSAL))]) from error


def whole_meetings(links: Links, numbers: list[int]) -> list[dict]:
    """Meetings with everything that is public of them, in the order of their numbers given."""
    found = public_editions(Meeting.objects.filter(public_id__in=numbers))
    made = {form["id"]: objects.whole(links, edition, form) for edition, form in found}
    return [made[number] for number in numbers if number in made]


def expanded(links: Links, found: list[dict], kinds: list[str]) -> list[dict]:
    """Meetings whose references of some kinds are replaced by the entries themselves."""
    for kind in kinds:
        if kind == RECORD:
            continue
        references = [one for meeting in found for one in _references(meeting, kind)]
        shown = KINDS[LINKED[kind]]
        rows = shown.rows().filter(**{f"{shown.address}__in": {one["id"] for one in references}})
        entries = {entry["id"]: entry for entry in shown.objects(links, rows)}
        for one in references:
            one.update(entries.get(one["id"], {}))
    return found


def _references(meeting: dict, kind: str) -> list[dict]:
    if kind in objects.PARTIES:
        found = [row[kind] for row in meeting["participations"]]
    elif kind == "topic":
        found = meeting["topics"]
    else:
        found = [meeting[kind]]
    return [one for one in found if one is not None]


class MeetingDetail(View):
    """One meeting, today or as it stood."""

    def get(self, request, number: int):
        return self.as_of_version(request, lambda reading: self._made(request.GET, number))

    def _made(self, data, number: int) -> dict:
        fields = {"fields": NamesField(WHOLE), "expand": NamesField(tuple(LINKED)), "as_of": FreeField()}
        given = parameters.read(data, fields)
        found = standing(number, lambda kept: self.links.object("meeting", kept))
        if given["as_of"]:
            edition = _as_it_stood(found, given["as_of"])
            form = editions.form_of(edition)
        else:
            edition, form = editions.latest(found), editions.current_form(found)
        if form is None:
            raise redacted(found)
        made = objects.whole(self.links, edition, form)
        return narrowed(expanded(self.links, [made], given["expand"]), given["fields"])[0]


def _as_it_stood(found: Meeting, asked: str):
    try:
        return edition_as_of(found, [asked])
    except NotThen as refusal:
        if refusal.status == 400:
            raise BadParameters([("as_of", "invalid", refusal.reason)]) from refusal
        raise Problem(refusal.status, refusal.reason) from refusal


class EditionList(View):
    """The editions of a meeting, first to last."""

    def get(self, request, number: int):
        return self.as_of_version(request, lambda reading: self._listed(request.GET, number))

    def _listed(self, data, number: int) -> dict:
        after = parameters.PatternField(r"[0-9]{1,9}", NO_CURSOR)
        given = parameters.read(data, {"size": SizeField(), "after": after})
        address = f"{self.links.object('meeting', number)}editions/"
        found = standing(number, lambda kept: f"{self.links.object('meeting', kept)}editions/")
        rows, following, preceding = page_of(
            found.editions.defer("form"), "number", given["after"], given["size"]
        )
        return envelope(
            address,
            data,
            [objects.edition(self.links, number, row) for row in rows],
            following=following,
            preceding=preceding,
            count=found.editions.count(),
        )


class EditionDetail(View):
    """One edition exactly as it was published, with the form over which its hash is made."""

    def get(self, request, number: int, edition: int):
        return self.as_of_version(request, lambda reading: self._made(request.GET, number, edition))

    def _made(self, data, number: int, edition: int) -> dict:
        parameters.read(data, {})
        found = standing(number, lambda kept: self.links.object("meeting", kept))
        shown, form = whole_or_gone(found, edition)
        return objects.edition(self.links, number, shown) | {"form": form}


def whole_or_gone(found: Meeting, number: int) -> tuple[Edition, dict]:
    """An edition of a meeting with its form. Raises ``Http404``, or ``Gone`` where it was redacted."""
    shown = found.editions.filter(number=min(number, GREATEST_NUMBER - 1)).first()
    if shown is None:
        raise Http404
    form = editions.form_of(shown)
    if form is None:
        raise redacted(found)
    return shown, form


def standing(number: int, kept: Callable[[int], str]) -> Meeting:
    """The public meeting of a number.

    Raises ``Http404`` for a number that nothing public has or had, ``Gone`` for a withdrawn meeting and
    ``Moved`` for a merged one, to what ``kept`` gives for the number of the other.
    """
    if not 0 < number < GREATEST_NUMBER:
        raise Http404
    found = Meeting.objects.once_public().select_related("merged_into").filter(public_id=number).first()
    if found is None:
        raise Http404
    if found.merged_into:
        raise Moved(kept(found.merged_into.public_id))
    if found.state == PublicationState.WITHDRAWN:
        note = found.change_notes.filter(action=ChangeAction.WITHDRAWN).order_by("-version").first()
        raise Gone(found.withdrawn_reason, reason=note.reason, withdrawn_at=timestamp(note.at))
    return found


def redacted(found: Meeting) -> Gone:
    """Why the text of an edition is not there any more."""
    note = found.change_notes.filter(action=ChangeAction.REDACTED).order_by("-version").first()
    return Gone(note.note, reason=note.reason, redacted_at=timestamp(note.at))
