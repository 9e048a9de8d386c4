"""The guard: a plan obeys every limit of its scenario, recomputed from the rules of the domain, not from the model."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import accumulate

from vehicleplan.estimates.score import score, shortfalls, vehicle_cash, vehicle_hours
from vehicleplan.model.base import by_period
from vehicleplan.model.breach import Breach, BrokenLimit
from vehicleplan.model.candidate import Candidate
from vehicleplan.model.plan import Chosen, Decisions, Plan, PlanStatus, Score
from vehicleplan.model.resolve import ResolvedScenario

TOLERANCE = 1e-6
"""Relative room for the solver's arithmetic: a cent in ten thousand."""


def verify(resolved: ResolvedScenario, plan: Plan) -> tuple[str, ...]:
    """Every breach of a limit, as a sentence; empty where the plan obeys them all."""
    if plan.status is PlanStatus.IMPOSSIBLE or is_empty_handed(plan):
        return ()
    recomputed = score(resolved, plan.decisions)
    breaches = [breach.words for breach in breached_limits(resolved, plan.decisions, recomputed)]
    if recomputed != plan.score:
        breaches.append("the plan's figures are not those of its decisions")
    if plan.status is not PlanStatus.OUT_OF_REACH:
        breaches += _missed(resolved, recomputed)
    return tuple(breaches)


def is_empty_handed(plan: Plan) -> bool:
    """Whether the time ran out before there was any plan."""
    return plan.status is PlanStatus.BEST_FOUND and not plan.decisions.activities


def breached_limits(resolved: ResolvedScenario, decisions: Decisions, figures: Score) -> Iterator[Breach]:
    """Breaches of everything but the goal."""
    for candidate in resolved.candidates:
        if candidate.id in decisions.activities:
            yield from _activity_breaches(candidate, decisions)
    yield from _hours_breaches(resolved, decisions, figures)
    yield from _member_breaches(resolved, decisions)
    yield from _cash_breaches(resolved, figures)
    yield from _choice_breaches(resolved, decisions, figures)
    for number, rule in enumerate(resolved.scenario.limits.rules):
        if rule.active:
            yield from _rule_breaches(resolved, decisions, figures, number)


_DUST = 1e-6
"""Absolute room where a limit is 0 or nearly so: four thousandths of a second of work, a millionth of an activity."""


def _above(value: float, limit: float, dust: float = _DUST) -> bool:
    return value > limit + TOLERANCE * abs(limit) + dust


def _below(value: float, limit: float, dust: float = _DUST) -> bool:
    return value < limit - TOLERANCE * abs(limit) - dust


def _speck(limit: float) -> float:
    """Dust of what may be counted in thousandths or millionths, as results are: no more than a part of the limit."""
    return min(_DUST, TOLERANCE * abs(limit)) if limit else _DUST


def _activity_breaches(candidate: Candidate, decisions: Decisions) -> Iterator[Breach]:
    activities = decisions.activities[candidate.id]
    start = decisions.start[candidate.id]
    v = candidate.id
    if any(amount < 0 for amount in activities):
        yield Breach(BrokenLimit.NEGATIVE, v, f"{v}: negative activities")
    for t, amount in enumerate(activities):
        if not candidate.divisible and amount != int(amount):
            yield Breach(BrokenLimit.FRACTION, v, f"{v}: a fraction of an activity", t, amount)
    if any(amount > _DUST for amount in activities[:start]):
        yield Breach(BrokenLimit.BEFORE_START, v, f"{v}: activities before the start")
    whole, least, most = math.fsum(activities), candidate.min_activities, candidate.most_activities
    if _below(whole, least):
        words = f"{v}: {whole:g} activities, at least {least:g}"
        yield Breach(BrokenLimit.MIN_ACTIVITIES, v, words, None, whole, least)
    if _above(whole, most):
        words = f"{v}: {whole:g} activities, at most {most:g}"
        yield Breach(BrokenLimit.MAX_ACTIVITIES, v, words, None, whole, most)
    yield from _period_breaches(candidate, activities, start)


def _period_breaches(candidate: Candidate, activities: tuple[float, ...], start: int) -> Iterator[Breach]:
    v, least, most = candidate.id, candidate.min_per_period, candidate.max_per_period
    for t, amount in enumerate(activities[start:], start=start):
        if _below(amount, least):
            words = f"{v}: {amount:g} activities in a period, at least {least:g}"
            yield Breach(BrokenLimit.MIN_PER_PERIOD, v, words, t, amount, least)
        if most is not None and _above(amount, most):
            words = f"{v}: {amount:g} activities in a period, at most {most:g}"
            yield Breach(BrokenLimit.MAX_PER_PERIOD, v, words, t, amount, most)


def _hours_breaches(resolved: ResolvedScenario, decisions: Decisions, figures: Score) -> Iterator[Breach]:
    for skill, by_time in figures.hours.items():
        for t, (label, use) in enumerate(zip(resolved.labels, by_time, strict=True)):
            there = use.used + use.slack
            if _above(use.used, there):
                words = f"{skill} in {label}: {use.used:g} hours used of {there:g}"
                yield Breach(BrokenLimit.HOURS, skill, words, t, use.used, there)
            limit = use.outsourcing_limit
            if limit is not None and _above(use.outsourced, limit):
                words = f"{skill} in {label}: {use.outsourced:g} hours bought of {limit:g}"
                yield Breach(BrokenLimit.BOUGHT_HOURS, skill, words, t, use.outsourced, limit)
            helped = use.outsourced + use.given
            if _above(helped, use.used):
                words = f"{skill} in {label}: more hours bought and given than used"
                yield Breach(BrokenLimit.IDLE_HOURS, skill, words, t, helped, use.used)
    bought_or_given = [
        hours for by_time in (*decisions.outsourced.values(), *decisions.given.values()) for hours in by_time
    ]
    if any(hours < 0 for hours in bought_or_given):
        yield Breach(BrokenLimit.NEGATIVE, "", "less than no hours bought or given")
    for position, period in decisions.builds.items():
        if not 0 <= period < resolved.periods:
            name = resolved.scenario.team.builds[position].name
            yield Breach(BrokenLimit.BUILD, name, f"build {name}: made outside the horizon")


