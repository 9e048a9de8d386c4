"""Names in any script: every line of every place is as wide as the screen at most, and figures stay in line."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from files.test_strange import NAMES, named
from tui.screen import Opened

_WALK = ("3", "4", "tab", "5", "1", "2")


@pytest.mark.parametrize("name", ["Chinese", "Persian", "Thai", "emoji", "long"])
async def test_no_line_is_wider_than_the_screen(opened: Opened, name: str) -> None:
    """Places, tables and bars measure names as a terminal does."""
    async with opened(text=named(NAMES[name])) as driver:
        for key in _WALK:
            await driver.press(key)
            assert max(cell_len(line) for line in driver.lines) <= 80, key
        assert NAMES[name][:6] in driver.text
        assert driver.app.return_value is None


async def test_an_edit_keeps_windows_ends_and_the_mark(opened: Opened) -> None:
    """What another editor needs to open the file is there after a save."""
    text = named("Webinar").replace("\n", "\r\n")
    async with opened(text=text) as driver:
        driver.path.write_bytes(b"\xef\xbb\xbf" + text.encode())
        driver.app.desk.open(driver.path)
        driver.app.desk.change({("goal", "amount"): 31}, "Goal")
        driver.app.desk.save()
        assert driver.path.read_bytes() == b"\xef\xbb\xbf" + text.replace("amount = 30", "amount = 31").encode()
