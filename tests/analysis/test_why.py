"""Why this and not that: the plan of the other case of every candidate, by hand and against brute force."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from analysis.other_cases import mode_of, standing_of, with_include, with_vehicle
from optimizer.generate import random_scenario
from optimizer.oracle import solve
from vehicleplan.analysis.basis import NO_PLAN, Basis, Standing, standing
from vehicleplan.analysis.thresholds import SLIVER, WhyNone
from vehicleplan.analysis.why import Explanation, Kind, explain_candidates
from vehicleplan.errors import CancelledError
from vehicleplan.model.plan import PlanStatus, RuledOut
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.model.verdict import Question
from vehicleplan.optimizer import Control, Progress, optimize

MakeScenario = Callable[[str], ResolvedScenario]

LAUNCH = """
format = 1
[goal]
result = "lead"
stage = "conversion"
mode = "most-results"
[budget]
total = 1_000
[limits]
max_vehicles = 2
[[vehicle]]
id = "webinar"
cost = 100
max_activities = 4
outcomes = { conversion = 10 }
[[vehicle]]
id = "paper"
cost = 300
max_activities = 1
outcomes = { conversion = 25 }
[[vehicle]]
id = "fair"
cost = 600
max_activities = 1
outcomes = { conversion = 20 }
[[vehicle]]
id = "banner"
cost = 100
max_activities = 3
outcomes = { conversion = 1 }
"""
"""Best are four webinars and a paper: 65 leads for 700 USD. With a fair there is money for four webinars: 60."""


def basis_of(resolved: ResolvedScenario, *ruled_out: str) -> Basis:
    """The scenario with its plan, some candidates ruled out."""
    out = {vehicle: RuledOut(Question.MESSAGE, "Too plain.") for vehicle in ruled_out}
    return Basis(resolved, out, optimize(resolved, ruled_out=out))


def explained(basis: Basis, **options: Any) -> Mapping[str, Explanation]:
    """The explanations by candidate."""
    found = explain_candidates(basis, Control(), **options)
    assert found.is_whole
    return {each.id: each for each in found.candidates}


def results(explanation: Explanation) -> float:
    """What the plan of the other case brings."""
    assert explanation.other is not None
    return explanation.other.results


def test_one_that_is_left_out_is_forced_in(scenario: MakeScenario) -> None:
    """With a fair the plan brings 60 leads instead of 65, and the paper goes."""
    fair = explained(basis_of(scenario(LAUNCH)))["fair"]
    assert (fair.kind, results(fair), fair.is_taken) == (Kind.LEFT_OUT, 60, True)
    assert (fair.goes_out, fair.comes_in) == (("paper",), ())
    assert fair.standing == Standing(0.0, -60.0)


def test_a_chosen_one_is_forced_out(scenario: MakeScenario) -> None:
    """Without the paper the fair comes in, and 65 leads become 60; it has no thresholds."""
    paper = explained(basis_of(scenario(LAUNCH)))["paper"]
    assert (paper.kind, results(paper), paper.is_taken, paper.thresholds) == (Kind.CHOSEN, 60, False, ())
    assert (paper.goes_out, paper.comes_in) == ((), ("fair",))


def test_costs_of_equal_results_are_the_lowest(scenario: MakeScenario) -> None:
    """Where only results count, what is shown as cost is still the lowest: one banner, not three that may go unused."""
    text = LAUNCH.replace("outcomes = { conversion = 1 }", "outcomes = { conversion = 0 }")
    banner = explained(basis_of(scenario(text)))["banner"]
    assert banner.other is not None
    assert (results(banner), banner.other.cost.cash) == (40, 500)


def test_a_wrong_no_is_seen(scenario: MakeScenario) -> None:
    """Had the paper stayed, the plan would take it: 65 leads instead of 60; the banner's no changes nothing."""
    found = explained(basis_of(scenario(LAUNCH), "paper", "banner"))
    assert (found["paper"].kind, found["paper"].question) == (Kind.RULED_OUT, Question.MESSAGE)
    assert (found["paper"].is_taken, results(found["paper"]), found["paper"].goes_out) == (True, 65, ("fair",))
    assert (found["banner"].is_taken, results(found["banner"])) == (False, 60)


def test_one_that_the_scenario_keeps_out_is_allowed(scenario: MakeScenario) -> None:
    """The same for `include = never`."""
    paper = explained(basis_of(scenario(LAUNCH.replace('id = "paper"', 'id = "paper"\ninclude = "never"'))))["paper"]
    assert (paper.kind, paper.is_taken, results(paper)) == (Kind.NEVER, True, 65)


def test_one_that_nothing_limits_keeps_nobody_else_from_being_explained(scenario: MakeScenario) -> None:
    """Endless free leads were ruled out: had they stayed there would be no best plan, and all others have theirs."""
    text = f'{LAUNCH}[[vehicle]]\nid = "mouth"\noutcomes = {{ conversion = 1 }}\n'
    found = explained(basis_of(scenario(text.replace("max_vehicles = 2", "max_share = 1")), "mouth"))
    assert (found["mouth"].is_endless, found["mouth"].other, len(found)) == (True, None, 5)


