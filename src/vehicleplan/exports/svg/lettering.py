"""Text that must find its place before anyone has set it: how wide it is, where it breaks, where it is cut.

No font is asked, as nobody knows which one a reader has. Widths are those of a wide one, so that what fits here fits.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

from vehicleplan.exports.look import INK, MUTED
from vehicleplan.frozen import dataclass

_CUT: Final = "…"
_BOLD: Final = 1.12
_EMS: Final = {
    **dict.fromkeys(" !'|.,:;ijlI/\\`", 0.33),
    **dict.fromkeys('()[]{}"*-rtf', 0.42),
    **dict.fromkeys("mM%@", 0.97),
    **dict.fromkeys("wW…—", 0.99),
    **dict.fromkeys("ABCEFKLPRSTVXYZ", 0.69),
    **dict.fromkeys("DGHNOQU", 0.78),
}
"""The width of a character in DejaVu Sans, the widest font that a page is set in where Source Sans 3 is missing, which
is a fifth narrower. Units: the size of the font."""


def _ems(character: str) -> float:
    """The width of a character. Units: the size of its font."""
    if character in _EMS:
        return _EMS[character]
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    return 0.78 if character.isupper() else 0.64


@dataclass(frozen=True)
class Font:
    """A size, a colour, a weight. Units: pixels."""

    size: float = 12.0
    fill: str = INK
    is_bold: bool = False

    @property
    def line(self) -> float:
        """From one line of text to the next."""
        return self.size * 1.3

    def width(self, text: str) -> float:
        """How wide the text will be at most."""
        return sum(map(_ems, text)) * self.size * (_BOLD if self.is_bold else 1.0)

    def fitted(self, text: str, room: float) -> str:
        """The text, cut with an ellipsis where there is not room for all of it."""
        text = " ".join(text.split())
        if self.width(text) <= room:
            return text
        kept = self._longest(text, room - self.width(_CUT))
        return f"{text[:kept].rstrip()}{_CUT}"

    def wrapped(self, text: str, room: float, most: int) -> tuple[str, ...]:
        """The text in lines that fit, the last of them cut where there would be more; its own breaks are kept."""
        lines = [line for own in text.splitlines() for line in self._broken(own, room)]
        if len(lines) <= most:
            return tuple(lines)
        return (*lines[: most - 1], self.fitted(" ".join(lines[most - 1 :]), room))

    def _broken(self, text: str, room: float) -> Iterator[str]:
        line = ""
        for word in self._pieces(text, room):
            longer = f"{line} {word}" if line else word
            if line and self.width(longer) > room:
                yield line
                line = word
            else:
                line = longer
        if line:
            yield line

    def _pieces(self, text: str, room: float) -> Iterator[str]:
        """The words; those that are wider than a line in pieces."""
        for word in text.split():
            rest = word
            while self.width(rest) > room:
                kept = max(1, self._longest(rest, room))
                yield rest[:kept]
                rest = rest[kept:]
            if rest:
                yield rest

    def _longest(self, text: str, room: float) -> int:
        """How many characters fit."""
        used, each = 0.0, self.width("0") / _ems("0")
        for at, character in enumerate(text):
            used += _ems(character) * each
            if used > room:
                return at
        return len(text)


LABEL: Final = Font()
STRONG: Final = Font(is_bold=True)
SMALL: Final = Font(11.0, MUTED)
FIGURE: Final = Font(11.0)
"""The smallest that is read without effort."""
