"""Differences between editions in the reader's words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from meetings.record.changes import Change, Sign, differences
from meetings.record.titles import name_in, participant_name
from meetings.record.wording import GONE, NEW, SAME, word_changes
from meetings.templatetags.wording import arrow, comma, semicolon
from meetings.views import evidence, naming
from meetings.views.evidence import source_name
from meetings.views.naming import language_name
from meetings.vocabulary import (
    Attendance,
    DateBasis,
    EventStatus,
    MeetingKind,
    Property,
    Rank,
    Side,
    SourceKind,
)

#: So many characters of an unchanged stretch are shown at each of its ends, and of a changed one in all.
_CONTEXT, _MOST_SHOWN = 80, 3_000

_LABELS = {
    ("kind", ""): gettext_lazy("Kind"),
    ("status", ""): gettext_lazy("Status"),
    ("date", ""): gettext_lazy("Date"),
    ("date", "edtf"): gettext_lazy("Date"),
    ("date", "basis"): gettext_lazy("How the date is known"),
    ("start_time", ""): gettext_lazy("Time"),
    ("timezone", ""): gettext_lazy("Time zone"),
    ("place", ""): gettext_lazy("Place"),
    ("place", "name"): gettext_lazy("Name of the place"),
    ("place", "names"): gettext_lazy("Name of the place in other languages"),
    ("place", "country"): gettext_lazy("Country of the place"),
    ("place", "latitude"): gettext_lazy("Latitude"),
    ("place", "longitude"): gettext_lazy("Longitude"),
    ("occasions", ""): gettext_lazy("Occasion"),
    ("participations", ""): gettext_lazy("Participant"),
    ("participations", "side"): gettext_lazy("Part in the meeting"),
    ("participations", "attendance"): gettext_lazy("Presence"),
    ("participations", "person"): gettext_lazy("Person"),
    ("participations", "country"): gettext_lazy("On behalf of"),
    ("participations", "organisation"): gettext_lazy("On behalf of"),
    ("participations", "role_as_printed"): gettext_lazy("Role in print"),
    ("participations", "name_as_printed"): gettext_lazy("Name in print"),
    ("participations", "appointments"): gettext_lazy("Offices"),
    ("topics", ""): gettext_lazy("Topic"),
    ("texts", ""): gettext_lazy("Text"),
    ("texts", "title"): gettext_lazy("Title"),
    ("texts", "summary"): gettext_lazy("Summary"),
    ("texts", "original"): gettext_lazy("Original text"),
    ("sources", ""): gettext_lazy("Source"),
    ("sources", "kind"): gettext_lazy("Kind of source"),
    ("sources", "publisher"): gettext_lazy("Publisher"),
    ("sources", "title"): gettext_lazy("Title of the source"),
    ("sources", "url"): gettext_lazy("Address of the source"),
    ("sources", "archive_url"): gettext_lazy("Archived copy"),
    ("sources", "published"): gettext_lazy("Published on"),
    ("sources", "accessed_on"): gettext_lazy("Read on"),
    ("sources", "language"): gettext_lazy("Language of the source"),
    ("sources", "attribution"): gettext_lazy("Whom the source cites"),
    ("sources", "sha256"): gettext_lazy("Hash of the snapshot"),
    ("statements", ""): gettext_lazy("Evidence"),
    ("statements", "source"): gettext_lazy("Source"),
    ("statements", "property"): gettext_lazy("What it is evidence of"),
    ("statements", "participation"): gettext_lazy("About whom"),
    ("statements", "value"): gettext_lazy("How it is read"),
    ("statements", "value_as_printed"): gettext_lazy("Words in print"),
    ("statements", "quote"): gettext_lazy("Quoted words"),
    ("statements", "start"): gettext_lazy("Where the quoted words begin"),
    ("statements", "end"): gettext_lazy("Where the quoted words end"),
    ("statements", "speaker"): gettext_lazy("Speaker"),
    ("statements", "rank"): gettext_lazy("Weight"),
    ("statements", "reason"): gettext_lazy("Reason for the weight"),
}
_CHOICES = {
    ("kind", ""): MeetingKind,
    ("status", ""): EventStatus,
    ("date", "basis"): DateBasis,
    ("participations", "side"): Side,
    ("participations", "attendance"): Attendance,
    ("sources", "kind"): SourceKind,
    ("statements", "property"): Property,
    ("statements", "rank"): Rank,
}
_DATES = (("date", "edtf"), ("sources", "published"), ("sources", "accessed_on"))
#: What is compared word by word.
_PROSE = ("title", "summary", "quote", "value", "value_as_printed", "reason", "role_as_printed")
_SIGNS = {
    Sign.ADDED: gettext_lazy("added"),
    Sign.REMOVED: gettext_lazy("removed"),
    Sign.CHANGED: "",
    Sign.REORDERED: gettext_lazy("in another order"),
}


@dataclass(frozen=True)
class Line:
    """One difference for people: what it is, about whom or which source, and the words gone and new."""

    label: str
    about: str
    sign: str
    stretches: list[tuple[str, str]]


def lines(old: dict, new: dict, language: str) -> list[Line]:
    """The differences between two forms, in words, in the order of the page."""
    found: list[Line] = []
    for change in differences(old, new):
        line = _Worder(old if change.sign == Sign.REMOVED else new, language).line(change)
        last = found[-1] if found else None
        if last and change.property in ("topics", "occasions") and _same_heading(last, line):
            found[-1] = Line(
                last.label, "", last.sign, [*last.stretches, (SAME, semicolon()), *line.stretches]
            )
        else:
            found.append(line)
    return found


def _same_heading(one: Line, other: Line) -> bool:
    return (one.label, one.sign) == (other.label, other.sign) and bool(other.sign and other.stretches)


class _Worder:
    """Says the changes of one form in one language."""

    def __init__(self, form: dict, language: str):
        self._form = form
        self._language = language

    def line(self, change: Change) -> Line:
        key = (change.property, change.part)
        label = _LABELS.get(key) or _LABELS.get((change.property, "")) or change.property.replace("_", " ")
        if key not in _LABELS and change.part:
            label = f"{label}: {change.part.replace('_', ' ')}"
        sign = change.sign if not change.part else Sign.CHANGED
        return Line(str(label), self._about(change), str(_SIGNS[sign]), self._stretches(change, key))

    def _stretches(self, change: Change, key: tuple[str, str]) -> list[tuple[str, str]]:
        old, new = (self._words(key, value, change.item) for value in (change.old, change.new))
        if old == new:
            old, new = (self._in_full(value) for value in (change.old, change.new))
        if change.part in _PROSE and old and new:
            return list(_shortened(word_changes(old, new)))
        found = [(GONE, old), (SAME, arrow() if old and new else ""), (NEW, new)]
        return list(_shortened([(sign, text) for sign, text in found if text]))

    def _about(self, change: Change) -> str:
        if not change.part or change.item is None:
            return ""
        about = self._namers().get(change.property)
        return about(change.item) if about else ""

    def _namers(self) -> dict[str, Callable[[dict], str]]:
        return {
            "participations": lambda row: participant_name(row, self._language),
            "texts": lambda text: language_name(text["language"]),
            "sources": lambda source: source_name(source, self._language),
            "statements": self._statement_heading,
            "topics": self._name,
            "occasions": self._name,
        }

    def _words(self, key: tuple[str, str], value, item: dict | None = None) -> str:
        """A value of a form, or of an item of it, in words; the empty string for none."""
        if value in (None, "", [], {}):
            return ""
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if key in _CHOICES and value in _CHOICES[key].values:
            return str(_CHOICES[key](value).label)
        if key in _DATES:
            return naming.said(value, self._language)
        if key == ("statements", "value") and item and item["property"] != Property.QUOTATION:
            return evidence.reading(item | {"value": value}, self._language)
        if key == ("statements", "participation"):
            return self._participant(value)
        if key == ("statements", "source"):
            return self._source(value)
        if isinstance(value, list):
            return semicolon().join(self._words(("", ""), item) for item in value)
        return self._thing(key, value) if isinstance(value, dict) else str(value)

    def _thing(self, key: tuple[str, str], value: dict) -> str:
        if key == ("date", ""):
            said = naming.said(value["edtf"], self._language)
            basis = self._words(("date", "basis"), value["basis"])
            return f"{said}{comma()}{basis}" if basis else said
        if key == ("participations", ""):
            return comma().join(dict.fromkeys(self._of_participant(value)))
        if key == ("texts", ""):
            return "\n".join(
                part for part in (language_name(value["language"]), value["title"], value["summary"]) if part
            )
        if key == ("sources", ""):
            return ": ".join(dict.fromkeys([source_name(value, self._language), value["title"]]))
        if key == ("statements", ""):
            said = value["quote"] or value["value_as_printed"]
            said = _("“%(words)s”") % {"words": said} if said else evidence.reading(value, self._language)
            return f"{self._statement_heading(value)}: {said}"
        if "office" in value:
            return self._name(value["office"])
        return self._name(value) if "name" in value else self._in_full(value)

    def _of_participant(self, row: dict) -> Iterable[str]:
        yield participant_name(row, self._language)
        yield from (self._name(held["office"]) for held in row["appointments"])
        if row["role_as_printed"] and not row["appointments"]:
            yield row["role_as_printed"]
        yield from (self._name(row[kind]) for kind in ("country", "organisation") if row[kind])

    def _name(self, reference: dict) -> str:
        return name_in(reference, self._language)

    def _statement_heading(self, statement: dict) -> str:
        place = statement["participation"]
        about = self._participant(place) if place is not None else ""
        heading = self._words(("statements", "property"), statement["property"])
        return " · ".join(part for part in (heading, about, self._source(statement["source"])) if part)

    def _participant(self, place: int) -> str:
        rows = self._form["participations"]
        if 0 < place <= len(rows):
            return participant_name(rows[place - 1], self._language)
        return _("somebody who is no longer listed")

    def _source(self, public_id: str) -> str:
        found = next((source for source in self._form["sources"] if source["id"] == public_id), None)
        return source_name(found, self._language) if found else _("a source that is no longer listed")

    def _in_full(self, value) -> str:
        """Everything that a value holds, for two that are called the same."""
        if isinstance(value, dict):
            return "; ".join(text for part in value.values() if (text := self._in_full(part)))
        if isinstance(value, list):
            return "; ".join(self._in_full(part) for part in value)
        return "" if value is None else str(value)


def _shortened(stretches: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    """The stretches without the middle of what did not change and the end of what is too long to show."""
    found = list(stretches)
    for place, (sign, text) in enumerate(found):
        if sign != SAME and len(text) > _MOST_SHOWN:
            more = len(text) - _MOST_SHOWN
            said = ngettext(" … (%(count)d more character)", " … (%(count)d more characters)", more)
            yield sign, text[:_MOST_SHOWN] + said % {"count": more}
        elif sign == SAME and len(text) > 3 * _CONTEXT:
            before = text[:_CONTEXT].rsplit(" ", 1)[0] if place else ""
            after = text[-_CONTEXT:].split(" ", 1)[-1] if place + 1 < len(found) else ""
            yield sign, f"{before} … {after}"
        else:
            yield sign, text
