"""What a column can mean, and the names under which it does in the tables of many ministries."""

import csv
import re
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

from meetings import names


class Field(StrEnum):
    """The meaning of a column."""

    ID = "id"
    PRINCIPAL = "principal"
    PRINCIPAL_ROLE = "principal_role"
    PRINCIPAL_COUNTRY = "principal_country"
    DATE = "date"
    END_DATE = "end_date"
    TIME = "time"
    PERSON = "person"
    ROLE = "role"
    COUNTRY = "country"
    ORGANISATION = "organisation"
    PARTY = "party"
    PLACE = "place"
    KIND = "kind"
    SUBJECT = "subject"
    REMARKS = "remarks"
    OCCASION = "occasion"
    STATUS = "status"
    URL = "url"
    IGNORED = "ignored"


#: Fields that several columns may share: what they hold is put together.
MANY = frozenset({Field.PERSON, Field.ORGANISATION, Field.PARTY, Field.SUBJECT, Field.REMARKS, Field.IGNORED})
#: Without one of these a table tells of no meeting.
TELLING = frozenset({
    Field.DATE, Field.PERSON, Field.PARTY, Field.ORGANISATION, Field.COUNTRY, Field.REMARKS, Field.SUBJECT,
})  # fmt: skip

#: What counts or costs something is no name, whatever words follow.
_COUNTED = re.compile(
    r"(?:total |estimated )?(?:costs?|number|amount|value|expenses?|anzahl|kosten|nombre|coût) "
)
#: Who comes with the minister is not whom the minister meets.
_OWN_STAFF = re.compile(
    r"[(\[](?:department|departmental|dept|ministry|internal|officials|staff|own|minister['’]s office)\b",
    re.IGNORECASE,
)
_LISTED = Path(__file__).parent.parent / "data" / "column_names.csv"
_FOOTNOTE = re.compile(r"[*†‡§¹²³⁰-⁹₀-₉]+|\[\d{1,2}\]|\(\d{1,2}\)|(?<=[a-z])\d$")
_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|\{[^{}]*\}")


def plain_header(text: str) -> str:
    """A header without footnote marks and brackets, folded: "Date¹ (dd/mm/yyyy)" is "date"."""
    without = _BRACKETS.sub(" ", _FOOTNOTE.sub("", text.replace("_", " "))) or text
    folded = names.fold(_parted(without))
    return folded or names.fold(text)


