"""Many draws of one figure as a table of bars that stand on round numbers, or on the goal."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence

from vehicleplan.analysis.sample import percentile
from vehicleplan.frozen import dataclass
from vehicleplan.report import numbers
from vehicleplan.report.contracts import Cell, Column, Kind, Table

LONGEST = 30
"""Characters of the longest bar."""

_BARS = 15
"""About so many bars for all but the outermost draws."""

_OUTERMOST = 0.01
"""The share of draws at either end that has a bar of its own."""


@dataclass(frozen=True)
class Stretch:
    """Draws that lie close together.

    Attributes:
        low: Where it begins; None where it has no beginning.
        high: Where it ends; None where it has no end. A draw at the end belongs to the next.
        draws: How many there are.
    """

    low: float | None
    high: float | None
    draws: int


def stretches(ordered: Sequence[float], anchor: float | None) -> tuple[Stretch, ...]:
    """The draws in stretches of equal length, 1, 2 or 5 times a power of ten; the ends hold what lies further out.

    Args:
        ordered: At least one figure, the lowest first; none is below 0.
        anchor: Where one of the stretches ends, such as the goal.
    """
    low, high = percentile(ordered, _OUTERMOST), percentile(ordered, 1.0 - _OUTERMOST)
    length = _round_length((high - low) / _BARS or max(high, 1.0) / _BARS)
    base = (anchor or 0.0) % length
    first, last = math.floor((low - base) / length), math.ceil((high - base) / length)
    edges = [float(f"{base + length * number:.12g}") for number in range(first, max(last, first + 1) + 1)]
    edges = sorted({max(0.0, edge) for edge in edges})
    places = [bisect_left(ordered, edge) for edge in edges]
    inner = [Stretch(edges[at], edges[at + 1], places[at + 1] - places[at]) for at in range(len(edges) - 1)]
    below, above = Stretch(None, edges[0], places[0]), Stretch(edges[-1], None, len(ordered) - places[-1])
    return (*([below] if below.draws else []), *inner, *([above] if above.draws else []))


def histogram(title: str, heading: str, ordered: Sequence[float], goal: float | None) -> Table:
    """The draws as bars, with a line at the goal where it lies among them."""
    found = stretches(ordered, goal)
    most = max(stretch.draws for stretch in found)
    rows: list[tuple[Cell, ...]] = []
    for stretch in found:
        if goal is not None and stretch.low is not None and math.isclose(stretch.low, goal):
            rows.append((f"{numbers.as_given(goal)}, the goal", None, "─" * LONGEST))
        length = math.ceil(LONGEST * stretch.draws / most)
        rows.append((stretch_words(stretch), float(stretch.draws), "█" * length))
    columns = (Column(heading, may_wrap=False), Column("Draws", Kind.COUNT), Column("", may_wrap=False))
    return Table(title, columns, tuple(rows))


def stretch_words(stretch: Stretch) -> str:
    """The stretch in words: `400–420`, `under 300`, `900 and more`."""
    if stretch.low is None:
        return f"under {numbers.as_given(stretch.high or 0.0)}"
    if stretch.high is None:
        return f"{numbers.as_given(stretch.low)} and more"
    return f"{numbers.as_given(stretch.low)}{numbers.RANGE}{numbers.as_given(stretch.high)}"


def _round_length(length: float) -> float:
    """The next of 1, 2 or 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(length))
    return next(step * power for step in (1.0, 2.0, 5.0, 10.0) if step * power >= length * (1 - 1e-9))
