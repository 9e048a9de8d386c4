"""A goal with a confidence: the best plan that reaches it in enough sampled worlds, exact on the sample."""

from __future__ import annotations

import dataclasses
import math
import random
from collections.abc import Callable, Mapping

import pytest

from optimizer.confident import Tried, all_plans
from vehicleplan.analysis.basis import with_goal
from vehicleplan.estimates.metalog import quantile
from vehicleplan.estimates.sampled import sampled_worlds, worlds_needed
from vehicleplan.model.goal import Mode
from vehicleplan.model.plan import PlanStatus
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.model.simulation import Simulation
from vehicleplan.optimizer import best_plan, optimize, solo_scenario, solo_score, verify

MakeScenario = Callable[[str], ResolvedScenario]

ONE_VEHICLE = """
format = 1
outcomes = ["lead"]
[goal]
worth = { lead = 1 }
amount = 90
confidence = 0.8
[[vehicle]]
id = "webinar"
cost = 100
max_activities = 40
outcomes = { lead = { low = 5, likely = 9, high = 15 } }
"""


def made_up(seed: int) -> str:
    """Four vehicles with two outcomes, in one period; in some of them tiers, set-up costs, a limit on the number."""
    dice = random.Random(seed)
    mode = dice.choice(("", *(f'mode = "{mode}"' for mode in Mode)))
    target = '[[goal.target]]\noutcome = "look"\namount = 240' if dice.random() < 0.5 else ""
    vehicles = []
    for number in range(4):
        low = dice.uniform(1, 8)
        likely = low * dice.uniform(1.0, 2.0)
        tiers = "tier = [{ activities = 2, yield = 1 }, { yield = 0.6 }]" if dice.random() < 0.4 else ""
        vehicles.append(f"""
            [[vehicle]]
            id = "v{number}"
            cost = {dice.uniform(50, 200):.1f}
            setup_cost = {dice.choice((0, 0, 150))}
            max_activities = {dice.randint(1, 4)}
            {tiers}
            [vehicle.outcomes]
            lead = {{ low = {low:.2f}, likely = {likely:.2f}, high = {likely * dice.uniform(1.0, 2.5):.2f} }}
            look = {{ low = 10, likely = 30, high = {dice.uniform(40, 90):.1f} }}""")
    return f"""
        format = 1
        outcomes = ["lead", "look"]
        [goal]
        worth = {{ lead = 1, look = 0.01 }}
        amount = {dice.uniform(20, 70):.1f}
        confidence = {dice.uniform(0.5, 0.97):.2f}
        {mode}
        {target}
        [budget]
        total = {dice.uniform(700, 2000):.0f}
        [limits]
        {f"max_vehicles = {dice.randint(2, 3)}" if dice.random() < 0.5 else ""}
        [simulation]
        worlds = {dice.choice((10, 17, 30))}
        seed = {seed}
        correlation = {dice.choice((0.0, 0.4, 1.0))}
        {"".join(vehicles)}"""


VALUE: Mapping[Mode, Callable[[Tried], float]] = {
    Mode.LEAST_COST: lambda plan: plan.cost,
    Mode.MOST_RESULTS: lambda plan: -plan.results,
    Mode.LOWEST_COST_PER_RESULT: lambda plan: plan.cost / plan.results if plan.results else math.inf,
}


@pytest.mark.parametrize("seed", [*range(40), 427])
def test_the_plan_is_the_best_of_all_that_are_as_sure_as_asked(scenario: MakeScenario, seed: int) -> None:
    """As brute force has it, in all modes, with targets; out of reach, the best of those sure most often."""
    resolved = scenario(made_up(seed))
    goal = resolved.scenario.goal
    needed = worlds_needed(goal.confidence or 0.0, resolved.scenario.simulation.worlds)
    tried = list(all_plans(resolved))
    most = min(needed, max(plan.worlds for plan in tried))
    best = min(VALUE[goal.chosen_mode](plan) for plan in tried if plan.worlds >= most)

    plan = optimize(resolved)

    mine = next(each for each in tried if each.activities == tuple(_counts(resolved, plan.decisions.activities)))
    assert VALUE[goal.chosen_mode](mine) == pytest.approx(best, rel=1e-6)
    assert mine.worlds >= most
    assert plan.status is (PlanStatus.PROVEN_BEST if most == needed else PlanStatus.OUT_OF_REACH)
    assert [short.reached for short in plan.shortfalls] == ([] if most == needed else [most])
    assert best_plan(resolved).shortfalls == plan.shortfalls


def _counts(resolved: ResolvedScenario, activities: Mapping[str, tuple[float, ...]]) -> list[float]:
    return [sum(activities.get(candidate.id, (0.0,))) for candidate in resolved.candidates]


@pytest.mark.parametrize("confidence", [0.3, 0.5, 0.8, 0.9, 0.98])
def test_one_vehicle_takes_the_fewest_activities_that_are_enough_in_so_many_worlds(
    scenario: MakeScenario, confidence: float
) -> None:
    """The closed form: n is what is asked over the amount that this share of the worlds brings at least."""
    resolved = with_goal(scenario(ONE_VEHICLE), confidence=confidence)
    (webinar,) = resolved.candidates
    chances = (world.probability_by_vehicle["webinar"] for world in sampled_worlds(resolved, resolved.candidates))
    each = sorted((quantile(webinar.outcomes["lead"], chance) for chance in chances), reverse=True)

    plan = optimize(resolved)

    fewest = math.ceil(90 / each[worlds_needed(confidence, 50) - 1])
    assert plan.decisions.activities == {"webinar": (float(fewest),)}


