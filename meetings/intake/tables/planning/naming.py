"""Whether a text names a person, and which part of it is the name and which the role."""

import csv
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from meetings import names
from meetings.intake.tables.sentences import Lexicon, Origin, read_parties
from meetings.intake.tables.sentences import words as known
from meetings.intake.tables.sentences.lexicon import phrase_words
from meetings.intake.tables.sentences.tokens import Token, tokens_of

_GIVEN = Path(__file__).parent.parent / "data" / "given_names.csv"
_INITIALS = re.compile(r"(?:[^\W\d_]\.[ -]?)+[^\W\d_]{2,}")
_COURTESY = re.compile(
    r"(?:(?:the )?(?:rt\.?|right|most|very) ?hon(?:ourable)?\.?|(?:the )?hon(?:ourable)?\.?|h\.? ?e\.?(?= )|"
    r"(?:his|her) excellency|mr\.?|mrs\.?|ms\.?|miss|mme\.?|mlle\.?|m\.|monsieur|madame|herr|frau|sr\.|sra\.|"
    r"dhr\.|mevr\.|г-н|г-жа|cənab|sayın)\s+",
    re.IGNORECASE,
)
_LETTERS_BEHIND = re.compile(
    r"(?:[ ,]+(?:MP|MSP|MS|AM|MLA|MEP|MdB|TD|QC|KC|CBE|OBE|MBE|KCMG|GCMG|CMG|DBE|KBE|FRS|PhD|PC))+$"
)
_TITLE_BEFORE = re.compile(
    r"(?:sir|dame|lord|lady|baroness|baron|dr|prof|professor|sheikh|senator|cllr|councillor|"
    r"admiral|mr|mrs|ms|miss|mme|m|herr|frau|hon|rt)\b",
    re.IGNORECASE,
)
_ROLE_WORDS = re.compile(
    r"(?:vice[- ]|first |deputy |former |acting |assistant |under[- ]|sous-|ancien |ancienne |первый |"
    r"бывший |заместитель |de |le |la |l['’])?(?:\w+[- ])??"
    r"(?:ministre|ministro|ministra|minister|außenminister|bundeskanzler|bundesminister|staatssekretär|premier|"
    r"président|presidente|presidenta|präsident|ambassad|botschafter|embajador|embaixador|secrétaire|secretari|"
    r"chancel|canciller|directeur|directrice|director|direktor|directeur|commissaire|comisari|kommissar|envoyé|"
    r"député|sénateur|maire|roi|reine|prince|chef|haut|alto repr|alta repr|conseill|délégué|representante|"
    r"représentant|bakan|dışişleri|cumhurbaşkan|başbakan|büyükelçi|müsteşar|genel sekreter|nazir|xarici|"
    r"baş nazir|səfir|министр|премьер|президент|посол|госсекретар|генеральн|председател|замминистр|глава|"
    r"директор|спикер|канцлер|вице|советник|король|руководител|секретар|депутат|وزير|رئيس|سفير|أمين|"
    r"president|prime|foreign|secretary|ambassador|chair|ceo\b|cfo\b|coo\b|chief|head|speaker|king|queen|mp\b|"
    r"senator|professor|managing|general|executive|governor|mayor|commissioner|envoy|adviser|advisor|leader|"
    r"treasurer|high commissioner|consul|founder|partner|trustee|spokes|representative|special|nuncio|deputy|"
    r"permanent|rector|dean of\b|attorney|fm\b|pm\b)",
    re.IGNORECASE,
)
_ELIDED = re.compile(r"\b[ldLD]['’](?=\w)")
_CYRILLIC = re.compile(r"[а-яё]")
_TURKIC_GENITIVE = re.compile(r"n?[iu]n$")
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
#: Words that bodies have in their names and persons have not.
_OF_BODIES = re.compile(
    r"(?:kommission|commission|verband|verbände|verein|stiftung|ministeri|universit|gesellschaft|federa|"
    r"confeder|konfeder|associa|asocia|associaç|organi[sz]a|institut|fundaci|fondation|fundaç|foundation|"
    r"syndicat|sindicat|gewerkschaft|\bbank\b|banque|banco\b|chamber|chambre|cámara|kammer\b|company\b|"
    r"\bgroup\b|união|\bunion\b|council\b|conseil\b|consejo|kurum|derneği|birliği|vakf|agency\b|agence|"
    r"агентств|ассоциац|компани|банк\b|фонд\b|союз|организац|университет|комисси|\bliit\b|ühing|biedrīb|"
    r"liitto|keskus|\bry\b|\bAG\b|\bGmbH\b|\bAS\b|\bOy\b|\bplc\b|\bLtd\b|\bInc\b|\bNGOs?\b)",
    re.IGNORECASE,
)
_OF_TARGET = frozenset([
    "to", "in", "for", "en", "au", "aux", "à", "a", "pour", "para", "nach", "für", "bei", "при", "в",
    "до", "по",
])  # fmt: skip


@cache
def _given() -> frozenset[str]:
    with _GIVEN.open(encoding="utf-8", newline="") as stream:
        return frozenset(
            names.fold(name) for row in csv.DictReader(stream) for name in row["names"].split("|")
        )


def plain_name(name: str) -> str:
    """A name without forms of courtesy before it and letters behind it; titles such as Sheikh and Dr stay."""
    while (match := _COURTESY.match(name)) and name[match.end() :].strip():
        name = name[match.end() :]
    return _LETTERS_BEHIND.sub("", name).strip() or name


