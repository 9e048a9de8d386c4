"""How much room text takes in a cell. Columns are measured in digits; letters are narrower or wider than those."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable
from typing import Final

_WIDTHS: Final = {
    character: width
    for width, characters in (
        (0.5, " .,:;'|!/()[]-ijlftrI"),
        (0.9, "cksvxyzJ"),
        (1.3, "wABCDEFGHKNOPQRSTUVXYZ&"),
        (1.6, "mMW%@"),
    )
    for character in characters
}
"""Widths in Arial, and in all fonts that were made to replace it, as parts of a digit's."""
_FULL: Final = 1.85
_BOLD: Final = 1.08
_SURE: Final = 0.95
"""The part of a cell's width that text has in any program."""


def text_width(text: str, *, is_bold: bool = False) -> float:
    """How wide the longest line of a text is. Units: digits."""
    width = max(_width(line) for line in text.split("\n"))
    return width * _BOLD if is_bold else width


def lines_needed(text: str, width: float) -> int:
    """How many lines a text takes in cells of this width together, in doubt one too many. Units: digits."""
    return sum(_lines(line.split(" "), max(width * _SURE, 4.0)) for line in text.split("\n"))


def _lines(words: Iterable[str], width: float) -> int:
    """Lines of one paragraph, broken between words, and within a word that is too long."""
    lines, used = 1, 0.0
    for word in words:
        length = _width(word)
        if used and used + 0.5 + length > width:
            lines, used = lines + 1, 0.0
        used += length + (0.5 if used else 0.0)
        if used > width:
            more = math.ceil(used / width) - 1
            lines, used = lines + more, used - more * width
    return lines


def _width(text: str) -> float:
    return math.fsum(_WIDTHS.get(character) or _other(character) for character in text)


def _other(character: str) -> float:
    if unicodedata.combining(character):
        return 0.0
    return _FULL if unicodedata.east_asian_width(character) in "WF" else 1.0
