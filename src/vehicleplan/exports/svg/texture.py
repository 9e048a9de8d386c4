"""What tells areas apart without colour: lines across them, plain ones, as not every renderer knows patterns."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto

from vehicleplan.exports.box import Box
from vehicleplan.exports.svg.sheet import Pen, Place, Sheet


class Texture(Enum):
    """How an area is lined."""

    PLAIN = auto()
    RISING = auto()
    LEVEL = auto()
    UPRIGHT = auto()


def textured(sheet: Sheet, box: Box, pen: Pen, texture: Texture, line: str = "#ffffff") -> None:
    """A rectangle with lines of another colour across it."""
    sheet.box(box, pen)
    if texture is Texture.PLAIN or box.width <= 0 or box.height <= 0:
        return
    sheet.lines(_LINES[texture](box), Pen(stroke=line, width=1.2))


def _rising(box: Box, gap: float = 5.0) -> Iterator[tuple[Place, Place]]:
    """Lines at 45 degrees, each from where it enters the box to where it leaves it."""
    along = gap
    while along < box.width + box.height:
        start = (box.left + max(along - box.height, 0.0), box.top + min(along, box.height))
        end = (box.left + min(along, box.width), box.top + max(along - box.width, 0.0))
        yield start, end
        along += gap


def _level(box: Box, gap: float = 4.0) -> Iterator[tuple[Place, Place]]:
    down = gap
    while down < box.height:
        yield (box.left, box.top + down), (box.right, box.top + down)
        down += gap


def _upright(box: Box, gap: float = 4.0) -> Iterator[tuple[Place, Place]]:
    along = gap
    while along < box.width:
        yield (box.left + along, box.top), (box.left + along, box.bottom)
        along += gap


_LINES = {Texture.RISING: _rising, Texture.LEVEL: _level, Texture.UPRIGHT: _upright}
