"""What one result of a candidate costs at its smallest useful scale: alone, and each hour at its least."""

from __future__ import annotations

import math

from vehicleplan.estimates.score import vehicle_cash
from vehicleplan.estimates.tiers import full_yield_activities, steps
from vehicleplan.estimates.worth import amounts_per_activity, results_per_activity, worth_by_outcome
from vehicleplan.model.candidate import Candidate
from vehicleplan.model.resolve import ResolvedScenario


def smallest_scale(candidate: Candidate) -> float:
    """The least activities of one period: one, or what the candidate asks for."""
    return max(1.0, math.ceil(candidate.min_activities), candidate.min_per_period)


def cost_per_result_alone(resolved: ResolvedScenario, candidate: Candidate) -> float | None:
    """Cost per result of its smallest scale, set-up included, by the cost that the goal counts.

    Each hour comes from its cheapest source: own, a member's, or bought. None where it brings no results.
    """
    activities = smallest_scale(candidate)
    worth = worth_by_outcome(resolved.scenario)
    amounts = amounts_per_activity(candidate, resolved.scenario.goal.risk_aversion)
    results = results_per_activity(amounts, worth) * full_yield_activities(steps(candidate), activities)
    if results <= 0:
        return None
    cash = math.fsum(vehicle_cash(candidate, (activities,), 0))
    if resolved.scenario.goal.cost == "cash":
        return cash / results
    hours = {
        skill: candidate.setup_hours.get(skill, 0.0) + candidate.hours.get(skill, 0.0) * activities
        for skill in (*candidate.setup_hours, *candidate.hours)
    }
    return (cash + math.fsum(_cheapest_hour(resolved, s) * h for s, h in hours.items())) / results


def _cheapest_hour(resolved: ResolvedScenario, skill: str) -> float:
    team = resolved.scenario.team
    costs = [resolved.hourly_cost[skill]] if any(resolved.own_hours[skill]) else []
    costs += [member.hourly_cost for member in team.members if skill in member.skills]
    costs += [s.outsource.hourly_cost for s in team.skills if s.id == skill and s.outsource is not None]
    return min(costs, default=resolved.hourly_cost[skill])
