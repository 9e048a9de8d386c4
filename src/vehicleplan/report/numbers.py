"""Numbers as people read them. The only place where a figure of a report is rounded or turned into text.

It is written in the style that is current (see `model.figures`); texts are compared only with texts of the same style.
A rounded figure is never a negative zero, and rounding happens before the choice of digits, so that 9.96 is 10.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeGuard

from vehicleplan.model.figures import style, to_digits, with_least_digits
from vehicleplan.report.contracts import Cell, Kind

RANGE = "\u2013"
"""Between two figures, and where there is no figure."""

UNDER = "under"
"""Before the least figure that is written, for what is less and not nothing."""

DIGITS = 9
"""Significant digits of published floats: more than any estimate has, fewer than arithmetic dust."""


def published(value: float) -> float:
    """The figure without the dust of arithmetic, for files and programs."""
    return round(float(f"{value:.{DIGITS}g}"), DIGITS) + 0.0


def whole_where_possible(value: float) -> int | float:
    """The published figure, as an integer where it is one."""
    rounded = published(value)
    return int(rounded) if rounded.is_integer() else rounded


def money(value: float, currency: str = "") -> str:
    """An amount of money: cents below 100, whole units from there on. Units: the currency, named where given."""
    digits = 2 if 0 < _rounded(abs(value), 2) < 100 else 0
    return style().money(_rounded(value, digits), digits, currency) if currency else _grouped(value, digits)


def results(value: float) -> str:
    """A number of results or outcomes: one decimal below 10, whole from there on; two digits of what is tiny."""
    size = abs(value)
    if 0 < size < 0.05:
        return f"{UNDER} {_grouped(0.01, 2)}" if size < 0.01 else _grouped(value, 2)
    return _trimmed(value, 1 if _rounded(size, 1) < 10 else 0)


def hours(value: float) -> str:
    """Hours: one decimal below 10, whole from there on."""
    return _trimmed(value, 1 if _rounded(abs(value), 1) < 10 else 0)


def count(value: float) -> str:
    """A number of activities: whole where it is, else up to two decimals."""
    return _trimmed(value, 2 if abs(value) < 1_000 else 0)


def percent(share: float) -> str:
    """A share as a percentage. Units: share 0 to 1 in, percent out."""
    size = abs(share) * 100
    if 0 < size < 0.1:
        return f"{UNDER} {_grouped(0.1, 1)} %"
    return f"{_trimmed(share * 100, 1 if _rounded(size, 1) < 10 else 0)} %"


def percent_enough(share: float) -> str:
    """A change that must be made, to a tenth of a percent and never less than it takes; from 1,000 % on whole.

    Units: share 0 to 1 in, percent out.
    """
    digits = 1 if share < 10 else 0
    steps = math.ceil(share * 100 * 10**digits - 1e-3)
    return f"{style().number(to_digits(steps / 10**digits, digits), digits)} %"


def as_given(value: float) -> str:
    """A figure that a person gave, with all its digits: a limit is never rounded."""
    return style().number(*_as_given(value))


def money_as_given(value: float, currency: str) -> str:
    """An amount that a person gave, with all its digits. Units: the currency."""
    return style().money(*_as_given(value), currency)


def _as_given(value: float) -> tuple[Decimal, int]:
    return with_least_digits(Decimal(f"{value:.12g}"))


def change(before: float, after: float, kind: Kind, currency: str = "") -> str:
    """The change from one figure to another with its sign, such as `+31`; empty where it is too small to show.

    Units: money in the currency, named where given.
    """
    size = abs(after - before)
    if kind is Kind.MONEY and max(abs(before), abs(after)) >= 100 and size >= 1:
        text = style().money(_rounded(size, 0), 0, currency) if currency else _grouped(size, 0)
    elif kind is Kind.MONEY:
        text = money(size, currency) if money(size) != money(0.0) else money(0.0)
    else:
        text = _BY_KIND[kind](size)
    if text == _BY_KIND[kind](0.0) or text.startswith(UNDER):
        return ""
    return f"{'+' if after > before else '-'}{text}"


def seconds(value: float) -> str:
    """A length of time: tenths of a second below ten, whole seconds below two minutes, then minutes."""
    if value < 120:
        return f"{_trimmed(value, 1 if value < 10 else 0)} s"
    return f"{int(value // 60)} min {int(value % 60)} s"


def date(value: datetime.date) -> str:
    """A day."""
    return style().date(value)


def use(pair: tuple[float, float]) -> str:
    """What is used of what there is, such as `120/160`. Units: hours."""
    used, available = pair
    return f"{hours(used)}/{hours(available)}"


def _rounded(value: float, digits: int) -> Decimal:
    """Rounded half away from zero, as people do; dust of arithmetic does not count. Never a negative zero."""
    exact = Decimal(f"{value:.12g}").quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    return exact if exact else abs(exact)


def _grouped(value: float, digits: int) -> str:
    return style().number(_rounded(value, digits), digits)


def _trimmed(value: float, digits: int) -> str:
    return style().number(*with_least_digits(_rounded(value, digits)))


_BY_KIND: Mapping[Kind, Callable[[float], str]] = {
    Kind.MONEY: money,
    Kind.COUNT: count,
    Kind.HOURS: hours,
    Kind.RESULTS: results,
    Kind.PERCENT: percent,
}


def cell_texts(cells: Iterable[Cell], kind: Kind) -> list[str]:
    """The cells of a column as text; money is in whole units in all of them where one is 1,000 or more."""
    cells = tuple(cells)
    if kind is Kind.MONEY and any(_is_amount(cell) and abs(cell) >= 1_000 for cell in cells):
        return [_grouped(cell, 0) if _is_amount(cell) else _cell_text(cell, kind) for cell in cells]
    return [_cell_text(cell, kind) for cell in cells]


def _is_amount(cell: Cell) -> TypeGuard[float]:
    return isinstance(cell, float) and math.isfinite(cell)


def _cell_text(cell: Cell, kind: Kind) -> str:
    """A cell as text; an absent one is empty."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, tuple):
        return use(cell)
    if isinstance(cell, datetime.date):
        return date(cell)
    return _BY_KIND[kind](cell) if math.isfinite(cell) else RANGE
