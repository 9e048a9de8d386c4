"""The way to the best plan: reach the goal, follow the mode, break ties; every step a run of the same model."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from vehicleplan.errors import CancelledError, UnboundedPlanError
from vehicleplan.model.goal import Mode
from vehicleplan.model.plan import PlanStatus
from vehicleplan.optimizer.build import Build, Expression, scale_of, total
from vehicleplan.optimizer.ratio import least_ratio
from vehicleplan.optimizer.run import Ending, Run
from vehicleplan.optimizer.solve import Solver
from vehicleplan.optimizer.stage import Best
from vehicleplan.optimizer.tighten import tighten

TIED = 1e-8
"""Relative difference below which two plans count as equal in what was looked for."""

HELD = 1e-7
"""Room for the sum of relative shortfalls when it is held: one part in ten million of what is asked, well above the
solver's own tolerance, below which it may take what it was given for the only plan."""

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
        best: What following the mode gave; None where it gave nothing.
    """

    run: Run | None
    status: PlanStatus
    gap: float | None
    best: Best | None = None


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
    found = _find(build, solver)
    return break_ties(build, solver, found) if breaks_ties else found


def break_ties(build: Build, solver: Solver, found: Found) -> Found:
    """The same with its equals told apart by cost, number and order, where it is proven. Its search was the last."""
    best = found.best
    if best is None or best.run is None or not (best.is_proven and build.items):
        return found
    return replace(found, run=_tie_broken(build, solver, best, best.run))


def _find(build: Build, solver: Solver) -> Found:
    if build.contradictions:
        return Found(None, PlanStatus.IMPOSSIBLE, None)
    tighten(build, solver, build.needed_worlds)
    best = _follow_mode(build, solver, None)
    if best.run is None and best.is_infeasible:
        return _come_close(build, solver)
    return _ended(best, reached=True)


def _come_close(build: Build, solver: Solver) -> Found:
    """The goal is out of reach, or nothing is possible at all: the smallest sum of relative shortfalls decides."""
    if not build.missing:
        return Found(None, PlanStatus.IMPOSSIBLE, None)
    for variable in build.missing.values():
        solver.bound_variable(variable, 1.0)
    tighten(build, solver, 0)
    missing = total(build.missing.values())
    closest = solver.prove(missing, "coming as close as possible to the goal")
    if closest.ending is Ending.INFEASIBLE:
        return Found(None, PlanStatus.IMPOSSIBLE, None)
    if closest.values is None:
        return Found(None, PlanStatus.BEST_FOUND, None)
    if closest.ending is Ending.STOPPED:
        return Found(closest, PlanStatus.OUT_OF_REACH, None)
    solver.require(missing, "<=", closest.value(missing) + HELD)
    tighten(build, solver, round(build.needed_worlds * (1.0 - closest.value(missing))))
    best = _follow_closest(build, solver, closest)
    if best is None or best.run is None:
        return Found(closest, PlanStatus.OUT_OF_REACH, None)
    return _ended(best, reached=False)


def _follow_closest(build: Build, solver: Solver, closest: Run) -> Best | None:
    """The mode's best among the plans that come as close; None where the user stopped before there was another."""
    amount = 0.0 if build.reached else build.resolved.scenario.goal.amount or 0.0
    fewest = amount * (1.0 - closest.value(total(build.missing.values())))
    try:
        return _follow_mode(build, solver, closest, fewest=fewest)
    except CancelledError:
        return None


def _follow_mode(build: Build, solver: Solver, start: Run | None, *, fewest: float = 0.0) -> Best:
    """The mode's best; `start` is a plan to begin from, and no plan has fewer results than `fewest`."""
    mode = build.resolved.scenario.goal.chosen_mode
    results, cost = build.results(), build.cost()
    if mode is Mode.LOWEST_COST_PER_RESULT:
        best = least_ratio(solver, cost, results, start, fewest=fewest)
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
    endless = [item.candidate.name for item in build.items if math.isinf(item.most)]
    names = ", ".join(endless) or "a vehicle"
    raise UnboundedPlanError(
        f"nothing limits how much of {names} the plan may use: give max_activities or max_per_period, "
        "a budget, or hours that are needed"
    )


def _ended(best: Best, *, reached: bool) -> Found:
    if best.run is None:
        return Found(None, PlanStatus.BEST_FOUND, None)
    if not reached:
        return Found(best.run, PlanStatus.OUT_OF_REACH, 0.0 if best.is_proven else _known(best.gap), best)
    if best.is_proven:
        return Found(best.run, PlanStatus.PROVEN_BEST, 0.0, best)
    if math.isfinite(best.gap):
        return Found(best.run, PlanStatus.WITHIN_GAP, best.gap, best)
    return Found(best.run, PlanStatus.BEST_FOUND, None, best)


def _known(gap: float) -> float | None:
    return gap if math.isfinite(gap) else None


def _tie_broken(build: Build, solver: Solver, best: Best, run: Run) -> Run:
    """Among plans that are equal in what was looked for: lower cost, then fewer vehicles, then earlier candidates.

    One run with weights so far apart that a later rule never outweighs a real difference in an earlier one. The row
    that holds its value stays, for `schedule`. With a confidence, among plans that reach the same worlds: to ask all
    others would take as long as the search for the best.
    """
    for variable in build.reached:
        solver.fix(variable, round(run.value(total([variable]))))
    scale = scale_of(best.objective)
    reached = scale * run.value(best.objective)
    solver.require(scale * best.objective, "<=", reached + TIED * max(1.0, abs(reached)))
    goal = build.resolved.scenario.goal
    if goal.chosen_mode is Mode.LOWEST_COST_PER_RESULT and (goal.amount is None or build.reached):
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
