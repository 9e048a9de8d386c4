"""When outcomes arrive."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vehicleplan.estimates.arrivals import outcomes_by_period
from vehicleplan.estimates.score import vehicle_outcomes
from vehicleplan.model.candidate import Candidate
from vehicleplan.model.estimate import Estimate
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.model.vehicle import Tier

Read = Callable[[str], ResolvedScenario]

WEBINARS = """format = 1
[goal]
stage = "conversion"
[horizon]
periods = 4
[[vehicle]]
id = "webinar"
lag = 1
max_activities = 9
outcomes.conversion = 10
tier = [{ activities = 3, yield = 1.0 }, { yield = 0.5 }]
"""


def test_outcomes_come_a_lag_later_and_fall_with_the_tiers(scenario: Read) -> None:
    """Two, then two of which the second is in the half-yield tier; what arrives after the horizon is left out."""
    candidate = scenario(WEBINARS).candidates[0]
    assert outcomes_by_period(candidate, (2.0, 2.0, 0.0, 5.0), 0.0) == {"conversion": (0.0, 20.0, 15.0, 0.0)}


def test_a_lag_beyond_the_horizon_brings_nothing(scenario: Read) -> None:
    """No period has any of it."""
    candidate = scenario(WEBINARS.replace("lag = 1", "lag = 9")).candidates[0]
    assert outcomes_by_period(candidate, (2.0, 2.0, 0.0, 5.0), 0.0) == {"conversion": (0.0,) * 4}


@given(
    activities=st.lists(st.floats(0, 20), min_size=1, max_size=8),
    lag=st.integers(0, 9),
    sizes=st.lists(st.floats(0.5, 6), max_size=3),
    aversion=st.floats(0, 1),
)
def test_over_all_periods_they_are_what_the_score_counts(
    activities: list[float], lag: int, sizes: list[float], aversion: float
) -> None:
    """Nothing is lost and nothing counted twice, whatever the tiers and the lag."""
    tiers = tuple(Tier.model_construct(activities=size, yield_=0.9**place) for place, size in enumerate(sizes, 1))
    tiers = (*tiers, Tier.model_construct(activities=None, yield_=0.3)) if tiers else ()
    estimate = Estimate(low=1.0, likely=4.0, high=9.0)
    candidate = Candidate.model_construct(
        id="v", name="V", lag=lag, tiers=tiers, cost=0.0, acceptance=0.5, outcomes={"conversion": estimate}
    )
    arriving = outcomes_by_period(candidate, tuple(activities), aversion)
    whole = vehicle_outcomes(candidate, tuple(activities), aversion)
    assert sum(arriving["conversion"]) == pytest.approx(whole["conversion"], abs=1e-9)
