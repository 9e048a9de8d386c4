"""Whether a plan with a certain vehicle is as good as a given plan, where one kind of its figures is changed.

One model answers for every factor: the coefficients that depend on it are found once, from two models of the same
shape, and turned between runs. The invariant: "no" is said only where the solver proved it, for every factor of a
range at once; "yes" comes with decisions that the caller can check by the rules of the domain.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace

from pulp import LpAffineExpression

from vehicleplan.errors import CancelledError
from vehicleplan.model.plan import Plan, PlanStatus, RuledOut
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.optimizer.build import Expression, scale_of, total
from vehicleplan.optimizer.control import Control
from vehicleplan.optimizer.optimize import verified_plan
from vehicleplan.optimizer.rival import EQUAL, Answer, Range, Rival, Way, looked_for, ways, worst
from vehicleplan.optimizer.run import Ending, Run
from vehicleplan.optimizer.search import HELD, Found
from vehicleplan.optimizer.solve import Solver
from vehicleplan.optimizer.turning import Change, changed, expression_turnings, row_turnings, two_models

_FARTHEST = 1e3
"""Bounds the distance by which a plan's limits fail to hold, counted in factors."""

_FINE = 1e3
"""The distance is counted in thousandths, where the solver's tolerances are fine enough."""

_OUT = Answer(is_out=True)

_STAGE = "asking what would bring a vehicle in"


