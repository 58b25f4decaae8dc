"""Countries by every name they ever had, as the names were used on a day."""

import csv
import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from rapidfuzz import fuzz, process

from meetings import names
from meetings.models import Country, CountrySuccession, OtherName

from .inflection import genitives
from .matches import Candidate, Match, Status, decision_key

DATA = Path(__file__).parent.parent / "data"
_ALIKE = 84
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]+)[)\]]\s*$")
_TURNED = re.compile(r"([^,]+), ((?:[^,]+ )?(?:of|of the|The)|North|South|East|West)", re.IGNORECASE)

Days = tuple[datetime.date | None, datetime.date | None]


def rows_of(name: str) -> list[dict[str, str]]:
    """A table of words that ships with the importer."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@dataclass(frozen=True)
class _Use:
    """That a name means a country, and from when until when it did."""

    code: str
    valid_from: datetime.date | None = None
    valid_until: datetime.date | None = None

    def within(self, days: Days) -> bool:
        earliest, latest = days
        begun = self.valid_from is None or latest is None or self.valid_from <= latest
        return begun and (self.valid_until is None or earliest is None or earliest < self.valid_until)

    @property
    def is_dated(self) -> bool:
        return self.valid_from is not None or self.valid_until is not None


@dataclass
class Countries:
    """All countries with their names, read once."""

    by_code: dict[str, Country] = field(default_factory=dict)
    _uses: dict[str, list[_Use]] = field(default_factory=dict)
    _codes: dict[str, str] = field(default_factory=dict)
    _inflected: dict[str, str] = field(default_factory=dict)
    _further: set[str] = field(default_factory=set)
    _questions: list[tuple[str, list[str], _Use]] = field(default_factory=list)
    _successions: list[tuple[str, str]] | None = None

    def __post_init__(self) -> None:
        self._similar = lru_cache(maxsize=20_000)(self._alike)

    @classmethod
    def load(cls) -> "Countries":
        found = cls()
        by_pk = {}
        for country in Country.objects.all():
            found.by_code[country.code] = by_pk[country.pk] = country
            found._use(country.name, _Use(country.code))
            found._use(country.official_name, _Use(country.code))
            for code in (country.alpha_2, country.alpha_3, country.alpha_4):
                if code:
                    found._codes[code.casefold()] = country.code
        for row in OtherName.objects.filter(country__isnull=False).only(
            "name", "country_id", "valid_from", "valid_until"
        ):
            found._use(row.name, _Use(by_pk[row.country_id].code, row.valid_from, row.valid_until))
        found._read_words()
        return found

    def _read_words(self) -> None:
        for row in rows_of("country_words"):
            self._use(row["words"], _Use(row["country"], _day(row["from"]), _day(row["until"])))
        for code, word in adjectives():
            self._use(word, _Use(code))
        for row in rows_of("country_names"):
            for word in row["words"].split("|"):
                if names.fold(word) not in self._uses:
                    self._use(word, _Use(row["country"]))
                    self._further.add(names.fold(word))
        for row in rows_of("country_questions"):
            period = _Use("", _day(row["from"]), _day(row["until"]))
            self._questions.append((names.fold(row["words"]), row["countries"].split("|"), period))

    def _use(self, name: str, use: _Use) -> None:
        if name and use.code in self.by_code:
            self._uses.setdefault(names.fold(name), []).append(use)
            for form in genitives(name):
                self._inflected.setdefault(names.fold(form), use.code)

    def phrases(self) -> Iterator[tuple[str, str]]:
        """Every name with the code of a country that it means, and the forms that names have in sentences."""
        for name, uses in self._uses.items():
            for use in uses:
                yield name, use.code
        for name, code in self._inflected.items():
            if name not in self._uses:
                yield name, code

    def match(self, text: str, days: Days, decisions: Mapping[tuple[str, str], str]) -> Match:
        """What the words of a country cell mean on days of which the first and last are given."""
        return self.named(text, days, decisions) or self._similar(text)

    def named(self, text: str, days: Days, decisions: Mapping[tuple[str, str], str]) -> Match | None:
        """The same, but ``None`` where no country is called so: nobody looks for names that are alike."""
        decided = decisions.get(("country", decision_key(text)))
        if decided is not None and decided in self.by_code:
            return self._existing(decided, days, Status.DECIDED)
        for words, key in _keys_of(text):
            if key in self._further and _is_abbreviation(words):
                continue
            asked = self._question(words, key, days)
            if asked is not None:
                return asked
            codes = self._codes_of(key, days)
            if len(codes) == 1:
                return self._existing(codes[0], days, Status.EXACT)
            if codes:
                return self._ambiguous(words, codes)
        code = self._codes.get(text.strip().casefold()) if text.strip().isupper() else None
        return self._existing(code, days, Status.EXACT) if code else None

    def of_code(self, code: str, days: Days) -> Match:
        """The country of a code, if it existed then."""
        return self._existing(code, days, Status.EXACT)

    def _question(self, words: str, key: str, days: Days) -> Match | None:
        for word, codes, period in self._questions:
            known = [code for code in codes if code in self.by_code]
            asks = period.within(days) if any(days) else period.valid_until is None
            if word == key and len(known) > 1 and asks:
                return self._ambiguous(words, known)
        return None

    def _ambiguous(self, words: str, codes: list[str]) -> Match:
        candidates = tuple(self._candidate(code) for code in codes)
        listed = " or ".join(f"{one.label} ({one.key})" for one in candidates)
        return Match(
            Status.AMBIGUOUS, candidates=candidates, message=f"“{words}” can mean {listed} then; choose one."
        )

    def _codes_of(self, key: str, days: Days) -> list[str]:
        uses = self._uses.get(key, [])
        then = [use for use in uses if use.within(days)] or uses
        codes = list(dict.fromkeys(use.code for use in then))
        if len(codes) > 1:
            existing = [code for code in codes if self.by_code[code].existed_within(*days)]
            codes = existing or codes
        if len(codes) > 1:
            dated = {use.code for use in then if use.is_dated and use.code in codes}
            codes = [code for code in codes if code in dated] or codes
        if len(codes) > 1:
            own = [code for code in codes if names.fold(self.by_code[code].name) == key]
            codes = own or codes
        return codes

    def _existing(self, code: str, days: Days, status: Status) -> Match:
        country = self.by_code[code]
        if country.existed_within(*days):
            return Match(status, code, country.name)
        others = tuple(self._candidate(other) for other in self._relatives(code, days))
        period = f"{country.exists_from or '…'} to {country.exists_until or '…'}"
        return Match(
            Status.NOT_THEN,
            candidates=others,
            message=f"{country.name} ({code}) did not exist then; the archive has it for {period}.",
        )

    def _relatives(self, code: str, days: Days) -> list[str]:
        """The nearest states before and after a country that existed then, over those that did not."""
        if self._successions is None:
            rows = CountrySuccession.objects.values_list("predecessor__code", "successor__code")
            self._successions = [
                (before, after) for before, after in rows if {before, after} <= self.by_code.keys()
            ]
        near: set[str] = set()
        for line in (self._successions, [(after, before) for before, after in self._successions]):
            waiting, seen = [code], {code}
            while waiting:
                at = waiting.pop()
                further = {b for a, b in line if a == at} - seen
                seen |= further
                there = {one for one in further if self.by_code[one].existed_within(*days)}
                near |= there
                waiting += further - there
        return sorted(near)

    def _candidate(self, code: str, score: int = 100) -> Candidate:
        return Candidate(code, self.by_code[code].name, score)

    def _alike(self, text: str) -> Match:
        key = names.fold(text)
        found = process.extract(key, self._uses.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=8)
        scores: dict[str, int] = {}
        for name, score, _ in found:
            for use in self._uses[name]:
                scores[use.code] = max(scores.get(use.code, 0), round(score))
        candidates = tuple(
            self._candidate(code, score)
            for code, score in sorted(scores.items(), key=lambda item: -item[1])[:5]
        )
        if not candidates:
            return Match(Status.UNKNOWN, message=f"No country is called “{text}”.")
        best = candidates[0]
        return Match(
            Status.ALIKE,
            candidates=candidates,
            message=f"No country is called “{text}”; most alike is {best.label} ({best.key}, {best.score} of "
            "100).",
        )


def adjectives() -> Iterator[tuple[str, str]]:
    """The adjectives of countries, with their codes: French, Saudi, Soviet."""
    for row in rows_of("adjectives"):
        for word in row["words"].split("|"):
            yield row["country" if "country" in row else "code"], word


def _day(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def _is_abbreviation(text: str) -> bool:
    """Whether a short word in capitals is one that no language of the site has for a country: RUSI, Rusi."""
    return len(text) <= 4 and text.isascii() and text.isupper()


@lru_cache(maxsize=20_000)
def _keys_of(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((words, names.fold(words)) for words in _readings(text))


def _readings(text: str) -> Iterator[str]:
    """The words of a cell, turned round, and without what stands in brackets behind them."""
    text = text.strip().strip("*†‡").strip()
    yield text
    turned = _TURNED.fullmatch(text)
    if turned:
        yield f"{turned[2]} {turned[1]}"
        yield f"{turned[2]} the {turned[1]}"
    without_article = re.sub(r"^the ", "", text, flags=re.IGNORECASE)
    if without_article != text:
        yield without_article
    brackets = _BRACKETS.search(text)
    if brackets:
        yield from _readings(text[: brackets.start()])
