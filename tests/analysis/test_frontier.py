"""Every point of a frontier is the plan of the file with that value typed in, held against brute force.

The value is put in a second time here, in the plain mapping of the scenario's file.
"""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

import pytest
import tomli_w

from cli.runs import SMALL
from optimizer.generate import random_scenario
from optimizer.oracle import solve
from vehicleplan.analysis.basis import NO_PLAN, Basis, Standing, standing
from vehicleplan.analysis.frontier import Frontier, FrontierRange, frontier
from vehicleplan.analysis.frontier_axis import Axis, Over, at_value, axes, own_value, values_of
from vehicleplan.errors import CancelledError
from vehicleplan.model.goal import Mode
from vehicleplan.model.plan import Plan
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.optimizer import Control, optimize

MakeScenario = Callable[[str], ResolvedScenario]

BUDGET = Axis(Over.BUDGET)
VEHICLES = Axis(Over.MAX_VEHICLES)
SHARES = (0.5, 0.8, 1.0, 1.4)
GROUPS = 8
GROUP_SIZE = 5
DIFFERENCE = 3e-6


def typed_in(tables: Mapping[str, Any], axis: Axis, share: float) -> tuple[dict[str, Any], float] | None:
    """The tables with so much of their own value of an axis, and that value; None where they have none of it."""
    changed = copy.deepcopy(dict(tables))
    if axis.over is Over.MAX_VEHICLES:
        value = round(share * len(tables["vehicle"]))
        changed.setdefault("limits", {})["max_vehicles"] = value
        return changed, float(value)
    periods = tables["horizon"]["periods"]
    if axis.over is Over.HOURS:
        row = next((row for row in changed.get("team", {}).get("skill", []) if row["id"] == axis.skill), {})
        if not whole(row.get("hours", 0.0), periods):
            return None
        row["hours"] = times(row["hours"], share)
        return changed, whole(row["hours"], periods) / periods
    budget = changed.get("budget", {})
    given = [budget["total"]] if "total" in budget else []
    given += [whole(budget["per_period"], periods)] if "per_period" in budget else []
    if not given:
        return None
    budget |= {key: times(budget[key], share) for key in ("total", "per_period") if key in budget}
    return changed, min(given) * share


def whole(figure: Any, periods: int) -> float:
    """The sum over the periods of one number for all or one for each."""
    return sum(figure) if isinstance(figure, list) else figure * periods


def times(figure: Any, share: float) -> Any:
    """So much of one number, or of each."""
    return [each * share for each in figure] if isinstance(figure, list) else figure * share


def oracle_standing(tables: dict[str, Any], mode: str) -> Standing:
    """How good the best of all plans is."""
    tables["goal"]["mode"] = mode
    answer = solve(tables)
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


def faults(scenario: MakeScenario, text: str, mode: Mode | None) -> list[str]:
    """Where a point differs from brute force on the file with its value typed in."""
    resolved, tables, found = scenario(text), tomllib.loads(text), []
    basis = Basis(resolved, {}, optimize(resolved))
    looked_for = str(mode or resolved.scenario.goal.chosen_mode)
    for axis in axes(resolved):
        typed = [pair for share in SHARES if (pair := typed_in(tables, axis, share)) is not None]
        if typed:
            within = FrontierRange(axis, tuple(value for _, value in typed), mode)
            theirs = {value: oracle_standing(changed, looked_for) for changed, value in typed}
            found += [
                f"{axis.name} {point.value}: {point.standing}, oracle {theirs[point.value]}"
                for point in frontier(basis, within, Control()).points
                if not same(point.standing, theirs[point.value])
            ]
    return found


@pytest.mark.parametrize("mode", [Mode.MOST_RESULTS, None])
@pytest.mark.parametrize("group", range(GROUPS))
def test_every_point_is_as_good_as_the_best_of_all_plans(group: int, mode: Mode | None, scenario: MakeScenario) -> None:
    """Over budget, hours and number of vehicles, in reach and out of reach, in both modes."""
    seeds = range(group * GROUP_SIZE, (group + 1) * GROUP_SIZE)
    found = [f"seed {seed}: {fault}" for seed in seeds for fault in faults(scenario, random_scenario(seed), mode)]
    assert not found, "\n".join(found)