def test_what_is_missing_for_a_need_is_named(scenario: MakeScenario) -> None:
    """A candidate whose need is ruled out cannot be in a plan, ruled out itself or not."""
    text = LAUNCH.replace('id = "paper"', 'id = "paper"\nneeds = ["banner"]')
    assert explained(basis_of(scenario(text), "banner"))["paper"].kind is Kind.NEED_MISSING
    both = explained(basis_of(scenario(text), "banner", "paper"))["paper"]
    assert (both.kind, both.missing, both.other) == (Kind.RULED_OUT, ("banner",), None)


def test_without_room_there_is_no_plan_with_it(scenario: MakeScenario) -> None:
    """A fair for more than the budget cannot be forced in; with its cash low enough the plan still takes it."""
    fair = explained(basis_of(scenario(LAUNCH.replace("cost = 600", "cost = 2_000"))))["fair"]
    assert (fair.other, fair.standing) == (None, NO_PLAN)
    assert fair.thresholds[0].why_none is WhyNone.STAYS_OUT


def test_less_than_a_whole_activity_is_forced_in_where_there_is_no_room_for_more(scenario: MakeScenario) -> None:
    """A divisible vehicle is in with one activity; with a hundredth of one where the money does not pay for more."""
    text = LAUNCH.replace('id = "banner"\ncost = 100', 'id = "banner"\ndivisible = true\ncost = 2_000')
    dear = explained(basis_of(scenario(text)))["banner"]
    cheap = explained(basis_of(scenario(text.replace("2_000", "900"))))["banner"]
    assert dear.other is not None
    assert cheap.other is not None
    assert sum(dear.other.decisions.activities["banner"]) >= SLIVER * (1 - 1e-9)
    assert sum(cheap.other.decisions.activities["banner"]) == pytest.approx(1)


def test_only_those_asked_for_are_explained_in_the_order_of_the_file(scenario: MakeScenario) -> None:
    """Whatever the order in which they are asked for, and however many are worked on at once."""
    basis = basis_of(scenario(LAUNCH))
    assert list(explained(basis, vehicles=["banner", "paper"], jobs=2)) == ["paper", "banner"]
    assert explained(basis, jobs=2) == explained(basis)


def test_without_a_plan_only_a_no_is_put_to_the_test(scenario: MakeScenario) -> None:
    """Four webinars are asked for and ruled out: no plan; had they stayed there would be one."""
    rule = '[[limits.rule]]\nvehicles = ["webinar"]\nmin = 4\n'
    found = explained(basis_of(scenario(LAUNCH.replace("[[vehicle]]", f"{rule}[[vehicle]]", 1)), "webinar"))
    assert (found["webinar"].is_taken, found["fair"].other, found["fair"].thresholds) == (True, None, ())


def test_stopped_it_gives_what_it_has(scenario: MakeScenario) -> None:
    """After two of four candidates: two explanations, and not the whole; before the first, nothing."""
    basis, done = basis_of(scenario(LAUNCH)), list[Progress]()
    found = explain_candidates(basis, Control(is_cancelled=lambda: len(done) >= 2, on_progress=done.append))
    assert (len(found.candidates), found.asked, found.is_whole) == (2, 4, False)
    with pytest.raises(CancelledError):
        explain_candidates(basis, Control(is_cancelled=lambda: True))


GROUPS = 10
GROUP_SIZE = 8


def other_cases(facts: dict[str, Any], each: Explanation) -> tuple[dict[str, Any], ...]:
    """The scenario of the other case; where the first allows no plan, the second counts."""
    if each.kind is Kind.LEFT_OUT:
        return with_vehicle(facts, each.id, 1.0), with_vehicle(facts, each.id, SLIVER)
    return (with_include(facts, {each.id: "may" if each.kind in (Kind.RULED_OUT, Kind.NEVER) else "never"}),)


@pytest.mark.parametrize("group", range(GROUPS))
def test_the_other_case_is_as_good_as_brute_force_says(group: int, scenario: MakeScenario) -> None:
    """Forced in, forced out and had it stayed: the plan is as good as the best of all plans, one vehicle ruled out."""
    found = []
    for seed in range(group * GROUP_SIZE, (group + 1) * GROUP_SIZE):
        text = random_scenario(seed)
        resolved = scenario(text)
        gone = [c.id for c in resolved.candidates if c.include == "may"][: seed % 2]
        basis, facts = basis_of(resolved, *gone), with_include(tomllib.loads(text), dict.fromkeys(gone, "never"))
        for each in explained(basis).values():
            has_thresholds = each.kind is Kind.LEFT_OUT
            if each.missing or (has_thresholds and basis.plan.status is PlanStatus.IMPOSSIBLE):
                continue
            best = [standing_of(solve(case), mode_of(facts)) for case in other_cases(facts, each)]
            right = next((one for one in best if one != NO_PLAN), NO_PLAN)
            if not (right.is_as_good(each.standing, 2e-6) and each.standing.is_as_good(right, 2e-6)):
                found.append(f"seed {seed}: {each.id} {each.kind}: {each.standing}, brute force {right}")
            if each.kind is Kind.RULED_OUT and each.is_taken and not each.standing.is_better(standing(basis.plan)):
                found.append(f"seed {seed}: {each.id} is taken for nothing")
    assert not found, "\n".join(found)
