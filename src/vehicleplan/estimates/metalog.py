"""An uncertain figure as a whole distribution: the curve through P10, P50 and P90.

The curve meets the three points exactly, never falls, and is never below 0, whatever the points are.
"""

from __future__ import annotations

import math

from vehicleplan.frozen import dataclass
from vehicleplan.model.base import LARGEST
from vehicleplan.model.estimate import Estimate

LEAST_BALANCE = 0.166578
"""The smallest part of the way from P10 to P90 that may lie below P50, for the three-term metalog to be a distribution;
1 minus it is the largest (Keelin 2016, section 3.4)."""

_NINE = math.log(9.0)
"""The logit of 0.9, that of 0.1 with a minus."""

_TAIL = 1e-15
"""Probabilities nearer to 0 or 1 than this count as this."""


@dataclass(frozen=True)
class Curve:
    """A quantile function: middle + slope · logit of the probability.

    Attributes:
        middle: The value at P50, or its logarithm.
        below: The slope below P50.
        above: The slope above P50.
        bend: By how much the slope grows with the probability.
        is_log: Whether the curve gives the logarithm of the value.
    """

    middle: float
    below: float
    above: float
    bend: float
    is_log: bool

    def at(self, probability: float) -> float:
        """The value below which the figure lies with this probability. Units: those of the estimate."""
        share = min(max(probability, _TAIL), 1.0 - _TAIL)
        logit = math.log(share / (1.0 - share))
        slope = (self.below if share < 0.5 else self.above) + self.bend * (share - 0.5)
        value = self.middle + slope * logit
        if self.is_log:
            return math.exp(min(value, math.log(LARGEST)))
        return min(max(0.0, value), LARGEST)


def quantile(estimate: Estimate, probability: float) -> float:
    """The value below which the figure lies with this probability. Units: those of the estimate."""
    return curve(estimate).at(probability)


def curve(estimate: Estimate) -> Curve:
    """The distribution of an estimate.

    The three-term log-metalog with lower bound 0, ln x = a1 + a2·logit(y) + a3·(y - 0.5)·logit(y), where that is a
    distribution: its curve must not turn back. Where it is none, or low is 0, the same without the logarithm, cut off
    at 0; and where the skew is too strong for that too, two logistic halves that meet in P50. Between two points that
    are equal the figure does not vary.

    Source: Keelin, The Metalog Distributions, Decision Analysis 13 (2016).
    """
    low, likely, high = estimate.low, estimate.likely, estimate.high
    if low > 0 and is_metalog(math.log(low), math.log(likely), math.log(high)):
        return _metalog(math.log(low), math.log(likely), math.log(high), is_log=True)
    if is_metalog(low, likely, high):
        return _metalog(low, likely, high, is_log=False)
    return Curve(likely, (likely - low) / _NINE, (high - likely) / _NINE, 0.0, is_log=False)


def is_metalog(low: float, likely: float, high: float) -> bool:
    """Whether a three-term metalog through these points never falls.

    Its slope is (a2 + a3·h(y)) ÷ (y·(1 - y)) with h(y) = y - 0.5 + y·(1 - y)·logit(y), and |h| stays below 0.59984: so
    |a3| ≤ 1.66711·a2, which is a bound on the part of the way that lies below P50.
    """
    way = high - low
    return way > 0 and LEAST_BALANCE <= (likely - low) / way <= 1.0 - LEAST_BALANCE


def _metalog(low: float, likely: float, high: float, *, is_log: bool) -> Curve:
    """The coefficients that meet the three points: a1, a2 and a3."""
    slope = (high - low) / (2.0 * _NINE)
    return Curve(likely, slope, slope, (low + high - 2.0 * likely) / (0.8 * _NINE), is_log)
