"""People of the archive by every spelling of their names, asked when a name comes up.

An entry that an import made of a name, and that nobody has confirmed, is not among them.

A full name that one person has goes through. A name that several have, or a surname alone, is decided by
who held an office of that country then; what stays open is proposed, never linked.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from rapidfuzz import fuzz, process

from meetings import names
from meetings.models import Appointment, OtherName, Person

from .countries import Days
from .matches import NEW, Candidate, Match, Status, asked_words, decision_key, name_decided

_ALIKE = 88
_MOST_COMPARED = 3_000
_STEM = 3
#: What an office of the country at the time adds to a surname alone, and offices of others alone take away.
_IN_OFFICE = 10


class People:
    """Answers whom a name means. The keys of all names are read once, offices where a name comes up."""

    def __init__(self) -> None:
        self._labels: dict[str, str] = {}
        self._by_key: dict[str, set[str]] = {}
        self._by_stem: dict[str, set[str]] = {}
        own = Person.objects.filter(merged_into__isnull=True).order_by().exclude(imported__is_confirmed=False)
        for pk, name, key in own.values_list("pk", "name", "match_key").iterator():
            self._labels[str(pk)] = name
            self._add(key, str(pk))
        others = OtherName.objects.filter(person__isnull=False, person__merged_into__isnull=True).order_by()
        for pk, key in others.values_list("person_id", "match_key").iterator():
            if str(pk) in self._labels:
                self._add(key, str(pk))
        self._similar = lru_cache(maxsize=20_000)(self._alike)
        self._holders = lru_cache(maxsize=20_000)(self._appointments)

    def _add(self, key: str, pk: str) -> None:
        self._by_key.setdefault(key, set()).add(pk)
        for word in key.split():
            self._by_stem.setdefault(word[:_STEM], set()).add(key)

    def match(self, name: str, country: str, days: Days, decisions: Mapping[tuple[str, str], str]) -> Match:
        """Whom ``name`` means among those who could act for a country then."""
        decided = _decided(name, country, decisions)
        if decided == NEW:
            return Match(Status.UNKNOWN, NEW, message=f"“{name}” becomes a new entry, as decided.")
        if decided is not None and decided in self._labels:
            return Match(Status.DECIDED, decided, self._labels[decided])
        key = names.match_key(name)
        if not key:
            return Match(Status.UNKNOWN)
        found = tuple((pk, self._labels[pk]) for pk in sorted(self._by_key.get(key, ())))
        if len(found) == 1 and " " in key and self._fits(found[0][0], country, days):
            return Match(Status.EXACT, found[0][0], found[0][1])
        if found:
            return self._by_office(name, found, country, days)
        similar = self._similar(key, name)
        return similar if " " in key or not country else self._of_surname(name, similar, country, days)

    @staticmethod
    def known_as(name: str, country: str, decisions: Mapping[tuple[str, str], str]) -> str:
        """The fuller name of whom ``name`` was decided to mean; "" where nobody decided so."""
        return name_decided(_decided(name, country, decisions) or "")

    def _fits(self, pk: str, country: str, days: Days) -> bool:
        """Whether a person may have acted for a country then: nothing known of them speaks against it."""
        held = self._holders(pk)
        return not country or not held or any(_country(one) in ("", country) for one in held)

    def _by_office(self, name: str, found: tuple[tuple[str, str], ...], country: str, days: Days) -> Match:
        holders = [
            (pk, label)
            for pk, label in found
            if country
            and any(_country(one) == country and one.is_told_of(*days) for one in self._holders(pk))
        ]
        if len(holders) == 1 and any(days):
            return Match(Status.EXACT, *holders[0])
        candidates = tuple(Candidate(pk, label) for pk, label in (holders or found)[:8])
        return Match(
            Status.AMBIGUOUS, candidates=candidates, message=f"Several people may be meant by “{name}”."
        )

    def _of_surname(self, name: str, similar: Match, country: str, days: Days) -> Match:
        """Those whom a surname alone may mean, first who held an office of that country then."""
        scores, then = {}, set()
        for candidate in similar.candidates:
            held = [one for one in self._holders(candidate.key) if _country(one) == country]
            if any(days) and any(one.is_told_of(*days) for one in held):
                then.add(candidate.key)
            fits = self._fits(candidate.key, country, days)
            worth = _IN_OFFICE if candidate.key in then else 0 if fits else -_IN_OFFICE
            scores[candidate] = min(candidate.score + worth, 99)
        if not scores:
            return similar
        ranked = sorted(scores, key=lambda candidate: -scores[candidate])
        candidates = tuple(replace(candidate, score=scores[candidate]) for candidate in ranked)
        best = candidates[0]
        why = ", who held an office of that country then" if best.key in then else ""
        return Match(
            Status.ALIKE,
            candidates=candidates,
            message=f"“{name}” is not in the archive; most alike is {best.label} ({best.score} of 100){why}.",
        )

    def _alike(self, key: str, name: str) -> Match:
        """People whose names hold all words of this one, or are spelt nearly so."""
        stems = {word[:_STEM] for word in key.split() if len(word) > 2}
        near = {other for stem in stems for other in self._by_stem.get(stem, ())}
        if not near:
            return Match(Status.UNKNOWN)
        turned = {other: " ".join(sorted(other.split())) for other in sorted(near)[:_MOST_COMPARED]}
        found = process.extract(
            names.unordered_key(name), turned, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=5
        )
        scores = {pk: round(score) for _, score, other in found for pk in self._by_key[other]}
        wanted = set(key.split())
        for other in turned:
            if len(scores) < 8 and wanted <= set(other.split()):
                scores |= {pk: 80 for pk in self._by_key[other] if pk not in scores}
        if not scores:
            return Match(Status.UNKNOWN)
        candidates = tuple(
            Candidate(pk, self._labels[pk], score)
            for pk, score in sorted(scores.items(), key=lambda s: (-s[1], s[0]))
        )
        best = candidates[0]
        return Match(
            Status.ALIKE,
            candidates=candidates,
            message=f"“{name}” is not in the archive; most alike is {best.label} ({best.score} of 100).",
        )

    def _appointments(self, pk: str) -> tuple[Appointment, ...]:
        return tuple(Appointment.objects.filter(person_id=pk).select_related("office__country"))


def _decided(name: str, country: str, decisions: Mapping[tuple[str, str], str]) -> str | None:
    own = decisions.get(("person", decision_key(asked_words(name, country))))
    return own if own is not None else decisions.get(("person", decision_key(name)))


def _country(held: Appointment) -> str:
    return held.office.country.code if held.office.country else ""
