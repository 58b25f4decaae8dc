"""The names of persons: what stands before them, how they are sorted, and what is no name at all."""

import re
from itertools import islice

from ..text import clean_line, has_lost_characters, looks_double_encoded
from .folding import fold

LONGEST_NAME = 200


def _joined(phrases: str) -> frozenset[str]:
    """The phrases between semicolons, folded, without spaces."""
    return frozenset(fold(phrase).replace(" ", "") for phrase in phrases.split(";"))


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: Folded and written together, since "H.E.", "H. E." and "HE" are one. Roles (minister, president) are none.
_HONORIFICS = _joined(
    "Mr; Mrs; Ms; Miss; Mx; Mme; Mlle; Madame; Monsieur; Herr; Frau; Sr; Sra; Señor; Señora; Sir; Dame; "
    "Lord; Lady; Baron; Baroness; Viscount; Dr; Dr Ing; Doctor; Prof; Professor; Academician; Maître; "
    "Hon; The Hon; Honourable; Honorable; The Honourable; The Honorable; Rt Hon; The Rt Hon; Right "
    "Honourable; The Right Honourable; Right Honorable; The Right Honorable; The Most Honourable; "
    "Excellency; His Excellency; Her Excellency; Their Excellencies; Son Excellence; HRH; HM; HH; "
    "HSH; HMEH; His Majesty; Her Majesty; His Highness; Her Highness; His Royal Highness; Her Royal "
    "Highness; His Holiness; His Eminence; His Beatitude; King; Queen; Prince; Princess; Crown Prince; "
    "Pope; Ambassador; Amb; Senator; Gen; General; Lt; Lieutenant; Maj; Major; Col; Colonel; Capt; "
    "Captain; Adm; Admiral; Brig; Brigadier; Marshal; Field Marshal; Air Marshal; Archbishop; Bishop; "
    "Cardinal; Patriarch; Monsignor; Msgr; Mgr; Rev; Reverend; The Rev; The Reverend; The Most Reverend; "
    "Rabbi; Sheikh; Sheikha; Shaikh; Shaikha; Shaykh; Sayyid; Sayyed; Sayyida; Imam; Ayatollah; Grand "
    "Ayatollah; Hojatoleslam; Mullah; Mawlawi; Maulana; Makhdoom; Haji; Hajji; Cənab; Xanım; Sayın; г-н; "
    "г-жа; господин; госпожа; д-р; доктор; шейх; генерал; السيد; السيدة; الدكتور; الدكتورة; الشيخ; "
    "الشيخة; الأمير; الأميرة; الملك; معالي; سعادة; صاحب السمو; سمو; فخامة; اللواء; الفريق"
)
_MOST_WORDS = 4
_EXCELLENCY = frozenset({"he", "se"})  # H.E. and S.E., which without dots may begin a name
_RETIRED = frozenset({"ret", "retd", "retired"})

#: Letters behind a name. None that is also a surname (KC is one in Nepal).
POST_NOMINALS = _listed("mp mep kcmg gcmg dcmg cmg kbe dbe cbe obe mbe phd frs esq")


def strip_honorifics(value: str) -> tuple[str, str]:
    """Return what stands before a name ("HE Dr", as printed; "" if nothing) and the name itself.

    A name always remains: "Sheikh" alone is one. "He" is taken for "H.E." only with its dots, before another
    honorific, or before two words, since He Lifeng is a name. Case plays no part.
    """
    value = clean_line(value)
    # Far more than any real heap of titles, so that a long text costs no more than a name.
    tokens = list(islice(re.finditer(r"\S+", value), 40))
    printed = [token.group() for token in tokens]
    keys = [fold(token).replace(" ", "") for token in printed]
    position = 0
    while size := _honorific_at(position, keys, printed):
        position += size
        if keys[position] in _RETIRED and any(keys[position + 1 :]):
            position += 1
    start = tokens[position].start() if position else 0
    return value[:start].rstrip(), value[start:]


def _honorific_at(position: int, keys: list[str], printed: list[str]) -> int:
    """How many words from ``position`` on are one honorific; 0 if none, or if no name would remain."""
    for size in range(_MOST_WORDS, 0, -1):
        end = position + size
        remaining = [key for key in keys[end:] if key]
        if not remaining:
            continue
        key = "".join(keys[position:end])
        if key in _HONORIFICS:
            return size
        if key in _EXCELLENCY and (
            "." in "".join(printed[position:end]) or len(remaining) > 1 or _honorific_at(end, keys, printed)
        ):
            return size
    return 0


#: Words that open a family name or a patronymic and belong to it.
_PARTICLES = _listed(
    "de da do dos das del della dello di du des la le las los el al van von der den dem vom ter ten te "
    "zu zum zur af av til bin bint ibn ben ould"
)
_CAPITAL_PARTICLES = _listed("Al El Bin Bint Ibn Ben Ould De Da Di Del Della Dos Du La")


