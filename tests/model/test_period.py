"""Periods: where each begins and what it is called."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from vehicleplan.model.period import PeriodField, length_ratio, period_label, period_start


@pytest.mark.parametrize(
    ("start", "period", "number", "label"),
    [
        (date(2027, 1, 1), "quarter", 0, "2027 Q1"),
        (date(2027, 1, 1), "quarter", 4, "2028 Q1"),
        (date(2027, 10, 15), "quarter", 1, "2028 Q1"),
        (date(2027, 2, 1), "quarter", 0, "2027-02"),
        (date(2027, 2, 1), "quarter", 1, "2027-05"),
        (date(2027, 11, 1), "month", 2, "2028-01"),
        (date(2027, 1, 4), "week", 0, "2027-W01"),
        (date(2026, 12, 28), "week", 1, "2027-W01"),
        (date(2027, 1, 1), "week", 0, "2026-W53"),
        (None, "quarter", 0, "quarter 1"),
        (None, "week", 11, "week 12"),
    ],
)
def test_label(start: date | None, period: PeriodField, number: int, label: str) -> None:
    """Calendar names where there is a start, else a number from 1."""
    assert period_label(start, period, number) == label


@pytest.mark.parametrize(
    ("start", "number", "first"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2027, 1, 31), 3, date(2027, 4, 30)),
    ],
)
def test_month_that_is_too_short_begins_on_its_last_day(start: date, number: int, first: date) -> None:
    """A start on the 31st is the last day of a shorter month."""
    assert period_start(start, "month", number) == first


def test_lengths_beside_one_another() -> None:
    """A quarter has three months and thirteen weeks."""
    assert length_ratio("quarter", "month") == 3
    assert length_ratio("quarter", "week") == 13
    assert length_ratio("month", "quarter") == Fraction(1, 3)
