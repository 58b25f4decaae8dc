"""What a meeting is called: its own title, or one composed from who took part."""

from meetings import names
from meetings.vocabulary import Side

#: How two names are joined, by language.
_AND = {"en": " and ", "az": " və ", "ru": " и ", "fr": " et ", "ar": " و"}
_COMMA = {"ar": "، "}
_OTHERS = {
    "en": "{count} others",
    "az": "daha {count} nəfər",
    "ru": "другие ({count})",
    "fr": "{count} autres",
    "ar": "آخرون ({count})",
}
_NAMED_AT_MOST = 3
_ORDER = {Side.PRINCIPAL: 0, Side.HOST: 1, Side.CHAIR: 1, Side.COUNTERPART: 1, Side.ATTENDEE: 2}


def name_in(reference: dict, language: str) -> str:
    """The name of a reference in a language, English where there is none."""
    return reference["names"].get(language, reference["name"])


def short_name_in(reference: dict, language: str) -> str:
    """The short name of an occasion or organisation, which is English; its name where that is translated."""
    short = reference.get("short_name") or reference.get("abbreviation")
    return short if short and language not in reference["names"] else name_in(reference, language)


def participant_name(participation: dict, language: str = "en") -> str:
    """Who a participant is in words: the person, else the name or role as printed with the party."""
    if participation["person"]:
        return name_in(participation["person"], language)
    if participation["name_as_printed"]:
        return participation["name_as_printed"]
    party = participation["country"] or participation["organisation"]
    where = name_in(party, language) if party else ""
    if participation["role_as_printed"]:
        return f"{participation['role_as_printed']} ({where})" if where else participation["role_as_printed"]
    return where


def title(form: dict, language: str = "en") -> str:
    """The title of a form in a language: the text's own, else the participants', principal first."""
    return titles_of(form).get(language) or composed(form["participations"], language)


def titles_of(form: dict) -> dict[str, str]:
    """The titles that editors wrote, by language."""
    return {text["language"]: text["title"] for text in form["texts"] if text["title"]}


def heading(titles: dict[str, str], participations: list[dict], language: str) -> tuple[str, str]:
    """What a page calls a meeting, and in which language that is.

    One of ``titles``, which editors wrote, in the reader's language, else in English; where there is
    neither, the participants make one in the reader's language.
    """
    for found in (language, "en"):
        if titles.get(found):
            return titles[found], found
    return composed(participations, language), language


def heading_of(form: dict, language: str) -> tuple[str, str]:
    """What a page calls the meeting of a form, and in which language that is."""
    return heading(titles_of(form), form["participations"], language)


def composed(participations: list[dict], language: str) -> str:
    """The title that the participants make, the principal first."""
    people = sorted(participations, key=lambda row: _ORDER[row["side"]])
    people = [participant_name(row, language) for row in people if row["attendance"] != "absent"]
    joiner = _AND.get(language, _AND["en"])
    if len(people) > _NAMED_AT_MOST:
        others = _OTHERS.get(language, _OTHERS["en"]).format(count=len(people) - _NAMED_AT_MOST + 1)
        people = [*people[: _NAMED_AT_MOST - 1], others]
    comma = _COMMA.get(language, ", ")
    return joiner.join([comma.join(people[:-1]), people[-1]]) if len(people) > 1 else "".join(people)


def slug(form: dict) -> str:
    """The readable part of a meeting's address; it may change, the number before it does not."""
    return names.slug(title(form)) or form["kind"]
