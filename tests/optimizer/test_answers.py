"""What the optimizer promises beside the best value: ties, honesty about time, refusals, names, and the guard."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from vehicleplan.errors import CancelledError, UnboundedPlanError
from vehicleplan.model.plan import Plan, PlanStatus
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.optimizer import Control, Progress, make_model, optimize, verify, write_lp
from vehicleplan.optimizer.build import Expression
from vehicleplan.optimizer.run import Run
from vehicleplan.optimizer.solve import Solver

MakeScenario = Callable[[str], ResolvedScenario]

TWINS = """
format = 1
outcomes = ["lead"]
[goal]
worth = { lead = 1 }
mode = "most-results"
[limits]
max_vehicles = 1
[[vehicle]]
id = "second-in-the-alphabet"
max_activities = 1
outcomes = { lead = 5 }
cost = 100
[[vehicle]]
id = "first-in-the-alphabet"
max_activities = 1
outcomes = { lead = 5 }
cost = COST
"""

LAUNCH = """
format = 1
name = "Launch"
[goal]
stage = "conversion"
amount = 30
conversion_rates = { consideration = 0.1 }
[horizon]
start = 2027-01-01
periods = 4
[budget]
total = 60_000
per_period = 20_000
[[team.skill]]
id = "writing"
hours = 60
hourly_cost = 50
outsource = { hourly_cost = 90, hours = 20 }
[limits]
max_vehicles = 2
[[vehicle]]
id = "webinar"
setup_cost = 1_000
cost = 2_000
setup_hours = { writing = 10 }
hours = { writing = 12 }
max_activities = 8
outcomes = { conversion = 4 }
tier = [{ activities = 4 }, { yield = 0.5 }]
[[vehicle]]
id = "case-study"
cost = 900
hours = { writing = 24 }
max_per_period = 2
include = "must"
outcomes = { consideration = 30 }
[[vehicle]]
id = "paid-search"
divisible = true
cost = 1_000
max_activities = 30
outcomes = { conversion = 1.5 }
"""


def chosen(plan: Plan) -> tuple[str, ...]:
    """The ids of the plan's vehicles."""
    return tuple(vehicle.id for vehicle in plan.vehicles)


def hard_scenario(scenario: MakeScenario) -> ResolvedScenario:
    """A knapsack that takes much longer than the tests are willing to wait."""
    return scenario(hard_text())


def hard_text(vehicles: int = 120, skills: int = 20) -> str:
    """The text of the knapsack."""
    dice = random.Random(1)
    weights = [[dice.randint(1, 1000) for _ in range(skills)] for _ in range(vehicles)]
    team = "".join(
        f'[[team.skill]]\nid = "s{i}"\nhours = {sum(row[i] for row in weights) // 2}\n' for i in range(skills)
    )
    items = "".join(
        f'[[vehicle]]\nid = "v{j}"\nmax_activities = 1\n'
        f"outcomes = {{ lead = {sum(row) / skills + dice.randint(0, 500)} }}\n"
        f"hours = {{ {', '.join(f's{i} = {hours}' for i, hours in enumerate(row))} }}\n"
        for j, row in enumerate(weights)
    )
    head = 'format = 1\noutcomes = ["lead"]\n[goal]\nworth = { lead = 1 }\nmode = "most-results"\n'
    return head + team + items


def test_equal_results_go_to_the_cheaper_vehicle(scenario: MakeScenario) -> None:
    """Two vehicles bring the same; the plan has the one that costs less."""
    assert chosen(optimize(scenario(TWINS.replace("COST", "99")))) == ("first-in-the-alphabet",)


def test_equal_in_all_goes_to_the_earlier_candidate(scenario: MakeScenario) -> None:
    """Twins in results and cost: the one that stands first in the file wins."""
    assert chosen(optimize(scenario(TWINS.replace("COST", "100")))) == ("second-in-the-alphabet",)


