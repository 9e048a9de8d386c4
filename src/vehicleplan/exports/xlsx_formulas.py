"""Formulas of cells. One is written only where it gives the document's own figure; else the cell is a value."""

from __future__ import annotations

import math
from collections.abc import Sequence

from xlsxwriter.utility import xl_col_to_name

from vehicleplan.exports.xlsx_figures import figures, is_figure
from vehicleplan.report.contracts import Cell, Difference, Formula, Quotient, Sum


def row_formula(formula: Formula, cells: Sequence[Cell], column: int, row: int) -> str | None:
    """The formula of a cell from others in its row; None where the document's cell does not follow from them.

    Args:
        formula: How it follows.
        cells: The cells of the row.
        column: The cell's place among them.
        row: The row's number in the sheet, from 1.
    """
    if not _follows(formula, cells, cells[column]):
        return None
    match formula:
        case Sum(first, last):
            summed = f"{xl_col_to_name(first)}{row}:{xl_col_to_name(last)}{row}"
            # Cells that wait for figures have no sum yet.
            return f"=SUM({summed})" if cells[column] is not None else f'=IF(COUNT({summed})=0,"",SUM({summed}))'
        case Difference(whole, part):
            return f"={xl_col_to_name(whole)}{row}-{xl_col_to_name(part)}{row}"
        case Quotient(over, under):
            below = f"{xl_col_to_name(under)}{row}"
            return f'=IF({below}=0,"",{xl_col_to_name(over)}{row}/{below})'


def column_sum(total: Cell, rows: Sequence[Cell], column: int, first_row: int) -> str | None:
    """The sum of a column; None where the document's total is another figure.

    Args:
        total: The cell of the total row.
        rows: The cells of the column above it.
        column: The column's place in the sheet, from 0.
        first_row: The number of the first row in the sheet, from 1.
    """
    if not rows or not _is_same(total, math.fsum(figures(rows))):
        return None
    name = xl_col_to_name(column)
    return f"=SUM({name}{first_row}:{name}{first_row + len(rows) - 1})"


def _follows(formula: Formula, cells: Sequence[Cell], cell: Cell) -> bool:
    match formula:
        case Sum(first, last):
            parts = cells[first : last + 1]
            return all(part is None for part in parts) if cell is None else _is_same(cell, math.fsum(figures(parts)))
        case Difference(whole, part):
            ends = _operand(cells[whole]), _operand(cells[part])
            return ends[0] is not None and ends[1] is not None and _is_same(cell, ends[0] - ends[1])
        case Quotient(over, under):
            above, below = _operand(cells[over]), _operand(cells[under])
            if above is None or below is None:
                return False
            return cell is None if below == 0 else _is_same(cell, above / below)


def _operand(cell: Cell) -> float | None:
    """The cell as a formula reads it: an empty one is 0, and text is no figure at all."""
    if cell is None:
        return 0.0
    return cell if is_figure(cell) else None


def _is_same(cell: Cell, value: float) -> bool:
    return is_figure(cell) and math.isclose(cell, value, rel_tol=1e-6, abs_tol=1e-6)
