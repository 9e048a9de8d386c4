"""Each place on a small and on a large screen: kept as text, and nothing of it cut off at the side."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from rich.cells import cell_len

from tui.screen import Driver, Opened
from tui.snapshot import FOLDER, assert_same_screen
from vehicleplan.session import clock

SMALL, LARGE = (80, 24), (160, 48)
SIZES = (SMALL, LARGE)


@dataclass(frozen=True)
class Kept:
    """A screen that is kept.

    Attributes:
        name: What it shows.
        keys: The keys that lead there from where the program opens.
        scenario: The shipped scenario that is open, or None for Start.
    """

    name: str
    keys: tuple[str, ...] = ()
    scenario: str | None = "mid-market-launch"


SCREENS = (
    Kept("start", scenario=None),
    Kept("brief", ("1",)),
    Kept("questions", ("2",)),
    Kept("matrix", ("3", "down", "down", "right", "right")),
    Kept("plan", ("4",)),
    Kept("what-if", ("5",)),
    Kept("compare", ("6",)),
    Kept("help", ("3", "f1")),
)


@pytest.fixture(autouse=True)
def same_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the test, and however long planning takes: it is Ana Lopez, and it takes no time."""
    for name in ("LOGNAME", "USER", "USERNAME"):
        monkeypatch.setenv(name, "ana.lopez")
    monkeypatch.setattr(clock, "seconds", lambda: 0.0)


def named(kept: Kept, size: tuple[int, int]) -> str:
    """The name of the file of a screen."""
    return f"{kept.name}-{size[0]}x{size[1]}"


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("kept", SCREENS, ids=lambda kept: kept.name)
async def test_screens(opened: Opened, kept: Kept, size: tuple[int, int]) -> None:
    """The screen looks as it was kept, fits its terminal, and has its two bars."""
    async with opened(kept.scenario, size=size) as driver:
        await driver.press(*kept.keys)
        assert_same_screen(named(kept, size), driver.lines)
        assert len(driver.lines) == size[1]
        assert all(cell_len(line) <= size[0] for line in driver.lines)
        assert cut_off(driver) == []
        if driver.app.screen is driver.app.screen_stack[0]:
            assert re.search(r"1 Brief .*2 Questions .*3 Matrix .*4 Plan .*5 What-if .*6 Compare", driver.lines[0])
            assert driver.lines[-1].endswith("F1 help")


def test_no_other_screens_are_kept() -> None:
    """Every file in the folder belongs to a screen above."""
    assert {file.stem for file in FOLDER.iterdir()} <= {named(kept, size) for kept in SCREENS for size in SIZES}


def cut_off(driver: Driver) -> list[str]:
    """The widgets whose content reaches beyond what is shown of it at the left or right."""
    return [
        f"{widget} at {widget.content_region} in {clip}"
        for widget, (_, clip) in driver.app.screen._compositor.visible_widgets.items()
        if widget.content_region.x < clip.x or widget.content_region.right > clip.right
    ]
