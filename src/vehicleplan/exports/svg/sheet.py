"""The sheet that a picture is drawn on: a handful of SVG elements, all with presentation attributes only.

So a picture looks the same in a browser and in a PDF, leaks no style into the page around it and refers to nothing
outside itself. Whatever a user typed goes through `_escaped`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Final, TypeAlias

from vehicleplan.exports.box import Box
from vehicleplan.exports.svg.lettering import Font
from vehicleplan.frozen import dataclass

FAMILY: Final = "Source Sans 3, system-ui, sans-serif"
Place: TypeAlias = tuple[float, float]
"""From the left and from the top. Units: pixels."""


class Anchor(StrEnum):
    """Which end of a text stands at its place."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True)
class Pen:
    """What fills a form and what lines it."""

    fill: str = "none"
    stroke: str = "none"
    width: float = 1.0
    dash: str = ""

    @property
    def attributes(self) -> str:
        """The same as attributes of an element."""
        said = f' fill="{self.fill}"'
        if self.stroke != "none":
            said += f' stroke="{self.stroke}" stroke-width="{number(self.width)}"'
        return said + (f' stroke-dasharray="{self.dash}"' if self.dash else "")


class Sheet:
    """What has been drawn so far, in order."""

    def __init__(self, width: int) -> None:
        self.width = width
        self._elements: list[str] = []

    def box(self, box: Box, pen: Pen, *, radius: float = 0.0) -> None:
        """A rectangle; one without a size is left out."""
        if box.width <= 0 or box.height <= 0:
            return
        size = f'width="{number(box.width)}" height="{number(box.height)}"'
        round_off = f' rx="{number(radius)}"' if radius else ""
        self._add(f'<rect x="{number(box.left)}" y="{number(box.top)}" {size}{round_off}{pen.attributes}/>')

    def lines(self, lines: Iterable[tuple[Place, Place]], pen: Pen) -> None:
        """Straight lines, all with one pen."""
        path = "".join(f"M{_place(start)}L{_place(end)}" for start, end in lines)
        if path:
            self._add(f'<path d="{path}"{pen.attributes}/>')

    def shape(self, corners: Iterable[Place], pen: Pen) -> None:
        """A closed form with straight sides."""
        self._add(f'<path d="M{"L".join(map(_place, corners))}Z"{pen.attributes}/>')

    def dot(self, centre: Place, radius: float, pen: Pen) -> None:
        """A circle."""
        at = f'cx="{number(centre[0])}" cy="{number(centre[1])}"'
        self._add(f'<circle {at} r="{number(radius)}"{pen.attributes}/>')

    def words(self, at: Place, text: str, font: Font, anchor: Anchor = Anchor.START) -> None:
        """A line of text on its base line; none where there is nothing to say."""
        if not text:
            return
        style = f'font-size="{number(font.size)}" fill="{font.fill}"'
        style += ' font-weight="600"' if font.is_bold else ""
        style += "" if anchor is Anchor.START else f' text-anchor="{anchor}"'
        self._add(f'<text x="{number(at[0])}" y="{number(at[1])}" {style}>{_escaped(text)}</text>')

    def paragraph(self, at: Place, lines: Iterable[str], font: Font, anchor: Anchor = Anchor.START) -> float:
        """Lines of text from a top downwards; returns where they end."""
        left, top = at
        for line in lines:
            self.words((left, top + font.size), line, font, anchor)
            top += font.line
        return top

    def centred(self, at: Place, text: str, font: Font) -> None:
        """A line of text around a place, moved aside where it would leave the sheet."""
        text = font.fitted(text, self.width)
        half = font.width(text) / 2
        self.words((min(max(at[0], half), self.width - half), at[1]), text, font, Anchor.MIDDLE)

    def svg(self, name: str, title: str, alt: str, height: float) -> str:
        """The whole as SVG, named for those who cannot see it. `name` must be another for each picture of a page."""
        stem = re.sub(r"[^A-Za-z0-9_-]+", "-", name)
        size = f'{self.width} {number(height)}" width="{self.width}" height="{number(height)}'
        look = f'preserveAspectRatio="xMinYMin" font-family="{FAMILY}"'
        named = f'role="img" aria-labelledby="{stem}-title {stem}-alt"'
        return "\n".join(
            (
                f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" {look} {named}>',
                f'<title id="{stem}-title">{_escaped(title)}</title>',
                f'<desc id="{stem}-alt">{_escaped(alt)}</desc>',
                *self._elements,
                "</svg>\n",
            )
        )

    def _add(self, element: str) -> None:
        self._elements.append(element)


def number(value: float) -> str:
    """A coordinate: at most two decimals, and never a negative zero."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _place(at: Place) -> str:
    return f"{number(at[0])} {number(at[1])}"


_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _escaped(text: str) -> str:
    """Text as XML; characters that no XML file may hold become the sign for that."""
    return html.escape(_NOT_IN_XML.sub("\ufffd", text))
