"""A chart as data: scales, points, lines. Whatever draws it, a terminal or a page, draws these values and no others.

It knows no screen: places are in the units of the scales, and every word on it is made already.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from enum import StrEnum

from vehicleplan.frozen import dataclass


class PointMark(StrEnum):
    """What a point says beside its place."""

    PLAIN = "plain"
    CHANGE = "change"


@dataclass(frozen=True)
class Tick:
    """A place on a scale that is named.

    Attributes:
        value: The place.
        label: Its figure in words.
    """

    value: float
    label: str


@dataclass(frozen=True)
class Scale:
    """One side of a chart.

    Attributes:
        title: What it counts, with its unit.
        low: The value at its beginning.
        high: The value at its end, above that at its beginning.
        ticks: Its named places, from the lowest.
    """

    title: str
    low: float
    high: float
    ticks: tuple[Tick, ...]

    def share(self, value: float) -> float:
        """How far along the scale a value lies: 0 at its beginning, 1 at its end."""
        return (value - self.low) / (self.high - self.low)


@dataclass(frozen=True)
class ChartPoint:
    """A point of a chart, in the units of its scales."""

    x: float
    y: float
    mark: PointMark = PointMark.PLAIN


@dataclass(frozen=True)
class ChartLine:
    """A dashed line across a chart.

    Attributes:
        value: Where it lies on its scale.
        figure: Its value in words.
        label: What it stands for.
    """

    value: float
    figure: str
    label: str


@dataclass(frozen=True)
class Chart:
    """Points over a scale.

    Attributes:
        title: What is shown.
        x: The scale from left to right.
        y: The scale from bottom to top.
        points: The points, from left to right; nothing is said of what lies between them.
        meanings: What each mark of a point that occurs stands for.
        levels: Dashed lines at a height, such as the goal.
        places: Dashed lines upright, such as the scenario's own budget.
    """

    title: str
    x: Scale
    y: Scale
    points: tuple[ChartPoint, ...]
    meanings: tuple[tuple[PointMark, str], ...] = ()
    levels: tuple[ChartLine, ...] = ()
    places: tuple[ChartLine, ...] = ()


_NEAR_ZERO = 0.5
"""A scale begins at 0 where its least value is below this part of its largest: the picture then shows proportions."""


def exact_scale(title: str, low: float, high: float, words: Callable[[float], str], *, is_whole: bool = False) -> Scale:
    """A scale that ends where its values do, with ticks at round values between.

    Args:
        title: What it counts.
        low: The lowest value.
        high: The highest value, above the lowest.
        words: A value in words.
        is_whole: Whether it has whole numbers only.
    """
    step = _round_step(high - low, 10, is_whole=is_whole)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return Scale(title, low, high, tuple(_tick(step * at, words) for at in range(first, last + 1)))


def round_scale(title: str, values: Iterable[float], words: Callable[[float], str]) -> Scale:
    """A scale that ends at round values, with all of its values between; from 0 where that is not far away.

    Args:
        title: What it counts.
        values: At least one value; none is below 0.
        words: A value in words.
    """
    values = tuple(values)
    low, high = min(values), max(values)
    if low < _NEAR_ZERO * high or high == 0:
        low = 0.0
    elif high - low < 1e-6 * high:
        low, high = low * 0.9, high * 1.1
    step = _round_step((high - low) or 1.0, 4, is_whole=False)
    first, last = math.floor(low / step + 1e-9), max(math.ceil(high / step - 1e-9), 1)
    ticks = tuple(_tick(step * at, words) for at in range(first, last + 1))
    return Scale(title, ticks[0].value, ticks[-1].value, ticks)


def _tick(value: float, words: Callable[[float], str]) -> Tick:
    clean = float(f"{value:.12g}")
    return Tick(clean, words(clean))


def _round_step(span: float, steps: int, *, is_whole: bool) -> float:
    """1, 2 or 5 times a power of ten, so that about so many steps make up the span."""
    rough = span / steps
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(times * power for times in (1.0, 2.0, 5.0, 10.0) if times * power >= rough * (1 - 1e-9))
    return max(1.0, step) if is_whole else step
