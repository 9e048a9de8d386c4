"""The way to the best plan: reach the goal, follow the mode, break ties; every step a run of the same model."""

from __future__ import annotations

import math
from contextlib import nullcontext
from dataclasses import replace

from vehicleplan.errors import CancelledError, UnboundedPlanError
from vehicleplan.frozen import dataclass
from vehicleplan.model.goal import Mode
from vehicleplan.model.plan import PlanStatus
from vehicleplan.optimizer.build import Build, Expression, scale_of, total
from vehicleplan.optimizer.constraints_choice import RESULTS
from vehicleplan.optimizer.ratio import least_ratio
from vehicleplan.optimizer.run import Ending, Run
from vehicleplan.optimizer.solve import Solver
from vehicleplan.optimizer.stage import Best
from vehicleplan.optimizer.tighten import tighten
from vehicleplan.optimizer.totals import TIED, held_values, worst_tied
from vehicleplan.optimizer.zoom import best_of_sizes, hold, no_dearer

HELD = 1e-7
"""Room for the sum of relative shortfalls when it is held: one part in ten million of what is asked, well above the
solver's own tolerance, below which it may take what it was given for the only plan."""

_SOME = 1e-6
"""The part of the results that ties must leave where nothing asks for any."""

_FINE = 1e4
"""What is missing is counted in such parts where a single activity may be a billionth of what is asked."""

_FEW = 1e-5
"""Results that are a smaller part of the amount can be lost in the room for what is missing."""

_CLOSE = "coming as close as possible to the goal"
_TIES = "breaking ties"

_NOTHING = 1e-4
"""Less than this, where the largest coefficient is a thousand, is the solver's arithmetic and nothing of a plan's."""

_IDLE = 1e-9

_MOST_NODES = 100

_LATER = 0.5
"""What a tie may be worse for being in a later place and not for having a vehicle more."""

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


def search(build: Build, solver: Solver, *, breaks_ties: bool = True, start: Run | None = None) -> Found:
    """Find the best plan.

    Args:
        build: The model.
        solver: The solver that has it.
        breaks_ties: Whether plans that are equal in what was looked for are told apart by cost, number and order.
        start: A plan that reaches the goal, to begin from.

    Raises:
        UnboundedPlanError: Nothing limits the plan.
        CancelledError: The user stopped before there was a plan.
    """
    found = _find(build, solver, start)
    return break_ties(build, solver, found) if breaks_ties else found


def break_ties(build: Build, solver: Solver, found: Found) -> Found:
    """The same with its equals told apart by cost, number and order, where it is proven. Its search was the last."""
    best = found.best
    if best is None or best.run is None or not (best.is_proven and build.items):
        return found
    return replace(found, run=_tie_broken(build, solver, best, best.run))


def _find(build: Build, solver: Solver, start: Run | None) -> Found:
    if build.contradictions:
        return Found(None, PlanStatus.IMPOSSIBLE, None)
    tighten(build, solver, build.needed_worlds)
    best = _follow_mode(build, solver, start)
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
    scale = _FINE if build.ranges.are_far_apart else 1.0
    objective = scale * missing
    closest = solver.prove(objective, _CLOSE, start=solver.likely(objective, _CLOSE))
    if closest.ending is Ending.INFEASIBLE:
        return Found(None, PlanStatus.IMPOSSIBLE, None)
    if closest.values is None:
        return Found(None, PlanStatus.BEST_FOUND, None)
    if closest.ending is Ending.STOPPED:
        return Found(closest, PlanStatus.OUT_OF_REACH, None)
    solver.narrow(objective, scale * (closest.value(missing) + HELD), _CLOSE)
    solver.require(missing, "<=", closest.value(missing) + HELD)
    tighten(build, solver, round(build.needed_worlds * (1.0 - closest.value(missing))))
    best = _follow_closest(build, solver, closest)
    if best is None or best.run is None:
        return Found(closest, PlanStatus.OUT_OF_REACH, None)
    return _ended(best, reached=False)


