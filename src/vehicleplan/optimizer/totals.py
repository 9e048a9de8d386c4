"""How often before when: a search that leaves open in which periods, then the schedule that has what it found.

Most of what a search of all periods does is to tell apart schedules of the same activities. So the periods may first
be divided as they like, while the vehicles and how often each is used are whole. What is found then is a promise that
no plan betters; a schedule in whole activities that keeps it is proven best. Nearly always there is one. Where there is
none, the best plan of these vehicles is found, and all others are ruled out by relaxations, or asked the same, until
none promise more than there is. A plan to begin with is taken so too: then only the others are left.
(docs/model.md §10)
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from contextlib import AbstractContextManager, ExitStack, nullcontext, suppress
from dataclasses import replace
from typing import Protocol

from vehicleplan.errors import CancelledError
from vehicleplan.frozen import dataclass
from vehicleplan.optimizer import sets_first
from vehicleplan.optimizer.build import Expression
from vehicleplan.optimizer.run import Ending, Run

EQUAL, APART = 1e-9, 2e-7
"""Relative and absolute difference up to which a schedule is as good as the bound: the solver's own gap."""

_ARITHMETIC = 2e-6
"""A gain of less, where the largest coefficient is a thousand, may be what the solver's tolerances leave of nothing."""

TIED = 1e-8
"""Relative difference up to which two plans count as equal in what was looked for."""

_GOOD = 1e-2
"""How far from the best totals those of a good plan may be."""

_MOST_SETS = 2
"""Where more sets of vehicles than these promise what they do not have, a search of all periods is the better one."""

_MOST_CHOICES = 60
"""Of more vehicles than these the relaxations take longer than they save."""

_MOST_NODES = 200
"""A schedule that takes more search than this is not looked for: the search of all periods is the better one."""

_SECONDS_TO_SCHEDULE = 0.25
"""What a search that was stopped takes to make a plan of the totals that it has found."""


class Model(sets_first.Model, Protocol):
    """What the search needs of a solver, beside what branching on sets needs.

    Attributes:
        unscheduled: The variables, by index, of vehicles together that have promised more than they have.
    """

    unscheduled: set[frozenset[int]]

    @property
    def choices(self) -> tuple[int, ...]:
        """The variables that say which vehicles are chosen, by index."""

    @property
    def totals(self) -> tuple[int, ...]:
        """The variables that say which vehicles are chosen and how often each is used, by index."""

    def with_times_open(self) -> AbstractContextManager[None]:
        """Let what happens in a period be a fraction for a while."""

    def without(self, values: Mapping[int, float]) -> AbstractContextManager[None]:
        """Leave out, for a while, the solutions that have all of these yes-or-no variables, by index, at values."""

    def in_any_case(self, seconds: float) -> AbstractContextManager[None]:
        """Run for so long, even if the user has stopped the run or its time is over."""

    def roughly(self, objective: Expression, stage: str, room: float) -> Run:
        """A value that is no further from the least than a part of it."""

    def unreduced(self, objective: Expression, stage: str, start: None, *, most_nodes: int | None = None) -> Run:
        """The least value, or what so many nodes give; no presolve."""

    def within(
        self,
        objective: Expression,
        worst: float,
        stage: str,
        *,
        good: float | None = None,
        most_nodes: int | None = None,
    ) -> Run:
        """The least value of at most `worst`, or one that is good, or what so many nodes give; infeasible for none."""

    def minimize(self, objective: Expression, stage: str, *, enough: float, most_nodes: int) -> Run:
        """The least value, or any that is enough, or what so many nodes give."""


@dataclass(frozen=True)
class Asked:
    """What is looked for.

    Attributes:
        objective: What is to be little.
        stage: What is looked for, in words.
        is_step: Whether a better plan with the vehicles of the start is enough.
        is_rough: Whether a good plan is enough, where it takes more than one set of vehicles to know the best.
        branches: Whether branching on the set of vehicles may settle it.
    """

    objective: Expression
    stage: str
    is_step: bool = False
    is_rough: bool = False
    branches: bool = True


