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

_GIVEN = [Path(__file__).parent.parent / "data" / name for name in ("given_names.csv", "first_names.csv")]
_INITIALS = re.compile(r"(?:[^\W\d_]\.[ -]?)+[^\W\d_]{2,}")
_COURTESY = re.compile(
    r"(?:(?:the )?(?:rt\.?|right|most|very) ?hon(?:ourable)?\.?|(?:the )?hon(?:ourable)?\.?|h\.? ?e\.?(?= )|"
    r"(?:his|her) excellency|mr\.?|mrs\.?|ms\.?|miss|mme\.?|mlle\.?|m\.|monsieur|madame|herr|frau|sr\.|sra\.|"
    r"dhr\.|mevr\.|mw\.|excm[oa]\.?|ilm[oa]\.?|doña\b|"
    r"d\.(?= )|d\.?ª|on\.|s\. ?e\.(?= )|se(?= (?:m\.|mme))|son excellence|"
    r"mm\.|mmes\.?|sig\.(?:ra)?|pani\b|senator (?:the )?hon\.?|г-н|г-жа|господин|госпожа|"
    r"cənab|xanım|sayın|السيد|السيدة)\s+",
    re.IGNORECASE,
)
_LETTERS_BEHIND = re.compile(
    r"(?:[ ,]+(?:MP|MSP|MS|AM|AO|AC|OAM|PSM|ONZM|CNZM|DNZM|QSO|KNZM|LVO|FRSE|MLA|MEP|MdB|TD|QC|KC|CBE|"
    r"OBE|MBE|KCMG|GCMG|CMG|DBE|KBE|FRS|PhD|PC|T\.D\.|M\.P\.))+$"
)
_TITLE_BEFORE = re.compile(
    r"(?:sir|dame|lord|lady|baroness|baron|dr|prof|professor|sheikh|senator|cllr|councillor|"
    r"admiral|mr|mrs|ms|miss|mme|m|herr|frau|hon|rt)\b",
    re.IGNORECASE,
)
#: What a peer's title is of: "Baroness Example of Hale".
_SEAT = re.compile(r"(?<=\w) of (?:[A-Z][\w'’-]+ ?){1,3}$")
#: How words of roles begin, in many languages.
_STEMS = (
    r"ministre|ministro|ministra|minister|ministr|minist(?=[eièé])|miniszter|[\w]*außenminist|"
    r"bundeskanzler|bundesminist|"
    r"staatssekretär|premier|pääminister|ulkominister|utrikesminister|utenriksminister|udenrigsminister|"
    r"statsminister|statssekret|président|presidente|presidenta|präsident|prezident|prezydent|elnök|ambassad|"
    r"ambasciat|ambasad|botschafter|embajador|embaixador|suurlähettil|velvyslan|veľvyslan|nagykövet|"
    r"secrétaire|secretari(?!at|ad|ía)|sekretarz|segretari|tajemn|szef\b|marszałek|przewodnicz|"
    r"předsed|predsed|"
    r"chancel|canciller|diretor|comisionad|alt[ao] comis|"
    r"kancler|kanclerz|directeur|directrice|director|direktor|direttor|commissaire|comisari|"
    r"commissari|kommissar|envoyé|"
    r"député|sénateur|maire|roi\b|reine\b|prince|chef\b|haut représ|haute représ|"
    r"alto repr|alta repr|conseill|"
    r"délégué|representante|rappresentante|przedstawiciel|rzecznik|"
    r"représentant|vertreter|beauftragte|bakan|dışişleri|cumhurbaşkan|başbakan|büyükelçi|müsteşar|"
    r"genel sekreter|nazir|xarici|"
    r"baş nazir|səfir|nümayəndə|prezidenti\b|министр|премьер|президент|посол|посл[ау]\b|послом|"
    r"госсекретар|государственн|высок|специальн|спецпредстав|чрезвычайн|верховн|федеральн|генеральн|"
    r"председател|замминистр|глав[аоеуы]|"
    r"директор|спикер|канцлер|вице|советник|король|руководител|секретар|депутат|представител|"
    r"(?:ال)?(?:وزير|رئيس|سفير|أمين|مبعوث|ملك|أمير|نائب|مدير|مستشار|ولي)|державн|високий предст|"
    r"president|prime|foreign|secretary|ambassador|chair|ceo\b|cfo\b|coo\b|chief|head|speaker|king|"
    r"queen|mp\b|"
    r"senator|professor|managing|general|executive|governor|mayor|commissioner|envoy|adviser|advisor|leader|"
    r"treasurer|bundesrat|bundesrätin|landeshauptm|landesrat|coordinat|coordonnat|koordinat|əlaqələndirici|"
    r"utsending|sendebud|särskild|sekreter|komiser|komisar|přednost|náměst|státní tajemn|podsekretarz|"
    r"wicemin|wicepr|viceminist|"
    r"vicepr|subsecretari|sous-secr|jefe\b|jefa\b|portavoz|vocero|gerente|sottosegr|vicedirett|"
    r"chanceler|embaixadora|deputad|diputad|senador|governador|gobernador|secretária|secretário|"
    r"treasurer|high commissioner|high representative|consul|founder|partner(?!ship)|trustee|spokes|"
    r"representative|"
    r"special|nuncio|deputy|міністр|временн\w+ повер|тимчасов\w+ повір|chargée? d|encargad[oa] de neg|"
    r"прем.?єр|голов[аиоу]\b|secretarul|ambaixad|conseller|președint|preşedint|cancelar|comisar|държав|посланик|"
    r"državni|zvezni|savezni|predsjedni|predsedni|veleposlani|visoki predst|zunanj|υπουργ|πρόεδρ|προέδρ|"
    r"πρέσβ|πρωθυπουργ|γενικ[όήοη]|ύπατ|vēstniek|suursaadik|peaminister|"
    r"permanent|rector|dean of\b|attorney|fm\b|pm\b|eam\b|dpm\b"
)
_ROLE_WORDS = re.compile(
    r"(?:vice[- ]|first |deputy |former |acting |assistant |under[- ]|sous-|ancien |ancienne |первый |"
    r"бывший |заместитель |de |le |la |l['’])?(?:\w+[- ]){0,2}?"
    rf"(?:{_STEMS})",
    re.IGNORECASE,
)
#: One word of a role, as compounds have it too: "Verteidigungsministerin", "US-Außenminister".
ROLE_WORD = re.compile(
    rf"(?:[^\W\d_]+-)?(?:{_STEMS})|\w*(?:minister|präsident|sekretär|kanzler|botschafter|direktor|ministeri|"
    r"vorsitzende|geschäftsführer)",
    re.IGNORECASE,
)
_ELIDED = re.compile(r"\b[ldLD]['’](?=\w)")
_ADJECTIVES = Path(__file__).parent.parent / "data" / "adjective_stems.csv"
#: An adjective has so many letters behind its stem, as genders and cases have them.
_ENDING = 4
_CYRILLIC = re.compile(r"[а-яё]")
_TURKIC_GENITIVES = ("nin", "nun", "in", "un")
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
#: Compounds that end as words for a role do: "Wirtschafts- und Finanzminister", "utrikesministern".
_COMPOUND = re.compile(
    r"[\w-]*(?:minist(?:er(?:in|n|en)?|eri)|präsident(?:in)?|sekretär(?:in)?|kanzler(?:in)?|"
    r"botschafter(?:in)?|"
    r"direktor(?:in)?|kommissar(?:in)?|vorsitzender?|geschäftsführer(?:in)?|bundesr[aä]t(?:in)?|"
    r"statsråd(?:et)?|sekreterare|johtaja|lähettiläs)",
    re.IGNORECASE,
)
_OF_TARGET = frozenset([
    "to", "in", "for", "en", "au", "aux", "à", "a", "pour", "para", "nach", "für", "bei", "при", "в",
    "до", "по",
])  # fmt: skip
_ARTICLES = frozenset(["the", "la", "le", "les", "der", "die", "den"])


