"""Questions of every kind to an archive, drawn from what it holds, and the comparison of two answers."""

import datetime
import random

from meetings.models import CardText, CardValue
from meetings.search import Criteria, index, postings, read_query
from meetings.vocabulary import Facet, Sort, number_of


class Questions:
    """Draws criteria from the values, days and words of the archive as it is now."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.values = {
            facet: list(
                CardValue.objects.filter(facet=number_of(facet))
                .order_by("value")
                .values_list("value", flat=True)
            )
            for facet in Facet
        }
        self.texts = [
            words.split() for words in CardText.objects.order_by("pk").values_list("words", flat=True)
        ]

    def draw(self) -> Criteria:
        """One question: up to three facets, perhaps a further value of one, days, words."""
        chance = self.chance
        facets = chance.sample(list(Facet), chance.randint(0, 3))
        start, end = sorted(self._day() for _ in range(2))
        dated = chance.random() < 0.4
        return Criteria.of(
            {facet: self._some_of(facet) for facet in facets},
            {facet: self._some_of(facet) for facet in facets[:1] if chance.random() < 0.4},
            text=read_query(self._words()) if chance.random() < 0.4 else None,
            start=start if dated and chance.random() < 0.8 else None,
            end=end if dated and chance.random() < 0.8 else None,
            certain=chance.random() < 0.3,
            sort=chance.choice(list(Sort)),
        )

    def _some_of(self, facet: Facet) -> set[int]:
        known = self.values[facet] or [1]
        return {*self.chance.choices([*known, 10**9], k=self.chance.randint(1, 3))}

    def _day(self) -> datetime.date:
        return datetime.date(1945, 1, 1) + datetime.timedelta(days=self.chance.randint(0, 30_000))

    def _words(self) -> str:
        words = self.chance.choice(self.texts or [["nothing"]])
        place = self.chance.randrange(len(words))
        word = words[place].strip("¦") or "nothing"
        following = (words[place + 1 : place + 2] or ["nothing"])[0].strip("¦")
        other = self.chance.choice(self.chance.choice(self.texts or [["nothing"]])).strip("¦") or "nothing"
        return self.chance.choice(
            [word, f"{word} {other}", f"{word} -{other}", f"-{word}", f'"{word} {following}"', f"{word[:3]}*"]
        )


def differences(criteria: Criteria, size: int = 7, *, over_time: bool = True) -> list[str]:
    """How the index answers a question otherwise than SQL does; nothing where both say the same.

    ``over_time`` compares figures over time and in pairs too, which are dear to ask of the database.

    Raises ``AssertionError`` where the index does not answer at all.
    """
    reading = index.reading()
    assert reading is not None
    found = []
    if reading.count(criteria) != postings.count(criteria):
        found.append(f"count of {criteria}")
    ours, theirs = reading.counts(criteria, Facet), postings.counts(criteria, Facet)
    found += [
        f"counts of {facet} for {criteria}"
        for facet in Facet
        if list(ours[facet].items()) != list(theirs[facet].items())
    ]
    if over_time:
        found += _differences_over_time(criteria, reading, theirs)
    after: str | None = ""
    for _ in range(4):
        page = reading.find(criteria, after=after, size=size)
        if page != postings.find(criteria, after=after, size=size):
            found.append(f"page after {after!r} of {criteria}")
        if page.following is None:
            break
        after = page.following
    return found


def _differences_over_time(criteria: Criteria, reading, counted: dict) -> list[str]:
    found = []
    if reading.timeline(criteria) != postings.timeline(criteria):
        found.append(f"timeline of {criteria}")
    chosen = {facet: [*list(counted[facet])[:4], 10**9] for facet in Facet}
    for facet in (Facet.TOPIC, Facet.COUNTRY):
        asked = (criteria, facet, chosen[facet])
        if reading.timelines(*asked) != postings.timelines(*asked):
            found.append(f"timelines of {facet} for {criteria}")
    for first, second in ((Facet.COUNTRY, Facet.COUNTRY), (Facet.MINISTER, Facet.COUNTRY)):
        asked = (criteria, (first, chosen[first]), (second, chosen[second]))
        if list(reading.together(*asked).items()) != list(postings.together(*asked).items()):
            found.append(f"pairs of {first} and {second} for {criteria}")
    return found
