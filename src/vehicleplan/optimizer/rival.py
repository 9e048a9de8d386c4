"""What a plan with a certain vehicle must be as good as, and the ways of being as good."""

from __future__ import annotations

import math

from vehicleplan.frozen import dataclass
from vehicleplan.model.goal import Mode
from vehicleplan.optimizer.build import Build, Expression, total
from vehicleplan.optimizer.run import Run
from vehicleplan.optimizer.search import HELD

EQUAL = 1e-9
"""Relative difference in what is looked for below which a plan is as good as the given one."""

_LESS = 2e-6
"""A sum of relative shortfalls that is less by this is truly less."""


_SOME = 1e-4
"""Results that are more than none."""


@dataclass(frozen=True)
class Rival:
    """What a plan with the vehicle must be as good as.

    Attributes:
        shortfall: The sum of what is missing of the amount and the targets, each as a part of what is asked.
        value: Cost per result, cost, or results with a minus, by the mode; infinite where there is no cost per result.
        size: The cost (most results: the results) of that plan, so that differences can be relative.
        must_be_beaten: By which part of its size it must be beaten; 0 where as good is enough.
    """

    shortfall: float
    value: float
    size: float
    must_be_beaten: float = 0.0


@dataclass(frozen=True)
class Answer:
    """The answer for a range of factors.

    Attributes:
        is_out: Whether no plan with the vehicle is as good at any factor of the range.
        factor: The factor nearest to the range's beginning at which the plan that was found is as good; None where
            `is_out`, or where that plan is as good at none of them.
        run: That plan.
    """

    is_out: bool
    factor: float | None = None
    run: Run | None = None


@dataclass(frozen=True)
class AtMost:
    """An expression and the most that it may be."""

    expression: Expression
    most: float


Way = tuple[AtMost, ...]
"""What holds where a plan is as good in one way."""


@dataclass(frozen=True)
class Range:
    """All factors from one to another."""

    near: float
    far: float


def looked_for(build: Build, rival: Rival) -> Expression:
    """What is to be little, by the mode; beside a rival without results, any results are good."""
    mode = build.resolved.scenario.goal.chosen_mode
    if mode is Mode.MOST_RESULTS or not math.isfinite(rival.value):
        return -1 * build.results()
    if mode is Mode.LEAST_COST:
        return build.cost()
    return build.cost() - rival.value * build.results()


def worst(build: Build, rival: Rival) -> float:
    """The most that what is looked for may be."""
    if not math.isfinite(rival.value):
        return -_SOME
    is_priced = build.resolved.scenario.goal.chosen_mode is Mode.LOWEST_COST_PER_RESULT
    return (0.0 if is_priced else rival.value) + (EQUAL - rival.must_be_beaten) * rival.size


def ways(build: Build, rival: Rival, objective: Expression) -> tuple[Way, ...]:
    """Where the rival misses nothing, its value; else less is missing, or as much and the value decides."""
    value = AtMost(objective, worst(build, rival))
    if rival.shortfall == 0:
        return ((value,),)
    missing = total(build.missing.values())
    closer = (AtMost(missing, rival.shortfall - _LESS),)
    as_close = (AtMost(missing, rival.shortfall + HELD), value)
    return closer, as_close
