"""The first picture: on the screen before the rest of the program is loaded, and gone as soon as it is."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from vehicleplan.tui.desk_app import desk_app
from vehicleplan.tui.widgets.top_bar import TopBar


class Opening(Screen[None]):
    """Says what is being opened."""

    DEFAULT_CSS = """
    Opening > Static { width: 1fr; height: 1fr; content-align: center middle; color: $text-muted; }
    """

    def compose(self) -> ComposeResult:
        """One line in the middle."""
        name = desk_app(self).scenario_name
        yield TopBar()
        yield Static(f"Opening {name}…" if name else "vehicleplan", markup=False)
