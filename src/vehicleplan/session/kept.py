"""Answers that are worth keeping: the ones used last, of a number that memory can hold. Safe between threads."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """Values by number; where there are too many, the one that nobody has asked for longest goes."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[int, T] = OrderedDict()
        self._lock = Lock()

    def get(self, number: int) -> T | None:
        """The value of a number, or None where there is none."""
        with self._lock:
            if number in self._values:
                self._values.move_to_end(number)
            return self._values.get(number)

    def keep(self, number: int, value: T) -> T:
        """Keep a value, and give it."""
        with self._lock:
            self._values[number] = value
            self._values.move_to_end(number)
            while len(self._values) > self._most:
                self._values.popitem(last=False)
        return value
