"""What an index has answered already, within bounds."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar

Answer = TypeVar("Answer")


class Remembered:
    """Answers by question, the ones not asked for longest forgotten first; safe for several threads.

    ``most`` bounds the sum of the weights.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._weight = 0
        self._answers: OrderedDict[Hashable, tuple[object, int]] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._answers)

    def __contains__(self, question: Hashable) -> bool:
        return question in self._answers

    @property
    def weight(self) -> int:
        """The sum of the weights of what is remembered."""
        return self._weight

    def get(self, question: Hashable) -> object | None:
        """The remembered answer, or ``None``."""
        with self._lock:
            found = self._answers.get(question)
            if found is None:
                return None
            self._answers.move_to_end(question)
            return found[0]

    def put(self, question: Hashable, answer: object, weight: int = 1) -> None:
        """Remember an answer; one that is heavier than the bound is not kept."""
        with self._lock:
            if question in self._answers:
                self._weight -= self._answers.pop(question)[1]
            if weight > self._most:
                return
            self._answers[question] = (answer, weight)
            self._weight += weight
            while self._weight > self._most:
                self._weight -= self._answers.popitem(last=False)[1][1]

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._answers.clear()
            self._weight = 0

    def answer(
        self, question: Hashable, find: Callable[[], Answer], weigh: Callable[[Answer], int] | None = None
    ) -> Answer:
        """The remembered answer, or the one that ``find`` gives now."""
        found = self.get(question)
        if found is None:
            found = find()
            self.put(question, found, weigh(found) if weigh else 1)
        return found
