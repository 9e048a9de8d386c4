"""Text that is laid out for the width at hand: wrapped with an indent, cut with an ellipsis, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from vehicleplan.report.problems import harmless


class Lines(Widget):
    """A widget that is as high as its lines are at its width. Whoever derives from it makes them in `lines`."""

    DEFAULT_CSS = """
    Lines { height: auto; text-wrap: nowrap; text-overflow: clip; }
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._laid_out: tuple[int, Sequence[Content]] = (0, ())

    @property
    def least_height(self) -> int:
        """How high it is at least, by its style: what fits there changes without a new layout of the screen."""
        return 0

    def lines(self, width: int) -> Sequence[Content]:
        """The lines, none wider than the width."""
        raise NotImplementedError(width)

    def renew(self) -> None:
        """Lay the lines out anew, since what they say has changed."""
        self._laid_out = (0, ())
        width, height = self.content_size
        is_as_high = width > 0 and height == max(len(self._lines_at(width)), self.least_height)
        self.refresh(layout=not is_as_high)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's own
        """As many as there are lines."""
        return len(self._lines_at(width)) if width else 0

    def render(self) -> Content:
        """The lines, one below the other."""
        return Content("\n").join(self._lines_at(self.content_size.width))

    def _lines_at(self, width: int) -> Sequence[Content]:
        if self._laid_out[0] != width:
            self._laid_out = (width, self.lines(width))
        return self._laid_out[1]


def fitted(text: str, width: int, *, right: bool = False) -> str:
    """The text in exactly so many columns, with an ellipsis where it was cut."""
    shown = clipped(text, width)
    blanks = " " * (width - cell_len(shown))
    return f"{blanks}{shown}" if right else f"{shown}{blanks}"


def clipped(text: str, width: int) -> str:
    """The text in at most so many columns, with an ellipsis where it was cut."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + "…" if width > 0 else ""


def few_names(paths: Sequence[Path], most: int = 4) -> str:
    """The names of files, the first few of them."""
    names = ", ".join(harmless(path.name) for path in paths[:most])
    return f"{names} and {len(paths) - most} more" if len(paths) > most else names


def wrapped(content: Content | str, width: int, indent: int = 0) -> list[Content]:
    """The text in lines of so many columns, all but the first after an indent."""
    text = content if isinstance(content, Content) else Content(content)
    first = text.wrap(max(width, 2))
    if indent == 0 or len(first) <= 1:
        return first
    rest = text[len(first[0].plain) :]
    rest = rest[len(rest.plain) - len(rest.plain.lstrip()) :]
    return [first[0], *(Content(" " * indent) + line for line in rest.wrap(max(width - indent, 2)))]


def beside(cells: Sequence[Content | str], widths: Sequence[int], gap: int = 2) -> list[Content]:
    """Cells side by side, each wrapped in its own column."""
    columns = [wrapped(cell, width) for cell, width in zip(cells, widths, strict=True)]
    height = max(len(column) for column in columns)
    blank = Content("")
    found = []
    for number in range(height):
        parts = [column[number] if number < len(column) else blank for column in columns]
        padded = [part.truncate(width, pad=True) for part, width in zip(parts, widths, strict=True)]
        found.append(Content(" " * gap).join(padded).rstrip())
    return found