def _member_breaches(resolved: ResolvedScenario, decisions: Decisions) -> Iterator[Breach]:
    for position, member in enumerate(resolved.scenario.team.members):
        for t, most in enumerate(by_period(member.hours, resolved.periods)):
            given = math.fsum(hours[t] for (who, _), hours in decisions.given.items() if who == position)
            if _above(given, most):
                words = f"{member.name} in {resolved.labels[t]}: {given:g} hours given of {most:g}"
                yield Breach(BrokenLimit.MEMBER_HOURS, member.name, words, t, given, most)
        if any(skill not in member.skills for who, skill in decisions.given if who == position):
            yield Breach(BrokenLimit.MEMBER_SKILL, member.name, f"{member.name}: gives hours of a skill not listed")


def _cash_breaches(resolved: ResolvedScenario, figures: Score) -> Iterator[Breach]:
    budget = resolved.scenario.budget
    by_time = resolved.budget_by_period
    if by_time is not None:
        spent, allowed = figures.cash_by_period, by_time
        if budget.carry_over:
            spent, allowed = tuple(accumulate(spent)), tuple(accumulate(allowed))
        for t, (label, cash, limit) in enumerate(zip(resolved.labels, spent, allowed, strict=True)):
            if _above(cash, limit):
                words = f"cash up to {label}: {cash:.2f} of {limit:.2f}"
                yield Breach(BrokenLimit.BUDGET_BY_PERIOD, "", words, t, cash, limit)
    if budget.total is not None and _above(figures.cost.cash, budget.total):
        words = f"cash: {figures.cost.cash:.2f} of {budget.total:.2f}"
        yield Breach(BrokenLimit.BUDGET, "", words, None, figures.cost.cash, budget.total)


def _choice_breaches(resolved: ResolvedScenario, decisions: Decisions, figures: Score) -> Iterator[Breach]:
    limits = resolved.scenario.limits
    chosen = decisions.activities
    if limits.max_vehicles is not None and len(chosen) > limits.max_vehicles:
        words = f"{len(chosen)} vehicles, at most {limits.max_vehicles}"
        yield Breach(BrokenLimit.MAX_VEHICLES, "", words, None, len(chosen), limits.max_vehicles)
    for candidate in resolved.candidates:
        v = candidate.id
        if candidate.include == "must" and v not in chosen:
            yield Breach(BrokenLimit.MUST, v, f"{v}: must be in the plan")
        if candidate.include == "never" and v in chosen:
            yield Breach(BrokenLimit.NEVER, v, f"{v}: must not be in the plan")
        if v in chosen:
            for need in candidate.needs:
                if need not in chosen:
                    yield Breach(BrokenLimit.NEEDS, v, f"{v}: needs {need}", other=need)
    if limits.max_share is not None:
        for vehicle in figures.vehicles:
            allowed = limits.max_share * figures.results
            if _above(vehicle.results, allowed, _speck(allowed)):
                words = f"{vehicle.id}: more than {limits.max_share:.0%} of all results"
                share = vehicle.results / figures.results
                yield Breach(BrokenLimit.MAX_SHARE, vehicle.id, words, None, share, limits.max_share)


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


def _rule_breaches(resolved: ResolvedScenario, decisions: Decisions, figures: Score, number: int) -> Iterator[Breach]:
    rule = resolved.scenario.limits.rules[number]

    def side(vehicles: tuple[str, ...] | None, measure: str) -> float:
        return math.fsum(
            measured(resolved, decisions, vehicle, measure)
            for vehicle in figures.vehicles
            if vehicles is None or vehicle.id in vehicles
        )

    def breach(words: str, reached: float, allowed: float) -> Breach:
        return Breach(BrokenLimit.RULE, str(number), f"{rule.name or 'a rule'}: {words}", None, reached, allowed)

    ours, everything = side(rule.vehicles, rule.measure), side(None, rule.measure)
    if rule.min is not None and _below(ours, rule.min, _speck(rule.min)):
        yield breach(f"{ours:g}, at least {rule.min:g}", ours, rule.min)
    if rule.max is not None and _above(ours, rule.max, _speck(rule.max)):
        yield breach(f"{ours:g}, at most {rule.max:g}", ours, rule.max)
    part = ours / everything if everything else 0.0
    if rule.min_share is not None and _below(ours, rule.min_share * everything, _speck(everything)):
        yield breach(f"{ours:g} of {everything:g}, at least {rule.min_share:.0%}", part, rule.min_share)
    if rule.max_share is not None and _above(ours, rule.max_share * everything, _speck(everything)):
        yield breach(f"{ours:g} of {everything:g}, at most {rule.max_share:.0%}", part, rule.max_share)
    if rule.at_least is not None:
        other = rule.at_least
        theirs = other.times * side(other.vehicles, other.measure or rule.measure)
        if _below(ours, theirs, _speck(theirs)):
            yield breach(f"{ours:g}, at least {theirs:g}", ours, theirs)


def _missed(resolved: ResolvedScenario, figures: Score) -> Iterator[str]:
    for short in shortfalls(resolved, figures):
        yield f"{short.what} {short.reached:g} of {short.asked:g}"
