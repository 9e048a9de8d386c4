"""What would put a goal in reach, against brute force and on scenarios where it is plain to see."""

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
from vehicleplan.analysis.hard_limits import HardLimit
from vehicleplan.analysis.reach import Reach, what_reaches
from vehicleplan.analysis.repairs import Repair
from vehicleplan.model.plan import PlanStatus, RuledOut
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.model.verdict import Question
from vehicleplan.optimizer import Control, optimize

MakeScenario = Callable[[str], ResolvedScenario]

LAUNCH = """format = 1
[goal]
stage = "conversion"
amount = 50
[horizon]
periods = 2
[budget]
total = 6_000
[[team.skill]]
id = "writing"
hours = 20
outsource = { hourly_cost = 50, hours = 10 }
[[team.skill]]
id = "design"
hours = 5
[limits]
max_vehicles = 2
[screening]
rule_out = "nothing"
[[vehicle]]
id = "webinar"
cost = 1_000
hours = { writing = 10 }
outcomes.conversion = 6
[[vehicle]]
id = "paper"
cost = 2_000
max_activities = 3
outcomes.conversion = 6
[[vehicle]]
id = "banner"
max_activities = 5
outcomes.conversion = 2
"""


def reach_of(resolved: ResolvedScenario, ruled_out: dict[str, RuledOut] | None = None) -> Reach:
    """What reaches the goal of a scenario that is out of reach."""
    plan = optimize(resolved, ruled_out=ruled_out or {})
    assert plan.status is PlanStatus.OUT_OF_REACH
    return what_reaches(Basis(resolved, ruled_out or {}, plan), Control())


def figures(repairs: tuple[Repair, ...]) -> dict[written.Path, Any]:
    """What limits would have to be, by place."""
    return {repair.limit.path: repair.to for repair in repairs}


def asking(amount: int) -> str:
    """The launch with another goal."""
    return LAUNCH.replace("amount = 50", f"amount = {amount}")


BUDGET, WRITING, VEHICLES = ("budget", "total"), ("team", "skill", 0, "hours"), ("limits", "max_vehicles")


def test_money_or_hours_each_alone(scenario: MakeScenario) -> None:
    """46 take six webinars and five banners: 60 hours, of which 20 are bought for 1,000, or the team's own."""
    found = reach_of(scenario(asking(46)))
    assert figures(found.ways) == {BUDGET: 7_000, WRITING: 30}
    assert [way.money for way in found.ways] == [1_000, 1_000]
    assert [limit.path for limit in found.not_alone] == [VEHICLES]
    assert (found.looked_at, found.limits, found.is_whole) == (3, 3, True)


def test_what_no_change_alone_reaches(scenario: MakeScenario) -> None:
    """60 take all three vehicles and 13,000; the budget keeps it out, whatever else changes."""
    found = reach_of(scenario(asking(60)))
    assert found.ways == ()
    assert figures(found.together) == {BUDGET: 13_000, VEHICLES: 3}
    assert [limit.path for limit in found.keeps_out] == [BUDGET]


def test_what_is_beyond_all_limits(scenario: MakeScenario) -> None:
    """With six webinars at the most the candidates bring 64 without any limit; that is said instead of a change."""
    found = reach_of(scenario(asking(200).replace('id = "webinar"', 'id = "webinar"\nmax_activities = 6')))
    assert (found.ways, found.together, found.needs_others) == ((), (), False)
    assert [(short.reached, short.asked) for short in found.beyond] == [(pytest.approx(64), 200)]


def test_a_vehicle_that_is_kept_out(scenario: MakeScenario) -> None:
    """40 take the banners that a question ruled out; the papers that are never in would not do."""
    ruled = {"banner": RuledOut(Question.MESSAGE, "One line does not carry it.")}
    text = asking(40).replace('id = "paper"', 'id = "paper"\ninclude = "never"')
    found = reach_of(scenario(text.replace("total = 6_000", "total = 5_500")), ruled)
    assert ("vehicle", 2, "answers", "message") in figures(found.ways)
    assert ("vehicle", 1, "include") in [limit.path for limit in found.not_alone]


def test_a_budget_in_total_and_by_period_moves_as_a_whole(scenario: MakeScenario) -> None:
    """More of one alone would be held back by the other: 500 more in each period are 1,000 in all."""
    found = reach_of(scenario(asking(46).replace("total = 6_000", "total = 6_000\nper_period = 3_000")))
    way = next(way for way in found.ways if way.limit.path == ("budget",))
    assert (way.by, way.money) == (500, 1_000)


