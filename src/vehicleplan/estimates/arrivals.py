"""When outcomes arrive: activities of a period have theirs some periods later, by the tiers that they fall into."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate, pairwise

from vehicleplan.estimates.tiers import full_yield_activities, steps
from vehicleplan.estimates.worth import amounts_per_activity
from vehicleplan.model.candidate import Candidate


def outcomes_by_period(
    candidate: Candidate, activities: tuple[float, ...], risk_aversion: float
) -> Mapping[str, tuple[float, ...]]:
    """By outcome, what arrives in each period of the horizon; what would arrive later is left out.

    Over all periods it is what `score.vehicle_outcomes` gives. Shape of activities and of each outcome: [period].
    """
    in_time = activities[: max(0, len(activities) - candidate.lag)]
    ladder = steps(candidate)
    so_far = [0.0, *(full_yield_activities(ladder, count) for count in accumulate(in_time))]
    late = (0.0,) * (len(activities) - len(in_time))
    effective = (*late, *(after - before for before, after in pairwise(so_far)))
    amounts = amounts_per_activity(candidate, risk_aversion)
    return {outcome: tuple(amount * each for each in effective) for outcome, amount in amounts.items()}