@cache
def _given() -> frozenset[str]:
    found: set[str] = set()
    for path in _GIVEN:
        with path.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                found.update(map(names.fold, row["names"].split("|")))
    return frozenset(found)


@cache
def _stems() -> dict[str, str]:
    """The stems of adjectives of countries in other languages than English, with the codes of countries."""
    with _ADJECTIVES.open(encoding="utf-8", newline="") as stream:
        return {
            names.fold(stem): row["code"]
            for row in csv.DictReader(stream)
            for stem in row["stems"].split("|")
        }


def plain_name(name: str) -> str:
    """A name without forms of courtesy before it and letters behind it; titles such as Sheikh and Dr stay."""
    while (match := _COURTESY.match(name)) and name[match.end() :].strip():
        name = name[match.end() :]
    return _LETTERS_BEHIND.sub("", name).strip() or name


def letters_behind(text: str) -> bool:
    """Whether a text is nothing but letters that stand behind names: MP, CBE."""
    return bool(_LETTERS_BEHIND.fullmatch(f" {text}"))


def has_letters(text: str) -> bool:
    """Whether letters that stand behind names only end a text: "Stewart Example MLA"."""
    return bool(_LETTERS_BEHIND.search(text)) and not letters_behind(text)


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


def is_role(text: str, lexicon: Lexicon) -> bool:
    """Whether a text is a role and nothing else."""
    text = _IN_BRACKETS.sub("", text)
    found = read_parties(text, lexicon)
    if found and all(party.role and not party.name for party in found):
        behind = text[found[-1].end :].strip(" .,")
        return not behind or behind[0].islower() or _is_known(behind, lexicon)
    if len(found) == 1 and found[0].role:
        return _is_known(found[0].name, lexicon) and found[0].end >= len(text.rstrip()) - 1
    return bool(_ROLE_WORDS.match(text)) or _is_compound(text)


