"""A workbook with one look: formats, names of sheets, print set-up, and text that is never taken for a formula."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from io import BytesIO
from typing import Any, Final, TypeAlias

from xlsxwriter import Workbook

from vehicleplan.exports import look
from vehicleplan.exports.xlsx_measure import lines_needed
from vehicleplan.exports.xlsx_text import clean, header_words, sheet_name
from vehicleplan.report.document import captions
from vehicleplan.report.document.contracts import Document

Style: TypeAlias = Mapping[str, Any]
"""Properties of a cell's format, by XlsxWriter's names."""

LINE: Final = 12.75
"""Points from one line of text to the next."""
ROW_PIXELS: Final = 17
"""Pixels of a row of one line."""
FONT: Final = "Arial"
"""Everywhere there is a font as wide as this one, so that no program cuts what another shows."""
FRONT: Final = captions.PLAN
"""The first sheet, to which all others link back."""

PLAIN: Final[Style] = {}
TITLE: Final[Style] = {"bold": True, "font_size": 15, "font_color": look.ACCENT}
SECTION: Final[Style] = {"bold": True, "font_size": 12, "font_color": look.ACCENT}
STRONG: Final[Style] = {"bold": True}
QUIET: Final[Style] = {"font_color": look.MUTED}
LINK: Final[Style] = {"font_color": look.ACCENT, "underline": 1}
HEADING: Final[Style] = {
    "bold": True, "text_wrap": True, "bg_color": look.SURFACE, "bottom": 2, "bottom_color": look.ACCENT
}  # fmt: skip
ROW: Final[Style] = {"bottom": 1, "bottom_color": look.RULE}
TOTAL: Final[Style] = {"bold": True, "bg_color": look.SURFACE}
FIRST_TOTAL: Final[Style] = {**TOTAL, "top": 1, "top_color": look.INK}
INPUT: Final[Style] = {"bg_color": "#fff7d6", "border": 1, "border_color": "#d9c36a", "locked": False}
"""A cell that waits for a figure."""

_FONT: Final[Style] = {"font_name": FONT, "font_size": 10}
_BASE: Final[Style] = {**_FONT, "font_color": look.INK, "valign": "top"}
_OPTIONS: Final = {
    "in_memory": True,
    "default_row_height": ROW_PIXELS,
    "strings_to_numbers": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
}
_A4: Final = 9
_HIGHEST: Final = 409.0
"""Points of the highest row that Excel knows."""
_WIDTH: Final = 8.43
"""Characters of a column that nobody has set."""
_FORMULA_SIGNS: Final = ("=", "+", "-", "@")


class Book:
    """A workbook that is being written. It is the same, byte for byte, for the same document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.names: list[str] = []
        self._file = BytesIO()
        self._workbook = Workbook(self._file, {**_OPTIONS, "default_format_properties": dict(_FONT)})
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._workbook.set_size(1600, 1000)
        self._workbook.set_tab_ratio(80)
        # Without a day of its own the file would have that of the clock.
        made = datetime.datetime.combine(document.made, datetime.time())
        self._workbook.set_properties(
            {
                "title": clean(document.title, 255),
                "subject": clean(document.subtitle, 255),
                "author": "vehicleplan",
                "comments": clean(document.footer, 255),
                "created": made,
            }
        )

    def sheet(self, title: str, *, colour: str, end: str = "") -> Sheet:
        """A new sheet, called by its title as far as it may be and by that end, ready for print."""
        name = sheet_name(title, self.names, end)
        self.names.append(name)
        page = self._workbook.add_worksheet(name)
        page.set_tab_color(colour)
        page.hide_gridlines(2)
        page.set_landscape()
        page.set_paper(_A4)
        page.set_margins(left=0.5, right=0.5, top=0.75, bottom=0.7)
        page.fit_to_pages(1, 0)
        page.set_header(f"&L{header_words(self.document.title)}&R&A")
        page.set_footer(f"&L{header_words(self.document.footer)}&R&P / &N")
        return Sheet(self, page, name)

    def format(self, style: Style) -> Any:
        """The workbook's format of this style; one for all cells that share it."""
        properties = {**_BASE, **style}
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._workbook.add_format(properties)
        return self._formats[key]

    def chart(self, kind: str, subtype: str = "") -> Any:
        """A new chart, to be placed in a sheet."""
        return self._workbook.add_chart({"type": kind, "subtype": subtype} if subtype else {"type": kind})

    def written(self) -> bytes:
        """The finished workbook as a file."""
        self._workbook.close()
        return self._file.getvalue()


