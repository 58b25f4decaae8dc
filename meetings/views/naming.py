"""What is said of an entry beside its meetings: other names, identifiers, days and offices in words."""

import datetime
from dataclasses import dataclass
from urllib.parse import quote

from django.utils.translation import get_language_info, gettext_lazy

from meetings import dates
from meetings.vocabulary import NameKind

#: What a scheme of identifiers is called, and the address of its entries where they have one.
_REGISTERS = {
    "iso3166-withdrawn": (gettext_lazy("withdrawn ISO 3166 code"), ""),
    "wikidata": ("Wikidata", "https://www.wikidata.org/wiki/{}"),
    "viaf": ("VIAF", "https://viaf.org/viaf/{}"),
    "isni": ("ISNI", "https://isni.org/isni/{}"),
    "ror": ("ROR", "https://ror.org/{}"),
}
#: So many other names stand open; more are folded away.
_NAMES_OPEN = 8


def said(edtf: str, language: str) -> str:
    """An EDTF date in words; the empty string for none."""
    return dates.words(dates.parse(edtf), language) if edtf else ""


def _bound(edtf: str, language: str) -> str:
    """The beginning or end of an appointment in words; the empty string where it is not known."""
    return dates.bound_words(dates.parse(edtf), language) if edtf else ""


def day(date: datetime.date | None, language: str) -> str:
    """A day in words; the empty string for none."""
    return said(date.isoformat(), language) if date else ""


@dataclass(frozen=True)
class NameRow:
    """Another name with its language, what kind of name it is, and the days of its validity in words."""

    name: str
    language: str
    tag: str
    kind: str
    since: str
    until: str


@dataclass(frozen=True)
class NameTable:
    """The other names of an entry; ``is_open`` where they are few enough to stand open."""

    rows: list[NameRow]
    is_open: bool
    is_dated: bool


def name_table(row, language: str) -> NameTable:
    """The other names of an entry, those of the reader's language first, as prefetched."""
    others = [other for other in row.other_names.all() if other.name != row.plain_name]
    others.sort(key=lambda other: (other.language != language, other.language, other.kind, other.name))
    return NameTable(
        rows=[_name_row(other, language) for other in others],
        is_open=len(others) <= _NAMES_OPEN,
        is_dated=any(other.is_dated for other in others),
    )


def former_names(row, language: str) -> list[NameRow]:
    """The names that an entry had once, in the reader's language, else in English, in order of time."""
    former = [other for other in row.other_names.all() if other.kind == NameKind.FORMER]
    own = [other for other in former if other.language == language]
    shown = own or [other for other in former if other.language == "en"]
    shown.sort(key=lambda other: (other.valid_until or datetime.date.max, other.name))
    return [_name_row(other, language) for other in shown]


def _name_row(other, language: str) -> NameRow:
    return NameRow(
        name=other.name,
        language=language_name(other.language),
        tag=other.language,
        kind=str(NameKind(other.kind).label),
        since=day(other.valid_from, language),
        until=day(other.valid_until, language),
    )


def language_name(tag: str) -> str:
    """The name of a language in the reader's; its tag where Django does not know it."""
    if not tag:
        return ""
    try:
        return str(get_language_info(tag)["name_translated"])
    except KeyError:
        return tag


@dataclass(frozen=True)
class OutsideName:
    """What an outside register calls an entry, with its address there where the register has one."""

    register: str
    value: str
    url: str


def identifiers(row) -> list[OutsideName]:
    """The identifiers of a person, country or organisation, as prefetched."""
    found = []
    for one in row.identifiers.all():
        name, address = _REGISTERS.get(one.scheme, (one.scheme, ""))
        found.append(OutsideName(str(name), one.value, address.format(quote(one.value, safe=""))))
    return found


@dataclass(frozen=True)
class Held:
    """An office that somebody held: its title, of which country or organisation, from and until when.

    ``since`` and ``until`` are in words, ``start`` and ``end`` the same as EDTF.
    """

    title: str
    country: str
    country_code: str
    organisation: str
    since: str
    until: str
    start: str
    end: str
    acting: bool


def offices_held(person, language: str) -> list[Held]:
    """The offices of a person, latest first. Reads appointments, offices and their names as prefetched."""
    return [_held(one, language) for one in sorted(person.appointments.all(), key=_begun, reverse=True)]


def latest(appointments: list):
    """The appointment that began last."""
    return max(appointments, key=_begun)


def _begun(appointment) -> tuple[datetime.date, int]:
    return appointment.first_told or datetime.date.min, appointment.pk


def _held(appointment, language: str) -> Held:
    office = appointment.office
    return Held(
        title=office.label(language),
        country=office.country.label(language) if office.country else "",
        country_code=office.country.code if office.country else "",
        organisation=office.organisation.label(language) if office.organisation else "",
        since=_bound(appointment.start, language),
        until=_bound(appointment.end, language),
        start=appointment.start,
        end=appointment.end,
        acting=appointment.acting,
    )


#: What ``offices_held`` and ``identifiers`` read of a person.
PERSON_DETAILS = (
    "identifiers",
    "appointments__office__other_names",
    "appointments__office__country__other_names",
    "appointments__office__organisation__other_names",
)
