"""The guard: a plan obeys every limit of its scenario, recomputed from the rules of the domain, not from the model."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import accumulate

from vehicleplan.estimates.score import score, shortfalls, vehicle_cash, vehicle_hours
from vehicleplan.model.base import by_period
from vehicleplan.model.candidate import Candidate
from vehicleplan.model.limits import Rule
from vehicleplan.model.plan import Chosen, Decisions, Plan, PlanStatus, Score
from vehicleplan.model.resolve import ResolvedScenario

TOLERANCE = 1e-6
"""Relative room for the solver's arithmetic: a cent in ten thousand."""


def verify(resolved: ResolvedScenario, plan: Plan) -> tuple[str, ...]:
    """Every breach of a limit, as a sentence; empty where the plan obeys them all."""
    if plan.status is PlanStatus.IMPOSSIBLE or is_empty_handed(plan):
        return ()
    recomputed = score(resolved, plan.decisions)
    breaches = list(breached_limits(resolved, plan.decisions, recomputed))
    if recomputed != plan.score:
        breaches.append("the plan's figures are not those of its decisions")
    if plan.status is not PlanStatus.OUT_OF_REACH:
        breaches += _missed(resolved, recomputed)
    return tuple(breaches)


def is_empty_handed(plan: Plan) -> bool:
    """Whether the time ran out before there was any plan."""
    return plan.status is PlanStatus.BEST_FOUND and not plan.decisions.activities


def breached_limits(resolved: ResolvedScenario, decisions: Decisions, figures: Score) -> Iterator[str]:
    """Breaches of everything but the goal."""
    for candidate in resolved.candidates:
        if candidate.id in decisions.activities:
            yield from _activity_breaches(candidate, decisions)
    yield from _hours_breaches(resolved, decisions, figures)
    yield from _member_breaches(resolved, decisions)
    yield from _cash_breaches(resolved, figures)
    yield from _choice_breaches(resolved, decisions, figures)
    for rule in resolved.scenario.limits.rules:
        if rule.active:
            yield from _rule_breaches(resolved, decisions, figures, rule)


_DUST = 1e-6
"""Absolute room where a limit is 0 or nearly so: four thousandths of a second of work, a millionth of an activity."""


def _above(value: float, limit: float) -> bool:
    return value > limit + TOLERANCE * abs(limit) + _DUST


def _below(value: float, limit: float) -> bool:
    return value < limit - TOLERANCE * abs(limit) - _DUST


def _activity_breaches(candidate: Candidate, decisions: Decisions) -> Iterator[str]:
    activities = decisions.activities[candidate.id]
    start = decisions.start[candidate.id]
    v = candidate.id
    if any(amount < 0 for amount in activities):
        yield f"{v}: negative activities"
    if not candidate.divisible and any(amount != int(amount) for amount in activities):
        yield f"{v}: a fraction of an activity"
    if any(amount > _DUST for amount in activities[:start]):
        yield f"{v}: activities before the start"
    whole = math.fsum(activities)
    if _below(whole, candidate.min_activities):
        yield f"{v}: {whole:g} activities, at least {candidate.min_activities:g}"
    if _above(whole, candidate.most_activities):
        yield f"{v}: {whole:g} activities, at most {candidate.most_activities:g}"
    for amount in activities[start:]:
        if _below(amount, candidate.min_per_period):
            yield f"{v}: {amount:g} activities in a period, at least {candidate.min_per_period:g}"
        if candidate.max_per_period is not None and _above(amount, candidate.max_per_period):
            yield f"{v}: {amount:g} activities in a period, at most {candidate.max_per_period:g}"


def _hours_breaches(resolved: ResolvedScenario, decisions: Decisions, figures: Score) -> Iterator[str]:
    for skill, by_time in figures.hours.items():
        for label, use in zip(resolved.labels, by_time, strict=True):
            if _above(use.used, use.own + use.given + use.built + use.outsourced):
                yield f"{skill} in {label}: {use.used:g} hours used of {use.used + use.slack:g}"
            if use.outsourcing_limit is not None and _above(use.outsourced, use.outsourcing_limit):
                yield f"{skill} in {label}: {use.outsourced:g} hours bought of {use.outsourcing_limit:g}"
            if _above(use.outsourced + use.given, use.used):
                yield f"{skill} in {label}: more hours bought and given than used"
    bought_or_given = [
        hours for by_time in (*decisions.outsourced.values(), *decisions.given.values()) for hours in by_time
    ]
    if any(hours < 0 for hours in bought_or_given):
        yield "less than no hours bought or given"
    for position, period in decisions.builds.items():
        if not 0 <= period < resolved.periods:
            yield f"build {resolved.scenario.team.builds[position].name}: made outside the horizon"


