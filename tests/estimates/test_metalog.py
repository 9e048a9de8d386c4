"""The curve through three points: it meets them, never falls, and is the log-metalog where that is a distribution."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vehicleplan.estimates.metalog import LEAST_BALANCE, curve, is_metalog, quantile
from vehicleplan.model.estimate import Estimate

amounts = st.one_of(st.floats(0, 1e6), st.floats(0, 1), st.sampled_from([0.0, 1.0, 10.0, 1e12]))
estimates = st.lists(amounts, min_size=3, max_size=3).map(
    lambda points: Estimate(**dict(zip(("low", "likely", "high"), sorted(points), strict=True)))
)
GRID = [number / 1_000 for number in range(1, 1_000)]


@given(estimates)
def test_the_curve_meets_the_three_points(estimate: Estimate) -> None:
    """P10 is the low point, P50 the likely one, P90 the high one, for every estimate that a file can hold."""
    slack = 1e-9 * estimate.high
    assert quantile(estimate, 0.1) == pytest.approx(estimate.low, rel=1e-9, abs=slack)
    assert quantile(estimate, 0.5) == pytest.approx(estimate.likely, rel=1e-9, abs=slack)
    assert quantile(estimate, 0.9) == pytest.approx(estimate.high, rel=1e-9, abs=slack)


@given(estimates)
def test_the_curve_never_falls_and_is_never_below_nothing(estimate: Estimate) -> None:
    """A higher probability never gives a lower amount, to the very ends."""
    drawn = curve(estimate)
    values = [drawn.at(share) for share in (0.0, 1e-12, *GRID, 1 - 1e-12, 1.0)]
    assert values[0] >= 0
    assert all(math.isfinite(value) for value in values)
    assert all(now >= before * (1 - 1e-12) - 1e-9 for before, now in pairwise(values))


def test_a_balanced_estimate_is_log_logistic() -> None:
    """10, 20, 40 have equal ratios: a3 is 0, so ln x = ln 20 + (ln 4 ÷ 2 ln 9) · logit(y), in closed form."""
    for share in (0.02, 0.3, 0.75, 0.99):
        closed = 20 * (share / (1 - share)) ** (math.log(2) / math.log(9))
        assert quantile(Estimate(low=10, likely=20, high=40), share) == pytest.approx(closed)


def test_a_skewed_estimate_is_keelins_log_metalog() -> None:
    """40, 90, 160 by the formulas of the paper: a1, a2 and a3 from the three points."""
    low, likely, high, share = 40.0, 90.0, 160.0, 0.97
    a2 = math.log(high / low) / (2 * math.log(9))
    a3 = math.log(low * high / likely**2) / (0.8 * math.log(9))
    logit = math.log(share / (1 - share))
    closed = math.exp(math.log(likely) + a2 * logit + a3 * (share - 0.5) * logit)
    assert quantile(Estimate(low=low, likely=likely, high=high), share) == pytest.approx(closed)


@given(st.floats(0.01, 0.99))
def test_the_bound_on_skew_is_where_the_metalog_begins_to_fall(balance: float) -> None:
    """Whether a three-term metalog through 0, `balance` and 1 falls anywhere, by looking at its slope."""
    a2, a3 = 1 / (2 * math.log(9)), (1 - 2 * balance) / (0.8 * math.log(9))
    shares = [number / 20_000 for number in range(1, 20_000)]
    least = min(a2 + a3 * (y - 0.5 + y * (1 - y) * math.log(y / (1 - y))) for y in shares)
    assert is_metalog(0, balance, 1) == (least >= 0) or abs(min(balance, 1 - balance) - LEAST_BALANCE) < 1e-5


def test_a_certain_estimate_does_not_vary() -> None:
    """A bare number in a file is that number in every draw."""
    assert {quantile(Estimate(low=7, likely=7, high=7), share) for share in (0.0, 0.1, 0.5, 0.99, 1.0)} == {7}


def test_a_low_point_of_nothing_is_nothing_in_one_draw_of_ten() -> None:
    """Low 0 says that one time in ten there is nothing: up to P10 the curve is 0, above it more."""
    estimate = Estimate(low=0, likely=4, high=10)
    assert quantile(estimate, 0.05) == 0
    assert quantile(estimate, 0.1) == pytest.approx(0)
    assert quantile(estimate, 0.15) > 0


@pytest.mark.parametrize(
    ("points", "flat"), [((5, 5, 9), (0.02, 0.5)), ((5, 9, 9), (0.5, 0.98)), ((0, 0, 9), (0.0, 0.5))]
)
def test_equal_points_make_a_flat_half(points: tuple[float, float, float], flat: tuple[float, float]) -> None:
    """Where the likely point is the low or the high one, that half of the draws is that value."""
    estimate = Estimate(low=points[0], likely=points[1], high=points[2])
    assert quantile(estimate, flat[0]) == quantile(estimate, flat[1]) == points[1]


def test_a_strong_skew_meets_in_the_likely_point() -> None:
    """10, 11, 100 turn back as a metalog, with logarithms and without: two logistic halves instead."""
    estimate = Estimate(low=10, likely=11, high=100)
    assert not is_metalog(math.log(10), math.log(11), math.log(100))
    assert quantile(estimate, 0.75) == pytest.approx(11 + 89 * math.log(3) / math.log(9))
    assert quantile(estimate, 0.25) == pytest.approx(11 - 1 * math.log(3) / math.log(9))
