"""Help: what one does here, and its keys."""

from __future__ import annotations

import pytest

from cli.runs import SMALL
from tui.screen import Opened
from vehicleplan.tui.dialogs.help import Help


@pytest.mark.parametrize("key", ["question_mark", "f1"])
async def test_help_tells_the_place_and_its_keys(opened: Opened, key: str) -> None:
    """The place's text, its keys with what they do, then those of everywhere; escape closes it."""
    async with opened(size=(100, 40)) as driver:
        await driver.press(key)
        text = " ".join(driver.text.split())
        assert "Choose what to work on." in text
        assert "Open what is marked" in text
        assert text.index("Here") < text.index("Everywhere") < text.index("Leave the program") < text.index("Places")
        await driver.press("escape")
        assert not isinstance(driver.app.screen, Help)


async def test_help_tells_how_to_export(opened: Opened) -> None:
    """Where a scenario is open e stands with what it does; on Start there is nothing to export."""
    async with opened(text=SMALL, size=(100, 60)) as driver:
        await driver.press("1", "f1")
        assert "e  Write the plan as PDF, slides, spreadsheet, page…" in driver.text
        await driver.press("escape", "4", "f1")
        assert "e  Write the plan as PDF, slides, spreadsheet, page…" in driver.text
    async with opened(size=(100, 60)) as driver:
        await driver.press("f1")
        assert "Write the plan" not in driver.text


async def test_help_is_whole_on_a_small_screen(opened: Opened) -> None:
    """At 80 × 24 the last line with the dialog's keys is seen, and the rest is scrolled to."""
    async with opened() as driver:
        await driver.press("f1")
        assert "esc close" in driver.text
        assert "Go to Compare" not in driver.text
        await driver.press("end")
        assert "Go to Compare" in driver.text
