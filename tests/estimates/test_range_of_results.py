"""How far the results of one vehicle may lie from what is planned."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from vehicleplan.estimates.range_of_results import range_of_results
from vehicleplan.estimates.worlds import World, amounts_in
from vehicleplan.estimates.worth import results_per_activity, worth_by_outcome
from vehicleplan.model.resolve import ResolvedScenario

Read = Callable[[str], ResolvedScenario]

TEXT = """format = 1
[goal]
stage = "conversion"
risk_aversion = 0.5
conversion_rates = { consideration = 0.1 }
[[vehicle]]
id = "webinar"
acceptance = 0.5
outcomes.consideration = { low = 40, likely = 90, high = 160 }
outcomes.conversion = { low = 2, likely = 5, high = 9 }
"""


def test_the_ends_are_the_worth_of_all_low_and_of_all_high_points(scenario: Read) -> None:
    """40 · 0.1 + 2 · 0.5 and 160 · 0.1 + 9 · 0.5; what is planned lies half-way between the mean and the low end."""
    resolved = scenario(TEXT)
    found = range_of_results(resolved.candidates[0], worth_by_outcome(resolved.scenario), 0.5)
    mean = (0.3 * 40 + 0.4 * 90 + 0.3 * 160) * 0.1 + (0.3 * 2 + 0.4 * 5 + 0.3 * 9) * 0.5
    assert (found.low, found.high) == pytest.approx((5.0, 20.5))
    assert found.planned == pytest.approx((mean + 5.0) / 2)


@pytest.mark.parametrize(("probability", "end"), [(0.1, "low"), (0.9, "high")])
def test_the_ends_are_those_of_the_draws(scenario: Read, probability: float, end: str) -> None:
    """A world in which the vehicle does as badly as one time in ten brings the low end."""
    resolved = scenario(TEXT)
    candidate, worth = resolved.candidates[0], worth_by_outcome(resolved.scenario)
    drawn = results_per_activity(amounts_in(World({"webinar": probability}), candidate), worth)
    assert getattr(range_of_results(candidate, worth, 0.5), end) == pytest.approx(drawn)
