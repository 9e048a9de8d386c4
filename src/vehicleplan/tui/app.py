"""The app: which places there are, which keys hold everywhere, how it looks and how it ends."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from vehicleplan.session.folders import keep_state, read_state, write_crash_file
from vehicleplan.tui import theme
from vehicleplan.tui.ending import Ending, on_signals
from vehicleplan.tui.exporting import EXPORTS
from vehicleplan.tui.planner import Planner
from vehicleplan.tui.screens.opening import Opening
from vehicleplan.tui.widgets.top_bar import PLACES

if TYPE_CHECKING:
    from textual.command import Provider


_TO_BE_SENT = 0.02
"""Seconds that the thread which writes to the terminal is given before loading takes the processor."""


def _place(module: str, name: str) -> Callable[[], Screen[None]]:
    """A place that is imported when it is first gone to, so that the program starts fast."""

    def made() -> Screen[None]:
        from importlib import import_module

        screen: Screen[None] = getattr(import_module(f"vehicleplan.tui.screens.{module}"), name)()
        return screen

    return made


def _commands() -> type[Provider]:
    from vehicleplan.tui.commands import Commands

    return Commands


class VehiclePlanApp(Planner):
    """vehicleplan in a terminal."""

    TITLE = "vehicleplan"
    CSS_PATH = "app.tcss"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_commands}
    MODES = {
        "opening": Opening,
        "start": _place("start", "Start"),
        "brief": _place("brief", "BriefPlace"),
        "questions": _place("questions", "Questions"),
        "matrix": _place("matrix", "Matrix"),
        "plan": _place("plan", "PlanPlace"),
        "what-if": _place("what_if", "WhatIfPlace"),
        "compare": _place("compare", "Compare"),
        "why": _place("why", "WhyPlace"),
    }
    DEFAULT_MODE = "opening"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "plan_now", "plan", id="plan", tooltip="Plan now"),
        Binding("u", "undo", "undo", id="undo", tooltip="Take the last change back"),
        Binding("ctrl+z", "undo", "undo", show=False, tooltip="Take the last change back"),
        Binding("ctrl+r", "redo", "redo", id="redo", tooltip="Do again what was taken back", show=False),
        Binding("ctrl+y", "redo", "redo", show=False, tooltip="Do again what was taken back"),
        Binding("ctrl+s", "save", "save", id="save", tooltip="Save the scenario", priority=True),
        Binding("S", "save_as", "save as", id="save-as", tooltip="Save the scenario in another file", show=False),
        Binding("ctrl+o", "open", "open", id="open", tooltip="Open a scenario's file", show=False),
        Binding("ctrl+n", "new", "new", id="new", tooltip="Begin a scenario", show=False),
        Binding("e", "export", "export", id="export", tooltip=EXPORTS, show=False),
        Binding(
            "ctrl+p", "command_palette", "palette", tooltip="Find an action by its name", show=False, priority=True
        ),
        Binding("question_mark,f1", "help", "help", id="help", tooltip="What one does here, and its keys", show=False),
        Binding("escape", "stop_jobs", "stop", tooltip="Stop what is being worked out", show=False),
        Binding("q", "leave", "quit", id="quit", tooltip="Leave the program"),
        Binding("ctrl+q", "leave", "quit", show=False, tooltip="Leave the program", priority=True),
        Binding("0", "go('start')", "Start", show=False, tooltip="Go to Start"),
        *(Binding(key, f"go('{place}')", name, show=False, tooltip=f"Go to {name}") for key, place, name in PLACES),
    ]

    def __init__(self, path: Path | None = None) -> None:
        super().__init__(path)
        self.ending: Ending | None = None
        """Why the program has ended, where it was not the user who left."""
        for each in theme.THEMES:
            self.register_theme(each)
        chosen = read_state("theme")
        self.theme = chosen if isinstance(chosen, str) and chosen in self.available_themes else theme.DARK.name

    def on_mount(self) -> None:
        """Remember the look that is chosen, and end calmly when told to from outside."""
        self.watch(self, "theme", lambda name: keep_state("theme", name), init=False)
        if not self.is_headless:
            on_signals(self._end_from_outside)

    def on_ready(self) -> None:
        """Open the scenario, or go to Start, now that the first picture is drawn and has had time to be sent."""
        self.set_timer(_TO_BE_SENT, self.action_open_first)

    def action_switch_look(self) -> None:
        """From dark to light, or back."""
        self.theme = theme.LIGHT.name if self.current_theme.dark else theme.DARK.name

    # Ending

    def _end_from_outside(self) -> None:
        self.jobs.stop_all()
        self.ending = Ending(None, None, self._desk.rescue() if self._desk else None)
        self.exit()

    def _handle_exception(self, error: Exception) -> None:
        """A mistake of the program: what is not saved is written to a file, and the screen is given back."""
        if self.ending is None:
            self.ending = Ending(error, write_crash_file(error), self._rescued())
        self.jobs.stop_all()
        if self.is_headless:
            super()._handle_exception(error)
        else:
            self._close_messages_no_wait()

    def _rescued(self) -> Path | None:
        try:
            return self._desk.rescue() if self._desk else None
        except Exception as error:  # noqa: BLE001 - the desk may be what is broken
            write_crash_file(error)
            return None
