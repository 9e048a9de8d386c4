"""The adapter to HiGHS: PuLP's problem handed over once, then run with one objective after another.

The invariant: values are read only where the solver has proved that there is a solution, and a run is called optimal
only where HiGHS itself says so. PuLP's own status is not asked: it calls an interrupted run optimal.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Any

import highspy
from pulp import HiGHS, LpAffineExpression, LpVariable

from vehicleplan.errors import CancelledError
from vehicleplan.optimizer.build import Build, Expression, Sense
from vehicleplan.optimizer.control import Control, Progress

FEASIBILITY = 1e-9
"""How far a row may be from its bound; rows are scaled to coefficients near 1."""

_LEAST_SECONDS = 0.01

_LEAK = 1e-6
"""Relative loss by making whole numbers whole beyond which the solution lived on tolerances and proves nothing."""

_OPTIONS: dict[str, Any] = {
    "random_seed": 0,
    "mip_abs_gap": 1e-7,
    "primal_feasibility_tolerance": FEASIBILITY,
    "dual_feasibility_tolerance": FEASIBILITY,
    "mip_feasibility_tolerance": 1e-8,
    "mip_heuristic_run_feasibility_jump": False,  # on models of this size it costs more than all the rest of a run
}


class Ending(Enum):
    """How a run ended."""

    OPTIMAL = auto()
    STOPPED = auto()
    INFEASIBLE = auto()
    UNBOUNDED = auto()


@dataclass(frozen=True)
class Run:
    """The answer of one run.

    Attributes:
        ending: How it ended.
        values: The value of each variable, or None where there is no solution.
        objective: The objective of that solution.
        bound: A proven bound on the objective.
    """

    ending: Ending
    values: tuple[float, ...] | None
    objective: float
    bound: float

    def value(self, expression: Expression) -> float:
        """The value of an expression in the solution."""
        if self.values is None:
            raise ValueError("the run has no solution")
        terms = [coefficient * self.values[variable.index] for variable, coefficient in expression.items()]
        return math.fsum([*terms, expression.constant])


class Solver:
    """A model in HiGHS that can be run again and again.

    HiGHS' presolve is quick, but its reductions for mixed problems have been wrong: on two of some sixty thousand
    random scenarios version 1.15.1 called a worse plan optimal, or a possible one infeasible, and was right without
    presolve (see ERGO-Code/HiGHS#3094, #3296 for others). So a run that proves does without it; runs whose
    answer only helps (a vehicle alone, a schedule) keep it.
    """

    def __init__(self, build: Build, control: Control, *, is_quick: bool = False) -> None:
        """Hand the model over. A quick solver keeps presolve in all runs, for figures that need no proof."""
        self._control = control
        self._is_quick = is_quick
        self._began = time.monotonic()
        self._stage = ""
        # Variables that stand in no row would be lost: an objective with all of them makes PuLP own them.
        everything = [*build.chosen.values(), *build.start.values()]
        everything += [variable for activities in build.activities.values() for variable in activities]
        everything += [*build.bought.values(), *build.given.values(), *build.made.values(), *build.missing.values()]
        build.problem.setObjective(LpAffineExpression(dict.fromkeys(everything, 1.0)))
        adapter = HiGHS(msg=False, gapRel=0.0, threads=1, **_OPTIONS)
        adapter.createAndConfigureSolver(build.problem)
        adapter.buildSolverModel(build.problem)
        self._highs: highspy.Highs = build.problem.solverModel
        variables = build.problem.variables()
        self._lower = [float(variable.lowBound or 0.0) for variable in variables]
        self._upper = [math.inf if variable.upBound is None else float(variable.upBound) for variable in variables]
        self._whole = [variable.index for variable in variables if variable.cat == "Integer"]

    def prove(self, objective: Expression, stage: str, *, start: Run | None = None) -> Run:
        """The same as `minimize`, without the presolve that has been wrong: what it calls optimal or infeasible, is.

        Raises:
            CancelledError: The user stopped the run before there was a solution.
        """
        if self._is_quick:
            return self.minimize(objective, stage, start=start)
        with self._option("presolve", "off", usual="choose"):
            return self.minimize(objective, stage, start=start)

    def prefer(self, objective: Expression, stage: str, *, start: Run | None = None) -> Run:
        """The same as `prove`, for a choice between plans of equal worth; a quick solver comes within 0.1 % of it.

        Raises:
            CancelledError: The user stopped the run before there was a solution.
        """
        with self._option("mip_rel_gap", 1e-3 if self._is_quick else 0.0, usual=0.0):
            return self.prove(objective, stage, start=start)

    @contextmanager
    def _option(self, name: str, value: str | float, *, usual: str | float) -> Iterator[None]:
        """Run with an option of its own, and set it back however the run ends."""
        self._highs.setOptionValue(name, value)
        try:
            yield
        finally:
            self._highs.setOptionValue(name, usual)

    def minimize(self, objective: Expression, stage: str, *, start: Run | None = None) -> Run:
        """Find the least value of the objective; `start` is a solution to begin from.

        Raises:
            CancelledError: The user stopped the run before there was a solution.
        """
        run = self._run(objective, stage, start, relaxed=False)
        if start is not None and run.ending is Ending.OPTIMAL and math.isinf(run.bound):
            run = self._without_start(run, objective, stage)
        return self._settled(run, objective, stage)

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
        held = [round(run.values[i]) for i in self._whole]
        self._bound_whole(held, held)
        settled = self._run(objective, stage, None, relaxed=True)
        self._bound_whole([self._lower[i] for i in self._whole], [self._upper[i] for i in self._whole])
        if settled.ending is not Ending.OPTIMAL or settled.values is None:
            return run
        if settled.objective > run.objective + _LEAK * max(1.0, abs(run.objective)):
            return Run(Ending.STOPPED, settled.values, settled.objective, run.bound)
        return Run(run.ending, settled.values, settled.objective, min(run.bound, settled.objective))

    def _bound_whole(self, lower: list[float], upper: list[float]) -> None:
        self._highs.changeColsBounds(len(self._whole), self._whole, lower, upper)

    def relax(self, objective: Expression, stage: str) -> Run:
        """The least value where whole numbers may be fractions: a bound on the true one."""
        return self._run(objective, stage, None, relaxed=True)

    def require(self, expression: Expression, sense: Sense, bound: float) -> None:
        """Add a row to the model for all runs to come."""
        terms = [(variable.index, c) for variable, c in expression.items() if c != 0.0]
        room = bound - expression.constant
        low = -highspy.kHighsInf if sense == "<=" else room
        high = highspy.kHighsInf if sense == ">=" else room
        indices, coefficients = [i for i, _ in terms], [c for _, c in terms]
        self._highs.addRow(low, high, len(terms), indices, coefficients)

    def bound_variable(self, variable: LpVariable, most: float) -> None:
        """Change the most that a variable may be."""
        self._upper[variable.index] = most
        self._highs.changeColBounds(variable.index, self._lower[variable.index], most)

    def fix(self, variable: LpVariable, value: float) -> None:
        """Hold a variable at a value for all runs to come."""
        self._lower[variable.index] = self._upper[variable.index] = value
        self._highs.changeColBounds(variable.index, value, value)

    def add(self, variable: LpVariable) -> None:
        """Add a variable that is not whole, from 0 on, for all runs to come."""
        variable.index = self._columns
        self._highs.addCol(0.0, 0.0, highspy.kHighsInf, 0, [], [])
        self._lower.append(0.0)
        self._upper.append(math.inf)

    def limit_nodes(self, most: int) -> None:
        """Let each run to come look at no more than so many nodes: unlike a time limit, the same on every machine."""
        self._highs.setOptionValue("mip_max_nodes", most)

    def _run(self, objective: Expression, stage: str, start: Run | None, *, relaxed: bool) -> Run:
        self._stage = stage
        costs = [0.0] * self._columns
        for variable, coefficient in objective.items():
            costs[variable.index] = coefficient
        self._highs.changeColsCost(self._columns, list(range(self._columns)), costs)
        self._highs.changeObjectiveOffset(objective.constant)
        self._highs.setOptionValue("solve_relaxation", relaxed)
        left = self._seconds_left()
        if left is not None:
            # HiGHS counts its own clock over all runs of a model.
            self._highs.setOptionValue("time_limit", self._highs.getRunTime() + left)
        if start is not None and start.values is not None and len(start.values) == self._columns and not relaxed:
            solution = highspy.HighsSolution()
            solution.col_value = list(start.values)
            self._highs.setSolution(solution)
        self._watched_run()
        return self._read(relaxed=relaxed)

    def _watched_run(self) -> None:
        """Run with the callback set for so long only: HiGHS would keep this object, and this object HiGHS, for ever."""
        kinds = highspy.cb.HighsCallbackType
        self._highs.setCallback(self._on_callback, None)
        for kind in (kinds.kCallbackMipInterrupt, kinds.kCallbackSimplexInterrupt):
            self._highs.startCallback(kind)
        self._highs.run()
        for kind in (kinds.kCallbackMipInterrupt, kinds.kCallbackSimplexInterrupt):
            self._highs.stopCallback(kind)
        self._highs.setCallback(None, None)

    @property
    def _columns(self) -> int:
        return len(self._lower)

    def _seconds_left(self) -> float | None:
        if self._control.time_limit is None:
            return None
        return max(_LEAST_SECONDS, self._control.time_limit - (time.monotonic() - self._began))

    def _read(self, *, relaxed: bool) -> Run:
        status = self._highs.getModelStatus()
        kinds = highspy.HighsModelStatus
        if status == kinds.kInfeasible:
            return Run(Ending.INFEASIBLE, None, math.inf, math.inf)
        if status == kinds.kUnbounded:
            return Run(Ending.UNBOUNDED, None, -math.inf, -math.inf)
        if status == kinds.kUnboundedOrInfeasible:
            return self._unbounded_or_infeasible()
        info = self._highs.getInfo()
        found = info.primal_solution_status == 2 and math.isfinite(info.objective_function_value)
        is_optimal = status in (kinds.kOptimal, kinds.kModelEmpty)
        if not found and not is_optimal:
            if self._control.is_cancelled():
                raise CancelledError("stopped before there was a plan")
            return Run(Ending.STOPPED, None, math.inf, -math.inf)
        mixed = bool(self._whole) and not relaxed and status != kinds.kModelEmpty
        objective = info.objective_function_value
        bound = info.mip_dual_bound if mixed else objective
        values = tuple(self._highs.getSolution().col_value)
        return Run(Ending.OPTIMAL if is_optimal else Ending.STOPPED, values, objective, bound)

    def _unbounded_or_infeasible(self) -> Run:
        """Tell the two apart: without an objective, only an infeasible model fails."""
        self._highs.changeColsCost(self._columns, list(range(self._columns)), [0.0] * self._columns)
        self._highs.run()
        if self._highs.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
            return Run(Ending.INFEASIBLE, None, math.inf, math.inf)
        return Run(Ending.UNBOUNDED, None, -math.inf, -math.inf)

    def _on_callback(self, kind: Any, message: str, out: Any, into: Any, _: Any) -> None:  # noqa: ARG002, ANN401
        left = self._seconds_left()
        into.user_interrupt = self._control.is_cancelled() or (left is not None and left <= _LEAST_SECONDS)
        if kind != int(highspy.cb.HighsCallbackType.kCallbackMipInterrupt):
            return
        gap = out.mip_gap if math.isfinite(out.mip_gap) and out.mip_gap >= 0 else None
        self._control.on_progress(Progress(self._stage, time.monotonic() - self._began, gap))
