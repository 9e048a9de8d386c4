"""The best outline, where a schedule has all that it promises: then that is the best plan, and proven by it.

The periods as one are a small model, and most of a search goes into periods. Where the relaxation of the outline is
better than that of the model, its promises cannot be kept, and nothing is tried.        (docs/model.md §10)
"""

from __future__ import annotations

import math
from contextlib import suppress
from dataclasses import replace

from vehicleplan.errors import CancelledError, UnboundedPlanError
from vehicleplan.frozen import dataclass
from vehicleplan.model.goal import Mode
from vehicleplan.model.plan import PlanStatus
from vehicleplan.optimizer.build import Build, Expression, scale_of, total
from vehicleplan.optimizer.control import Control
from vehicleplan.optimizer.index import index_items
from vehicleplan.optimizer.make import fill
from vehicleplan.optimizer.outline import outlined
from vehicleplan.optimizer.run import Ending, Run
from vehicleplan.optimizer.search import Found, search
from vehicleplan.optimizer.solve import Expected, Solver
from vehicleplan.optimizer.stage import Best
from vehicleplan.optimizer.totals import enough_room, worst_tied
from vehicleplan.optimizer.zoom import value

_PART = 0.2
"""What the outline may take of the time."""

_MOST_NODES = 100

_HALF = 0.5

_SAME = 1e-6
"""Relative difference up to which two relaxations are as good."""

_STAGE = "looking ahead"


def sought_at(build: Build, price: float) -> Expression:
    """What the mode makes small, at a price of a result where that is the lowest cost per result."""
    mode = build.resolved.scenario.goal.chosen_mode
    if mode is Mode.LOWEST_COST_PER_RESULT:
        return build.cost() - price * build.results()
    return -1 * build.results() if mode is Mode.MOST_RESULTS else build.cost()


def value_of(build: Build, run: Run) -> float:
    """What the mode makes small: the cost, the cost per result (infinite without any), or the results with a minus."""
    return value(build.resolved.scenario.goal.chosen_mode, run, build.cost(), build.results())


def at_least(build: Build, stopped: Found, least: float, known: float | None) -> Found:
    """A plan that is not proven, with what is known of it: no plan is below the least, and perhaps a gap."""
    reached = math.inf if stopped.run is None else value_of(build, stopped.run)
    gaps = [max(0.0, reached - least) / abs(least)] if least else []
    gap = min((gap for gap in (*gaps, known) if gap is not None and math.isfinite(gap)), default=None)
    return Found(stopped.run, PlanStatus.BEST_FOUND if gap is None else PlanStatus.WITHIN_GAP, gap)


def search_ahead(build: Build, solver: Solver, control: Control, *, start: Run | None = None) -> Found:
    """The same as `search`, its ties not broken, where it can be by the best outline.

    Raises:
        UnboundedPlanError: Nothing limits the plan.
        CancelledError: The user stopped before there was a plan.
    """
    looked = _ahead(build, solver, control) if _can_look_ahead(build) else None
    if looked is not None and looked.found is not None:
        return looked.found
    found = search(build, solver, breaks_ties=False, start=start)
    is_stopped = found.run is not None and found.status in (PlanStatus.WITHIN_GAP, PlanStatus.BEST_FOUND)
    return found if looked is None or not is_stopped else at_least(build, found, looked.least, found.gap)


@dataclass(frozen=True)
class _Looked:
    """What the best outline says.

    Attributes:
        found: The plan that has all that it promises; None where no schedule has that.
        least: What no plan is below, as `value_of` tells it.
    """

    found: Found | None
    least: float


def _can_look_ahead(build: Build) -> bool:
    return bool(build.counted) and not (build.reached or build.contradictions or build.ranges.are_far_apart)


def _ahead(build: Build, solver: Solver, control: Control) -> _Looked | None:
    """What the best outline says; None for nothing."""
    outline = outlined(build.resolved, build.items)
    try:
        ahead = fill(Build(outline, index_items(outline, outline.candidates)))
        ahead.missing.clear()  # an outline that only comes close promises nothing
        other = Solver(ahead, control.aside(_PART))
        if not _promises(build, solver, ahead, other):
            return None
        found = search(ahead, other, breaks_ties=False)
    except (UnboundedPlanError, CancelledError):
        return None  # the model itself knows for what vehicle, and what it has
    if found.run is None or found.status is not PlanStatus.PROVEN_BEST:
        return None
    least = value_of(ahead, found.run)
    if math.isinf(least):
        return None  # no results, and so no price of one
    best = _scheduled(build, solver, ahead, found.run)
    if best is None:
        # Its vehicles are the first to look among, since none promise more, and not by what they promise.
        vehicles = [v for v, chosen in ahead.chosen.items() if found.run.value(total([chosen])) > _HALF]
        solver.expect(build, Expected(sets=[vehicles]))
        solver.unscheduled.add(frozenset(build.chosen[v].index for v in vehicles))
        return _Looked(None, least)
    best = replace(best, is_only=_is_only(ahead, other, found.run))
    return _Looked(Found(best.run, PlanStatus.PROVEN_BEST, 0.0, best), least)


def _promises(build: Build, solver: Solver, ahead: Build, other: Solver) -> bool:
    """Whether the relaxation of the outline is no better than that of the model, at no price of a result."""
    sought = sought_at(build, 0.0)
    scale = scale_of(sought)
    own = solver.relax(scale * sought, _STAGE)
    outlines = other.relax(scale * sought_at(ahead, 0.0), _STAGE)
    if own.ending is not Ending.OPTIMAL or outlines.ending is not Ending.OPTIMAL:
        return False
    return outlines.objective >= own.objective - _SAME * abs(own.objective)


def _scheduled(build: Build, solver: Solver, ahead: Build, best: Run) -> Best | None:
    """The plan that has the vehicles of an outline, each as often, if it is as good."""
    price = value_of(ahead, best)
    sought = sought_at(build, price)
    scale = scale_of(sought)
    sought, bound = scale * sought, best.value(scale * sought_at(ahead, price))
    held: dict[int, float] = {}
    for item in build.items:
        v = item.candidate.id
        held[build.chosen[v].index] = round(best.value(total([ahead.chosen[v]])))
        counted = build.counted.get((v, len(build.periods) - item.candidate.lag - 1))
        if counted is not None:
            held[counted.index] = round(best.value(ahead.activities[v, 0]))
    with solver.held(held), suppress(CancelledError):
        enough = bound + enough_room(bound) / 2
        run = solver.minimize(sought, _STAGE, enough=enough, most_nodes=_MOST_NODES)
        if run.values is not None and run.objective <= bound + enough_room(bound):
            return Best(run, 0.0, sought, is_proven=True)
    return None


def _is_only(ahead: Build, other: Solver, best: Run) -> bool:
    """Whether no outline of other vehicles is as good."""
    sought = sought_at(ahead, value_of(ahead, best))
    sought = scale_of(sought) * sought
    worst = worst_tied(best.value(sought))
    other.narrow(sought, worst, _STAGE)
    return other.has_no_other_set(sought, worst, best, _STAGE)
