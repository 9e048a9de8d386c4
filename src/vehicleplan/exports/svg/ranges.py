"""Figures with their ranges: a bar from the favourable to the unfavourable end, and a mark at what is planned with."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

from vehicleplan.exports.box import Box
from vehicleplan.exports.look import BAD, FAINT, MUTED
from vehicleplan.exports.svg.axis import (
    DASHES,
    GRID,
    across,
    bottom_axis,
    draw_flags,
    flags,
    flags_height,
    shown_across,
)
from vehicleplan.exports.svg.lettering import FIGURE, LABEL, STRONG
from vehicleplan.exports.svg.sheet import Pen, Sheet
from vehicleplan.frozen import dataclass
from vehicleplan.report.document.pictures import RangeRow, Ranges

_LEAST_PLOT: Final = 180.0
"""Where the bars would be shorter than this, names and figures stand over them."""
_BAND: Final = 18.0
_GAP: Final = 14.0


@dataclass(frozen=True)
class _Columns:
    """Where things stand from left to right; `text` is None where all words stand over the bars."""

    label: float
    plot: float
    text: float | None
    room: float


def ranges_svg(ranges: Ranges, colours: Mapping[str, str], width: int) -> str:
    """The rows under one another over one scale; filled marks are in the plan, hollow ones are not."""
    sheet = Sheet(width)
    columns = _columns(ranges, width)
    right = width - 10 if columns.text is None else columns.text - _GAP
    plot = Box(columns.plot, 0, right - columns.plot, 0)
    lines = () if ranges.line is None else (ranges.line,)
    head = flags_height(flags(lines, ranges.scale, plot)) + 4
    bands: list[Box] = []
    top = head
    for row in ranges.rows:
        start = _words(sheet, row, columns, top)
        bands.append(Box(plot.left, start, plot.width, _BAND))
        top = max(start + _BAND, top + _height(row, columns)) + (6 if columns.text else 8)
    plot = Box(plot.left, head, plot.width, top - head)
    _grid(sheet, ranges, plot, bands if columns.text is None else [plot])
    for row, band in zip(ranges.rows, bands, strict=True):
        _row(sheet, ranges, row, band, colours.get(row.vehicle, MUTED) if row.is_chosen else MUTED)
    return sheet.svg(f"{ranges.id}-{width}", ranges.title, ranges.alt, bottom_axis(sheet, ranges.scale, plot) + 4)


def _columns(ranges: Ranges, width: int) -> _Columns:
    label = min(max((STRONG.width(row.label) for row in ranges.rows), default=0.0), width * 0.32)
    text = min(max((FIGURE.width(row.text) for row in ranges.rows), default=0.0), width * 0.32)
    plot = width - label - text - 2 * _GAP
    if plot < _LEAST_PLOT:
        return _Columns(width, 8, None, width)
    return _Columns(label, label + _GAP, width - text, text)


def _height(row: RangeRow, columns: _Columns) -> float:
    """What the words of a row take."""
    font = STRONG if row.is_chosen else LABEL
    label = len(font.wrapped(row.label, columns.label, 2)) * font.line
    text = len(FIGURE.wrapped(row.text, columns.room, 2)) * FIGURE.line
    return max(label, text) if columns.text else label + text


def _words(sheet: Sheet, row: RangeRow, columns: _Columns, top: float) -> float:
    """A row's name and its figures; returns where its bar begins."""
    font = STRONG if row.is_chosen else LABEL
    label, text = font.wrapped(row.label, columns.label, 2), FIGURE.wrapped(row.text, columns.room, 2)
    height = _height(row, columns)
    if columns.text is None:
        return sheet.paragraph((0, sheet.paragraph((0, top), label, font)), text, FIGURE) + 3
    middle = top + max(height, _BAND) / 2
    sheet.paragraph((0, middle - len(label) * font.line / 2), label, font)
    sheet.paragraph((columns.text, middle - len(text) * FIGURE.line / 2), text, FIGURE)
    return middle - _BAND / 2


def _grid(sheet: Sheet, ranges: Ranges, plot: Box, bands: list[Box]) -> None:
    """Upright lines at the ticks, and the dashed one that all are measured by; only where no words stand."""
    feet = [across(ranges.scale, plot, tick.value) for tick in shown_across(ranges.scale, plot)]
    sheet.lines((((x, band.top), (x, band.bottom)) for band in bands for x in feet), GRID)
    if ranges.line is None:
        return
    pen = Pen(stroke=BAD, width=1.5, dash=DASHES)
    placed = flags((ranges.line,), ranges.scale, plot)
    draw_flags(sheet, placed, Box(plot.left, plot.top, plot.width, 0), pen)
    x = across(ranges.scale, plot, ranges.line.value)
    sheet.lines((((x, band.top), (x, band.bottom)) for band in bands), pen)


def _row(sheet: Sheet, ranges: Ranges, row: RangeRow, band: Box, colour: str) -> None:
    """The bar with its ends and its mark; an arrow where it goes on beyond the scale."""
    scale, y = ranges.scale, band.middle[1]
    low, high = across(scale, band, min(row.low, scale.high)), across(scale, band, min(row.high, scale.high))
    line = colour if row.is_chosen else FAINT
    sheet.box(Box(low, y - 1.5, high - low, 3), Pen(line))
    sheet.lines([((low, y - 4), (low, y + 4))], Pen(stroke=line, width=1.5))
    if row.high > scale.high:
        sheet.shape([(high - 1, y - 5), (high + 6, y), (high - 1, y + 5)], Pen(line))
    else:
        sheet.lines([((high, y - 4), (high, y + 4))], Pen(stroke=line, width=1.5))
    if math.isfinite(row.middle) and row.middle <= scale.high:
        centre = (across(scale, band, row.middle), y)
        sheet.dot(
            centre,
            5.5 if row.is_chosen else 4.5,
            Pen(colour, "#ffffff") if row.is_chosen else Pen("#ffffff", MUTED, 1.5),
        )