def _follow_closest(build: Build, solver: Solver, closest: Run) -> Best | None:
    """The mode's best among the plans that come as close; None where the user stopped before there was another."""
    if _is_most(build, solver, closest):
        return Best(closest, 0.0, -1 * build.results(), is_proven=True)
    amount = 0.0 if build.reached else build.resolved.scenario.goal.amount or 0.0
    fewest = amount * (1.0 - closest.value(total(build.missing.values())))
    try:
        return _follow_mode(build, solver, closest, fewest=fewest)
    except CancelledError:
        return None


def _is_most(build: Build, solver: Solver, closest: Run) -> bool:
    """Whether no plan that comes as close has more results: to have more it must miss more of some target."""
    goal = build.resolved.scenario.goal
    if goal.chosen_mode is not Mode.MOST_RESULTS or build.reached or build.ranges.are_far_apart:
        return False
    if RESULTS not in build.missing or closest.value(total([build.missing[RESULTS]])) <= HELD:
        return False
    results = scale_of(build.results()) * build.results()
    most = worst_tied(closest.value(results))
    for outcome, asked in goal.asked_outcomes.items():
        fewer = build.outcome(outcome) * (1.0 / asked)
        with solver.required(fewer, "<=", 1.0 - closest.value(total([build.missing[f"outcome {outcome}"]])) + HELD):
            run = solver.relax(-1 * results, "most results")
        if run.ending is not Ending.INFEASIBLE and (run.ending is not Ending.OPTIMAL or -run.objective > most):
            return False
    return True


def _follow_mode(build: Build, solver: Solver, start: Run | None, *, fewest: float = 0.0) -> Best:
    """The mode's best; `start` is a plan to begin from, and no plan has fewer results than `fewest`."""
    results, cost = build.results(), build.cost()
    if build.resolved.scenario.goal.chosen_mode is Mode.LOWEST_COST_PER_RESULT:
        best = least_ratio(solver, cost, results, start, fewest=fewest)
        if best is not None:
            return best_of_sizes(build, solver, best, lambda c, r: least_ratio(solver, c, r, None))
        # Where no plan has results, cost is all that is left.
    best = _least(build, solver, cost, results, start)
    return best_of_sizes(build, solver, best, lambda c, r: _least(build, solver, c, r, None))


def _least(build: Build, solver: Solver, cost: Expression, results: Expression, start: Run | None) -> Best:
    """Most results or the least cost."""
    if build.resolved.scenario.goal.chosen_mode is Mode.MOST_RESULTS:
        objective, stage = -1 * results, "most results"
    else:
        objective, stage = cost, "least cost"
    scale = scale_of(objective)
    sought = scale * objective
    run = solver.prove(sought, stage, start=start or solver.likely(sought, stage))
    if run.ending is Ending.UNBOUNDED:
        _refuse_unbounded(build)
    if run.values is None:
        return Best(None, math.inf, objective, is_infeasible=run.ending is Ending.INFEASIBLE)
    gap = _relative_gap(run.objective, run.bound)
    return Best(run, gap, objective, is_proven=run.ending is Ending.OPTIMAL, is_only=run.is_only)


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
    sought = _hold_value(build, solver, best, run)
    goal = build.resolved.scenario.goal
    if goal.chosen_mode is Mode.LOWEST_COST_PER_RESULT:
        _hold_some_results(build, solver, run)
    cost = build.cost()
    spent = run.value(cost)
    counted = no_dearer(build, cost, spent)
    places = {candidate.id: place for place, candidate in enumerate(build.resolved.candidates)}
    parts: list[Expression] = []
    if goal.chosen_mode is not Mode.LEAST_COST:
        parts.append((_COST_WEIGHT / spent if spent > 0 else scale_of(cost)) * counted)
    for item in build.items:
        late = places[item.candidate.id] / len(places) ** 2
        parts.append((1.0 + late) * build.chosen[item.candidate.id])
    objective = total(parts)
    try:
        if sought is not None:
            run = _without_idle(build, solver, sought, run)
        is_only = best.is_only or (sought is not None and _is_only(solver, sought, objective, run))
        with solver.held(held_values(solver.choices, run)) if is_only else nullcontext():
            tied = solver.prefer(objective, _TIES, start=run)
    except CancelledError:
        return run
    if tied.values is None or _is_same(build, cost, run, tied):
        tied = run
    reached = tied.value(objective)
    solver.require(objective, "<=", worst_tied(reached))
    return tied


