"""How far the results of one vehicle may lie from what is planned, by the three points of its estimates.

All outcomes of a vehicle fare alike (see `worlds`), so that P10 of its results is the worth of all P10s together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from vehicleplan.estimates.worth import ACCEPTED_STAGE, amounts_per_activity, results_per_activity
from vehicleplan.frozen import dataclass
from vehicleplan.model.candidate import Candidate
from vehicleplan.model.estimate import Estimate


@dataclass(frozen=True)
class ResultRange:
    """Results of one activity at full yield: P10, what is planned with, P90."""

    low: float
    planned: float
    high: float


def range_of_results(candidate: Candidate, worth: Mapping[str, float], risk_aversion: float) -> ResultRange:
    """The range of one activity at full yield.

    Args:
        candidate: The candidate.
        worth: By outcome, results per outcome.
        risk_aversion: The goal's, 0 to 1.
    """

    def at(point: Callable[[Estimate], float]) -> float:
        amounts = {outcome: point(estimate) * _accepted(candidate, outcome) for outcome, estimate in estimates}
        return results_per_activity(amounts, worth)

    estimates = candidate.outcomes.items()
    planned = results_per_activity(amounts_per_activity(candidate, risk_aversion), worth)
    return ResultRange(at(lambda estimate: estimate.low), planned, at(lambda estimate: estimate.high))


def _accepted(candidate: Candidate, outcome: str) -> float:
    return candidate.acceptance if outcome == ACCEPTED_STAGE else 1.0