class Sheet:
    """A sheet that is being written. Rows and columns count from 0.

    Attributes:
        book: Where it belongs.
        page: The sheet as XlsxWriter knows it.
        name: Its name.
        next_row: Where to go on writing, for what is added later.
    """

    def __init__(self, book: Book, page: Any, name: str) -> None:
        self.book = book
        self.page = page
        self.name = name
        self.next_row = 0
        self._widths: dict[int, float] = {}

    def text(self, row: int, column: int, words: str, style: Style = PLAIN) -> None:
        """Words as text, whatever they look like."""
        shown = clean(words)
        if not shown:
            self.blank(row, column, style)
            return
        # The prefix keeps it text when somebody edits the cell.
        prefix = {"quote_prefix": True} if shown.startswith(_FORMULA_SIGNS) else {}
        self.page.write_string(row, column, shown, self.book.format({**style, **prefix}))

    def blank(self, row: int, column: int, style: Style = PLAIN) -> None:
        """A cell with nothing in it."""
        self.page.write_blank(row, column, None, self.book.format(style))

    def figure(self, row: int, column: int, value: float, style: Style = PLAIN) -> None:
        """A finite figure."""
        self.page.write_number(row, column, value, self.book.format(style))

    def day(self, row: int, column: int, value: datetime.date, style: Style = PLAIN) -> None:
        """A day."""
        self.page.write_datetime(row, column, value, self.book.format(style))

    def formula(self, row: int, column: int, words: str, value: float | str, style: Style = PLAIN) -> None:
        """A formula with what it gives."""
        self.page.write_formula(row, column, words, self.book.format(style), value)

    def across(self, row: int, first: int, last: int, words: str, style: Style = PLAIN) -> None:
        """Words over several columns, in as many lines as they need."""
        wrapped = {"text_wrap": True, **style}
        if last > first:
            self.page.merge_range(row, first, row, last, "", self.book.format(wrapped))
        self.text(row, first, words, wrapped)
        size = float(style.get("font_size", _BASE["font_size"])) / float(_BASE["font_size"])
        self.height(row, self.lines(words, first, last, size), size)

    def lines(self, words: str, first: int, last: int | None = None, size: float = 1.0) -> int:
        """How many lines words take in a cell, or in the cells from the first column to the last."""
        columns = range(first, (first if last is None else last) + 1)
        width = sum(self._widths.get(column, _WIDTH) for column in columns)
        return lines_needed(clean(words), width / size)

    def section(self, row: int, words: str) -> None:
        """The title of what comes next."""
        self.text(row, 0, words, SECTION)
        self.height(row, 1.4)

    def link(self, row: int, column: int, name: str, cell: str = "A1") -> None:
        """A link to a sheet of this book, called by its name."""
        place = "'{}'!{}".format(name.replace("'", "''"), cell)
        self.page.write_url(row, column, f"internal:{place}", self.book.format(LINK), name)

    def height(self, row: int, lines: float, size: float = 1.0) -> None:
        """How many lines a row has room for. Not all programs work it out when they open a file."""
        self.page.set_row(row, min(_HIGHEST, LINE * lines * size + (3.0 if lines > 1 else 0.75)))

    def width(self, column: int, characters: float) -> None:
        """How wide a column is."""
        self._widths[column] = characters
        self.page.set_column(column, column, characters)

    def column_at(self, width: float, first: int) -> int:
        """The first column from this one on up to whose end the sheet is so wide."""
        column = first
        while sum(self._widths.get(place, _WIDTH) for place in range(column + 1)) < width:
            column += 1
        return column

    def pixels(self, first: int, last: int) -> float:
        """About how wide columns are together on a screen."""
        return sum(self._widths.get(column, _WIDTH) * 7 + 5 for column in range(first, last + 1))

    def cells(self, first_row: int, first: int, last_row: int, last: int) -> list[Any]:
        """A range of this sheet as charts refer to it."""
        return [self.name, first_row, first, last_row, last]

    def cell(self, row: int, column: int) -> list[Any]:
        """A cell of this sheet as charts refer to it."""
        return [self.name, row, column]
