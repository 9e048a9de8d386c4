"""Why no plan is possible, against brute force and on scenarios whose conflict is plain to see."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable
from typing import Any

import pytest
import tomli_w

from analysis import written
from optimizer.generate import random_scenario
from optimizer.oracle import solve
from vehicleplan.analysis.basis import Basis
from vehicleplan.analysis.conflict import Conflict, find_conflict
from vehicleplan.analysis.repairs import Repair
from vehicleplan.model.plan import PlanStatus, RuledOut
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.model.verdict import Question
from vehicleplan.optimizer import Control, optimize

MakeScenario = Callable[[str], ResolvedScenario]

MOST_VEHICLES = 4
"""With more, and without limits, there is too much to try."""

LAUNCH = """format = 1
[goal]
stage = "conversion"
amount = 1_000
[budget]
total = 5_000
[[team.skill]]
id = "writing"
hours = 40
outsource = { hourly_cost = 50, hours = 10 }
[limits]
max_vehicles = 3
[screening]
rule_out = "nothing"
[[vehicle]]
id = "webinar"
cost = 800
hours = { writing = 10 }
max_activities = 8
outcomes.conversion = 6
[[vehicle]]
id = "paper"
cost = 2_000
max_activities = 3
outcomes.conversion = 5
[[vehicle]]
id = "banner"
cost = 100
outcomes.conversion = 1
"""


def with_lines(text: str, **lines: str) -> str:
    """The launch with lines added to some of its vehicles, and `rules` after the limits."""
    for vehicle, line in lines.items():
        if vehicle == "limits":
            text = text.replace("max_vehicles = 3", f"max_vehicles = 3\n{line}")
        else:
            text = text.replace(f'id = "{vehicle}"', f'id = "{vehicle}"\n{line}')
    return text


def conflict_of(resolved: ResolvedScenario, ruled_out: dict[str, RuledOut] | None = None) -> Conflict:
    """The conflict of a scenario without a plan."""
    plan = optimize(resolved, ruled_out=ruled_out or {})
    assert plan.status is PlanStatus.IMPOSSIBLE
    return find_conflict(Basis(resolved, ruled_out or {}, plan), Control())


def paths(conflict: Conflict) -> set[written.Path]:
    """Where the limits that clash stand."""
    return {limit.path for limit in conflict.limits}


def change_at(conflict: Conflict, *path: str | int) -> Repair:
    """The repair of the limit at a place."""
    return next(repair for repair in conflict.repairs if repair.limit.path == path)


def test_a_must_beyond_the_budget(scenario: MakeScenario) -> None:
    """Three papers at 2,000 clash with 5,000: 1,000 more, one paper fewer, or no must makes a plan possible."""
    found = conflict_of(scenario(with_lines(LAUNCH, paper='include = "must"\nmin_activities = 3')))
    assert paths(found) == {("vehicle", 1, "include"), ("vehicle", 1, "min_activities"), ("budget", "total")}
    assert (found.is_minimal, found.is_whole) == (True, True)
    assert [repair.to for repair in found.repairs] == [6_000.0, 2.0, None]
    assert change_at(found, "budget", "total").money == 1_000


def test_a_must_that_needs_what_a_question_ruled_out(scenario: MakeScenario) -> None:
    """The must, its need and the question clash; giving up any of them is enough."""
    ruled = {"banner": RuledOut(Question.MESSAGE, "One line does not carry it.")}
    found = conflict_of(scenario(with_lines(LAUNCH, paper='include = "must"\nneeds = ["banner"]')), ruled)
    assert paths(found) == {
        ("vehicle", 1, "include"),
        ("vehicle", 1, "needs", 0),
        ("vehicle", 2, "answers", "message"),
    }
    assert len(found.repairs) == 3


def test_a_rule_that_asks_for_more_than_the_hours_allow(scenario: MakeScenario) -> None:
    """Seven webinars need 70 hours of 50: 20 more of the team's own or to buy, or two webinars fewer."""
    rule = '[[limits.rule]]\nvehicles = ["webinar"]\nmin = 7'
    found = conflict_of(scenario(with_lines(LAUNCH, limits=rule).replace("total = 5_000", "total = 50_000")))
    own, bought = ("team", "skill", 0, "hours"), ("team", "skill", 0, "outsource", "hours")
    assert paths(found) == {("limits", "rule", 0, "min"), own, bought}
    assert change_at(found, *own).to == pytest.approx(60)
    assert change_at(found, *bought).to == pytest.approx(30)
    assert change_at(found, *own).money == pytest.approx(20 * 50)
    assert change_at(found, "limits", "rule", 0, "min").to == 5


def test_two_musts_and_one_vehicle(scenario: MakeScenario) -> None:
    """Two vehicles that must be in the plan clash with at most one."""
    text = with_lines(LAUNCH, webinar='include = "must"', banner='include = "must"')
    found = conflict_of(scenario(text.replace("max_vehicles = 3", "max_vehicles = 1")))
    assert paths(found) == {("vehicle", 0, "include"), ("vehicle", 2, "include"), ("limits", "max_vehicles")}
    assert change_at(found, "limits", "max_vehicles").to == 2


def test_rules_that_contradict_each_other(scenario: MakeScenario) -> None:
    """At least four webinars and at most three activities in all: each rule may give way by one."""
    rules = '[[limits.rule]]\nvehicles = ["webinar"]\nmin = 4\n[[limits.rule]]\nmax = 3'
    found = conflict_of(scenario(with_lines(LAUNCH, limits=rules)))
    assert paths(found) == {("limits", "rule", 0, "min"), ("limits", "rule", 1, "max")}
    assert [repair.to for repair in found.repairs] == [3, 4]


