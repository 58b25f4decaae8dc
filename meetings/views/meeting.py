"""The page of one meeting, its history and its editions as published."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from meetings import dates, search
from meetings.models import Country, Meeting
from meetings.record import editions, titles
from meetings.record.titles import name_in, participant_name
from meetings.views import evidence
from meetings.views.dating import when
from meetings.views.rows import Party, meeting_address, parties
from meetings.vocabulary import (
    Attendance,
    DateBasis,
    EventStatus,
    Facet,
    MeetingKind,
    Property,
    PublicationState,
    Side,
)

#: No meeting has a greater number; greater ones would be too great for the databases.
GREATEST_NUMBER = 2**31


@require_safe
def meeting(request: HttpRequest, number: int, slug: str = "") -> HttpResponse:
    """A published meeting; 410 with the public reason for a withdrawn one, a redirect for a merged one."""
    found = _meeting_at(number)
    if found.state == PublicationState.WITHDRAWN:
        return _gone(request, found)
    edition = editions.latest(found)
    form = editions.current_form(found)
    if slug != titles.slug(form):
        query = request.META.get("QUERY_STRING", "")
        address = meeting_address(number, titles.slug(form))
        return redirect(f"{address}?{query}" if query else address, permanent=True)
    language = get_language() or "en"
    context = page(form, language) | {
        "edition": edition,
        "between": _between(form, language),
        "number": number,
    }
    return render(request, "meetings/meeting.html", context)


@require_safe
def history(request: HttpRequest, number: int) -> HttpResponse:
    """What changed in a public record, when and why; also of withdrawn ones."""
    found = _meeting_at(number)
    notes = found.change_notes.select_related("edition").order_by("-version")
    form = editions.current_form(found) if found.is_public else None
    language = get_language() or "en"
    context = {
        "number": number,
        "notes": notes,
        "title": titles.title(form, language) if form else "",
        "address": meeting_address(number, titles.slug(form)) if form else "",
        "meeting": found,
    }
    return render(request, "meetings/history.html", context, status=200 if form else 410)


@require_safe
def edition(request: HttpRequest, number: int, edition_number: int) -> HttpResponse:
    """One edition exactly as it was published, marked as such; its notice where it was redacted."""
    found = _meeting_at(number)
    if found.state == PublicationState.WITHDRAWN:
        return _gone(request, found)
    shown = found.editions.filter(number=min(edition_number, GREATEST_NUMBER)).first()
    if shown is None:
        raise Http404(_("This meeting has no such edition."))
    newest = editions.latest(found)
    form = editions.form_of(shown)
    context = {"edition": shown, "newest": newest, "number": number, "as_published": True}
    if form is None:
        notice = found.change_notes.filter(action="redacted").order_by("-version").first()
        return render(request, "meetings/redacted.html", context | {"notice": notice}, status=410)
    return render(request, "meetings/meeting.html", page(form, get_language() or "en") | context)


def _meeting_at(number: int) -> Meeting:
    """The published or withdrawn meeting of a public number; ``Http404`` for any other, drafts included."""
    if not 0 < number < GREATEST_NUMBER:
        raise Http404(_("There is no such meeting."))
    once_public = Meeting.objects.published() | Meeting.objects.withdrawn()
    found = once_public.select_related("merged_into").filter(public_id=number).first()
    if found is None:
        raise Http404(_("There is no such meeting."))
    return found


def _gone(request: HttpRequest, found: Meeting) -> HttpResponse:
    if found.merged_into:
        return redirect("meeting-number", number=found.merged_into.public_id, permanent=True)
    note = found.change_notes.order_by("-version").first()
    return render(request, "meetings/withdrawn.html", {"meeting": found, "note": note}, status=410)


@dataclass(frozen=True)
class Participant:
    """A participant as the page shows one: who, for whom, in which offices, and the marks of the evidence."""

    name: str
    address: str
    parties: list[Party]
    offices: list[str]
    as_printed: str
    side: str
    attendance: str
    marks: list[evidence.Note]
    then: str


def page(form: dict, language: str) -> dict:
    """What the page of a meeting shows of a public form, in a language."""
    found = evidence.notes(form, language)
    date = form["date"]
    text, is_translated = _text(form, language)
    return {
        "form": form,
        "title": titles.title(form, language),
        "kind": MeetingKind(form["kind"]).label,
        "status": EventStatus(form["status"]).label,
        "is_held": form["status"] == EventStatus.HELD,
        "when": when(date["edtf"], date["basis"], language) if date else None,
        "basis": DateBasis(date["basis"]).label if date and date["basis"] else "",
        "place_name": name_in(form["place"], language) if form["place"] else "",
        "occasions": [{"slug": one["slug"], "name": name_in(one, language)} for one in form["occasions"]],
        "topics": [{"slug": one["slug"], "name": name_in(one, language)} for one in form["topics"]],
        "participants": [
            _participant(row, place, found, language)
            for place, row in enumerate(form["participations"], start=1)
        ],
        "text": text,
        "is_other_language": is_translated,
        "notes": list(found.values()),
        "marks": {key[0]: note for key, note in found.items() if key[1] is None},
        "differences": [note for note in found.values() if note.differ],
        "comparison": evidence.comparison(form, found, language),
        "quotations": evidence.quotations(form, language),
        "sources": [
            {
                "source": source,
                "name": evidence.source_name(source, language),
                "published": _published(source, language),
            }
            for source in form["sources"]
        ],
    }


def _text(form: dict, language: str) -> tuple[dict | None, bool]:
    """The text in the reader's language, else the original; and whether it is in another language."""
    by_language = {text["language"]: text for text in form["texts"]}
    original = next((text for text in form["texts"] if text["original"]), None)
    text = by_language.get(language) or original or next(iter(form["texts"]), None)
    return text, bool(text) and text["language"] != language


def _participant(row: dict, place: int, found: dict, language: str) -> Participant:
    country = row["country"]
    then = ""
    if country and country.get("now"):
        then = _("%(then)s is now %(now)s") % {"then": name_in(country, language), "now": country["now"]}
    person = row["person"]
    return Participant(
        name=participant_name(row, language),
        address=f"/people/{person['slug']}/" if person else "",
        parties=parties([row], language),
        offices=[name_in(held["office"], language) for held in row["appointments"]],
        # Where sources are quoted on the role, the note has their words.
        as_printed="" if (Property.ROLE, place) in found else row["role_as_printed"],
        side=Side(row["side"]).label,
        attendance="" if row["attendance"] == Attendance.REPORTED else Attendance(row["attendance"]).label,
        marks=[note for key, note in found.items() if key[1] == place],
        then=then,
    )


def _published(source: dict, language: str) -> str:
    return dates.words(dates.parse(source["published"]), language) if source["published"] else ""


def _between(form: dict, language: str) -> dict | None:
    """How many meetings there are with the first country that is not the principal's, and the list of them.

    ``None`` where no other country took part.
    """
    rows = [row for row in form["participations"] if row["country"]]
    own = {row["country"]["code"] for row in rows if row["side"] == Side.PRINCIPAL}
    other = next((row["country"] for row in rows if row["country"]["code"] not in own), None)
    pk = other and Country.objects.filter(code=other["code"]).values_list("pk", flat=True).first()
    if pk is None:
        return None
    count = search.count(search.Criteria.of({Facet.COUNTRY: {pk}}))
    return {"count": count, "name": name_in(other, language), "query": f"?country={other['code']}"}
