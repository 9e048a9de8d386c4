"""Worlds: which ones a seed gives, how alike vehicles fare in them, and what decisions bring there."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from statistics import NormalDist, correlation, mean

import pytest

from vehicleplan.estimates.metalog import quantile
from vehicleplan.estimates.score import score
from vehicleplan.estimates.worlds import (
    World,
    amounts_in,
    draw_worlds,
    results_in,
    results_in_worlds,
    world_scenario,
)
from vehicleplan.model.plan import Decisions
from vehicleplan.model.resolve import ResolvedScenario

MakeScenario = Callable[[str], ResolvedScenario]

PAIR = """
format = 1
[goal]
stage = "conversion"
risk_aversion = 0.5
conversion_rates = { consideration = 0.1 }
[horizon]
periods = 3
[[vehicle]]
id = "a"
acceptance = 0.5
lag = 1
outcomes = { conversion = { low = 2, likely = 5, high = 9 }, consideration = { low = 10, likely = 20, high = 40 } }
tier = [{ activities = 3 }, { yield = 0.5 }]
[[vehicle]]
id = "b"
outcomes = { conversion = { low = 1, likely = 4, high = 8 } }
"""


def decided(**activities: tuple[float, ...]) -> Decisions:
    """Decisions that are activities alone."""
    return Decisions(activities=activities, start=dict.fromkeys(activities, 0), outsourced={}, given={}, builds={})


def z(worlds: tuple[World, ...], vehicle: str) -> list[float]:
    """The normal scores of a vehicle in each world."""
    return [NormalDist().inv_cdf(world.probability_by_vehicle[vehicle]) for world in worlds]


def test_a_seed_gives_the_same_worlds(scenario: MakeScenario) -> None:
    """Drawn again they are the same, more of them begin the same, and another seed gives others."""
    pair = scenario(PAIR)
    first = draw_worlds(pair, 50, 7, 0.3)
    assert draw_worlds(pair, 50, 7, 0.3) == first
    assert draw_worlds(pair, 80, 7, 0.3)[:50] == first
    assert draw_worlds(pair, 50, 8, 0.3) != first


def test_draws_are_the_same_on_every_python(scenario: MakeScenario) -> None:
    """The first figures of a seed, written down: they rest on nothing that changes between versions."""
    [world] = draw_worlds(scenario(PAIR), 1, 0)
    assert world.probability_by_vehicle == pytest.approx({"a": 0.932798564457, "b": 0.157113464932}, abs=1e-11)


def test_a_vehicle_fares_the_same_without_the_others(scenario: MakeScenario) -> None:
    """Taking a candidate out leaves the draws of the rest as they are."""
    pair = scenario(PAIR)
    alone = replace(pair, candidates=pair.candidates[1:])
    together = draw_worlds(pair, 20, 0, 0.4)
    for with_a, without in zip(together, draw_worlds(alone, 20, 0, 0.4), strict=True):
        assert without.probability_by_vehicle == {"b": with_a.probability_by_vehicle["b"]}


@pytest.mark.parametrize("asked", [0.0, 0.3, 0.8])
def test_correlation_is_found_again_in_the_draws(scenario: MakeScenario, asked: float) -> None:
    """Of 4,000 draws the correlation of the normal scores lies within four standard errors of what was asked."""
    worlds = draw_worlds(scenario(PAIR), 4_000, 1, asked)
    error = (1 - asked**2) / math.sqrt(4_000)
    assert correlation(z(worlds, "a"), z(worlds, "b")) == pytest.approx(asked, abs=4 * error)


@pytest.mark.parametrize("asked", [0.0, 0.3, 1.0])
def test_every_vehicle_keeps_its_own_spread(scenario: MakeScenario, asked: float) -> None:
    """Whatever the correlation, the probabilities of one vehicle are even: one in ten below 0.1, half below 0.5."""
    worlds = draw_worlds(scenario(PAIR), 4_000, 2, asked)
    shares = [world.probability_by_vehicle["a"] for world in worlds]
    for level in (0.1, 0.5, 0.9):
        assert mean(share < level for share in shares) == pytest.approx(level, abs=4 * math.sqrt(0.25 / 4_000))


def test_fully_correlated_vehicles_fare_alike(scenario: MakeScenario) -> None:
    """At correlation 1 all vehicles are at the same probability."""
    for world in draw_worlds(scenario(PAIR), 20, 0, 1.0):
        assert len({round(share, 12) for share in world.probability_by_vehicle.values()}) == 1


def test_results_in_a_world_are_worked_out_by_hand(scenario: MakeScenario) -> None:
    """At P90, 4 activities of `a` in time count as 3.5: 3.5 · (9 · 0.5 + 40 · 0.1) results, and 2 of `b` at P50 8."""
    world = World({"a": 0.9, "b": 0.5})
    drawn = results_in(scenario(PAIR), decided(a=(2, 2, 9), b=(0, 1, 1)), world)
    assert drawn.results_by_vehicle == pytest.approx({"a": 3.5 * (9 * 0.5 + 40 * 0.1), "b": 8})
    assert drawn.outcomes == pytest.approx({"conversion": 3.5 * 4.5 + 8, "consideration": 140})
    assert drawn.results == pytest.approx(3.5 * 8.5 + 8)


def test_knowing_the_world_gives_the_same_results(scenario: MakeScenario) -> None:
    """What decisions bring in a world is their score in the scenario that knows it, whatever its risk aversion."""
    pair, decisions = scenario(PAIR), decided(a=(2, 2, 1), b=(1, 0, 3))
    worlds = draw_worlds(pair, 30, 0, 0.2)
    for world, drawn in zip(worlds, results_in_worlds(pair, decisions, worlds), strict=True):
        known = score(world_scenario(pair, world), decisions)
        assert drawn.results == pytest.approx(known.results)
        assert drawn.outcomes == pytest.approx(known.outcomes)


def test_all_outcomes_of_a_vehicle_fare_alike(scenario: MakeScenario) -> None:
    """Each outcome is taken at the vehicle's probability on its own curve; sales accepts its part of conversions."""
    pair = scenario(PAIR)
    vehicle = pair.candidate_by_id["a"]
    amounts = amounts_in(World({"a": 0.3}), vehicle)
    assert amounts["conversion"] == pytest.approx(0.5 * quantile(vehicle.outcomes["conversion"], 0.3))
    assert amounts["consideration"] == pytest.approx(quantile(vehicle.outcomes["consideration"], 0.3))
