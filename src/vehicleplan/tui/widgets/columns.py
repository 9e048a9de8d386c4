"""Text in columns of a given width: cut where it has one line, wrapped where it may have more. Nothing runs over."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from textual.content import Content

from vehicleplan.report.problems import harmless
from vehicleplan.tui.widgets.lines import fitted, wrapped

GAP = 2
"""Blanks between two columns."""
MINUS = "\u2212"
"""As wide as a plus."""


def side_by_side(cells: Sequence[tuple[str, str]], widths: Sequence[int]) -> list[Content]:
    """The lines of one row of cells, each wrapped in its own column.

    Args:
        cells: The text of each cell and its style.
        widths: The width of each column.
    """
    columns = [_lines(text, width, style) for (text, style), width in zip(cells, widths, strict=True)]
    blanks = [Content(" " * width) for width in widths]
    gap = Content(" " * GAP)
    return [
        gap.join(line if line is not None else blank for line, blank in zip(row, blanks, strict=True))
        for row in zip_longest(*columns)
    ]


def _lines(text: str, width: int, style: str) -> list[Content]:
    lines = wrapped(harmless(text), width) if text else [Content("")]
    return [Content.styled(fitted(line.plain.rstrip(), width), style) for line in lines]
