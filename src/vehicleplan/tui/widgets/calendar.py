"""The figures of a timetable over time, as cells side by side whose shade follows the figure.

Every figure is written out, so the shade only helps the eye. Where not every period has room, several share a cell.
"""

from __future__ import annotations

from dataclasses import replace

from rich.cells import cell_len
from textual.content import Content

from vehicleplan.frozen import dataclass
from vehicleplan.report.contracts import Timetable
from vehicleplan.report.numbers import RANGE, cell_texts
from vehicleplan.report.periods import group_sizes, headings
from vehicleplan.report.tables import folded

_SHADES = ("on $primary 15%", "on $primary 28%", "on $primary 42%", "on $primary 56%")
_EMPTY = "·"
_MOST_SPACED = 26
"""More cells than this may be narrower than the names of their times."""


@dataclass(frozen=True)
class Cells:
    """The cells of all rows.

    Attributes:
        size: How many periods a cell holds.
        texts: What stands in them. Shape: [row, cell].
        shares: Each cell against the fullest of its row, 0 to 1. Shape: [row, cell].
        headings: What each cell's time is called, the year on top.
        width: How wide a cell is.
        gap: Blanks between cells.
    """

    size: int
    texts: tuple[tuple[str, ...], ...]
    shares: tuple[tuple[float, ...], ...]
    headings: tuple[str, ...]
    width: int
    gap: int = 1

    @property
    def span(self) -> int:
        """How wide they are together."""
        return len(self.headings) * (self.width + self.gap) - self.gap

    def has_any(self, row: int) -> bool:
        """Whether a row has any figure."""
        return any(self.shares[row])


def finest(timetable: Timetable, room: int) -> Cells | None:
    """The cells with as few periods in each as there is room for; None where there is room for none."""
    for size in group_sizes(timetable.labels)[:-1]:
        cells = _cells(timetable, size)
        if cells.span > room and cells.width == 1:
            cells = replace(cells, gap=0)
        if cells.span <= room:
            return cells
    return None


def cells_line(cells: Cells, row: int) -> Content:
    """The cells of a row."""
    parts = []
    for text, share in zip(cells.texts[row], cells.shares[row], strict=True):
        shade = _SHADES[min(len(_SHADES) - 1, int(share * len(_SHADES)))]
        style = f"$foreground {shade}" if share > 0 else "$text-muted"
        parts.append(Content.styled(" " * (cells.width - cell_len(text)) + text, style))
    return Content(" " * cells.gap).join(parts)


def time_lines(cells: Cells) -> list[str]:
    """The years, and under them what each cell's time is called, as far as they find room side by side."""
    years, spans = "", ""
    for at, heading in enumerate(cells.headings):
        year, _, span = heading.partition("\n")
        start = at * (cells.width + cells.gap)
        end = start + cells.width
        years = _written(years, year, start, end, cells.span)
        spans = _written(spans, span if cell_len(span) <= cells.width else span.split(RANGE)[0], start, end, cells.span)
    return [years.ljust(cells.span), spans.ljust(cells.span)]


def _cells(timetable: Timetable, size: int) -> Cells:
    table = folded(timetable, size)
    places = [place for place, column in enumerate(table.columns) if column.is_period]
    rows = [[row[place] for place in places] for row in (*table.rows, *table.totals)]
    texts = tuple(tuple(text or _EMPTY for text in cell_texts(row, timetable.kind)) for row in rows)
    figures = [[cell if isinstance(cell, float) else 0.0 for cell in row] for row in rows]
    shares = tuple(tuple(figure / (max(row) or 1.0) for figure in row) for row in figures)
    spans = headings(timetable.labels, size)
    width = max(cell_len(text) for row in texts for text in row)
    if len(spans) <= _MOST_SPACED:
        width = max(width, min(cell_len(span.split("\n")[-1].split(RANGE)[0]) for span in spans))
    return Cells(size, texts, shares, spans, width)


def _written(line: str, text: str, start: int, end: int, most: int) -> str:
    """The line with the text at the right side of its cell, or from the cell's start on where it is longer."""
    start = max(start, end - cell_len(text))
    if not text or (line and len(line) + 1 > start) or start + cell_len(text) > most:
        return line
    return line.ljust(start) + text
