"""How much room text takes on a slide, and text made to fit it. Widths are those of Arial, so no machine decides them.

All lengths are points. Estimates err on the wide side: what fits here fits on every machine.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from vehicleplan.exports.arial import arial_width

ELLIPSIS: Final = "…"
PARAGRAPH_GAP: Final = 0.35
"""Between paragraphs, of the size of the letters."""
LINE_HEIGHT: Final = 1.2
"""Of the size of the letters."""
WIDE_LINE_HEIGHT: Final = 1.45
"""The same where letters come from another font than Arial, such as Chinese ones."""

_SURPLUS = 1.03
"""What is kept free for hinting and kerning that differ between programs."""
_BREAKS = re.compile(r"[^\s-]*-+|[^\s-]+|\s+")


def clean(text: str) -> str:
    """The text without what a file of slides cannot hold; control characters become spaces, line breaks stay."""
    return "".join(letter if letter == "\n" or _is_text(letter) else " " for letter in text)


def one_line(text: str) -> str:
    """The clean text with every stretch of blanks and line breaks as one space."""
    return " ".join(clean(text).split())


def _is_text(letter: str) -> bool:
    return unicodedata.category(letter) not in ("Cc", "Cs", "Zl", "Zp") and ord(letter) & 0xFFFE != 0xFFFE


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a line of text."""
    return arial_width(text, is_bold=bold) * size * _SURPLUS


def widest_word(text: str, size: float, *, bold: bool = False) -> float:
    """The width of the longest piece that is kept together where there is room."""
    return max((text_width(piece.strip(), size, bold=bold) for piece in _pieces(text)), default=0.0)


def _pieces(text: str) -> Iterator[str]:
    """What lines may end after: words, blanks, parts of words with a hyphen, each wide letter."""
    for piece in _BREAKS.findall(text):
        word = ""
        for letter in piece:
            if unicodedata.east_asian_width(letter) in ("W", "F"):
                if word:
                    yield word
                word = ""
                yield letter
            else:
                word += letter
        if word:
            yield word


def line_height(text: str, size: float) -> float:
    """The height of a line with these letters."""
    is_wide = any(unicodedata.east_asian_width(letter) in ("W", "F") or ord(letter) > 0x2FFF for letter in text)
    return size * (WIDE_LINE_HEIGHT if is_wide else LINE_HEIGHT)


def wrapped(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """The text in lines of this width; a word that is longer than a line is broken."""
    return [line for paragraph in text.split("\n") for line in _lines(paragraph, width, size, bold=bold)]


def _lines(text: str, width: float, size: float, *, bold: bool) -> list[str]:
    lines, line, used = [], "", 0.0
    for piece in _pieces(text):
        wide = text_width(piece, size, bold=bold)
        if used + wide > width and line and not piece.isspace():
            lines.append(line.rstrip())
            line, used = "", 0.0
        if wide <= width or piece.isspace():
            line, used = line + piece, used + wide
            continue
        for letter in piece:
            wide = text_width(letter, size, bold=bold)
            if used + wide > width and line:
                lines.append(line)
                line, used = "", 0.0
            line, used = line + letter, used + wide
    return [*lines, line.rstrip()]


def text_height(text: str, width: float, size: float, *, bold: bool = False) -> float:
    """The height of the text in lines of this width."""
    return len(wrapped(text, width, size, bold=bold)) * line_height(text, size)


@lru_cache(maxsize=4096)
def clipped(text: str, width: float, size: float, *, most: int = 1, bold: bool = False) -> str:
    """The text, or as much of its beginning as fits so many lines of this width, with an ellipsis."""
    if len(wrapped(text, width, size, bold=bold)) <= most:
        return text
    low, high = 0, len(text) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if len(wrapped(_cut(text, middle), width, size, bold=bold)) <= most:
            low = middle
        else:
            high = middle - 1
    return _cut(text, low)


def _cut(text: str, length: int) -> str:
    """So many letters, less if the last one would lose its marks."""
    while length and (unicodedata.combining(text[length]) or text[length] in "\u200d\ufe0f"):
        length -= 1
    return text[:length].rstrip(" \n,;:.\u200d") + ELLIPSIS


def largest_size(
    texts: Sequence[str], width: float, height: float, sizes: Sequence[float], *, bold: bool = False
) -> float:
    """The largest of the sizes, which fall, at which all paragraphs fit; the last where none does."""
    fitting = (size for size in sizes if paragraphs_height(texts, width, size, bold=bold) <= height)
    return next(fitting, sizes[-1])


def paragraphs_height(texts: Sequence[str], width: float, size: float, *, bold: bool = False) -> float:
    """The height of paragraphs with gaps between them."""
    heights = sum(text_height(text, width, size, bold=bold) for text in texts)
    return heights + PARAGRAPH_GAP * size * max(0, len(texts) - 1)


def that_fit(texts: Sequence[str], width: float, height: float, size: float, *, bold: bool = False) -> list[str]:
    """The first paragraphs that fit; the one that does not is clipped where at least a line of it fits."""
    kept: list[str] = []
    for text in texts:
        space = PARAGRAPH_GAP * size if kept else 0.0
        needed = text_height(text, width, size, bold=bold)
        if needed + space <= height:
            kept.append(text)
            height -= needed + space
            continue
        lines = int((height - space) // line_height(text, size))
        if lines > 0:
            kept.append(clipped(text, width, size, most=lines, bold=bold))
        break
    return kept
