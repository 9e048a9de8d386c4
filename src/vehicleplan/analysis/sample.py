"""What a sample of draws says: its percentiles and its mean."""

from __future__ import annotations

import math
from collections.abc import Sequence

from vehicleplan.frozen import dataclass


@dataclass(frozen=True)
class Percentiles:
    """A figure over the draws.

    Attributes:
        p10: One draw in ten is lower.
        p50: Half of the draws are lower.
        p90: One draw in ten is higher.
        mean: The mean of the draws; infinite where one of them is.
    """

    p10: float
    p50: float
    p90: float
    mean: float

    @classmethod
    def of(cls, figures: Sequence[float]) -> Percentiles:
        """Those of at least one figure."""
        ordered = sorted(figures)
        p10, p50, p90 = (percentile(ordered, share) for share in (0.1, 0.5, 0.9))
        return cls(p10, p50, p90, math.fsum(ordered) / len(ordered))


def percentile(ordered: Sequence[float], share: float) -> float:
    """The figure below which this share of the draws lies, between two draws on a straight line.

    As spreadsheets have it (PERCENTILE.INC): the draw at place (n - 1) · share, counted from 0. Between a finite and an
    infinite figure it is infinite.

    Args:
        ordered: At least one figure, the lowest first.
        share: 0 to 1.
    """
    place = (len(ordered) - 1) * share
    before = math.floor(place)
    low, high = ordered[before], ordered[min(before + 1, len(ordered) - 1)]
    return low if low == high or place == before else low + (place - before) * (high - low)
