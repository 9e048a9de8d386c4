"""Estimates: one figure from three points, what an outcome is worth, returns by scale."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vehicleplan.estimates.swanson import mean, planning_value
from vehicleplan.estimates.tiers import Step, cash_by_period, filled, full_yield_activities
from vehicleplan.estimates.worth import worth_by_outcome
from vehicleplan.model.estimate import Estimate
from vehicleplan.model.resolve import ResolvedScenario

MakeScenario = Callable[[str], ResolvedScenario]

three_points = st.lists(st.floats(0, 1e6), min_size=3, max_size=3).map(sorted)


def test_mean_weighs_the_points_by_swansons_rule() -> None:
    """0.3 · 40 + 0.4 · 90 + 0.3 · 160 = 96."""
    assert mean(Estimate(low=40, likely=90, high=160)) == pytest.approx(96)


@pytest.mark.parametrize(("aversion", "expected"), [(0.0, 96.0), (0.5, 68.0), (1.0, 40.0)])
def test_risk_aversion_lowers_the_mean_towards_the_low_point(aversion: float, expected: float) -> None:
    """At 0 the plan counts on the mean, at 1 on the low point."""
    assert planning_value(Estimate(low=40, likely=90, high=160), aversion) == pytest.approx(expected)


@given(three_points, st.floats(0, 1))
def test_planning_value_lies_between_low_and_mean(points: list[float], aversion: float) -> None:
    """Whatever the aversion, the plan counts on no less than the low point and no more than the mean."""
    estimate = Estimate(low=points[0], likely=points[1], high=points[2])
    value = planning_value(estimate, aversion)
    slack = 1e-9 * max(1.0, points[2])
    assert points[0] - slack <= value <= mean(estimate) + slack


def test_worth_is_the_product_of_rates_up_to_the_goal(scenario: MakeScenario) -> None:
    """Awareness at 2 % and then 10 % is worth 0.002 conversions; downstream stages are worth nothing."""
    resolved = scenario("""
format = 1
[goal]
stage = "conversion"
conversion_rates = { awareness = 0.02, consideration = 0.10 }
""")
    worth = worth_by_outcome(resolved.scenario)
    assert worth["awareness"] == pytest.approx(0.002)
    assert worth["consideration"] == pytest.approx(0.10)
    assert worth["conversion"] == 1
    assert worth["adoption"] == 0


def test_worth_overrides_the_rates(scenario: MakeScenario) -> None:
    """What the scenario says of an outcome wins, also for outcomes of its own."""
    resolved = scenario("""
format = 1
outcomes = ["press-mention"]
[goal]
stage = "conversion"
worth = { advocacy = 3, press-mention = 0.5 }
""")
    worth = worth_by_outcome(resolved.scenario)
    assert (worth["advocacy"], worth["press-mention"]) == (3, 0.5)


LADDER = (Step(4, 1.0, 100.0), Step(4, 0.7, 80.0), Step(math.inf, 0.4, 50.0))


def test_tiers_fill_in_order() -> None:
    """Ten activities are four, four and two."""
    assert filled(LADDER, 10) == (4, 4, 2)
    assert full_yield_activities(LADDER, 10) == pytest.approx(4 + 2.8 + 0.8)


def test_prices_follow_the_order_of_time() -> None:
    """Three, three and four activities: the first four cost 100 each, the next four 80, the last two 50."""
    assert cash_by_period(LADDER, (3, 3, 4)) == pytest.approx((300, 100 + 160, 160 + 100))


@given(st.floats(0, 30), st.floats(0, 30))
def test_falling_yields_never_reward_more_per_activity(fewer: float, more: float) -> None:
    """With falling yields the mean yield of an activity falls with their number."""
    fewer, more = sorted((fewer, more))
    if fewer > 1e-6:
        slack = 1e-9
        assert full_yield_activities(LADDER, more) / more <= full_yield_activities(LADDER, fewer) / fewer + slack
