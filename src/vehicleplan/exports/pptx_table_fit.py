"""How a table fits a box: the size of its letters, its columns, and how many of its rows. Nothing is drawn here.

What does not fit goes in this order: larger letters, columns that give way, the ends of long texts, rows.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final, Protocol

from vehicleplan.exports.pptx_text import clean, clipped, line_height, one_line, text_height, text_width, widest_word
from vehicleplan.frozen import dataclass
from vehicleplan.report import numbers
from vehicleplan.report.contracts import Column, Table
from vehicleplan.report.document import captions

SIDE: Final = 5.0
"""Between the text and the sides of its cell."""
EDGE: Final = 2.5
"""Between the text and the upper and lower edges of its cell."""

_SIZES = (14.0, 13.0, 12.0, 11.0, 10.5, 10.0, 9.5, 9.0)
_CLIPPED = ((10.5, 3), (10.0, 2))
_LAST = (10.0, 3)
_SMALLEST, _USUAL = 9.0, 10.5
"""Larger letters than the usual ones are for tables whose cells have no more than two lines."""
_NARROWEST = 54.0
_LONGEST_WORD = 110.0
_LOOKED_AT = 60
"""Rows that decide how wide a column is; a slide never has room for more."""


@dataclass(frozen=True)
class Row:
    """A row as it is drawn: what stands in each cell, and how high it is."""

    cells: tuple[str, ...]
    height: float


@dataclass(frozen=True)
class Fitted:
    """A table as it is drawn.

    Attributes:
        size: The size of the letters.
        places: Which of the table's columns are there.
        widths: Of each column.
        head: The headings.
        rows: The first rows.
        totals: The rows under the line.
        more: How many rows are left out.
        more_row: What says so; None where none are.
    """

    size: float
    places: tuple[int, ...]
    widths: tuple[float, ...]
    head: Row
    rows: tuple[Row, ...]
    totals: tuple[Row, ...]
    more: int
    more_row: Row | None

    @property
    def height(self) -> float:
        """All rows together."""
        last = 0.0 if self.more_row is None else self.more_row.height
        return last + math.fsum(row.height for row in (self.head, *self.rows, *self.totals))


def fitted(table: Table, width: float, height: float, largest: float) -> Fitted:
    """The table as it fits the box best, in letters that are no larger than this."""
    texts = _Texts.of(table)
    for size in (size for size in _SIZES if size <= largest):
        found = _attempt(texts, size, 2 if size > _USUAL else 5, width, height)
        if found is not None and not found[1]:
            return found[0]
    for size, most in _CLIPPED:
        found = _attempt(texts, size, most, width, height)
        if found is not None:
            return found[0]
    return _first_rows(texts, *_LAST, width, height)


class _Measure(Protocol):
    def __call__(self, text: str, size: float, *, bold: bool = False) -> float: ...


@dataclass(frozen=True)
class _Texts:
    """A table as text. Shape of rows and totals: [row][column]."""

    columns: tuple[Column, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    totals: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, table: Table) -> _Texts:
        """The cells of a table as text, each in a single line; the figures of a column are rounded alike."""
        cells = (*table.rows, *table.totals)
        by_column = [
            [one_line(text) for text in numbers.cell_texts([row[place] for row in cells], column.kind)]
            for place, column in enumerate(table.columns)
        ]
        rows = tuple(zip(*by_column, strict=True)) if cells else ()
        head = tuple(_heading(column.heading) for column in table.columns)
        return cls(table.columns, head, rows[: len(table.rows)], rows[len(table.rows) :])

    def widest(self, place: int, size: float, measure: _Measure) -> float:
        """The largest measure of the cells of a column; totals are bold."""
        plain = [measure(row[place], size) for row in self.rows[:_LOOKED_AT]]
        return max([0.0, *plain, *(measure(row[place], size, bold=True) for row in self.totals)])


def _heading(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in clean(text).split("\n"))


def _attempt(texts: _Texts, size: float, most: int, width: float, height: float) -> tuple[Fitted, bool] | None:
    """All rows in letters of this size, and whether a text was cut; None where they do not fit."""
    columns = _columns(texts, size, width, may_drop=size <= _SMALLEST)
    if columns is None:
        return None
    places, widths = columns
    head = _row([texts.head[place] for place in places], widths, size, 3, bold=True)
    left, is_cut = height - head.height, False
    rows: list[Row] = []
    for texts_of_row in (*texts.totals, *texts.rows):
        whole = [texts_of_row[place] for place in places]
        row = _row(whole, widths, size, most, bold=len(rows) < len(texts.totals))
        left -= row.height
        if left < 0:
            return None
        is_cut = is_cut or tuple(whole) != row.cells
        rows.append(row)
    totals = len(texts.totals)
    return Fitted(size, places, widths, head, tuple(rows[totals:]), tuple(rows[:totals]), 0, None), is_cut


def _first_rows(texts: _Texts, size: float, most: int, width: float, height: float) -> Fitted:
    """The first rows that fit, with a row that counts the others."""
    columns = _columns(texts, size, width, may_drop=True)
    if columns is None:
        size, columns = _SMALLEST, _columns(texts, _SMALLEST, width, may_drop=True)
    places, widths = columns or _squeezed(texts, width)

    def made(row: Sequence[str], lines: int, *, bold: bool = False) -> Row:
        return _row([row[place] for place in places], widths, size, lines, bold=bold)

    head = made(texts.head, 3, bold=True)
    totals = tuple(made(row, 1, bold=True) for row in texts.totals)
    last = line_height("", size) + 2 * EDGE
    left = height - head.height - last - sum(row.height for row in totals)
    rows: list[Row] = []
    for cells in texts.rows:
        row = made(cells, most)
        if row.height > left:
            break
        left -= row.height
        rows.append(row)
    more = len(texts.rows) - len(rows)
    more_row = Row((captions.and_more(more), *("" for _ in places[1:])), last) if more else None
    return Fitted(size, places, widths, head, tuple(rows), totals, more, more_row)


def _row(cells: Sequence[str], widths: Sequence[float], size: float, most: int, *, bold: bool) -> Row:
    """The cells, each clipped to so many lines, in a row as high as its highest cell."""
    rooms = [width - 2 * SIDE for width in widths]
    shown = [
        clipped(text, room, size, most=most, bold=bold) if text else "" for text, room in zip(cells, rooms, strict=True)
    ]
    heights = [text_height(text, room, size, bold=bold) for text, room in zip(shown, rooms, strict=True) if text]
    return Row(tuple(shown), max([line_height("", size), *heights]) + 2 * EDGE)


def _columns(
    texts: _Texts, size: float, width: float, *, may_drop: bool
) -> tuple[tuple[int, ...], tuple[float, ...]] | None:
    """Which columns there is room for and how wide they are; None where there is not room for them."""
    places = list(range(len(texts.columns)))
    while True:
        widths = _widths(texts, places, size, width)
        if widths is not None:
            return tuple(places), widths
        giving = [place for place in places if texts.columns[place].gives_way]
        if not giving or not may_drop:
            return None
        places.remove(max(giving, key=lambda place: (texts.columns[place].gives_way, place)))


def _widths(texts: _Texts, places: Sequence[int], size: float, width: float) -> tuple[float, ...] | None:
    """Columns of figures as wide as their figures; those of text share the rest. None where that is too little."""
    least, natural = [], []
    for place in places:
        column, lines = texts.columns[place], texts.head[place].split("\n")
        longest = texts.widest(place, size, text_width)
        word = max(widest_word(line, size, bold=True) for line in lines)
        line = max(text_width(line, size, bold=True) for line in lines)
        floor = longest
        if not column.is_right and column.may_wrap:
            floor = max(min(texts.widest(place, size, widest_word), _LONGEST_WORD), _NARROWEST - 2 * SIDE)
        least.append(max(floor, word) + 2 * SIDE)
        natural.append(max(longest, line, floor) + 2 * SIDE)
    if sum(least) > width:
        return None
    if sum(natural) <= width and not texts.columns[places[-1]].is_right:
        return (*natural[:-1], width - sum(natural[:-1]))
    return _shared(least, natural, width)


def _shared(least: Sequence[float], natural: Sequence[float], width: float) -> tuple[float, ...]:
    """Everybody gets what it needs if there is room; else those that need most give, none below its least."""
    if sum(natural) <= width:
        surplus = (width - sum(natural)) / len(natural)
        return tuple(wide + surplus for wide in natural)
    low, high = 0.0, max(natural)
    for _ in range(40):
        cap = (low + high) / 2
        taken = sum(max(floor, min(wide, cap)) for floor, wide in zip(least, natural, strict=True))
        low, high = (low, cap) if taken > width else (cap, high)
    return tuple(max(floor, min(wide, low)) for floor, wide in zip(least, natural, strict=True))


def _squeezed(texts: _Texts, width: float) -> tuple[tuple[int, ...], tuple[float, ...]]:
    """As many of the first columns as there is room for at all, equally wide."""
    count = max(1, min(len(texts.columns), int(width // _NARROWEST)))
    return tuple(range(count)), (width / count,) * count
