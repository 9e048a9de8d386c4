"""The solver: a model in HiGHS, with what it takes to trust its answers and to have them soon.

The invariant: what is called optimal or infeasible has been proved without the presolve that has been wrong.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import replace

from vehicleplan.errors import CancelledError
from vehicleplan.optimizer import sets_first
from vehicleplan.optimizer.build import Build, Expression
from vehicleplan.optimizer.control import Control
from vehicleplan.optimizer.highs import OPTIONS, HighsModel
from vehicleplan.optimizer.narrow import Bounds, narrowed
from vehicleplan.optimizer.run import Ending, Run
from vehicleplan.optimizer.totals import Asked, good_by_totals, held_values, least_by_totals, worst_tied

_COARSE, _FINEST = 1e-7, 1e-10
"""Feasibility tolerances for second opinions; HiGHS knows none below the finest."""

_SECONDS_TO_SETTLE = 0.25

_SAME = 1e-9

_NODES_TO_TELL = 50

_NEAR = 1e-2
"""How far from the best plan of a likely set of vehicles the one may be that a search begins with, as a part of it."""

_LEAK = 1e-6
"""Relative loss by making whole numbers whole beyond which the solution lived on tolerances and proves nothing."""


def _mip_gap(run: Run) -> float:
    return float(OPTIONS["mip_abs_gap"]) + _SAME * abs(run.objective)


class Solver(HighsModel):
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
        self.unscheduled: set[frozenset[int]] = set()

    def expect(self, build: Build, sets: Sequence[Collection[str]]) -> None:
        """Look among these sets of vehicles first, as plans of nearly the same scenario have them.

        The best plan of given vehicles is found soon, and leaves little to look at.
        """
        self._likely = tuple({chosen.index: float(v in own) for v, chosen in build.chosen.items()} for own in sets)

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
            asked = Asked(objective, stage, is_step=is_step, is_rough=self._is_rough)
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
        best: Run | None = None
        for held in () if self._are_far_apart else self._likely:
            with self.held(held):
                run = self.roughly(objective, stage, _NEAR)
            if run.values is not None and (best is None or run.objective < best.objective):
                best = run
        return best

    def unreduced(self, objective: Expression, stage: str, start: Run | None, *, most_nodes: int | None = None) -> Run:
        """The same as `minimize`, without presolve."""
        with self._option("presolve", "off", usual="choose"):
            return self.minimize(objective, stage, start=start, most_nodes=most_nodes)

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

    def within(
        self,
        objective: Expression,
        worst: float,
        stage: str,
        *,
        good: float | None = None,
        most_nodes: int | None = None,
    ) -> Run:
        """The least value of at most `worst`, or one that is good; infeasible as the proof that there is none.

        Stopped too after so many nodes.

        Raises:
            CancelledError: The user stopped the run before there was a solution.
        """
        constant = objective.constant
        objective = objective - constant if constant else objective
        self._enough = None if good is None else (worst - constant, good - constant)
        try:
            with (
                self._option("objective_bound", worst - constant, usual=math.inf),
                self._option("presolve", "off", usual="choose"),
                self._nodes(most_nodes),
            ):
                run = self._run(objective, stage, None, relaxed=False)
        finally:
            self._enough = None
        if run.ending is Ending.OPTIMAL and run.objective > worst - constant:
            # HiGHS gives what it met on the way, though everything above the bound was cut off.
            return Run(Ending.INFEASIBLE, None, math.inf, math.inf)
        run = self._settled(run, objective, stage)
        return replace(run, objective=run.objective + constant, bound=run.bound + constant)

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

    def roughly(
        self,
        objective: Expression,
        stage: str,
        room: float,
        *,
        start: Run | None = None,
        most_nodes: int | None = None,
    ) -> Run:
        """A value that is no further from the least than a part of it, or what so many nodes give.

        Raises:
            CancelledError: The user stopped the run before there was a solution.
        """
        with self._option("mip_rel_gap", room, usual=0.0):
            return self.minimize(objective, stage, start=start, most_nodes=most_nodes)

    def minimize(
        self,
        objective: Expression,
        stage: str,
        *,
        start: Run | None = None,
        enough: float = -math.inf,
        most_nodes: int | None = None,
    ) -> Run:
        """Find the least value of the objective, or any that is enough, or what so many nodes give.

        `start` is a solution to begin from.

        Raises:
            CancelledError: The user stopped the run before there was a solution.
        """
        with self._option("objective_target", enough, usual=-math.inf), self._nodes(most_nodes):
            run = self._run(objective, stage, start, relaxed=False)
        if run.ending is Ending.INFEASIBLE and self._are_far_apart:
            run = self._second_opinion(run, objective, stage)
        if start is not None and run.ending is Ending.OPTIMAL and math.isinf(run.bound):
            run = self._without_start(run, objective, stage)
        return self._settled(run, objective, stage)

    def _second_opinion(self, run: Run, objective: Expression, stage: str) -> Run:
        """Run again with a coarser tolerance: with figures far apart HiGHS 1.15.1 has called infeasible what is not.

        What it finds is recomputed and verified as any plan is.
        """
        with self._option("mip_feasibility_tolerance", _COARSE, usual=OPTIONS["mip_feasibility_tolerance"]):
            again = self._run(objective, stage, None, relaxed=False)
        return run if again.values is None else again

    def _without_start(self, run: Run, objective: Expression, stage: str) -> Run:
        """Run again from nothing.

        Where presolve finds a model infeasible by a hair, HiGHS still calls the start that it was given optimal, with
        an infinite bound. Such an answer proves nothing.
        """
        anew = self._run(objective, stage, None, relaxed=False)
        return anew if anew.values is not None else replace(run, ending=Ending.STOPPED)

    def _settled(self, run: Run, objective: Expression, stage: str) -> Run:
        """The same solution with its whole numbers exactly whole.

        A whole number that is off by a tolerance lets a large bound leak: a start of 10⁻⁹ times a maximum of 10⁶ is
        an activity before the start. So the whole numbers are held where they belong, and the rest is solved anew.
        """
        if run.values is None or all(run.values[i] == round(run.values[i]) for i in self._whole):
            return run
        settled = self._with_whole_numbers(run.values, objective, stage)
        if settled is None:
            return self._settled_finer(run, objective, stage)
        if settled.objective > run.objective + _LEAK * max(1.0, abs(run.objective)):
            return Run(Ending.STOPPED, settled.values, settled.objective, run.bound)
        return Run(run.ending, settled.values, settled.objective, min(run.bound, settled.objective))

    def _with_whole_numbers(self, values: tuple[float, ...], objective: Expression, stage: str) -> Run | None:
        """The best of the rest where whole numbers are held at the nearest; None where nothing fits them."""
        held = [float(round(values[i])) for i in self._whole]
        # Also where the search was stopped: what it has found is not lost for want of a moment.
        in_time = self.in_any_case(_SECONDS_TO_SETTLE) if self.is_over() else nullcontext()
        with self.held(dict(zip(self._whole, held, strict=True))), in_time:
            settled = self._run(objective, stage, None, relaxed=True)
        return settled if settled.ending is Ending.OPTIMAL and settled.values is not None else None

    def _settled_finer(self, run: Run, objective: Expression, stage: str) -> Run:
        """Nothing fits its whole numbers: it lived on tolerances, so the finest is tried, or it proves nothing."""
        if self.is_over():
            return replace(run, ending=Ending.STOPPED)
        with self._option("mip_feasibility_tolerance", _FINEST, usual=OPTIONS["mip_feasibility_tolerance"]):
            finer = self._run(objective, stage, None, relaxed=False)
        if finer.values is None:
            return replace(run, ending=Ending.STOPPED) if run.ending is Ending.OPTIMAL else run
        settled = self._with_whole_numbers(finer.values, objective, stage)
        if settled is None:
            return replace(finer, ending=Ending.STOPPED)
        return Run(finer.ending, settled.values, settled.objective, min(finer.bound, settled.objective))

    def narrow(self, objective: Expression, worst: float, stage: str) -> None:
        """Take away for all runs to come what no solution with an objective of at most `worst` has."""
        narrower = self._narrower(objective, worst, stage)
        self._bound([i for i, _, _ in narrower], [least for _, least, _ in narrower], [most for *_, most in narrower])

    @contextmanager
    def _narrowed(self, objective: Expression, worst: float, stage: str) -> Iterator[None]:
        """The same for a while."""
        lower, upper = list(self._lower), list(self._upper)
        self.narrow(objective, worst, stage)
        try:
            yield
        finally:
            self._bound(range(self._columns), lower, upper)

    def _narrower(self, objective: Expression, worst: float, stage: str) -> list[Bounds]:
        if self._are_far_apart:
            return []
        run = self.relax(objective, stage)
        if run.ending is not Ending.OPTIMAL:
            return []
        room = worst - run.objective + _LEAK * (1.0 + abs(worst))
        return narrowed(self._lower, self._upper, set(self._whole), self.reduced_costs(), room)
