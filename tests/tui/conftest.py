"""The program's screen without a terminal: opened on a scenario, driven by keys, read as text."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tui.screen import Driver, Opened
from vehicleplan.session import clock
from vehicleplan.tui.app import VehiclePlanApp

SCENARIOS = Path(__file__).parents[2] / "scenarios"


@pytest.fixture(autouse=True)
def fixed_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the evening of 22 November 2026."""
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 22, 18, 30, tzinfo=UTC))


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    """A way to open the program on a shipped scenario by name, or on a text of the test's own.

    The scenario is a copy in the test's folder, `driver.path`; without either the program opens on Start.
    """

    @asynccontextmanager
    async def run(
        name: str | None = None, *, text: str | None = None, size: tuple[int, int] = (80, 24)
    ) -> AsyncIterator[Driver]:
        path = None
        if name is not None or text is not None:
            path = tmp_path / f"{name or 'scenario'}.toml"
            path.write_text(text if text is not None else (SCENARIOS / path.name).read_text("utf-8"), "utf-8")
        app = VehiclePlanApp(path)
        async with app.run_test(size=size, notifications=True) as pilot:
            driver = Driver(app, pilot, path)
            await driver.settled()
            yield driver

    return run
