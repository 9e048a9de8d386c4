"""A question that one of a few buttons answers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import HorizontalGroup
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Label

from vehicleplan.tui.dialogs.dialog import Dialog


class Ask(Dialog[str | None]):
    """Gives the key of the choice, or None where the user left.

    Args:
        question: The question.
        choices: By key what its button says; a key of one letter also chooses on the keyboard. The first is at hand.
        details: What is good to know before one answers.
    """

    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("← →", "move"), ("enter", "choose"), ("escape", "cancel"))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,up", "app.focus_previous", "move", show=False),
        Binding("right,down", "app.focus_next", "move", show=False),
    ]

    def __init__(self, question: str, choices: tuple[tuple[str, str], ...], details: str = "") -> None:
        super().__init__("")
        self._question = question
        self._choices = choices
        self._details = details

    def compose_dialog(self) -> Iterable[Widget]:
        """The question, the details and the buttons."""
        yield Label(self._question, markup=False, classes="question")
        if self._details:
            yield Label(self._details, markup=False, classes="details")
        yield from self.compose_between()
        with HorizontalGroup(classes="buttons"):
            for place, (key, label) in enumerate(self._choices):
                shown = Content(label) if len(key) > 1 else Content.assemble((key, "underline"), f" {label}")
                yield Button(shown, id=f"choice-{place}", compact=True)

    def compose_between(self) -> Iterable[Widget]:
        """What stands between the details and the buttons."""
        return ()

    def on_key(self, event: events.Key) -> None:
        """Take the choice whose key was pressed."""
        if event.character is not None and event.character in {key for key, _ in self._choices}:
            event.stop()
            self.dismiss(event.character)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self.dismiss(self._choices[int((event.button.id or "").removeprefix("choice-"))][0])
