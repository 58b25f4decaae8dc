"""A meeting follows the statement that is preferred: what its words mean as a value of the meeting itself."""

from collections.abc import Callable, Iterable

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from meetings import dates
from meetings.models import Meeting, Occasion, OtherName, Participation, Place, Statement
from meetings.names import fold, match_key
from meetings.vocabulary import DateBasis, MeetingKind, Property

#: The properties that are entries of the archive, found by their names.
_ENTRIES: dict[str, type[Place] | type[Occasion]] = {Property.PLACE: Place, Property.OCCASION: Occasion}


class Unreadable(Exception):
    """The words of a statement are no value of the meeting; ``reason`` says why, in a sentence."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


class Readings:
    """What statements say, read as values: a fixed number of queries for any number of statements."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        rows = list(statements)
        self._entries = {
            of_property: _entries(
                model, {key for row in rows if row.property == of_property for key in _keys(row)}
            )
            for of_property, model in _ENTRIES.items()
        }

    def of(self, statement: Statement):
        """An EDTF date, a kind, a place, an occasion or the words of a role. Raises ``Unreadable``.

        The archive's reading of the statement counts, the source's own words where there is none.
        """
        said = statement.value or statement.value_as_printed
        if not said:
            raise Unreadable(_("It only quotes: nobody has said what the words mean."))
        return self._READERS[statement.property](self, statement, said)

    def _date(self, statement: Statement, said: str) -> str:
        try:
            return dates.read(said).text
        except dates.DateError as error:
            raise Unreadable(error.reason) from error

    def _kind(self, statement: Statement, said: str) -> str:
        with override("en"):
            named = {fold(str(kind.label)): kind.value for kind in MeetingKind}
        found = named.get(fold(said)) or (said if said in MeetingKind.values else "")
        if not found:
            raise Unreadable(_("“%(said)s” is no kind of meeting.") % {"said": said})
        return found

    def _entry(self, statement: Statement, said: str):
        known = self._entries[statement.property]
        called: list = []
        for key in _keys(statement):
            called = called or list(known.get(key, {}).values())
        if len(called) == 1:
            return called[0]
        what = _ENTRIES[statement.property]._meta
        if called:
            reason = _("Several entries are called “%(said)s”: choose one in the form of the meeting.")
        elif what.model is Place:
            reason = _("No place is called “%(said)s”: enter it first, or name another in the statement.")
        else:
            reason = _("No occasion is called “%(said)s”: enter it first, or name another in the statement.")
        raise Unreadable(reason % {"said": said})

    def _role(self, statement: Statement, said: str) -> str:
        if statement.participation_id is None:
            raise Unreadable(_("It is about no single participant."))
        return " ".join((statement.value_as_printed or said).split())

    _READERS: dict[str, Callable] = {
        Property.DATE: _date,
        Property.KIND: _kind,
        Property.PLACE: _entry,
        Property.OCCASION: _entry,
        Property.ROLE: _role,
    }


def _keys(statement: Statement) -> list[str]:
    """The keys of the names that a statement may mean, the archive's reading first."""
    said = (statement.value, statement.value_as_printed)
    return [key for key in (match_key(words)[:300] for words in said if words) if key]


def _entries(model, keys: set[str]) -> dict[str, dict[int, Place | Occasion]]:
    """The entries that go by each of some keys, by primary key."""
    found: dict[str, dict[int, Place | Occasion]] = {key: {} for key in keys}
    if not keys:
        return found
    kind = model._meta.model_name
    others: dict[int, set[str]] = {}
    for pk, key in OtherName.objects.filter(match_key__in=keys, **{f"{kind}__isnull": False}).values_list(
        kind, "match_key"
    ):
        others.setdefault(pk, set()).add(key)
    rows = model._base_manager.filter(Q(match_key__in=keys) | Q(pk__in=others), merged_into__isnull=True)
    for row in rows:
        for key in {row.match_key, *others.get(row.pk, ())} & keys:
            found[key][row.pk] = row
    return found


def follow(meeting: Meeting, statement: Statement) -> bool:
    """Set the property of ``meeting`` that ``statement`` is about to what it says; whether that changed it.

    The caller saves the meeting. A role is of the participant, who is saved here; the offices that the
    participant speaks for stay as they are, for they are the archive's own knowledge. Raises ``Unreadable``.
    """
    value = Readings([statement]).of(statement)
    if statement.property == Property.ROLE:
        return _follow_role(statement.participation, value)
    field = str(statement.property)
    if getattr(meeting, field) == value:
        return False
    setattr(meeting, field, value)
    if statement.property == Property.DATE:
        meeting.date_basis = _basis(meeting, statement)
    return True


def _follow_role(participation: Participation, role: str) -> bool:
    if participation.role_as_printed == role:
        return False
    participation.role_as_printed = role
    participation.save()
    return True


def _basis(meeting: Meeting, statement: Statement) -> DateBasis:
    """How the date of a statement is known: a day is stated, the days of an occasion bound it."""
    found, occasion = dates.parse(meeting.date), meeting.occasion
    if found.earliest == found.latest or statement.value_as_printed:
        return DateBasis.STATED
    begin, end = (occasion.date_earliest, occasion.date_latest) if occasion else (None, None)
    within = begin is not None and begin <= found.earliest and found.latest <= end
    return DateBasis.BOUNDED_BY_OCCASION if within else DateBasis.INFERRED
