"""A choice in one line: all that it can be where they fit, else the present one between arrows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget


class Choice(Widget, can_focus=True):
    """One of a few words; empty where it is left out."""

    DEFAULT_CSS = """
    Choice { height: 1; width: 1fr; text-wrap: nowrap; text-overflow: ellipsis; }
    Choice:focus { background: $panel; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "step(1)", "next choice", tooltip="Take the next choice"),
        Binding("right,l", "step(1)", show=False),
        Binding("left,h", "step(-1)", show=False),
        Binding("delete,backspace", "leave_out", "leave out", tooltip="Leave it out: the default holds"),
    ]
    value: reactive[str] = reactive("", init=False)
    """What is chosen; not always one of the choices, since a file may say anything."""

    @dataclass
    class Changed(Message):
        """Another choice was made."""

        choice: Choice
        value: str

        @property
        def control(self) -> Choice:
            """The widget."""
            return self.choice

    def __init__(self, choices: tuple[str, ...], default: str) -> None:
        super().__init__()
        self._choices = choices
        self._default = default
        self._spots: list[tuple[int, int, str]] = []

    def watch_value(self, value: str) -> None:
        """Tell it."""
        self.post_message(self.Changed(self, value))

    @property
    def _words(self) -> tuple[str, ...]:
        strange = self.value and self.value not in self._choices
        return (*self._choices, self.value) if strange else self._choices

    @property
    def columns(self) -> int:
        """How many columns all the choices take."""
        return sum(cell_len(word) + 3 for word in self._words)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """All that there is."""
        del viewport
        return container.width

    def render(self) -> Content:
        """The choices, with brackets around the one that is made."""
        words = self._words
        if self.columns > self.size.width:
            self._spots = []
            style = "bold $primary" if self.value else "$text-muted"
            return Content.assemble("◂ ", (self.value or self._default or "left out", style), " ▸")
        parts: list[Content] = []
        self._spots, at = [], 0
        for word in words:
            shown = self._styled(word)
            parts += [shown, Content(" ")]
            self._spots.append((at, at + shown.cell_length, word))
            at += shown.cell_length + 1
        return Content("").join(parts)

    def _styled(self, word: str) -> Content:
        if word == self.value:
            return Content.styled(f"[{word}]", "bold $primary")
        if not self.value and word == self._default:
            return Content.styled(f"({word})", "$text-muted")
        return Content.styled(f" {word} ", "$text-muted")

    def on_click(self, event: events.Click) -> None:
        """Choose what was clicked."""
        for start, end, word in self._spots:
            if start <= event.x < end:
                self.value = word
                return
        if not self._spots:
            self.action_step(1)

    def action_step(self, step: int) -> None:
        """Take the next choice or the one before."""
        now = self.value or self._default
        at = self._choices.index(now) + step if now in self._choices else 0
        self.value = self._choices[at % len(self._choices)]

    def action_leave_out(self) -> None:
        """Go back to the default."""
        self.value = ""
