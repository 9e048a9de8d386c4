"""Today: scored by the plan's own rules, hours where they cost least, breaches named, and what the plan changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from optimizer.generate import random_scenario
from vehicleplan.analysis.basis import NO_PLAN, Basis, standing, with_candidate
from vehicleplan.analysis.today import Today, today
from vehicleplan.model.breach import BrokenLimit
from vehicleplan.model.plan import RuledOut
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.model.verdict import Question
from vehicleplan.optimizer import optimize

Reader = Callable[[str], ResolvedScenario]

TEAM = """format = 1
[goal]
result = "lead"
stage = "conversion"
amount = 30
[horizon]
periods = 2
start = 2027-01-01
[budget]
per_period = 1_500
carry_over = false
[screening]
rule_out = "nothing"
[[team.skill]]
id = "writing"
hours = 20
hourly_cost = 50
outsource = { hourly_cost = 80, hours = 10 }
[[team.member]]
name = "Ana"
hours = 5
skills = ["writing"]
hourly_cost = 60
[[vehicle]]
id = "webinar"
name = "Webinar"
cost = 300
setup_cost = 100
hours = { writing = 10 }
max_per_period = 3
current = [3, 1]
outcomes.conversion = 6
[[vehicle]]
id = "paper"
name = "Paper"
cost = 200
outcomes.conversion = 4
max_activities = 3
"""
"""Today: three webinars and one. The first period takes 30 hours of writing, the second 10."""


def look(scenario: Reader, text: str, ruled_out: dict[str, RuledOut] | None = None) -> Today:
    """Today of a scenario that has one."""
    resolved = scenario(text)
    found = today(Basis(resolved, ruled_out or {}, optimize(resolved, ruled_out=ruled_out or {})))
    assert found is not None
    return found


def limits_of(found: Today) -> list[BrokenLimit]:
    """What is not kept."""
    return [breach.limit for breach in found.breaches]


def test_today_is_scored_by_the_plans_own_rules(scenario: Reader) -> None:
    """30 hours: 20 own at 50, 5 of Ana's at 60, 5 bought at 80; the second period 10 own. 4 webinars and a set-up."""
    found = look(scenario, TEAM)
    assert found.score.results == pytest.approx(24)
    assert found.score.cost.labour == pytest.approx(20 * 50 + 5 * 60 + 10 * 50)
    assert found.score.cost.cash == pytest.approx(4 * 300 + 100 + 5 * 80)
    assert found.cost_per_result == pytest.approx((1_800 + 1_700) / 24)
    assert [short.missing for short in found.shortfalls] == pytest.approx([6])
    assert found.breaches == ()


def test_hours_that_cannot_be_had_are_a_breach_and_today_is_scored_all_the_same(scenario: Reader) -> None:
    """Five webinars at once take 50 hours; 20 own, 5 of Ana's and 10 bought leave 15 short."""
    found = look(scenario, TEAM.replace("current = [3, 1]", "current = [5, 1]"))
    hours = next(breach for breach in found.breaches if breach.limit is BrokenLimit.HOURS)
    assert (hours.subject, hours.period, hours.reached, hours.allowed) == ("writing", 0, 50, 35)
    assert found.score.results == pytest.approx(36)
    assert found.shortfalls == ()


@pytest.mark.parametrize(
    ("old", "new", "limit"),
    [
        ("current = [3, 1]", "current = [4, 0]", BrokenLimit.MAX_PER_PERIOD),
        ("current = [3, 1]", "current = [1, 0]\nmin_activities = 2", BrokenLimit.MIN_ACTIVITIES),
        ("current = [3, 1]", "current = [1, 0]\nmin_per_period = 1", BrokenLimit.MIN_PER_PERIOD),
        ("max_activities = 3", "max_activities = 3\ncurrent = [2, 2]", BrokenLimit.MAX_ACTIVITIES),
        ("max_activities = 3", 'max_activities = 3\ninclude = "must"', BrokenLimit.MUST),
        ("current = [3, 1]", 'current = [3, 1]\nneeds = ["paper"]', BrokenLimit.NEEDS),
        ("per_period = 1_500", "per_period = 700", BrokenLimit.BUDGET_BY_PERIOD),
        ("per_period = 1_500", "total = 1_000", BrokenLimit.BUDGET),
        ("[screening]", "[limits]\nmax_share = 0.9\n[screening]", BrokenLimit.MAX_SHARE),
        ("[screening]", "[limits]\nmax_vehicles = 0\n[screening]", BrokenLimit.MAX_VEHICLES),
        ("[screening]", "[[limits.rule]]\nmin = 5\n[screening]", BrokenLimit.RULE),
    ],
)
def test_every_limit_that_today_breaks_is_named(scenario: Reader, old: str, new: str, limit: BrokenLimit) -> None:
    """One change of the scenario, and today breaks the limit that it is about."""
    assert limit in limits_of(look(scenario, TEAM.replace(old, new, 1)))


