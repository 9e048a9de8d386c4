"""One figure from three percentiles: the mean by Swanson's rule, lowered towards P10 by risk aversion."""

from __future__ import annotations

from vehicleplan.model.estimate import Estimate


def mean(estimate: Estimate) -> float:
    """The mean of P10, P50 and P90, weighted 0.3, 0.4, 0.3 (Swanson's rule; Hurst, Brown & Swanson 2000)."""
    if estimate.is_certain:
        return estimate.likely
    return 0.3 * estimate.low + 0.4 * estimate.likely + 0.3 * estimate.high


def planning_value(estimate: Estimate, risk_aversion: float) -> float:
    """What the plan counts on: the mean at risk aversion 0, the low point at 1 (never above the mean)."""
    average = mean(estimate)
    return average - risk_aversion * (average - estimate.low)
