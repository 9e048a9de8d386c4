"""Text as a workbook can hold it: within the limits of Excel, without characters that its files cannot have."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import count

MOST_IN_CELL = 32_767
"""Characters of a cell; more and Excel calls the file damaged."""
_MOST_IN_NAME = 31
_MOST_IN_HEADER = 100
"""Characters of a header or footer, so that what stands at the right of it has room; Excel takes 255 with codes."""

_NOT_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_IN_NO_NAME = str.maketrans(
    {":": ",", "/": "-", "\\": "-", "[": "(", "]": ")", "*": " ", "?": " ", "\n": " ", "\t": " "}
)
_MARKUP = ("<r>", "</r>")
"""XlsxWriter takes text between these for markup and writes it as it is."""


def clean(text: str, most: int = MOST_IN_CELL) -> str:
    """The text without characters that XML refuses, cut where it is too long."""
    shown = cut(_NOT_XML.sub("\ufffd", text.replace("\r\n", "\n")), most)
    is_markup = shown.startswith(_MARKUP[0]) and shown.endswith(_MARKUP[1])
    return cut(f" {shown}", most) if is_markup else shown


def cut(text: str, most: int) -> str:
    """The text in at most so many characters as Excel counts them; an ellipsis stands where some are left out."""
    encoded = text.encode("utf-16-le", "replace")
    if len(encoded) <= 2 * most:
        return text
    return encoded[: 2 * (most - 1)].decode("utf-16-le", "ignore").rstrip() + "…"


def sheet_name(title: str, taken: Iterable[str], end: str = "") -> str:
    """A name for a sheet: no longer than Excel takes, without its forbidden characters, unlike all that are taken.

    Args:
        title: What it should say.
        taken: The names of other sheets.
        end: What it ends with, however long the title is.
    """
    words = " ".join(clean(title).translate(_IN_NO_NAME).split()).strip("'") or "Sheet"
    known = {name.casefold() for name in taken} | {"history"}
    for number in count(1):
        tail = end if number == 1 else f"{end} {number}"
        name = cut(words, _MOST_IN_NAME - len(tail)).rstrip("'") + tail
        if name.casefold() not in known:
            return name
    raise AssertionError("there is always another number")


def header_words(text: str) -> str:
    """Text for the header or footer of a page, where an ampersand begins a code."""
    words = " ".join(clean(text).split())
    return cut(words, max(20, _MOST_IN_HEADER - words.count("&"))).replace("&", "&&")