def test_vehicles_that_may_not_be_in_the_plan_are_named_as_such(scenario: Reader) -> None:
    """Ruled out or kept out, a vehicle in use breaks no limit by that."""
    text = TEAM.replace("current = [3, 1]", "current = [1, 1]")
    text = text.replace("max_activities = 3", 'max_activities = 3\ninclude = "never"\ncurrent = [1, 1]')
    found = look(scenario, text, {"webinar": RuledOut(Question.IMPACT, "Too small.")})
    assert (found.ruled_out, found.kept_out) == (("webinar",), ("paper",))
    assert found.breaches == ()


def test_what_starts_stops_grows_and_shrinks(scenario: Reader) -> None:
    """Those that start come first, those that stop last; equal activities in other periods are no growth."""
    rows = "".join(
        f'[[vehicle]]\nid = "{name}"\ncost = {cost}\nmax_activities = 2\ncurrent = {now}\noutcomes.conversion = 6\n'
        for name, cost, now in (("stops", 5_000, [0, 1]), ("grows", 1, [0, 1]), ("stays", 1, [1, 1]))
    )
    resolved = scenario(TEAM + rows)
    plan = optimize(resolved)
    used = {vehicle.id: sum(vehicle.activities) for vehicle in plan.vehicles}
    found = look(scenario, TEAM + rows)
    moves = {each.id: each.move.value for each in found.moves}
    assert used["grows"] == used["stays"] == 2
    assert "stops" not in used
    assert (moves["grows"], moves["stops"]) == ("grows", "stops")
    assert moves["stays"] in ("stays", "shifts")
    assert found.difference.results.before == found.score.results
    assert found.difference.results.after == plan.results


def test_a_team_that_does_nothing_has_no_today(scenario: Reader) -> None:
    """No candidate is in use: nothing to compare."""
    resolved = scenario(TEAM.replace("current = [3, 1]", "current = [0, 0]"))
    assert today(Basis(resolved, {}, optimize(resolved))) is None


def test_without_a_plan_today_is_scored_all_the_same(scenario: Reader) -> None:
    """Everything stops where no plan is possible, and what is done today has its figures."""
    found = look(scenario, TEAM.replace("cost = 200", 'cost = 2_000\ninclude = "must"'))
    assert {each.move.value for each in found.moves} == {"stops"}
    assert found.score.results == pytest.approx(24)


@pytest.mark.parametrize("group", range(4))
def test_who_does_the_plan_today_breaks_nothing_and_pays_no_more(group: int, scenario: Reader) -> None:
    """A plan's own activities as today's: the same results, no breach, and hours that cost no more than the plan's."""
    looked = 0
    for seed in range(60_000 + group * 25, 60_025 + group * 25):
        resolved = scenario(random_scenario(seed))
        plan = optimize(resolved)
        first = {v.id: next((t for t, x in enumerate(v.activities) if x > 0), None) for v in plan.vehicles}
        if standing(plan) == NO_PLAN or not first or plan.decisions.builds or first != dict(plan.decisions.start):
            continue
        for candidate in resolved.candidates:
            now = plan.decisions.activities.get(candidate.id)
            resolved = with_candidate(resolved, candidate.id, current=now)
        found = today(Basis(resolved, {}, replace(plan)))
        assert found is not None
        assert found.breaches == ()
        assert found.score.results == pytest.approx(plan.results)
        ours, theirs = (
            each.cash if plan.cost_kind == "cash" else each.loaded for each in (found.score.cost, plan.cost)
        )
        assert ours <= theirs + 1e-5 * max(1, theirs)
        assert {each.move.value for each in found.moves} == {"stays"}
        looked += 1
    assert looked > 5
