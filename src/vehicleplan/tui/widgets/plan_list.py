"""The lists of the parts of the plan: arrows, `j` and `k` move the cursor, and so does a click."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets.option_list import Option

from vehicleplan.tui.widgets.options import Options


class PlanList(Options):
    """A list that a click moves the cursor in; enter or a double click opens the line."""

    DEFAULT_CSS = """
    PlanList { background: transparent; border: none; padding: 0; }
    PlanList { scrollbar-gutter: stable; scrollbar-size-vertical: 1; }
    PlanList:focus { border: none; background-tint: $foreground 0%; }
    PlanList > .option-list--option { padding: 0; }
    PlanList > .option-list--option-disabled { color: $text-muted; }
    PlanList > .option-list--option-highlighted { background: $foreground 10%; color: $foreground; text-style: none; }
    PlanList:focus > .option-list--option-highlighted { background: $primary 25%; color: $foreground; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", "down", show=False),
        Binding("k", "cursor_up", "up", show=False),
    ]

    def on_click(self, event: events.Click) -> None:
        """Move the cursor; a double click opens the line."""
        event.prevent_default()
        place = event.style.meta.get("option")
        if place is not None and not self.get_option_at_index(place).disabled:
            self.highlighted = place
            if event.chain > 1:
                self.action_select()

    def fill(self, options: list[Option]) -> None:
        """Show other lines, with the cursor on the line that it was on, or on the first."""
        before = self.highlighted_option
        self.set_options(options)
        places = [place for place, option in enumerate(options) if not option.disabled]
        same = [place for place in places if before is not None and options[place].id == before.id]
        self.highlighted = next(iter([*same, *places]), None)

    def grow(self, lines: int, most: int) -> None:
        """Be as high as its lines, up to so many."""
        self.styles.height = max(1, min(lines, most))


class CardList(PlanList):
    """A list of candidates; opening one goes to its card."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "its card", id="plan.card", tooltip="Go to the candidate's card in Questions"),
    ]
