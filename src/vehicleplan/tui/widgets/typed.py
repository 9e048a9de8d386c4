"""Fields to type into, which Textual draws as the text stands: these leave out what a terminal would obey."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widgets import Input, TextArea

from vehicleplan.report.problems import harmless


class Line(Input):
    """One line to type into."""

    def render_line(self, y: int) -> Strip:
        """A line of the screen."""
        return _without_controls(super().render_line(y))


class Area(TextArea):
    """Several lines to type into."""

    def render_line(self, y: int) -> Strip:
        """A line of the screen."""
        return _without_controls(super().render_line(y))


def _without_controls(strip: Strip) -> Strip:
    """The strip without the characters that take no room and are no text."""
    if all(segment.text.isprintable() for segment in strip):
        return strip
    return Strip([Segment(_shown(text), style, control) for text, style, control in strip], strip.cell_length)


def _shown(text: str) -> str:
    return "".join(each for each in text if harmless(each) == each or cell_len(each))
