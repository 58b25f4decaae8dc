"""Who can take part: countries in their lifetime, organisations, and whoever held their offices on a day."""

import datetime
import random
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass

from django.conf import settings

from meetings import names
from meetings.management.generation.chance import Weighted, Zipf
from meetings.management.generation.dating import LAST
from meetings.management.generation.shaping import last_key
from meetings.management.generation.stage import Stage, prefetched
from meetings.management.generation.wording import Wording
from meetings.management.generation.writing import insert
from meetings.models import Appointment, Country, Office, Organisation, OtherName, Person
from meetings.vocabulary import NameKind, OfficeKind, OrganisationKind

#: The countries that come up most, after the archive's own; all others follow.
_BUSY = (
    "us", "ru", "suhh", "tr", "fr", "de", "gb", "cn", "it", "ua", "yucs", "pl", "ge", "ir", "jp", "kz",
    "cshh", "es", "se", "ro", "in", "eg", "ddde", "hu", "at", "ch", "gr", "br", "be", "nl", "sa", "pk", "il",
)  # fmt: skip
_KINDS = Weighted(
    {
        OfficeKind.FOREIGN_MINISTER: 62,
        OfficeKind.HEAD_OF_STATE: 12,
        OfficeKind.HEAD_OF_GOVERNMENT: 12,
        OfficeKind.DEPUTY_MINISTER: 6,
        OfficeKind.OFFICIAL: 4,
        OfficeKind.LEGISLATOR: 4,
    }
)
#: How many days somebody is in an office.
_SHORTEST, _LONGEST = 200, 2600


@dataclass(frozen=True)
class Holder:
    """A person in an office."""

    person: Person
    appointment: Appointment
    office: Office


class Cast:
    """Countries, organisations and the holders of their offices; people appear when they are first needed.

    ``breadth`` is how many countries and organisations come up at all. Who held an office follows from the
    seed and the office alone, keys included, so that it is the same whoever asks first.
    """

    def __init__(
        self, chance: random.Random, wording: Wording, stage: Stage, first_year: int, breadth: int
    ) -> None:
        self._chance, self._wording = chance, wording
        self._seed, self._begin = chance.getrandbits(64), datetime.date(first_year - 1, 7, 1)
        self._countries = Zipf(_by_traffic(stage.countries)[:breadth])
        parties = [row for row in stage.organisations if row.classification != OrganisationKind.MEDIA]
        self._organisations = Zipf(parties[:breadth])
        self._offices: dict[tuple[str, int], list[Office]] = defaultdict(list)
        for office in stage.offices:
            owner = ("country", office.country_id) if office.country_id else ("body", office.organisation_id)
            self._offices[owner].append(office)
        self._places = {office.pk: place for place, office in enumerate(stage.offices)}
        self._keys = {model: last_key(model) for model in (Person, Appointment)}
        self._slugs = set(Person.objects.values_list("slug", flat=True))
        self._series: dict[int, tuple[list[datetime.date], list[Holder]]] = {}
        self._used: set[int] = set()

    def country(self, day: datetime.date, but: set[int] = frozenset()) -> Country:
        """A country that existed on a day, other than some."""
        while True:
            found = self._countries.pick(self._chance)
            if found.pk not in but and found.existed_within(day, day):
                return found

    def organisation(self) -> Organisation:
        """A party that is no state."""
        return self._organisations.pick(self._chance)

    def holder_for_country(self, country: Country, day: datetime.date) -> Holder | None:
        """Somebody in an office of a country on a day; ``None`` where it has none."""
        offices = self._offices["country", country.pk]
        wanted = _KINDS.pick(self._chance)
        fit = [office for office in offices if office.kind == wanted] or offices
        return self._holder(self._chance.choice(fit), day) if fit else None

    def holder_for_body(self, organisation: Organisation, day: datetime.date) -> Holder | None:
        """Somebody in an office of an organisation on a day; ``None`` where it has none."""
        offices = self._offices["body", organisation.pk]
        return self._holder(self._chance.choice(offices), day) if offices else None

    def _holder(self, office: Office, day: datetime.date) -> Holder:
        if office.pk not in self._series:
            self._series[office.pk] = self._succession(office)
        self._used.add(office.pk)
        begins, holders = self._series[office.pk]
        return holders[max(0, bisect_right(begins, day) - 1)]

    def _succession(self, office: Office) -> tuple[list[datetime.date], list[Holder]]:
        """Everybody who held an office from the first year on, one after the other."""
        place = self._places[office.pk]
        chance = random.Random(f"{self._seed} office {place}")  # noqa: S311 - repeatable on purpose
        begins, holders = [], []
        begin, most = self._begin, (LAST - self._begin).days // _SHORTEST + 1
        while begin <= LAST:
            number = place * most + len(begins) + 1
            end = begin + datetime.timedelta(days=chance.randint(_SHORTEST, _LONGEST))
            begins.append(begin)
            holders.append(self._person_in(office, number, begin, end if end <= LAST else None, chance))
            begin = end
        return begins, holders

    def _person_in(
        self,
        office: Office,
        number: int,
        begin: datetime.date,
        end: datetime.date | None,
        chance: random.Random,
    ) -> Holder:
        given, family = self._wording.name(chance)
        person = Person(
            pk=self._keys[Person] + number,
            name=f"{given} {family}",
            given_name=given,
            family_name=family,
        )
        person.slug = self._slug(person)
        if chance.random() < 0.3:
            begin = begin.replace(day=1)
        appointment = Appointment(
            pk=self._keys[Appointment] + number,
            person=person,
            office=office,
            start=begin.isoformat() if chance.random() < 0.7 else f"{begin:%Y-%m}",
            end="" if end is None else end.isoformat(),
            acting=chance.random() < 0.03,
        )
        person.normalise()
        appointment.normalise()
        prefetched(person, other_names=[_other_name(person)] if chance.random() < 0.3 else [])
        return Holder(person, appointment, office)

    def _slug(self, person: Person) -> str:
        """The name with the key: free, and the same whoever appeared before."""
        slug = names.slug(f"{person.name} {person.pk}")
        while slug in self._slugs:
            slug += "-2"
        return slug

    def begin(self) -> None:
        """Forget who was needed so far."""
        self._used = set()

    def write(self, written: set[int]) -> set[int]:
        """Write the holders of the offices needed since the beginning, but for those of offices ``written``.

        Returns the offices of those that it wrote; in a transaction.
        """
        fresh = sorted(self._used - written)
        holders = [holder for office in fresh for holder in self._series[office][1]]
        insert([holder.person for holder in holders])
        insert([holder.appointment for holder in holders])
        insert([other for holder in holders for other in holder.person.other_names.all()])
        return set(fresh)


def _other_name(person: Person) -> OtherName:
    other = OtherName(
        person=person,
        name=f"{person.family_name} {person.given_name[0]}.",
        kind=NameKind.ALTERNATIVE.value,
    )
    other.normalise()
    return other


def _by_traffic(countries: list[Country]) -> list[Country]:
    """All countries, those that come up most first."""
    order = {code: place for place, code in enumerate((settings.ARCHIVE_COUNTRY, *_BUSY))}
    return sorted(countries, key=lambda country: (order.get(country.code, 999), country.code))
