"""The sides of a chart: places on a scale, ticks with their labels, dashed lines with what they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final

from vehicleplan.exports.box import Box
from vehicleplan.exports.look import MUTED, RULE
from vehicleplan.exports.svg.lettering import FIGURE, SMALL
from vehicleplan.exports.svg.sheet import Anchor, Pen, Place, Sheet
from vehicleplan.frozen import dataclass
from vehicleplan.report.chart import ChartLine, Scale, Tick

GRID: Final = Pen(stroke=RULE)
DASHES: Final = "5 3"
_GAP: Final = 8.0
"""Between two labels side by side."""


def across(scale: Scale, plot: Box, value: float) -> float:
    """Where a value lies from left to right; what lies beyond an end is put there."""
    return plot.left + plot.width * min(max(scale.share(value), 0.0), 1.0)


def upward(scale: Scale, plot: Box, value: float) -> float:
    """Where a value lies from bottom to top; what lies beyond an end is put there."""
    return plot.bottom - plot.height * min(max(scale.share(value), 0.0), 1.0)


def shown_across(scale: Scale, plot: Box) -> tuple[Tick, ...]:
    """As many ticks at even steps as have room for their labels."""
    ticks = scale.ticks
    for step in range(1, len(ticks) + 1):
        some = ticks[::step]
        ends = [(across(scale, plot, tick.value), SMALL.width(tick.label) / 2) for tick in some]
        if all(b - a >= left + right + _GAP for (a, left), (b, right) in pairwise(ends)):
            return some
    return ticks[:1]


def bottom_axis(sheet: Sheet, scale: Scale, plot: Box) -> float:
    """Labels under a plot with the scale's title under them; returns where they end."""
    sheet.lines([((plot.left, plot.bottom), (plot.right, plot.bottom))], Pen(stroke=MUTED))
    shown = shown_across(scale, plot)
    feet = [across(scale, plot, tick.value) for tick in shown]
    sheet.lines((((x, plot.bottom), (x, plot.bottom + 4)) for x in feet), Pen(stroke=MUTED))
    for x, tick in zip(feet, shown, strict=True):
        sheet.centred((x, plot.bottom + 16), tick.label, SMALL)
    lines = SMALL.wrapped(scale.title, sheet.width, 2)
    widest = max(map(SMALL.width, lines), default=0.0)
    left = min(plot.left, sheet.width - widest)
    return sheet.paragraph((left, plot.bottom + 22), lines, SMALL)


def left_room(scale: Scale) -> float:
    """What the labels of an upright scale take at the left."""
    return max((SMALL.width(tick.label) for tick in scale.ticks), default=0.0) + 8


def left_axis(sheet: Sheet, scale: Scale, plot: Box) -> None:
    """Level lines at the ticks with their labels at the left."""
    step = max(1, -(-len(scale.ticks) * 16 // max(int(plot.height), 1)))
    for tick in scale.ticks[::step]:
        y = upward(scale, plot, tick.value)
        sheet.lines([((plot.left, y), (plot.right, y))], GRID)
        sheet.words((plot.left - 6, y + 4), tick.label, SMALL, Anchor.END)


def said(line: ChartLine) -> str:
    """What a dashed line stands for, with its figure."""
    return f"{line.label}: {line.figure}" if line.figure else line.label


FLAG_ROW: Final = 16.0
"""The height of a row of labels over a plot."""


@dataclass(frozen=True)
class Flag:
    """A label over a plot, beside the upright line that it belongs to.

    Attributes:
        line: What it names.
        x: Where its line stands.
        text: What it says, cut to the width of the sheet.
        left: Where its text begins.
        row: In which row it is, from 0 next to the plot; its line goes up to there.
    """

    line: ChartLine
    x: float
    text: str
    left: float = 0.0
    row: int = 0

    @property
    def right(self) -> float:
        """Where its text ends."""
        return self.left + FIGURE.width(self.text)

    def top(self, plot: Box) -> float:
        """Where its row begins, over the plot."""
        return plot.top - _GAP - (self.row + 1) * FLAG_ROW

    def is_over(self, other: Flag) -> bool:
        """Whether it must be in another row than the other, lest its text meets the other's text or line."""
        meets = self.left < other.right + _GAP and other.left < self.right + _GAP
        return meets or self.left - 3 <= other.x <= self.right + 3


def flags(lines: Iterable[ChartLine], scale: Scale, plot: Box) -> tuple[Flag, ...]:
    """Labels for upright lines, in as few rows as they need; only the left and the right of the plot count.

    Some of the lines from the left have their labels at the left side, the others at the right side: then a label only
    ever lies over lines that end below it. Where there is no room for that, each has a row of its own.
    """
    ends = plot.right
    named = [
        Flag(line, across(scale, plot, line.value), FIGURE.fitted(said(line), ends))
        for line in sorted(lines, key=lambda line: line.value)
    ]
    ways = [way for split in range(len(named) + 1) if (way := _beside(named, split, ends)) is not None]
    if ways:
        return min(ways, key=flags_height)
    alone = [replace(flag, left=max(min(flag.x + 4, ends - flag.right), 0.0)) for flag in reversed(named)]
    return tuple(replace(flag, row=row) for row, flag in enumerate(alone))


def _beside(named: list[Flag], split: int, ends: float) -> tuple[Flag, ...] | None:
    """The labels with so many of them at the left side; None where one leaves the sheet."""
    at_left = [replace(flag, left=flag.x - 4 - flag.right) for flag in named[:split]]
    at_right = [replace(flag, left=flag.x + 4) for flag in reversed(named[split:])]
    if any(flag.left < 0 for flag in at_left) or any(flag.right > ends for flag in at_right):
        return None
    return (*_stacked(at_left), *_stacked(at_right))


def _stacked(beside: list[Flag]) -> Iterator[Flag]:
    """Each label over all that it would meet."""
    placed: list[Flag] = []
    for flag in beside:
        row = max((other.row + 1 for other in placed if flag.is_over(other)), default=0)
        placed.append(replace(flag, row=row))
    yield from placed


def flags_height(placed: Iterable[Flag]) -> float:
    """What the rows of labels take over the plot."""
    rows = max((flag.row + 1 for flag in placed), default=0)
    return rows * FLAG_ROW + _GAP if rows else 0.0


def draw_flags(sheet: Sheet, placed: tuple[Flag, ...], plot: Box, pen: Pen) -> None:
    """Upright dashed lines through a plot up to their labels; the labels stand on white, so that no line crosses."""
    for flag in placed:
        foot: Place = (flag.x, plot.bottom)
        sheet.lines([(foot, (flag.x, flag.top(plot) + 2))], pen)
    for flag in placed:
        top = flag.top(plot)
        sheet.box(Box(flag.left - 1, top + 1, FIGURE.width(flag.text) + 1, FLAG_ROW - 2), Pen("#ffffff"))
        sheet.words((flag.left, top + 12), flag.text, FIGURE)
