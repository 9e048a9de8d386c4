"""What-if: levers, the difference to the base plan, keeping and taking over."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest

from cli.runs import SMALL
from tui.screen import Driver, Opened
from vehicleplan.report.comparison import difference_report
from vehicleplan.session import jobs
from vehicleplan.session.draft import DELETED, Draft
from vehicleplan.session.jobs import Planned, plan_scenario, plan_with
from vehicleplan.session.lever_words import about
from vehicleplan.session.what_if import WhatIf
from vehicleplan.tui.screens.what_if import WhatIfPlace
from vehicleplan.tui.widgets.difference import Difference
from vehicleplan.tui.widgets.steppers import Steppers

RULED = (
    SMALL
    + """
[limits]
max_vehicles = 2
[[limits.rule]]
name = "At most two webinars [EUR]"      # the hall is small
vehicles = ["webinar"]
max = 2
"""
)


async def what_if(driver: Driver) -> WhatIf:
    """Go to What-if and give its levers."""
    await driver.press("5")
    screen = driver.app.screen
    assert isinstance(screen, WhatIfPlace)
    assert screen._what_if is not None
    return screen._what_if


async def choose(driver: Driver, name: str) -> None:
    """Move the cursor to the lever with a name."""
    levers = driver.app.screen.query_one(Steppers)
    names = [each.name for each in levers._steppers]
    while names[levers.cursor] != name:
        await driver.press("down" if levers.cursor < names.index(name) else "up")


def panel(driver: Driver) -> str:
    """What the right side says, without its line breaks."""
    return " ".join(str(driver.app.screen.query_one(Difference)._text.content).split())


def plan_of(driver: Driver, draft: Draft | None = None) -> Planned:
    """The plan of a draft, by default of the open scenario."""
    planned = driver.app.desk.planned(draft)
    assert planned is not None
    return planned


@pytest.mark.parametrize(
    ("name", "keys", "path", "value"),
    [
        ("Budget", ["right"], ("budget", "total"), 10_500),
        ("Budget", ["minus", "minus"], ("budget", "total"), 9_000),
        ("Budget", ["greater_than_sign"], ("budget", "total"), 12_500),
        ("writing", ["left"], ("team", "skill", 0, "hours"), 38),
        ("leads", ["right"], ("goal", "amount"), 32),
        ("risk aversion", ["plus"], ("goal", "risk_aversion"), 0.1),
        ("most vehicles", ["left"], ("limits", "max_vehicles"), 1),
        ("most vehicles", ["space"], ("limits", "max_vehicles"), None),
        ("most from one", ["left"], ("limits", "max_share"), 0.6),
        ("At most two webinars [EUR]", ["enter"], ("limits", "rule", 0, "active"), False),
    ],
)
async def test_a_lever_changes_the_what_if_alone(
    opened: Opened, name: str, keys: list[str], path: tuple[str | int, ...], value: object
) -> None:
    """The open scenario stays as it is; what is shown is the difference of the two plans."""
    async with opened(text=RULED) as driver:
        state = await what_if(driver)
        before = driver.app.desk.draft
        await choose(driver, name)
        await driver.press(*keys)
        assert state.draft.value(path) == value
        assert driver.app.desk.draft == before
        assert not driver.app.is_unsaved
        report = difference_report(plan_of(driver).plan, plan_of(driver, state.draft).plan)
        for sentence in report.answer:
            assert sentence in panel(driver)
        for row in report.figures:
            assert f"{row.base} {row.other} {row.change}".strip() in panel(driver)


async def test_back_at_the_base_value_nothing_differs(opened: Opened) -> None:
    """Stepped back, or taken back at once, the what-if is the scenario itself."""
    async with opened(text=RULED) as driver:
        state = await what_if(driver)
        for back in ("right", "backspace", "R", "u"):
            await driver.press("left")
            assert state.draft is not state.base
            assert "●" in driver.text
            await driver.press(back)
            assert state.draft is state.base
            assert "Move a lever" in panel(driver)
            assert "●" not in driver.text


async def test_a_rule_that_is_switched_off_shows_what_it_costs(opened: Opened) -> None:
    """More is possible without it, and the screen says how much."""
    async with opened(text=RULED) as driver:
        state = await what_if(driver)
        await choose(driver, "At most two webinars [EUR]")
        assert "Hosted webinar has at most 2 activities" in driver.text
        await driver.press("space")
        base, other = plan_of(driver).plan, plan_of(driver, state.draft).plan
        assert base.results < other.results
        assert "more leads" in panel(driver)
        assert "[ ] At most two webinars [EUR]"[:20] in driver.text


async def test_a_value_can_be_typed(opened: Opened) -> None:
    """What cannot be is told beside the field; escape leaves everything as it was."""
    async with opened(text=SMALL) as driver:
        state = await what_if(driver)
        await driver.press("enter", "ctrl+u")
        await driver.type("much")
        await driver.press("enter")
        assert "Type a number" in driver.text
        await driver.press("ctrl+u")
        await driver.type("7,500")
        await driver.press("enter")
        assert state.draft.value(("budget", "total")) == 7_500
        await driver.press("enter", "ctrl+u")
        await driver.type("1")
        await driver.press("escape")
        assert state.draft.value(("budget", "total")) == 7_500


async def test_without_a_budget_it_begins_at_what_the_plan_uses(opened: Opened) -> None:
    """The first step sets a limit that just holds, so nothing changes yet; the next ones bind."""
    async with opened(text=SMALL.replace("total = 10_000", "")) as driver:
        state = await what_if(driver)
        assert "no limit" in driver.text
        await driver.press("left")
        assert state.draft.value(("budget", "total")) == plan_of(driver).plan.cost.cash
        assert "Nothing changes" in panel(driver)
        await driver.press("left")
        assert plan_of(driver, state.draft).plan.cost.cash < plan_of(driver).plan.cost.cash


async def test_hours_and_money_by_period_move_together(opened: Opened) -> None:
    """The line below the levers says what every period has."""
    text = SMALL.replace("hours = 40\n", "hours = [10, 30, 40, 80]\n")
    text = text.replace("total = 10_000", "per_period = [4_000, 2_000, 2_000, 2_000]")
    async with opened(text=text) as driver:
        state = await what_if(driver)
        await driver.press("right", "down", "right")
        assert state.draft.value(("budget", "per_period")) == [4_200, 2_100, 2_100, 2_100]
        assert state.draft.value(("team", "skill", 0, "hours")) == [12, 32, 42, 82]
        assert "12, 32, 42 and 82 hours of writing by quarter" in driver.text


async def test_what_cannot_be_planned_says_why(opened: Opened) -> None:
    """A what-if with faults names them; a plan that is not possible is said first."""
    text = SMALL.replace("[goal]", '[goal]\nmode = "least-cost"').replace(
        'name = "White', 'include = "must"\nname = "White'
    )
    async with opened(text=text) as driver:
        await what_if(driver)
        await choose(driver, "leads")
        await driver.press("space")
        assert "This cannot be planned." in panel(driver)
        assert "amount" in panel(driver)
        await driver.press("space")
        await choose(driver, "Budget")
        await driver.press("enter", "ctrl+u")
        await driver.type("0")
        await driver.press("enter")
        assert "No plan is possible" in panel(driver)


async def test_an_unlimited_plan_is_told_calmly(opened: Opened) -> None:
    """Where nothing limits the what-if the reason is shown, and a lever back leads out."""
    text = SMALL.replace("max_activities = 8\n", "divisible = true\n").replace("hours = { writing = 10 }\n", "")
    text = text.replace("amount = 30\n", 'mode = "most-results"\n')
    async with opened(text=text) as driver:
        await what_if(driver)
        await driver.press("space")
        assert "The what-if: " in panel(driver)
        await driver.press("space")
        assert "Move a lever" in panel(driver)


async def test_an_older_answer_never_replaces_a_newer_one(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a what-if is planned the last difference stays, dimmed; what was stepped over is never shown."""
    async with opened(text=SMALL) as driver:
        state = await what_if(driver)
        gate, reached = Event(), Event()

        def slow(*args: object, **named: object) -> Planned:
            reached.set()
            assert gate.wait(20)
            return plan_with(*args, **named)  # type: ignore[arg-type]

        monkeypatch.setattr(jobs, "plan_with", slow)
        shown = panel(driver)
        await driver.pilot.press("left")
        old = state.draft
        await driver.pilot.pause()
        assert reached.wait(20)
        await driver.pilot.press("left")
        new = state.draft
        assert panel(driver) == shown
        assert driver.app.screen.query_one(Difference).has_class("-old")
        gate.set()
        await driver.settled()
        assert not driver.app.screen.query_one(Difference).has_class("-old")
        base = plan_of(driver).plan
        assert driver.app.desk.planned(old) is None
        assert " ".join(difference_report(base, plan_of(driver, new).plan).answer) in panel(driver)


