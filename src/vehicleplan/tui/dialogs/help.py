"""What one does in a place, and every key that holds there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from vehicleplan.tui.dialogs.dialog import Dialog
from vehicleplan.tui.widgets.active_keys import ActiveKey, active_keys


class Help(Dialog[None]):
    """The help of a place.

    Args:
        place: The place in front.
    """

    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("↑ ↓", "scroll"), ("escape", "close"))
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f1,question_mark,q,enter", "close", "close", show=False)]
    DEFAULT_CSS = """
    Help .dialog { width: 90; padding: 1 2; }
    Help VerticalScroll { height: auto; max-height: 66vh; }
    """

    def __init__(self, place: Screen[object]) -> None:
        super().__init__(getattr(place, "TITLE_OF_HELP", ""))
        self._text = " ".join(getattr(place, "HELP_TEXT", "").split())
        self._keys = active_keys(place)

    def compose_dialog(self) -> Iterable[Widget]:
        """The text, the keys of the place, the keys of everywhere."""
        here = [key for key in self._keys if not key.is_everywhere and key.action != "step_back"]
        everywhere = [key for key in self._keys if key.is_everywhere and not key.action.startswith("go(")]
        places = [key for key in self._keys if key.action.startswith("go(")]
        with VerticalScroll():
            if self._text:
                yield Static(Content(self._text))
            yield from _group("Here", here)
            yield from _group("Everywhere", everywhere)
            yield from _group("Places", places)


def _group(title: str, keys: list[ActiveKey]) -> Iterable[Widget]:
    if not keys:
        return
    width = max(cell_len(key.keys) for key in keys)
    lines = [Content.styled(f"\n{title}", "bold")]
    for key in keys:
        pad = " " * (width - cell_len(key.keys))
        lines.append(Content.styled(f"{pad}{key.keys}", "bold $footer-key-foreground") + Content(f"  {key.name}"))
    yield Static(Content("\n").join(lines))
