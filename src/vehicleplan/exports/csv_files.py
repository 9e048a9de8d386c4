"""Tables of a document as CSV, a file each, for spreadsheets and programs that calculate: data without totals.

UTF-8 without a mark at its beginning, which programs would take for a part of the first heading; in Excel it is opened
by Data, From Text/CSV. Lines end with a line feed, which Excel, LibreOffice, pandas and R all read, and which tools
that compare files expect. Every record is one line. Figures are unrounded with a point, shares from 0 to 1, days as in
ISO 8601, an absent cell is empty, a figure without an end is `inf`. Text that a spreadsheet would take for a formula
begins with an apostrophe (OWASP, CSV Injection), and so does what follows a semicolon.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Iterator, Mapping

from vehicleplan.report.contracts import Cell, Table
from vehicleplan.report.document.contracts import Document
from vehicleplan.report.numbers import whole_where_possible

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 - as spreadsheets read them
_AFTER_SEPARATOR = re.compile("(;[\\s\"']*)(?=[=+@＝＋－＠-])")  # noqa: RUF001
"""Where a spreadsheet that parts cells by semicolons, as in much of Europe, would begin one with a formula."""
_BREAKS = re.compile(r"[\r\n\t\v\f\x1c-\x1e\x85\u2028\u2029]+")
_PAIR = ("used", "available")
"""What the two figures of a cell are, where a column has such cells: it becomes two columns."""


def csv_tables(document: Document) -> Mapping[str, bytes]:
    """By the table's name, the content of its file."""
    return {table.id: _file(table).encode("utf-8", "replace") for table in document.tables}


def _file(table: Table) -> str:
    pairs = [any(isinstance(cells[at], tuple) for cells in table.rows) for at in range(len(table.columns))]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_headings(table, pairs))
    for cells in table.rows:
        writer.writerow([field for cell, is_pair in zip(cells, pairs, strict=True) for field in _fields(cell, is_pair)])
    return text.getvalue()


def _headings(table: Table, pairs: list[bool]) -> Iterator[str]:
    for column, is_pair in zip(table.columns, pairs, strict=True):
        heading = _text(column.heading)
        if is_pair:
            yield from (f"{heading} {part}".strip() for part in _PAIR)
        else:
            yield heading


def _fields(cell: Cell, is_pair: bool) -> tuple[str, ...]:  # noqa: FBT001 - what the column is
    """A cell as one field, or as two in a column that has pairs."""
    if isinstance(cell, tuple):
        return _field(cell[0]), _field(cell[1])
    return (_field(cell), "") if is_pair else (_field(cell),)


def _field(cell: str | float | datetime.date | None) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return _text(cell)
    return cell.isoformat() if isinstance(cell, datetime.date) else str(whole_where_possible(cell))


def _text(text: str) -> str:
    """Text in one line that no spreadsheet takes for a formula."""
    safe = _AFTER_SEPARATOR.sub(r"\1'", f"'{text}" if text.startswith(_FORMULA) else text)
    return _BREAKS.sub(" ", safe).replace("\x00", "")
