"""An upright rectangle on whatever is drawn on: a slide in points, a picture in pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from vehicleplan.frozen import dataclass

GAP: Final = 20.0
"""Between things beside one another."""


@dataclass(frozen=True)
class Box:
    """A rectangle; it grows to the right and downwards."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right side."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its lower side."""
        return self.top + self.height

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre, from the left and from the top."""
        return self.left + self.width / 2, self.top + self.height / 2

    def inner(self, margin: float) -> Box:
        """What is left of it inside a margin."""
        width, height = max(self.width - 2 * margin, 0.0), max(self.height - 2 * margin, 0.0)
        return Box(self.left + margin, self.top + margin, width, height)

    def columns(self, shares: Sequence[float], gap: float = GAP) -> tuple[Box, ...]:
        """Boxes beside one another, as wide as their shares say."""
        room = (self.width - gap * (len(shares) - 1)) / sum(shares)
        lefts = [self.left + room * sum(shares[:place]) + gap * place for place in range(len(shares))]
        return tuple(replace(self, left=left, width=room * share) for left, share in zip(lefts, shares, strict=True))

    def rows(self, shares: Sequence[float], gap: float = GAP) -> tuple[Box, ...]:
        """Boxes under one another, as high as their shares say."""
        turned = Box(self.top, self.left, self.height, self.width).columns(shares, gap)
        return tuple(Box(self.left, box.left, self.width, box.width) for box in turned)

    def first(self, height: float) -> Box:
        """The part at the top, of this height."""
        return replace(self, height=min(height, self.height))

    def after(self, height: float) -> Box:
        """What is left under a part of this height."""
        taken = min(height, self.height)
        return replace(self, top=self.top + taken, height=self.height - taken)
