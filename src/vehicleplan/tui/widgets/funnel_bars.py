"""How many candidates are left after each question, as seven bars; a click on one goes to its question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from vehicleplan.model.verdict import Question
from vehicleplan.report import numbers
from vehicleplan.tui.widgets.lines import fitted

_LABEL = max(len(question) for question in Question)
_COUNT = 4
_PARTS = " ▏▎▍▌▋▊▉█"


class FunnelBars(Widget):
    """The bars."""

    DEFAULT_CSS = """
    FunnelBars { height: 9; text-wrap: nowrap; }
    """

    @dataclass
    class Pointed(Message):
        """A bar was clicked: that of the question at this place."""

        place: int

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id, classes="panel")
        self._left: Mapping[Question, int] = {}
        self._total = 0
        self._place = 0

    def fill(self, left_after: Mapping[Question, int], total: int) -> None:
        """Show how many of how many are left; without any the bars are empty."""
        if (left_after, total) != (self._left, self._total):
            self._left, self._total = left_after, total
            self.refresh()

    def point(self, place: int) -> None:
        """Mark the question that the card is at."""
        if place != self._place:
            self._place = place
            self.refresh()

    def render(self) -> Content:
        """A line for each question."""
        return Content("\n").join(self._bar(place, question) for place, question in enumerate(Question))

    def _bar(self, place: int, question: Question) -> Content:
        room = max(0, self.content_size.width - _LABEL - _COUNT - 1)
        left = self._left.get(question)
        label = fitted(question, _LABEL + 1)
        style = "bold $foreground" if place == self._place else "$text-muted"
        if left is None:
            return Content.styled(label, style)
        filled = bar(left / self._total if self._total else 0.0, room)
        count = numbers.count(left).rjust(_COUNT)
        return Content.assemble((label, style), (fitted(filled, room), "$primary"), (count, style))

    def on_click(self, event: events.Click) -> None:
        """Say which bar was pointed at."""
        spot = event.get_content_offset(self)
        if spot is not None and 0 <= spot.y < len(Question):
            self.post_message(self.Pointed(spot.y))


def bar(share: float, width: int) -> str:
    """A bar for a share of 0 to 1, to an eighth of a column; what is not nothing shows."""
    eighths = max(round(share * width * 8), 1 if share > 0 else 0)
    whole, rest = divmod(eighths, 8)
    return "█" * whole + (_PARTS[rest] if rest else "")
