"""What no plan of a known worth can have: bounds from the reduced costs of the relaxation.

Moving a variable from its bound by one makes the relaxation worse by its reduced cost at least. So a plan that is no
worse than a known one moves it by no more than what the relaxation is better, divided by that.  (docs/model.md §10)
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

_SMALLEST = 1e-7
"""Reduced costs below are the solver's arithmetic."""

_WHOLE = 1e-6

Bounds = tuple[int, float, float]
"""A variable by index, its least, its most."""


def narrowed(
    lower: Sequence[float], upper: Sequence[float], whole: Collection[int], reduced: Sequence[float], room: float
) -> list[Bounds]:
    """The variables whose bounds can be narrower in each solution that is worse than the relaxation by `room` at most.

    Args:
        lower: By variable, the least that it may be.
        upper: The most.
        whole: The variables that are whole numbers.
        reduced: By variable, its reduced cost in the relaxation of what is to be little; positive at the least.
        room: How much worse.
    """
    found = []
    for i, cost in enumerate(reduced):
        if abs(cost) < _SMALLEST or lower[i] == upper[i]:
            continue
        steps = room / abs(cost)
        steps = math.floor(steps + _WHOLE) if i in whole else steps
        least = lower[i] if cost > 0 else max(lower[i], upper[i] - steps)
        most = upper[i] if cost < 0 else min(upper[i], lower[i] + steps)
        if (least, most) != (lower[i], upper[i]):
            found.append((i, least, most))
    return found
