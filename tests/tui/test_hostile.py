"""Text of other people: shown as it is written, never taken as markup, and no control character reaches the screen."""

from __future__ import annotations

import json
import unicodedata

import pytest

from tui.planned import SMALL
from tui.screen import Driver, Opened

_EVIL = "[red]x[/red] [/foo] \x1b[2J\x1b]0;t\x07 \u202eab \x85\x9b1m 漢字 [@click=app.exit]q[/]"
HOSTILE = (
    SMALL.replace('"Small launch"', json.dumps(_EVIL))
    .replace('"Hosted webinar"', json.dumps(_EVIL))
    .replace('"White paper"', json.dumps(_EVIL * 4))
    .replace('"One line does not carry it"', json.dumps(_EVIL * 6))
    .replace("[goal]", f"[brief]\nnotes = {json.dumps(_EVIL * 20)}\n[goal]")
    + f'[[limits.rule]]\nname = {json.dumps(_EVIL)}\nmeasure = "activities"\nmax = 50\n'
)
_WALK = (
    *("1", "down", "down", "enter", "escape", "f1", "escape", "2", "l", "l", "o", "escape", "s", "u", "3", "j", "l"),
    *("4", "tab", "j", "tab", "j", "5", "right", "R", "6", "a", "enter", "escape", "S", "escape", "0", "2", "s", "q"),
)


def hidden(driver: Driver) -> list[str]:
    """The lines with a character that a terminal would obey."""
    return [line for line in driver.lines if any(unicodedata.category(each) in ("Cc", "Cf") for each in line)]


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_no_place_and_no_dialog_lets_it_through(opened: Opened, size: tuple[int, int]) -> None:
    """From the bar on top to the notices: the brackets are there, what a terminal would obey is not."""
    async with opened(text=HOSTILE, size=size) as driver:
        assert driver.app.desk.draft.faults == ()
        for key in _WALK:
            await driver.press(key)
            assert hidden(driver) == [], f"{key}"
        assert "Save the changes" in driver.text
        assert "[red]x[/red]" in driver.text
        assert driver.app.return_value is None


async def test_a_faulty_file_is_told_without_it(opened: Opened) -> None:
    """Keys, values and names that cannot be used are shown in the problems all the same."""
    bad = f"format = 1\nname = {json.dumps(_EVIL)}\n[goal]\n{json.dumps(_EVIL)} = 3\nstage = {json.dumps(_EVIL)}\n"
    async with opened(text=bad, size=(160, 48)) as driver:
        for key in ("2", "3", "4", "5", "6", "1", "down"):
            await driver.press(key)
            assert hidden(driver) == [], f"{key}"
