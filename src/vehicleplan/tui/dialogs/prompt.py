"""A question that a line of text answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual import on
from textual.widget import Widget
from textual.widgets import Input, Label

from vehicleplan.tui.dialogs.dialog import Dialog


class Prompt(Dialog[str | None]):
    """Gives the line that was typed, or None where the user left.

    Args:
        title: What it is about.
        label: What to type.
        initial: What stands there at first.
        check: Says what is wrong with a line; empty where nothing is.
    """

    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("enter", "take it"), ("escape", "cancel"))

    def __init__(self, title: str, label: str, initial: str = "", check: Callable[[str], str] | None = None) -> None:
        super().__init__(title)
        self._label = label
        self._initial = initial
        self._check = check or (lambda _: "")

    def compose_dialog(self) -> Iterable[Widget]:
        """The label, the line, and what is wrong with it."""
        yield Label(self._label, markup=False)
        yield Input(self._initial, select_on_focus=False)
        yield Label("", markup=False, classes="wrong", id="wrong")

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        typed = event.value != self._initial
        self.query_one("#wrong", Label).update(self._check(event.value) if typed else "")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        wrong = self._check(event.value)
        self.query_one("#wrong", Label).update(wrong)
        if not wrong:
            self.dismiss(event.value)