def _hold_some_results(build: Build, solver: Solver, run: Run) -> None:
    """The same ratio at a lower cost is fewer results; none at all would have no ratio.

    Where the goal is far out of reach, few results are as close to it as none.
    """
    goal, brought = build.resolved.scenario.goal, run.value(build.results())
    if goal.amount is None or build.reached or 0 < brought <= _FEW * goal.amount:
        least = brought * _SOME
        if scale_of(build.results()) * brought >= 1.0:
            solver.require(build.results(), ">=", least)
        else:
            hold(build, solver, -1 * build.results(), -least, size=least)


def _without_idle(build: Build, solver: Solver, sought: tuple[Expression, float], run: Run) -> Run:
    """The same without vehicles that do nothing in it, where a plan as good can do without them."""
    vehicles = held_values(solver.choices, run)
    for item in build.items:
        v = item.candidate.id
        is_idle = run.value(total(build.activities[v, t] for t in build.periods)) <= _IDLE
        if is_idle and item.candidate.include != "must":
            vehicles[build.chosen[v].index] = 0.0
    if vehicles == held_values(solver.choices, run):
        return run
    objective, worst = sought
    with solver.held(vehicles):
        busy = solver.minimize(objective, _TIES, enough=worst, most_nodes=_MOST_NODES)
    return busy if busy.values is not None and busy.value(objective) <= worst else run


def _is_only(solver: Solver, sought: tuple[Expression, float], objective: Expression, run: Run) -> bool:
    """Whether other vehicles are worse or lose the tie: so are those with another one that does nothing."""
    with solver.required(objective, "<=", run.value(objective) + _LATER):
        return solver.has_no_other_set(*sought, run, _TIES)


def _hold_value(build: Build, solver: Solver, best: Best, run: Run) -> tuple[Expression, float] | None:
    """What was looked for is no worse, as a part of it where it is far less than its largest coefficient.

    Gives the objective with the most that it may be; None where it is told in parts.
    """
    scale, size = scale_of(best.objective), _size(build, best, run)
    is_nothing = scale * size < (0.0 if build.ranges.are_far_apart else _NOTHING)
    if size == 0 or is_nothing or scale * size >= 1.0:
        objective = scale * best.objective
        worst = worst_tied(0.0 if is_nothing else run.value(objective))
        if not best.is_only:
            solver.narrow(objective, worst, _TIES)
        solver.require(objective, "<=", worst)
        return objective, worst
    hold(build, solver, best.objective, run.value(best.objective) + TIED * size, size=size)
    return None


def _size(build: Build, best: Best, run: Run) -> float:
    """What the plan has of what was looked for; of a cost per result the cost, in the units of its objective."""
    cost, results = build.cost(), build.results()
    is_ratio = build.resolved.scenario.goal.chosen_mode is Mode.LOWEST_COST_PER_RESULT
    if not is_ratio or run.value(results) <= 0:
        return abs(run.value(best.objective))
    spent = run.value(cost)
    unscaled = cost - spent / run.value(results) * results
    return spent * scale_of(unscaled) / scale_of(best.objective)


def _is_same(build: Build, cost: Expression, run: Run, tied: Run) -> bool:
    """Whether the same vehicles cost the same but for arithmetic; then the untied plan is the cleaner."""
    same_set = all(
        round(run.value(total([chosen]))) == round(tied.value(total([chosen]))) for chosen in build.chosen.values()
    )
    return same_set and math.isclose(run.value(cost), tied.value(cost), rel_tol=10 * TIED, abs_tol=1e-6)
