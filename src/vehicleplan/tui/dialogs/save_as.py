"""Where to save a scenario; a file that is there is only replaced after a question."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.widget import Widget
from textual.widgets import Input, Label

from vehicleplan.report.problems import harmless
from vehicleplan.session import browse
from vehicleplan.tui.dialogs.ask import Ask
from vehicleplan.tui.dialogs.dialog import Dialog
from vehicleplan.tui.widgets.path_suggester import PathSuggester


class SaveAs(Dialog[tuple[Path, bool] | None]):
    """Gives the file to write and whether it may be replaced, or None where the user left.

    Args:
        start: The path that is proposed; relative ones begin in its folder.
        title: What is saved.
    """

    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("enter", "save"), ("→", "complete"), ("escape", "cancel"))

    def __init__(self, start: Path, title: str = "Save as") -> None:
        super().__init__(title)
        self._start = start.absolute()

    def compose_dialog(self) -> Iterable[Widget]:
        """The path, and what becomes of it."""
        yield Label("File", markup=False)
        yield Input(self._start.name, suggester=PathSuggester(self._start.parent), select_on_focus=False)
        yield Label("", markup=False, id="verdict")

    def on_mount(self) -> None:
        """Say what becomes of the path that is proposed."""
        self._tell(self._start.name)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._tell(event.value)

    def _tell(self, typed: str) -> None:
        to = browse.destination(typed, self._start.parent)
        verdict = self.query_one("#verdict", Label)
        words = to.problem or (
            f"{to.path} is there already; you are asked before it is replaced." if to.is_there else f"Writes {to.path}"
        )
        verdict.set_class(bool(to.problem), "wrong")
        verdict.update(harmless(words))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        to = browse.destination(event.value, self._start.parent)
        if to.problem:
            self._tell(event.value)
        elif to.is_there:
            question = f"Replace {harmless(to.path.name)}?"
            choices = (("c", "Choose another name"), ("r", "Replace"))
            self.app.push_screen(
                Ask(question, choices, "What is in the file now will be gone."), partial(self._asked, to.path)
            )
        else:
            self.dismiss((to.path, False))

    def _asked(self, path: Path, choice: str | None) -> None:
        if choice == "r":
            self.dismiss((path, True))