def least_by_totals(model: Model, asked: Asked, start: Run | None, left_out: ExitStack) -> Run | None:
    """The best plan or infeasible, each proven; a plan that was stopped with what is known of it; None for nothing.

    Args:
        model: The solver with its model.
        asked: What is looked for.
        start: A solution to be bettered.
        left_out: Holds the rows that leave out the sets of vehicles that have nothing better than the plan that is
            given: what is looked for further need not look at them.

    Raises:
        CancelledError: The user stopped the search before there was a solution.
    """
    return _Search(model, asked, left_out).outcome(start)


def good_by_totals(model: Model, objective: Expression, stage: str) -> Run | None:
    """A good plan, soon and without a proof: presolve is allowed, and a hundredth may be missing; None for nothing.

    Raises:
        CancelledError: The user stopped the search before there was a solution.
    """
    with model.with_times_open():
        good = model.roughly(objective, stage, _GOOD)
    return None if good.values is None else _some_plan(model, objective, stage, good)


def enough_room(value: float) -> float:
    """How far a value may be from another that counts as equal."""
    return APART + EQUAL * abs(value)


def _least_gain(value: float) -> float:
    """What must be gained on a known value for another to be better."""
    return _ARITHMETIC + EQUAL * abs(value) / 2


def _is_better(run: Run, best: Run) -> bool:
    return run.objective < best.objective - _least_gain(best.objective)


def _proven(best: Run, *, is_only: bool = False) -> Run:
    return replace(best, ending=Ending.OPTIMAL, bound=best.objective, is_only=is_only)


def worst_tied(value: float) -> float:
    """The most that counts as equal to a value in what was looked for."""
    return value + TIED * max(1.0, abs(value))


class _Search:
    """The best plan so far, and the sets of vehicles whose best plan is known: they are left out of what follows."""

    def __init__(self, model: Model, asked: Asked, left_out: ExitStack) -> None:
        self._model, self._asked = model, asked
        self._objective, self._stage = asked.objective, asked.stage
        self._left_out = left_out
        self._best: Run | None = None
        self._branches = asked.branches and not asked.is_rough and len(model.choices) <= _MOST_CHOICES

    def outcome(self, start: Run | None) -> Run | None:
        """What `least_by_totals` gives."""
        told = None if start is None else self._from_start(start)
        return told or self._by_promises()

    def _from_start(self, start: Run) -> Run | None:
        """What the start's vehicles and branching on the others give; None where more is to be looked at."""
        known = replace(start, objective=start.value(self._objective))
        best = self._begin(known)
        if self._asked.is_step and _is_better(best, known):
            return replace(best, ending=Ending.BETTER, bound=-math.inf)
        return self._among_others()

    def _by_promises(self) -> Run | None:
        """What the best promises of the vehicles that are left come to."""
        bound = -math.inf
        for _ in range(_MOST_SETS):
            try:
                promised = self._promised()
            except CancelledError:
                if self._best is None:
                    raise
                break
            if promised.ending is Ending.INFEASIBLE:
                return promised if self._best is None else _proven(self._best, is_only=True)
            bound = promised.bound
            if promised.values is None:
                break
            if self._best is not None and promised.ending is Ending.OPTIMAL and not _is_better(promised, self._best):
                return _proven(self._best)
            vehicles = held_values(self._model.choices, promised)
            kept = self._kept(promised)
            if kept is not None:
                return replace(kept, ending=promised.ending, bound=min(kept.objective, bound))
            if not self._settles(vehicles) or promised.ending is Ending.STOPPED or self._asked.is_rough:
                break
            if told := self._among_others():
                return told
        return self._stopped(bound)

    def _begin(self, start: Run) -> Run:
        """Find the best plan of the start's vehicles, and leave them out from now on."""
        self._best = start
        vehicles = held_values(self._model.choices, start)
        with suppress(CancelledError):
            if _together(vehicles) not in self._model.unscheduled:
                with self._model.held(vehicles):
                    with self._model.with_times_open():
                        promised = self._better()
                    is_kept = promised.values is not None and self._kept(promised) is not None
                if promised.ending is Ending.INFEASIBLE or (is_kept and promised.ending is Ending.OPTIMAL):
                    self._leave_out(vehicles)
                    return self._best
            self._settles(vehicles)
        return self._best

    def _promised(self) -> Run:
        """The best of the vehicles that are left, with the periods divided as they like.

        Infeasible where none are as good as the best so far.
        """
        with self._model.with_times_open():
            if self._best is None:
                return self._model.unreduced(self._objective, self._stage, None)
            return self._model.within(self._objective, worst_tied(self._best.objective), self._stage)

    def _among_others(self) -> Run | None:
        """The best of all, by branching on the sets that are left; None where that takes too long, or was tried."""
        if self._best is None or not self._branches:
            return None
        self._branches = False
        asked = sets_first.Asked(self._objective, worst_tied(self._best.objective), None, self._stage)
        found: Run | None = None
        with suppress(CancelledError):
            found = sets_first.least_by_sets(self._model, self._model.choices, asked, most=sets_first.FEW)
        if found is None:
            return None
        if found.ending is Ending.INFEASIBLE:
            return _proven(self._best, is_only=True)
        return _proven(found if _is_better(found, self._best) else self._best)

    def _kept(self, promised: Run) -> Run | None:
        """The plan that is as good as promised; None where there is none, or none was found."""
        plan = _with_totals(self._model, self._objective, self._stage, promised)
        self._keep(plan)
        is_kept = plan is not None and plan.objective <= promised.objective + enough_room(promised.objective)
        return plan if is_kept else None

    def _settles(self, vehicles: Mapping[int, float]) -> bool:
        """Find the best plan of some vehicles and leave them out from now on; false where it is not found."""
        try:
            with self._model.held(vehicles), _a_moment(self._model):
                own = self._better(most_nodes=_MOST_NODES)
        except CancelledError:
            return False
        self._keep(own)
        self._model.unscheduled.add(_together(vehicles))
        is_known = own.ending in (Ending.OPTIMAL, Ending.INFEASIBLE)
        if is_known:
            self._leave_out(vehicles)
        return is_known

    def _better(self, *, most_nodes: int | None = None) -> Run:
        """What is better than the best so far; infeasible where nothing is."""
        if self._best is None:
            return self._model.unreduced(self._objective, self._stage, None, most_nodes=most_nodes)
        worst = self._best.objective - _least_gain(self._best.objective)
        return self._model.within(self._objective, worst, self._stage, most_nodes=most_nodes)

    def _leave_out(self, vehicles: Mapping[int, float]) -> None:
        self._left_out.enter_context(self._model.without(vehicles))

    def _keep(self, plan: Run | None) -> None:
        if plan is not None and plan.values is not None:
            self._best = plan if self._best is None or plan.objective < self._best.objective else self._best

    def _stopped(self, bound: float) -> Run | None:
        best = self._best
        return None if best is None else replace(best, ending=Ending.STOPPED, bound=min(best.objective, bound))


