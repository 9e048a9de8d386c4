"""The adapter to HiGHS: PuLP's problem handed over once, then run with one objective after another.

The invariant: values are read only where the solver has proved that there is a solution, and a run is called optimal
only where HiGHS itself says so. PuLP's own adapter is not asked: it calls an interrupted run optimal.
"""

from __future__ import annotations

import math
import time
import weakref
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from typing import Any

import highspy
import numpy as np
from pulp import LpAffineExpression, LpVariable, const

from vehicleplan.errors import CancelledError
from vehicleplan.optimizer.build import Build, Expression, Sense
from vehicleplan.optimizer.control import Control, Progress
from vehicleplan.optimizer.handover import FAR_APART, OPTIONS, handed_over
from vehicleplan.optimizer.run import Ending, Run

_LEAST_SECONDS = 0.01

_ENDLESS_NODES = highspy.kHighsIInf

_PART_FOR_TOTALS = 0.6
"""Of the time that is left, what a search with its periods open may take: the rest is for a good schedule."""

_QUICK_SECONDS = 0.05
"""Relaxations that take less are not asked on the way whether to stop: asking takes longer than they do."""


class HighsModel:
    """A model in HiGHS that can be changed and run again and again."""

    def __init__(self, build: Build, control: Control) -> None:
        """Hand the model over.

        Args:
            build: The model.
            control: How the runs may be stopped and watched.
        """
        self._control = control
        self._began = time.monotonic()
        self._in_any_case: float | None = None
        self._part = 1.0
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
        variables = build.problem.variables()
        self._lower = [float(variable.lowBound or 0.0) for variable in variables]
        self._upper = [math.inf if variable.upBound is None else float(variable.upBound) for variable in variables]
        self._whole = [i for i, variable in enumerate(variables) if variable.cat == const.LpInteger]
        options = OPTIONS | (FAR_APART if build.ranges.are_far_apart else {})
        self._highs = handed_over(build.problem, variables, (self._lower, self._upper), options)
        self._choices = tuple(variable.index for variable in build.chosen.values())
        self._times = [variable.index for variable in build.times()]
        self._totals = (*self._choices, *(variable.index for variable in build.counted.values()))

    def is_over(self) -> bool:
        """Whether the user stopped the run or its time is over."""
        if self._in_any_case is not None:
            return time.monotonic() >= self._in_any_case
        left = self._seconds_left()
        return self._control.is_cancelled() or (left is not None and left <= _LEAST_SECONDS)

    @property
    def choices(self) -> tuple[int, ...]:
        """The variables that say which vehicles are chosen, by index."""
        return self._choices

    @property
    def totals(self) -> tuple[int, ...]:
        """The variables that say which vehicles are chosen and how often each is used, by index."""
        return self._totals

    @contextmanager
    def with_times_open(self) -> Iterator[None]:
        """Let what happens in a period be a fraction for a while, where how often it happens is counted beside it."""
        times, whole = self._times, self._whole
        self._highs.changeColsIntegrality(len(times), times, np.zeros(len(times), np.uint8))
        open_ = set(times)
        self._whole = [i for i in whole if i not in open_]
        self._part = _PART_FOR_TOTALS
        try:
            yield
        finally:
            self._part = 1.0
            self._highs.changeColsIntegrality(len(times), times, np.ones(len(times), np.uint8))
            self._whole = whole

    @contextmanager
    def in_any_case(self, seconds: float) -> Iterator[None]:
        """Run for so long, even if the user has stopped the run or its time is over."""
        self._in_any_case = time.monotonic() + seconds
        try:
            yield
        finally:
            self._in_any_case = None

    @contextmanager
    def _option(self, name: str, value: str | float, *, usual: str | float) -> Iterator[None]:
        """Run with an option of its own, and set it back however the run ends."""
        self._highs.setOptionValue(name, value)
        try:
            yield
        finally:
            self._highs.setOptionValue(name, usual)

    def relax(self, objective: Expression, stage: str) -> Run:
        """The least value where whole numbers may be fractions: a bound on the true one."""
        return self._run(objective, stage, None, relaxed=True)

    def reduced_costs(self) -> list[float]:
        """Of the last relaxation, by variable."""
        return list(self._highs.getSolution().col_dual)

    def require(self, expression: Expression, sense: Sense, bound: float) -> None:
        """Add a row to the model for all runs to come."""
        room = bound - expression.constant
        low = -highspy.kHighsInf if sense == "<=" else room
        high = highspy.kHighsInf if sense == ">=" else room
        self._add_row({variable.index: c for variable, c in expression.items() if c != 0.0}, low, high)

    def _add_row(self, terms: Mapping[int, float], low: float, high: float) -> None:
        self._highs.addRow(low, high, len(terms), list(terms), list(terms.values()))

    @contextmanager
    def required(self, expression: Expression, sense: Sense, bound: float) -> Iterator[None]:
        """The same for a while."""
        self.require(expression, sense, bound)
        try:
            yield
        finally:
            self._highs.deleteRows(1, [self._highs.getNumRow() - 1])

    @contextmanager
    def without(self, values: Mapping[int, float]) -> Iterator[None]:
        """Leave out, for a while, the solutions that have all of these yes-or-no variables, by index, at values."""
        in_it = sum(1 for value in values.values() if value)
        self._add_row({i: -1.0 if value else 1.0 for i, value in values.items()}, 1.0 - in_it, highspy.kHighsInf)
        try:
            yield
        finally:
            self._highs.deleteRows(1, [self._highs.getNumRow() - 1])

    @contextmanager
    def held(self, values: Mapping[int, float]) -> Iterator[None]:
        """Hold variables, by index, at values for a while; what is held already may be held once more."""
        columns = list(values)
        before = [self._lower[i] for i in columns], [self._upper[i] for i in columns]
        self._bound(columns, list(values.values()), list(values.values()))
        try:
            yield
        finally:
            self._bound(columns, *before)

    def _allows(self, values: Mapping[int, float]) -> bool:
        """Whether values of variables, by index, are within their bounds."""
        return all(self._lower[i] <= value <= self._upper[i] for i, value in values.items())

    def _bound(self, columns: Sequence[int], lower: Sequence[float], upper: Sequence[float]) -> None:
        """Change the least and the most that variables, by index, may be."""
        for i, least, most in zip(columns, lower, upper, strict=True):
            self._lower[i], self._upper[i] = least, most
        if columns:
            self._highs.changeColsBounds(len(columns), list(columns), list(lower), list(upper))

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

    @contextmanager
    def _nodes(self, most: int | None) -> Iterator[None]:
        """Look at no more nodes for a while: unlike a time limit, the same on every machine."""
        with nullcontext() if most is None else self._option("mip_max_nodes", most, usual=_ENDLESS_NODES):
            yield

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
        left = self._control.time_limit - (time.monotonic() - self._began)
        return max(_LEAST_SECONDS, self._part * left)

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
