"""Tables of a document as sheets: typed cells, formulas where a figure follows from others, headings that stay."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Final

from xlsxwriter.utility import xl_range

from vehicleplan.exports import look
from vehicleplan.exports.xlsx_book import (
    FIRST_TOTAL,
    FRONT,
    HEADING,
    INPUT,
    LINE,
    QUIET,
    ROW,
    TITLE,
    TOTAL,
    Book,
    Sheet,
    Style,
)
from vehicleplan.exports.xlsx_columns import WIDEST_NAME, Lane, cell_words, lanes
from vehicleplan.exports.xlsx_figures import DAY, is_figure
from vehicleplan.exports.xlsx_formulas import column_sum, row_formula
from vehicleplan.exports.xlsx_measure import lines_needed
from vehicleplan.frozen import dataclass
from vehicleplan.report import numbers
from vehicleplan.report.contracts import Cell, Kind, Table

TOP: Final = 3
"""The row of the headings; above them stand the title, the way back, and a row that keeps them apart."""
_BUTTONS: Final = 13.0
"""Points under the headings for the buttons of the filter, which would cover them."""
_NOTES: Final = 90.0
"""Characters of a line of notes, at least, also where the table is narrower."""
_TO_FILL: Final = ("measures", "actual")
"""The table in which people fill in figures, and the word that marks its rows for them."""


def add_table(book: Book, table: Table) -> Sheet:
    """A sheet with the table, its filter, and its notes below."""
    sheet = book.sheet(table.title, colour=look.ACCENT)
    columns = lanes(table)
    set_widths(sheet, [columns])
    add_title(sheet, table.title)
    write_table(sheet, table, columns, TOP, under_headings=_BUTTONS)
    end, last = TOP + len(table.rows), len(columns) - 1
    if table.rows:
        sheet.page.autofilter(TOP, 0, end, last)
    sheet.page.freeze_panes(TOP + 1, 1 if _has_names(columns) else 0)
    sheet.page.repeat_rows(TOP)
    write_notes(sheet, table.notes, end + len(table.totals) + 2, sheet.column_at(_NOTES, last))
    return sheet


def add_title(sheet: Sheet, title: str) -> None:
    """The title of a sheet and the way back to the first one."""
    sheet.text(0, 0, title, TITLE)
    sheet.page.set_row(0, 22)
    sheet.link(1, 0, FRONT)


def write_notes(sheet: Sheet, notes: Iterable[str], row: int, last: int) -> int:
    """Sentences, a row each, over all columns up to the last; the row after them."""
    for note in notes:
        sheet.across(row, 0, last, note, QUIET)
        row += 1
    return row


def set_widths(sheet: Sheet, tables: Iterable[tuple[Lane, ...]]) -> None:
    """Columns as wide as the widest of the tables under one another needs them."""
    widths: dict[int, float] = {}
    for columns in tables:
        for place, lane in enumerate(columns):
            widths[place] = max(widths.get(place, 0.0), lane.width)
    for place, width in widths.items():
        sheet.width(place, width)


def write_table(
    sheet: Sheet, table: Table, columns: tuple[Lane, ...], top: int, *, under_headings: float = 0.0
) -> None:
    """Headings, rows and totals of a table from the left edge of a sheet; the headings stand in row `top`."""
    for place, lane in enumerate(columns):
        sheet.text(top, place, lane.column.heading, {**HEADING, "align": lane.side, "indent": lane.indent})
    lines = max((lines_needed(lane.column.heading, 0.92 * lane.width) for lane in columns), default=1)
    sheet.page.set_row(top, LINE * lines + 3 + under_headings)
    first, end = top + 1, top + 1 + len(table.rows)
    for row, cells in enumerate(table.rows, first):
        _set_height(sheet, columns, cells, row)
        is_open = _is_to_fill(table, cells)
        for place, lane in enumerate(columns):
            waits = is_open and cells[place] is None and lane.column.formula is None
            _write_cell(_Spot(sheet, lane, row, place, INPUT if waits else ROW), cells)
    for row, cells in enumerate(table.totals, end):
        _set_height(sheet, columns, cells, row)
        for place, lane in enumerate(columns):
            style = FIRST_TOTAL if row == end else TOTAL
            _write_total(_Spot(sheet, lane, row, place, style), cells, lane.cells[: len(table.rows)], first)
    if columns:
        whole = xl_range(top, 0, end + len(table.totals), len(columns) - 1)
        # Names such as `2027` and sums beside periods are meant; Excel need not mark them.
        sheet.page.ignore_errors({"number_stored_as_text": whole, "formula_range": whole})


@dataclass(frozen=True)
class _Spot:
    """Where a cell goes and how it looks. Rows and columns count from 0."""

    sheet: Sheet
    lane: Lane
    row: int
    place: int
    style: Style

    def formatted(self, value: float) -> Style:
        """The style with the format of a figure."""
        return {**self.style, "num_format": self.lane.number_format(value)}


def _write_total(spot: _Spot, cells: tuple[Cell, ...], above: tuple[Cell, ...], first: int) -> None:
    """A cell of a total row: the sum of the cells above, or as it follows from its row, or a value."""
    if spot.lane.column.is_summed:
        words = column_sum(cells[spot.place], above, spot.place, first + 1)
        if words is not None:
            _write_formula(spot, cells[spot.place], words)
            return
    _write_cell(spot, cells)


def _write_cell(spot: _Spot, cells: tuple[Cell, ...]) -> None:
    """A cell by its type, or as the formula by which it follows from its row."""
    sheet, lane, row, place = spot.sheet, spot.lane, spot.row, spot.place
    formula, cell = lane.column.formula, cells[place]
    words = None if formula is None else row_formula(formula, cells, place, row + 1)
    if words is not None:
        _write_formula(spot, cell, words)
    elif is_figure(cell):
        sheet.figure(row, place, numbers.published(cell), spot.formatted(cell))
    elif isinstance(cell, datetime.date) and cell.year >= 1900:
        sheet.day(row, place, cell, {**spot.style, "num_format": DAY, "align": "left", "indent": lane.indent})
    elif cell is None:
        sheet.blank(row, place, spot.formatted(0.0))
    else:
        side = {"align": lane.side, "indent": lane.indent, "text_wrap": lane.is_wrapped}
        sheet.text(row, place, cell_words(cell), {**spot.style, **side})


def _write_formula(spot: _Spot, cell: Cell, words: str) -> None:
    """A formula; what it gives is the document's own cell."""
    value = numbers.published(cell) if is_figure(cell) else None
    style = {**spot.formatted(value or 0.0), "align": "right"}
    spot.sheet.formula(spot.row, spot.place, words, "" if value is None else value, style)


def _set_height(sheet: Sheet, columns: tuple[Lane, ...], cells: tuple[Cell, ...], row: int) -> None:
    """Room for all lines of the row's sentences."""
    lines = [
        lines_needed(cell, lane.width)
        for lane, cell in zip(columns, cells, strict=True)
        if lane.is_wrapped and isinstance(cell, str)
    ]
    if max(lines, default=1) > 1:
        sheet.height(row, max(lines))


def _has_names(columns: tuple[Lane, ...]) -> bool:
    """Whether the first column holds names, which should stay in sight."""
    return len(columns) > 3 and columns[0].column.kind is Kind.TEXT and columns[0].length <= WIDEST_NAME


def _is_to_fill(table: Table, cells: tuple[Cell, ...]) -> bool:
    words = {cell.casefold() for cell in cells if isinstance(cell, str)}
    return table.id == _TO_FILL[0] and _TO_FILL[1] in words
