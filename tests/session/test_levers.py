"""What-ifs: the levers of a scenario, how they step, and what they change in its file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vehicleplan.files.scenario_file import read_scenario
from vehicleplan.files.source import read_source
from vehicleplan.model.fault import KeyPath
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.optimizer import optimize
from vehicleplan.screening.evidence import gather
from vehicleplan.session.draft import DELETED, Draft, changed, draft_of
from vehicleplan.session.lever_changes import changes_of, hours_at, scaled
from vehicleplan.session.lever_words import about, title, typed_value, value_text
from vehicleplan.session.levers import Lever, levers, mean, stepped, toggled
from vehicleplan.session.what_if import WhatIf

FULL = """format = 1
[goal]
result = "lead"
stage = "conversion"
amount = 30
[[goal.target]]
outcome = "awareness"
amount = 5
[[goal.target]]
outcome = "consideration"
amount = 7
[horizon]
periods = 4
[budget]
total = 12_000
per_period = [6_000, 2_000, 2_000, 2_000]
[[team.skill]]
id = "writing"
hours = 100
[[team.skill]]
id = "sales"
hours = [0, 40, 40, 20]
[[team.member]]
name = "Mia"
hours = 200
skills = ["writing"]
[limits]
max_vehicles = 2
max_share = 0.5
[[limits.rule]]
name = "Not all on paper"
vehicles = ["paper"]
measure = "cash"
max_share = 0.6
[[limits.rule]]
vehicles = ["webinar"]
max = 3
active = false
[[vehicle]]
id = "webinar"
name = "Hosted webinar"
cost = 800
hours = { writing = 10 }
max_activities = 8
outcomes = { conversion = 6, awareness = 10, consideration = 5 }
[[vehicle]]
id = "paper"
name = "White paper"
include = "must"
cost = 1_000
max_activities = 3
outcomes = { conversion = 5, awareness = 10, consideration = 5 }
"""
BARE = """format = 1
[goal]
stage = "conversion"
[[vehicle]]
id = "webinar"
name = "Hosted webinar"
cost = 800
max_activities = 8
outcomes.conversion = 6
"""
Read = Callable[[str], ResolvedScenario]


@pytest.fixture
def draft(tmp_path: Path) -> Callable[[str], Draft]:
    """Makes a draft from the text of a scenario file."""

    def made(text: str) -> Draft:
        file = tmp_path / "scenario.toml"
        file.write_text(text, "utf-8")
        source = read_source(file)
        return draft_of(source)  # type: ignore[arg-type]

    return made


def lever(resolved: ResolvedScenario, name: str) -> Lever:
    """The lever with a name."""
    return next(each for each in levers(resolved) if each.name == name)


def one_step(resolved: ResolvedScenario, name: str, steps: int = 1) -> dict[str, object]:
    """What a step of one lever changes, by key path in words."""
    moved = lever(resolved, name)
    changes = changes_of(resolved, [(moved, stepped(moved, moved.base, steps))])
    return {".".join(map(str, path)): value for path, value in changes.items()}


def test_the_levers_are_what_can_be_moved(scenario: Read) -> None:
    """Money, hours of skills and people, the goal, its targets, risk, limits, rules and what must be in the plan."""
    found = [(each.group, each.name, value_text(each, each.base)) for each in levers(scenario(FULL))]
    assert found == [
        ("Money", "Budget", "12,000"),
        ("Hours per quarter", "writing", "100"),
        ("Hours per quarter", "sales", "25"),
        ("Hours per quarter", "Mia", "200"),
        ("Goal", "leads", "30"),
        ("Goal", "awareness", "5"),
        ("Goal", "consideration", "7"),
        ("Goal", "risk aversion", "0"),
        ("Limits", "most vehicles", "2"),
        ("Limits", "most from one", "50 %"),
        ("Rules", "Not all on paper", "on"),
        ("Rules", "Hosted webinar has at most 3 activities", "off"),
        ("Rules", "White paper must be in the plan", "on"),
    ]


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("Budget", {"budget.total": 12_500, "budget.per_period": [6_250, 2_083, 2_084, 2_083]}),
        ("writing", {"team.skill.0.hours": 105}),
        ("sales", {"team.skill.1.hours": [1, 41, 41, 21]}),
        ("Mia", {"team.member.0.hours": 210}),
        ("leads", {"goal.amount": 32}),
        ("consideration", {"goal.target.1.amount": 8}),
        ("risk aversion", {"goal.risk_aversion": 0.1}),
        ("most vehicles", {"limits.max_vehicles": 3}),
        ("most from one", {"limits.max_share": 0.55}),
        ("Hosted webinar has at most 3 activities", {"limits.rule.1.active": True}),
    ],
)
def test_one_step_changes_one_thing(scenario: Read, name: str, changes: dict[str, object]) -> None:
    """A step is about a twentieth, in round numbers; periods move together."""
    assert one_step(scenario(FULL), name) == changes


def test_what_holds_can_be_switched_off(scenario: Read) -> None:
    """Off, a rule is kept but does not hold, a limit and a target go, and a vehicle is free to come in or not."""
    resolved = scenario(FULL)
    off: dict[KeyPath, object] = {}
    for name in ("Budget", "awareness", "most vehicles", "Not all on paper", "White paper must be in the plan"):
        moved = lever(resolved, name)
        off |= changes_of(resolved, [(moved, toggled(moved, moved.base))])
    assert off == {
        ("budget", "total"): DELETED,
        ("budget", "per_period"): DELETED,
        ("goal", "target", 0): DELETED,
        ("limits", "max_vehicles"): DELETED,
        ("limits", "rule", 0, "active"): False,
        ("vehicle", 1, "include"): "may",
    }


def test_both_targets_can_go_at_once(draft: Callable[[str], Draft]) -> None:
    """Changes of a list are counted from the list as it stands in the file."""
    what_if = WhatIf(draft(FULL))
    for each in what_if.levers:
        if each.name in ("awareness", "consideration"):
            what_if.set(each, None)
    assert what_if.draft.resolved is not None
    assert what_if.draft.resolved.scenario.goal.targets == ()


def test_a_limit_that_is_not_there_begins_at_what_the_plan_uses(scenario: Read) -> None:
    """Without a plan it is not known where to begin; with one, the first step sets a limit that just holds."""
    resolved = scenario(BARE)
    plan = optimize(resolved, ruled_out={})
    names = {each.name: each for each in levers(resolved, plan)}
    assert value_text(names["Budget"], names["Budget"].base) == "no limit"
    assert stepped(lever(resolved, "Budget"), None, -1) is None
    first = stepped(names["Budget"], None, -1)
    assert first == plan.cost.cash == 6_400
    assert stepped(names["Budget"], first, -1) == 5_900
    assert stepped(names["results"], None, 1) == plan.results == 48
    assert stepped(names["most vehicles"], None, -1) == 1
    assert stepped(names["most from one"], None, -1) == 1


def test_one_budget_for_every_period_is_shown_as_the_sum(scenario: Read) -> None:
    """The lever is the money of the whole horizon; the file keeps its one number."""
    resolved = scenario(BARE.replace("[goal]", "[horizon]\nperiods = 4\n[budget]\nper_period = 1_000\n[goal]"))
    assert lever(resolved, "Budget").base == 4_000
    assert one_step(resolved, "Budget", -1) == {"budget.per_period": 950}


def test_risk_aversion_stays_between_0_and_1(scenario: Read) -> None:
    """However often it is stepped."""
    risk = lever(scenario(BARE), "risk aversion")
    value = risk.base
    seen = []
    for _ in range(12):
        value = stepped(risk, value, 1)
        seen.append(value)
    assert seen == [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.0, 1.0]
    assert stepped(risk, 0.0, -5) == 0.0


@given(st.floats(0, 1e6), st.lists(st.sampled_from([1, -1, 5, -5]), max_size=20))
def test_stepping_comes_back_to_the_base_value(base: float, steps: list[int]) -> None:
    """From wherever one is, enough steps the other way meet the value in the file exactly."""
    text = BARE.replace("[goal]", f"[budget]\ntotal = {base:.3f}\n[goal]")
    money = levers(_resolved(text))[0]
    value = money.base
    for each in steps:
        value = stepped(money, value, each)
    for _ in range(200):
        if value == money.base:
            break
        assert isinstance(value, float)
        assert isinstance(money.base, float)
        value = stepped(money, value, 1 if value < money.base else -1)
    assert value == money.base


def _resolved(text: str) -> ResolvedScenario:
    resolved = read_scenario("-", text=text).resolved
    assert resolved is not None
    return resolved


@given(st.lists(st.integers(0, 500), min_size=1, max_size=12).map(tuple), st.floats(0, 1_000))
def test_hours_by_period_keep_their_shape(hours: tuple[int, ...], average: float) -> None:
    """They have the average that was asked for, none is below 0, and the order of periods stays."""
    before = tuple(float(each) for each in hours)
    after = hours_at(before, average)
    assert isinstance(after, tuple)
    assert mean(after) == pytest.approx(average, abs=1e-4)
    assert min(after) >= 0
    assert all(b <= a for x, a in zip(before, after, strict=True) for y, b in zip(before, after, strict=True) if y < x)
    assert hours_at(before, mean(before)) == before


@given(st.lists(st.integers(0, 90_000), min_size=1, max_size=12).map(tuple), st.integers(0, 900_000))
def test_money_by_period_adds_up(amounts: tuple[int, ...], whole: int) -> None:
    """Each period has its part of the whole, to the unit."""
    parts = scaled(tuple(float(each) for each in amounts), float(whole))
    assert sum(parts) == pytest.approx(whole, abs=1e-6)
    before = sum(amounts)
    for amount, part in zip(amounts, parts, strict=True):
        share = amount / before if before else 1 / len(amounts)
        assert part == pytest.approx(whole * share, abs=1.01)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("Budget", "130,000", 130_000),
        ("Budget", "130 000", 130_000),
        ("Budget", " 99.5 ", 99.5),
        ("Budget", "none", None),
        ("most from one", "40 %", 0.4),
        ("most from one", "40", 0.4),
        ("most from one", "0,4", 0.4),
        ("most vehicles", "7", 7),
        ("risk aversion", "0.35", 0.35),
    ],
)
def test_values_are_typed_as_people_write_them(scenario: Read, name: str, text: str, value: float | None) -> None:
    """With or without thousands separators, as a percentage or a part, or none."""
    assert typed_value(lever(scenario(FULL), name), text) == value


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("Budget", "lots", "Type a number, or none for no limit."),
        ("Budget", "-5", "It cannot be below 0."),
        ("Budget", "nan", "Type a number, or none for no limit."),
        ("risk aversion", "1.5", "It can be 1 at most."),
        ("risk aversion", "none", "Type a number."),
        ("most vehicles", "2.5", "Type a whole number."),
        ("leads", "0", "Type a number above 0."),
    ],
)
def test_what_cannot_be_is_refused(scenario: Read, name: str, text: str, words: str) -> None:
    """The message says what would be right."""
    with pytest.raises(ValueError, match=words):
        typed_value(lever(scenario(FULL), name), text)


def test_a_lever_says_what_it_does(scenario: Read) -> None:
    """In a sentence with the periods that a number stands for."""
    resolved = scenario(FULL)
    sentences = {each.name: about(each, each.base, resolved) for each in levers(resolved)}
    assert sentences["Budget"] == "Cash: at most 12,000 USD in all and 6,000, 2,000, 2,000 and 2,000 by quarter."
    assert sentences["sales"] == "0, 40, 40 and 20 hours of sales by quarter."
    assert sentences["leads"] == "The plan brings at least 30 leads."
    assert sentences["Not all on paper"] == "White paper takes at most 60 % of all cash spent on vehicles."


def test_the_title_says_what_is_moved(scenario: Read) -> None:
    """For undo, and for the name of what is kept."""
    resolved = scenario(FULL)
    budget, hours, rule = (lever(resolved, name) for name in ("Budget", "writing", "Not all on paper"))
    assert title([(budget, 13_000.0), (hours, 120.0)]) == "What-if: budget 13,000 and hours of writing 120"
    assert title([(rule, False)]) == "What-if: off: Not all on paper"
    assert title([(budget, None)]) == "What-if: no budget"


def test_the_same_levers_are_the_same_draft(draft: Callable[[str], Draft]) -> None:
    """So that stepping back finds what was worked out before; all back is the scenario itself."""
    what_if = WhatIf(draft(FULL))
    budget = what_if.levers[0]
    assert what_if.draft is what_if.base
    what_if.set(budget, 13_000.0)
    first = what_if.draft
    what_if.set(budget, 14_000.0)
    assert what_if.draft is not first
    what_if.set(budget, 13_000.0)
    assert what_if.draft is first
    what_if.all_back()
    assert what_if.draft is what_if.base
    assert what_if.undo()
    assert what_if.draft is first
    assert what_if.redo()
    assert not what_if.redo()


def test_levers_stay_where_they_are_when_the_scenario_changes(draft: Callable[[str], Draft]) -> None:
    """A lever that is about something else now, or is at its new base value, is moved no more."""
    what_if = WhatIf(draft(FULL))
    for each in what_if.levers:
        if each.name in ("Budget", "writing", "sales", "most vehicles"):
            what_if.set(each, stepped(each, each.base, 1))
    base = changed(what_if.base, {("team", "skill", 0): DELETED, ("limits", "max_vehicles"): 3})
    what_if.rebase(base)
    assert [(each.name, value) for each, value in what_if.moved] == [("Budget", 12_500.0)]


def test_a_kept_what_if_has_a_name_of_its_own(draft: Callable[[str], Draft]) -> None:
    """The scenario's name and what is different."""
    what_if = WhatIf(draft('name = "Launch"\n' + FULL))
    what_if.set(what_if.levers[0], 13_000.0)
    assert what_if.named().name == "Launch, what-if: budget 13,000"


def test_limits_and_targets_leave_the_evidence(draft: Callable[[str], Draft]) -> None:
    """Solo runs know none of them, so the seven questions need not be asked again; all else asks them."""
    base = draft(FULL)
    assert base.resolved is not None
    leave = []
    for each in WhatIf(base).levers:
        what_if = WhatIf(base)
        what_if.set(each, toggled(each, each.base) if each.step == 0 else stepped(each, each.base, 1))
        assert what_if.draft.resolved is not None
        if what_if.draft.facts == base.facts:
            leave.append(each.name)
            assert gather(what_if.draft.resolved) == gather(base.resolved)
    assert leave == [
        "awareness",
        "consideration",
        "most vehicles",
        "most from one",
        "Not all on paper",
        "Hosted webinar has at most 3 activities",
    ]
