"""How often a vehicle could be used at all: bounds from its own figures, the hours, the money, and rules."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import accumulate

from vehicleplan.estimates.tiers import steps
from vehicleplan.estimates.worth import amounts_per_activity, results_per_activity, worth_by_outcome
from vehicleplan.model.base import by_period
from vehicleplan.model.candidate import Candidate
from vehicleplan.model.resolve import ResolvedScenario

_HAIR = 1e-3
"""Part of the money below which what set-up leaves bounds the activities."""

_ARITHMETIC = 1e-12
"""Relative room for a difference of two amounts of money."""

ROUNDING = 1e-9
"""Relative room for the rounding of decimal fractions when a bound is cut to whole activities."""

_SLIVER = 1e-2
"""Fewer activities than these are a bound worth having, though rules hold them besides."""


def whole(candidate: Candidate, limit: float) -> float:
    """The limit in whole activities where the vehicle is not divisible."""
    if candidate.divisible or math.isinf(limit):
        return limit
    return float(math.floor(limit + min(ROUNDING * (1 + limit), 1e-6)))


def most_hours(resolved: ResolvedScenario) -> dict[str, tuple[float, ...]]:
    """By skill and period, every hour that could be had: own, members', bought and built."""
    team = resolved.scenario.team
    periods = resolved.periods
    most = {skill: list(own) for skill, own in resolved.own_hours.items()}
    for skill in team.skills:
        if skill.outsource is not None:
            bought = by_period(math.inf if skill.outsource.hours is None else skill.outsource.hours, periods)
            most[skill.id] = [a + b for a, b in zip(most[skill.id], bought, strict=True)]
    for member in team.members:
        for skill_id in set(member.skills):
            most[skill_id] = [a + b for a, b in zip(most[skill_id], by_period(member.hours, periods), strict=True)]
    for build in team.builds:
        for t in range(build.ready_after, periods):
            most[build.skill][t] += build.adds_hours
    return {skill: tuple(by_time) for skill, by_time in most.items()}


def most_cash(resolved: ResolvedScenario) -> tuple[float, ...]:
    """The most cash that could be spent in each period; infinite without a budget."""
    budget = resolved.scenario.budget
    total = math.inf if budget.total is None else budget.total
    by_time = resolved.budget_by_period
    if by_time is None:
        return (total,) * resolved.periods
    allowed = tuple(accumulate(by_time)) if budget.carry_over else by_time
    return tuple(min(total, money) for money in allowed)


def left_for_activities(resolved: ResolvedScenario, candidate: Candidate, cash: tuple[float, ...]) -> tuple[float, ...]:
    """The money of each period, or none where set-up takes nearly all that there ever is.

    A thousandth that is left is no bound worth having, but what is left of a hair would be a plan of tolerances.
    """
    budget = resolved.scenario.budget
    if len(cash) > 1 and budget.per_period is not None and not budget.carry_over:
        return cash  # set-up and activities may each have a period's money
    left = max(cash) * (1 + _ARITHMETIC) - candidate.setup_cost
    return cash if left >= _HAIR * max(cash) else tuple(min(money, max(0.0, left)) for money in cash)


def most_by_period_of(
    candidate: Candidate, hours: Mapping[str, tuple[float, ...]], cash: tuple[float, ...]
) -> tuple[float, ...]:
    """Bounds from the vehicle's own maximum, the hours that could be had at all, and the money."""
    cheapest = min(step.price for step in steps(candidate))
    limits = []
    for t, money in enumerate(cash):
        limit = math.inf if candidate.max_per_period is None else candidate.max_per_period
        for skill, each in candidate.hours.items():
            if each > 0:
                limit = min(limit, hours[skill][t] / each)
        if cheapest > 0:
            limit = min(limit, max(0.0, money) / cheapest)
        limits.append(whole(candidate, limit))
    return tuple(limits)


def most_by_rules(resolved: ResolvedScenario, candidate: Candidate) -> float:
    """The most activities that rules on the vehicle's cash, results and outcomes allow it; for slivers alone."""
    if not candidate.divisible or candidate.tiers or candidate.lag:
        return math.inf
    amounts = amounts_per_activity(candidate, resolved.scenario.goal.risk_aversion)
    results = results_per_activity(amounts, worth_by_outcome(resolved.scenario))
    each = {**amounts, "cash": candidate.cost, "results": results}
    limits = [
        rule.max / each[rule.measure]
        for rule in resolved.scenario.limits.rules
        if rule.active and rule.max and each.get(rule.measure)
        if rule.vehicles is None or candidate.id in rule.vehicles
    ]
    most = min(limits, default=math.inf)
    return most if most < _SLIVER else math.inf
