"""A chart as lines of text, readable without colour.

No line is wider than asked. Each point stands in the cell that is nearest to it; where two share one, that which says
more is seen.
"""

from __future__ import annotations

from rich.cells import cell_len

from vehicleplan.report.chart import Chart, PointMark, Scale, Tick
from vehicleplan.report.layout import Line, wrapped

TALL, LOW = 13, 7
"""Rows of a chart that is looked at first, and of one beside it."""

_WIDEST = 96
"""Columns of the plot: a wider one only spreads its points."""

_MARKS = {PointMark.PLAIN: "•", PointMark.CHANGE: "◆"}
_LEVEL, _PLACE = "╌", "┊"


def chart_lines(chart: Chart, width: int, rows: int = TALL) -> list[Line]:
    """The chart: title, plot, scale, legend.

    Args:
        chart: The chart.
        width: The most columns of a line.
        rows: How many rows the plot has, at least 3.
    """
    labels = _row_labels(chart.y, rows)
    labels |= {_row(chart.y, level.value, rows): level.figure for level in chart.levels}
    gutter = max(cell_len(label) for label in labels.values()) + 1
    columns = min(width - gutter - 2, _WIDEST)
    lines = [Line(text, "title") for text in wrapped(chart.title, width)]
    for row, cells in enumerate(_plot(chart, columns, rows)):
        label = labels.get(row, "")
        side = "┤" if row in labels else "│"
        lines.append(Line(f"{' ' * (gutter - cell_len(label))}{label}{side}{''.join(cells).rstrip()}"))
    ticks, below = _under(chart.x, columns)
    lines.append(Line(f"{' ' * gutter}└{ticks}"))
    lines.append(Line(f"{' ' * (gutter + 1)}{below}".rstrip()))
    title = f"{' ' * (gutter + 1)}{chart.x.title:^{columns}}".rstrip()
    lines += [Line(title)] if cell_len(title) <= width else [Line(text) for text in wrapped(chart.x.title, width)]
    return [*lines, *_legend(chart, width)]


def _plot(chart: Chart, columns: int, rows: int) -> list[list[str]]:
    """The rows of the plot from the top: lines first, points over them."""
    grid = [[" "] * columns for _ in range(rows)]
    for level in chart.levels:
        row = _row(chart.y, level.value, rows)
        grid[row] = [_LEVEL] * columns
    for place in chart.places:
        column = _column(chart.x, place.value, columns)
        for cells in grid:
            cells[column] = _PLACE
    for point in sorted(chart.points, key=lambda point: point.mark is PointMark.CHANGE):
        grid[_row(chart.y, point.y, rows)][_column(chart.x, point.x, columns)] = _MARKS[point.mark]
    return grid


def _row(scale: Scale, value: float, rows: int) -> int:
    """The row of a value, from the top."""
    return rows - 1 - round(scale.share(value) * (rows - 1))


def _column(scale: Scale, value: float, columns: int) -> int:
    return round(scale.share(value) * (columns - 1))


def _row_labels(scale: Scale, rows: int) -> dict[int, str]:
    """By row, the figure of the tick on it: every tick, or every second or third, so that a row stays free between."""
    for stride in range(1, len(scale.ticks)):
        ticks = scale.ticks[::stride]
        labels = {_row(scale, tick.value, rows): tick.label for tick in ticks}
        if len(labels) == len(ticks) and len(ticks) * 2 <= rows + 1:
            return labels
    return {_row(scale, tick.value, rows): tick.label for tick in scale.ticks[:1]}


def _under(scale: Scale, columns: int) -> tuple[str, str]:
    """The line under the plot and the figures of its ticks; a figure that has no room is left out, with its tick."""
    line, below = ["─"] * columns, ""
    for tick in scale.ticks:
        column = _column(scale, tick.value, columns)
        at = _label_place(tick, column, columns)
        if at >= (cell_len(below) + 2 if below else 0):
            below += " " * (at - cell_len(below)) + tick.label
            line[column] = "┴"
    return "".join(line), below


def _label_place(tick: Tick, column: int, columns: int) -> int:
    """Where a figure begins so that its middle is under its tick, within the plot."""
    length = cell_len(tick.label)
    return max(0, min(column - length // 2, columns - length))


def _legend(chart: Chart, width: int) -> list[Line]:
    """What the signs mean, each only where it occurs; a sign and its words stay together."""
    here = {point.mark for point in chart.points}
    entries = [f"{_MARKS[mark]} {words}" for mark, words in chart.meanings if mark in here]
    entries += [f"{_LEVEL}{_LEVEL} {level.label}, {level.figure}" for level in chart.levels]
    entries += [f"{_PLACE} {place.label}, {place.figure}" for place in chart.places]
    lines: list[str] = []
    for entry in entries:
        if lines and cell_len(lines[-1]) + 3 + cell_len(entry) <= width:
            lines[-1] += f"   {entry}"
        else:
            lines += wrapped(entry, width)
    return [Line(text) for text in lines]
