"""What holds in every place: going, undo, keys while one types, looks, the bars."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from cli.runs import SMALL
from tui.screen import Opened
from vehicleplan.session.folders import read_state
from vehicleplan.tui.dialogs.ask import Ask
from vehicleplan.tui.dialogs.prompt import Prompt
from vehicleplan.tui.widgets.top_bar import PLACES


async def test_every_place_is_a_number(opened: Opened) -> None:
    """1 to 6 and 0 go where the bar on top says."""
    async with opened(text=SMALL) as driver:
        for key, place, _ in PLACES:
            await driver.press(key)
            assert driver.app.current_mode == place
        await driver.press("0")
        assert driver.app.current_mode == "start"


async def test_without_a_scenario_there_is_nowhere_to_go(opened: Opened) -> None:
    """A place that needs a scenario says so."""
    async with opened() as driver:
        await driver.press("3")
        assert driver.app.current_mode == "start"
        assert driver.notices == ["Open a scenario first."]


async def test_undo_and_redo_say_what_they_did(opened: Opened) -> None:
    """Each step is named by its label, and user text in it is no markup."""
    async with opened(text=SMALL) as driver:
        driver.app.change({("goal", "amount"): 31}, "Goal of [b]x[/b]")
        await driver.press("u")
        assert driver.notices == ["Taken back: Goal of [b]x[/b]"]
        assert driver.app.desk.draft.value(("goal", "amount")) == 30
        await driver.press("ctrl+r")
        assert driver.notices == ["Done again: Goal of [b]x[/b]"]
        await driver.press("u", "u")
        assert driver.notices == ["There is nothing to take back."]


async def test_unsaved_is_marked_on_top(opened: Opened) -> None:
    """The mark comes with the change and goes when it is taken back."""
    async with opened(text=SMALL, size=(160, 48)) as driver:
        assert "unsaved" not in driver.lines[0]
        driver.app.change({("goal", "amount"): 31}, "Goal")
        await driver.settled()
        assert "● unsaved" in driver.lines[0]
        await driver.press("u")
        assert "unsaved" not in driver.lines[0]


async def test_a_click_on_a_place_goes_there(opened: Opened) -> None:
    """The bar on top is for the mouse too."""
    async with opened(text=SMALL) as driver:
        await driver.pilot.click("TopBar", offset=(driver.lines[0].index("Matrix"), 0))
        await driver.settled()
        assert driver.app.current_mode == "matrix"


async def test_a_click_on_a_key_is_the_key(opened: Opened) -> None:
    """The bar at the bottom is for the mouse too."""
    async with opened() as driver:
        await driver.pilot.click("KeysBar", offset=(driver.lines[-1].index("new"), 0))
        await driver.settled()
        assert driver.app.current_mode == "brief"


async def test_escape_leaves_a_field_that_one_types_into(opened: Opened) -> None:
    """While one types, letters are text; after escape they are keys again."""
    async with opened() as driver:
        await driver.app.screen.mount(Input(id="field"))
        driver.app.screen.query_one("#field").focus()
        await driver.type("q")
        assert driver.app.screen.query_one("#field", Input).value == "q"
        await driver.press("escape")
        assert driver.app.focused is driver.app.screen.query_one("#choices")


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_the_light_theme_is_remembered(opened: Opened, size: tuple[int, int]) -> None:
    """The look that was chosen is there in the next run."""
    async with opened(size=size) as driver:
        assert driver.app.theme == "vehicleplan-dark"
        driver.app.action_switch_look()
        await driver.settled()
    assert read_state("theme") == "vehicleplan-light"
    async with opened(size=size) as driver:
        assert driver.app.theme == "vehicleplan-light"


async def test_a_prompt_takes_no_line_that_is_wrong(opened: Opened) -> None:
    """What is wrong stands below the line as one types, and enter waits."""
    answers: list[str | None] = []
    async with opened() as driver:
        check = {"": "Type a name."}
        driver.app.push_screen(Prompt("[b]Name[/b]", "Name", "a", lambda text: check.get(text, "")), answers.append)
        await driver.press("backspace", "enter")
        assert "Type a name." in driver.text
        assert "[b]Name[/b]" in driver.text
        assert answers == []
        await driver.type("ok")
        await driver.press("enter")
    assert answers == ["ok"]


async def test_a_question_is_answered_by_key_by_enter_or_not_at_all(opened: Opened) -> None:
    """A choice's letter, enter on the first or another button, escape for none; ctrl+s does nothing meanwhile."""
    answers: list[str | None] = []
    async with opened(text=SMALL) as driver:
        for keys in (["y"], ["enter"], ["right", "enter"], ["ctrl+s", "escape"]):
            driver.app.push_screen(Ask("Sure?", (("n", "No"), ("y", "Yes")), "It [i]matters[/i]"), answers.append)
            await driver.settled()
            assert "It [i]matters[/i]" in driver.text
            await driver.press(*keys)
        assert driver.notices == []
    assert answers == ["y", "n", "y", None]
