"""What one step more of each limit brings, held against brute force on the scenario with the step.

The step is made a second time here, in the plain mapping of the scenario's file.
"""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Callable
from typing import Any

import pytest

from optimizer.generate import random_scenario
from optimizer.oracle import Answer, solve
from vehicleplan.analysis.basis import NO_PLAN, Basis, Standing, standing
from vehicleplan.analysis.more import what_more_brings
from vehicleplan.analysis.steps import LimitKind, Step, widened
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.optimizer import Control, optimize

MakeScenario = Callable[[str], ResolvedScenario]

GROUPS = 10
GROUP_SIZE = 5
DIFFERENCE = 3e-6
"""Relative; what arithmetic and the threshold of `Standing.is_better` may leave."""


def raised(hours: float | list[float], more: float) -> float | list[float]:
    """So many more hours in each period."""
    return [each + more for each in hours] if isinstance(hours, list) else hours + more


def with_step(scenario: dict[str, Any], step: Step) -> dict[str, Any]:
    """The scenario's file with a step of one limit."""
    facts = copy.deepcopy(scenario)
    team, limits = facts.setdefault("team", {}), facts.get("limits", {})
    rows = {row["id"]: row for row in team.get("skill", ())}
    if step.kind is LimitKind.HOURS:
        able = [row.get("hourly_cost", 0) for row in team.get("member", ()) if step.name in row["skills"]]
        if able and not has_hours(rows.get(step.name, {})):
            person = {"name": "One more", "hours": step.size, "skills": [step.name], "hourly_cost": min(able)}
            team["member"].append(person)
        else:
            row = rows.get(step.name) or {"id": step.name, "hours": 0}
            row["hours"] = raised(row.get("hours", 0), step.size)
            team["skill"] = [*({**rows, step.name: row}).values()]
    elif step.kind is LimitKind.BOUGHT_HOURS:
        bought = rows[step.name]["outsource"]
        bought["hours"] = raised(bought["hours"], step.size)
    elif step.kind is LimitKind.MEMBER_HOURS:
        team["member"][step.place]["hours"] = raised(team["member"][step.place]["hours"], step.size)
    elif step.kind is LimitKind.BUDGET:
        facts["budget"] = {key: scaled(value) for key, value in facts["budget"].items()}
    elif step.kind is LimitKind.MAX_VEHICLES:
        limits["max_vehicles"] += 1
    elif step.kind is LimitKind.MAX_SHARE:
        del limits["max_share"]
    else:
        limits["rule"][step.place]["active"] = False
    return facts


def has_hours(row: dict[str, Any]) -> bool:
    """Whether the team has hours of its own of a skill."""
    hours = row.get("hours", 0)
    return any(hours) if isinstance(hours, list) else hours > 0


def scaled(value: Any) -> Any:
    """An amount of money raised by one per cent; anything else as it is."""
    if isinstance(value, bool):
        return value
    return [each * 1.01 for each in value] if isinstance(value, list) else value * 1.01


def standing_of(answer: Answer, mode: str) -> Standing:
    """How good the oracle's answer is."""
    if not answer.feasible:
        return NO_PLAN
    ratio = float("inf") if answer.ratio is None else answer.ratio
    value = {"most-results": -answer.results, "least-cost": answer.cost, "lowest-cost-per-result": ratio}[mode]
    return Standing(answer.shortfall, value)


def same(ours: Standing, theirs: Standing) -> bool:
    """Equal but for arithmetic."""
    return ours.shortfall == pytest.approx(theirs.shortfall, abs=1e-5) and ours.value == pytest.approx(
        theirs.value, rel=DIFFERENCE, abs=1e-5
    )


def faults(scenario: MakeScenario, text: str) -> list[str]:
    """Where what is said of a step differs from brute force on the scenario with the step."""
    resolved = scenario(text)
    facts, basis = tomllib.loads(text), Basis(resolved, {}, optimize(resolved))
    goal, found = facts["goal"], []
    mode = goal.get("mode", "lowest-cost-per-result" if "amount" in goal else "most-results")
    for more in what_more_brings(basis, Control()).steps:
        ours = standing(basis.plan if more.after is None else more.after)
        theirs = standing_of(solve(with_step(facts, more.step)), mode)
        if not same(ours, theirs):
            found.append(f"{more.step}: {ours}, oracle {theirs}")
    return found


@pytest.mark.parametrize("group", range(GROUPS))
def test_plan_with_the_step_is_as_good_as_the_best_of_all_plans(group: int, scenario: MakeScenario) -> None:
    """In all modes, in reach and out of reach; a step that brings nothing leaves the plan as good as it was."""
    seeds = range(group * GROUP_SIZE, (group + 1) * GROUP_SIZE)
    found = [f"seed {seed}: {fault}" for seed in seeds for fault in faults(scenario, random_scenario(seed))]
    assert not found, "\n".join(found)


def test_figures_of_a_step_are_those_of_the_plan_for_the_file_with_it(scenario: MakeScenario) -> None:
    """The same vehicles, results and cost of the kind that the goal counts, ties included."""
    for seed in range(1200, 1230):
        resolved = scenario(random_scenario(seed))
        for more in what_more_brings(Basis(resolved, {}, optimize(resolved)), Control()).steps:
            if more.after is not None:
                plan = optimize(widened(resolved, more.step))
                assert {each.id for each in more.after.vehicles} == {each.id for each in plan.vehicles}, seed
                assert more.after.results == pytest.approx(plan.results, rel=1e-6), seed
                kind = resolved.scenario.goal.cost
                assert getattr(more.after.cost, kind) == pytest.approx(getattr(plan.cost, kind), rel=1e-6), seed