def _parted(text: str) -> str:
    """Words written together in one: "startDate" is "start Date", a slash parts."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text).replace("/", " ").replace("&", " and ")


def _table() -> dict[str, Field]:
    """The names of fields in many languages, as ``data/column_names.csv`` lists them."""
    found: dict[str, Field] = {}
    with _LISTED.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            found.setdefault(plain_header(row["names"]) or row["names"], Field(row["field"]))
    return found


_BY_NAME = _table()
_BY_WORDS = sorted(
    ((tuple(name.split()), field) for name, field in _BY_NAME.items() if len(name) > 3),
    key=lambda item: -len(item[0]),
)


def field_of(header: str) -> tuple[Field, float] | None:
    """The field that a header names and how sure that is: 1 by its whole name, less by words within it.

    A member of an object ("place.country") means what the object is, but for what says more of a principal.
    """
    plain = plain_header(header)
    if plain in _BY_NAME:
        own = _BY_NAME[plain] is Field.PERSON and _OWN_STAFF.search(header)
        return (Field.IGNORED, 0.9) if own else (_BY_NAME[plain], 1.0)
    whole, dot, part = header.rpartition(".")
    if dot and whole and part and " " not in header and (outer := field_of(whole)):
        return _of_member(outer, plain_header(part))
    words = plain.split()
    if _COUNTED.match(plain):
        return Field.IGNORED, 0.7
    if not words or len(words) > 14:
        return None
    if head := _by_head(words):
        return head
    for phrase, field in _BY_WORDS:
        if len(phrase) <= len(words) and _holds(words, phrase):
            return field, 0.4 + 0.5 * len(phrase) / len(words)
    return None


def field_within(group: str, header: str) -> tuple[Field, float] | None:
    """The field that a header names beneath one that says whose it is: "Name" beneath "Counterpart".

    ``None`` where both together say no more than the header alone.
    """
    joined = plain_header(f"{group} {header}")
    if joined in _BY_NAME:
        return _BY_NAME[joined], 1.0
    outer = field_of(group)
    if (
        outer
        and outer[0] in (Field.PRINCIPAL, Field.PERSON, Field.PARTY)
        and plain_header(header) in _BY_NAME
    ):
        return _of_member(outer, plain_header(header))
    return None


_OF = frozenset(["of", "de", "del", "do", "da", "du", "des", "della", "der", "van", "för", "for"])
#: What a header means whose first word means it, whatever that is of: "Date du rendez-vous".
_HEADS = frozenset([Field.DATE, Field.TIME, Field.PLACE, Field.SUBJECT, Field.KIND])
#: Words for an office: before a name of the principal they are the principal's office.
_OFFICES = frozenset(
    re.findall(
        r"\w+",
        "cargo puesto role position title office function fonction funktion funkce stanowisko "
        "funkcja dolzhnost "
        "posada vezifesi gorevi carica qualifica capacity",
    )
)
_PRINCIPALS = frozenset(name for name, field in _BY_NAME.items() if field is Field.PRINCIPAL)


def _of_member(outer: tuple[Field, float], part: str) -> tuple[Field, float] | None:
    """What a member of an object means: a place is its city, a person its name, with a role beside it."""
    field, sure = outer
    inner = _BY_NAME.get(part)
    if field is Field.PRINCIPAL:
        own = {Field.ROLE: Field.PRINCIPAL_ROLE, Field.COUNTRY: Field.PRINCIPAL_COUNTRY}
        own[Field.PRINCIPAL_ROLE] = Field.PRINCIPAL_ROLE
        return (own.get(inner, field) if inner else field), sure * 0.95
    if field is Field.PLACE:
        return None if inner is Field.COUNTRY else (field, sure * 0.95)
    if field in (Field.PERSON, Field.PARTY) and inner in (
        Field.ROLE,
        Field.COUNTRY,
        Field.ORGANISATION,
        Field.PRINCIPAL_ROLE,
    ):
        return (Field.ROLE if inner is Field.PRINCIPAL_ROLE else inner), sure * 0.95
    return field, sure * 0.9


def _by_head(words: list[str]) -> tuple[Field, float] | None:
    """What a header means by its first or last word, whatever the others say: "Date du rendez-vous"."""
    if len(words) > 2 and words[1] in _OF and (head := _BY_NAME.get(words[0])) in _HEADS:
        return head, 0.9
    if len(words) > 1 and words[-1] in ("id", "identifier", "number", "register"):
        return Field.IGNORED, 0.7
    if len(words) > 1 and words[-1] in _OFFICES and " ".join(words[:-1]) in _PRINCIPALS:
        return Field.PRINCIPAL_ROLE, 0.9
    if len(words) > 1 and words[0] in _OFFICES and " ".join(_behind_of(words)) in _PRINCIPALS:
        return Field.PRINCIPAL_ROLE, 0.9
    return None


def _behind_of(words: list[str]) -> list[str]:
    """What follows the first word and "of" or "del" behind it."""
    return (
        words[2:]
        if len(words) > 2 and words[1] in ("of", "de", "del", "do", "da", "du", "des")
        else words[1:]
    )


def _holds(words: list[str], phrase: tuple[str, ...]) -> bool:
    size = len(phrase)
    return any(tuple(words[place : place + size]) == phrase for place in range(len(words) - size + 1))


def order_hint(header: str) -> bool | None:
    """Whether the day comes first, where a header says so: "Date (dd/mm/yyyy)"; ``None`` where not."""
    plain = header.casefold()
    if re.search(r"\b(?:dd?|jj?|tt?|gg?)\W?mm?\b", plain):
        return True
    return False if re.search(r"\bmm?\W?(?:dd?|jj?|tt?|gg?)\b", plain) else None


#: Headers in languages of which all, or nearly all, write the day before the month in figures.
_DAY_FIRST = frozenset(
    [
        "fecha",
        "data",
        "datum",
        "dato",
        "дата",
        "tarih",
        "tarihi",
        "tarix",
        "tarixi",
        "التاريخ",
        "تاريخ",
        "päivämäärä",
        "pvm",
        "ημερομηνία",
        "kuupäev",
        "datums",
        "termin",
        "giorno",
        "día",
        "dia",
        "jour",
        "tag",
        "päivä",
    ]
)
_BESIDE_DATE = frozenset(
    [
        "lieu",
        "objet",
        "pays",
        "ville",
        "heure",
        "fonction",
        "titre",
        "qualité",
        "sujet",
        "nom",
        "organisme",
        "interlocuteur",
        "interlocuteurs",
        "événement",
        "avec",
    ]
)


def order_of_language(header: str, others: Iterable[str]) -> bool | None:
    """Whether the day comes first in the language of a table, told by the header of its dates and others.

    ``True`` where the words are of a language in which it always does; ``None`` for English, which has both
    orders.
    """
    words = header.casefold().split()
    if any(word in _DAY_FIRST for word in words):
        return True
    french = any(word in _BESIDE_DATE for other in others for word in other.casefold().split())
    return True if french and "date" in words else None
