"""Branch on the set of vehicles first: relaxations, which are quick, leave few sets to the solver's own search.

The invariant: nothing is given up that could be as good as asked. A set is dropped only where its relaxation has a
worse value than what is asked or already found, or no solution.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from heapq import heappop, heappush
from typing import Protocol

from vehicleplan.frozen import dataclass
from vehicleplan.optimizer.build import Expression
from vehicleplan.optimizer.run import Ending, Run

_MOST_RELAXATIONS = 600
"""Where so many do not settle it, the solver's own search is the better one."""

FEW = 150
"""The same where the solver's own search begins from as much."""

_WHOLE = 1e-6

_EQUAL = 1e-7
"""Values that differ by less are equal: the solver's own gap, for objectives of about a thousand."""


class Model(Protocol):
    """What the search needs of a solver."""

    def held(self, values: Mapping[int, float]) -> AbstractContextManager[None]:
        """Hold variables at values for a while."""

    def relax(self, objective: Expression, stage: str) -> Run:
        """The least value where whole numbers may be fractions."""

    def is_over(self) -> bool:
        """Whether the run was stopped or its time is over."""

    def within(self, objective: Expression, worst: float, stage: str, *, good: float | None) -> Run:
        """The least value, or any that is good, of at most `worst`; infeasible where there is none."""


@dataclass(frozen=True)
class Asked:
    """What is looked for.

    Attributes:
        objective: What is to be little.
        worst: The most that it may be.
        good: The search ends at the first solution with no more than this; None where it must be the least.
        stage: What is being looked for, in words.
    """

    objective: Expression
    worst: float
    good: float | None
    stage: str


_Held = Mapping[int, float]


@dataclass(frozen=True)
class _Node:
    """Sets that have some vehicles in common and lack some others.

    Attributes:
        held: By variable, 1 for in and 0 for out.
        branch: The vehicle that the relaxation is least decided about; None where it is decided about all.
    """

    held: _Held
    branch: int | None


def least_by_sets(
    model: Model, choices: Sequence[int], asked: Asked, start: Run | None = None, *, most: int | None = None
) -> Run | None:
    """The solution that is asked for, or infeasible as the proof that there is none; None where the search gave up.

    Args:
        model: The solver with its model.
        choices: The variables that say whether a vehicle is chosen, by index.
        asked: What is looked for.
        start: A solution to be bettered.
        most: After how many relaxations it gives up.

    Raises:
        CancelledError: The user stopped the search while the solver looked for a solution.
    """
    search = _Search(model, choices, asked, start)
    if not search.settles(_MOST_RELAXATIONS if most is None else most):
        return None
    if search.best is None:
        return Run(Ending.INFEASIBLE, None, math.inf, math.inf)
    value = search.best.value(asked.objective)
    return Run(Ending.OPTIMAL, search.best.values, value, value)


class _Search:
    """Sets that are still to be looked at, the best bound first, and the best solution so far."""

    def __init__(self, model: Model, choices: Sequence[int], asked: Asked, start: Run | None) -> None:
        self._model, self._choices, self._asked = model, choices, asked
        self._waiting: list[tuple[float, int, _Node]] = []
        self._looked_at = 0
        self._worst = asked.worst
        self.best = start
        if start is not None:
            self._worst = min(self._worst, start.value(asked.objective) - _EQUAL)

    def settles(self, most: int) -> bool:
        """Whether the search came to its end: with the best that is asked for, or with the proof that there is none."""
        if not self._opens({}):
            return False
        while self._waiting and self._waiting[0][0] <= self._worst:
            if self._looked_at > most or self._model.is_over():
                return False
            node = heappop(self._waiting)[2]
            if node.branch is None:
                if not self._solves(node):
                    return False
                if self._is_good_enough():
                    return True
            elif not all(self._opens({**node.held, node.branch: value}) for value in (1.0, 0.0)):
                return False
        return True

    def _is_good_enough(self) -> bool:
        good = self._asked.good
        return self.best is not None and good is not None and self.best.value(self._asked.objective) <= good

    def _opens(self, held: _Held) -> bool:
        """Put some sets on the list where their relaxation allows it; false where it says nothing."""
        self._looked_at += 1
        with self._model.held(held):
            run = self._model.relax(self._asked.objective, self._asked.stage)
        if run.ending is Ending.INFEASIBLE:
            return True
        if run.ending is not Ending.OPTIMAL or run.values is None:
            return False
        if run.objective <= self._worst:
            node = _Node(held, self._undecided(run.values, held))
            heappush(self._waiting, (run.objective, self._looked_at, node))
        return True

    def _undecided(self, values: Sequence[float], held: _Held) -> int | None:
        """The choice that is nearest to one half; None where all are made."""
        open_ = [i for i in self._choices if i not in held and _WHOLE < values[i] < 1 - _WHOLE]
        return min(open_, key=lambda i: abs(values[i] - 0.5), default=None)

    def _solves(self, node: _Node) -> bool:
        """Let the solver find the best of some sets; false where it comes to no end."""
        asked = self._asked
        with self._model.held(node.held):
            run = self._model.within(asked.objective, self._worst, asked.stage, good=asked.good)
        if run.ending is Ending.INFEASIBLE:
            return True
        if run.values is None or (run.ending is not Ending.OPTIMAL and asked.good is None):
            return False
        self.best, self._worst = run, min(self._worst, run.objective - _EQUAL)
        return True