def test_equal_cost_goes_to_fewer_vehicles(scenario: MakeScenario) -> None:
    """One vehicle that does the work of two at the same cost is preferred."""
    text = """
format = 1
outcomes = ["lead"]
[goal]
worth = { lead = 1 }
amount = 10
mode = "least-cost"
[[vehicle]]
id = "a"
max_activities = 1
outcomes = { lead = 5 }
cost = 50
[[vehicle]]
id = "b"
max_activities = 1
outcomes = { lead = 5 }
cost = 50
[[vehicle]]
id = "both"
max_activities = 1
outcomes = { lead = 10 }
cost = 100
"""
    assert chosen(optimize(scenario(text))) == ("both",)


def test_most_results_spends_nothing_on_nothing(scenario: MakeScenario) -> None:
    """Activities beyond the useful tier are not bought, however much money is left."""
    text = """
format = 1
outcomes = ["lead"]
[goal]
worth = { lead = 1 }
mode = "most-results"
[budget]
total = 1_000
[[vehicle]]
id = "a"
max_activities = 9
cost = 10
outcomes = { lead = 5 }
tier = [{ activities = 2 }, { yield = 0.0 }]
"""
    plan = optimize(scenario(text))
    assert (plan.results, plan.cost.cash) == (10, 20)


def test_time_limit_gives_an_honest_gap(scenario: MakeScenario) -> None:
    """Stopped early, the plan says how far it may be from the best, and a longer run stays within that."""
    resolved = hard_scenario(scenario)
    hasty = optimize(resolved, control=Control(time_limit=0.3))
    longer = optimize(resolved, control=Control(time_limit=1.5))
    assert hasty.status is PlanStatus.WITHIN_GAP
    assert hasty.gap is not None
    assert 0 < hasty.gap < 0.5
    assert hasty.results <= longer.results <= hasty.results / (1 - hasty.gap) * (1 + 1e-9)
    assert verify(resolved, hasty) == ()


def test_cancelled_run_gives_the_best_so_far(scenario: MakeScenario) -> None:
    """Cancelling after the first progress with a plan returns that plan, not called the best."""
    heard: list[Progress] = []
    control = Control(is_cancelled=lambda: any(p.gap is not None for p in heard), on_progress=heard.append)
    plan = optimize(hard_scenario(scenario), control=control)
    assert plan.status is PlanStatus.WITHIN_GAP
    assert plan.results > 0


def test_cancelled_before_any_plan_says_so(scenario: MakeScenario) -> None:
    """Nothing is read from a run that was cancelled before it had a solution."""
    with pytest.raises(CancelledError):
        optimize(scenario(LAUNCH), control=Control(is_cancelled=lambda: True))


def stop_at(monkeypatch: pytest.MonkeyPatch, stage: str, time: int) -> None:
    """The user stops when a stage begins for the so-manieth time, before its run has a solution."""
    begun: list[str] = []
    prove = Solver.prove

    def proves(self: Solver, objective: Expression, at: str, *, start: Run | None = None, is_step: bool = False) -> Run:
        begun.append(at)
        if begun.count(stage) == time:
            raise CancelledError("stopped before there was a plan")
        return prove(self, objective, at, start=start, is_step=is_step)

    monkeypatch.setattr(Solver, "prove", proves)


