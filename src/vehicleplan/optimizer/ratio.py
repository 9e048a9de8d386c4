"""The lowest cost per result: a ratio of two linear expressions, to proven optimality (Dinkelbach 1967).

For a price p of a result, F(p) = min(cost - p · results). F is 0 exactly at the lowest ratio, so a plan whose own
ratio is p with F(p) = 0 is proven best; otherwise the plan that minimizes has a lower ratio. The relaxation, which is
quick, gives the first price and a bound that holds whatever happens later.        (docs/model.md §8)
"""

from __future__ import annotations

import math

from vehicleplan.errors import UnboundedPlanError
from vehicleplan.optimizer.build import Expression
from vehicleplan.optimizer.solve import Ending, Run, Solver
from vehicleplan.optimizer.stage import Best

EQUAL = 1e-9
"""Relative improvement below which a ratio counts as proven."""

_MOST_STEPS = 60
"""Dinkelbach's method converges superlinearly; more steps than this mean that something is wrong."""


def least_ratio(solver: Solver, cost: Expression, results: Expression, start: Run | None) -> Best | None:
    """The plan with the lowest cost per result, or None where no plan has results.

    Raises:
        UnboundedPlanError: The ratio falls for ever as the plan grows.
    """
    relaxed = _relaxed_ratio(solver, cost, results)
    if isinstance(relaxed, Best) or relaxed is None:
        return relaxed
    price, bound, room = relaxed, relaxed, _room(cost, results)
    best: Run | None = None
    for _ in range(_MOST_STEPS):
        found = solver.prove(_priced(cost, results, price), "lowest cost per result", start=best or start)
        if found.values is None:
            return _nothing_found(found, cost, results, best, bound)
        if found.value(results) <= 0:
            return _without_results(solver, cost, results, found)
        ratio = _ratio(found, cost, results)
        if found.ending is Ending.STOPPED:
            return _stopped(cost, results, found if best is None or ratio < price else best, bound)
        if best is not None and ratio >= price - max(EQUAL * abs(price), room):
            return Best(best, 0.0, _priced(cost, results, price), is_proven=True)
        if ratio <= bound + max(EQUAL * abs(bound), room):
            return Best(found, 0.0, _priced(cost, results, ratio), is_proven=True)
        best, price = found, ratio
    raise ArithmeticError("the price of a result did not settle")


def _nothing_found(found: Run, cost: Expression, results: Expression, best: Run | None, bound: float) -> Best:
    if found.ending is Ending.INFEASIBLE or best is None:
        return Best(None, math.inf, cost, is_infeasible=found.ending is Ending.INFEASIBLE)
    return _stopped(cost, results, best, bound)


def _room(cost: Expression, results: Expression) -> float:
    """What two ratios may differ by arithmetic alone; it matters where the best ratio is nothing at all."""
    dearest = max((abs(c) for c in cost.values()), default=0.0)
    richest = max((abs(c) for c in results.values()), default=1.0)
    return 1e-12 * dearest / richest


def _ratio(run: Run, cost: Expression, results: Expression) -> float:
    return run.value(cost) / run.value(results)


def _priced(cost: Expression, results: Expression, price: float) -> Expression:
    """The cost less the price of the results, scaled so that the largest coefficient is 1,000."""
    objective = cost - price * results
    largest = max((abs(c) for c in objective.values()), default=0.0)
    return (1000.0 / largest) * objective if largest > 0 else objective


def _stopped(cost: Expression, results: Expression, run: Run, bound: float) -> Best:
    ratio = _ratio(run, cost, results)
    gap = max(0.0, ratio - bound) / ratio if ratio > 0 else 0.0
    return Best(run, gap, _priced(cost, results, ratio))


def _relaxed_ratio(solver: Solver, cost: Expression, results: Expression) -> float | Best | None:
    """The lowest ratio where whole numbers may be fractions; a Best where that already is no plan."""
    most = solver.relax(-1 * results, "bound on results")
    if most.ending is Ending.INFEASIBLE:
        return Best(None, math.inf, cost, is_infeasible=True)
    if most.ending is Ending.OPTIMAL and most.value(results) <= 0:
        return None
    run = most if most.ending is Ending.OPTIMAL else solver.relax(cost, "bound on cost")
    if run.values is None:
        raise UnboundedPlanError("nothing limits the plan: give a budget, hours or max_activities")
    for _ in range(_MOST_STEPS):
        made = run.value(results)
        if made <= 0:
            return 0.0
        price = run.value(cost) / made
        run = solver.relax(_priced(cost, results, price), "bound on the ratio")
        if run.ending is Ending.UNBOUNDED:
            raise UnboundedPlanError(
                "the more the plan does, the less a result costs, and nothing limits it: "
                "give a budget, hours or max_activities"
            )
        if run.values is None or run.value(results) <= 0:
            return price
        if _ratio(run, cost, results) >= price - max(EQUAL * abs(price), _room(cost, results)):
            return price
    return price


def _without_results(solver: Solver, cost: Expression, results: Expression, found: Run) -> Best | None:
    """A plan without results has no ratio: ask for some, if any plan has them."""
    most = solver.prove(-1 * results, "most results", start=found)
    if most.values is None or most.value(results) <= 0:
        return None
    solver.require(results, ">=", most.value(results) * 1e-6)
    return least_ratio(solver, cost, results, None)
