"""The offices of a person as a drawing over the years."""

import datetime

from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from meetings import charts, dates
from meetings.views.naming import Held
from meetings.views.question import Question

_OPEN = {datetime.date.min, datetime.date.max}


def offices(question: Question, held: list[Held]) -> SafeString:
    """The offices of a person in the order given, each with the meetings of its time.

    From the first year to the last of which an office or a meeting is known; empty without dated offices.
    """
    drawn = [_tenure(question, one, _bounds(one.start), _bounds(one.end)) for one in held]
    years = question.timeline.years()
    return charts.tenures(drawn, title=_("Offices over the years"), among=years, rtl=get_language_bidi())


def _tenure(question: Question, one: Held, begun, ended) -> charts.Tenure:
    asked = [("from", begun[0].isoformat())] if begun else []
    asked += [("to", ended[1].isoformat())] if ended else []
    said = f"{one.since or '…'} – {one.until or '…'}" if one.since or one.until else ""
    return charts.Tenure(one.title, said, begun, ended, question.address(*asked) if asked else "")


def _bounds(edtf: str) -> tuple[datetime.date, datetime.date] | None:
    """The days between which an end of an office lies, or the day that it lies before or behind."""
    if not edtf:
        return None
    found = dates.parse(edtf)
    known = [day for day in (found.earliest, found.latest) if day not in _OPEN]
    return (known[0], known[-1]) if known else None