def _member_breaches(resolved: ResolvedScenario, decisions: Decisions) -> Iterator[str]:
    for position, member in enumerate(resolved.scenario.team.members):
        for t, most in enumerate(by_period(member.hours, resolved.periods)):
            given = math.fsum(hours[t] for (who, _), hours in decisions.given.items() if who == position)
            if _above(given, most):
                yield f"{member.name} in {resolved.labels[t]}: {given:g} hours given of {most:g}"
        if any(skill not in member.skills for who, skill in decisions.given if who == position):
            yield f"{member.name}: gives hours of a skill not listed"


def _cash_breaches(resolved: ResolvedScenario, figures: Score) -> Iterator[str]:
    budget = resolved.scenario.budget
    by_time = resolved.budget_by_period
    if by_time is not None:
        spent, allowed = figures.cash_by_period, by_time
        if budget.carry_over:
            spent, allowed = tuple(accumulate(spent)), tuple(accumulate(allowed))
        for label, cash, limit in zip(resolved.labels, spent, allowed, strict=True):
            if _above(cash, limit):
                yield f"cash up to {label}: {cash:.2f} of {limit:.2f}"
    if budget.total is not None and _above(figures.cost.cash, budget.total):
        yield f"cash: {figures.cost.cash:.2f} of {budget.total:.2f}"


def _choice_breaches(resolved: ResolvedScenario, decisions: Decisions, figures: Score) -> Iterator[str]:
    limits = resolved.scenario.limits
    chosen = decisions.activities
    if limits.max_vehicles is not None and len(chosen) > limits.max_vehicles:
        yield f"{len(chosen)} vehicles, at most {limits.max_vehicles}"
    for candidate in resolved.candidates:
        if candidate.include == "must" and candidate.id not in chosen:
            yield f"{candidate.id}: must be in the plan"
        if candidate.include == "never" and candidate.id in chosen:
            yield f"{candidate.id}: must not be in the plan"
        if candidate.id in chosen:
            for need in candidate.needs:
                if need not in chosen:
                    yield f"{candidate.id}: needs {need}"
    if limits.max_share is not None:
        for vehicle in figures.vehicles:
            if _above(vehicle.results, limits.max_share * figures.results):
                yield f"{vehicle.id}: more than {limits.max_share:.0%} of all results"


def measured(resolved: ResolvedScenario, decisions: Decisions, vehicle: Chosen, measure: str) -> float:
    """A rule's measure of one chosen vehicle over the horizon. Units: those of the measure."""
    candidate = resolved.candidate_by_id[vehicle.id]
    activities, start = decisions.activities[vehicle.id], decisions.start[vehicle.id]
    if measure == "activities":
        return math.fsum(activities)
    if measure == "vehicles":
        return 1.0
    if measure == "cash":
        return math.fsum(vehicle_cash(candidate, activities, start))
    if measure == "results":
        return vehicle.results
    if measure == "hours" or measure.startswith("hours."):
        skill = measure.partition(".")[2]
        hours = vehicle_hours(candidate, activities, start)
        return math.fsum(math.fsum(by_time) for s, by_time in hours.items() if skill in ("", s))
    return vehicle.outcomes.get(measure, 0.0)


def _rule_breaches(resolved: ResolvedScenario, decisions: Decisions, figures: Score, rule: Rule) -> Iterator[str]:
    def side(vehicles: tuple[str, ...] | None, measure: str) -> float:
        return math.fsum(
            measured(resolved, decisions, vehicle, measure)
            for vehicle in figures.vehicles
            if vehicles is None or vehicle.id in vehicles
        )

    name = rule.name or "a rule"
    ours, everything = side(rule.vehicles, rule.measure), side(None, rule.measure)
    if rule.min is not None and _below(ours, rule.min):
        yield f"{name}: {ours:g}, at least {rule.min:g}"
    if rule.max is not None and _above(ours, rule.max):
        yield f"{name}: {ours:g}, at most {rule.max:g}"
    if rule.min_share is not None and _below(ours, rule.min_share * everything):
        yield f"{name}: {ours:g} of {everything:g}, at least {rule.min_share:.0%}"
    if rule.max_share is not None and _above(ours, rule.max_share * everything):
        yield f"{name}: {ours:g} of {everything:g}, at most {rule.max_share:.0%}"
    if rule.at_least is not None:
        other = rule.at_least
        theirs = other.times * side(other.vehicles, other.measure or rule.measure)
        if _below(ours, theirs):
            yield f"{name}: {ours:g}, at least {theirs:g}"


def _missed(resolved: ResolvedScenario, figures: Score) -> Iterator[str]:
    for short in shortfalls(resolved, figures):
        yield f"{short.what} {short.reached:g} of {short.asked:g}"
