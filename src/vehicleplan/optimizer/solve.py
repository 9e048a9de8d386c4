"""The solver: a model in HiGHS, with what it takes to trust its answers and to have them soon.

The invariant: what is called optimal or infeasible has been proved without the presolve that has been wrong.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace

from vehicleplan.errors import CancelledError
from vehicleplan.frozen import dataclass
from vehicleplan.model.plan import Plan
from vehicleplan.optimizer import sets_first
from vehicleplan.optimizer.build import Build, Expression
from vehicleplan.optimizer.control import Control
from vehicleplan.optimizer.extract import held_decisions
from vehicleplan.optimizer.handover import OPTIONS
from vehicleplan.optimizer.run import Ending, Run
from vehicleplan.optimizer.settled import SettledModel
from vehicleplan.optimizer.totals import Asked, good_by_totals, held_values, least_by_totals, worst_tied

_SAME = 1e-9

_NODES_TO_TELL = 50

_NEAR = 1e-2
"""How far from the best plan of a likely set of vehicles the one may be that a search begins with, as a part of it."""


@dataclass(frozen=True)
class Expected:
    """What the best plan may be like, from plans of nearly the same scenario.

    Attributes:
        sets: Sets of vehicles that it may have.
        begun: A plan that is one of this scenario too, had sooner than the best of a set; a search begins with it.
    """

    sets: Sequence[Collection[str]] = ()
    begun: Plan | None = None


def _mip_gap(run: Run) -> float:
    return float(OPTIONS["mip_abs_gap"]) + _SAME * abs(run.objective)


class Solver(SettledModel):
    """A model in HiGHS whose answers can be relied on.

    HiGHS' presolve is quick, but its reductions for mixed problems have been wrong: on two of some sixty thousand
    random scenarios version 1.15.1 called a worse plan optimal, or a possible one infeasible, and was right without
    presolve (see ERGO-Code/HiGHS#3094, #3296 for others). So a run that proves does without it; runs whose
    answer only helps (a vehicle alone, a schedule) keep it.
    """

    def __init__(
        self,
        build: Build,
        control: Control,
        *,
        is_quick: bool = False,
        takes_sets_first: bool = False,
        is_rough: bool = False,
    ) -> None:
        """Hand the model over.

        Args:
            build: The model.
            control: How the runs may be stopped and watched.
            is_quick: Keeps presolve in all runs, for figures that need no proof.
            takes_sets_first: Branches on the set of vehicles before it runs HiGHS' own search: several times as fast
                where the set is what is hard, without the gap that HiGHS would tell on the way.
            is_rough: Leaves it at a good plan where the best one would take a search of all periods.
        """
        super().__init__(build, control)
        self._is_quick = is_quick
        self._takes_sets_first = takes_sets_first
        self._is_rough = is_rough
        self._likely: tuple[Mapping[int, float], ...] = ()
        self._begun: Mapping[int, float] | None = None
        self.unscheduled: set[frozenset[int]] = set()

    def expect(self, build: Build, expected: Expected) -> None:
        """Look there first: the best plan of given vehicles is found soon, and leaves little to look at."""
        begun = expected.begun
        self._begun = None if begun is None else held_decisions(build, begun.decisions)
        self._likely = tuple(
            {chosen.index: float(v in own) for v, chosen in build.chosen.items()} for own in expected.sets
        )

    def prove(self, objective: Expression, stage: str, *, start: Run | None = None, is_step: bool = False) -> Run:
        """The same as `minimize`, without the presolve that has been wrong: what it calls optimal or infeasible, is.

        For a step of a method that only needs it, a better plan with the start's vehicles may be enough.

        Raises:
            CancelledError: The user stopped the run before there was a solution.
        """
        if self._is_quick:
            return self.minimize(objective, stage, start=start)
        start = self._fitting(start)
        if start is None or self._are_far_apart:
            return self._proved(objective, stage, start)
        with self._narrowed(objective, start.value(objective), stage):
            run = self._proved(objective, stage, start, is_step=is_step)
        # The start is a solution, so that what has none is the arithmetic of the narrower bounds.
        return self._proved(objective, stage, None) if run.ending is Ending.INFEASIBLE else run

    def _proved(self, objective: Expression, stage: str, start: Run | None, *, is_step: bool = False) -> Run:
        if self._takes_sets_first:
            found = sets_first.least_by_sets(
                self, self._choices, sets_first.Asked(objective, math.inf, None, stage), start
            )
            if found is not None:
                return found
        if self._are_far_apart:
            return self._better_opinion(self.unreduced(objective, stage, start), objective, stage)
        if not self._times and start is None:
            return self.unreduced(objective, stage, start)
        with ExitStack() as left_out:
            branches = not self._takes_sets_first  # or that is what gave up
            asked = Asked(objective, stage, is_step=is_step, is_rough=self._is_rough, branches=branches)
            known = least_by_totals(self, asked, start, left_out)
            if known is None:
                return self.unreduced(objective, stage, start)
            if known.ending is not Ending.STOPPED or self._is_rough or self.is_over():
                return known
            return self._improved(known, objective, stage)

    def good(self, objective: Expression, stage: str) -> Run | None:
        """A good plan without a proof, where it is to be had much sooner than the best one; else None.

        Raises:
            CancelledError: The user stopped the search before there was a solution.
        """
        known = self.likely(objective, stage)
        if known is not None or not self._times or self._is_quick or self._takes_sets_first or self._are_far_apart:
            return known
        return good_by_totals(self, objective, stage)

    def likely(self, objective: Expression, stage: str) -> Run | None:
        """Nearly the best plan of the sets that are expected; None where they have none.

        Raises:
            CancelledError: The user stopped the search before there was a solution.
        """
        if self._are_far_apart:
            return None
        if self._begun is not None and self._allows(self._begun):
            with self.held(self._begun):
                run = self.minimize(objective, stage, most_nodes=_NODES_TO_TELL)
            if run.values is not None:
                return run
        best: Run | None = None
        for held in self._likely:
            run = self._nearly_best(held, objective, stage)
            if run.ending is Ending.INFEASIBLE:  # perhaps they are too many
                run = self._nearly_best({i: 0.0 for i, value in held.items() if not value}, objective, stage)
            if run.values is not None and (best is None or run.objective < best.objective):
                best = run
        return best

    def _nearly_best(self, held: Mapping[int, float], objective: Expression, stage: str) -> Run:
        with self.held(held):
            return self.roughly(objective, stage, _NEAR)

    def _improved(self, known: Run, objective: Expression, stage: str) -> Run:
        """The best solution, where one and a bound are known."""
        worst = worst_tied(known.objective)
        try:
            with self._narrowed(objective, worst, stage):
                run = self.within(objective, worst, stage)
        except CancelledError:
            return known
        if run.ending is Ending.INFEASIBLE:
            return replace(known, ending=Ending.OPTIMAL, bound=known.objective, is_only=True)
        if run.values is None or run.objective > known.objective:
            run = replace(known, ending=run.ending, bound=run.bound)
        return replace(run, bound=min(run.objective, max(run.bound, known.bound)))

    def _better_opinion(self, run: Run, objective: Expression, stage: str) -> Run:
        """The better of two runs, where figures lie so far apart that a run alone has been wrong.

        Each is recomputed and verified as any plan is; what one of them has found, there is.
        """
        try:
            other = self.minimize(objective, stage)
        except CancelledError:
            return run if run.values is None else replace(run, ending=Ending.STOPPED)
        is_better = other.values is not None and (run.values is None or other.objective < run.objective - _mip_gap(run))
        return other if is_better else run

    def decide(self, objective: Expression, worst: float, stage: str, *, good: float = math.inf) -> Run:
        """A solution with an objective of at most `worst`, or infeasible as the proof that there is none.

        It is not the best one: the run ends once it is `good` and half of what could still be gained is gained.

        Raises:
            CancelledError: The user stopped the run before there was a solution.
        """
        good = min(good, worst)
        if self._takes_sets_first:
            found = sets_first.least_by_sets(self, self._choices, sets_first.Asked(objective, worst, good, stage))
            if found is not None:
                return found
        return self.within(objective, worst, stage, good=good)

    def has_no_other_set(self, objective: Expression, worst: float, run: Run, stage: str) -> bool:
        """Whether only the vehicles of a run have an objective of at most `worst`; false where that takes long to tell.

        Raises:
            CancelledError: The user stopped the run.
        """
        if self._is_quick or self._are_far_apart:
            return False
        vehicles = held_values(self._choices, run)
        with self.without(vehicles), self.with_times_open():
            run = self.within(objective, worst, stage, most_nodes=_NODES_TO_TELL)
        return run.ending is Ending.INFEASIBLE

    def _fitting(self, start: Run | None) -> Run | None:
        """The start where it has a value for each variable."""
        return start if start is not None and start.values and len(start.values) == self._columns else None

    def prefer(self, objective: Expression, stage: str, *, start: Run | None = None) -> Run:
        """The same as `prove`, for a choice between plans of equal worth; a quick solver comes within 0.1 % of it.

        Raises:
            CancelledError: The user stopped the run before there was a solution.
        """
        with self._option("mip_rel_gap", 1e-3 if self._is_quick else 0.0, usual=0.0):
            return self.prove(objective, stage, start=start)
