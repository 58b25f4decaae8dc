"""Where sources say different things about one property of a meeting."""

from meetings import dates
from meetings.models.source import reading_of
from meetings.vocabulary import SINGLE_VALUED, Property


def disagreements(form: dict) -> list[dict]:
    """The disagreements of a form: ``{"property", "participation", "statements", "contradict"}``.

    ``statements`` are places in the form's ``statements``, from zero. Statements disagree when they give
    different values for a property that has one. ``contradict`` is false where dates only differ in how
    exact they are: all of them can be true.
    """
    grouped: dict[tuple, list[int]] = {}
    for place, statement in enumerate(form["statements"]):
        if statement["property"] in SINGLE_VALUED and _reading(statement):
            grouped.setdefault((statement["property"], statement["participation"]), []).append(place)
    found = []
    for (of_property, participation), places in grouped.items():
        statements = [form["statements"][place] for place in places]
        if len({_reading(statement) for statement in statements}) > 1:
            found.append(
                {
                    "property": of_property,
                    "participation": participation,
                    "statements": places,
                    "contradict": of_property != Property.DATE or not _can_all_be_true(statements),
                }
            )
    return found


def _reading(statement: dict) -> str:
    return reading_of(statement["property"], statement["value"], statement["value_as_printed"])


def _can_all_be_true(statements: list[dict]) -> bool:
    """Whether there is a day that fits every date stated."""
    try:
        read = [dates.parse(statement["value"]) for statement in statements]
    except dates.DateError:
        return False
    return max(date.earliest for date in read) <= min(date.latest for date in read)
