"""Drives the app as a person does and reads its screen as text."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from vehicleplan.tui.app import VehiclePlanApp

MOST_TURNS = 2_000
"""Where something never comes, a test fails after so many turns and does not hang."""


class Driver:
    """A running app.

    Attributes:
        app: The app.
        pilot: Textual's own way to press keys.
        path: The scenario's file, or None where the program opened on Start.
    """

    def __init__(self, app: VehiclePlanApp, pilot: Pilot[int], path: Path | None) -> None:
        self.app = app
        self.pilot = pilot
        self._path = path

    @property
    def path(self) -> Path:
        """The file that was opened."""
        assert self._path is not None
        return self._path

    async def settled(self) -> None:
        """Wait until nothing is being worked out and everything is drawn."""
        for _ in range(3):
            await self.pilot.pause()
            await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    async def until(self, is_so: Callable[[], bool]) -> None:
        """Let the app work until something is so; the test fails where that never comes."""
        for _ in range(MOST_TURNS):
            if is_so():
                return
            await self.pilot.pause(0.001)
        pytest.fail("it never came")

    async def press(self, *keys: str) -> None:
        """Press keys one by one and wait until all is settled."""
        await self.pilot.press(*keys)
        await self.settled()

    async def type(self, text: str) -> None:
        """Type text where the cursor is, as fast as a terminal passes it on, and wait until all is settled."""
        for character in text:
            self.app.post_message(events.Key(_character_to_key(character), character))
        await self.settled()

    @property
    def lines(self) -> list[str]:
        """The screen as text, one string for each line, without blanks at their ends."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    @property
    def text(self) -> str:
        """The whole screen as text."""
        return "\n".join(self.lines)

    @property
    def notices(self) -> list[str]:
        """What the notices on the screen say."""
        return [notice.message for notice in self.app._notifications]


Opened = Callable[..., AbstractAsyncContextManager[Driver]]
"""The fixture that opens the program."""