def test_a_skill_that_nobody_has(scenario: MakeScenario) -> None:
    """A must that needs hours of a skill that the team does not list clashes with that."""
    found = conflict_of(scenario(with_lines(LAUNCH, paper='include = "must"\nhours = { events = 6 }')))
    assert paths(found) == {("vehicle", 1, "include"), ("team",)}
    assert change_at(found, "team").by == pytest.approx(6)


def test_two_conflicts_without_a_limit_in_common(scenario: MakeScenario) -> None:
    """Neither a change of one alone helps; both are named, and one change of each is enough together."""
    rules = '[[limits.rule]]\nvehicles = ["webinar"]\nmin = 4\n[[limits.rule]]\nvehicles = ["webinar"]\nmax = 3'
    found = conflict_of(scenario(with_lines(LAUNCH, paper='include = "must"\nmin_activities = 3', limits=rules)))
    assert [len(limits) for limits in (found.limits, *found.further)] == [2, 3]
    assert found.repairs == ()
    assert len(found.together) == 2


def test_money_for_what_only_the_budget_limits(scenario: MakeScenario) -> None:
    """Banners have no maximum: without the budget the model would refuse them, and 70 of them cost 7,000."""
    rule = '[[limits.rule]]\nvehicles = ["banner"]\nmin = 70'
    found = conflict_of(scenario(with_lines(LAUNCH, limits=rule)))
    assert paths(found) == {("limits", "rule", 0, "min"), ("budget", "total")}
    assert change_at(found, "budget", "total").to == 7_000


def test_what_is_stopped_says_so(scenario: MakeScenario) -> None:
    """Stopped at any moment it claims nothing that it has not proven: no minimal set before there is one."""
    resolved = scenario(with_lines(LAUNCH, paper='include = "must"\nmin_activities = 3'))
    basis = Basis(resolved, {}, optimize(resolved))
    whole = find_conflict(basis, Control())
    for calls in (0, 3, 8, 20, 40):
        left = iter(range(calls))
        found = find_conflict(basis, Control(is_cancelled=lambda left=left: next(left, None) is None))
        assert not found.is_whole or found == whole
        assert set(whole.limits) <= set(found.limits)
        assert not found.is_minimal or found.limits == whole.limits
        assert set(found.repairs) <= set(whole.repairs)


def tightened(seed: int) -> dict[str, Any]:
    """A random scenario with more musts, less money and fewer hours: often no plan is possible."""
    tables, dice = tomllib.loads(random_scenario(seed)), random.Random(seed)
    for vehicle in tables["vehicle"]:
        if vehicle.get("include") != "never" and dice.random() < 0.4:
            vehicle["include"] = "must"
    budget, share = tables.get("budget", {}), dice.choice([0.05, 0.15, 0.3, 0.5])
    for key, money in budget.items():
        if key != "carry_over":
            budget[key] = [round(each * share) for each in money] if isinstance(money, list) else round(money * share)
    if dice.random() < 0.3:
        tables.setdefault("limits", {})["max_vehicles"] = 1
    return tables


def is_possible(tables: dict[str, Any]) -> bool:
    """Whether there is any plan, by brute force."""
    return solve(tables).feasible


def clash_faults(tables: dict[str, Any], found: Conflict) -> list[str]:
    """What of the limits that clash is not so: together impossible, and possible without any one of them.

    What is free of limits can do so much that not everything could be tried; some activities more stand for any number.
    """
    here = paths(found)
    figures = {
        path for path in written.limit_paths(tables) if str(path[-1]).startswith("max_") and path[0] == "vehicle"
    }
    most = written.without(tables, *(written.limit_paths(tables) - here - figures))
    wrong = ["the limits alone are possible"] if is_possible(most) else []
    for path in here:
        more = written.without(tables, *(written.limit_paths(tables) - here), path)
        if not is_possible(written.without(most, path)) and not is_possible(more):
            wrong.append(f"impossible without {path}")
    return wrong


def repair_faults(tables: dict[str, Any], found: Conflict) -> list[str]:
    """What of the repairs is not so: each enough, the least there is, and no other limit's change enough alone."""
    wrong = []
    for repair in found.repairs:
        limit = repair.limit
        if not is_possible(written.changed(tables, limit.path, repair.to, repair.by, limit.subject)):
            wrong.append(f"not enough: {repair}")
        if isinstance(repair.to, float) and isinstance(limit.figure, float) and limit.path != ("team",):
            less = written.a_little_less(limit.path, limit.figure, repair.to)
            if less is not None and is_possible(written.changed(tables, limit.path, less, None, "")):
                wrong.append(f"more than enough: {repair}")
    wrong += [f"enough: {limit}" for limit in found.not_enough if is_possible(written.without(tables, limit.path))]
    for repair in found.together:
        limit = repair.limit
        tables = written.changed(tables, limit.path, repair.to, repair.by, limit.subject)
    return [*wrong, "not enough together"] if found.together and not is_possible(tables) else wrong


@pytest.mark.parametrize("group", range(10))
def test_taking_any_one_away_makes_a_plan_possible(group: int, scenario: MakeScenario) -> None:
    """Brute force agrees: the set is impossible, and possible without any one of it; repairs are the least there is."""
    wrong, count = [], 0
    for seed in range(group * 8, group * 8 + 8):
        tables = tightened(seed)
        resolved = scenario(tomli_w.dumps(tables))
        if len(tables["vehicle"]) > MOST_VEHICLES or optimize(resolved).status is not PlanStatus.IMPOSSIBLE:
            continue
        count += 1
        found = conflict_of(resolved)
        assert (found.is_minimal, found.is_whole) == (True, True)
        wrong += [f"seed {seed}: {fault}" for fault in clash_faults(tables, found) + repair_faults(tables, found)]
    assert not wrong, "\n".join(wrong)
    assert count
