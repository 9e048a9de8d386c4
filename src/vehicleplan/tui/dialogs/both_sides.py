"""A question about two versions of a scenario, with where they differ, side by side."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from vehicleplan.report.problems import harmless
from vehicleplan.session.both_sides import Differing
from vehicleplan.tui.dialogs.ask import Ask
from vehicleplan.tui.widgets.lines import clipped

_MOST_ROWS = 200
_LONGEST = 150


class AskBothSides(Ask):
    """Gives the key of the choice, or None where the user left.

    Args:
        question: The question.
        choices: As for `Ask`.
        details: What is good to know before one answers.
        differing: Where the two differ.
        sides: What the left and the right side are called.
    """

    KEYS = (("← →", "move"), ("enter", "choose"), ("↑ ↓", "scroll"), ("escape", "cancel"))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "scroll(-1)", "scroll", show=False),
        Binding("down,j", "scroll(1)", "scroll", show=False),
        Binding("pageup", "scroll(-10)", "scroll", show=False),
        Binding("pagedown", "scroll(10)", "scroll", show=False),
    ]
    DEFAULT_CSS = """
    AskBothSides #differing { height: auto; max-height: 40vh; margin-top: 1; }
    """

    def __init__(
        self,
        question: str,
        choices: tuple[tuple[str, str], ...],
        details: str,
        differing: tuple[Differing, ...],
        sides: tuple[str, str],
    ) -> None:
        super().__init__(question, choices, details)
        self._differing = differing
        self._sides = sides

    def compose_between(self) -> Iterable[Widget]:
        """Where they differ."""
        if self._differing:
            with VerticalScroll(id="differing", can_focus=False):
                yield Static(Content("\n").join(self._rows()))

    def _rows(self) -> Iterable[Content]:
        left, right = self._sides
        for row in self._differing[:_MOST_ROWS]:
            yield Content.styled(_short(row.place), "bold")
            yield Content.assemble((f"  {left}  ", "$text-muted"), _short(row.theirs))
            yield Content.assemble((f"  {right}  ", "$text-muted"), _short(row.ours))
        rest = len(self._differing) - _MOST_ROWS
        if rest > 0:
            yield Content.styled(f"and {rest} more", "$text-muted")

    def action_scroll(self, lines: int) -> None:
        """Move the list."""
        for box in self.query("#differing"):
            box.scroll_relative(y=lines, animate=False)


def _short(text: str) -> str:
    return clipped(harmless(text), _LONGEST)
