"""How often something holds in a sample, and how sure that is."""

from __future__ import annotations

import math
from statistics import NormalDist

from vehicleplan.frozen import dataclass

_SURE = 0.95
_Z = NormalDist().inv_cdf(0.5 + _SURE / 2)


@dataclass(frozen=True)
class Chance:
    """How often something holds in the draws.

    Attributes:
        times: In how many draws it holds.
        draws: How many there are.
    """

    times: int
    draws: int

    @property
    def share(self) -> float:
        """The share of draws in which it holds, 0 to 1."""
        return self.times / self.draws

    @property
    def standard_error(self) -> float:
        """How far the share is from that of endless draws, as a standard deviation."""
        return math.sqrt(self.share * (1.0 - self.share) / self.draws)

    @property
    def range(self) -> tuple[float, float]:
        """Where the share of endless draws lies, 95 % sure: Wilson's interval (1927), which holds at 0 and 1 too."""
        weight = _Z * _Z / self.draws
        middle = (self.share + weight / 2) / (1 + weight)
        half = _Z * math.sqrt(self.share * (1 - self.share) / self.draws + weight / (4 * self.draws)) / (1 + weight)
        return max(0.0, middle - half), min(1.0, middle + half)
