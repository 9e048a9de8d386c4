"""What pages need of a document beside its values: cells as text, and which columns are wide."""

from __future__ import annotations

import re

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


_TURNED = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
_RUN = re.compile(f"[{_TURNED}](?:[^\\S\\n]*[{_TURNED}\u200c\u200d\u0300-\u036f]+)*")


def isolated(text: str) -> str:
    """The text with words that are written from right to left set apart, so that they turn nothing around them.

    Without that a figure after an Arabic or Hebrew name would stand before it. See Unicode's report 9, 2.4.
    """
    return _RUN.sub(lambda run: f"\u2068{run[0]}\u2069", text)
