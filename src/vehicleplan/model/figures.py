"""How figures are written: the style that is current where a sentence is made.

The style is a context, as `decimal.localcontext` is one: sentences with figures in them are made deep down, by the
questions and by the optimizer, in rooms that must not know which library writes a locale, and a style that was handed
through every call on the way there would be an argument of everything. Who wants another style than the plain one says
so once, around the work: `with written_in(locale_style("de_DE")): …`. A thread begins with the plain style, unless
whoever starts it copies the context.

What is rounded, and to how many digits, is decided before and elsewhere: a style only writes.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal
from typing import Protocol

from vehicleplan.frozen import dataclass


class Style(Protocol):
    """A way to write figures. What comes in is rounded to the digits already."""

    def number(self, value: Decimal, digits: int) -> str:
        """A number with its thousands in groups and exactly so many decimals."""
        ...

    def money(self, value: Decimal, digits: int, currency: str) -> str:
        """An amount with its currency. Units: the currency, an ISO 4217 code."""
        ...

    def date(self, value: datetime.date) -> str:
        """A day."""
        ...


@dataclass(frozen=True)
class _Plain:
    """The program's own style, the same for everybody: `1,234.5`, `1,234 USD`, `2027-01-31`."""

    def number(self, value: Decimal, digits: int) -> str:
        """A number with commas between thousands."""
        return f"{value:,.{digits}f}"

    def money(self, value: Decimal, digits: int, currency: str) -> str:
        """An amount before the code of its currency, which no two currencies share."""
        return f"{self.number(value, digits)} {currency}"

    def date(self, value: datetime.date) -> str:
        """A day as ISO 8601 has it."""
        return value.isoformat()


PLAIN: Style = _Plain()
_STYLE: ContextVar[Style] = ContextVar("style", default=PLAIN)


def style() -> Style:
    """The style that is current."""
    return _STYLE.get()


@contextmanager
def written_in(chosen: Style) -> Iterator[None]:
    """Everything that is worded inside is written in this style."""
    token = _STYLE.set(chosen)
    try:
        yield
    finally:
        _STYLE.reset(token)


def to_digits(value: float, digits: int) -> Decimal:
    """A float to so many decimals, exact halves of its binary value to the even digit, as `format` rounds."""
    return Decimal(f"{value:.{digits}f}")


def with_least_digits(value: Decimal) -> tuple[Decimal, int]:
    """A figure and how many decimals it needs: none for the zeros at its end."""
    exponent = value.normalize().as_tuple().exponent
    digits = max(0, -exponent) if isinstance(exponent, int) else 0
    return value, digits


def shortened(value: float) -> str:
    """A figure in six digits without zeros at its end, for a rate, a factor or a threshold."""
    if style() is PLAIN:
        return f"{value:g}"
    return style().number(*with_least_digits(Decimal(f"{value:g}")))
