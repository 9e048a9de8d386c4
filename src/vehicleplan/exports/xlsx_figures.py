"""How figures stand in cells: by the kind of their column they have a number format that shows what reports show."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TypeGuard

from vehicleplan.report.chart import Scale
from vehicleplan.report.contracts import Cell, Kind
from vehicleplan.report.numbers import published

DAY = "yyyy-mm-dd"
_WHOLE = "#,##0"
_CENTS = "[>=99.995]#,##0;[=0]0;#,##0.00"
_TENTHS = "[>=9.95]#,##0;[>=0.05]0.0;0"
_SHARE = "[>=0.0995]0 %;[=0]0 %;0.0 %"


def is_figure(cell: Cell) -> TypeGuard[float]:
    """Whether the cell is a number that a spreadsheet can hold."""
    return isinstance(cell, int | float) and math.isfinite(cell)


def figures(cells: Iterable[Cell]) -> list[float]:
    """The cells that are figures."""
    return [cell for cell in cells if is_figure(cell)]


def has_amounts(cells: Iterable[Cell]) -> bool:
    """Whether one of the figures is 1,000 or more, so that money in the whole column is in whole units."""
    return any(abs(cell) >= 1_000 for cell in figures(cells))


def number_format(value: float, kind: Kind, *, is_whole: bool) -> str:
    """The format of a figure; it stays right where somebody changes the figure. `is_whole`: money in whole units."""
    if kind is Kind.MONEY:
        return _WHOLE if is_whole else _CENTS
    if kind is Kind.PERCENT:
        return _SHARE
    if kind is Kind.HOURS:
        return _TENTHS
    if kind is Kind.RESULTS:
        return "0.00" if 0 < abs(value) < 0.05 else _TENTHS
    return _count_format(value)


def _count_format(value: float) -> str:
    """Decimals as far as there are any; the format for all of them would also show the dust of arithmetic."""
    if abs(value) >= 1_000:
        return _WHOLE
    if published(value) == round(value, 2):
        return "General"
    digits = next((at for at in (0, 1) if math.isclose(value, round(value, at), rel_tol=0, abs_tol=1e-6)), 2)
    return _decimals(digits)


def _decimals(digits: int) -> str:
    return f"{_WHOLE}.{'0' * digits}" if digits else _WHOLE


def axis_format(scale: Scale) -> str:
    """The format of a chart's axis: with as many decimals as its ticks need."""
    if any("%" in tick.label for tick in scale.ticks):
        return "0 %"
    step = _step(scale)
    digits = max(0, min(3, math.ceil(-math.log10(step) - 1e-9))) if step else 0
    return _decimals(digits)


def axis_ends(scale: Scale) -> dict[str, float]:
    """Where a chart's axis begins and ends: at ticks, so that its grid has round values."""
    step = _step(scale)
    if not step:
        return {"min": scale.low, "max": scale.high}
    first, last = scale.ticks[0].value, scale.ticks[-1].value
    low = first if scale.low >= first - 1e-9 * step else first - step
    high = last if scale.high <= last + 1e-9 * step else last + step
    return {"min": max(0.0, low) if scale.low >= 0 else low, "max": high, "major_unit": step}


def _step(scale: Scale) -> float:
    values = [tick.value for tick in scale.ticks]
    return values[1] - values[0] if len(values) > 1 else 0.0
