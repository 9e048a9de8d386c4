"""The lowest ratio, step by step."""

from __future__ import annotations

from typing import cast

from pulp import LpAffineExpression, LpProblem

from vehicleplan.optimizer.ratio import least_ratio
from vehicleplan.optimizer.run import Ending, Run
from vehicleplan.optimizer.solve import Solver

COST, RESULTS = 0, 1
GOOD, RELAXED, BEST = (100.0, 10.0), (70.0, 10.0), (80.0, 10.0)
HARDLY_BETTER = (100.0 - 1e-10, 10.0)


class Slow:
    """A solver whose steps find a gain that is no lower ratio, until it is asked for the best plan."""

    def __init__(self) -> None:
        self.asked: list[bool] = []

    def relax(self, *_: object) -> Run:
        """The relaxation: 7 for a result."""
        return Run(Ending.OPTIMAL, RELAXED, 0.0, 0.0)

    def good(self, *_: object) -> Run:
        """A good plan: 10 for a result."""
        return Run(Ending.STOPPED, GOOD, 0.0, 0.0)

    def prove(self, *_: object, start: Run, is_step: bool) -> Run:
        """The best plan, 8 for a result, where no step is enough."""
        self.asked.append(is_step)
        if is_step and start.values == GOOD:
            return Run(Ending.BETTER, HARDLY_BETTER, 0.0, 0.0)
        return Run(Ending.OPTIMAL, BEST, 0.0, 0.0)


def test_a_gain_that_lowers_no_ratio_does_not_prove_it() -> None:
    """After it the price is proven, and the plan that costs 8 for a result is found."""
    problem = LpProblem("ratio")
    cost, results = problem.add_variable("cost"), problem.add_variable("results")
    cost.index, results.index = COST, RESULTS
    slow = Slow()
    best = least_ratio(cast("Solver", slow), LpAffineExpression({cost: 1.0}), LpAffineExpression({results: 1.0}), None)
    assert best is not None
    assert best.run is not None
    assert best.run.values == BEST
    assert best.is_proven
    assert slow.asked == [True, False, True]
