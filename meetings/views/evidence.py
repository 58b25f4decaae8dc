"""Evidence for the page of a meeting: which source says what in which words, and where they differ."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from meetings import dates
from meetings.record.disagreements import disagreements
from meetings.record.titles import name_in, participant_name
from meetings.templatetags.wording import comma
from meetings.views.accounts import Account, accounts_of
from meetings.vocabulary import MeetingKind, Property, Rank

_RANKS = (Rank.PREFERRED, Rank.NORMAL, Rank.DEPRECATED)


@dataclass(frozen=True)
class Said:
    """One statement for people: its words, the archive's reading, its source, whether it is kept and why."""

    words: str
    reading: str
    source: dict
    source_name: str
    preferred: bool
    deprecated: bool
    reason: str


@dataclass
class Note:
    """The numbered note of one fact, with every statement about it."""

    number: int
    label: str
    about: str
    said: list[Said] = field(default_factory=list)
    differ: bool = False
    contradict: bool = False

    @property
    def anchor(self) -> str:
        return f"n{self.number}"

    @property
    def fact(self) -> str:
        """Where on the page the mark of the fact is, to lead back to it."""
        return f"f{self.number}"

    @property
    def kept(self) -> Said | None:
        """The statement that the record follows, where an editor chose one."""
        return next((said for said in self.said if said.preferred), None)


@dataclass(frozen=True)
class Column:
    """One source of a comparison: its name, and whose account it is where that makes a difference."""

    name: str
    account: str

    def __str__(self) -> str:
        return f"{self.account}: {self.name}" if self.account else self.name


@dataclass(frozen=True)
class Comparison:
    """Sources side by side: a column for each source, a row for each fact that any of them states."""

    columns: list[Column]
    rows: list[tuple[Note, list[tuple[Column, list[Said]]]]]


def source_name(source: dict, language: str) -> str:
    """What a source is called in a sentence: its publisher, else its title; and whom it cites."""
    name = name_in(source["publisher"], language) if source["publisher"] else source["title"]
    return f"{name}{comma()}{source['attribution']}" if source["attribution"] else name


def notes(form: dict, language: str) -> dict[tuple[str, int | None], Note]:
    """The notes of a form by property and participation (its place from one), in the order of the page."""
    sources = {source["id"]: source for source in form["sources"]}
    found: dict[tuple[str, int | None], Note] = {}
    ordered = sorted(form["statements"], key=_order)
    for statement in ordered:
        if statement["property"] == Property.QUOTATION:
            continue
        key = (statement["property"], statement["participation"])
        if key not in found:
            found[key] = Note(len(found) + 1, str(Property(key[0]).label), _about(form, key[1], language))
        found[key].said.append(_said(statement, sources, language))
    for disagreement in disagreements(form):
        note = found[disagreement["property"], disagreement["participation"]]
        note.differ, note.contradict = True, disagreement["contradict"]
    return found


def comparison(form: dict, found: dict[tuple, Note], language: str) -> Comparison | None:
    """The sources side by side, where several report the meeting: our own account first, then theirs."""
    if len(form["sources"]) < 2:
        return None
    accounts = accounts_of(form)
    sources = sorted(form["sources"], key=lambda source: list(Account).index(accounts[source["id"]]))
    is_told = any(account != Account.OTHERS for account in accounts.values())
    columns = [
        Column(source_name(source, language), str(accounts[source["id"]].label) if is_told else "")
        for source in sources
    ]
    rows = [
        (
            note,
            [
                (column, [said for said in note.said if said.source["id"] == source["id"]])
                for column, source in zip(columns, sources, strict=True)
            ],
        )
        for note in found.values()
    ]
    return Comparison(columns, rows)


def quotations(form: dict, language: str) -> list[Said]:
    """What was said at or about the meeting, word for word; ``reading`` is the speaker."""
    sources = {source["id"]: source for source in form["sources"]}
    return [
        _said(statement, sources, language)
        for statement in form["statements"]
        if statement["property"] == Property.QUOTATION
    ]


def _order(statement: dict) -> tuple:
    """By what it is about, as the page goes; what is preferred first, the others beside it."""
    about = (list(Property).index(statement["property"]), statement["participation"] or 0)
    return (*about, _RANKS.index(statement["rank"]))


def _about(form: dict, participation: int | None, language: str) -> str:
    if participation is None:
        return ""
    return participant_name(form["participations"][participation - 1], language)


def _said(statement: dict, sources: dict[str, dict], language: str) -> Said:
    source = sources.get(statement["source"]) or {
        "id": statement["source"],
        "publisher": None,
        "title": _("a source"),
        "attribution": "",
    }
    return Said(
        words=statement["quote"] or statement["value_as_printed"],
        reading=reading(statement, language),
        source=source,
        source_name=source_name(source, language),
        preferred=statement["rank"] == Rank.PREFERRED,
        deprecated=statement["rank"] == Rank.DEPRECATED,
        reason=statement["reason"],
    )


def reading(statement: dict, language: str) -> str:
    """The archive's reading of a statement in words."""
    value = statement["value"]
    if statement["property"] == Property.QUOTATION:
        return statement["speaker"]
    if statement["property"] == Property.DATE and value:
        try:
            return dates.words(dates.parse(value), language)
        except dates.DateError:
            return value
    if statement["property"] == Property.KIND and value in MeetingKind.values:
        return str(MeetingKind(value).label)
    return value
