"""Chance that can be repeated: everything follows from one seed."""

import random
from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class Zipf(Generic[Thing]):
    """Things of which the first comes up most: the weight of the n-th is ``(n + 1) ** -skew``."""

    def __init__(self, things: Sequence[Thing], skew: float = 1.0) -> None:
        self.things = things
        self._sums = list(accumulate((place + 2) ** -skew for place in range(len(things))))

    def pick(self, chance: random.Random) -> Thing:
        """One of the things."""
        return self.things[bisect(self._sums, chance.random() * self._sums[-1], hi=len(self.things) - 1)]

    def many(self, chance: random.Random, number: int) -> list[Thing]:
        """So many of the things, some of them perhaps again."""
        return chance.choices(self.things, cum_weights=self._sums, k=number)

    def some(self, chance: random.Random, number: int) -> list[Thing]:
        """Up to so many different things."""
        return list(dict.fromkeys(self.many(chance, number)))


class Weighted(Generic[Thing]):
    """Things with weights of their own."""

    def __init__(self, weights: dict[Thing, float]) -> None:
        self._things = list(weights)
        self._sums = list(accumulate(weights.values()))

    def pick(self, chance: random.Random) -> Thing:
        """One of the things."""
        return self._things[bisect(self._sums, chance.random() * self._sums[-1], hi=len(self._things) - 1)]
