"""Plans beside one another, and what scenarios ask beside one another."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import pytest

from vehicleplan.analysis.compare import BriefDifference, compare_plans, compare_scenarios
from vehicleplan.model.goal import Mode
from vehicleplan.model.limits import Rule
from vehicleplan.model.plan import Plan, PlanStatus
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.optimizer import optimize

Reader = Callable[[str], ResolvedScenario]

BASE = """
format = 1
name = "Launch"
[goal]
result = "lead"
stage = "conversion"
mode = "most-results"
[horizon]
periods = 2
[budget]
total = 10_000
[[team.skill]]
id = "writing"
hours = 40
hourly_cost = 50
outsource = { hourly_cost = 90 }
[limits]
max_vehicles = 2
[[vehicle]]
id = "webinar"
cost = 2_000
hours = { writing = 10 }
max_per_period = 1
outcomes = { conversion = 10 }
[[vehicle]]
id = "paper"
cost = 1_000
hours = { writing = 30 }
max_per_period = 1
outcomes = { conversion = 6 }
[[vehicle]]
id = "fair"
cost = 9_000
max_per_period = 1
outcomes = { conversion = 40 }
"""
"""At 10,000 USD the fair with one paper is best; at 8,000 USD webinars and papers are."""


def planned(resolved: ResolvedScenario) -> Plan:
    """The proven plan of a scenario."""
    return optimize(resolved)


def own_hours(plan: Plan, skill: str) -> float:
    """Hours of the team's own, counted from the plan."""
    return sum(use.used - use.outsourced for use in plan.score.hours[skill])


def test_vehicles_come_in_and_go_out(scenario: Reader) -> None:
    """With less money the fair goes out and webinars come in; the paper is in both, with more activities."""
    base = planned(scenario(BASE))
    other = planned(scenario(BASE.replace("total = 10_000", "total = 8_000")))
    difference = compare_plans(base, other)
    assert [vehicle.id for vehicle in difference.comes_in] == ["webinar"]
    assert [vehicle.id for vehicle in difference.goes_out] == ["fair"]
    assert [(each.id, sum(each.before), sum(each.after)) for each in difference.changed] == [("paper", 1.0, 2.0)]


def test_base_and_change_make_the_other_plan(scenario: Reader) -> None:
    """Every figure of the base plan with its change added is the figure of the other plan."""
    base = planned(scenario(BASE))
    other = planned(scenario(BASE.replace("total = 10_000", "total = 8_000")))
    difference = compare_plans(base, other)
    assert base.cost_per_result is not None
    for before, change, after in (
        (base.results, difference.results, other.results),
        (base.cost_per_result, difference.cost_per_result, other.cost_per_result),
        (base.cost.cash + base.cost.labour, difference.loaded, other.cost.cash + other.cost.labour),
        (base.cost.cash, difference.cash, other.cost.cash),
        (base.cost.labour, difference.labour, other.cost.labour),
        (own_hours(base, "writing"), difference.own_hours["writing"], own_hours(other, "writing")),
    ):
        assert change.amount is not None
        assert before + change.amount == pytest.approx(after)
    for vehicle in base.vehicles:
        stays = vehicle.id in {each.id for each in other.vehicles}
        assert (vehicle in difference.goes_out) is not stays


def test_the_other_way_round_is_the_opposite(scenario: Reader) -> None:
    """What comes in one way goes out the other way, and every change turns its sign."""
    base = planned(scenario(BASE))
    other = planned(scenario(BASE.replace("total = 10_000", "total = 8_000")))
    there, back = compare_plans(base, other), compare_plans(other, base)
    assert (there.comes_in, there.goes_out) == (back.goes_out, back.comes_in)
    assert there.results.amount == -(back.results.amount or math.nan)
    assert there.status == tuple(reversed(back.status))


def test_a_plan_does_not_differ_from_itself(scenario: Reader) -> None:
    """A plan beside itself has no difference at all."""
    plan = planned(scenario(BASE))
    assert compare_plans(plan, plan).is_none


def test_candidates_in_another_order_make_no_difference(scenario: Reader) -> None:
    """The order of vehicles in the file changes neither the brief nor the plan."""
    head, *vehicles = BASE.split("[[vehicle]]")
    turned = "[[vehicle]]".join([head, *reversed(vehicles)])
    one, other = scenario(BASE), scenario(turned)
    assert compare_scenarios([one, other]) == ()
    assert compare_plans(planned(one), planned(other)).is_none


def test_a_goal_out_of_reach_says_what_is_missing(scenario: Reader) -> None:
    """The amount that cannot be reached is missing in the other plan and nothing is in the base plan."""
    base = planned(scenario(BASE))
    other = planned(scenario(BASE.replace('mode = "most-results"', "amount = 100")))
    difference = compare_plans(base, other)
    assert difference.status == (PlanStatus.PROVEN_BEST, PlanStatus.OUT_OF_REACH)
    assert difference.missing["lead"].before == 0
    assert difference.missing["lead"].after == pytest.approx(100 - other.results)


