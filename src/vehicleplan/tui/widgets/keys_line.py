"""The last line of a dialog: its keys; a click on one is the key."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.widget import Widget

SHOWN = {"escape": "esc", "enter": "⏎"}
"""How keys are shown where their own name is too long."""


class KeysLine(Widget):
    """One line of keys and what they do."""

    DEFAULT_CSS = """
    KeysLine { height: 1; margin-top: 1; text-wrap: nowrap; }
    """

    def __init__(self, *keys: tuple[str, str]) -> None:
        super().__init__()
        self._keys = keys

    def render(self) -> Content:
        """The keys, side by side."""
        parts = []
        for key, does in self._keys:
            parts += [
                Content.styled(SHOWN.get(key, key), "bold $footer-key-foreground"),
                Content.styled(f" {does}   ", "$text-muted"),
            ]
        return Content("").join(parts)

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        at = 0
        for key, does in self._keys:
            end = at + cell_len(SHOWN.get(key, key)) + cell_len(does) + 4
            if at <= event.x < end and " " not in key:
                self.app.simulate_key(key)
            at = end
