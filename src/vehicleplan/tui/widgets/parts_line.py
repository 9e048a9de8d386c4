"""The line with the parts of a place, where only one has room at a time."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget


class PartsLine(Widget):
    """One line; a click on a part shows it."""

    DEFAULT_CSS = """
    PartsLine { height: 1; background: $surface; text-wrap: nowrap; }
    """
    here: reactive[int] = reactive(0)
    """The place of the part that is shown."""

    @dataclass
    class Clicked(Message):
        """A part was clicked."""

        place: int

    names: reactive[tuple[str, ...]] = reactive(())
    """What the parts are called."""

    def __init__(self, names: tuple[str, ...] = ()) -> None:
        super().__init__(id="tabs")
        self.set_reactive(PartsLine.names, names)

    def render(self) -> Content:
        """The parts, and the keys between them."""
        styles = [
            "bold $block-cursor-foreground on $block-cursor-background" if at == self.here else "$foreground"
            for at in range(len(self.names))
        ]
        parts = [Content.styled(f" {name} ", style) for name, style in zip(self.names, styles, strict=True)]
        return Content(" ").join(parts)

    def on_click(self, event: events.Click) -> None:
        """Tell which part was clicked."""
        at = 0
        for place, name in enumerate(self.names):
            if at <= event.x < at + len(name) + 2:
                self.post_message(self.Clicked(place))
            at += len(name) + 3