def run(resolved: ResolvedScenario, axis: Axis, *values: float, mode: Mode | None = Mode.MOST_RESULTS) -> Frontier:
    """The frontier of a scenario that rules nothing out."""
    basis = Basis(resolved, {}, optimize(resolved))
    return frontier(basis, FrontierRange(axis, values or values_of(basis, axis), mode), Control())


def figures(plan: Plan) -> tuple[object, ...]:
    """The set, results, and the cost that the goal counts; at the least cost nothing says which results are taken."""
    return (
        [vehicle.id for vehicle in plan.vehicles],
        None if plan.mode is Mode.LEAST_COST else pytest.approx(plan.results, rel=1e-6),
        pytest.approx(plan.cost.cash if plan.cost_kind == "cash" else plan.cost.loaded, rel=1e-6, abs=1e-6),
    )


def test_the_scenarios_own_value_gives_its_own_plan(scenario: MakeScenario) -> None:
    """Set, results and cost, ties included, in the scenario's own mode."""
    for seed in range(1300, 1330):
        resolved = scenario(random_scenario(seed))
        plan = optimize(resolved)
        for axis in axes(resolved):
            own = own_value(resolved, axis)
            if own:
                point = run(resolved, axis, own, mode=None).points[0]
                assert figures(point.plan) == figures(plan), (seed, axis.name)


def test_more_is_never_worse(scenario: MakeScenario) -> None:
    """Along every axis each point is at least as good as the one before, and results rise where all is in reach."""
    for seed in range(1330, 1350):
        resolved = scenario(random_scenario(seed))
        for axis in axes(resolved):
            for before, after in pairwise(run(resolved, axis).points):
                assert after.standing.is_as_good(before.standing), (seed, axis.name, after.value)
                if before.is_reached:
                    assert after.plan.results >= before.plan.results * (1 - 1e-6), (seed, axis.name, after.value)


def test_from_where_it_is_enough_more_brings_nothing(scenario: MakeScenario) -> None:
    """At the value that is enough the plan is as good as at a thousand times as much, and so is every point above."""
    told = 0
    for seed in range(1350, 1390):
        resolved = scenario(random_scenario(seed))
        for axis in axes(resolved):
            found = run(resolved, axis)
            if found.enough and found.most is not None:
                told += 1
                at_enough, far = run(resolved, axis, found.enough, found.enough * 1_000 + 1_000).points
                assert far.standing.is_as_good(standing(found.most)), (seed, axis.name)
                assert at_enough.standing.is_as_good(far.standing, room=1e-5), (seed, axis.name)
                above = [point for point in found.points if point.value >= found.enough]
                assert all(point.is_most for point in above), (seed, axis.name)
    assert told > 20


def test_a_point_says_what_changed_in_the_set(scenario: MakeScenario) -> None:
    """Against the point before; the first has nothing to be compared with."""
    found = run(scenario(SMALL.replace('verdict = "no"', 'verdict = "fair"')), VEHICLES, 1, 2, 3)
    assert [point.vehicles for point in found.points] == [
        ("webinar",),
        ("webinar", "paper"),
        ("webinar", "paper", "banner"),
    ]
    assert [point.comes_in for point in found.points] == [(), ("paper",), ("banner",)]
    assert not any(point.goes_out for point in found.points)


def test_most_results_keeps_the_amount_as_the_goal(scenario: MakeScenario) -> None:
    """Below the budget that reaches it the point is out of reach, with what is missing; from there on it is reached."""
    found = run(scenario(SMALL), BUDGET, 3_000, 4_000, 5_000)
    assert [point.is_reached for point in found.points] == [False, True, True]
    assert [round(point.plan.results) for point in found.points] == [21, 30, 38]
    assert found.points[0].plan.shortfalls[0].missing == pytest.approx(9)


def test_no_plan_at_a_value_is_no_change_of_the_set(scenario: MakeScenario) -> None:
    """Where a must costs more than there is, the point has no plan, and the next one nothing to differ from."""
    must = SMALL.replace('id = "paper"', 'id = "paper"\ninclude = "must"')
    poor, rich = run(scenario(must), BUDGET, 1_000, 3_000).points
    assert not poor.has_plan
    assert rich.has_plan
    assert not rich.changes_set


