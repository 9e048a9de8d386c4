"""The bar at the bottom: the keys of where one is, and what is being worked out."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea

from vehicleplan.tui.desk_app import desk_app
from vehicleplan.tui.widgets.lines import clipped

_SPINNER = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
_HELP = ("f1", "F1 help")


class KeysBar(Widget):
    """One line; a click on a key is the key."""

    DEFAULT_CSS = """
    KeysBar { dock: bottom; height: 1; background: $panel; color: $foreground; text-wrap: nowrap; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._spots: list[tuple[int, int, str]] = []
        self._turn = 0

    def on_mount(self) -> None:
        """Follow the keys that hold and the job that runs."""
        self.screen.bindings_updated_signal.subscribe(self, self._keys_changed)
        self.watch(self.app, "job_words", self._job_changed, init=False)
        self._ticker = self.set_interval(0.12, self._tick, pause=True)

    def _keys_changed(self, _: Screen[object]) -> None:
        self.refresh()

    def _job_changed(self, words: str) -> None:
        if words:
            self._ticker.resume()
        else:
            self._ticker.pause()
        self.refresh()

    def _tick(self) -> None:
        self._turn += 1
        if self.screen.is_current:
            self.refresh()

    def render(self) -> Content:
        """The keys that fit, and the job or the key for help at the right side."""
        app = desk_app(self)
        width = self.size.width
        words = app.job_words
        right = f"{_SPINNER[self._turn % len(_SPINNER)]} {words} · esc stops " if words else f"{_HELP[1]} "
        right = right if cell_len(right) < width - 10 else f"{clipped(right, width - 11)} "
        parts, at = [Content(" ")], 1
        self._spots = []
        for binding in self._shown():
            shown = self.app.get_key_display(binding)
            length = cell_len(shown) + 1 + cell_len(binding.description)
            if at + length + 2 > width - cell_len(right):
                break
            parts += [Content.styled(shown, "bold $footer-key-foreground"), Content(f" {binding.description}  ")]
            self._spots.append((at, at + length, binding.key))
            at += length + 2
        parts.append(Content(" " * max(0, width - cell_len(right) - at)))
        self._spots.append((width - cell_len(right), width, "escape" if words else _HELP[0]))
        parts.append(Content.styled(right, "$accent" if words else "$text-muted"))
        return Content("").join(parts)

    def _shown(self) -> list[Binding]:
        """The bindings to show: those of what is focused first; where one types, no keys that would be typed."""
        types = isinstance(self.screen.focused, Input | TextArea)
        found: dict[str, Binding] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if not binding.show or not active.enabled or (types and len(binding.key) == 1):
                continue
            if types and binding.key in ("question_mark", "slash"):
                continue
            found.setdefault(binding.action, binding)
        return list(found.values())

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        for start, end, key in self._spots:
            if start <= event.x < end:
                self.app.simulate_key(key)
