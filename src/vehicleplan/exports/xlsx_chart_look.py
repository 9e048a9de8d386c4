"""What all charts of a workbook share: the sheet with data at the left and the chart at the right, fonts, lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from xlsxwriter.utility import xl_range_formula

from vehicleplan.exports import look
from vehicleplan.exports.xlsx_book import FONT, Book, Sheet
from vehicleplan.exports.xlsx_columns import lanes
from vehicleplan.exports.xlsx_tables import TOP, add_title, set_widths, write_notes, write_table
from vehicleplan.exports.xlsx_text import clean
from vehicleplan.frozen import dataclass
from vehicleplan.report.contracts import Table

WIDTH: Final = 760
HEIGHT: Final = 400
"""Pixels of a chart."""
GAP: Final = 3.0
"""Characters between data and chart."""
_MOST_IN_ALT: Final = 2_000
"""Characters of a description; readers of screens read it in one go."""
_SMALL: Final = {"name": FONT, "size": 9, "color": look.MUTED}
_WORDS: Final = {"name": FONT, "size": 9, "color": look.INK, "bold": False}


@dataclass(frozen=True)
class Frame:
    """A sheet with the data of a chart.

    Attributes:
        sheet: The sheet.
        first: The row of the first data.
        last: The row of the last data.
        chart_column: The column at whose left edge the chart begins.
    """

    sheet: Sheet
    first: int
    last: int
    chart_column: int

    def column(self, place: int) -> list[Any]:
        """The data of a column."""
        return self.sheet.cells(self.first, place, self.last, place)

    def formula(self, place: int) -> str:
        """The data of a column as a formula."""
        return str(xl_range_formula(self.sheet.name, self.first, place, self.last, place))

    def heading(self, place: int) -> list[Any]:
        """The heading of a column."""
        return self.sheet.cell(self.first - 1, place)


def chart_sheet(book: Book, title: str) -> Sheet:
    """A sheet for charts; its name tells it from the sheet of a table with the same title."""
    return book.sheet(title, colour=look.GOOD, end=" chart")


def add_frame(book: Book, title: str, data: Table, more: Table | None = None) -> Frame:
    """A sheet with the data under its title; below stand the notes, and more data, which begins in `next_row`."""
    sheet = chart_sheet(book, title)
    columns = lanes(data)
    others = lanes(more) if more is not None and more.rows else ()
    set_widths(sheet, [columns, others])
    last_column = max(len(columns), len(others))
    sheet.width(last_column, GAP)
    add_title(sheet, title)
    write_table(sheet, data, columns, TOP)
    last = TOP + len(data.rows)
    row = write_notes(sheet, data.notes, last + 2, len(columns) - 1)
    if more is not None and others:
        write_table(sheet, more, others, row)
        row += 1
    sheet.next_row = row
    return Frame(sheet, TOP + 1, last, last_column + 1)


def place_chart(frame: Frame, chart: Any, alt: str, *, height: int = HEIGHT) -> None:
    """Puts the chart beside its data, named by the title of the sheet."""
    finish(chart, frame.sheet.cell(0, 0), height)
    insert_chart(frame, chart, TOP, alt)


def insert_chart(frame: Frame, chart: Any, row: int, alt: str) -> None:
    """Puts a finished chart at the right of the data, with words for those who cannot see it."""
    options = {"description": clean(alt, _MOST_IN_ALT), "object_position": 2, "y_offset": 3}
    frame.sheet.page.insert_chart(row, frame.chart_column, chart, options)


def finish(chart: Any, title: list[Any], height: int) -> None:
    """The title, which stands in a cell, the size and the frame of a chart."""
    chart.set_title({"name": title, "name_font": {"name": FONT, "size": 11, "bold": True, "color": look.INK}})
    chart.set_size({"width": WIDTH, "height": height})
    chart.set_chartarea({"border": {"color": look.RULE}})


def axis(name: list[Any] | None = None, font: Mapping[str, Any] | None = None, **options: Any) -> dict[str, Any]:
    """An axis, named by a cell; its figures stand in the common font, or as `font` changes it."""
    named = {"name": name, "name_font": _WORDS} if name else {}
    return {"num_font": {**_SMALL, **(font or {})}, "line": {"color": look.RULE}, **named, **options}


def grid(*, is_visible: bool = True) -> dict[str, Any]:
    """The lines across a chart at the ticks of an axis."""
    return {"visible": is_visible, "line": {"color": look.RULE, "width": 0.5}}


def legend() -> dict[str, Any]:
    """The legend under a chart."""
    return {"position": "bottom", "font": _SMALL}


def tinted(colour: str, share: float) -> str:
    """So much of the colour, the rest white."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * share):02x}" for part in parts)


def fill(colour: str) -> dict[str, Any]:
    """A shape of one colour."""
    return {"fill": {"color": colour}, "border": {"none": True}}