def _is_compound(text: str) -> bool:
    """Whether a text ends in a compound of a role, with nothing but an adjective and its parts before it."""
    words = text.split()
    return bool(
        len(words) < 6
        and _COMPOUND.fullmatch(words[-1])
        and all(word[0].islower() or word.endswith("-") for word in words[:-1])
    )


def _is_known(text: str, lexicon: Lexicon) -> bool:
    """Whether a text is the name of a country or organisation of the archive."""
    words = phrase_words(text)
    return words in lexicon.countries or words in lexicon.organisations


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
    words = _SEAT.sub("", plain_name(text)).split()
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
        before = tokens[place - 1].key if place else ""
        before = tokens[place - 2].key if before in _ARTICLES and place > 1 else before
        if before in _OF_TARGET:
            break
        end, origin = found
        return Origin(origin.kind, origin.key, role[token.start : tokens[end - 1].end])
    return _by_adjective(tokens, role)


def _by_adjective(tokens: Sequence[Token], role: str) -> Origin | None:
    """A country said by an adjective of another language than English: "secrétaire d'État américain"."""
    for token in tokens:
        key = token.key
        for size in range(max(4, len(key) - _ENDING), len(key) + 1):
            if code := _stems().get(key[:size]):
                return Origin("country", code, role[token.start : token.end])
    return None


def _inflected(tokens: Sequence[Token], place: int, lexicon: Lexicon) -> tuple[int, Origin] | None:
    """A country in the genitive of one word: "Турции", "Türkiyənin", "Ungarns", "Ukrainy"."""
    word = tokens[place].text.casefold()
    if not tokens[place].is_capital or len(word) < 5:
        return None
    if _CYRILLIC.search(word):
        forms = [word[:-1] + ending for ending in ("", "я", "а", "й", "ь")]
    else:
        forms = [word[:-1]] if word[-1] in "sn" else [word[:-1] + "a"] if word[-1] in "yi" else []
    folded = names.fold(word)
    forms += [folded[: -len(ending)] for ending in _TURKIC_GENITIVES if folded.endswith(ending)]
    for form in forms:
        if code := lexicon.countries.get(phrase_words(form)):
            return place + 1, Origin("country", code)
    return None