def test_more_confidence_never_costs_less(scenario: MakeScenario) -> None:
    """Every plan that is surer is also as sure."""
    resolved = scenario(made_up(4))
    plans = [optimize(with_goal(resolved, confidence=c, mode=Mode.LEAST_COST)) for c in (0.2, 0.5, 0.7, 0.8, 0.9)]

    reached = [plan.cost.cash for plan in plans if not plan.shortfalls]
    assert len(reached) > 2
    assert reached == sorted(reached)


@pytest.mark.parametrize("mode", list(Mode))
def test_where_all_is_certain_confidence_changes_nothing(scenario: MakeScenario, mode: Mode) -> None:
    """Every world is the same, so the plan is the one without a confidence."""
    text = """
        format = 1
        outcomes = ["lead"]
        [goal]
        worth = { lead = 1 }
        amount = 41
        [[goal.target]]
        outcome = "lead"
        amount = 42
        [budget]
        total = 900
        [[vehicle]]
        id = "webinar"
        cost = 70
        setup_cost = 100
        max_activities = 8
        outcomes = { lead = 7 }
        [[vehicle]]
        id = "newsletter"
        cost = 90
        max_activities = 9
        outcomes = { lead = 8 }
        """
    plain = with_goal(scenario(text), mode=mode)

    sure = optimize(with_goal(plain, confidence=0.8))

    assert sure.decisions == optimize(plain).decisions
    assert sure.assurance is not None
    assert (sure.assurance.sampled.share, sure.assurance.fresh.share) == (1.0, 1.0)


def test_fresh_worlds_tell_how_sure_the_plan_truly_is(scenario: MakeScenario) -> None:
    """Ten webinars bring 50 unless they do worse than their P10: the interval holds 90 % and is narrow."""
    text = ONE_VEHICLE.replace("amount = 90", "amount = 50").replace("confidence = 0.8", "confidence = 0.9")
    plan = optimize(scenario(text))

    assert plan.decisions.activities == {"webinar": (10.0,)}
    assert plan.assurance is not None
    low, high = plan.assurance.fresh.range
    assert low < 0.9 < high < low + 0.02
    assert plan.assurance.is_confirmed


def test_a_share_that_fresh_worlds_refute_is_not_confirmed(scenario: MakeScenario) -> None:
    """A plan made for ten worlds is unsure in others."""
    text = ONE_VEHICLE.replace("confidence = 0.8", "confidence = 0.85") + "[simulation]\nworlds = 10\nseed = 3\n"
    plans = [optimize(scenario(text.replace("seed = 3", f"seed = {seed}"))) for seed in range(8)]

    assurances = [plan.assurance for plan in plans if plan.assurance is not None]
    assert all(each.sampled.share >= 0.85 for each in assurances)
    assert {each.is_confirmed for each in assurances} == {each.fresh.range[1] >= 0.85 for each in assurances}
    assert {each.is_confirmed for each in assurances} == {True, False}


def test_worlds_are_spread_evenly_and_do_not_depend_on_other_candidates(scenario: MakeScenario) -> None:
    """One world in each fiftieth of a vehicle's probabilities, the same without the other vehicles."""
    made = scenario(made_up(0))
    scattered = made.scenario.model_copy(update={"simulation": Simulation(worlds=50, correlation=0.0)})
    resolved = dataclasses.replace(made, scenario=scattered)

    worlds = sampled_worlds(resolved, resolved.candidates)

    for candidate in resolved.candidates:
        chances = [world.probability_by_vehicle[candidate.id] for world in worlds]
        assert sorted(math.floor(50 * chance) for chance in chances) == list(range(50))
        alone = sampled_worlds(resolved, [candidate])
        assert [world.probability_by_vehicle[candidate.id] for world in alone] == chances


def test_a_plan_that_is_enough_in_too_few_worlds_is_found_out(scenario: MakeScenario) -> None:
    """The guard counts the worlds anew from the plan's activities."""
    resolved = scenario(ONE_VEHICLE)
    plan = optimize(with_goal(resolved, confidence=0.5))

    assert verify(with_goal(resolved, confidence=0.5), plan) == ()
    assert any("sampled worlds" in breach for breach in verify(resolved, plan))


def test_a_vehicle_alone_is_asked_without_the_confidence(scenario: MakeScenario) -> None:
    """What it could deliver is what it brings on average, however sure the plan must be."""
    resolved = scenario(ONE_VEHICLE)
    (webinar,) = resolved.candidates

    alone = solo_score(solo_scenario(resolved, webinar))

    assert alone is not None
    assert alone.results == pytest.approx(40 * (0.3 * 5 + 0.4 * 9 + 0.3 * 15))


def test_the_mode_is_least_cost_unless_one_is_named(scenario: MakeScenario) -> None:
    """A confidence asks how cheaply one can be sure; without one the mode is what it was."""
    resolved = scenario(ONE_VEHICLE)

    assert resolved.scenario.goal.chosen_mode is Mode.LEAST_COST
    assert with_goal(resolved, confidence=None).scenario.goal.chosen_mode is Mode.LOWEST_COST_PER_RESULT
    assert with_goal(resolved, mode=Mode.MOST_RESULTS).scenario.goal.chosen_mode is Mode.MOST_RESULTS
