"""Planning again: whatever is changed, the plan is the one of planning afresh, though it may need no search."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from optimizer.generate import Dice, random_scenario
from vehicleplan.analysis.basis import standing, with_candidate, with_goal, with_limits, with_team
from vehicleplan.model.plan import Plan
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.optimizer import Known, best_plan, optimize
from vehicleplan.optimizer.again import best_begun, is_still_best

MakeScenario = Callable[[str], ResolvedScenario]
Change = Callable[[ResolvedScenario, Dice], ResolvedScenario]

GROUPS, GROUP_SIZE = 8, 15
SAME = 1e-6


SHAPED = """format = 1
[goal]
stage = "conversion"
amount = 7
mode = "least-cost"
[horizon]
start = 2027-01-01
periods = 2
[[team.skill]]
id = "talks"
hours = 2
[[team.member]]
name = "Ann"
hours = 2
skills = ["talks"]
[[team.build]]
name = "Train"
skill = "talks"
adds_hours = 4
cost = 50
[[vehicle]]
id = "talk"
cost = 10
max_activities = 5
hours = { talks = 2 }
outcomes.conversion = 1
[[vehicle]]
id = "call"
cost = 90
max_activities = 2
hours = { talks = 3 }
outcomes.conversion = 1
"""


def _scaled(amounts: Any, factor: float) -> Any:
    if amounts is None:
        return None
    return tuple(each * factor for each in amounts) if isinstance(amounts, tuple) else amounts * factor


def _budget(resolved: ResolvedScenario, dice: Dice) -> ResolvedScenario:
    factor, budget = dice.number(0.7, 1.3), resolved.scenario.budget
    other = {"total": _scaled(budget.total, factor), "per_period": _scaled(budget.per_period, factor)}
    budget = budget.model_copy(update=other)
    return replace(resolved, scenario=resolved.scenario.model_copy(update={"budget": budget}))


def _asked(resolved: ResolvedScenario, dice: Dice) -> ResolvedScenario:
    factor, goal = dice.number(0.8, 1.3), resolved.scenario.goal
    targets = tuple(target.model_copy(update={"amount": target.amount * factor}) for target in goal.targets)
    return with_goal(resolved, amount=_scaled(goal.amount, dice.number(0.8, 1.3)), targets=targets)


def _hours(resolved: ResolvedScenario, dice: Dice) -> ResolvedScenario:
    factor, team = dice.number(0.7, 1.3), resolved.scenario.team
    skills = tuple(skill.model_copy(update={"hours": _scaled(skill.hours, factor)}) for skill in team.skills)
    members = tuple(
        member.model_copy(update={"hours": _scaled(member.hours, dice.number(0.7, 1.3))}) for member in team.members
    )
    return with_team(resolved, team.model_copy(update={"skills": skills, "members": members}))


def _bought(resolved: ResolvedScenario, dice: Dice) -> ResolvedScenario:
    team, skills = resolved.scenario.team, []
    for skill in team.skills:
        bought = skill.outsource
        if bought is not None:
            hours = _scaled(bought.hours, dice.number(0.6, 1.4))
            price = bought.hourly_cost * dice.pick([1.0, 1.0, 1.2])
            bought = bought.model_copy(update={"hours": hours, "hourly_cost": price})
        skills.append(skill.model_copy(update={"outsource": bought}))
    return with_team(resolved, team.model_copy(update={"skills": tuple(skills)}))


def _vehicles(resolved: ResolvedScenario, dice: Dice) -> ResolvedScenario:
    limits = resolved.scenario.limits
    return with_limits(resolved, limits.model_copy(update={"max_vehicles": dice.pick([None, 1, 2, 3, 4])}))


def _share(resolved: ResolvedScenario, dice: Dice) -> ResolvedScenario:
    limits = resolved.scenario.limits
    return with_limits(resolved, limits.model_copy(update={"max_share": dice.pick([None, 0.5, 0.7, 0.9])}))


def _rules(resolved: ResolvedScenario, dice: Dice) -> ResolvedScenario:
    limits = resolved.scenario.limits
    rules = tuple(
        rule.model_copy(update={"active": dice.chance(0.5)} if rule.min != 1_000_000 else {}) for rule in limits.rules
    )
    return with_limits(resolved, limits.model_copy(update={"rules": rules}))


def _include(resolved: ResolvedScenario, dice: Dice) -> ResolvedScenario:
    chosen = dice.pick(resolved.candidates).id
    needed = {need for candidate in resolved.candidates for need in candidate.needs}
    return (
        resolved if chosen in needed else with_candidate(resolved, chosen, include=dice.pick(["may", "must", "never"]))
    )


def _cost(resolved: ResolvedScenario, dice: Dice) -> ResolvedScenario:
    candidate = dice.pick(resolved.candidates)
    return with_candidate(resolved, candidate.id, setup_cost=candidate.setup_cost * dice.number(0.8, 1.3))


CHANGES: tuple[Change, ...] = (_budget, _asked, _hours, _bought, _vehicles, _share, _rules, _include, _cost)


def _same(one: Plan, other: Plan) -> bool:
    """Equal in all that is looked for and that ties are broken by; results beside the least cost are no part of it."""
    costs = [plan.cost.cash if plan.cost_kind == "cash" else plan.cost.loaded for plan in (one, other)]
    is_as_dear = abs(costs[0] - costs[1]) <= SAME * max(1.0, abs(costs[1]))
    mine, yours = standing(one), standing(other)
    is_as_good = mine.is_as_good(yours) and yours.is_as_good(mine)
    chosen = {vehicle.id for vehicle in one.vehicles} == {vehicle.id for vehicle in other.vehicles}
    return one.status is other.status and is_as_good and is_as_dear and chosen


@pytest.mark.parametrize("group", range(GROUPS))
def test_a_change_gives_the_plan_of_planning_afresh(group: int, scenario: MakeScenario) -> None:
    """Also where the known plan is said to be still the best, or is begun with: so it is with some of every group."""
    still = begun = 0
    for seed in range(group * GROUP_SIZE, (group + 1) * GROUP_SIZE):
        resolved, dice = scenario(random_scenario(seed)), Dice(seed)
        known = Known(resolved, {}, optimize(resolved))
        for change in CHANGES:
            changed = change(resolved, dice)
            again, afresh = optimize(changed, known=[known]), optimize(changed)
            is_kept = is_still_best(known, changed, {})
            still += changed != resolved and is_kept
            begun += not is_kept and best_begun([known], changed, {}) is not None
            assert _same(again, afresh), (seed, change.__name__)
    assert still >= GROUP_SIZE // 3
    assert begun >= GROUP_SIZE // 3


def _one_period_less(resolved: ResolvedScenario) -> ResolvedScenario:
    horizon = resolved.scenario.horizon.model_copy(update={"periods": resolved.periods - 1})
    return replace(resolved, scenario=resolved.scenario.model_copy(update={"horizon": horizon}))


def _without_people(resolved: ResolvedScenario) -> ResolvedScenario:
    return with_team(resolved, resolved.scenario.team.model_copy(update={"members": ()}))


def _without_builds(resolved: ResolvedScenario) -> ResolvedScenario:
    return with_team(resolved, resolved.scenario.team.model_copy(update={"builds": ()}))


def _without_the_first_vehicle(resolved: ResolvedScenario) -> ResolvedScenario:
    return replace(resolved, candidates=resolved.candidates[1:])


@pytest.mark.parametrize("change", [_one_period_less, _without_people, _without_builds, _without_the_first_vehicle])
def test_a_plan_of_another_shape_is_begun_with_only_where_it_means_the_same(
    change: Callable[[ResolvedScenario], ResolvedScenario], scenario: MakeScenario
) -> None:
    """Its periods, people, builds and vehicles may be gone: then it is not even looked at."""
    resolved = scenario(SHAPED)
    known = Known(resolved, {}, optimize(resolved))
    decisions = known.plan.decisions
    assert (len(decisions.activities), len(decisions.builds), any(decisions.given)) == (2, 1, True)
    changed = change(resolved)
    assert best_begun([known], changed, {}) is None
    assert _same(optimize(changed, known=[known]), optimize(changed))


@pytest.mark.parametrize("group", range(GROUPS))
def test_expected_vehicles_do_not_change_the_best_plan(group: int, scenario: MakeScenario) -> None:
    """Whatever sets are expected: none at all, sets that cannot be, and those of other scenarios."""
    for seed in range(group * GROUP_SIZE, (group + 1) * GROUP_SIZE):
        resolved, dice = scenario(random_scenario(seed)), Dice(seed)
        ids = [candidate.id for candidate in resolved.candidates]
        likely = [dice.some(ids, 1, 3), dice.some(ids, 1, len(ids)), ["nobody"]]
        found, plain = standing(best_plan(resolved, likely=likely)), standing(best_plan(resolved))
        assert found.is_as_good(plain), seed
        assert plain.is_as_good(found), seed
