"""The way to the best plan: reach the goal, follow the mode, break ties; every step a run of the same model."""

from __future__ import annotations

import math
from dataclasses import dataclass

from vehicleplan.errors import CancelledError, UnboundedPlanError
from vehicleplan.model.goal import Mode
from vehicleplan.model.plan import PlanStatus
from vehicleplan.optimizer.build import Build, Expression, scale_of, total
from vehicleplan.optimizer.ratio import least_ratio
from vehicleplan.optimizer.solve import Ending, Run, Solver
from vehicleplan.optimizer.stage import Best

TIED = 1e-8
"""Relative difference below which two plans count as equal in what was looked for."""

_HELD = 1e-8
"""Room for the sum of relative shortfalls when it is held: one part in a hundred million of what is asked."""

_SOME = 1e-6
"""The part of the results that ties must leave where nothing asks for any."""

_COST_WEIGHT = 1e7
"""In breaking ties a vehicle fewer is worth one part in this of the cost: nothing, unless costs are equal."""


@dataclass(frozen=True)
class Found:
    """What the search found.

    Attributes:
        run: The last run with a solution; None where no plan is possible.
        status: How good it is known to be.
        gap: How far it may be from the best, as a share; None where nothing is known.
    """

    run: Run | None
    status: PlanStatus
    gap: float | None


def search(build: Build, solver: Solver, *, breaks_ties: bool = True) -> Found:
    """Find the best plan.

    Args:
        build: The model.
        solver: The solver that has it.
        breaks_ties: Whether plans that are equal in what was looked for are told apart by cost, number and order.

    Raises:
        UnboundedPlanError: Nothing limits the plan.
        CancelledError: The user stopped before there was a plan.
    """
    if build.contradictions:
        return Found(None, PlanStatus.IMPOSSIBLE, None)
    best = _follow_mode(build, solver, None)
    if best.run is None and best.is_infeasible:
        return _come_close(build, solver, breaks_ties=breaks_ties)
    return _ended(best, _tied(build, solver, best, breaks_ties=breaks_ties), reached=True)


def _come_close(build: Build, solver: Solver, *, breaks_ties: bool) -> Found:
    """The goal is out of reach, or nothing is possible at all: the smallest sum of relative shortfalls decides."""
    if not build.missing:
        return Found(None, PlanStatus.IMPOSSIBLE, None)
    for variable in build.missing.values():
        solver.bound_variable(variable, 1.0)
    missing = total(build.missing.values())
    closest = solver.prove(missing, "coming as close as possible to the goal")
    if closest.ending is Ending.INFEASIBLE:
        return Found(None, PlanStatus.IMPOSSIBLE, None)
    if closest.values is None:
        return Found(None, PlanStatus.BEST_FOUND, None)
    if closest.ending is Ending.STOPPED:
        return Found(closest, PlanStatus.OUT_OF_REACH, None)
    solver.require(missing, "<=", closest.value(missing) + _HELD)
    best = _follow_closest(build, solver, closest)
    if best is None or best.run is None:
        return Found(closest, PlanStatus.OUT_OF_REACH, None)
    return _ended(best, _tied(build, solver, best, breaks_ties=breaks_ties), reached=False)


def _follow_closest(build: Build, solver: Solver, closest: Run) -> Best | None:
    """The mode's best among the plans that come as close; None where the user stopped before there was another."""
    try:
        return _follow_mode(build, solver, closest)
    except CancelledError:
        return None


def _follow_mode(build: Build, solver: Solver, start: Run | None) -> Best:
    mode = build.resolved.scenario.goal.chosen_mode
    results, cost = build.results(), build.cost()
    if mode is Mode.LOWEST_COST_PER_RESULT:
        best = least_ratio(solver, cost, results, start)
        if best is not None:
            return best
        mode = Mode.LEAST_COST  # where no plan has results, cost is all that is left
    if mode is Mode.MOST_RESULTS:
        objective, stage = -1 * results, "most results"
    else:
        objective, stage = cost, "least cost"
    scale = scale_of(objective)
    run = solver.prove(scale * objective, stage, start=start)
    if run.ending is Ending.UNBOUNDED:
        _refuse_unbounded(build)
    if run.values is None:
        return Best(None, math.inf, objective, is_infeasible=run.ending is Ending.INFEASIBLE)
    gap = _relative_gap(run.objective, run.bound)
    return Best(run, gap, objective, is_proven=run.ending is Ending.OPTIMAL)


