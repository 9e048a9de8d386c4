"""Columns of a sheet: how wide each is, on which side its cells stand, and whether they take several lines."""

from __future__ import annotations

import datetime
import math
from typing import Final

from vehicleplan.exports.xlsx_figures import has_amounts, is_figure, number_format
from vehicleplan.exports.xlsx_measure import text_width
from vehicleplan.frozen import dataclass
from vehicleplan.report import numbers
from vehicleplan.report.contracts import Cell, Column, Kind, Table

WIDEST_NAME: Final = 44
_WIDEST: Final = {0: 76, 1: 76, 2: 60}
_WIDEST_OF_MANY: Final = 44
"""Characters of a column of sentences, by how many there are: they share the page."""
_WIDEST_HEADING: Final = 18
"""Characters of a heading; a longer one takes several lines."""
_ROOM: Final = 1.8
_NARROWEST: Final = 9
_NARROWEST_PERIOD: Final = 7


@dataclass(frozen=True)
class Lane:
    """A column with what all of its cells have in common.

    Attributes:
        column: The column.
        cells: Its cells, those of totals too.
        width: How wide it is, in characters.
        is_wrapped: Whether some of its text takes several lines.
        is_whole: Whether money in it is in whole units.
        length: The width of its longest line, in characters.
        indent: How far text stands in from the left, so that it keeps away from figures before it.
    """

    column: Column
    cells: tuple[Cell, ...]
    width: float
    is_wrapped: bool
    is_whole: bool
    length: float
    indent: int

    @property
    def side(self) -> str:
        """On which side its cells stand."""
        if self.column.kind is Kind.SYMBOL:
            return "center"
        return "right" if self.column.is_right else "left"

    def number_format(self, value: float) -> str:
        """The format of one of its figures."""
        return number_format(value, self.column.kind, is_whole=self.is_whole)


def lanes(table: Table) -> tuple[Lane, ...]:
    """The columns of a table from the left."""
    every = (*table.rows, *table.totals)
    columns = [tuple(cells[place] for cells in every) for place in range(len(table.columns))]
    lengths = [max(map(_length, cells), default=0.0) for cells in columns]
    most = _WIDEST.get(sum(length > _WIDEST_OF_MANY for length in lengths), _WIDEST_OF_MANY)
    rights = [False, *(column.is_right for column in table.columns)]
    return tuple(
        _lane(column, columns[at], lengths[at], most, indent=int(rights[at] and not column.is_right))
        for at, column in enumerate(table.columns)
    )


def cell_words(cell: Cell) -> str:
    """A cell that is no figure as text: words, what is used of what there is, a figure without an end."""
    if cell is None or isinstance(cell, str):
        return cell or ""
    if isinstance(cell, tuple):
        return numbers.use(cell)
    return cell.isoformat() if isinstance(cell, datetime.date) else numbers.RANGE


def _lane(column: Column, cells: tuple[Cell, ...], length: float, most: int, *, indent: int) -> Lane:
    least = _NARROWEST_PERIOD if column.is_period else _NARROWEST
    heading = min(text_width(column.heading, is_bold=True), _WIDEST_HEADING)
    width = max(least, min(max(length, heading) + _ROOM + 1.5 * indent, most))
    is_wrapped = length + _ROOM > most or any(isinstance(cell, str) and "\n" in cell for cell in cells)
    return Lane(column, cells, width, is_wrapped, has_amounts(cells), length, indent)


def _length(cell: Cell) -> float:
    if is_figure(cell):
        return len(f"{cell:,.0f}") + (0 if math.isclose(cell, round(cell)) or abs(cell) >= 100 else 3)
    return text_width(cell_words(cell))
