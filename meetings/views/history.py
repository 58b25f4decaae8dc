"""What changed in a public record, edition by edition."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meetings.models import ChangeNote, Meeting
from meetings.record import editions, titles
from meetings.record.proof import WRITING
from meetings.views import changes
from meetings.views.errors import bad_request
from meetings.views.methods import read_only
from meetings.views.remembering import remembered
from meetings.views.rows import meeting_address
from meetings.views.standing import meeting_at

#: So many changes stand on one page; each costs a comparison of two editions.
PAGE_SIZE = 10


@dataclass(frozen=True)
class Step:
    """One change of the record: the public note, and for an edition what differs from the one before."""

    note: ChangeNote
    lines: list[changes.Line]
    address: str
    remark: str


@read_only
@remembered
def history(request: HttpRequest, number: int) -> HttpResponse:
    """What changed in a public record, when and why, newest first; of a withdrawn one only the notes."""
    found = meeting_at(number)
    before = request.GET.get("before", "")
    if before and not (before.isascii() and before.isdigit() and len(before) <= 18):
        return bad_request(request)
    notes = found.change_notes.select_related("edition").defer("edition__form").order_by("-version")
    shown = list((notes.filter(version__lt=int(before)) if before else notes)[: PAGE_SIZE + 1])
    form = editions.current_form(found) if found.is_public else None
    language = get_language() or "en"
    title, title_language = titles.heading_of(form, language) if form else ("", "")
    context = {
        "number": number,
        "steps": _steps(found, shown[:PAGE_SIZE], language, is_public=form is not None),
        "older": shown[PAGE_SIZE - 1].version if len(shown) > PAGE_SIZE else None,
        "is_newest": not before,
        "title": title,
        "title_language": title_language,
        "address": meeting_address(number, titles.slug(form)) if form else "",
        "meeting": found,
    }
    return render(request, "meetings/history.html", context, status=200 if form else 410)


def _steps(found: Meeting, notes: list[ChangeNote], language: str, *, is_public: bool) -> list[Step]:
    written = [note.edition.number for note in notes if is_public and note.action in WRITING]
    wanted = {number - back for number in written for back in (0, 1)}
    forms = {
        edition.number: editions.form_of(edition) for edition in found.editions.filter(number__in=wanted)
    }
    return [_step(found, note, forms, language, is_public=is_public) for note in notes]


def _step(found: Meeting, note: ChangeNote, forms: dict, language: str, *, is_public: bool) -> Step:
    if not is_public or note.action not in WRITING:
        return Step(note, [], "", "")
    number = note.edition.number
    address = reverse("meeting-edition", args=[found.public_id, number])
    if number == 1:
        return Step(note, [], address, "")
    old, new = forms.get(number - 1), forms.get(number)
    if old is None or new is None:
        remark = _("The text of one of the two editions was removed: what differs cannot be shown.")
        return Step(note, [], address, remark)
    found_lines = changes.lines(old, new, language)
    return Step(note, found_lines, address, "" if found_lines else _("Nothing differs from the one before."))
