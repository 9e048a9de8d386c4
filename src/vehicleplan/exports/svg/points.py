"""Points over a scale, such as a frontier. No line joins them: of what lies between two points nothing is known."""

from __future__ import annotations

from typing import Final

from vehicleplan.exports.box import Box
from vehicleplan.exports.look import ACCENT, GOOD, INK, MUTED
from vehicleplan.exports.svg.axis import (
    DASHES,
    FLAG_ROW,
    across,
    bottom_axis,
    draw_flags,
    flags,
    flags_height,
    left_axis,
    left_room,
    said,
    upward,
)
from vehicleplan.exports.svg.lettering import FIGURE, SMALL
from vehicleplan.exports.svg.sheet import Anchor, Pen, Place, Sheet
from vehicleplan.report.chart import Chart, PointMark
from vehicleplan.report.document.pictures import Points

_LEVEL: Final = Pen(stroke=GOOD, width=1.5, dash=DASHES)
_PLACE: Final = Pen(stroke=MUTED, width=1.5, dash=DASHES)


def points_svg(points: Points, width: int) -> str:
    """The points with what their marks stand for, and the dashed lines with theirs."""
    sheet, chart = Sheet(width), points.chart
    left = min(left_room(chart.y), width * 0.3)
    top = _legend(sheet, chart)
    top = sheet.paragraph((0, top), SMALL.wrapped(chart.y.title, width, 2), SMALL) + 10
    placed = flags(chart.places, chart.x, Box(left, 0, width - left - 8, 0))
    height = min(max(width * 0.42, 190.0), 300.0)
    plot = Box(left, top + flags_height(placed), width - left - 8, height)
    left_axis(sheet, chart.y, plot)
    draw_flags(sheet, placed, plot, _PLACE)
    _levels(sheet, chart, plot)
    for point in chart.points:
        _mark(sheet, (across(chart.x, plot, point.x), upward(chart.y, plot, point.y)), point.mark)
    return sheet.svg(f"{points.id}-{width}", points.title, points.alt, bottom_axis(sheet, chart.x, plot) + 4)


def _legend(sheet: Sheet, chart: Chart) -> float:
    """What the marks that occur stand for; returns where it ends."""
    left, top = 0.0, 0.0
    there = {point.mark for point in chart.points}
    meanings = [(mark, meaning) for mark, meaning in chart.meanings if mark in there]
    for mark, meaning in meanings:
        word = FIGURE.fitted(meaning, sheet.width - 20)
        if left and left + 18 + FIGURE.width(word) > sheet.width:
            left, top = 0.0, top + 18
        _mark(sheet, (left + 7, top + 8), mark)
        sheet.words((left + 18, top + 12), word, FIGURE)
        left += 18 + FIGURE.width(word) + 20
    return top + 24 if meanings else 0.0


def _levels(sheet: Sheet, chart: Chart, plot: Box) -> None:
    """Level dashed lines, each with its label on it at the side where fewer points are near."""
    for level in chart.levels:
        y = upward(chart.y, plot, level.value)
        sheet.lines([((plot.left, y), (plot.right, y))], _LEVEL)
        text = FIGURE.fitted(said(level), plot.width - 8)
        width = FIGURE.width(text)
        near = [
            across(chart.x, plot, point.x)
            for point in chart.points
            if abs(upward(chart.y, plot, point.y) - y + FLAG_ROW / 2) < FLAG_ROW
        ]
        at_left = sum(x < plot.left + width + 8 for x in near)
        at_right = sum(x > plot.right - width - 8 for x in near)
        is_left = at_left <= at_right
        base = y - 5 if y - plot.top > FLAG_ROW else y + 13
        start = plot.left + 4 if is_left else plot.right - width - 4
        sheet.box(Box(start - 1, base - 11, width + 2, 14), Pen("#ffffff"))
        at = (plot.left + 4, base) if is_left else (plot.right - 4, base)
        sheet.words(at, text, FIGURE, Anchor.START if is_left else Anchor.END)


def _mark(sheet: Sheet, at: Place, mark: PointMark) -> None:
    """A ring for a point, a full diamond for a change."""
    if mark is PointMark.CHANGE:
        x, y = at
        sheet.shape([(x, y - 6), (x + 6, y), (x, y + 6), (x - 6, y)], Pen(INK, "#ffffff"))
    else:
        sheet.dot(at, 4, Pen("#ffffff", ACCENT, 2))
