"""The lowest cost per result: a ratio of two linear expressions, to proven optimality (Dinkelbach 1967).

For a price p of a result, F(p) = min(cost - p · results). F is 0 exactly at the lowest ratio, so a plan whose own
ratio is p with F(p) = 0 is proven best; otherwise the plan that minimizes has a lower ratio. The relaxation, which is
quick, gives the first price and a bound that holds whatever happens later.        (docs/model.md §8)
"""

from __future__ import annotations

import math

from vehicleplan.errors import CancelledError, UnboundedPlanError
from vehicleplan.optimizer.build import Expression, scale_of
from vehicleplan.optimizer.run import Ending, Run
from vehicleplan.optimizer.solve import Solver
from vehicleplan.optimizer.stage import Best

EQUAL = 1e-9
"""Relative improvement below which a ratio counts as proven."""

_ENDLESS = (
    "the more the plan does, the less a result costs, and nothing limits it: give a budget, hours or max_activities"
)

_MOST_STEPS = 60
"""Dinkelbach's method converges superlinearly; more steps than this mean that something is wrong."""


def least_ratio(
    solver: Solver, cost: Expression, results: Expression, start: Run | None, *, fewest: float = 0.0
) -> Best | None:
    """The plan with the lowest cost per result, or None where no plan has results.

    Args:
        solver: The solver that has the model.
        cost: What a plan costs.
        results: What it brings.
        start: A plan to begin from, where there is one.
        fewest: No plan has fewer results than these. For a price p above the best ratio F(p) < 0, and no ratio is
            below p + F(p) ÷ fewest: a plan with just these results may be proven at once.

    Raises:
        UnboundedPlanError: The ratio falls for ever as the plan grows.
        CancelledError: The user stopped before there was a plan.
    """
    relaxed = relaxed_ratio(solver, cost, results)
    if isinstance(relaxed, Best) or relaxed is None:
        return relaxed
    bound, room = relaxed, _room(cost, results)
    has_start = start is not None and fewest > 0 and start.value(results) > 0
    best = start if has_start else _good(solver, cost, results, relaxed)
    price = relaxed if best is None else _ratio(best, cost, results)
    is_step = best is not None
    for _ in range(_MOST_STEPS):
        found = _step(solver, _priced(cost, results, price), best, start, is_step=is_step)
        if found is None or found.values is None:
            return _nothing_found(found, cost, results, best, bound)
        if found.ending is Ending.BETTER and not _is_lower(found, cost, results, price - max(EQUAL * abs(price), room)):
            is_step = False  # a gain that is no lower ratio is none: now this price is to be proven
            continue
        if found.value(results) <= 0:
            # At this price nothing is better than no results, so no ratio is below it.
            if best is not None:
                return _judged(found, cost, results, best, bound)
            most = _with_results(solver, cost, results, found)
            if not isinstance(most, Run):
                return most
            best, price = most, _ratio(most, cost, results)
            continue
        ratio = _ratio(found, cost, results)
        if found.ending is Ending.OPTIMAL and fewest > 0 and ratio < price:
            bound = max(bound, price + (ratio - price) * found.value(results) / fewest)
        is_settled = best is not None and ratio >= price - max(EQUAL * abs(price), room)
        if found.ending is Ending.STOPPED:
            return _stopped(cost, results, found if best is None or ratio < price else best, bound)
        if is_settled or ratio <= bound + max(EQUAL * abs(bound), room):
            kept = best if is_settled and best is not None else found
            objective = _priced(cost, results, _ratio(kept, cost, results))
            return Best(kept, 0.0, objective, is_proven=True, is_only=is_settled and found.is_only)
        best, price, is_step = found, ratio, True
    raise ArithmeticError("the price of a result did not settle")


def _good(solver: Solver, cost: Expression, results: Expression, price: float) -> Run | None:
    """A good plan with results at a price, where it is soon found."""
    good = solver.good(_priced(cost, results, price), "lowest cost per result") if price > 0 else None
    return good if good is not None and good.value(results) > 0 else None


def _is_lower(run: Run, cost: Expression, results: Expression, than: float) -> bool:
    return run.value(results) > 0 and _ratio(run, cost, results) < than


def _step(solver: Solver, objective: Expression, best: Run | None, start: Run | None, *, is_step: bool) -> Run | None:
    """One step of the method, or the proof of its end; None where the user stopped it while an earlier one has a plan.

    Raises:
        CancelledError: The user stopped before there was a plan.
    """
    try:
        return solver.prove(objective, "lowest cost per result", start=best or start, is_step=is_step)
    except CancelledError:
        if best is None:
            raise
        return None


def _judged(found: Run, cost: Expression, results: Expression, best: Run, bound: float) -> Best:
    if found.ending is Ending.STOPPED:
        return _stopped(cost, results, best, bound)
    return Best(best, 0.0, _priced(cost, results, _ratio(best, cost, results)), is_proven=True)


def _with_results(solver: Solver, cost: Expression, results: Expression, found: Run) -> Run | Best | None:
    """The plan with the most results, for a first ratio; None where no plan has any, a Best where none was found.

    Raises:
        UnboundedPlanError: Nothing limits the results.
    """
    most = solver.prove(-1 * results, "most results", start=found)
    if most.ending is Ending.UNBOUNDED:
        raise UnboundedPlanError(_ENDLESS)
    if most.values is not None and most.value(results) > 0:
        return most
    return None if most.ending is Ending.OPTIMAL else Best(None, math.inf, cost)


def _nothing_found(found: Run | None, cost: Expression, results: Expression, best: Run | None, bound: float) -> Best:
    if found is not None and found.ending is Ending.UNBOUNDED:
        raise UnboundedPlanError(_ENDLESS)
    is_infeasible = found is not None and found.ending is Ending.INFEASIBLE
    if is_infeasible or best is None:
        return Best(None, math.inf, cost, is_infeasible=is_infeasible)
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
    return scale_of(objective) * objective


def _stopped(cost: Expression, results: Expression, run: Run, bound: float) -> Best:
    ratio = _ratio(run, cost, results)
    gap = max(0.0, ratio - bound) / bound if bound > 0 else math.inf
    return Best(run, gap, _priced(cost, results, ratio))


def relaxed_ratio(solver: Solver, cost: Expression, results: Expression) -> float | Best | None:
    """The lowest ratio where whole numbers may be fractions; a Best where that already is no plan.

    Where the time runs out before it is known, 0: no cost is below it.
    """
    run = solver.relax(-1 * results, "bound on results")
    if run.ending is Ending.INFEASIBLE:
        return Best(None, math.inf, cost, is_infeasible=True)
    if run.ending is Ending.OPTIMAL and run.value(results) <= 0:
        return None
    if run.ending is Ending.UNBOUNDED:
        run = solver.relax(cost, "bound on cost")
    for _ in range(_MOST_STEPS):
        if run.ending is not Ending.OPTIMAL or run.value(results) <= 0:
            return 0.0
        price = _ratio(run, cost, results)
        run = solver.relax(_priced(cost, results, price), "bound on the ratio")
        if run.ending is Ending.UNBOUNDED:
            raise UnboundedPlanError(_ENDLESS)
        if run.ending is Ending.OPTIMAL and (
            run.value(results) <= 0
            or _ratio(run, cost, results) >= price - max(EQUAL * abs(price), _room(cost, results))
        ):
            return price
    return 0.0
