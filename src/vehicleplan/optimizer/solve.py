"""The adapter to HiGHS: PuLP's problem handed over once, then run with one objective after another.

The invariant: values are read only where the solver has proved that there is a solution, and a run is called optimal
only where HiGHS itself says so. PuLP's own status is not asked: it calls an interrupted run optimal.
"""

from __future__ import annotations

import math
import time
import weakref
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import highspy
from pulp import HiGHS, LpAffineExpression, LpVariable

from vehicleplan.errors import CancelledError
from vehicleplan.optimizer.build import Build, Expression, Sense
from vehicleplan.optimizer.control import Control, Progress
from vehicleplan.optimizer.narrow import narrowed
from vehicleplan.optimizer.run import Ending, Run
from vehicleplan.optimizer.sets_first import Asked, least_by_sets
from vehicleplan.optimizer.totals import least_by_totals

FEASIBILITY = 1e-9
"""How far a row may be from its bound; rows are scaled to coefficients near 1."""

_LEAST_SECONDS = 0.01

_QUICK_SECONDS = 0.05
"""Relaxations that take less are not asked on the way whether to stop: asking takes longer than they do."""

_COARSE, _FINEST = 1e-7, 1e-10
"""Feasibility tolerances for second opinions; HiGHS knows none below the finest."""

_SAME = 1e-9

_LEAK = 1e-6
"""Relative loss by making whole numbers whole beyond which the solution lived on tolerances and proves nothing."""

_OPTIONS: dict[str, Any] = {
    "random_seed": 0,
    "mip_abs_gap": 1e-7,
    "primal_feasibility_tolerance": FEASIBILITY,
    "dual_feasibility_tolerance": FEASIBILITY,
    "mip_feasibility_tolerance": 1e-8,
    "mip_heuristic_run_feasibility_jump": False,  # on models of this size it costs more than all the rest of a run
    "mip_heuristic_run_root_reduced_cost": False,  # a fifth of the time, on most models for nothing
}

_FAR_APART: dict[str, Any] = {
    "small_matrix_value": 1e-12,  # a cent beside 10⁹ is a figure; by default everything below 10⁻⁹ is dropped
}


def _mip_gap(run: Run) -> float:
    return float(_OPTIONS["mip_abs_gap"]) + _SAME * abs(run.objective)