def test_a_budget_by_period_keeps_its_shape(scenario: MakeScenario) -> None:
    """Total and periods grow by one factor; the axis is the cash of the whole horizon."""
    text = SMALL.replace("total = 10_000", "total = 10_000\nper_period = [4_000, 2_000, 1_000, 1_000]")
    resolved = scenario(text)
    assert own_value(resolved, BUDGET) == 8_000
    budget = at_value(resolved, BUDGET, 4_000).scenario.budget
    assert (budget.total, budget.per_period) == (5_000, (2_000, 1_000, 500, 500))


def test_hours_that_differ_by_period_keep_their_shape(scenario: MakeScenario) -> None:
    """The axis is their mean; every period grows by the same factor."""
    resolved = scenario(SMALL.replace("hours = 40\n", "hours = [60, 20, 40, 40]\n"))
    axis = Axis(Over.HOURS, "writing")
    assert own_value(resolved, axis) == 40
    assert at_value(resolved, axis, 80).own_hours["writing"] == (120, 40, 80, 80)


def test_hours_of_a_skill_that_nobody_has_can_be_looked_at(scenario: MakeScenario) -> None:
    """From none at all to those of one person; where only members have it, they cost what the cheapest costs."""
    tables = tomllib.loads(SMALL)
    tables["vehicle"][1]["hours"] = {"video": 20}
    tables["team"]["member"] = [{"name": "Ana", "hours": 1, "skills": ["video"], "hourly_cost": 70}]
    resolved = scenario(tomli_w.dumps(tables))
    axis = Axis(Over.HOURS, "video")
    basis = Basis(resolved, {}, optimize(resolved))
    values = values_of(basis, axis)
    assert (values[0], values[-1], len(values)) == (0, 480, 25)
    none, some = frontier(basis, FrontierRange(axis, (0, 20)), Control()).points
    assert "paper" not in none.vehicles
    assert "paper" in some.vehicles
    assert at_value(resolved, axis, 20).hourly_cost["video"] == 70


def test_usual_range_is_half_to_twice_with_the_own_value(scenario: MakeScenario) -> None:
    """Ends as given, values between rounded to three digits of a step, vehicles in whole numbers."""
    resolved = scenario(SMALL)
    basis = Basis(resolved, {}, optimize(resolved))
    values = values_of(basis, BUDGET)
    assert (values[0], values[1], values[-1], len(values)) == (5_000, 5_625, 20_000, 25)
    assert 10_000 in values
    assert values_of(basis, BUDGET, low=0, high=30_000, steps=3) == (0, 10_000, 15_000, 30_000)
    assert values_of(basis, BUDGET, low=1_000, high=2_000, steps=4) == (1_000, 1_333, 1_667, 2_000)
    assert values_of(basis, BUDGET, low=0, high=20_010, steps=3) == (0, 10_000, 20_010)
    assert values_of(basis, VEHICLES) == (1, 2, 3)
    assert values_of(basis, VEHICLES, low=1, high=100, steps=5) == (1, 26, 50, 75, 100)
    assert values_of(basis, BUDGET, low=30_000)[-1] == 60_000
    assert values_of(basis, BUDGET, low=3_000, high=2_000) == ()


def test_several_at_once_find_the_same(scenario: MakeScenario) -> None:
    """The answer does not depend on how many are worked on at once."""
    resolved = scenario(random_scenario(7))
    basis = Basis(resolved, {}, optimize(resolved))
    within = FrontierRange(BUDGET, values_of(basis, BUDGET))
    alone, together = frontier(basis, within, Control()), frontier(basis, within, Control(), jobs=3)
    assert [figures(point.plan) for point in together.points] == [figures(point.plan) for point in alone.points]


def test_stopped_it_gives_the_points_it_has(scenario: MakeScenario) -> None:
    """What was not looked at is named; with no point at all there is nothing to give."""
    resolved = scenario(SMALL)
    basis = Basis(resolved, {}, optimize(resolved))
    told: list[str] = []
    control = Control(is_cancelled=lambda: len(told) >= 2, on_progress=lambda progress: told.append(progress.stage))
    found = frontier(basis, FrontierRange(BUDGET, (1_000, 2_000, 3_000, 4_000)), control)
    assert told == ["looking at the frontier, 1 of 4", "looking at the frontier, 2 of 4"]
    assert not found.is_whole
    assert [point.value for point in found.points] == [2_000, 4_000]
    assert found.missing == (1_000, 3_000)
    with pytest.raises(CancelledError):
        frontier(basis, FrontierRange(BUDGET, (1_000, 2_000)), Control(is_cancelled=lambda: True))
