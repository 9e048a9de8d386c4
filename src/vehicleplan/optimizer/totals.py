"""How often before when: a search that leaves open in which periods, then the schedule that has what it found.

Most of what a search of all periods does is to tell apart schedules of the same activities. So the periods may first
be divided as they like, while the vehicles and how often each is used are whole. What is found then is a bound on every
plan; a schedule in whole activities with as good a value is proven best. Nearly always there is one. Where there is
none, the schedule that there is begins the search of all periods.        (docs/model.md §10)
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from typing import Protocol

from vehicleplan.errors import CancelledError
from vehicleplan.optimizer.build import Expression
from vehicleplan.optimizer.run import Ending, Run

EQUAL, APART = 1e-9, 2e-7
"""Relative and absolute difference up to which a schedule is as good as the bound: the solver's own gap."""

_GOOD = 1e-2
"""How far from the best totals those of a good plan may be."""

_ROUGH = 1e-3
"""How far from the best plan of some vehicles the one may be that a search of all periods begins with."""

_MOST_NODES = 200
"""A schedule that takes more search than this is not looked for: the search of all periods is the better one."""

_SECONDS_TO_SCHEDULE = 0.25
"""What a search that was stopped takes to make a plan of the totals that it has found."""


class Model(Protocol):
    """What the search needs of a solver."""

    @property
    def choices(self) -> tuple[int, ...]:
        """The variables that say which vehicles are chosen, by index."""

    @property
    def totals(self) -> tuple[int, ...]:
        """The variables that say which vehicles are chosen and how often each is used, by index."""

    def with_times_open(self) -> AbstractContextManager[None]:
        """Let what happens in a period be a fraction for a while."""

    def held(self, values: Mapping[int, float]) -> AbstractContextManager[None]:
        """Hold variables, by index, at values for a while."""

    def in_any_case(self, seconds: float) -> AbstractContextManager[None]:
        """Run for so long, even if the user has stopped the run or its time is over."""

    def is_over(self) -> bool:
        """Whether the run was stopped or its time is over."""

    def roughly(self, objective: Expression, stage: str, room: float) -> Run:
        """A value that is no further from the least than a part of it."""

    def unreduced(
        self, objective: Expression, stage: str, start: Run | None, *, room: float = 0.0, most_nodes: int | None = None
    ) -> Run:
        """The least value, or one no further from it than a part of it, or what so many nodes give; no presolve."""

    def minimize(self, objective: Expression, stage: str, *, enough: float, most_nodes: int) -> Run:
        """The least value, or any that is enough, or what so many nodes give."""


def least_by_totals(model: Model, objective: Expression, stage: str, start: Run | None) -> Run | None:
    """The best plan or infeasible, each proven; a plan that was stopped with what is known of it; None for nothing.

    Args:
        model: The solver with its model.
        objective: What is to be little.
        stage: What is looked for, in words.
        start: A solution to be bettered.

    Raises:
        CancelledError: The user stopped the search before there was a solution.
    """
    with model.with_times_open():
        bound = model.unreduced(objective, stage, start)
    if bound.ending is Ending.INFEASIBLE:
        return bound
    if bound.values is None:
        return None
    plan = _scheduled(model, objective, stage, bound)
    if plan is None or plan.values is None:
        return start if start is None else replace(start, ending=Ending.STOPPED, bound=bound.bound)
    if bound.ending is Ending.OPTIMAL and plan.objective <= bound.objective + enough_room(bound.objective):
        return Run(Ending.OPTIMAL, plan.values, plan.objective, min(plan.objective, bound.objective))
    return Run(Ending.STOPPED, plan.values, plan.objective, min(plan.objective, bound.bound))


def good_by_totals(model: Model, objective: Expression, stage: str) -> tuple[Run | None, bool]:
    """A good plan, soon and without a proof: presolve is allowed, and a hundredth may be missing; None for nothing.

    Gives too whether a schedule has all that its totals promised.

    Raises:
        CancelledError: The user stopped the search before there was a solution.
    """
    with model.with_times_open():
        good = model.roughly(objective, stage, _GOOD)
    plan = None if good.values is None else _scheduled(model, objective, stage, good)
    if plan is None or plan.values is None:
        return None, False
    return plan, plan.objective <= good.objective + enough_room(good.objective)


def enough_room(value: float) -> float:
    """How far a value may be from another that counts as equal."""
    return APART + EQUAL * abs(value)


def _scheduled(model: Model, objective: Expression, stage: str, bound: Run) -> Run | None:
    """A plan with these totals, or else with these vehicles; None where there is none, or none was found."""
    if bound.values is None:
        return None
    enough = bound.objective + enough_room(bound.objective) / 2
    plan = None
    with model.held({i: round(bound.values[i]) for i in model.totals}), suppress(CancelledError):
        plan = model.minimize(objective, stage, enough=enough, most_nodes=_MOST_NODES)
    if plan is not None and plan.values is not None:
        return plan
    with model.held({i: round(bound.values[i]) for i in model.choices}), suppress(CancelledError):
        if not model.is_over():
            return model.unreduced(objective, stage, None, room=_ROUGH, most_nodes=_MOST_NODES)
        with model.in_any_case(_SECONDS_TO_SCHEDULE):
            return model.unreduced(objective, stage, None, room=_ROUGH, most_nodes=_MOST_NODES)
    return None
