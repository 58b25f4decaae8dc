"""Offices entered twice: of one country or organisation, by all their titles and by what there is one of."""

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext as _

from meetings.models import Country, Office, Organisation, OtherName
from meetings.names.likeness import NOT_ALIKE
from meetings.names.titles import (
    likeness_of_titles,
    meeting_keys_of_titles,
    words_of_party,
    words_of_title,
)
from meetings.vocabulary import OfficeKind
from meetings.workflow.seeking.candidates import Candidate, pairs_of

#: A country has one of these at a time, whatever it is called.
_ONE_AT_A_TIME = (OfficeKind.FOREIGN_MINISTER, OfficeKind.HEAD_OF_GOVERNMENT)

Party = tuple[str, int]


def offices(kind: str) -> Iterator[Candidate]:
    """Offices of one country or organisation with titles alike, or of which there is one at a time."""
    rows = Office._base_manager.filter(merged_into=None)
    found = {
        pk: (("country", country) if country else ("organisation", organisation), of_kind, title)
        for pk, country, organisation, of_kind, title in rows.values_list(
            "pk", "country", "organisation", "kind", "title"
        )
    }
    named = _names_of_parties()
    spelt: dict[int, set[tuple[str, ...]]] = defaultdict(set)
    others = OtherName.objects.exclude(office=None).values_list("office", "name")
    for pk, title in [*((pk, row[2]) for pk, row in found.items()), *others]:
        if pk in found:
            spelt[pk].add(words_of_title(title, named[found[pk][0]]))
    keys = [(f"{party} {of_kind}", pk) for pk, (party, of_kind, _title) in found.items()]
    keys += [
        (f"{found[pk][0]} {key}", pk)
        for pk, titles in spelt.items()
        for words in titles
        for key in meeting_keys_of_titles(words)
    ]
    countries = frozenset(word for party, words in named.items() if party[0] == "country" for word in words)
    for first, second in pairs_of(keys):
        kinds = (found[first][1], found[second][1])
        yield _compared(kind, first, second, spelt, kinds, countries, found[first][0][0] == "country")


def _names_of_parties() -> dict[Party, frozenset[str]]:
    names: dict[Party, list[str]] = defaultdict(list)
    for pk, *called in Country.objects.values_list("pk", "name", "official_name"):
        names["country", pk] += called
    for pk, *called in Organisation.objects.values_list("pk", "name", "abbreviation"):
        names["organisation", pk] += called
    for party in ("country", "organisation"):
        for pk, name in OtherName.objects.exclude(**{party: None}).values_list(party, "name"):
            names[party, pk].append(name)
    return {party: words_of_party(called) for party, called in names.items()}


def _compared(kind, first, second, spelt, kinds, countries, of_country) -> Candidate:
    alike = (likeness_of_titles(one, other, countries) for one in spelt[first] for other in spelt[second])
    best = max(alike, key=lambda found: found.score, default=NOT_ALIKE)
    score, reasons = best.score, [best.why] if best.why else []
    if kinds[0] != kinds[1]:
        return Candidate(kind, first, second, score * 0.9, (*reasons, _("entered as two kinds of office")))
    if of_country and kinds[0] in _ONE_AT_A_TIME:
        reasons.append(_("a country has one such office"))
        score = max(score, 0.7)
    return Candidate(kind, first, second, score, tuple(reasons))
