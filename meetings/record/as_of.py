"""The record as it stood at an earlier time."""

import datetime
import re

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meetings import dates
from meetings.models import ChangeNote, Edition, Meeting
from meetings.record import editions
from meetings.vocabulary import ChangeAction

#: An offset whose plus sign an address has turned into a space.
_LOST_PLUS = re.compile(r" (?=\d\d:?\d\d$)")


def moment(text: str) -> datetime.datetime:
    """The moment that a reader asks for: a day, month or year counts until its last moment in UTC.

    Takes EDTF without any doubt in it, and ISO 8601 with a time of day, in UTC where it names no offset.
    Raises ``dates.DateError`` with the reason.
    """
    if "T" in text and len(text) <= 40:
        return _time(_LOST_PLUS.sub("+", text))
    date = dates.parse(text)
    plain = date.precision in (dates.Precision.DAY, dates.Precision.MONTH, dates.Precision.YEAR)
    if not plain or date.uncertain or date.approximate:
        raise dates.DateError("unsupported", _("Give one day, month or year, such as 2022-09-26."))
    return datetime.datetime.combine(date.latest, datetime.time.max, datetime.UTC)


def _time(text: str) -> datetime.datetime:
    try:
        found = datetime.datetime.fromisoformat(text)
        return (found if found.tzinfo else found.replace(tzinfo=datetime.UTC)).astimezone(datetime.UTC)
    except (ValueError, OverflowError) as error:
        raise dates.DateError(
            "format", _("This is no time such as 2022-09-26T12:00 or 2022-09-26T12:00+04:00.")
        ) from error


def edition_at(meeting: Meeting, at: datetime.datetime) -> Edition | None:
    """The newest edition published at or before a moment."""
    return meeting.editions.filter(published_at__lte=at).order_by("-number").first()


def withdrawal_at(meeting: Meeting, at: datetime.datetime) -> ChangeNote | None:
    """The note of the withdrawal in force at a moment; ``None`` where the record was public then."""
    notes = meeting.change_notes.filter(at__lte=at).exclude(action=ChangeAction.REDACTED)
    last = notes.order_by("-version").first()
    return last if last is not None and last.action == ChangeAction.WITHDRAWN else None


class NotThen(Exception):
    """There is no record at the moment asked for; ``status`` is what to answer, the text the reason."""

    def __init__(self, status: int, reason: str):
        super().__init__(reason)
        self.status = status
        self.reason = reason


def edition_as_of(found: Meeting, asked: list[str]) -> Edition:
    """The edition that stood at the moment asked for in an address.

    Raises ``NotThen``: 400 where the moment cannot be read, 404 before the first publication, 410 where the
    record was withdrawn then.
    """
    language = get_language() or "en"
    if len(asked) != 1:
        raise NotThen(400, _("Ask for one moment only."))
    try:
        at = moment(asked[0])
    except dates.DateError as error:
        raise NotThen(400, dates.refusal_words(error, language, _)) from error
    edition = edition_at(found, at)
    if edition is None:
        first = editions.first(found).published_at
        raise NotThen(
            404,
            _("The record exists since %(day)s, %(time)s UTC.")
            % {
                "day": dates.words(dates.parse(first.date().isoformat()), language),
                "time": first.strftime("%H:%M"),
            },
        )
    if withdrawal := withdrawal_at(found, at):
        raise NotThen(410, _("The record was withdrawn then: %(note)s") % {"note": withdrawal.note})
    return edition