def sort_name(name: str, family_name: str = "", given_name: str = "") -> str:
    """Return ``name`` as a list in order of family names prints it: "Rau, Zbigniew".

    Family and given name are taken as they are said; where only one of them is said, the other is what else
    ``name`` holds. Where neither is, nothing is known about the name, and only to sort it the last word
    counts as the family name, together with the last particle before it and all between: "von der Leyen,
    Ursula", "Al Thani, Mohammed bin Abdulrahman bin Jassim", "Ould Cheikh Ahmed, Ismail". A name stays as it
    is if it is one word, ends in a numeral (Abdullah II) or has a comma already.

    Particles are kept in front and count for the order, so von der Leyen is found under V. To compare,
    ``fold`` the result; as it stands, small and accented letters would come after Z.
    """
    family, given = clean_line(family_name), clean_line(given_name)
    name = strip_honorifics(name)[1]
    if family:
        given = given or _without(name, family)
        return f"{family}, {given}" if given else family
    if given:
        family = _without(name, given)
        return f"{family}, {given}" if family else name or given
    words = name.split(" ")
    if len(words) < 2 or "," in name or re.fullmatch("[IVX]+", words[-1]):
        return name
    start = _family_start(words)
    return f"{' '.join(words[start:])}, {' '.join(words[:start])}"


def _without(name: str, part: str) -> str:
    """What ``name`` holds besides ``part`` at its end or beginning, or ""."""
    if name.casefold().endswith(" " + part.casefold()):
        return name[: -len(part)].strip(" ,")
    if name.casefold().startswith((part.casefold() + " ", part.casefold() + ",")):
        return name[len(part) :].strip(" ,")
    return ""


def _family_start(words: list[str]) -> int:
    """Where the family name begins, never at the first word."""
    start = len(words) - 1
    particles = [i for i in range(1, start) if words[i] in _PARTICLES or words[i] in _CAPITAL_PARTICLES]
    if not particles:
        return start
    start = particles[-1]
    while start - 1 in particles:
        start -= 1
    return start


_PLACEHOLDERS = _joined(
    "n/a; n.a.; tbc; tba; tbd; to be confirmed; to be announced; nil; nil return; none; null; unknown; "
    "not known; not available; not applicable; not given; not stated; no name; name unknown; "
    "name withheld; redacted; anonymous; неизвестно; inconnu; inconnue; naməlum; غير معروف"
)
_ADDRESS = re.compile(r"\w://|\bwww\.|\S@\S+\.\S", re.IGNORECASE)
_HANDLE = re.compile(r"@\w+")
#: A letter that turned into a word of its own: the pound sign of "JoÃ£o" read out in "JoAPound o".
_CAPITALS_INSIDE = re.compile(r"[a-z][A-Z]{2}[a-z]")


def is_suspicious(value: str) -> str | None:
    """Return why ``value`` cannot be taken as the name of a person, as a sentence; ``None`` if it can.

    A name of one letter is a name, and so is one in any script. Whether the person exists is not asked.
    """
    name = clean_line(value)
    if not name:
        return "The name is empty."
    if len(name) > LONGEST_NAME:
        return f"The name has {len(name)} characters; the longest that is taken has {LONGEST_NAME}."
    if _is_placeholder(name):
        return f'"{name}" stands for a missing name; leave the name empty.'
    if _ADDRESS.search(name):
        return "This is an address, not a name."
    if _HANDLE.fullmatch(name):
        return f'"{name}" is the handle of an account; write the name of the person.'
    if not any(character.isalpha() for character in name):
        return "The name has no letter in it."
    repaired = looks_double_encoded(value)
    if repaired is not None:
        return f'Letters are damaged: this may be "{clean_line(repaired)}".'
    if has_lost_characters(name) or _CAPITALS_INSIDE.search(name):
        return "A letter seems to have been lost or replaced; write the name as it is spelt."
    if _is_letter_spaced(name.split(" ")):
        return "The letters stand apart, as after a scan; write the words together."
    return None


def _is_placeholder(name: str) -> bool:
    key = fold(name).replace(" ", "")
    # Na is a family name in Korea: only with its punctuation or in capitals does it mean "not available".
    return key in _PLACEHOLDERS and (key != "na" or fold(name) == "n a" or name == "NA")


def _is_letter_spaced(words: list[str]) -> bool:
    """Whether words fell apart into letters: "E v a n s", "N k obi"; initials (J R R Tolkien) are fine."""
    alone = [len(word) == 1 and word.isalpha() for word in words]
    small_after_letter = any(
        alone[i] and alone[i + 1] and words[i + 1].islower() for i in range(len(words) - 1)
    )
    return small_after_letter or (len(words) > 3 and all(alone) and words[0].isupper())
