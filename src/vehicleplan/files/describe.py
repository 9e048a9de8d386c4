"""A value of a file in words: how it looks, what sort of value it is, what is wrong with it as a number."""

from __future__ import annotations

import math
from datetime import date, datetime, time

_LONGEST = 40
"""Characters of a text that a message repeats."""
_LARGEST_WHOLE = 2**63
"""Whole numbers from here on are not written out."""
_SORTS: tuple[tuple[type, str], ...] = (
    (str, "text"),
    (bool, "a yes-or-no value"),
    (int, "a number"),
    (float, "a number"),
    (datetime, "a date with a time"),
    (date, "a date"),
    (time, "a time"),
    (list, "a list"),
    (dict, "a table"),
)


def sort_of(value: object) -> str:
    """What sort of value it is."""
    return next((name for kind, name in _SORTS if isinstance(value, kind)), "something else")


def shown(value: object) -> str:
    """A value as a file would have it, short."""
    if isinstance(value, str):
        clipped = value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…"
        return '"' + clipped.replace("\n", " ") + '"'
    if isinstance(value, list | dict):
        return {(True, True): "[…]", (True, False): "[]", (False, True): "{ … }", (False, False): "{}"}[
            isinstance(value, list), bool(value)
        ]
    if is_number(value):
        return _shown_number(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _shown_number(value: object) -> str:
    if isinstance(value, int):
        return str(value) if abs(value) < _LARGEST_WHOLE else "the number"
    return f"{value:.12g}"


def is_number(value: object) -> bool:
    """Whether it is a number; true and false are not."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def is_plain(text: str) -> bool:
    """Whether a message may repeat the text as it is."""
    return text.isprintable() and len(text) <= _LONGEST and '"' not in text


def number_fault(value: object, *, low: float = 0.0) -> str:
    """What is wrong with a value where a number of `low` or more should be."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        return wrong_sort(value)
    if isinstance(value, float) and not math.isfinite(value):
        return no_amount(value)
    return f"{shown(value)} is too {'small' if value < low else 'large'}"


def wrong_sort(value: object) -> str:
    """What the value is, where another sort of value should be."""
    return f"{shown(value)} is {sort_of(value)}"


def no_amount(value: float) -> str:
    """What is wrong with nan and inf."""
    return f"`{value}` is not an amount"