def test_beside_an_impossible_plan_everything_goes_out(scenario: Reader) -> None:
    """A plan that is not possible has no vehicles, no figures and no cost per result."""
    base = planned(scenario(BASE))
    other = planned(scenario(f"{BASE}\n[[limits.rule]]\nmin = 100\n"))
    difference = compare_plans(base, other)
    assert difference.status[1] is PlanStatus.IMPOSSIBLE
    assert difference.goes_out == base.vehicles
    assert difference.cost_per_result.after is None
    assert difference.cost_per_result.amount is None


def asked(differences: tuple[BriefDifference, ...]) -> Mapping[tuple[object, ...], tuple[object, ...]]:
    """The differences by place."""
    return {difference.place: difference.values for difference in differences}


def test_files_that_ask_for_the_same_do_not_differ(scenario: Reader) -> None:
    """One number for all periods is the same number for each, and a name, a note or a source asks for nothing."""
    other = BASE.replace("hours = 40", "hours = [40, 40]").replace("Launch", "Another name")
    assert compare_scenarios([scenario(BASE), scenario(f'{other}\nsources = ["a book"]\n[brief]\nnotes = "x"')]) == ()


def test_a_mode_that_is_left_out_is_the_one_that_goes_with_the_goal(scenario: Reader) -> None:
    """Without an amount the mode is most results, said or not."""
    assert compare_scenarios([scenario(BASE), scenario(BASE.replace('mode = "most-results"', ""))]) == ()


def test_what_differs_in_the_brief_comes_by_place(scenario: Reader) -> None:
    """Every changed place of the file is there with one value for each scenario, and nothing else."""
    other = (
        BASE.replace("total = 10_000", "per_period = [4_000, 6_000]")
        .replace('mode = "most-results"', "amount = 50\ncost = 'cash'")
        .replace("hours = 40", "hours = [40, 60]")
        .replace("periods = 2", "periods = 2\nperiod = 'month'")
        .replace("max_vehicles = 2", "max_share = 0.8")
    )
    other += "\n[screening.thresholds]\nreach = { strong = 0.4, fair = 0.1, weak = 0.02 }\n"
    assert asked(compare_scenarios([scenario(BASE), scenario(other)])) == {
        ("goal", "amount"): (None, 50.0),
        ("goal", "cost"): ("loaded", "cash"),
        ("goal", "mode"): (Mode.MOST_RESULTS, Mode.LOWEST_COST_PER_RESULT),
        ("horizon", "period"): ("quarter", "month"),
        ("budget", "total"): (10_000.0, None),
        ("budget", "per_period"): (None, (4_000.0, 6_000.0)),
        ("team", "skills", "writing", "hours"): (40.0, (40.0, 60.0)),
        ("limits", "max_vehicles"): (2, None),
        ("limits", "max_share"): (None, 0.8),
        ("screening", "thresholds", "reach", "strong"): (0.3, 0.4),
    }


def test_a_rule_holds_is_switched_off_or_is_not_there(scenario: Reader) -> None:
    """The same rule is one row, whatever it is called; a scenario without it has no value."""
    rule = '\n[[limits.rule]]\nvehicles = ["fair"]\nmax = 1\n'
    texts = (BASE, f"{BASE}{rule}", f'{BASE}{rule}active = false\nname = "One fair"\n')
    key = Rule(vehicles=("fair",), max=1)
    found = compare_scenarios([scenario(text) for text in texts])
    assert asked(found) == {("limits", "rules", key): (None, True, False)}


def test_vehicles_differ_by_presence_and_by_what_the_file_says_of_them(scenario: Reader) -> None:
    """A vehicle that one file lacks is one row; of a vehicle in both, only what differs is there."""
    catalog = 'format = 1\ncatalogs = ["b2b"]\n[goal]\nstage = "conversion"\n[[vehicle]]\nuse = "webinar"\n'
    one = scenario(f'{catalog}include = "must"\n[[vehicle]]\nuse = "white-paper"\n')
    other = scenario(f"{catalog}cost = 9_999\n")
    webinar_cost = one.candidate_by_id["webinar"].cost
    assert asked(compare_scenarios([one, other])) == {
        ("candidate", "white-paper"): (True, False),
        ("vehicle", "webinar", "include"): ("must", "may"),
        ("vehicle", "webinar", "cost"): (webinar_cost, 9_999.0),
    }


@pytest.mark.parametrize("number", [0, 1, 5])
def test_two_to_four_scenarios_compare(scenario: Reader, number: int) -> None:
    """One scenario has nothing to stand beside, and five find no room."""
    with pytest.raises(ValueError, match="2 to 4"):
        compare_scenarios([scenario(BASE)] * number)