def _relative_gap(objective: float, bound: float) -> float:
    if not math.isfinite(bound):
        return math.inf
    difference = max(0.0, objective - bound)
    if difference == 0:
        return 0.0
    return difference / abs(bound) if bound else math.inf


def _refuse_unbounded(build: Build) -> None:
    endless = [item.candidate.id for item in build.items if math.isinf(item.most)]
    names = ", ".join(f"`{name}`" for name in endless) or "a vehicle"
    raise UnboundedPlanError(
        f"nothing limits how much of {names} the plan may use: give max_activities or max_per_period, "
        "a budget, or hours that are needed"
    )


def _tied(build: Build, solver: Solver, best: Best, *, breaks_ties: bool) -> Run | None:
    """The run of the best plan, told apart from its equals where that is asked for and it is proven."""
    if best.run is None or not (breaks_ties and best.is_proven and build.items):
        return best.run
    return _break_ties(build, solver, best, best.run)


def _ended(best: Best, run: Run | None, *, reached: bool) -> Found:
    if run is None:
        return Found(None, PlanStatus.BEST_FOUND, None)
    if not reached:
        return Found(run, PlanStatus.OUT_OF_REACH, 0.0 if best.is_proven else _known(best.gap))
    if best.is_proven:
        return Found(run, PlanStatus.PROVEN_BEST, 0.0)
    if math.isfinite(best.gap):
        return Found(run, PlanStatus.WITHIN_GAP, best.gap)
    return Found(run, PlanStatus.BEST_FOUND, None)


def _known(gap: float) -> float | None:
    return gap if math.isfinite(gap) else None


def _break_ties(build: Build, solver: Solver, best: Best, run: Run) -> Run:
    """Among plans that are equal in what was looked for: lower cost, then fewer vehicles, then earlier candidates.

    One run with weights so far apart that a later rule never outweighs a real difference in an earlier one. The row
    that holds its value stays, for `schedule`.
    """
    scale = scale_of(best.objective)
    reached = scale * run.value(best.objective)
    solver.require(scale * best.objective, "<=", reached + TIED * max(1.0, abs(reached)))
    goal = build.resolved.scenario.goal
    if goal.chosen_mode is Mode.LOWEST_COST_PER_RESULT and goal.amount is None:
        # The same ratio at a lower cost is fewer results; none at all would have no ratio.
        solver.require(build.results(), ">=", run.value(build.results()) * _SOME)
    cost = build.cost()
    spent = run.value(cost)
    count = len(build.items)
    parts: list[Expression] = []
    if goal.chosen_mode is not Mode.LEAST_COST:
        parts.append((_COST_WEIGHT / spent if spent > 0 else scale_of(cost)) * cost)
    for place, item in enumerate(build.items):
        parts.append((1.0 + place / (count * count)) * build.chosen[item.candidate.id])
    objective = total(parts)
    try:
        tied = solver.prefer(objective, "breaking ties", start=run)
    except CancelledError:
        return run
    if tied.values is None or _is_same(build, cost, run, tied):
        tied = run
    reached = tied.value(objective)
    solver.require(objective, "<=", reached + TIED * max(1.0, abs(reached)))
    return tied


def _is_same(build: Build, cost: Expression, run: Run, tied: Run) -> bool:
    """Whether the same vehicles cost the same but for arithmetic; then the untied plan is the cleaner."""
    same_set = all(
        round(run.value(total([chosen]))) == round(tied.value(total([chosen]))) for chosen in build.chosen.values()
    )
    return same_set and math.isclose(run.value(cost), tied.value(cost), rel_tol=10 * TIED, abs_tol=1e-6)
