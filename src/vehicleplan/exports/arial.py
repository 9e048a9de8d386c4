"""Widths of text in Arial, and in all fonts that were made to replace it, so that no machine decides them."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

_EM = 1000
_PLAIN_WIDTHS: Final = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 "
    "584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 "
    "667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 "
    "278 556 500 722 500 500 500 334 260 334 584"
)
_BOLD_WIDTHS: Final = (
    "278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 333 333 "
    "584 584 584 611 975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778 667 778 722 667 611 722 667 944 "
    "667 667 611 333 278 333 584 556 333 556 611 556 611 556 333 611 611 278 278 556 278 889 611 611 611 611 389 556 "
    "333 611 556 778 556 556 500 389 280 389 584"
)
"""Arial from the space to the tilde, in thousandths of the size of the letters."""
_MARKS: Final = {
    "–": 556,
    "—": 1000,
    "…": 1000,
    "·": 333,
    "•": 350,
    "×": 584,
    "€": 556,
    "\u2019": 278,
    "\u201c": 500,
    "\u201d": 500,
}


def _by_letter(widths: str) -> dict[str, int]:
    return {chr(32 + place): int(width) for place, width in enumerate(widths.split())} | _MARKS


_PLAIN: Final = _by_letter(_PLAIN_WIDTHS)
_BOLD: Final = _by_letter(_BOLD_WIDTHS)
_UNKNOWN = 750
_PICTURE = 1350


def arial_width(text: str, *, is_bold: bool = False) -> float:
    """The width of a line of text. Units: the size of its letters."""
    known = _BOLD if is_bold else _PLAIN
    return sum(known.get(letter) or _strange_width(letter, bold=is_bold) for letter in text) / _EM


@lru_cache(maxsize=4096)
def _strange_width(letter: str, *, bold: bool) -> int:
    """The width of a letter beyond the commonest ones."""
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0
    if ord(letter) >= 0x1F000:
        return _PICTURE
    if unicodedata.east_asian_width(letter) in ("W", "F"):
        return _EM
    bare = unicodedata.normalize("NFD", letter)[0]
    return (_BOLD if bold else _PLAIN).get(bare, _UNKNOWN)