def _some_plan(model: Model, objective: Expression, stage: str, promised: Run) -> Run | None:
    """A plan that is as good as promised, or else a plan with these vehicles; None where none was found."""
    plan = _with_totals(model, objective, stage, promised)
    if plan is not None:
        return plan
    with suppress(CancelledError), model.held(held_values(model.choices, promised)), _a_moment(model):
        own = model.unreduced(objective, stage, None, most_nodes=_MOST_NODES)
        return None if own.values is None else own
    return None


def _with_totals(model: Model, objective: Expression, stage: str, promised: Run) -> Run | None:
    """A plan with these totals; None where there is none, or none was found."""
    enough = promised.objective + enough_room(promised.objective) / 2
    with model.held(held_values(model.totals, promised)), suppress(CancelledError):
        plan = model.minimize(objective, stage, enough=enough, most_nodes=_MOST_NODES)
        return None if plan.values is None else plan
    return None


def _a_moment(model: Model) -> AbstractContextManager[None]:
    """Where the run is over already, a little longer: what it has found is not lost for want of a moment."""
    return model.in_any_case(_SECONDS_TO_SCHEDULE) if model.is_over() else nullcontext()


def _together(vehicles: Mapping[int, float]) -> frozenset[int]:
    return frozenset(i for i, value in vehicles.items() if value)


def held_values(variables: tuple[int, ...], run: Run) -> dict[int, float]:
    """The whole numbers that a run has of some variables, by index: none where it has no solution."""
    return {i: float(round(run.values[i])) for i in variables} if run.values else {}
