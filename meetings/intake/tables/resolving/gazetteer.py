"""Countries, organisations, places and topics of the archive, read once for a whole table."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from django.db.models import QuerySet
from rapidfuzz import fuzz, process

from meetings import names
from meetings.intake.tables.sentences import Lexicon
from meetings.models import Organisation, OtherName, Place, Topic

from .countries import Countries, Days, adjectives, rows_of
from .matches import Candidate, Match, Status, decision_key

_ALIKE = 88
_ABBREVIATION = re.compile(r"\s*[(\[]([^()\[\]]{2,20})[)\]]\s*$")


@dataclass
class Entries:
    """The entries of one model by their folded names; an entry is told by its primary key."""

    what: str
    labels: dict[str, str] = field(default_factory=dict)
    _names: dict[str, set[str]] = field(default_factory=dict)

    def add(self, name: str, key: str) -> None:
        """Let ``name`` mean an entry."""
        folded = names.fold(name)
        if folded:
            self._names.setdefault(folded, set()).add(key)

    def phrases(self) -> Iterator[tuple[str, str]]:
        for name, keys in self._names.items():
            if len(keys) == 1:
                yield name, next(iter(keys))

    def match(self, text: str, decisions: Mapping[tuple[str, str], str]) -> Match:
        """What the words of a cell mean among these entries."""
        return self.named(text, decisions) or self._similar(text)

    def named(self, text: str, decisions: Mapping[tuple[str, str], str]) -> Match | None:
        """The same, but ``None`` where no entry is called so: nobody looks for names that are alike."""
        decided = decisions.get((self.what, decision_key(text)))
        if decided is not None and decided in self.labels:
            return Match(Status.DECIDED, decided, self.labels[decided])
        if decided == "new":
            return Match(Status.UNKNOWN, message=f"“{text}” becomes a new entry, as decided.")
        for words in (text, _ABBREVIATION.sub("", text)):
            keys = sorted(self._names.get(names.fold(words), ()))
            if len(keys) == 1:
                return Match(Status.EXACT, keys[0], self.labels[keys[0]])
            if keys:
                return Match(
                    Status.AMBIGUOUS,
                    candidates=tuple(Candidate(key, self.labels[key]) for key in keys),
                    message=f"Several entries are called “{words}”.",
                )
        return None

    def __post_init__(self) -> None:
        self._similar = lru_cache(maxsize=20_000)(self._alike)

    def _alike(self, text: str) -> Match:
        folded = names.fold(text)
        found = process.extract(folded, self._names.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=5)
        candidates = tuple(
            Candidate(key, self.labels[key], round(score))
            for name, score, _ in found
            for key in self._names[name]
        )
        if len(folded) > 5 and candidates:
            best = candidates[0]
            return Match(
                Status.ALIKE,
                candidates=candidates,
                message=f"“{text}” is not in the archive; most alike is {best.label} ({best.score} of 100).",
            )
        return Match(Status.UNKNOWN, message=f"“{text}” is not in the archive.")


@dataclass
class Gazetteer:
    """Everything that words are compared with, but people."""

    countries: Countries
    organisations: Entries
    places: Entries
    topics: Entries
    place_countries: dict[str, str]

    @classmethod
    def load(cls) -> "Gazetteer":
        """Read the entries: a fixed number of queries."""
        organisations = Entries("organisation")
        for pk, name, abbreviation in _known(Organisation).values_list("pk", "name", "abbreviation"):
            organisations.labels[str(pk)] = name
            organisations.add(name, str(pk))
            organisations.add(abbreviation, str(pk))
        _add_other_names(organisations, "organisation_id")
        slugs = dict(Organisation.objects.values_list("slug", "pk"))
        for row in rows_of("organisation_words"):
            for word in row["words"].split("|"):
                if row["organisation"] in slugs:
                    organisations.add(word, str(slugs[row["organisation"]]))
        places, place_countries = Entries("place"), {}
        for pk, name, country in _known(Place).values_list("pk", "name", "country__code"):
            places.labels[str(pk)] = name
            places.add(name, str(pk))
            place_countries[str(pk)] = country or ""
        _add_other_names(places, "place_id")
        topics = Entries("topic")
        for pk, name in Topic.objects.values_list("pk", "name"):
            topics.labels[str(pk)] = name
            topics.add(name, str(pk))
        _add_other_names(topics, "topic_id")
        return cls(Countries.load(), organisations, places, topics, place_countries)

    def lexicon(self) -> Lexicon:
        """The words that name countries and organisations inside sentences."""
        lexicon = Lexicon()
        for code, word in adjectives():
            if code in self.countries.by_code:
                lexicon.add_country(word, code, is_adjective=True)
        for name, code in self.countries.phrases():
            lexicon.add_country(name, code)
        for name, key in self.organisations.phrases():
            lexicon.add_organisation(name, key)
        return lexicon

    def place(self, text: str, country: str, decisions: Mapping[tuple[str, str], str]) -> Match:
        """The place that a cell names; one of another country than the row's is none."""
        match = self.places.match(text, decisions)
        if match.status is Status.EXACT and country and self.place_countries[match.key] not in ("", country):
            return Match(Status.UNKNOWN, message=f"“{text}” in that country is not in the archive.")
        return match

    def country(self, text: str, days: Days, decisions: Mapping[tuple[str, str], str]) -> Match:
        """The country that words mean on the days of a meeting."""
        return self.countries.match(text, days, decisions)


def _add_other_names(entries: Entries, owner: str) -> None:
    rows = OtherName.objects.filter(**{f"{owner}__isnull": False}).values_list("name", owner)
    for name, pk in rows:
        if str(pk) in entries.labels:
            entries.add(name, str(pk))


def _known(model: type[Organisation] | type[Place]) -> QuerySet:
    """The entries but those which an import made of words and nobody has confirmed."""
    return model.objects.exclude(imported__is_confirmed=False)
