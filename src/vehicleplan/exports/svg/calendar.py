"""Vehicles over time as cells: how many in the cell, and the darker the more of the vehicle's largest stretch.

Where the stretches do not all fit beside one another they go on in another band below.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from vehicleplan.exports.box import Box
from vehicleplan.exports.look import INK, MUTED, RULE
from vehicleplan.exports.svg.lettering import FIGURE, SMALL, STRONG
from vehicleplan.exports.svg.sheet import Anchor, Pen, Sheet
from vehicleplan.frozen import dataclass
from vehicleplan.report.document.pictures import Calendar, CalendarRow

_WIDE: Final = 560
"""From here on names stand beside their cells, below it over them."""
_CELL: Final = 24.0
_WIDEST: Final = 128.0
_GAP: Final = 8.0


@dataclass(frozen=True)
class _Grid:
    """How the cells lie. Units: pixels, stretches.

    Attributes:
        side: The column of names at the left; 0 where they stand over the cells.
        cell: The width of a cell.
        columns: Stretches in a band.
        every: Each so many stretches one is named, as the names have no room otherwise.
    """

    side: float
    cell: float
    columns: int
    every: int


@dataclass(frozen=True)
class _Band:
    """Those stretches that stand beside one another."""

    grid: _Grid
    stretches: slice


def calendar_svg(calendar: Calendar, colours: Mapping[str, str], width: int) -> str:
    """The bands of the calendar, each with the names of its stretches and all its rows."""
    sheet = Sheet(width)
    grid = _grid(calendar, width)
    top = 0.0
    for first in range(0, len(calendar.labels), grid.columns):
        band = _Band(grid, slice(first, first + grid.columns))
        top = _heads(sheet, calendar.labels[band.stretches], grid, top)
        for row in calendar.rows:
            top = _row(sheet, row, band, colours.get(row.vehicle, MUTED), top)
        top += 2 * _GAP
    return sheet.svg(f"{calendar.id}-{width}", calendar.title, calendar.alt, max(top - 2 * _GAP, 1) + 2)


def _grid(calendar: Calendar, width: int) -> _Grid:
    names = max((max(STRONG.width(row.label), SMALL.width(row.detail)) for row in calendar.rows), default=0.0)
    side = min(names + 2 * _GAP, width * 0.36) if width >= _WIDE else 0.0
    texts = max((FIGURE.width(text) for row in calendar.rows for text in row.texts), default=0.0)
    heads = max((SMALL.width(line) for label in calendar.labels for line in label.splitlines()), default=0.0)
    room, stretches = width - side - 1, max(len(calendar.labels), 1)
    least = max(texts + 6, 18.0)
    bands = -(-stretches // max(int(room / least), 1))
    columns = -(-stretches // bands)
    cell = min(room / columns, max(_WIDEST, least))
    return _Grid(side, cell, columns, -(-int(heads + 5) // int(cell)))


def _heads(sheet: Sheet, labels: tuple[str, ...], grid: _Grid, top: float) -> float:
    """The names of the stretches over their cells; returns where they end."""
    shown = labels[:: grid.every]
    room = grid.cell * grid.every
    lines = [SMALL.wrapped(label, room, 2) for label in shown]
    height = SMALL.line * max(map(len, lines), default=0)
    for at, label in enumerate(lines):
        left, start = grid.side + at * room, top + height - len(label) * SMALL.line
        if grid.every == 1:
            sheet.paragraph((left + grid.cell / 2, start), label, SMALL, Anchor.MIDDLE)
        elif left + max(map(SMALL.width, label), default=0.0) <= sheet.width:
            sheet.paragraph((left + 1, start), label, SMALL)
    return top + height + 4


def _row(sheet: Sheet, row: CalendarRow, band: _Band, colour: str, top: float) -> float:
    """A vehicle's name and its cells in a band; returns where the row ends."""
    grid = band.grid
    head, bottom = (_name_beside if grid.side else _name_over)(sheet, row, grid, top)
    most = max(row.amounts, default=0.0)
    cells = zip(row.amounts[band.stretches], row.texts[band.stretches], strict=True)
    for at, (amount, text) in enumerate(cells):
        box = Box(grid.side + at * grid.cell, head, grid.cell, _CELL).inner(1)
        _cell(sheet, box, text, amount / most if most > 0 else 0.0, colour)
    return bottom + _GAP


def _name_beside(sheet: Sheet, row: CalendarRow, grid: _Grid, top: float) -> tuple[float, float]:
    """The name at the left of the cells; returns where these begin and where the row ends."""
    room = grid.side - 2 * _GAP
    label, detail = STRONG.wrapped(row.label, room, 2), SMALL.wrapped(row.detail, room, 1)
    words = len(label) * STRONG.line + len(detail) * SMALL.line
    height = max(words, _CELL)
    start = sheet.paragraph((0, top + (height - words) / 2), label, STRONG)
    sheet.paragraph((0, start), detail, SMALL)
    return top + (height - _CELL) / 2, top + height


def _name_over(sheet: Sheet, row: CalendarRow, _grid: _Grid, top: float) -> tuple[float, float]:
    """The name over the cells; returns where these begin and where the row ends."""
    name = STRONG.fitted(row.label, sheet.width)
    sheet.words((0, top + STRONG.size), name, STRONG)
    beside = STRONG.width(name) + _GAP
    if beside + SMALL.width(row.detail) <= sheet.width:
        sheet.words((beside, top + STRONG.size), row.detail, SMALL)
    head = top + STRONG.line + 2
    return head, head + _CELL


def _cell(sheet: Sheet, box: Box, text: str, share: float, colour: str) -> None:
    if share <= 0:
        sheet.box(box.inner(0.5), Pen("#ffffff", RULE), radius=2)
    else:
        fill = _blended(colour, 0.2 + 0.8 * share)
        sheet.box(box, Pen(fill), radius=2)
    font = replace(FIGURE, fill=_on(fill) if share > 0 else INK, is_bold=share > 0)
    sheet.words((box.middle[0], box.middle[1] + 4), font.fitted(text, box.width), font, Anchor.MIDDLE)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _blended(colour: str, share: float) -> str:
    """The colour with white. `share` is that of the colour, 0 to 1."""
    return "#" + "".join(f"{round(255 + (each - 255) * share):02x}" for each in _channels(colour))


def _on(fill: str) -> str:
    """Ink or white, whichever is read better on a colour. Source: WCAG 2.2, relative luminance."""
    shares = [each / 255 for each in _channels(fill)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in shares)
    return INK if 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.25 else "#ffffff"
