"""Which office a printed role means: the one of its country that is called so, however the title is put.

Roles are compared as ``names.titles`` compares titles, without the words that say whose office it is. A
foreign minister and a prime minister are also known where the office is called otherwise, as a country has
one of each. What fits several offices of a country, or none, means none.
"""

from dataclasses import dataclass, field
from functools import lru_cache

from meetings.models import Country, Office, OtherName
from meetings.names.titles import words_of_party, words_of_title
from meetings.vocabulary import OfficeKind

from .matches import Match, Status

_Key = tuple[str, ...]


def _key(title: str, party: frozenset[str] = frozenset()) -> _Key:
    return tuple(sorted(words_of_title(title, party)))


_ONE_OF_EACH = {
    _key("Foreign Minister"): OfficeKind.FOREIGN_MINISTER,
    _key("Prime Minister"): OfficeKind.HEAD_OF_GOVERNMENT,
}


@dataclass
class _Owned:
    """The offices of a country: their titles by primary key, and the keys by what the offices are called."""

    party: frozenset[str]
    titles: dict[int, str] = field(default_factory=dict)
    called: dict[_Key, set[int]] = field(default_factory=dict)
    of_kind: dict[str, set[int]] = field(default_factory=dict)

    def meant(self, role: str) -> set[int]:
        key = _key(role, self.party)
        return self.called.get(key) or self.of_kind.get(_ONE_OF_EACH.get(key, ""), set())


class Offices:
    """Answers which office a role means. The offices of a country are read when it comes up."""

    def __init__(self) -> None:
        self._of_country = lru_cache(maxsize=300)(_owned_by)

    def meant(self, role: str, country: str) -> Match | None:
        """The office of a country, given by its code, that a role means; ``None`` where that is not sure."""
        if not role or not country:
            return None
        owned = self._of_country(country)
        found = owned.meant(role)
        if len(found) != 1:
            return None
        (pk,) = found
        return Match(Status.EXACT, str(pk), owned.titles[pk])


def _owned_by(code: str) -> _Owned:
    spelt = Country.objects.filter(code=code).values_list("name", "official_name")
    others = OtherName.objects.filter(country__code=code).values_list("name")
    found = _Owned(words_of_party(name for called in [*spelt, *others] for name in called))
    offices = Office.objects.filter(country__code=code, merged_into__isnull=True)
    for pk, title, kind in offices.values_list("pk", "title", "kind"):
        found.titles[pk] = title
        found.of_kind.setdefault(kind, set()).add(pk)
    names = OtherName.objects.filter(office__in=found.titles).values_list("office", "name")
    for pk, name in [*found.titles.items(), *names]:
        found.called.setdefault(_key(name, found.party), set()).add(pk)
    return found
