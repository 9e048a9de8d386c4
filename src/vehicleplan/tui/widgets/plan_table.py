"""A timetable as lines for a list: names, cells over time, and figures.

No line is wider than asked, and no figure is clipped: a long name takes several lines, or is shortened where lines are
scarce; cells that do not fit beside the names stand under them, and columns that give way go.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rich.cells import cell_len
from textual.content import Content

from vehicleplan.frozen import dataclass
from vehicleplan.report.contracts import Column, Kind, Timetable
from vehicleplan.report.numbers import cell_texts
from vehicleplan.report.problems import harmless
from vehicleplan.report.tables import folded
from vehicleplan.tui.widgets.calendar import Cells, cells_line, finest, time_lines

_FEWEST_CELLS = 6
"""Where fewer cells than this fit beside the names, the cells stand under them."""
_NARROWEST_NAME = 18
_WIDEST_TEXT = 22
_GAP = "  "
_GOES_FIRST = (Kind.TEXT, Kind.MONEY, Kind.HOURS)
"""Columns that give way go by what they hold, in this order."""


@dataclass(frozen=True)
class PlanTable:
    """A timetable drawn for a width.

    Attributes:
        head: The lines above the rows.
        rows: The rows, some of them of several lines.
        totals: The rows under a line.
        cell_periods: How many periods a cell holds; 0 where there are no cells.
    """

    head: tuple[Content, ...]
    rows: tuple[Content, ...]
    totals: tuple[Content, ...]
    cell_periods: int


@dataclass(frozen=True)
class _Figures:
    """The columns beside names and cells. Shape of the texts: [row, column]."""

    columns: tuple[Column, ...]
    texts: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]

    @property
    def span(self) -> int:
        """How wide they are, with the gap before each."""
        return sum(width + len(_GAP) for width in self.widths)


@dataclass(frozen=True)
class _Layout:
    """What stands where."""

    names: tuple[str, ...]
    name_width: int
    figures: _Figures
    beside: Cells | None = None
    below: Cells | None = None
    shortens_names: bool = False


def plan_table(timetable: Timetable, width: int, *, shortens_names: bool = False) -> PlanTable:
    """The timetable for so many columns of the screen.

    Args:
        timetable: What to draw.
        width: How many columns there are.
        shortens_names: Whether a name that is too long is shortened instead of taking several lines.
    """
    rows = sorted(timetable.rows, key=lambda row: row.is_total)
    layout = replace(_layout(replace(timetable, rows=tuple(rows)), width), shortens_names=shortens_names)
    drawn = [_row(layout, at) for at in range(len(rows))]
    body = sum(not row.is_total for row in rows)
    cells = layout.beside or layout.below
    return PlanTable(
        _head(layout, timetable.lead[0].heading),
        tuple(drawn[:body]),
        tuple(row.stylize("bold") for row in drawn[body:]),
        0 if cells is None else cells.size,
    )


def _layout(timetable: Timetable, width: int) -> _Layout:
    """Cells beside the names where enough of them fit, if need be without some figures; else under the names."""
    names = tuple(harmless(str(row.lead[0])) for row in timetable.rows)
    natural = max(cell_len(name) for name in names)
    least = min(natural, _NARROWEST_NAME)
    variants = list(_variants(timetable))
    has_cells = len(timetable.labels) > 1
    for figures in variants if has_cells else ():
        cells = finest(timetable, width - least - figures.span - len(_GAP))
        if cells is not None and len(cells.headings) >= min(len(timetable.labels), _FEWEST_CELLS):
            room = width - figures.span - cells.span - len(_GAP)
            return _Layout(names, min(natural, room), figures, beside=cells)
    figures = next((each for each in variants if least + each.span <= width), variants[-1])
    room = max(least // 2, width - figures.span)
    below = finest(timetable, width - len(_GAP)) if has_cells else None
    return _Layout(names, min(natural, room), figures, below=below)


def _variants(timetable: Timetable) -> Iterator[_Figures]:
    """The figures with all columns, then without one after the other of those that give way."""
    table = folded(timetable, 0)
    rows = (*table.rows, *table.totals)
    columns = dict(enumerate(table.columns[1:], start=1))
    texts = {
        place: tuple(harmless(text) for text in cell_texts((row[place] for row in rows), column.kind))
        for place, column in columns.items()
    }
    widths = {place: _width(column, texts[place]) for place, column in columns.items()}
    going = [place for place, column in columns.items() if column.gives_way]
    going.sort(key=lambda place: _GOES_FIRST.index(columns[place].kind))
    for gone in range(len(going) + 1):
        kept = [place for place in columns if place not in going[:gone]]
        yield _Figures(
            tuple(columns[place] for place in kept),
            tuple(zip(*(texts[place] for place in kept), strict=True)),
            tuple(widths[place] for place in kept),
        )


def _width(column: Column, texts: tuple[str, ...]) -> int:
    widest = max(cell_len(text) for text in (*_lines(column.heading), *texts))
    return min(widest, _WIDEST_TEXT) if column.kind is Kind.TEXT else widest


def _row(layout: _Layout, at: int) -> Content:
    """The name, which may take several lines, with cells and figures on the first of them."""
    name = Content(layout.names[at])
    if layout.shortens_names:
        name = name.truncate(layout.name_width, ellipsis=True)
    first, *rest = name.wrap(layout.name_width) or [Content("")]
    parts = [first.pad_right(layout.name_width - first.cell_length)]
    if layout.beside is not None:
        cells = layout.beside
        parts.append(cells_line(cells, at) if cells.has_any(at) else Content(" " * cells.span))
    figures = layout.figures
    for text, column, width in zip(figures.texts[at], figures.columns, figures.widths, strict=True):
        cell = Content(text).truncate(width, ellipsis=True)
        blanks = width - cell.cell_length
        parts.append(cell.pad_left(blanks) if column.is_right else cell.pad_right(blanks))
    lines = [Content(_GAP).join(parts), *rest]
    if layout.below is not None and layout.below.has_any(at):
        lines.append(Content(_GAP) + cells_line(layout.below, at))
    return Content("\n").join(lines)


def _head(layout: _Layout, heading: str) -> tuple[Content, ...]:
    """The headings, set on the line under them; those of cells under the names come last."""
    stacks = [(_lines(heading), layout.name_width, False)]
    if layout.beside is not None:
        stacks.append((time_lines(layout.beside), layout.beside.span, False))
    figures = layout.figures
    stacks += [
        (_lines(column.heading), width, column.is_right)
        for column, width in zip(figures.columns, figures.widths, strict=True)
    ]
    height = max(len(texts) for texts, _, _ in stacks)
    lines = []
    for at in range(height):
        parts = []
        for texts, width, is_right in stacks:
            text = texts[at - height + len(texts)] if at >= height - len(texts) else ""
            blanks = " " * (width - cell_len(text))
            parts.append(blanks + text if is_right else text + blanks)
        lines.append(_GAP.join(parts))
    if layout.below is not None:
        lines += [_GAP + line for line in time_lines(layout.below)]
    return tuple(Content.styled(line, "$text-muted") for line in lines if line.strip())


def _lines(text: str) -> list[str]:
    return [harmless(line) for line in text.split("\n")]