def letters_behind(text: str) -> bool:
    """Whether a text is nothing but letters that stand behind names: MP, CBE."""
    return bool(_LETTERS_BEHIND.fullmatch(f" {text}"))


def has_address(text: str) -> bool:
    """Whether a text begins with a form of address or a title, as only persons do."""
    return bool(_COURTESY.match(text) or (_TITLE_BEFORE.match(text) and len(text.split()) > 1))


def is_given_name(word: str) -> bool:
    """Whether a word is a usual first name, or an initial."""
    first = word.split("-")[0]
    return names.fold(first) in _given() or bool(re.fullmatch(r"(?:[^\W\d_]\.)+", word))


def looks_like_person(text: str) -> bool:
    """Whether a text is the name of a person: one with a form of address, or with a usual first name."""
    if has_address(text):
        return not any(word.casefold().strip(",.") in known.BODIES for word in text.split())
    words = plain_name(text).split()
    if _INITIALS.fullmatch(text):
        return True
    return (
        2 <= len(words) <= 4
        and is_given_name(words[0])
        and all(word[0].isupper() or word.casefold() in known.PARTICLES for word in words)
        and not any(word.casefold() in known.BODIES or (word.isupper() and len(word) > 2) for word in words)
        and not any(mark in text for mark in "&+/0123456789")
    )


def looks_like_body(text: str) -> bool:
    """Whether a text has words of bodies, or abbreviations, and no usual first name among them."""
    words = re.findall(r"[^\W\d_]+", _IN_BRACKETS.sub("", text))
    if not words or any(is_given_name(word) for word in words) or has_address(text):
        return False
    abbreviated = [word for word in words if word.isupper() and len(word) > 2]
    shouted = len(abbreviated) == len(words) > 1 and "," not in text
    return bool(_OF_BODIES.search(text)) or (bool(abbreviated) and not shouted)


def is_role(text: str, lexicon: Lexicon) -> bool:
    """Whether a text is a role and nothing else."""
    text = _IN_BRACKETS.sub("", text)
    found = read_parties(text, lexicon)
    if len(found) == 1 and found[0].role:
        return not found[0].name and found[0].end >= len(text.rstrip()) - 1
    return bool(_ROLE_WORDS.match(text))


def name_and_role(text: str, lexicon: Lexicon) -> tuple[str, str]:
    """A name with the role that commas, dashes or brackets set beside it, in any of many languages.

    The role may stand behind the name ("Jane Roe MP, Minister for Trade") or before it ("Minister for
    Trade, Jane Roe"); it may be "". Letters behind a name stay with it.
    """
    words = " ".join(text.split())
    for mark in (", ", " – ", " — ", " - "):
        name, found, rest = words.partition(mark)
        if found and letters_behind(rest.partition(mark)[0]):
            more = rest.partition(mark)
            name, rest = f"{name}{mark}{more[0]}", more[2]
        if found and rest and _ROLE_WORDS.match(rest) and not _is_role_alone(name, lexicon):
            return name, rest
    for mark in (", ", " – ", " — ", " - "):
        role, found, name = words.rpartition(mark)
        if found and letters_behind(name):
            role, found, name = role.rpartition(mark)
        if found and _is_role_alone(role, lexicon) and looks_like_name(name):
            return name, role
    return words, ""


def looks_like_name(text: str) -> bool:
    """Whether a text could be the name of a person and nothing speaks against it."""
    words = plain_name(text).split()
    return (
        1 < len(words) <= 5
        and all(word[0].isupper() or word.casefold() in known.PARTICLES for word in words)
        and not any(word.casefold() in known.BODIES or (len(word) > 2 and word.isupper()) for word in words)
    )


def _is_role_alone(text: str, lexicon: Lexicon) -> bool:
    bare = _IN_BRACKETS.sub("", text)
    return bool(_ROLE_WORDS.match(bare)) and not has_address(bare) and is_role(bare, lexicon)


def country_in_role(role: str, lexicon: Lexicon) -> Origin | None:
    """The country whose role this is, where its words name one: "Außenminister der Ukraine".

    What the role is about or accredited to ("Envoy for Syria", "ambassador in Kenya") is not it.
    """
    tokens = tokens_of(_ELIDED.sub(lambda match: " " * len(match[0]), role))
    for place, token in enumerate(tokens):
        found = lexicon.at(tokens, place) or _inflected(tokens, place, lexicon)
        if found is None:
            continue
        if place and tokens[place - 1].key in _OF_TARGET:
            return None
        end, origin = found
        return Origin(origin.kind, origin.key, role[token.start : tokens[end - 1].end])
    return None


def _inflected(tokens: Sequence[Token], place: int, lexicon: Lexicon) -> tuple[int, Origin] | None:
    """A country in the genitive of Russian or of the Turkic languages: "Турции", "Türkiyənin"."""
    word = tokens[place].text.casefold()
    if not tokens[place].is_capital or len(word) < 5:
        return None
    forms = [word[:-1] + ending for ending in ("", "я", "а", "й", "ь")] if _CYRILLIC.search(word) else []
    if len(turkic := _TURKIC_GENITIVE.sub("", names.fold(word))) >= 4:
        forms.append(turkic)
    for form in forms:
        if code := lexicon.countries.get(phrase_words(form)):
            return place + 1, Origin("country", code)
    return None