async def test_stopping_is_told_and_p_plans_again(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    """Escape stops the what-if; p takes it up again without leaving."""
    async with opened(text=SMALL) as driver:
        state = await what_if(driver)
        gate, reached = Event(), Event()

        def slow(*args: object, **named: object) -> Planned:
            reached.set()
            assert gate.wait(20)
            return plan_with(*args, **named)  # type: ignore[arg-type]

        monkeypatch.setattr(jobs, "plan_with", slow)
        await driver.pilot.press("left")
        assert reached.wait(20)
        await driver.pilot.press("escape")
        gate.set()
        await driver.settled()
        assert "The what-if: stopped" in panel(driver)
        await driver.press("p")
        assert driver.app.current_mode == "what-if"
        assert plan_of(driver, state.draft)
        await driver.press("p")
        assert driver.app.current_mode == "plan"


async def test_a_kept_what_if_plans_to_the_same_figures(opened: Opened, tmp_path: Path) -> None:
    """The new file has the comments of the old one and the levers; the open scenario stays open and unchanged."""
    async with opened(text=RULED) as driver:
        state = await what_if(driver)
        await driver.press("left", "left")
        await choose(driver, "At most two webinars [EUR]")
        await driver.press("space", "k", "ctrl+u")
        await driver.type("kept.toml")
        await driver.press("enter")
        expected = plan_of(driver, state.draft).plan
        assert driver.app.desk.file is not None
        assert driver.app.desk.file.path == driver.path
        assert not driver.app.is_unsaved
    kept = tmp_path / "kept.toml"
    text = kept.read_text("utf-8")
    assert "# the hall is small" in text
    assert "active = false" in text
    plan = plan_scenario(str(kept)).plan
    assert (plan.results, plan.cost, plan.decisions, plan.status) == (
        expected.results,
        expected.cost,
        expected.decisions,
        expected.status,
    )
    assert plan.scenario == "Small launch, what-if: budget 9,000 and off: At most two webinars [EUR]"


async def test_taking_over_is_one_step_that_can_be_undone(opened: Opened) -> None:
    """All levers at once become the scenario; undo brings back the scenario as it was."""
    async with opened(text=RULED) as driver:
        state = await what_if(driver)
        before = driver.app.desk.draft
        await driver.press("left", "down", "right", "w")
        assert driver.app.desk.draft.value(("budget", "total")) == 9_500
        assert driver.app.desk.draft.value(("team", "skill", 0, "hours")) == 42
        assert driver.app.is_unsaved
        assert state.draft is state.base is driver.app.desk.draft
        assert any("Taken over: What-if: budget 9,500" in notice for notice in driver.notices)
        await driver.press("u")
        assert driver.app.desk.draft == before
        assert state.base == before


async def test_nothing_is_kept_or_taken_over_where_nothing_is_moved(opened: Opened) -> None:
    """A notice says so."""
    async with opened(text=SMALL) as driver:
        await what_if(driver)
        await driver.press("w")
        await driver.press("k")
        assert driver.notices == ["Nothing is moved yet."] * 2
        assert not driver.app.is_unsaved


async def test_a_scenario_with_problems_has_nothing_to_move(opened: Opened) -> None:
    """What is wrong is shown; once it is mended the levers are there, and they stay when it breaks again."""
    async with opened(text=SMALL.replace("amount = 30", "amount = -30")) as driver:
        await driver.press("5")
        assert "mend them in Brief first" in panel(driver)
        assert "How many of Goal" in panel(driver)
        driver.app.change({("goal", "amount"): 20}, "Goal")
        await driver.settled()
        assert "Move a lever" in panel(driver)
        driver.app.change({("goal", "amount"): -20}, "Goal")
        await driver.settled()
        assert "1 problem in Brief" in driver.text
        await driver.press("left", "w")
        assert "Mend the problems first." in driver.notices


async def test_levers_that_go_leave_the_cursor_on_the_last_one(opened: Opened) -> None:
    """Where the scenario loses a rule while the cursor is on it."""
    async with opened(text=RULED) as driver:
        await what_if(driver)
        await driver.press("end")
        driver.app.change({("limits", "rule"): DELETED}, "Rules")
        await driver.settled()
        assert "No vehicle brings more than" in driver.text or "There is no limit." in driver.text


async def test_minus_and_plus_can_be_clicked(opened: Opened) -> None:
    """A click on a sign is a step of its lever; a click on a box switches the rule."""
    async with opened(text=RULED) as driver:
        state = await what_if(driver)
        row = next(place for place, line in enumerate(driver.lines) if "writing" in line)
        await driver.pilot.click(offset=(driver.lines[row].index("+"), row))
        await driver.settled()
        assert state.draft.value(("team", "skill", 0, "hours")) == 42
        row = next(place for place, line in enumerate(driver.lines) if "[x]" in line)
        await driver.pilot.click(offset=(driver.lines[row].index("[x]") + 1, row))
        await driver.settled()
        assert state.draft.value(("limits", "rule", 0, "active")) is False


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_nothing_that_matters_is_cut_off(opened: Opened, size: tuple[int, int]) -> None:
    """Every lever of the example is told in full below the list."""
    async with opened("mid-market-launch", size=size) as driver:
        state = await what_if(driver)
        resolved = state.base.resolved
        assert resolved is not None
        for each in state.levers:
            await choose(driver, each.name)
            assert about(each, each.base, resolved) in " ".join(driver.text.split())
