"""Whether a text has more keys, items and names than a TOML reader can hold in reasonable memory.

A file of a few MiB can be written so that its tables take hundreds of times its size: a key in a list takes 200 bytes
of memory, and each part of a name that is new, as in `[a.b.c]`, takes a thousand. So they are counted before anything
is read, and the file is refused, in a fraction of the time of reading.
"""

from __future__ import annotations

import re

MOST_VALUES = 250_000
"""Keys and list items of a file; 5,000 vehicles may have 50 each."""
MOST_NAMES = 40_000
"""Parts of dotted keys, and of headers that differ; 5,000 vehicles may have 8 dotted keys each."""

_HARMLESS = 64 * 1024
"""Characters of a text that is too short to matter."""
_PART = r"(?:[\w-]++|\"[^\"\n]*+\"|'[^'\n]*+')"
_DOTS = rf"{_PART}(?:[ \t]*+\.[ \t]*+{_PART})"
_DOTTED_KEY = re.compile(rf"(?<![\w-]){_DOTS}++[ \t]*+(?==)")
_HEADER = re.compile(rf"^[ \t]*+\[\[?[ \t]*+({_DOTS}*+)", re.MULTILINE)


def crowding(text: str) -> str | None:
    """What the text has too many of, or None."""
    if len(text) <= _HARMLESS:
        return None
    if sum(map(text.count, "=,[")) > MOST_VALUES:
        return f"there are more than {MOST_VALUES:,} keys and list items"
    could_be_many = text.count("[") + 2 * text.count(".") > MOST_NAMES  # a name has one of them, and this is quick
    if could_be_many and _has_many_names(text):
        return f"there are more than {MOST_NAMES:,} names of tables and dotted keys"
    return None


def _has_many_names(text: str) -> bool:
    seen: set[str] = set()
    count = 0
    for found in _HEADER.finditer(text):
        if found[1] not in seen:
            seen.add(found[1])
            count += found[1].count(".") + 1
            if count > MOST_NAMES:
                return True
    for found in _DOTTED_KEY.finditer(text):
        count += found[0].count(".")
        if count > MOST_NAMES:
            return True
    return False
