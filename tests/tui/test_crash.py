"""A mistake of the program ends it calmly and loses nothing."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from cli.runs import SMALL
from tui.screen import Opened
from vehicleplan.tui.app import VehiclePlanApp


def fail() -> None:
    """A mistake."""
    raise ZeroDivisionError("the secret of the universe")


async def crash(opened: Opened, apps: list[VehiclePlanApp], amount: int) -> None:
    """Open a scenario, ask for an amount, and run into a mistake."""
    async with opened(text=SMALL) as driver:
        apps.append(driver.app)
        driver.app.change({("goal", "amount"): amount}, "Goal")
        driver.app.call_later(fail)
        await driver.pilot.pause()


async def test_what_is_not_saved_is_rescued(opened: Opened, tmp_home: Path) -> None:
    """The draft is written beside the details of the mistake; the scenario's file stays as it was."""
    apps: list[VehiclePlanApp] = []
    with pytest.raises(ZeroDivisionError):
        await crash(opened, apps, amount=31)
    ending, file = apps[0].ending, apps[0].desk.file
    assert ending is not None
    assert ending.rescued is not None
    assert ending.details is not None
    folder = tmp_home / ".local" / "state" / "vehicleplan"
    assert {ending.rescued.parent, ending.details.parent} == {folder}
    assert tomllib.loads(ending.rescued.read_text("utf-8"))["goal"]["amount"] == 31
    assert "the secret of the universe" in ending.details.read_text("utf-8")
    assert file is not None
    assert file.path is not None
    assert file.path.read_text("utf-8") == SMALL


async def test_where_all_is_saved_nothing_is_rescued(opened: Opened) -> None:
    """Only the details are written."""
    apps: list[VehiclePlanApp] = []
    with pytest.raises(ZeroDivisionError):
        await crash(opened, apps, amount=30)
    assert apps[0].ending is not None
    assert apps[0].ending.rescued is None
