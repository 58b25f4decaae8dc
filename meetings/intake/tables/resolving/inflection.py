"""Names of countries as Russian sentences have them: "Министр иностранных дел Саудовской Аравии"."""

from collections.abc import Iterator

_VOWELS_THAT_STAY = "оеиуэю"
_SOFTENING = "гкхжшчщ"


def genitives(name: str) -> Iterator[str]:
    """The forms that a Russian name may have in the genitive; none for a name in another script.

    An apposition may stay as it is: "Республики Беларусь".
    """
    words = name.split()
    if not words or not all("а" <= word[-1].casefold() <= "я" for word in words):
        return
    every = [_of_word(word) for word in words]
    for place in range(max(map(len, every))):
        yield " ".join(forms[min(place, len(forms) - 1)] for forms in every)
    if len(words) > 1:
        yield " ".join([*(forms[0] for forms in every[:-1]), words[-1]])


def _of_word(word: str) -> list[str]:
    """The genitive of one word; both where the nominative does not tell which it is."""
    for ending, becomes in (("ая", "ой"), ("яя", "ей"), ("ий", "ого"), ("ый", "ого"), ("ое", "ого")):
        if word.endswith(ending) and len(word) > 4:
            return [word[:-2] + becomes]
    if word.endswith(("ие", "ые")):
        return [word[:-1] + "х"]
    if word.endswith("ия"):
        return [word[:-1] + "и"]
    stem, last = word[:-1], word[-1]
    if last == "а":
        return [stem + ("и" if stem[-1:] in _SOFTENING else "ы"), stem + "ов"]
    if last == "я":
        return [stem + "и"]
    if last == "ь":
        return [stem + "я", stem + "и"]
    if last == "й":
        return [stem + "я"]
    if last == "ы":
        return [stem + "ов", stem]
    return [word] if last in _VOWELS_THAT_STAY or len(word) < 3 or word.isupper() else [word + "а"]
