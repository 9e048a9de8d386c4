"""Numbers as people type them, and as fields show them: exact, so that a field that is left alone changes nothing."""

from __future__ import annotations

import math
import re
from decimal import Decimal

from vehicleplan.report.numbers import as_given


class UnreadableError(ValueError):
    """A text stands for no such value, or a value for no such text."""


_BLANK = "[ _\u00a0\u202f]"
_PLAIN = r"(?:0|[1-9]\d*)"
_NUMBER = re.compile(
    rf"[+-]?(?:(?:{_PLAIN}|[1-9]\d{{0,2}}(?:,\d{{3}})+|[1-9]\d{{0,2}}(?:{_BLANK}\d{{3}})+)(?:\.\d*)?|\.\d+)"
    r"(?:[eE][+-]?\d{1,3})?",
    re.ASCII,
)
"""A number with commas, blanks or underscores between its thousands."""


def number(text: str) -> int | float:
    """The number that a text stands for, whole where it is.

    Raises:
        UnreadableError: it is no number.
    """
    return _whole(_exact(text))


def share(text: str) -> int | float:
    """The part from 0 to 1 that `0.4` or `40 %` stands for.

    Raises:
        UnreadableError: it is neither.
    """
    text = text.strip()
    return _whole(_exact(text[:-1]) / 100) if text.endswith("%") else number(text)


def split(text: str) -> list[str]:
    """The numbers of a list: commas with a blank part them; commas without one do where they part no thousands."""
    text = text.strip()
    if ";" in text:
        return _parts(text, ";")
    if ", " in text or text.endswith(","):
        return [*_parts(text.rstrip(","), ", "), *([""] if text.endswith(",") else [])]
    return [text] if _NUMBER.fullmatch(text) else _parts(text, ",")


def grouped(value: object) -> str:
    """A number with commas between its thousands."""
    figure = _figure(value)
    text = as_given(figure)
    return text if number(text) == figure else repr(figure)


def plain(value: object) -> str:
    """A number for a place where commas part numbers: with blanks between its thousands."""
    return grouped(value).replace(",", " ")


def percent(value: object) -> str:
    """A part as a percentage, or as it is where that would not be exact."""
    figure = _figure(value)
    text = f"{as_given(figure * 100)} %".replace(",", " ")
    return text if share(text) == figure else plain(value)


def _parts(text: str, separator: str) -> list[str]:
    return [part.strip() for part in text.strip().strip(separator).split(separator)]


def _exact(text: str) -> Decimal:
    text = text.strip()
    if _NUMBER.fullmatch(text) is None:
        raise UnreadableError(text)
    return Decimal(re.sub(f"{_BLANK}|,", "", text))


def _whole(exact: Decimal) -> int | float:
    if exact == exact.to_integral_value() and abs(exact) < 10**18:
        return int(exact)
    figure = float(exact)
    if not math.isfinite(figure):
        raise UnreadableError(str(exact))
    return figure


def _figure(value: object) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise UnreadableError(value)
    return value
