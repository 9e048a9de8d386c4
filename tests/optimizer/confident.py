"""A goal with a confidence by trying every plan: whole activities in one period, without a team.

It takes the sampled worlds and the percentiles' curves from the program, the rest straight from the definitions.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from vehicleplan.estimates.metalog import quantile
from vehicleplan.estimates.sampled import sampled_worlds
from vehicleplan.model.candidate import Candidate
from vehicleplan.model.resolve import ResolvedScenario


@dataclass(frozen=True)
class Tried:
    """One plan: activities of each candidate, what it costs, brings on average, and in how many worlds it is enough."""

    activities: tuple[int, ...]
    cost: float
    results: float
    worlds: int


def all_plans(resolved: ResolvedScenario) -> Iterator[Tried]:
    """Every plan within budget and number of vehicles."""
    scenario = resolved.scenario
    worlds = sampled_worlds(resolved, resolved.candidates)
    most = scenario.limits.max_vehicles or len(resolved.candidates)
    budget = math.inf if scenario.budget.total is None else scenario.budget.total
    choices = [range(int(candidate.max_activities or 0) + 1) for candidate in resolved.candidates]
    for counts in itertools.product(*choices):
        cost = sum(_cost(c, n) for c, n in zip(resolved.candidates, counts, strict=True))
        if cost > budget + 1e-6 or sum(n > 0 for n in counts) > most:
            continue
        enough = sum(_is_enough(resolved, counts, world.probability_by_vehicle) for world in worlds)
        yield Tried(counts, cost, _results(resolved, counts), enough)


def _cost(candidate: Candidate, count: int) -> float:
    return (candidate.setup_cost if count else 0.0) + candidate.cost * count


def _effective(candidate: Candidate, count: int) -> float:
    left, effective = float(count), 0.0
    for tier in candidate.tiers:
        part = left if tier.activities is None else min(left, tier.activities)
        effective, left = effective + part * tier.yield_, left - part
    return effective if candidate.tiers else float(count)


def _results(resolved: ResolvedScenario, counts: tuple[int, ...]) -> float:
    """On the mean of P10, P50 and P90."""
    whole = 0.0
    for candidate, count in zip(resolved.candidates, counts, strict=True):
        for outcome, e in candidate.outcomes.items():
            worth = resolved.scenario.goal.worth.get(outcome, 0.0)
            whole += worth * (0.3 * e.low + 0.4 * e.likely + 0.3 * e.high) * _effective(candidate, count)
    return whole


def _is_enough(resolved: ResolvedScenario, counts: tuple[int, ...], chance: Mapping[str, float]) -> bool:
    goal = resolved.scenario.goal
    brought: dict[str, float] = {}
    for candidate, count in zip(resolved.candidates, counts, strict=True):
        for outcome, estimate in candidate.outcomes.items():
            amount = quantile(estimate, chance[candidate.id]) * _effective(candidate, count)
            brought[outcome] = brought.get(outcome, 0.0) + amount
    results = sum(goal.worth.get(outcome, 0.0) * amount for outcome, amount in brought.items())
    return (goal.amount is None or results >= goal.amount - 1e-9) and all(
        brought.get(target.outcome, 0.0) >= target.amount - 1e-9 for target in goal.targets
    )
