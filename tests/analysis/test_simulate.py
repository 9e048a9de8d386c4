"""The plan in many draws, against closed forms."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from vehicleplan.analysis.basis import Basis
from vehicleplan.analysis.simulate import Simulated, simulate
from vehicleplan.errors import CancelledError
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.model.simulation import Simulation
from vehicleplan.optimizer import Control, optimize

MakeScenario = Callable[[str], ResolvedScenario]

FOUR = """
format = 1
[goal]
result = "lead"
stage = "conversion"
amount = 70
mode = "least-cost"
[[vehicle]]
id = "webinar"
include = "must"
min_activities = 4
max_activities = 4
cost = 100
outcomes.conversion = { low = 10, likely = 20, high = 40 }
"""
SLOPE = math.log(2) / math.log(9)
"""An activity of `webinar` brings 20 · (y ÷ (1 - y)) ^ SLOPE."""


def chance_of(results: float) -> float:
    """That four activities bring at least so many: 1 - F(results ÷ 4)."""
    odds = (results / 4 / 20) ** (1 / SLOPE)
    return 1 / (1 + odds)


def simulated(resolved: ResolvedScenario, draws: int = 1_000, seed: int = 0, correlation: float = 0.0) -> Simulated:
    """The plan of a scenario that no question was asked about, in draws."""
    basis = Basis(resolved, {}, optimize(resolved))
    return simulate(basis, Control(), Simulation(draws=draws, seed=seed, correlation=correlation))


@pytest.mark.parametrize("amount", [50, 70, 80, 120])
def test_the_chance_of_success_of_one_vehicle_is_the_exact_one(scenario: MakeScenario, amount: int) -> None:
    """Of 4,000 draws as many reach the amount as the distribution says, within four standard errors."""
    found = simulated(scenario(FOUR.replace("amount = 70", f"amount = {amount}")), draws=4_000).goal
    exact = chance_of(amount)
    assert found is not None
    assert found.share == pytest.approx(exact, abs=4 * math.sqrt(exact * (1 - exact) / 4_000))


def test_intervals_hold_as_often_as_they_say(scenario: MakeScenario) -> None:
    """Of 100 simulations with seeds of their own, the interval misses the exact chance about 5 times; 12 never."""
    resolved, exact = scenario(FOUR), chance_of(70)
    chances = [simulated(resolved, draws=300, seed=seed).goal for seed in range(100)]
    held = sum(chance is not None and chance.range[0] <= exact <= chance.range[1] for chance in chances)
    assert 88 <= held <= 100


def test_results_and_cost_per_result_have_the_percentiles_of_the_estimate(scenario: MakeScenario) -> None:
    """Four activities bring 40, 80, 160 leads; for 400 USD these cost 2.50, 5 and 10 each, the other way round."""
    found = simulated(scenario(FOUR), draws=20_000)
    assert found.figures is not None
    assert found.cost_per_result is not None
    assert (found.figures.p10, found.figures.p50, found.figures.p90) == pytest.approx((40, 80, 160), rel=0.03)
    costs = found.cost_per_result
    assert (costs.p10, costs.p50, costs.p90) == pytest.approx((2.5, 5, 10), rel=0.03)


def test_only_what_the_plan_has_matters(scenario: MakeScenario) -> None:
    """A candidate that is not in the plan changes no figure of it."""
    other = '[[vehicle]]\nid = "aaa"\ninclude = "never"\noutcomes.conversion = { low = 1, likely = 2, high = 3 }\n'
    assert simulated(scenario(FOUR + other)) == simulated(scenario(FOUR))


def test_a_seed_decides_all_figures(scenario: MakeScenario) -> None:
    """The same seed gives the same answer, another one another."""
    resolved = scenario(FOUR)
    assert simulated(resolved, seed=3) == simulated(resolved, seed=3)
    assert simulated(resolved, seed=3).figures != simulated(resolved, seed=4).figures


def test_a_plan_that_is_averse_to_risk_is_mostly_surpassed(scenario: MakeScenario) -> None:
    """At risk aversion 1 the plan counts on P10: nine draws in ten bring that or more."""
    resolved = scenario(FOUR.replace("amount = 70", "amount = 40\nrisk_aversion = 1.0"))
    found = simulated(resolved, draws=4_000).as_planned
    assert found is not None
    assert found.share == pytest.approx(0.9, abs=4 * math.sqrt(0.09 / 4_000))


TWO = (
    FOUR.replace("amount = 70", "amount = 90")
    + """
[[goal.target]]
outcome = "awareness"
amount = 1_000
[[vehicle]]
id = "paper"
include = "must"
min_activities = 1
max_activities = 1
outcomes = { conversion = 30, awareness = { low = 500, likely = 1_000, high = 2_000 } }
"""
)


def test_the_goal_needs_the_amount_and_every_target(scenario: MakeScenario) -> None:
    """Leads of one vehicle and awareness of another are independent: the chance of both is the product."""
    found = simulated(scenario(TWO), draws=4_000)
    leads, awareness = (part.chance.share for part in found.parts)
    assert leads == pytest.approx(chance_of(60), abs=0.03)
    assert awareness == pytest.approx(0.5, abs=0.03)
    assert found.goal is not None
    assert found.goal.share == pytest.approx(leads * awareness, abs=0.03)


def test_vehicles_that_fare_alike_reach_the_goal_together(scenario: MakeScenario) -> None:
    """At correlation 1 the chance of both is that of the less likely one."""
    found = simulated(scenario(TWO), draws=4_000, correlation=1.0)
    assert found.goal is not None
    assert found.goal.times == min(part.chance.times for part in found.parts)


def test_the_range_is_due_to_the_vehicle_that_varies(scenario: MakeScenario) -> None:
    """With the one uncertain vehicle at its P50 nothing is left of the range; the certain one narrows nothing."""
    narrows = {vehicle.id: vehicle.narrows for vehicle in simulated(scenario(TWO)).vehicles}
    assert narrows == pytest.approx({"webinar": 1.0, "paper": 0.0})


def test_certain_estimates_do_not_vary(scenario: MakeScenario) -> None:
    """Where every estimate is a bare number all draws are the plan's own figure, and knowing them is worth nothing."""
    resolved = scenario(FOUR.replace("{ low = 10, likely = 20, high = 40 }", "20"))
    basis = Basis(resolved, {}, optimize(resolved))
    found = simulate(basis, Control(), Simulation(), choices=5)
    assert found.is_certain
    assert set(found.results) == {80.0}
    assert found.known.asked == 0


def test_without_a_plan_there_is_nothing_to_simulate(scenario: MakeScenario) -> None:
    """Limits that contradict one another leave no figures."""
    assert simulated(scenario(FOUR + "[budget]\ntotal = 1\n")).figures is None


def test_stopped_draws_are_counted(scenario: MakeScenario) -> None:
    """Stopped after the first thousand, it says so and gives their figures; stopped before, it gives nothing."""
    resolved = scenario(FOUR)
    basis = Basis(resolved, {}, optimize(resolved))
    looks = iter([False, True, True])
    found = simulate(basis, Control(is_cancelled=lambda: next(looks)), Simulation(draws=5_000))
    assert (len(found.results), found.is_whole) == (1_000, False)
    with pytest.raises(CancelledError):
        simulate(basis, Control(is_cancelled=lambda: True), Simulation())
