"""The sampled worlds of a goal with a confidence: those that a plan is made for, and fresh ones that it has not seen.

The worlds that a plan is made for are few, so they are spread evenly: each vehicle's probabilities lie one in each
N-th part of all (a Latin hypercube), in an order of the vehicle's own. The fresh ones are drawn without that, and are
those of a simulation with the same seed. What is drawn for a vehicle does not depend on which others there are.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random  # noqa: TID251 - every generator is made from a seed that is given
from statistics import NormalDist

from vehicleplan.estimates.worlds import Drawn, World, draw_worlds, results_in_worlds
from vehicleplan.model.candidate import Candidate
from vehicleplan.model.chance import Chance
from vehicleplan.model.goal import Goal
from vehicleplan.model.plan import Assurance, Decisions
from vehicleplan.model.resolve import ResolvedScenario

FRESH_WORLDS = 10_000
"""Enough to know a share to one point in a hundred."""

REACHED = 1e-6
"""What may be missing of an amount, as a share of it, for it to count as reached: the same as without a confidence."""

_NORMAL = NormalDist()


def worlds_needed(confidence: float, worlds: int) -> int:
    """The fewest of so many worlds that are at least this share of them."""
    return math.ceil(confidence * worlds - 1e-9)


def sampled_worlds(resolved: ResolvedScenario, candidates: Sequence[Candidate]) -> tuple[World, ...]:
    """The worlds that a plan is made for, as far as they are about these candidates.

    The copula is that of `draw_worlds`: z[v] = √correlation · common + √(1 - correlation) · own[v].

    Source: McKay, Beckman & Conover, Technometrics 21 (1979).
    """
    settings = resolved.scenario.simulation
    shared, own = math.sqrt(settings.correlation), math.sqrt(1.0 - settings.correlation)
    common = _spread_normals(f"worlds {settings.seed}", settings.worlds)
    columns = {
        candidate.id: [
            _NORMAL.cdf(shared * z + own * e)
            for z, e in zip(
                common, _spread_normals(f"worlds {settings.seed}/{candidate.id}", settings.worlds), strict=True
            )
        ]
        for candidate in candidates
    }
    return tuple(World({v: column[s] for v, column in columns.items()}) for s in range(settings.worlds))


def times_reached(resolved: ResolvedScenario, activities: Mapping[str, tuple[float, ...]]) -> Chance:
    """In how many of the worlds that a plan is made for these reach the goal. Shape of activities: [period]."""
    return _chance(resolved, activities, sampled_worlds(resolved, _chosen(resolved, activities)))


def assurance(resolved: ResolvedScenario, activities: Mapping[str, tuple[float, ...]]) -> Assurance | None:
    """How sure these activities are to reach the goal; None where it asks for no confidence."""
    confidence = resolved.scenario.goal.asked_confidence
    if confidence is None:
        return None
    settings = resolved.scenario.simulation
    chosen = replace(resolved, candidates=_chosen(resolved, activities))
    fresh = draw_worlds(chosen, FRESH_WORLDS, settings.seed, settings.correlation)
    return Assurance(confidence, times_reached(resolved, activities), _chance(resolved, activities, fresh))


def _chosen(resolved: ResolvedScenario, activities: Mapping[str, tuple[float, ...]]) -> tuple[Candidate, ...]:
    return tuple(candidate for candidate in resolved.candidates if candidate.id in activities)


def _chance(resolved: ResolvedScenario, activities: Mapping[str, tuple[float, ...]], worlds: Sequence[World]) -> Chance:
    decisions = Decisions(activities=activities, start={}, outsourced={}, given={}, builds={})
    drawn = results_in_worlds(resolved, decisions, worlds)
    return Chance(sum(_is_reached(resolved.scenario.goal, draw) for draw in drawn), len(drawn))


def _is_reached(goal: Goal, draw: Drawn) -> bool:
    """Whether a world brings the amount and all targets."""
    enough = 1.0 - REACHED
    return (goal.amount is None or draw.results >= goal.amount * enough) and all(
        draw.outcomes.get(target.outcome, 0.0) >= target.amount * enough for target in goal.targets
    )


def _spread_normals(stream: str, count: int) -> list[float]:
    """Standard normals, one in each part of equal probability, in the order of a stream that is known by its name."""
    generator = Random(stream)  # noqa: S311 - nothing here is a secret
    places = list(range(count))
    generator.shuffle(places)
    return [_NORMAL.inv_cdf((place + generator.uniform(0.001, 0.999)) / count) for place in places]
