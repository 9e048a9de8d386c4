"""Places on a slide. All lengths are points; a slide is 13.333 by 7.5 inches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

WIDTH: Final = 960.0
HEIGHT: Final = 540.0
MARGIN: Final = 44.0
GAP: Final = 20.0
"""Between things beside one another."""


@dataclass(frozen=True)
class Box:
    """A rectangle on a slide."""

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


TITLE: Final = Box(MARGIN, 22.0, WIDTH - 2 * MARGIN, 76.0)
BODY: Final = Box(MARGIN, 110.0, WIDTH - 2 * MARGIN, 390.0)
FOOTER: Final = Box(MARGIN, 508.0, WIDTH - 2 * MARGIN - 80.0, 18.0)
NUMBER: Final = Box(WIDTH - MARGIN - 60.0, 508.0, 60.0, 18.0)
