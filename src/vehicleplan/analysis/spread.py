"""Many runs of the optimizer, one after another or several at once; stopped, they give what they have.

The solver works outside Python's lock, so threads use all cores. Each run is the same whoever works beside it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import replace
from threading import Lock
from typing import Generic, TypeVar

from vehicleplan.errors import CancelledError
from vehicleplan.frozen import dataclass
from vehicleplan.optimizer import Control, Progress

T = TypeVar("T")
A = TypeVar("A")


@dataclass(frozen=True)
class Spread(Generic[T]):
    """The answers of many runs.

    Attributes:
        answers: One for each item, in their order; None where the run was stopped or never begun.
        is_whole: Whether all runs came to their end.
    """

    answers: tuple[T | None, ...]
    is_whole: bool

    @property
    def found(self) -> tuple[T, ...]:
        """The answers that are there, in the order of items."""
        return tuple(answer for answer in self.answers if answer is not None)


def spread(
    work: Callable[[A, Control], T], items: Sequence[A], control: Control, *, stage: str, jobs: int = 1
) -> Spread[T]:
    """Do the same work for every item.

    Args:
        work: Gives the answer of one item; it must pass its control on to the optimizer. What it gives once the control
            is cancelled is thrown away, for its search may not have come to its end.
        items: What it is done for.
        control: Stops all of it, and is told how many items are done.
        stage: What is being done, in words: `looking at budgets`.
        jobs: How many items may be worked on at once.
    """
    return spread_in_rounds(work, (items,), control, stage=stage, jobs=jobs)


def spread_in_rounds(
    work: Callable[[A, Control], T], rounds: Sequence[Sequence[A]], control: Control, *, stage: str, jobs: int = 1
) -> Spread[T]:
    """The same for items of which the later rest on what the earlier gave: a round begins when the one before is done.

    Gives the answers in the order of rounds.
    """
    counter = _Counter(control, stage, sum(len(items) for items in rounds))
    own = replace(control, on_progress=lambda _: None)

    def one(item: A) -> T | None:
        if control.is_cancelled():
            return None
        try:
            answer = work(item, own)
        except CancelledError:
            return None
        if control.is_cancelled():
            return None
        counter.count()
        return answer

    if jobs <= 1 or all(len(items) <= 1 for items in rounds):
        answers = tuple(one(item) for items in rounds for item in items)
    else:
        with ThreadPoolExecutor(max_workers=jobs) as pool:
            context = copy_context()  # sentences that are made in a run have the style of figures of here
            answers = tuple(
                answer
                for items in rounds
                for answer in list(pool.map(lambda item: context.copy().run(one, item), items))
            )
    return Spread(answers, all(answer is not None for answer in answers))


class _Counter:
    """Tells how many items are done; safe between threads."""

    def __init__(self, control: Control, stage: str, items: int) -> None:
        self._control, self._stage, self._items = control, stage, items
        self._began, self._done, self._lock = time.monotonic(), 0, Lock()

    def count(self) -> None:
        """One more is done."""
        with self._lock:
            self._done += 1
            words = f"{self._stage}, {self._done} of {self._items}"
            self._control.on_progress(Progress(words, time.monotonic() - self._began, None))
