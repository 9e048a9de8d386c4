"""The use of money and of hours over time: a block for each thing, its data at the left, its chart at the right."""

from __future__ import annotations

import math
from typing import Final

from vehicleplan.exports import look
from vehicleplan.exports.xlsx_book import QUIET, ROW_PIXELS, SECTION, Book, Sheet
from vehicleplan.exports.xlsx_chart_look import (
    GAP,
    WIDTH,
    Frame,
    axis,
    chart_sheet,
    fill,
    finish,
    grid,
    insert_chart,
    legend,
)
from vehicleplan.exports.xlsx_columns import Lane, lanes
from vehicleplan.exports.xlsx_figures import axis_ends, axis_format
from vehicleplan.exports.xlsx_tables import add_title, set_widths, write_table
from vehicleplan.frozen import dataclass
from vehicleplan.report.contracts import Cell, Column, Kind, Sum, Table
from vehicleplan.report.document import captions
from vehicleplan.report.document.pictures import Use, UsePanel

_HEIGHT: Final = 300
"""Pixels of a chart."""
_CHART: Final = 20
"""Rows of a chart with some room below it."""
_TOP: Final = 3
_DUST: Final = 1e-6
_COLUMN: Final = 64
"""Pixels of a column that nobody has set."""
_PAGE: Final = (940, 600)
"""Pixels of a page in landscape at full size, with some room to spare."""


@dataclass(frozen=True)
class _Block:
    """One thing with its data.

    Attributes:
        panel: The thing.
        sources: Those of the picture's sources that it comes from.
        table: Its data.
        columns: The columns of its data.
    """

    panel: UsePanel
    sources: tuple[str, ...]
    table: Table
    columns: tuple[Lane, ...]

    @property
    def rows(self) -> int:
        """The rows that it takes, so that the next one begins below its chart."""
        return max(_CHART, len(self.table.rows) + 5)


def add_use(book: Book, picture: Use) -> Sheet:
    """A sheet with all that is used, the money first."""
    sheet = chart_sheet(book, picture.title)
    blocks = [_block(panel, picture.sources, book.document.currency) for panel in picture.panels]
    set_widths(sheet, [block.columns for block in blocks])
    add_title(sheet, picture.title)
    last = max((len(block.columns) for block in blocks), default=1)
    sheet.width(last, GAP)
    row, breaks, free, on_page = _TOP, [], 0, _rows_on_page(sheet, last)
    for block in blocks:
        if free < block.rows:
            breaks.append(row)
            free = on_page
        _write_block(book, sheet, block, row, last)
        row, free = row + block.rows, free - block.rows
    sheet.page.set_h_pagebreaks(breaks[1:])
    # Names that are too long for their cells would otherwise be printed on pages of their own.
    sheet.page.print_area(0, 0, row, last + 1 + math.ceil(WIDTH / _COLUMN))
    return sheet


def _rows_on_page(sheet: Sheet, last: int) -> int:
    """How many rows a printed page holds; Excel heeds breaks only where the scale is given and not made to fit."""
    scale = min(1.0, _PAGE[0] / (sheet.pixels(0, last) + WIDTH))
    sheet.page.set_print_scale(int(scale * 100))
    return int(_PAGE[1] / scale / ROW_PIXELS)


def _block(panel: UsePanel, sources: tuple[str, ...], currency: str) -> _Block:
    used = _sources_of(panel, sources)
    table = _panel_table(panel, used, currency)
    return _Block(panel, tuple(name for _, name in used), table, lanes(table))


def _write_block(book: Book, sheet: Sheet, block: _Block, row: int, last: int) -> None:
    sheet.across(row, 0, last - 1, block.panel.name, SECTION)
    sheet.across(row + 1, 0, last - 1, block.panel.summary, QUIET)
    write_table(sheet, block.table, block.columns, row + 2)
    frame = Frame(sheet, row + 3, row + 2 + len(block.table.rows), last + 1)
    _add_chart(book, frame, block.panel, block.sources)


def _sources_of(panel: UsePanel, sources: tuple[str, ...]) -> list[tuple[int, str]]:
    """Those of the sources that the thing comes from, with their places; dust of arithmetic is none."""
    least = _DUST * panel.scale.high
    used = [(at, name) for at, name in enumerate(sources) if any(each.parts[at] > least for each in panel.columns)]
    return used or [(0, sources[0])]


def _panel_table(panel: UsePanel, sources: list[tuple[int, str]], currency: str) -> Table:
    """Used by source and in all, what is there, and whether nearly all of it is used."""
    kind = Kind.MONEY if panel.scale.title == currency else Kind.HOURS
    columns = (
        Column(captions.PERIOD),
        *(Column(f"{source[:1].upper()}{source[1:]}", kind) for _, source in sources),
        Column(f"{captions.USED}, {panel.scale.title}", kind, formula=Sum(1, len(sources))),
        Column(captions.AVAILABLE, kind),
        Column(captions.TIGHT, Kind.SYMBOL),
    )
    rows: list[tuple[Cell, ...]] = []
    for column in panel.columns:
        parts = [column.parts[place] for place, _ in sources]
        label = " ".join(column.label.split())
        rows.append((label, *parts, math.fsum(parts), column.available, "tight" if column.is_tight else ""))
    return Table(panel.name, columns, tuple(rows))


def _add_chart(book: Book, frame: Frame, panel: UsePanel, sources: tuple[str, ...]) -> None:
    """Stacked columns by source, with what is there as a line over them."""
    chart = book.chart("column", "stacked")
    for place, source in enumerate(sources, 1):
        series = {"name": frame.heading(place), "categories": frame.column(0), "values": frame.column(place)}
        chart.add_series({**series, "gap": 60, **fill(look.SOURCES.get(source, look.ACCENT))})
    there = len(sources) + 2
    if any(column.available is not None for column in panel.columns):
        line = book.chart("line")
        line.add_series(
            {
                "name": frame.heading(there),
                "categories": frame.column(0),
                "values": frame.column(there),
                "line": {"color": look.INK, "width": 1.5, "dash_type": "dash"},
                "marker": {"type": "long_dash", "size": 9, "fill": {"color": look.INK}, "border": {"color": look.INK}},
            }
        )
        chart.combine(line)
    chart.set_x_axis(axis(major_gridlines=grid(is_visible=False)))
    shown = axis_format(panel.scale)
    chart.set_y_axis(
        {**axis(frame.heading(there - 1), num_format=shown, major_gridlines=grid()), **axis_ends(panel.scale)}
    )
    chart.set_legend(legend())
    finish(chart, frame.sheet.cell(frame.first - 3, 0), _HEIGHT)
    words = "; ".join(f"{' '.join(column.label.split())}: {column.text}" for column in panel.columns)
    insert_chart(frame, chart, frame.first - 3, f"{panel.name}: {panel.summary}. {words}.")
