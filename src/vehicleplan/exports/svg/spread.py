"""How results lie over many draws: full columns reach the goal, lined ones do not."""

from __future__ import annotations

from typing import Final

from vehicleplan.exports.box import Box
from vehicleplan.exports.look import GOOD, INK, MUTED
from vehicleplan.exports.svg.axis import DASHES, Flag, across, bottom_axis, draw_flags, flags, flags_height
from vehicleplan.exports.svg.sheet import Pen, Sheet
from vehicleplan.exports.svg.texture import Texture, textured
from vehicleplan.report.chart import ChartLine
from vehicleplan.report.document.pictures import Spread, SpreadBar

_MARK: Final = Pen(stroke=INK, width=1.2)
_GOAL: Final = Pen(stroke=GOOD, width=2, dash=DASHES)


def spread_svg(spread: Spread, width: int) -> str:
    """The histogram, with the goal and the named places as upright lines with labels over it."""
    sheet = Sheet(width)
    height = min(max(width * 0.35, 150.0), 230.0)
    margin = 8.0
    placed = _flags(spread, Box(margin, 0, width - 2 * margin, 0))
    plot = Box(margin, flags_height(placed) + 2, width - 2 * margin, height)
    most = max(map(_density, spread.bars), default=0.0)
    for bar in spread.bars:
        left, right = across(spread.scale, plot, bar.low), across(spread.scale, plot, bar.high)
        tall = max(plot.height * _density(bar) / most, 1.5) if bar.share > 0 else 0.0
        box = Box(left + 0.5, plot.bottom - tall, max(right - left - 1, 0.5), tall)
        if bar.reaches:
            sheet.box(box, Pen(GOOD))
        else:
            textured(sheet, box.inner(0.5), Pen("#ffffff", MUTED), Texture.RISING, MUTED)
    _lines(sheet, spread, placed, plot)
    return sheet.svg(f"{spread.id}-{width}", spread.title, spread.alt, bottom_axis(sheet, spread.scale, plot) + 4)


def _density(bar: SpreadBar) -> float:
    """What makes areas say the shares, as stretches at the ends may be wider than the others."""
    return bar.share / (bar.high - bar.low) if bar.high > bar.low else 0.0


def _flags(spread: Spread, plot: Box) -> tuple[Flag, ...]:
    goal: tuple[ChartLine, ...] = () if spread.goal is None else (spread.goal,)
    return flags((*spread.marks, *goal), spread.scale, plot)


def _lines(sheet: Sheet, spread: Spread, placed: tuple[Flag, ...], plot: Box) -> None:
    """The goal is dashed and goes all the way; the marks end in a dot at the foot."""
    draw_flags(sheet, tuple(flag for flag in placed if flag.line is spread.goal), plot, _GOAL)
    marks = tuple(flag for flag in placed if flag.line is not spread.goal)
    draw_flags(sheet, marks, plot, _MARK)
    for flag in marks:
        sheet.dot((flag.x, plot.bottom), 3.5, Pen(INK, "#ffffff"))
