"""Periods as column headings."""

from __future__ import annotations

from datetime import date

import pytest

from vehicleplan.model.period import PeriodField, period_label
from vehicleplan.report.periods import group_sizes, headings


def labels(period: PeriodField, count: int, start: date | None = date(2027, 1, 1)) -> tuple[str, ...]:
    """What the periods of a horizon are called."""
    return tuple(period_label(start, period, number) for number in range(count))


def test_the_year_stands_where_it_changes() -> None:
    """A heading has the year over it only where it changes."""
    assert headings(labels("quarter", 3, date(2027, 7, 1)), 1) == ("2027\nQ3", "\nQ4", "2028\nQ1")


@pytest.mark.parametrize(
    ("period", "count", "size", "expected"),
    [
        ("month", 12, 3, ["Jan\u2013Mar", "Apr\u2013Jun", "Jul\u2013Sep", "Oct\u2013Dec"]),
        ("quarter", 4, 2, ["Q1\u20132", "Q3\u20134"]),
        ("week", 8, 4, ["W53\u201303", "W04\u201307"]),
    ],
)
def test_several_periods_share_a_heading(period: PeriodField, count: int, size: int, expected: list[str]) -> None:
    """A heading for several periods says the first and the last."""
    assert [heading.split("\n")[1] for heading in headings(labels(period, count), size)] == expected


def test_periods_without_a_date_are_counted() -> None:
    """Without a start the periods have numbers, under the word for them."""
    assert headings(labels("week", 6, None), 2) == ("week\n1\u20132", "\n3\u20134", "\n5\u20136")


@pytest.mark.parametrize(
    ("period", "count", "sizes"),
    [
        ("quarter", 4, (1, 2, 4)),
        ("quarter", 1, (1,)),
        ("month", 12, (1, 3, 6, 12)),
        ("week", 52, (1, 2, 4, 13, 26, 52)),
        ("week", 520, (1, 2, 4, 13, 26, 52, 104, 208, 416, 520)),
    ],
)
def test_periods_fold_into_usual_lengths(period: PeriodField, count: int, sizes: tuple[int, ...]) -> None:
    """Weeks fold into fours and quarters, months into quarters and years, and at last all into one column."""
    assert group_sizes(labels(period, count)) == sizes


def test_quarters_called_by_months_do_not_fold_as_months() -> None:
    """Fiscal quarters that begin in February have the names of months, but are not taken for months."""
    assert group_sizes(labels("quarter", 4, date(2027, 2, 1))) == (1, 2, 4)
    assert group_sizes(labels("month", 4, date(2027, 11, 1))) == (1, 3, 4)
