"""Runs whose answers are exact: whole numbers are whole, and where HiGHS' word is doubtful it is asked again.

The invariant: a solution that lived on tolerances proves nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace

from vehicleplan.optimizer.build import Expression
from vehicleplan.optimizer.handover import OPTIONS
from vehicleplan.optimizer.highs import HighsModel
from vehicleplan.optimizer.narrow import Bounds, narrowed
from vehicleplan.optimizer.run import Ending, Run

_COARSE, _FINEST = 1e-7, 1e-10
"""Feasibility tolerances for second opinions; HiGHS knows none below the finest."""

_SECONDS_TO_SETTLE = 0.25

_LEAK = 1e-6
"""Relative loss by making whole numbers whole beyond which the solution lived on tolerances and proves nothing."""


class SettledModel(HighsModel):
    """A model in HiGHS that is run until its answer can be relied on, but for the presolve that has been wrong."""

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

    def unreduced(self, objective: Expression, stage: str, start: Run | None, *, most_nodes: int | None = None) -> Run:
        """The same as `minimize`, without presolve."""
        with self._option("presolve", "off", usual="choose"):
            return self.minimize(objective, stage, start=start, most_nodes=most_nodes)

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
