"""What people type into a field and what the file has there, both ways.

Text that is no such value stays the text that was typed, so that nothing typed is lost and the fault of the draft says
what is wrong with it. An empty field is a key that goes: back to the default. A value that no text of the field's kind
stands for is shown as it is, and stays as long as the field is left alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from vehicleplan.report.problems import harmless
from vehicleplan.session.draft import DELETED
from vehicleplan.tui.forms import ways
from vehicleplan.tui.forms.figures import UnreadableError


class Kind(StrEnum):
    """What a field takes."""

    TEXT = "text"
    LONG_TEXT = "long text"
    LINES = "lines"
    NUMBER = "number"
    SHARE = "share"
    YES_NO = "yes or no"
    DATE = "date"
    PER_PERIOD = "per period"
    RANGE = "range"
    LEVELS = "levels"
    NAMES = "names"
    AMOUNTS = "amounts"
    SHARES = "shares"
    VERDICTS = "verdicts"
    ESTIMATES = "estimates"
    REACH = "reach"
    TIERS = "tiers"

    @property
    def hint(self) -> str:
        """How one writes it; empty where any text will do."""
        return _WAYS[self].hint


def value_of(kind: Kind, text: str) -> Any:  # noqa: ANN401 - whatever TOML has
    """What a text stands for: a value of TOML, the text itself where it stands for none, or `DELETED` where empty."""
    if not text.strip() and kind is not Kind.TEXT:
        return DELETED
    if not text:
        return DELETED
    try:
        return _WAYS[kind].read(text)
    except UnreadableError:
        return text


def text_of(kind: Kind, value: object) -> str:
    """What a field shows for a value of TOML; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value if kind in (Kind.LONG_TEXT, Kind.LINES) else harmless(value)
    try:
        text = _WAYS[kind].write(value)
    except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError):
        return harmless(_as_in_a_file(value))
    return text if says_same(value_of(kind, text), value) else harmless(_as_in_a_file(value))


def is_unreadable(kind: Kind, value: object) -> bool:
    """Whether a value is text that stands for nothing of its kind."""
    return isinstance(value, str) and bool(_WAYS[kind].hint)


def says_same(one: object, other: object) -> bool:
    """Whether two values of TOML say the same; `true` is not 1, and 1 is 1.0."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(says_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(says_same, one, other))
    return (
        isinstance(one, bool) == isinstance(other, bool)
        and isinstance(one, str) == isinstance(other, str)
        and (one == other)
    )


def _as_in_a_file(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key} = {_as_in_a_file(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_as_in_a_file, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)


_WAYS: Mapping[Kind, ways.Way] = {
    Kind.TEXT: ways.TEXT,
    Kind.LONG_TEXT: ways.LONG_TEXT,
    Kind.LINES: ways.LINES,
    Kind.NUMBER: ways.NUMBER,
    Kind.SHARE: ways.SHARE,
    Kind.YES_NO: ways.YES_NO,
    Kind.DATE: ways.DATE,
    Kind.PER_PERIOD: ways.PER_PERIOD,
    Kind.RANGE: ways.RANGE,
    Kind.LEVELS: ways.LEVELS,
    Kind.NAMES: ways.NAMES,
    Kind.AMOUNTS: ways.AMOUNTS,
    Kind.SHARES: ways.SHARES,
    Kind.VERDICTS: ways.VERDICTS,
    Kind.ESTIMATES: ways.ESTIMATES,
    Kind.REACH: ways.REACH,
    Kind.TIERS: ways.TIERS,
}
