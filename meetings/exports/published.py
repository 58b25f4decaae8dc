"""What the builders of formats are given: a published meeting, and whose archive publishes it where."""

import datetime
import re
import zoneinfo
from dataclasses import dataclass
from functools import cache, lru_cache

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from meetings import dates
from meetings.record import titles
from meetings.vocabulary import DateBasis, EventStatus, MeetingKind

#: How a date is known where it is not a date of the meeting itself.
_NOT_THE_DAY = (DateBasis.PUBLICATION_ONLY, DateBasis.BOUNDED_BY_OCCASION)
#: A whole day without a qualifier, as most dates are.
_A_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
#: So many dates are remembered in words: lists in the order of days ask for one many times in a row.
_REMEMBERED = 1_000
#: A number that stands nowhere in an address but where a public number does.
_SOME_NUMBER = 1_234_567_890


@dataclass(frozen=True)
class Published:
    """One edition of a meeting. ``site`` is the archive's public address without a path.

    ``form`` may have the present names of what it links to; ``stored`` is the text of the form exactly as it
    was published, over which ``form_sha256`` is the hash. ``licence`` is a name and an address, both
    empty where none is stated.
    """

    form: dict
    stored: str
    edition: int
    published_at: datetime.datetime
    form_sha256: str
    sha256: str
    site: str
    ministry: str
    licence: tuple[str, str] = ("", "")

    @property
    def number(self) -> int:
        """The public number of the meeting."""
        return self.form["id"]

    @property
    def key(self) -> str:
        """A name for this edition in the lists of citation managers."""
        return f"meeting-{self.number}-edition-{self.edition}"

    @property
    def permanent(self) -> str:
        """The address that leads to the meeting for ever."""
        return permanent_address(self.site, self.number)

    @property
    def edition_address(self) -> str:
        """The address of this edition as it was published."""
        return edition_address(self.site, self.number, self.edition)

    def address(self, name: str, *arguments) -> str:
        """The whole address of a page, without a language."""
        with translation.override(settings.LANGUAGE_CODE):
            return self.site + reverse(name, args=arguments)

    def address_of(self, kind: str, reference: dict) -> str:
        """The whole address of the page of what a form refers to."""
        return self.address(kind, reference.get("code") or reference["slug"])


def permanent_address(site: str, number: int) -> str:
    """The address that leads to the meeting of a public number for ever."""
    return site + _shape("meeting-number", 1).format(number)


def edition_address(site: str, number: int, edition: int) -> str:
    """The address of an edition of the meeting of a public number, as it was published."""
    return site + _shape("meeting-edition", 2).format(number, edition)


@cache
def _shape(name: str, numbers: int) -> str:
    """A path with a gap for each of its numbers, so that many addresses need one look-up."""
    given = [_SOME_NUMBER + place for place in range(numbers)]
    with translation.override(settings.LANGUAGE_CODE):
        path = reverse(name, args=given)
    for number in given:
        path = path.replace(str(number), "{}")
    return path


def exact_days(form: dict) -> tuple[datetime.date, datetime.date] | None:
    """The first and last day of a meeting where both are known for certain, else ``None``."""
    date = form["date"]
    return days_of(date["edtf"], date["basis"]) if date else None


def days_of(edtf: str, basis: str) -> tuple[datetime.date, datetime.date] | None:
    """As ``exact_days``, from the date alone and how it is known."""
    if not edtf or basis in _NOT_THE_DAY:
        return None
    if _A_DAY.fullmatch(edtf):
        day = datetime.date.fromisoformat(edtf)
        return (day, day) if day != datetime.date.max else None
    read = dates.parse(edtf)
    fixed = read.earliest == read.start_latest and read.end_earliest == read.latest
    if not fixed or read.uncertain or read.approximate or read.latest == datetime.date.max:
        return None
    return read.earliest, read.latest


def start(form: dict) -> datetime.datetime | None:
    """When a meeting of one exact day began, in the time zone of the source, where a source says so.

    Of days before 1970 nobody vouches for the offsets of time zones: they stay whole days.
    """
    days = exact_days(form) if form["start_time"] else None
    if days is None or days[0] != days[1] or days[0].year < 1970:
        return None
    try:
        zone = zoneinfo.ZoneInfo(form["timezone"])
    except (KeyError, ValueError, OSError):
        return None
    return datetime.datetime.combine(days[0], datetime.time.fromisoformat(form["start_time"]), zone)


def why_no_day(form: dict) -> str:
    """Why nothing that needs exact days can hold the meeting, for the reader; "" where it can."""
    if exact_days(form):
        return ""
    if form["date"] is None:
        return _("No date of the meeting is known.")
    if form["date"]["basis"] == DateBasis.PUBLICATION_ONLY:
        return _("Only the date of a report is known, not the day of the meeting.")
    return _("The day of the meeting is not known for certain.")


def date_in_words(form: dict) -> str:
    """The date of a meeting in English, with how it is known where no source states it."""
    date = form["date"]
    return _date_in_words(date["edtf"], date["basis"]) if date else "date not known"


@lru_cache(maxsize=_REMEMBERED)
def _date_in_words(edtf: str, basis: str) -> str:
    said = dates.words(dates.parse(edtf), "en")
    if basis in ("", DateBasis.STATED):
        return said
    with translation.override("en"):
        return f"{said} ({DateBasis(basis).label})"


def kind_in_words(form: dict) -> str:
    """The kind of a meeting in English, with its status where it was not held."""
    return _kind_in_words(form["kind"], form["status"])


@cache
def _kind_in_words(kind: str, status: str) -> str:
    with translation.override("en"):
        said = str(MeetingKind(kind).label)
        held = status == EventStatus.HELD
        return said if held else f"{said} ({str(EventStatus(status).label).lower()})"


def place_in_words(form: dict) -> str:
    """Place and country of a meeting in English; "" where no place is known."""
    place = form["place"]
    if place is None:
        return ""
    country = place["country"]
    return f"{place['name']}, {country['name']}" if country else place["name"]


def name_in_words(form: dict) -> str:
    """What a meeting is called in English."""
    return titles.title(form, "en") or f"Meeting {form['id']}"


def participants_in_words(form: dict) -> list[str]:
    """Each participant in English with the office or role and the party spoken for."""
    said = []
    for row in form["participations"]:
        name = titles.participant_name(row)
        offices = [held["office"]["name"] for held in row["appointments"]]
        roles = offices or [row["role_as_printed"]]
        party = [reference["name"] for kind in ("country", "organisation") if (reference := row[kind])]
        said.append(", ".join(_each_once([name, *roles, *party])))
    return said


def _each_once(parts: list[str]) -> list[str]:
    """The parts that no earlier one has in it: after "Prime Minister of Poland" not also "Poland"."""
    kept: list[str] = []
    for part in parts:
        if not any(part in before for before in kept):
            kept.append(part)
    return kept
