"""What decisions cost, use and bring, by the rules of the domain alone. The optimizer's model is not asked.

Everything that is published is computed here, so that a fault in the model shows as a difference.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from vehicleplan.estimates.sampled import times_reached, worlds_needed
from vehicleplan.estimates.tiers import cash_by_period, full_yield_activities, steps
from vehicleplan.estimates.worth import amounts_per_activity, worth_by_outcome
from vehicleplan.model.base import by_period
from vehicleplan.model.candidate import Candidate
from vehicleplan.model.plan import Chosen, Cost, Decisions, MadeBuild, Score, Shortfall, SkillUse
from vehicleplan.model.resolve import ResolvedScenario

WORLDS = "sampled worlds"
"""What is short where a confidence is out of reach."""


def vehicle_outcomes(candidate: Candidate, activities: tuple[float, ...], risk_aversion: float) -> dict[str, float]:
    """By outcome, what the activities bring within the horizon. Shape of activities: [period]."""
    in_time = math.fsum(activities[: max(0, len(activities) - candidate.lag)])
    effective = full_yield_activities(steps(candidate), in_time)
    return {outcome: amount * effective for outcome, amount in amounts_per_activity(candidate, risk_aversion).items()}


def vehicle_cash(candidate: Candidate, activities: tuple[float, ...], start: int) -> tuple[float, ...]:
    """Cash of the vehicle's set-up and activities in each period; start counts from 0."""
    spent = list(cash_by_period(steps(candidate), activities))
    spent[start] += candidate.setup_cost
    return tuple(spent)


def vehicle_hours(candidate: Candidate, activities: tuple[float, ...], start: int) -> dict[str, tuple[float, ...]]:
    """By skill, hours of the vehicle's set-up and activities in each period; start counts from 0."""
    hours: dict[str, tuple[float, ...]] = {}
    for skill in dict.fromkeys((*candidate.setup_hours, *candidate.hours)):
        each = candidate.hours.get(skill, 0.0)
        once = candidate.setup_hours.get(skill, 0.0)
        hours[skill] = tuple(each * count + (once if t == start else 0.0) for t, count in enumerate(activities))
    return hours


def score(resolved: ResolvedScenario, decisions: Decisions) -> Score:
    """The plan's figures. Vehicles come in the order of candidates."""
    hours = _skill_use(resolved, decisions)
    rates = _hour_rates(resolved, decisions, hours)
    worth = worth_by_outcome(resolved.scenario)
    vehicles = tuple(
        _chosen(resolved, candidate, decisions, rates, worth)
        for candidate in resolved.candidates
        if candidate.id in decisions.activities
    )
    cash = cash_in_each_period(resolved, decisions)
    outcomes: dict[str, float] = {}
    for vehicle in vehicles:
        for outcome, amount in vehicle.outcomes.items():
            outcomes[outcome] = outcomes.get(outcome, 0.0) + amount
    return Score(
        vehicles=vehicles,
        cost=Cost(cash=math.fsum(cash), labour=_labour(resolved, decisions, hours)),
        cash_by_period=cash,
        results=math.fsum(vehicle.results for vehicle in vehicles),
        outcomes=outcomes,
        hours=hours,
        builds=_made_builds(resolved, decisions),
    )


def shortfalls(resolved: ResolvedScenario, figures: Score) -> tuple[Shortfall, ...]:
    """What is missing of the amount and the targets by more than one part in a million.

    With a confidence, of the sampled worlds in which all of them must be reached.
    """
    goal = resolved.scenario.goal
    if goal.asked_confidence is not None:
        asked = [_worlds_missing(resolved, figures, goal.asked_confidence)]
    else:
        asked = [] if goal.amount is None else [Shortfall(goal.result, goal.amount, figures.results)]
        asked += [Shortfall(t.outcome, t.amount, figures.outcomes.get(t.outcome, 0.0)) for t in goal.targets]
    return tuple(short for short in asked if short.missing > 1e-6 * short.asked)


def _worlds_missing(resolved: ResolvedScenario, figures: Score, confidence: float) -> Shortfall:
    reached = times_reached(resolved, {vehicle.id: vehicle.activities for vehicle in figures.vehicles})
    return Shortfall(WORLDS, worlds_needed(confidence, reached.draws), reached.times)


def cash_in_each_period(resolved: ResolvedScenario, decisions: Decisions) -> tuple[float, ...]:
    """Cash of set-up, activities, bought hours and builds, each in its period."""
    parts: list[list[float]] = [[] for _ in range(resolved.periods)]
    for vehicle, activities in decisions.activities.items():
        spent = vehicle_cash(resolved.candidate_by_id[vehicle], activities, decisions.start[vehicle])
        for t, amount in enumerate(spent):
            parts[t].append(amount)
    for skill in resolved.scenario.team.skills:
        if skill.outsource is not None:
            for t, bought in enumerate(decisions.outsourced.get(skill.id, ())):
                parts[t].append(bought * skill.outsource.hourly_cost)
    for position, period in decisions.builds.items():
        parts[period].append(resolved.scenario.team.builds[position].cost)
    return tuple(math.fsum(part) for part in parts)