def test_a_stop_at_a_price_keeps_the_plan_that_it_is_of(
    scenario: MakeScenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In ratio mode a step that finds nothing loses nothing; what it would have proved is not claimed."""
    text = LAUNCH.replace("total = 60_000\n", "").replace("max_vehicles = 2", "max_share = 0.7")
    best = optimize(scenario(text))
    stop_at(monkeypatch, "lowest cost per result", 1)
    plan = optimize(scenario(text))
    assert plan.status is PlanStatus.WITHIN_GAP
    assert plan.cost_per_result is not None
    assert best.cost_per_result is not None
    assert plan.gap is not None
    assert plan.cost_per_result / (1 + plan.gap) <= best.cost_per_result <= plan.cost_per_result


def test_a_stop_after_coming_close_keeps_the_closest_plan(
    scenario: MakeScenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Out of reach: the plan that comes closest is there, whether or not another of them costs less per result."""
    text = LAUNCH.replace("amount = 30", "amount = 3_000")
    closest = optimize(scenario(text))
    stop_at(monkeypatch, "lowest cost per result", 1)
    plan = optimize(scenario(text))
    assert plan.status is closest.status is PlanStatus.OUT_OF_REACH
    assert plan.results == pytest.approx(closest.results)
    assert plan.gap != 0
    assert plan.gap is None or closest.cost_per_result * (1 + plan.gap) >= plan.cost_per_result * (1 - 1e-9)


@pytest.mark.parametrize("seconds", [0.01, 0.05, 0.2])
def test_ratio_mode_stopped_early_keeps_its_bound(scenario: MakeScenario, seconds: float) -> None:
    """However early it is stopped, the best ratio lies within the gap that is claimed; nothing is called endless."""
    text = hard_text().replace('mode = "most-results"', "amount = 20_000").replace("max_act", "cost = 90\nmax_act")
    resolved = scenario(text)
    hasty, full = optimize(resolved, control=Control(time_limit=seconds)), optimize(resolved)
    assert full.status is PlanStatus.PROVEN_BEST
    assert full.cost_per_result is not None
    if hasty.status is PlanStatus.WITHIN_GAP:
        assert hasty.gap is not None
        assert hasty.cost_per_result is not None
        assert full.cost_per_result * (1 + hasty.gap) >= hasty.cost_per_result * (1 - 1e-9)
    else:
        assert hasty.status in {PlanStatus.BEST_FOUND, PlanStatus.PROVEN_BEST}


@pytest.mark.parametrize("mode", ["most-results", "lowest-cost-per-result"])
def test_endless_plan_is_refused_with_the_field_to_give(scenario: MakeScenario, mode: str) -> None:
    """A vehicle that nothing limits, and that gets cheaper per result the more it is used, has no best plan."""
    text = f"""
format = 1
outcomes = ["lead"]
[goal]
worth = {{ lead = 1 }}
amount = 5
mode = "{mode}"
[[vehicle]]
id = "a"
setup_cost = 100
cost = 10
outcomes = {{ lead = 5 }}
"""
    with pytest.raises(UnboundedPlanError, match="max_activities"):
        optimize(scenario(text))


def test_no_candidate_at_all_is_a_plan_of_nothing(scenario: MakeScenario) -> None:
    """Without an amount an empty scenario has an empty plan; with one it is out of reach."""
    empty = 'format = 1\n[goal]\nstage = "conversion"\n'
    assert optimize(scenario(empty)).status is PlanStatus.PROVEN_BEST
    assert optimize(scenario(empty + "amount = 5\n")).status is PlanStatus.OUT_OF_REACH


def test_must_beyond_the_budget_is_impossible(scenario: MakeScenario) -> None:
    """A vehicle that must be in the plan and cannot be paid for leaves no plan, and no figures."""
    plan = optimize(scenario(LAUNCH.replace("60_000", "500")))
    assert plan.status is PlanStatus.IMPOSSIBLE
    assert plan.vehicles == ()


def test_names_in_the_model_are_readable(scenario: MakeScenario, tmp_path: Path) -> None:
    """The written model speaks of vehicles and periods."""
    file = tmp_path / "model.lp"
    write_lp(scenario(LAUNCH), {}, file)
    text = file.read_text(encoding="utf-8")
    names = ("activities(webinar,2027Q1)", "start(webinar,2027Q4)", "cash_limit(2027Q2)", "hours_limit(writing,2027Q3)")
    assert [name for name in names if name not in text] == []


def test_binaries_are_made_only_where_they_decide_something(scenario: MakeScenario) -> None:
    """No start for a vehicle without set-up, no tier binaries where yields fall, no start in a single period."""
    build = make_model(scenario(LAUNCH))
    assert {vehicle for vehicle, _ in build.start} == {"webinar"}
    assert not any(name.startswith("tier_full") for name in build.names)
    assert make_model(scenario(LAUNCH.replace("periods = 4", "periods = 1"))).start == {}


def test_plan_obeys_every_limit(scenario: MakeScenario) -> None:
    """Set-up in the start period, tiers, outsourcing and budget by period, recomputed from the rules."""
    resolved = scenario(LAUNCH)
    assert verify(resolved, optimize(resolved)) == ()


@pytest.mark.parametrize(
    ("change", "breach"),
    [
        ({"activities": {"webinar": (9.0, 0.0, 0.0, 0.0)}}, "webinar: 9 activities, at most 8"),
        ({"activities": {"case-study": (3.0, 0.0, 0.0, 0.0)}}, "case-study: 3 activities in a period, at most 2"),
        ({"activities": {"webinar": (0.5, 0.0, 0.0, 0.0)}}, "webinar: a fraction of an activity"),
        ({"activities": {"paid-search": (50.0, 0.0, 0.0, 0.0)}}, "cash up to 2027 Q1: 50"),
        ({"activities": {"webinar": (5.0, 0.0, 0.0, 0.0)}}, "writing in 2027 Q1: 70 hours used of 60"),
        ({"start": {"webinar": 2}, "activities": {"webinar": (1.0, 0.0, 1.0, 0.0)}}, "activities before the start"),
        ({"activities": {}}, "case-study: must be in the plan"),
        ({"outsourced": {"writing": (25.0, 0.0, 0.0, 0.0)}}, "25 hours bought of 20"),
    ],
)
def test_guard_names_every_breach(scenario: MakeScenario, change: dict[str, dict[str, object]], breach: str) -> None:
    """A plan whose decisions were tampered with is refused, and the sentence says which limit it breaks."""
    resolved = scenario(LAUNCH)
    plan = optimize(resolved)
    start = dict.fromkeys((*plan.decisions.start, *change.get("activities", {})), 0)
    changed = {"start": start, "outsourced": {}, "builds": {}, **change}
    tampered = dataclasses.replace(plan, decisions=dataclasses.replace(plan.decisions, **changed))
    assert any(breach in sentence for sentence in verify(resolved, tampered)), verify(resolved, tampered)


def test_guard_notices_figures_that_are_not_the_decisions(scenario: MakeScenario) -> None:
    """A plan that claims more results than its decisions bring is refused."""
    resolved = scenario(LAUNCH)
    plan = optimize(resolved)
    inflated = dataclasses.replace(plan, score=dataclasses.replace(plan.score, results=plan.results + 1))
    assert verify(resolved, inflated) != ()


HEAD = 'format = 1\noutcomes = ["lead", "reader"]\n[goal]\nworth = { lead = 1 }\n'


def vehicle(name: str, *lines: str) -> str:
    """A vehicle of the scenario's own."""
    return "\n".join(["[[vehicle]]", f'id = "{name}"', *lines, ""])


def test_billions_of_activities_are_not_lost_in_a_tolerance(scenario: MakeScenario) -> None:
    """A billion at 1 each, a thousandth of a lead apiece: a million leads, with or without set-up."""
    facts = ("divisible = true", "cost = 1", "outcomes = { lead = 0.001 }")
    head = HEAD + 'mode = "most-results"\n[budget]\ntotal = 1_000_000_000\n'
    assert optimize(scenario(head + vehicle("a", *facts))).results == pytest.approx(1e6)
    assert optimize(scenario(head + vehicle("a", "setup_cost = 10_000", *facts))).results == pytest.approx(999_990)


def test_tiny_outcomes_reach_a_large_goal(scenario: MakeScenario) -> None:
    """A millionth of a lead per activity at 0.002 each: a thousand leads cost two million."""
    text = HEAD + 'amount = 1000\nmode = "least-cost"\n[budget]\ntotal = 20_000_000\n'
    text += vehicle("a", "divisible = true", "cost = 0.002", "outcomes = { lead = 0.000001 }")
    plan = optimize(scenario(text))
    assert plan.status is PlanStatus.PROVEN_BEST
    assert plan.cost.cash == pytest.approx(2e6)


def test_whole_activities_beyond_the_tolerance_are_refused(scenario: MakeScenario) -> None:
    """Too many whole activities to tell some from none: the message says what to do."""
    text = HEAD + 'mode = "most-results"\n[budget]\ntotal = 1_000_000_000\n'
    text += vehicle("a", "cost = 1", "setup_cost = 5", "outcomes = { lead = 1 }")
    with pytest.raises(UnboundedPlanError, match="divisible"):
        optimize(scenario(text))


def test_equal_ratio_goes_to_the_lower_cost(scenario: MakeScenario) -> None:
    """Every activity costs 50 per lead; five leads are asked, so three activities are enough."""
    text = HEAD + "amount = 5\n" + vehicle("a", "cost = 100", "max_activities = 10", "outcomes = { lead = 2 }")
    assert optimize(scenario(text)).cost.cash == 300


def test_ratio_without_an_amount_finds_the_rare_cheap_lead(scenario: MakeScenario) -> None:
    """A target on readers alone: the free vehicle meets it, and the best lead is the one for 1, not the dear ones."""
    text = HEAD + 'mode = "lowest-cost-per-result"\ntarget = [{ outcome = "reader", amount = 100 }]\n'
    text += vehicle("a", "cost = 1", "max_activities = 1", "outcomes = { lead = 1 }")
    text += vehicle("b", "max_activities = 1", "outcomes = { reader = 100 }")
    text += vehicle("c", "cost = 1_000_000_000", "max_activities = 1", "outcomes = { lead = 2_000_000 }")
    assert optimize(scenario(text)).cost_per_result == pytest.approx(1.0)


def test_empty_tier_does_not_open_the_next(scenario: MakeScenario) -> None:
    """A tier of no activities between two others changes nothing: two activities at a tenth bring less than b."""
    text = HEAD + 'mode = "most-results"\n[limits]\nmax_vehicles = 1\nrule = [{ max = 2 }]\n'
    tiers = "tier = [{ activities = 2, yield = 0.1 }, { activities = 0 }, {}]"
    text += vehicle("a", "max_activities = 6", "outcomes = { lead = 10 }", tiers)
    text += vehicle("b", "max_activities = 1", "outcomes = { lead = 15 }")
    plan = optimize(scenario(text))
    assert (chosen(plan), plan.results) == (("b",), 15)


def test_cancelled_after_the_proof_keeps_the_plan(scenario: MakeScenario) -> None:
    """A stop while the schedule is evened out does not lose the proven plan."""
    heard: list[str] = []

    def listen(progress: Progress) -> None:
        heard.append(progress.stage)

    control = Control(is_cancelled=lambda: "evening out the schedule" in heard, on_progress=listen)
    assert optimize(scenario(LAUNCH), control=control).status is PlanStatus.PROVEN_BEST


def test_reason_counts_hours_from_their_cheapest_source(scenario: MakeScenario) -> None:
    """Only Ana's hours, at 60, do the work of `late`: 20 of them are 1,200 per lead."""
    text = HEAD + "amount = 1\n[team]\n"
    text += '[[team.member]]\nname = "Ana"\nhours = 100\nskills = ["writing"]\nhourly_cost = 60\n'
    text += vehicle("late", "max_activities = 1", "outcomes = { lead = 1 }", "hours = { writing = 20 }")
    text += vehicle("soon", "cost = 500", "max_activities = 1", "outcomes = { lead = 1 }")
    plan = optimize(scenario(text))
    assert [other.sentence for other in plan.not_chosen] == [
        "At its smallest scale it costs 1,200 USD per result, the plan's mean is 500."
    ]
