"""How much room text takes in a cell. Columns are measured in digits; letters are narrower or wider than those."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final

from vehicleplan.exports.arial import arial_width

_DIGIT: Final = arial_width("0")
_BLANK: Final = arial_width(" ") / _DIGIT
_SURE: Final = 0.95
"""The part of a cell's width that text has in any program."""


def text_width(text: str, *, is_bold: bool = False) -> float:
    """How wide the longest line of a text is. Units: digits."""
    return max(_width(line, is_bold=is_bold) for line in text.split("\n"))


def lines_needed(text: str, width: float) -> int:
    """How many lines a text takes in cells of this width together, in doubt one too many. Units: digits."""
    return sum(_lines(line.split(" "), max(width * _SURE, 4.0)) for line in text.split("\n"))


def _lines(words: Iterable[str], width: float) -> int:
    """Lines of one paragraph, broken between words, and within a word that is too long."""
    lines, used = 1, 0.0
    for word in words:
        length = _width(word)
        if used and used + _BLANK + length > width:
            lines, used = lines + 1, 0.0
        used += length + (_BLANK if used else 0.0)
        if used > width:
            more = math.ceil(used / width) - 1
            lines, used = lines + more, used - more * width
    return lines


def _width(text: str, *, is_bold: bool = False) -> float:
    return arial_width(text, is_bold=is_bold) / _DIGIT
