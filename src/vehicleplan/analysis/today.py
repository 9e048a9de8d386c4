"""Today: what the team does now, scored by the same rules as the plan, and what the plan does differently.

What is done today is no plan: it may break limits, and is scored all the same, with its breaches named.
"""

from __future__ import annotations

import math
from dataclasses import replace
from enum import StrEnum

from vehicleplan.analysis.basis import Basis
from vehicleplan.analysis.compare import Change, PlanDifference, compare_plans
from vehicleplan.estimates.score import score, shortfalls
from vehicleplan.frozen import dataclass
from vehicleplan.model.breach import Breach, BrokenLimit
from vehicleplan.model.plan import Chosen, Decisions, Plan, PlanStatus, Score, Shortfall
from vehicleplan.optimizer.given_activities import with_cheapest_hours
from vehicleplan.optimizer.verify import breached_limits


class Move(StrEnum):
    """What becomes of a vehicle from today to the plan, by its activities over the horizon."""

    STARTS = "starts"
    GROWS = "grows"
    STAYS = "stays"
    SHIFTS = "shifts"
    SHRINKS = "shrinks"
    STOPS = "stops"


@dataclass(frozen=True)
class VehicleMove:
    """A vehicle that is in use today or in the plan.

    Attributes:
        id: The candidate's id.
        name: What people call it.
        move: What becomes of it; one that shifts has as many activities in other periods.
        before: What it does today; None where it is not in use.
        after: What it does in the plan; None where it is not in it.
    """

    id: str
    name: str
    move: Move
    before: Chosen | None
    after: Chosen | None


@dataclass(frozen=True)
class Today:
    """What the team does today, scored over the horizon.

    Attributes:
        decisions: The activities as given, each vehicle starting with its first, and the cheapest hours for them.
        score: What follows from them.
        cost_per_result: By the cost that the goal counts; None where there are no results.
        shortfalls: What is missing of the goal.
        breaches: Limits of the scenario that it does not keep.
        ruled_out: Vehicles that are in use today and that the seven questions rule out.
        kept_out: Vehicles that are in use today and that the scenario keeps out.
        moves: Every vehicle that is in use today or in the plan: those that start first, those that stop last.
        difference: From today to the plan.
    """

    decisions: Decisions
    score: Score
    cost_per_result: float | None
    shortfalls: tuple[Shortfall, ...]
    breaches: tuple[Breach, ...]
    ruled_out: tuple[str, ...]
    kept_out: tuple[str, ...]
    moves: tuple[VehicleMove, ...]
    difference: PlanDifference


def today(basis: Basis) -> Today | None:
    """What the team does today beside the plan; None where no candidate is in use today."""
    resolved = basis.resolved
    candidates = resolved.candidates
    activities = {each.id: each.current for each in candidates if each.current and each.is_in_use}
    if not activities:
        return None
    decisions = with_cheapest_hours(resolved, activities)
    figures = score(resolved, decisions)
    as_plan = replace(
        basis.plan,
        status=PlanStatus.BEST_FOUND,
        gap=None,
        decisions=decisions,
        score=figures,
        not_chosen=(),
        shortfalls=shortfalls(resolved, figures),
    )
    breaches = breached_limits(resolved, decisions, figures)
    return Today(
        decisions=decisions,
        score=figures,
        cost_per_result=as_plan.cost_per_result,
        shortfalls=as_plan.shortfalls,
        breaches=tuple(breach for breach in breaches if breach.limit is not BrokenLimit.NEVER),
        ruled_out=tuple(v for v in activities if v in basis.ruled_out and resolved.candidate_by_id[v].include == "may"),
        kept_out=tuple(v for v in activities if resolved.candidate_by_id[v].include == "never"),
        moves=_moves(as_plan, basis.plan),
        difference=compare_plans(as_plan, basis.plan),
    )


def _moves(now: Plan, then: Plan) -> tuple[VehicleMove, ...]:
    before = {vehicle.id: vehicle for vehicle in now.vehicles}
    after = {vehicle.id: vehicle for vehicle in then.vehicles}
    found = [
        VehicleMove(vehicle.id, vehicle.name, _move(before.get(key), after.get(key)), before.get(key), after.get(key))
        for key, vehicle in (after | before).items()
    ]
    return tuple(sorted(found, key=lambda each: list(Move).index(each.move)))


def _move(before: Chosen | None, after: Chosen | None) -> Move:
    if before is None:
        return Move.STARTS
    if after is None:
        return Move.STOPS
    change = Change(math.fsum(before.activities), math.fsum(after.activities))
    if change.differs:
        return Move.GROWS if (change.amount or 0.0) > 0 else Move.SHRINKS
    is_same = all(not Change(*pair).differs for pair in zip(before.activities, after.activities, strict=True))
    return Move.STAYS if is_same else Move.SHIFTS
