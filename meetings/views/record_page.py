"""What the page of a meeting shows of a public form, in a language."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from meetings import dates
from meetings.record import titles
from meetings.record.titles import name_in, participant_name
from meetings.views import evidence, naming
from meetings.views.dating import when
from meetings.views.rows import Party, parties
from meetings.vocabulary import Attendance, DateBasis, EventStatus, MeetingKind, Property, Side

#: What sources may also say of the participants as a whole.
_OF_PARTICIPANTS = (Property.PARTICIPANT, Property.ROLE)


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
    title, title_language = titles.heading_of(form, language)
    return {
        "form": form,
        "title": title,
        "title_language": title_language,
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
        "other_language": naming.language_name(text["language"]) if is_translated else "",
        "notes": list(found.values()),
        "marks": {key[0]: note for key, note in found.items() if key[1] is None},
        "marks_of_all": [
            note for key, note in found.items() if key[0] in _OF_PARTICIPANTS and key[1] is None
        ],
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
    note = found.get((Property.ROLE, place))
    # Where sources are quoted on the role, the note has their words; the preferred one is said here too.
    is_in_note = note is not None and note.kept is None and bool(row["appointments"])
    return Participant(
        name=participant_name(row, language),
        address=reverse("person", args=[person["slug"]]) if person else "",
        parties=parties([row], language),
        offices=[name_in(held["office"], language) for held in row["appointments"]],
        as_printed="" if is_in_note else row["role_as_printed"],
        side=Side(row["side"]).label,
        attendance="" if row["attendance"] == Attendance.REPORTED else Attendance(row["attendance"]).label,
        marks=[one for key, one in found.items() if key[1] == place],
        then=then,
    )


def _published(source: dict, language: str) -> str:
    return dates.words(dates.parse(source["published"]), language) if source["published"] else ""