class Solver:
    """A model in HiGHS that can be run again and again.

    HiGHS' presolve is quick, but its reductions for mixed problems have been wrong: on two of some sixty thousand
    random scenarios version 1.15.1 called a worse plan optimal, or a possible one infeasible, and was right without
    presolve (see ERGO-Code/HiGHS#3094, #3296 for others). So a run that proves does without it; runs whose
    answer only helps (a vehicle alone, a schedule) keep it.
    """

    def __init__(
        self, build: Build, control: Control, *, is_quick: bool = False, takes_sets_first: bool = False
    ) -> None:
        """Hand the model over.

        Args:
            build: The model.
            control: How the runs may be stopped and watched.
            is_quick: Keeps presolve in all runs, for figures that need no proof.
            takes_sets_first: Branches on the set of vehicles before it runs HiGHS' own search: several times as fast
                where the set is what is hard, without the gap that HiGHS would tell on the way.
        """
        self._control = control
        self._is_quick = is_quick
        self._began = time.monotonic()
        self._stage = ""
        self._enough: tuple[float, float] | None = None
        self._objective: Expression | None = None
        self._costed = 0
        self._relaxes_quickly = False
        self._are_far_apart = build.ranges.are_far_apart
        # Variables that stand in no row would be lost: an objective with all of them makes PuLP own them.
        everything = [*build.chosen.values(), *build.start.values()]
        everything += [variable for activities in build.activities.values() for variable in activities]
        everything += [*build.bought.values(), *build.given.values(), *build.made.values(), *build.missing.values()]
        build.problem.setObjective(LpAffineExpression(dict.fromkeys(everything, 1.0)))
        options = _OPTIONS | (_FAR_APART if build.ranges.are_far_apart else {})
        adapter = HiGHS(msg=False, gapRel=0.0, threads=1, **options)
        adapter.createAndConfigureSolver(build.problem)
        adapter.buildSolverModel(build.problem)
        self._highs: highspy.Highs = build.problem.solverModel
        variables = build.problem.variables()
        self._lower = [float(variable.lowBound or 0.0) for variable in variables]
        self._upper = [math.inf if variable.upBound is None else float(variable.upBound) for variable in variables]
        self._whole = [variable.index for variable in variables if variable.cat == "Integer"]
        self._choices = [variable.index for variable in build.chosen.values()] if takes_sets_first else []
        self._times = [variable.index for variable in build.times()]
        self._totals = tuple(variable.index for variable in (*build.chosen.values(), *build.counted.values()))
        self._in_any_case: float | None = None
        self._can_schedule = True

    def prove(self, objective: Expression, stage: str, *, start: Run | None = None) -> Run:
        """The same as `minimize`, without the presolve that has been wrong: what it calls optimal or infeasible, is.

        Raises:
            CancelledError: The user stopped the run before there was a solution.
        """
        if self._is_quick:
            return self.minimize(objective, stage, start=start)
        if self._choices:
            found = least_by_sets(self, self._choices, Asked(objective, math.inf, None, stage), self._fitting(start))
            if found is not None:
                return found
        if self._are_far_apart:
            return self._better_opinion(self.unreduced(objective, stage, start), objective, stage)
        known = None
        if self._times and self._can_schedule:
            known = least_by_totals(self, objective, stage, self._fitting(start))
            self._can_schedule = known is not None and known.ending is not Ending.STOPPED
        if known is None:
            return self.unreduced(objective, stage, start)
        if known.ending is not Ending.STOPPED or self.is_over():
            return known
        return self._improved(known, objective, stage)

    def unreduced(self, objective: Expression, stage: str, start: Run | None) -> Run:
        """The same as `minimize`, without presolve."""
        with self._option("presolve", "off", usual="choose"):
            return self.minimize(objective, stage, start=start)

    def _improved(self, known: Run, objective: Expression, stage: str) -> Run:
        """The best solution, where one and a bound are known."""
        try:
            run = self.unreduced(objective, stage, known)
        except CancelledError:
            return known
        if run.values is None or run.objective > known.objective:
            run = replace(known, ending=run.ending if run.ending is Ending.OPTIMAL else Ending.STOPPED)
        return replace(run, bound=max(run.bound, known.bound))

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
        if self._choices:
            found = least_by_sets(self, self._choices, Asked(objective, worst, good, stage))
            if found is not None:
                return found
        return self.within(objective, worst, stage, good=good)

    def within(self, objective: Expression, worst: float, stage: str, *, good: float | None) -> Run:
        """The least value of at most `worst`, or one that is good; infeasible as the proof that there is none.

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
            ):
                run = self._run(objective, stage, None, relaxed=False)
        finally:
            self._enough = None
        if run.ending is Ending.OPTIMAL and run.objective > worst - constant:
            # HiGHS gives what it met on the way, though everything above the bound was cut off.
            return Run(Ending.INFEASIBLE, None, math.inf, math.inf)
        run = self._settled(run, objective, stage)
        return replace(run, objective=run.objective + constant, bound=run.bound + constant)

    def is_over(self) -> bool:
        """Whether the user stopped the run or its time is over."""
        if self._in_any_case is not None:
            return time.monotonic() >= self._in_any_case
        left = self._seconds_left()
        return self._control.is_cancelled() or (left is not None and left <= _LEAST_SECONDS)

    @property
    def totals(self) -> tuple[int, ...]:
        """The variables that say which vehicles are chosen and how often each is used, by index."""
        return self._totals

    @contextmanager
    def with_times_open(self) -> Iterator[None]:
        """Let what happens in a period be a fraction for a while, where how often it happens is counted beside it."""
        times, whole = self._times, self._whole
        kinds = highspy.HighsVarType
        self._highs.changeColsIntegrality(len(times), times, [kinds.kContinuous] * len(times))
        open_ = set(times)
        self._whole = [i for i in whole if i not in open_]
        try:
            yield
        finally:
            self._highs.changeColsIntegrality(len(times), times, [kinds.kInteger] * len(times))
            self._whole = whole

    @contextmanager
    def in_any_case(self, seconds: float) -> Iterator[None]:
        """Run for so long, even if the user has stopped the run or its time is over."""
        self._in_any_case = time.monotonic() + seconds
        try:
            yield
        finally:
            self._in_any_case = None

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

    @contextmanager
    def _option(self, name: str, value: str | float, *, usual: str | float) -> Iterator[None]:
        """Run with an option of its own, and set it back however the run ends."""
        self._highs.setOptionValue(name, value)
        try:
            yield
        finally:
            self._highs.setOptionValue(name, usual)

    def minimize(
        self, objective: Expression, stage: str, *, start: Run | None = None, enough: float = -math.inf
    ) -> Run:
        """Find the least value of the objective; `start` is a solution to begin from, and the first one of at most
        `enough` ends the run.

        Raises:
            CancelledError: The user stopped the run before there was a solution.
        """
        with self._option("objective_target", enough, usual=-math.inf):
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
        with self._option("mip_feasibility_tolerance", _COARSE, usual=_OPTIONS["mip_feasibility_tolerance"]):
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
        held = [round(values[i]) for i in self._whole]
        self._bound_whole(held, held)
        settled = self._run(objective, stage, None, relaxed=True)
        self._bound_whole([self._lower[i] for i in self._whole], [self._upper[i] for i in self._whole])
        return settled if settled.ending is Ending.OPTIMAL and settled.values is not None else None

    def _settled_finer(self, run: Run, objective: Expression, stage: str) -> Run:
        """Nothing fits its whole numbers: it lived on tolerances, so the finest is tried, or it proves nothing."""
        with self._option("mip_feasibility_tolerance", _FINEST, usual=_OPTIONS["mip_feasibility_tolerance"]):
            finer = self._run(objective, stage, None, relaxed=False)
        if finer.values is None:
            return replace(run, ending=Ending.STOPPED) if run.ending is Ending.OPTIMAL else run
        settled = self._with_whole_numbers(finer.values, objective, stage)
        if settled is None:
            return replace(finer, ending=Ending.STOPPED)
        return Run(finer.ending, settled.values, settled.objective, min(finer.bound, settled.objective))

    def _bound_whole(self, lower: list[float], upper: list[float]) -> None:
        self._highs.changeColsBounds(len(self._whole), self._whole, lower, upper)

    def relax(self, objective: Expression, stage: str) -> Run:
        """The least value where whole numbers may be fractions: a bound on the true one."""
        return self._run(objective, stage, None, relaxed=True)

    def narrow(self, objective: Expression, worst: float, stage: str) -> None:
        """Take away for all runs to come what no solution with an objective of at most `worst` has."""
        run = self.relax(objective, stage)
        if run.ending is not Ending.OPTIMAL or self._are_far_apart:
            return
        room = worst - run.objective + _LEAK * (1.0 + abs(worst))
        reduced = list(self._highs.getSolution().col_dual)
        for i, least, most in narrowed(self._lower, self._upper, set(self._whole), reduced, room):
            self._lower[i], self._upper[i] = least, most
            self._highs.changeColBounds(i, least, most)

    def require(self, expression: Expression, sense: Sense, bound: float) -> None:
        """Add a row to the model for all runs to come."""
        terms = [(variable.index, c) for variable, c in expression.items() if c != 0.0]
        room = bound - expression.constant
        low = -highspy.kHighsInf if sense == "<=" else room
        high = highspy.kHighsInf if sense == ">=" else room
        indices, coefficients = [i for i, _ in terms], [c for _, c in terms]
        self._highs.addRow(low, high, len(terms), indices, coefficients)

    @contextmanager
    def required(self, expression: Expression, sense: Sense, bound: float) -> Iterator[None]:
        """The same for a while."""
        self.require(expression, sense, bound)
        try:
            yield
        finally:
            self._highs.deleteRows(1, [self._highs.getNumRow() - 1])

    @contextmanager
    def held(self, values: Mapping[int, float]) -> Iterator[None]:
        """Hold variables, by index, at values for a while."""
        columns = list(values)
        self._highs.changeColsBounds(len(columns), columns, list(values.values()), list(values.values()))
        try:
            yield
        finally:
            self._highs.changeColsBounds(
                len(columns), columns, [self._lower[i] for i in columns], [self._upper[i] for i in columns]
            )

    @property
    def whole(self) -> tuple[int, ...]:
        """The variables that are whole numbers, by index."""
        return tuple(self._whole)

    def set_coefficient(self, row: int, column: int, coefficient: float) -> None:
        """Change one coefficient for all runs to come; rows count in the order in which they were added."""
        self._highs.changeCoeff(row, column, coefficient)

    def set_least(self, row: int, least: float) -> None:
        """Change the least that a row must be, for all runs to come."""
        self._highs.changeRowBounds(row, least, highspy.kHighsInf)

    def bound_variable(self, variable: LpVariable, most: float, *, least: float | None = None) -> None:
        """Change the most that a variable may be, and the least where it is given."""
        self._lower[variable.index] = self._lower[variable.index] if least is None else least
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
        self._look_for(objective)
        self._highs.setOptionValue("solve_relaxation", relaxed)
        left = self._seconds_left()
        if left is not None:
            # HiGHS counts its own clock over all runs of a model.
            self._highs.setOptionValue("time_limit", self._highs.getRunTime() + left)
        if start is not None and start.values is not None and len(start.values) == self._columns and not relaxed:
            solution = highspy.HighsSolution()
            solution.col_value = list(start.values)
            self._highs.setSolution(solution)
        began = time.monotonic()
        if relaxed and self._relaxes_quickly:
            self._highs.run()
        else:
            self._watched_run()
        if relaxed:
            self._relaxes_quickly = time.monotonic() - began < _QUICK_SECONDS
        return self._read(relaxed=relaxed)

    def _look_for(self, objective: Expression) -> None:
        """Set what is to be little, unless it is that of the run before."""
        if objective is self._objective and self._costed == self._columns:
            return
        costs = [0.0] * self._columns
        for variable, coefficient in objective.items():
            costs[variable.index] = coefficient
        self._highs.changeColsCost(self._columns, list(range(self._columns)), costs)
        self._highs.changeObjectiveOffset(objective.constant)
        self._objective, self._costed = objective, self._columns

    def _watched_run(self) -> None:
        """Run with the callback set for so long only, and tied to this object by a weak reference.

        After a run without whole numbers HiGHS keeps the callback for ever, also when another was set; what it holds
        would hold this object, and this object holds HiGHS.
        """
        kinds = highspy.cb.HighsCallbackType
        own = weakref.ref(self)

        def on_callback(kind: Any, message: str, out: Any, into: Any, _: Any) -> None:  # noqa: ANN401, ARG001
            solver = own()
            if solver is not None:
                solver.on_callback(kind, out, into)

        self._highs.setCallback(on_callback, None)
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
        if self._in_any_case is not None:
            return max(_LEAST_SECONDS, self._in_any_case - time.monotonic())
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
        self._highs.setOptionValue("objective_bound", math.inf)
        self._objective = None
        self._highs.changeColsCost(self._columns, list(range(self._columns)), [0.0] * self._columns)
        self._highs.run()
        if self._highs.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
            return Run(Ending.INFEASIBLE, None, math.inf, math.inf)
        return Run(Ending.UNBOUNDED, None, -math.inf, -math.inf)

    def on_callback(self, kind: Any, out: Any, into: Any) -> None:  # noqa: ANN401
        """Stop the run where that is asked for, and tell where it stands; HiGHS calls it now and then."""
        into.user_interrupt = self.is_over()
        if self._enough is not None and kind == int(highspy.cb.HighsCallbackType.kCallbackMipInterrupt):
            worst, good = self._enough
            gained = worst - out.mip_primal_bound
            into.user_interrupt |= out.mip_primal_bound <= good and 0 < gained >= (worst - out.mip_dual_bound) / 2
        if kind != int(highspy.cb.HighsCallbackType.kCallbackMipInterrupt):
            return
        gap = out.mip_gap if math.isfinite(out.mip_gap) and out.mip_gap >= 0 else None
        self._control.on_progress(Progress(self._stage, time.monotonic() - self._began, gap))
