"""What a plan uses of what there is, as bars."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from report.plans import USE, make_empty_plan, make_plan
from vehicleplan.model.plan import Decisions, Plan, PlanStatus, SkillUse
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.report.bars import (
    Bars,
    goal_bars,
    goal_words,
    source_words,
    stretches,
    tight_words,
    use_bars,
    use_words,
)

Read = Callable[[str], ResolvedScenario]

LAUNCH = """
format = 1
name = "Launch"
[goal]
result = "sales-ready lead"
stage = "conversion"
amount = 240
[horizon]
start = 2027-01-01
periods = 4
[budget]
per_period = 15_000
[[vehicle]]
id = "webinar"
max_activities = 10
outcomes.conversion = 8
"""
UNBUDGETED = LAUNCH.replace("[budget]\nper_period = 15_000\n", "")
LOSES_REST = LAUNCH.replace("per_period = 15_000", "per_period = 15_000\ncarry_over = false")


def _plan_with(uses: tuple[SkillUse, ...]) -> Plan:
    plan = make_plan()
    return replace(plan, score=replace(plan.score, hours={"writing": uses}))


def _bars(plan: Plan, resolved: ResolvedScenario, name: str) -> Bars:
    return next(bars for bars in use_bars(plan, resolved) if bars.name == name)


def test_money_that_is_left_is_there_in_the_next_period(scenario: Read) -> None:
    """With carry-over each period has its budget and what was left before."""
    cash = _bars(make_plan(), scenario(LAUNCH), "Cash")
    assert [(bar.used, bar.available) for bar in cash.by_period] == [
        (12_000.0, 15_000.0),
        (12_470.0, 18_000.0),
        (11_000.0, 20_530.0),
        (12_000.0, 24_530.0),
    ]
    assert use_words(cash, cash.by_period[0]) == "12,000/15,000 USD"
    assert source_words(cash, cash.by_period[3]) == "left 12,530"


def test_money_that_is_lost_is_not_carried_over(scenario: Read) -> None:
    """Without carry-over each period has its own budget, and so have stretches of them."""
    cash = _bars(make_plan(), scenario(LOSES_REST), "Cash")
    assert [bar.available for bar in cash.by_period] == [15_000.0] * 4
    assert [bar.available for bar in stretches(cash, 2)] == [30_000.0, 30_000.0]


def test_money_without_a_budget_has_no_limit(scenario: Read) -> None:
    """Where there is no budget there is nothing to compare with, and nothing is tight."""
    cash = _bars(make_plan(budget_total=None), scenario(UNBUDGETED), "Cash")
    assert use_words(cash, cash.whole) == "47,470 USD"
    assert [bar.tight for bar in cash.by_period] == [0, 0, 0, 0]


def test_hours_say_where_they_come_from(scenario: Read) -> None:
    """Own hours come first, then built ones; bought ones are their own; what is left is free."""
    use = SkillUse(own=40.0, given=0.0, built=20.0, outsourced=6.0, used=56.0)
    writing = _bars(_plan_with((use,) * 4), scenario(LAUNCH), "writing")
    assert use_words(writing, writing.by_period[0]) == "56/66 hours"
    assert source_words(writing, writing.by_period[0]) == "own 40, built 10, bought 6, free 10"
    assert source_words(writing, writing.whole) == "own 160, built 40, bought 24, free 40"


@pytest.mark.parametrize(
    ("used", "limit", "words"),
    [(37.9, 0.0, ""), (38.0, 0.0, "tight"), (40.0, 10.0, ""), (40.0, None, "")],
)
def test_use_is_tight_from_95_percent_of_what_can_be_had(
    scenario: Read, used: float, limit: float | None, words: str
) -> None:
    """Hours that could still be bought count as well."""
    use = SkillUse(own=40.0, given=0.0, built=0.0, outsourced=0.0, used=used, outsourcing_limit=limit)
    writing = _bars(_plan_with((use,) * 4), scenario(LAUNCH), "writing")
    assert tight_words(writing.by_period[0]) == words


def test_a_stretch_says_in_how_many_periods_it_is_tight(scenario: Read) -> None:
    """What is tight in one quarter does not hide in the year."""
    writing = _bars(_plan_with((USE, replace(USE, used=40.0), USE, USE)), scenario(LAUNCH), "writing")
    assert [tight_words(bar) for bar in stretches(writing, 2)] == ["tight in 1 of 2", ""]
    assert [bar.label for bar in stretches(writing, 2)] == ["2027 Q1–2", "Q3–4"]


def test_a_person_who_shares_hours_has_a_bar(scenario: Read) -> None:
    """What members give stands against all that they have, and the skill itself has no limit of its own."""
    resolved = scenario(LAUNCH + '[[team.member]]\nname = "Ana"\nhours = 120\nskills = ["writing", "design"]\n')
    use = SkillUse(own=0.0, given=30.0, built=0.0, outsourced=0.0, used=30.0)
    given = {(0, "writing"): (30.0,) * 4, (0, "design"): (60.0,) * 4}
    plan = replace(_plan_with((use,) * 4), decisions=Decisions({}, {}, {}, given, {}))
    ana = _bars(plan, resolved, "Ana, all skills")
    assert (ana.whole.used, ana.whole.available) == (360.0, 480.0)
    assert _bars(plan, resolved, "writing").whole.available is None


@pytest.mark.parametrize("most", [1, 2, 3, 4, 13])
def test_stretches_add_up_to_the_whole(scenario: Read, most: int) -> None:
    """However many periods share a bar, nothing is lost and there are never more bars than asked for."""
    for bars in use_bars(make_plan(), scenario(LAUNCH)):
        shown = stretches(bars, most)
        assert len(shown) <= most
        assert sum(bar.used for bar in shown) == pytest.approx(bars.whole.used)


def test_the_goal_is_compared_with_what_is_reached(scenario: Read) -> None:
    """The amount and every target has its bar; what is missing is said."""
    target_too = 'amount = 240\n[[goal.target]]\noutcome = "consideration"\namount = 500'
    resolved = scenario(LAUNCH.replace("amount = 240", target_too) + "outcomes.consideration = 40\n")
    amount, target = goal_bars(make_plan(), resolved)
    assert (amount.is_reached, goal_words(amount)) == (True, "251 of 240 sales-ready leads, reached")
    assert (target.is_reached, goal_words(target)) == (False, "400 of 500 consideration, 100 missing (20 %)")


def test_no_plan_has_no_bars(scenario: Read) -> None:
    """Where no plan is possible nothing is used."""
    plan = make_empty_plan(PlanStatus.IMPOSSIBLE)
    assert not use_bars(plan, scenario(LAUNCH))
    assert not goal_bars(plan, scenario(LAUNCH))
