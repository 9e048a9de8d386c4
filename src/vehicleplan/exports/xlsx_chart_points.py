"""Points over a scale, such as a frontier, as a chart of markers: nothing is claimed between them."""

from __future__ import annotations

from typing import Any, Final

from vehicleplan.exports import look
from vehicleplan.exports.xlsx_book import Book, Sheet
from vehicleplan.exports.xlsx_chart_look import HEIGHT, Frame, add_frame, axis, grid, legend, place_chart
from vehicleplan.exports.xlsx_figures import axis_ends, axis_format
from vehicleplan.exports.xlsx_text import cut
from vehicleplan.report.chart import Chart, ChartLine, PointMark, Scale
from vehicleplan.report.contracts import Cell, Column, Kind, Table
from vehicleplan.report.document import captions
from vehicleplan.report.document.pictures import Points

_NAME: Final = 60
"""Characters of a line's name in the legend."""
_MARKERS: Final = {
    PointMark.PLAIN: ("circle", 7, look.ACCENT),
    PointMark.CHANGE: ("diamond", 9, look.SOURCES["bought"]),
}


def add_points(book: Book, picture: Points) -> Sheet:
    """A sheet with the points, a column of heights for each meaning of a mark, and the lines across below them."""
    drawn = picture.chart
    data = _point_table(drawn)
    frame = add_frame(book, picture.title, data, _line_table(drawn))
    chart = book.chart("scatter")
    marks = [mark for mark, _ in _meanings(drawn)] or [PointMark.PLAIN]
    for place, mark in enumerate(marks, len(data.columns) - len(marks)):
        kind, size, colour = _MARKERS[mark]
        if not drawn.points:
            break
        _add_series(
            chart, frame.heading(place), frame.column(0), frame.column(place),
            marker={"type": kind, "size": size, "fill": {"color": colour}, "border": {"color": "#ffffff"}},
        )  # fmt: skip
    _add_lines(frame, chart, drawn)
    chart.set_x_axis(_axis(drawn.x, frame.heading(0)))
    chart.set_y_axis(_axis(drawn.y, frame.heading(1)))
    chart.set_legend(legend() if len(marks) > 1 or drawn.levels or drawn.places else {"none": True})
    place_chart(frame, chart, picture.alt, height=HEIGHT + 40)
    return frame.sheet


def _point_table(drawn: Chart) -> Table:
    """Where the points lie, then for each meaning the heights of those that have it."""
    columns = [Column(drawn.x.title, Kind.MONEY), Column(drawn.y.title, Kind.MONEY)]
    columns += [Column(meaning, Kind.MONEY) for _, meaning in _meanings(drawn)]
    rows: list[tuple[Cell, ...]] = [
        (point.x, point.y, *(point.y if point.mark is mark else None for mark, _ in _meanings(drawn)))
        for point in drawn.points
    ]
    return Table(drawn.title, tuple(columns), tuple(rows))


def _meanings(drawn: Chart) -> list[tuple[PointMark, str]]:
    """What the marks mean that there are."""
    return [(mark, words) for mark, words in drawn.meanings if any(point.mark is mark for point in drawn.points)]


def _line_table(drawn: Chart) -> Table:
    """Where the dashed lines begin and end: each goes from one end of the chart to the other."""
    ends = {"x": axis_ends(drawn.x), "y": axis_ends(drawn.y)}
    columns = (*(Column(words, Kind.MONEY) for words in ("x from", "x to", "y from", "y to")), Column(captions.LINE))
    rows = tuple(_line_cells(line, side, ends) for line, side in _lines(drawn))
    return Table(drawn.title, columns, rows)


def _lines(drawn: Chart) -> list[tuple[ChartLine, str]]:
    """The lines, each with the scale on which its value lies."""
    return [(line, "y") for line in drawn.levels] + [(line, "x") for line in drawn.places]


def _add_lines(frame: Frame, chart: Any, drawn: Chart) -> None:
    """The dashed lines, whose ends stand below the points."""
    for row, (_, side) in enumerate(_lines(drawn), frame.sheet.next_row):
        dashes = {"color": look.GOOD if side == "y" else look.MUTED, "width": 1.5, "dash_type": "dash"}
        _add_series(
            chart, frame.sheet.cell(row, 4), frame.sheet.cells(row, 0, row, 1), frame.sheet.cells(row, 2, row, 3),
            marker={"type": "none"}, line=dashes,
        )  # fmt: skip


def _line_cells(line: ChartLine, side: str, ends: dict[str, dict[str, float]]) -> tuple[Cell, ...]:
    """Where a line begins and ends: from x to x, from y to y; and its name."""
    name = cut(f"{line.label} ({line.figure})", _NAME)
    if side == "y":
        return (ends["x"]["min"], ends["x"]["max"], line.value, line.value, name)
    return (line.value, line.value, ends["y"]["min"], ends["y"]["max"], name)


def _add_series(chart: Any, name: list[Any], x: list[Any], y: list[Any], **shape: Any) -> None:
    chart.add_series({"name": name, "categories": x, "values": y, **shape})


def _axis(scale: Scale, name: list[Any]) -> dict[str, Any]:
    return {**axis(name, num_format=axis_format(scale), major_gridlines=grid()), **axis_ends(scale)}