def test_a_target_counts_as_well(scenario: MakeScenario) -> None:
    """The goal is reached only with its targets: 18 people aware take all three papers, and 30 leads two webinars."""
    text = asking(30).replace("[horizon]", '[[goal.target]]\noutcome = "awareness"\namount = 18\n[horizon]')
    found = reach_of(scenario(text.replace("max_activities = 3", "max_activities = 3\noutcomes.awareness = 6")))
    assert figures(found.ways)[BUDGET] == 8_000


def test_what_is_stopped_says_so(scenario: MakeScenario) -> None:
    """Stopped at any moment it gives what it has proven, and says how far it came."""
    resolved = scenario(asking(60))
    basis = Basis(resolved, {}, optimize(resolved))
    whole = what_reaches(basis, Control())
    for calls in (0, 3, 10, 30):
        left = iter(range(calls))
        found = what_reaches(basis, Control(is_cancelled=lambda left=left: next(left, None) is None))
        assert not found.is_whole
        assert found.looked_at == len(found.ways) + len(found.not_alone)
        assert set(found.not_alone) <= set(whole.not_alone)
        assert set(found.together) <= set(whole.together)


def test_several_at_once_find_the_same(scenario: MakeScenario) -> None:
    """Two runs at once change nothing but the time."""
    basis = Basis(resolved := scenario(asking(46)), {}, optimize(resolved))
    assert what_reaches(basis, Control(), jobs=2) == what_reaches(basis, Control())


def harder(seed: int) -> dict[str, Any]:
    """A random scenario that asks for more."""
    tables, dice = tomllib.loads(random_scenario(seed)), random.Random(seed)
    factor = dice.choice([1.2, 1.5, 2, 3])
    goal = tables["goal"]
    goal["amount"] = round(goal.get("amount", 10) * factor, 1)
    for target in goal.get("target", []):
        target["amount"] = round(target["amount"] * dice.choice([1, factor]))
    return tables


def faults(tables: dict[str, Any], found: Reach) -> list[str]:
    """What of the answer is not so by brute force."""
    wrong = []
    for way in found.ways:
        if not is_reached(with_change(tables, way)):
            wrong.append(f"does not reach it: {way}")
        limit = way.limit
        if isinstance(way.to, float) and isinstance(limit.figure, float) and limit.path != ("team",):
            less = written.a_little_less(limit.path, limit.figure, way.to)
            if less is not None and is_reached(written.changed(tables, limit.path, less, None, "")):
                wrong.append(f"more than it takes: {way}")
    wrong += [f"reaches it alone: {limit}" for limit in found.not_alone if is_reached(without(tables, limit))]
    free = without(tables, *(limit for limit in found.not_alone if limit not in found.keeps_out))
    if found.keeps_out and (is_reached(free) or not all(is_reached(without(free, each)) for each in found.keeps_out)):
        wrong.append(f"does not keep it out, or is not minimal: {found.keeps_out}")
    if found.beyond and not found.needs_others and is_reached(free):
        wrong.append("not beyond all limits")
    for change in found.together:
        tables = with_change(tables, change)
    return [*wrong, "does not reach it together"] if found.together and not is_reached(tables) else wrong


def is_reached(tables: dict[str, Any]) -> bool:
    """Whether some plan meets the amount and all targets, by brute force."""
    return solve(tables).reached


def with_change(tables: dict[str, Any], change: Repair) -> dict[str, Any]:
    """The tables with a change that is proposed."""
    return written.changed(tables, change.limit.path, change.to, change.by, change.limit.subject)


def without(tables: dict[str, Any], *limits: HardLimit) -> dict[str, Any]:
    """The tables without some limits."""
    return written.without(tables, *(limit.path for limit in limits))


@pytest.mark.parametrize("group", range(8))
def test_every_change_is_the_least_that_reaches_the_goal(group: int, scenario: MakeScenario) -> None:
    """Brute force agrees: each way is enough and the least; what is said not to reach it does not, taken away."""
    wrong, count = [], 0
    for seed in range(group * 8, group * 8 + 8):
        tables = harder(seed)
        resolved = scenario(tomli_w.dumps(tables))
        if optimize(resolved).status is not PlanStatus.OUT_OF_REACH:
            continue
        count += 1
        found = reach_of(resolved)
        assert found.is_whole
        wrong += [f"seed {seed}: {fault}" for fault in faults(tables, found)]
    assert not wrong, "\n".join(wrong)
    assert count
