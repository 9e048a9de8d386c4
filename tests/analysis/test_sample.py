"""What a sample says of percentiles and chances."""

from __future__ import annotations

import math

import pytest

from vehicleplan.analysis.sample import Percentiles, percentile
from vehicleplan.model.chance import Chance


def test_percentiles_are_those_of_a_spreadsheet() -> None:
    """Of 1 to 11, the tenth percentile is the second figure; between two figures it lies on a straight line."""
    assert Percentiles.of([float(figure) for figure in range(11, 0, -1)]) == Percentiles(2.0, 6.0, 10.0, 6.0)
    assert percentile([10.0, 20.0], 0.25) == 12.5


def test_a_percentile_beside_an_infinite_figure_is_infinite() -> None:
    """The cost of no result has no end, and nothing lies half way to it."""
    assert Percentiles.of([1.0, 2.0, math.inf]) == Percentiles(1.2, 2.0, math.inf, math.inf)


@pytest.mark.parametrize(("times", "low", "high"), [(0, 0.0, 0.2775), (5, 0.2366, 0.7634), (10, 0.7225, 1.0)])
def test_a_chance_lies_in_wilsons_interval(times: int, low: float, high: float) -> None:
    """The 95 % interval of 0, 5 and 10 of 10, as tables have it."""
    assert Chance(times, 10).range == pytest.approx((low, high), abs=5e-5)


def test_the_standard_error_shrinks_with_the_root_of_draws() -> None:
    """Half of 100 draws: 5 points; half of 10,000: half a point."""
    assert Chance(50, 100).standard_error == pytest.approx(0.05)
    assert Chance(5_000, 10_000).standard_error == pytest.approx(0.005)
