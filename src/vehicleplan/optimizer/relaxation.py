"""What no plan with certain vehicles, and without others, can beat: the model with fractions in place of whole numbers.

The invariant: a bound is never worse than any plan that it is about. It proves what cannot be; it is never shown.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping

from vehicleplan.errors import CancelledError
from vehicleplan.frozen import dataclass
from vehicleplan.model.goal import Mode
from vehicleplan.model.plan import RuledOut
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.optimizer.build import Expression, scale_of, total
from vehicleplan.optimizer.control import Control
from vehicleplan.optimizer.make import make_model
from vehicleplan.optimizer.run import Ending, Run
from vehicleplan.optimizer.solve import Solver

_STAGE = "bounds of sets"
_HELD = 2e-6
"""Room for what is missing when it is held: more than the difference below which two shortfalls count as equal."""
_SETTLED = 1e-9
_MOST_STEPS = 60


@dataclass(frozen=True)
class Bound:
    """What no plan of some kind can beat.

    Attributes:
        shortfall: The least sum of what is missing of the amount and the targets, each as a part of what is asked.
        value: The least that the mode looks for with that shortfall: cost per result, cost, or results with a minus.
        uses: By vehicle, how many activities it has there.
    """

    shortfall: float
    value: float
    uses: Mapping[str, float]


class Relaxation:
    """The relaxed model of a scenario, asked again and again."""

    def __init__(self, resolved: ResolvedScenario, ruled_out: Mapping[str, RuledOut], control: Control) -> None:
        build = make_model(resolved, ruled_out)
        self._build, self._solver = build, Solver(build, control)
        self._mode = resolved.scenario.goal.chosen_mode
        self._cost, self._results = build.cost(), build.results()
        self._activities = {v: total(build.activities[v, t] for t in build.periods) for v in build.chosen}
        self._missing = total(build.missing.values())
        self._most_missing = build.amount("most_missing")
        self._solver.add(self._most_missing)
        self._solver.require(self._missing - self._most_missing, "<=", 0.0)
        for variable in build.missing.values():
            self._solver.bound_variable(variable, 1.0)

    def bound(self, chosen: Collection[str], left_out: Collection[str]) -> Bound | None:
        """The bound of all plans with some vehicles and without others; None where there is no such plan.

        Raises:
            CancelledError: The user stopped the run.
        """
        if self._build.contradictions:
            return None
        for vehicle, variable in self._build.chosen.items():
            most = 0.0 if vehicle in left_out else 1.0
            self._solver.bound_variable(variable, most, least=1.0 if vehicle in chosen else 0.0)
        shortfall = 0.0
        self._solver.bound_variable(self._most_missing, 0.0)
        best = self._best()
        if best is None:
            closest = self._least_missing()
            if closest is None:
                return None
            shortfall = max(0.0, closest.value(self._missing))
            self._solver.bound_variable(self._most_missing, shortfall + _HELD)
            best = self._best() or (-math.inf, closest)
        value, run = best
        return Bound(shortfall, value, {v: run.value(activities) for v, activities in self._activities.items()})

    def _least_missing(self) -> Run | None:
        if not self._build.missing:
            return None
        self._solver.bound_variable(self._most_missing, math.inf)
        return self._least(self._missing)

    def _best(self) -> tuple[float, Run] | None:
        """The least that the mode looks for, and a relaxed plan that has it, or any where nothing limits it.

        None where there is no relaxed plan.
        """
        if self._mode is Mode.LEAST_COST:
            cheapest = self._least(self._cost)
            return None if cheapest is None else (cheapest.value(self._cost), cheapest)
        most = self._least(-1 * self._results)
        if most is None or most.ending is Ending.UNBOUNDED:
            cheapest = self._least(self._cost) if most else None
            lowest = 0.0 if self._mode is Mode.LOWEST_COST_PER_RESULT else -math.inf
            return None if cheapest is None else (lowest, cheapest)
        if self._mode is Mode.MOST_RESULTS:
            return -most.value(self._results), most
        return self._lowest_ratio(most)

    def _lowest_ratio(self, most: Run) -> tuple[float, Run]:
        """Dinkelbach's method from the most results downwards; no ratio is finite where there are none."""
        run = most
        if run.value(self._results) <= 0:
            return math.inf, run
        for _ in range(_MOST_STEPS):
            price = run.value(self._cost) / run.value(self._results)
            priced = self._least(self._cost - price * self._results)
            if priced is None or priced.ending is Ending.UNBOUNDED:
                return 0.0, run
            if priced.value(self._results) <= 0:
                return price, run
            run = priced
            ratio = run.value(self._cost) / run.value(self._results)
            if ratio >= price * (1 - _SETTLED):
                return ratio, run
        return 0.0, run

    def _least(self, objective: Expression) -> Run | None:
        """The run with the least value, or one that says that nothing limits it; None where there is no relaxed plan.

        Raises:
            CancelledError: The user stopped the run.
        """
        run = self._solver.relax(scale_of(objective) * objective, _STAGE)
        if run.ending is Ending.STOPPED:
            raise CancelledError("stopped before there was a bound")
        return None if run.ending is Ending.INFEASIBLE else run