class Entry:
    """A vehicle that must be in the plan, and a rival that such a plan must be as good as."""

    def __init__(
        self,
        resolved: ResolvedScenario,
        ruled_out: Mapping[str, RuledOut],
        change: Change,
        rival: Rival,
        control: Control,
    ) -> None:
        """Make the model.

        Args:
            resolved: The scenario; the vehicle must be in its plans.
            ruled_out: By candidate, why the filter took it out.
            change: The vehicle, and which of its figures is multiplied by a factor.
            rival: What a plan with it must be as good as.
            control: How the runs may be stopped.

        Raises:
            UnboundedPlanError: The vehicle has no bound at the least factor.
        """
        self._resolved, self._ruled_out, self._change = resolved, ruled_out, change
        self._rival, self._control = rival, control
        self._build, doubled = two_models(resolved, ruled_out, change)
        self._solver = Solver(self._build, control, takes_sets_first=True)
        self._turnings = row_turnings(self._build, doubled)
        self._objective = looked_for(self._build, rival)
        self._objective_turnings = expression_turnings(self._build, self._objective, looked_for(doubled, rival))
        self._missing = total(self._build.missing.values())
        if rival.shortfall > 0:
            for variable in self._build.missing.values():
                self._solver.bound_variable(variable, 1.0)
        self._ways = ways(self._build, rival, self._objective)
        self._worst = worst(self._build, rival)
        self._factor, self._distance = self._build.amount("factor"), self._build.amount("distance")
        for variable in (self._factor, self._distance):
            self._solver.add(variable)
            self._solver.fix(variable, 0.0)

    @property
    def is_turned(self) -> bool:
        """Whether the factor changes anything."""
        return bool(self._turnings or self._objective_turnings)

    @property
    def is_far_apart(self) -> bool:
        """Whether the figures lie so far apart that one telling of each row, which can be turned, proves nothing."""
        return self._build.ranges.are_far_apart

    def ask(self, near: float, far: float, after: Answer | None = None) -> Answer:
        """Whether a plan with the vehicle is as good as the rival at any factor from the one to the other.

        Args:
            near: Where the range begins.
            far: Where it ends.
            after: An answer with a plan that is as good beyond the range: then the run looks for the plan that leaves
                most room at the far end, and so comes near the beginning in the fewest steps.

        Raises:
            CancelledError: The user stopped the run.
        """
        if self._build.contradictions:
            return _OUT
        span = Range(near, far)
        self._turn(span)
        if after is not None and after.run is not None and after.run.values is not None:
            return self._ask_for_room(span, after.run.values)
        if self._rival.shortfall > 0:
            return self._ask_for_closer(span)
        return self._ask_for_better(span, self._ways[0])

    def plan(self, answer: Answer) -> Plan:
        """The plan of an answer, verified at its factor.

        Raises:
            WrongPlanError: The plan breaks a limit.
        """
        if answer.factor is None:
            raise ValueError("the answer has no plan")
        candidates = tuple(
            changed(candidate, self._change.figure, answer.factor)
            if candidate.id == self._change.vehicle
            else candidate
            for candidate in self._resolved.candidates
        )
        resolved = ResolvedScenario(self._resolved.scenario, candidates, self._resolved.history)
        status = PlanStatus.OUT_OF_REACH if self._rival.shortfall > 0 else PlanStatus.BEST_FOUND
        return verified_plan(replace(self._build, resolved=resolved), self._ruled_out, Found(answer.run, status, None))

    def _turn(self, span: Range) -> None:
        """Let every row ask as little as it does at its easiest in the range."""
        for turning in self._turnings:
            coefficient = turning.easiest(span.near, span.far)
            self._solver.set_coefficient(turning.row, turning.variable.index, coefficient)

    # The first question: is there any such plan?

    def _ask_for_closer(self, span: Range) -> Answer:
        """The goal is out of the rival's reach: first how little may be missing."""
        closer, as_close = self._ways
        run = self._decided(self._missing, self._rival.shortfall + HELD, good=closer[0].most)
        if run is None:
            return _OUT
        if run.value(self._missing) <= closer[0].most:
            return self._crossing(run, span, closer)
        with self._solver.required(self._missing, "<=", as_close[0].most):
            return self._ask_for_better(span, as_close)

    def _ask_for_better(self, span: Range, way: Way) -> Answer:
        """What the mode looks for is as good."""
        objective = self._at(span.near, span.far)
        scale = scale_of(objective)
        run = self._decided(scale * objective, scale * self._worst)
        if run is None or run.value(objective) > self._worst + EQUAL * self._rival.size:
            return _OUT
        return self._crossing(run, span, way)

    # The questions after it: how near can such a plan come?

    def _ask_for_room(self, span: Range, values: Sequence[float]) -> Answer:
        """The same, looking for the plan whose limits hold with most room at the far end (Dinkelbach's method).

        Algebra: every row a(x) + factor · c(x) <= b becomes a(x) + factor · c(x) <= b + distance · c(x'), with x' the
        plan that is known, and distance is minimized. At most 0: as good. Above 0, proven: none is.
        """
        for row, weight in self._weights(values).items():
            self._solver.set_coefficient(row, self._distance.index, weight)
        if self._rival.shortfall > 0:
            with self._solver.required(self._missing, "<=", self._rival.shortfall + HELD):
                run = self._least_distance()
            if run is None:
                return _OUT
            for way in self._ways:
                nearest = self._nearest(run, span, way)
                if nearest is not None:
                    return Answer(is_out=False, factor=nearest.value(total([self._factor])), run=nearest)
        for way in self._ways:
            answer = self._ask_for_room_in(span, values, way)
            if not answer.is_out:
                return answer
        return _OUT

    def _ask_for_room_in(self, span: Range, values: Sequence[float], way: Way) -> Answer:
        """The same for one way of being as good."""
        with ExitStack() as rows:
            for limit in way:
                expression = limit.expression
                if expression is self._objective:
                    slope = math.fsum(abs(t.rise) * values[t.variable.index] for t in self._objective_turnings)
                    expression = total([self._at(span.near, span.far), -slope * self._distance])
                scale = scale_of(expression)
                rows.enter_context(self._solver.required(scale * expression, "<=", scale * limit.most))
            run = self._least_distance()
        return _OUT if run is None else self._crossing(run, span, way)

    def _weights(self, values: Sequence[float]) -> Mapping[int, float]:
        """By row, how much easier one unit of distance makes it: what the known plan has there, or one activity."""
        used: dict[int, float] = {}
        signs: dict[int, float] = {}
        for turning in self._turnings:
            rise = abs(turning.rise)
            used[turning.row] = max(rise, used.get(turning.row, 0.0))
            signs[turning.row] = 1.0 if turning.sense == ">=" else -1.0
        slopes = dict.fromkeys(used, 0.0)
        for turning in self._turnings:
            slopes[turning.row] += abs(turning.rise) * values[turning.variable.index]
        return {row: sign * (slopes[row] if slopes[row] > EQUAL else used[row]) for row, sign in signs.items()}

    def _least_distance(self) -> Run | None:
        """The run with the least distance, or one that is as good as half of it; None where it is above 0."""
        self._solver.bound_variable(self._distance, _FARTHEST, least=-_FARTHEST)
        try:
            run = self._decided(total([_FINE * self._distance]), _FINE * EQUAL)
        finally:
            self._solver.fix(self._distance, 0.0)
        return None if run is None or run.value(total([self._distance])) > 2 * EQUAL else run

    def _decided(self, objective: Expression, worst: float, *, good: float = math.inf) -> Run | None:
        """A run with a plan that is good enough; None where there is proven to be none.

        Raises:
            CancelledError: The user stopped the run.
        """
        run = self._solver.decide(objective, worst, _STAGE, good=good)
        if run.ending is Ending.UNBOUNDED:
            with self._solver.required(objective, "<=", worst):
                run = self._solver.prove(total([]), _STAGE)
        if run.ending is Ending.INFEASIBLE:
            return None
        if run.values is None or self._control.is_cancelled():
            raise CancelledError("stopped before there was an answer")
        return run

    # Where the plan that was found begins to be as good

    def _crossing(self, run: Run, span: Range, way: Way) -> Answer:
        """The answer of a plan that is as good somewhere in the range, or would be if limits stood as they do there."""
        if span.near == span.far:
            return Answer(is_out=False, factor=span.far, run=run)
        nearest = self._nearest(run, span, way)
        if nearest is not None:
            return Answer(is_out=False, factor=nearest.value(total([self._factor])), run=nearest)
        turnings = (*self._turnings, *self._objective_turnings)
        if all(turning.easiest(span.near, span.far) == turning.at(span.far) for turning in turnings):
            return Answer(is_out=False, factor=span.far, run=run)
        return Answer(is_out=False)

    def _nearest(self, run: Run, span: Range, way: Way) -> Run | None:
        """A linear program: whole numbers and the vehicle are held, so that the factor can be a variable."""
        values = run.values or ()
        held = {i: float(round(values[i])) for i in self._solver.whole}
        for turning in (*self._turnings, *self._objective_turnings):
            held.setdefault(turning.variable.index, values[turning.variable.index])
        slopes: dict[int, float] = {}
        for turning in self._turnings:
            column = turning.variable.index
            self._solver.set_coefficient(turning.row, column, turning.at(0.0))
            slopes[turning.row] = slopes.get(turning.row, 0.0) + turning.rise * held[column]
        for row, slope in slopes.items():
            self._solver.set_coefficient(row, self._factor.index, slope)
        self._solver.bound_variable(self._factor, max(span.near, span.far), least=min(span.near, span.far))
        slope = math.fsum(t.rise * held[t.variable.index] for t in self._objective_turnings)
        value = total([self._at(0.0, 0.0), slope * self._factor])
        try:
            with ExitStack() as rows:
                for limit in way:
                    expression = value if limit.expression is self._objective else limit.expression
                    scale = scale_of(expression)
                    rows.enter_context(self._solver.required(scale * expression, "<=", scale * limit.most))
                rows.enter_context(self._solver.held(held))
                found = self._solver.relax(total([math.copysign(1.0, span.far - span.near) * self._factor]), _STAGE)
        finally:
            for row in slopes:
                self._solver.set_coefficient(row, self._factor.index, 0.0)
            self._solver.fix(self._factor, 0.0)
            self._turn(span)
        return found if found.ending is Ending.OPTIMAL else None

    def _at(self, near: float, far: float) -> Expression:
        """What is looked for, at its best between two factors."""
        terms = dict(self._objective.items())
        for turning in self._objective_turnings:
            terms[turning.variable] = turning.easiest(near, far)
        return LpAffineExpression(terms, self._objective.constant)