def _skill_use(resolved: ResolvedScenario, decisions: Decisions) -> dict[str, tuple[SkillUse, ...]]:
    periods = range(resolved.periods)
    used: dict[str, list[list[float]]] = {skill: [[] for _ in periods] for skill in resolved.skills}
    for vehicle, activities in decisions.activities.items():
        needed = vehicle_hours(resolved.candidate_by_id[vehicle], activities, decisions.start[vehicle])
        for skill, by_time in needed.items():
            for t in periods:
                used[skill][t].append(by_time[t])
    builds = resolved.scenario.team.builds
    for position, period in decisions.builds.items():
        for skill, hours in builds[position].takes_hours.items():
            used[skill][period].append(hours)
    limits = _outsourcing_limits(resolved)
    return {
        skill: tuple(
            SkillUse(
                own=resolved.own_hours[skill][t],
                given=math.fsum(by_time[t] for (_, s), by_time in decisions.given.items() if s == skill),
                built=math.fsum(
                    builds[position].adds_hours
                    for position, period in decisions.builds.items()
                    if builds[position].skill == skill and t >= period + builds[position].ready_after
                ),
                outsourced=decisions.outsourced[skill][t] if skill in decisions.outsourced else 0.0,
                used=math.fsum(used[skill][t]),
                outsourcing_limit=limits[skill][t],
            )
            for t in periods
        )
        for skill in resolved.skills
    }


def _outsourcing_limits(resolved: ResolvedScenario) -> dict[str, tuple[float | None, ...]]:
    limits: dict[str, tuple[float | None, ...]] = dict.fromkeys(resolved.skills, (0.0,) * resolved.periods)
    for skill in resolved.scenario.team.skills:
        if skill.outsource is not None:
            hours = skill.outsource.hours
            limits[skill.id] = (None,) * resolved.periods if hours is None else by_period(hours, resolved.periods)
    return limits


def _labour(resolved: ResolvedScenario, decisions: Decisions, hours: Mapping[str, tuple[SkillUse, ...]]) -> float:
    """(used - bought - given) × the skill's hourly cost + given × the member's."""
    own = [
        (use.used - use.outsourced - use.given) * resolved.hourly_cost[skill]
        for skill, by_time in hours.items()
        for use in by_time
    ]
    members = resolved.scenario.team.members
    given = [
        hours_given * members[position].hourly_cost
        for (position, _), by_time in decisions.given.items()
        for hours_given in by_time
    ]
    return math.fsum([*own, *given])


def _hour_rates(
    resolved: ResolvedScenario, decisions: Decisions, hours: Mapping[str, tuple[SkillUse, ...]]
) -> dict[str, tuple[float, ...]]:
    """By skill and period, the mean cost of an hour: own, given and bought hours together."""
    members = resolved.scenario.team.members
    price = {s.id: s.outsource.hourly_cost for s in resolved.scenario.team.skills if s.outsource is not None}

    def rate(skill: str, t: int, use: SkillUse) -> float:
        if use.used <= 0:
            return 0.0
        given = math.fsum(
            by_time[t] * members[position].hourly_cost
            for (position, s), by_time in decisions.given.items()
            if s == skill
        )
        own = (use.used - use.outsourced - use.given) * resolved.hourly_cost[skill]
        return (own + given + use.outsourced * price.get(skill, 0.0)) / use.used

    return {skill: tuple(rate(skill, t, use) for t, use in enumerate(by_time)) for skill, by_time in hours.items()}


def _chosen(
    resolved: ResolvedScenario,
    candidate: Candidate,
    decisions: Decisions,
    rates: Mapping[str, tuple[float, ...]],
    worth: Mapping[str, float],
) -> Chosen:
    activities = decisions.activities[candidate.id]
    start = decisions.start[candidate.id]
    hours = vehicle_hours(candidate, activities, start)
    cash = math.fsum(vehicle_cash(candidate, activities, start))
    labour = math.fsum(used * rates[skill][t] for skill, by_time in hours.items() for t, used in enumerate(by_time))
    outcomes = vehicle_outcomes(candidate, activities, resolved.scenario.goal.risk_aversion)
    results = math.fsum(amount * worth.get(outcome, 0.0) for outcome, amount in outcomes.items())
    counted = cash if resolved.scenario.goal.cost == "cash" else cash + labour
    return Chosen(
        id=candidate.id,
        name=candidate.name,
        activities=activities,
        start=start + 1,
        results=results,
        outcomes=outcomes,
        cash=cash,
        loaded_cost=cash + labour,
        hours={skill: math.fsum(by_time) for skill, by_time in hours.items()},
        cost_per_result=counted / results if results > 0 else None,
    )


def _made_builds(resolved: ResolvedScenario, decisions: Decisions) -> tuple[MadeBuild, ...]:
    builds = resolved.scenario.team.builds
    return tuple(
        MadeBuild(
            name=builds[position].name,
            skill=builds[position].skill,
            period=period + 1,
            ready=period + builds[position].ready_after + 1,
            cash=builds[position].cost,
            adds_hours=builds[position].adds_hours,
        )
        for position, period in sorted(decisions.builds.items())
    )
