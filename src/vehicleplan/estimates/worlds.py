"""Worlds: how well each vehicle works, drawn from its estimates, and what a plan brings in them.

A world is one probability for each vehicle. All outcomes of a vehicle are taken at the same probability of their own
curves, for all its activities: a vehicle that works, works. The same seed gives the same worlds, the first of them are
the same however many are drawn, and what is drawn for a vehicle does not depend on which others there are.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from random import Random  # noqa: TID251 - every generator is made from a seed that is given
from statistics import NormalDist

from vehicleplan.estimates.metalog import Curve, curve
from vehicleplan.estimates.tiers import full_yield_activities, steps
from vehicleplan.estimates.worth import ACCEPTED_STAGE, worth_by_outcome
from vehicleplan.frozen import dataclass
from vehicleplan.model.candidate import Candidate
from vehicleplan.model.estimate import Estimate
from vehicleplan.model.plan import Decisions
from vehicleplan.model.resolve import ResolvedScenario

_NORMAL = NormalDist()
_SMALLEST = 2.0**-54
"""Stands for a 0 from the generator, which has no place on the normal curve."""


@dataclass(frozen=True)
class World:
    """One way that things may turn out.

    Attributes:
        probability_by_vehicle: By candidate, the probability of doing no better than it does here: 0.5 is its P50.
    """

    probability_by_vehicle: Mapping[str, float]


@dataclass(frozen=True)
class Drawn:
    """What a plan brings in one world.

    Attributes:
        results: Results of the whole plan.
        outcomes: By outcome, what the whole plan brings.
        results_by_vehicle: By chosen vehicle, results that it brings.
    """

    results: float
    outcomes: Mapping[str, float]
    results_by_vehicle: Mapping[str, float]


def draw_worlds(resolved: ResolvedScenario, draws: int, seed: int, correlation: float = 0.0) -> tuple[World, ...]:
    """Worlds for all candidates of a scenario.

    How well vehicle v works is a standard normal z[v] = √correlation · common + √(1 - correlation) · own[v], and its
    probability is Φ(z[v]): a Gaussian copula with one common factor.

    Args:
        resolved: The scenario.
        draws: How many worlds.
        seed: Which worlds: each seed has its own.
        correlation: Between any two vehicles, 0 to 1.
    """
    common = _normals(f"{seed}", draws)
    shared, own = math.sqrt(correlation), math.sqrt(1.0 - correlation)
    columns = [
        [
            _NORMAL.cdf(shared * z + own * e)
            for z, e in zip(common, _normals(f"{seed}/{candidate.id}", draws), strict=True)
        ]
        for candidate in resolved.candidates
    ]
    names = [candidate.id for candidate in resolved.candidates]
    if not columns:
        return (World({}),) * draws
    return tuple(World(dict(zip(names, row, strict=True))) for row in zip(*columns, strict=True))


def amounts_in(world: World, candidate: Candidate) -> Mapping[str, float]:
    """By outcome, what one activity at full yield brings in a world: `conversion` outcomes × acceptance."""
    probability = world.probability_by_vehicle[candidate.id]
    return {
        outcome: curve(estimate).at(probability) * _accepted(candidate, outcome)
        for outcome, estimate in candidate.outcomes.items()
    }


def world_scenario(resolved: ResolvedScenario, world: World) -> ResolvedScenario:
    """The scenario of somebody who knows the world: every outcome certain, so nothing to be averse to or unsure of."""
    candidates = tuple(_known(candidate, world) for candidate in resolved.candidates)
    goal = resolved.scenario.goal
    goal = goal.model_copy(update={"risk_aversion": 0.0, "confidence": None, "mode": goal.chosen_mode})
    scenario = resolved.scenario.model_copy(update={"goal": goal})
    return replace(resolved, scenario=scenario, candidates=candidates)


def results_in(resolved: ResolvedScenario, decisions: Decisions, world: World) -> Drawn:
    """What decisions bring in one world."""
    return results_in_worlds(resolved, decisions, (world,))[0]


def results_in_worlds(resolved: ResolvedScenario, decisions: Decisions, worlds: Sequence[World]) -> tuple[Drawn, ...]:
    """What decisions bring in each world."""
    worth = worth_by_outcome(resolved.scenario)
    makers = [
        (candidate.id, tuple(_makers(candidate, decisions.activities[candidate.id], worth)))
        for candidate in resolved.candidates
        if candidate.id in decisions.activities
    ]
    return tuple(_drawn(makers, world) for world in worlds)


@dataclass(frozen=True)
class _Maker:
    """One outcome of a chosen vehicle: its curve, how often it comes, and results per outcome."""

    outcome: str
    curve: Curve
    times: float
    worth: float


def _makers(candidate: Candidate, activities: tuple[float, ...], worth: Mapping[str, float]) -> Iterator[_Maker]:
    in_time = math.fsum(activities[: max(0, len(activities) - candidate.lag)])
    effective = full_yield_activities(steps(candidate), in_time)
    for outcome, estimate in candidate.outcomes.items():
        times = effective * _accepted(candidate, outcome)
        yield _Maker(outcome, curve(estimate), times, worth.get(outcome, 0.0))


def _drawn(makers: Sequence[tuple[str, tuple[_Maker, ...]]], world: World) -> Drawn:
    outcomes: dict[str, float] = {}
    by_vehicle: dict[str, float] = {}
    for vehicle, own in makers:
        probability = world.probability_by_vehicle[vehicle]
        results = 0.0
        for maker in own:
            amount = maker.times * maker.curve.at(probability)
            outcomes[maker.outcome] = outcomes.get(maker.outcome, 0.0) + amount
            results += amount * maker.worth
        by_vehicle[vehicle] = results
    return Drawn(math.fsum(by_vehicle.values()), outcomes, by_vehicle)


def _known(candidate: Candidate, world: World) -> Candidate:
    probability = world.probability_by_vehicle[candidate.id]
    outcomes = {outcome: _certain(curve(estimate).at(probability)) for outcome, estimate in candidate.outcomes.items()}
    return candidate.model_copy(update={"outcomes": outcomes})


def _certain(amount: float) -> Estimate:
    return Estimate.model_construct(low=amount, likely=amount, high=amount)


def _accepted(candidate: Candidate, outcome: str) -> float:
    return candidate.acceptance if outcome == ACCEPTED_STAGE else 1.0


def _normals(stream: str, draws: int) -> list[float]:
    """Standard normals of a stream that is known by its name."""
    generator = Random(stream)  # noqa: S311 - nothing here is a secret
    return [_NORMAL.inv_cdf(generator.random() or _SMALLEST) for _ in range(draws)]
