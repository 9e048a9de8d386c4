"""What pages need of a document beside its values: cells as text, and which columns are wide."""

from __future__ import annotations

from vehicleplan.report import numbers
from vehicleplan.report.contracts import Table


def text_rows(table: Table) -> tuple[tuple[tuple[str, ...], ...], tuple[tuple[str, ...], ...]]:
    """The rows and the totals with their cells as text; the figures of a column are rounded alike."""
    cells = [*table.rows, *table.totals]
    columns = [
        numbers.cell_texts((row[place] for row in cells), column.kind) for place, column in enumerate(table.columns)
    ]
    rows = tuple(zip(*columns, strict=True)) if columns else ()
    return rows[: len(table.rows)], rows[len(table.rows) :]
