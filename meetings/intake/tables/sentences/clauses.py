"""What a remark tells: the kind of encounter, who took part, whose gathering it was."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from . import verbs
from .lexicon import Lexicon, Origin
from .parties import parties_from
from .phrases import Party, Phrase
from .tokens import Token, tokens_of

#: A delegation named among so many first words is the one that the principal belongs to.
_OPENING = 6


@dataclass
class Reading:
    """What was read from one text.

    ``kind`` is a value of ``MeetingKind`` or ""; ``gatherings`` are organisations whose meeting was attended,
    with the span that says so; ``is_encounter`` is false where the text tells of travel, rest or nothing.
    ``accompanied`` are the parties whom the principal went with and did not meet. ``between`` are the two
    countries of a gathering of both, such as the U.S.-Brazil Dialogue, one of which is the principal's own.
    """

    kind: str = ""
    parties: list[Party] = field(default_factory=list)
    gatherings: list[Party] = field(default_factory=list)
    accompanied: list[Party] = field(default_factory=list)
    between: list[Party] = field(default_factory=list)
    is_encounter: bool = True
    at_gathering: bool = False
    has_met: bool = False
    status: str = ""


def read(text: str, lexicon: Lexicon) -> Reading:
    """Read a remark of any number of sentences."""
    found = Reading()
    for sentence in _sentences(tokens_of(text)):
        _read_sentence(text, sentence, lexicon, found)
    found.parties = list(_once(found.parties))
    found.accompanied = [party for party in _once(found.accompanied) if party not in found.parties]
    found.gatherings = list(_once(found.gatherings))
    found.between = [
        p
        for p in found.between
        if not found.parties or (p.origin and p.origin.key and p.origin.kind == "organisation")
    ]
    found.has_met = bool(verbs.MET.search(text))
    found.at_gathering = bool(verbs.AT_GATHERING.search(text))
    found.kind = _kind(text, found)
    found.status = (
        "cancelled" if verbs.CANCELLED.search(text) else "postponed" if verbs.POSTPONED.search(text) else ""
    )
    nobody = not (found.parties or found.accompanied or found.gatherings or found.between)
    found.is_encounter = not (nobody and text.strip() and _tells_no_encounter(text))
    return found


def _tells_no_encounter(text: str) -> bool:
    return bool(verbs.NO_ENCOUNTER.fullmatch(text.strip())) and not re.match(r"\s*official visit", text, re.I)


def _sentences(tokens: list[Token]) -> Iterator[list[Token]]:
    sentence: list[Token] = []
    for token in tokens:
        if token.text in verbs.ENDS:
            if sentence:
                yield sentence
            sentence = []
        else:
            sentence.append(token)
    if sentence:
        yield sentence


def _read_sentence(text: str, tokens: list[Token], lexicon: Lexicon, found: Reading) -> None:
    phrase = Phrase(text, tokens, lexicon)
    position = 0
    verb = ""
    own = "delegation" in [token.key for token in tokens[:_OPENING]]
    if tokens[0].key not in verbs.MEETING_WORDS | verbs.DIRECT | verbs.ATTENDED and not own:
        end, parties = parties_from(phrase, 0, bare=False, names=False)
        if any(party.name or party.origin for party in parties):
            found.parties += parties
            position = end
    while position < len(tokens):
        key = tokens[position].key
        before = [token.key for token in tokens[max(0, position - 4) : position]]
        verb = key if key in verbs.DIRECT | verbs.ATTENDED | verbs.MEETING_WORDS else verb
        end, parties = _listed_at(phrase, position, key, before)
        if parties:
            beside = key == "with" and verb in verbs.ATTENDED and not verbs.MEETING_WORDS & set(before)
            if beside or key in ("accompanied", "joined", "supported"):
                found.accompanied += parties
            elif key == "of":
                found.gatherings += [party for party in parties if not party.role]
                found.parties += [party for party in parties if party.role]
            else:
                found.parties += parties
            position = end
            continue
        if pair := _between_at(phrase, position):
            found.between += pair
            position += 2
            continue
        if verb in verbs.ATTENDED and (gathering := _gathering_at(phrase, position)):
            found.gatherings.append(gathering)
        position += 1


def _listed_at(phrase: Phrase, position: int, key: str, before: list[str]) -> tuple[int, list[Party]]:
    """The parties that a word announces: "with", a verb that takes people, "hosted by", "meeting of"."""
    following = position + 1
    if key == "w" and phrase.key(following) == "/":
        key, following = "with", following + 1
    if key == "with":
        return (position, []) if _is_intended(before) else _with(phrase, following, before)
    if key in ("met", "meet", "meets") and phrase.key(following) != "with":
        return parties_from(phrase, following, bare=True, names=True)
    if key in verbs.DIRECT:
        return parties_from(phrase, following, bare=False, names=False)
    if key == "on" and before[-1:] == ["called"]:
        return parties_from(phrase, following, bare=False, names=True)
    if key == "by" and before and before[-1] in verbs.BY:
        return parties_from(phrase, following, bare=False, names=False)
    if key == "of" and before and before[-1] in ("meeting", "meetings"):
        end, parties = parties_from(phrase, following, bare=False, names=True)
        return end, [party for party in parties if party.role or party.is_group]
    if key in ("including", "and") and before:
        end, parties = parties_from(phrase, following, bare=False, names=False)
        return (end, [p for p in parties if p.name]) if key == "including" else (position, [])
    return position, []


def _with(phrase: Phrase, following: int, before: list[str]) -> tuple[int, list[Party]]:
    meeting = any(word in verbs.MEETING_WORDS | verbs.DIRECT for word in before)
    bare = bool(before) and before[-1] in verbs.BARE_AFTER
    if phrase.key(following) == "met" and phrase.key(following + 1) == "with":
        following += 2
    return parties_from(phrase, following, bare=bare, names=meeting)


def _is_intended(before: list[str]) -> bool:
    """Whether a meeting is only spoken of: "an invitation to meet with"."""
    return before[-2:] == ["to", "meet"] and before[:-2][-1:] in (["invitation"], ["plans"], ["request"])


def _gathering_at(phrase: Phrase, position: int) -> Party | None:
    """An organisation whose gathering the words tell: "NATO Ministerial Meeting"."""
    match = phrase.origin_at(position) or _abbreviation(phrase, position)
    if match is None or match[1].kind != "organisation":
        return None
    end, origin = match
    ahead = [token.key for token in phrase.tokens[end : end + 8]]
    behind = [token.key for token in phrase.tokens[max(0, position - 5) : position]]
    if not (
        verbs.GATHERING & set(ahead)
        or verbs.GATHERING & set(behind)
        or verbs.GATHERING & {phrase.key(end - 1)}
    ):
        return None
    return Party(phrase.tokens[position].start, phrase.tokens[end - 1].end, origin=origin, is_group=True)


def _between_at(phrase: Phrase, position: int) -> list[Party]:
    """The two countries whose gathering the words tell: "Australia-U.S. Ministerial Consultations"."""
    first = phrase.origin_at(position)
    if first is None or first[0] >= len(phrase.tokens) or not phrase.tokens[first[0]].glued:
        return []
    second = phrase.origin_at(first[0])
    if second is None or "country" not in (first[1].kind, second[1].kind):
        return []
    ahead = {phrase.key(place) for place in range(second[0], second[0] + 4)}
    if phrase.tokens[position].glued or ahead & {"trilateral", "tripartite"}:
        return []
    end = next(
        (place + 1 for place in range(second[0], min(second[0] + 6, len(phrase.tokens)))
         if phrase.key(place) in verbs.GATHERING and phrase.tokens[place].is_capital),
        0,
    )  # fmt: skip
    span = (phrase.tokens[position].start, phrase.tokens[end - 1].end)
    return [Party(*span, origin=origin, is_group=True) for _, origin in (first, second)] if end else []


def _abbreviation(phrase: Phrase, position: int) -> tuple[int, Origin] | None:
    text = phrase.tokens[position].text
    if 4 <= len(text) <= 8 and text.isupper() and text.isalpha():
        return position + 1, Origin("organisation", "", text)
    return None


def _once(parties: list[Party]) -> Iterator[Party]:
    """Each party once: a name said again, in full or not, is the same one."""
    seen: list[Party] = []
    for party in parties:
        again = next((other for other in seen if _same(other, party)), None)
        if again is None:
            seen.append(party)
        elif len(party.name) > len(again.name):
            seen[seen.index(again)] = replace(again, name=party.name)
    yield from seen


def _same(one: Party, other: Party) -> bool:
    if one.name and other.name:
        shorter, longer = sorted((one.name, other.name), key=len)
        alike = longer == shorter or longer.endswith(" " + shorter)
        return alike and (not one.role or not other.role or one.role == other.role)
    return (one.name, one.role, _key(one.origin)) == (other.name, other.role, _key(other.origin))


def _key(origin: Origin | None) -> tuple[str, str, str]:
    return (origin.kind, origin.key, "" if origin.key else origin.text) if origin else ("", "", "")


def _kind(text: str, found: Reading) -> str:
    for kind, pattern in verbs.KINDS:
        if re.search(pattern, text, re.IGNORECASE):
            return kind
    met = {(_key(party.origin)) for party in found.parties}
    if len(met) > 2 or (found.gatherings and not found.parties):
        return "multilateral"
    groups = all(party.is_group for party in found.parties)
    if found.parties and groups and found.at_gathering and not verbs.MET.search(text):
        return "multilateral"
    if found.parties:
        return "bilateral"
    if found.at_gathering and not found.accompanied:
        return "multilateral"
    if verbs.MEALS.search(text):
        return "reception"
    if found.accompanied or verbs.VISITED.search(text):
        return "visit"
    return ""
