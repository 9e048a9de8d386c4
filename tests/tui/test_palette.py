"""The palette finds every action by name."""

from __future__ import annotations

from cli.runs import SMALL
from tui.screen import Opened


async def test_an_action_is_found_by_its_word(opened: Opened) -> None:
    """Undo is found by typing undo, and done."""
    async with opened(text=SMALL) as driver:
        driver.app.change({("goal", "amount"): 31}, "Goal")
        await driver.press("ctrl+p")
        await driver.type("undo")
        await driver.press("enter")
        assert driver.app.desk.draft.value(("goal", "amount")) == 30


async def test_without_a_scenario_only_what_applies_is_listed(opened: Opened) -> None:
    """There is nothing to save or to undo on Start."""
    async with opened(size=(100, 48)) as driver:
        await driver.press("ctrl+p")
        assert "open what is marked, and plan" in driver.text
        assert "Quit: leave the program" in driver.text
        assert "save" not in driver.text.casefold()
        assert "Go to Plan" not in driver.text
        assert "Go to Start" in driver.text


async def test_with_a_scenario_every_place_and_file_action_is_listed(opened: Opened) -> None:
    """Going, saving, undo, looks: all in one list."""
    async with opened(text=SMALL, size=(100, 80)) as driver:
        await driver.press("0", "ctrl+p")
        for words in (
            "Go to What-if",
            "Save the scenario",
            "Save as",
            "Undo",
            "Redo",
            "Export",
            "Plan now",
            "light and dark",
        ):
            assert words in driver.text


async def test_the_look_is_switched(opened: Opened) -> None:
    """Dark becomes light."""
    async with opened() as driver:
        await driver.press("ctrl+p")
        await driver.type("light")
        await driver.press("enter")
        assert driver.app.theme == "vehicleplan-light"
