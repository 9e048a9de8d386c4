"""A colour for each vehicle of a plan: by its place in the plan, so that it has the same one in every picture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import cycle

PALETTE = (
    "#1f5fa8",
    "#c8501e",
    "#2a8a5b",
    "#8b4fa6",
    "#a87b0a",
    "#0f7f8c",
    "#b03a5b",
    "#5f7d1c",
    "#4653c4",
    "#7a4b2a",
    "#b8418a",
    "#4c5a66",
)
"""Each has a contrast of at least 3 to white (WCAG 2.2, 1.4.11); where there are more vehicles they come again."""


def colours_of(vehicles: Iterable[str]) -> Mapping[str, str]:
    """By vehicle, its colour."""
    return dict(zip(vehicles, cycle(PALETTE), strict=False))
