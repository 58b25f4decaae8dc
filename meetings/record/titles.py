"""What a meeting is called: its own title, or one composed from who took part."""

from meetings import names
from meetings.vocabulary import Side

#: How two names are joined, by language.
_AND = {"en": " and ", "az": " və ", "ru": " и ", "fr": " et ", "ar": " و"}
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
    by_language = {text["language"]: text["title"] for text in form["texts"] if text["title"]}
    if by_language.get(language):
        return by_language[language]
    people = sorted(form["participations"], key=lambda row: _ORDER[row["side"]])
    people = [participant_name(row, language) for row in people if row["attendance"] != "absent"]
    joiner = _AND.get(language, _AND["en"])
    if len(people) > _NAMED_AT_MOST:
        others = _OTHERS.get(language, _OTHERS["en"]).format(count=len(people) - _NAMED_AT_MOST + 1)
        people = [*people[: _NAMED_AT_MOST - 1], others]
    return joiner.join([", ".join(people[:-1]), people[-1]]) if len(people) > 1 else "".join(people)


def slug(form: dict) -> str:
    """The readable part of a meeting's address; it may change, the number before it does not."""
    return names.slug(title(form)) or form["kind"]
