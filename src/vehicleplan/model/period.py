"""Periods: their lengths beside one another, and what each one is called."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Literal

PeriodField = Literal["week", "month", "quarter"]

_PER_YEAR = {"week": 52, "month": 12, "quarter": 4}


def length_ratio(period: PeriodField, other: PeriodField) -> Fraction:
    """How many of the other period fit in one of this period; a year has 52 weeks, 12 months, 4 quarters."""
    return Fraction(_PER_YEAR[other], _PER_YEAR[period])


def period_start(start: date, period: PeriodField, number: int) -> date:
    """The first day of a period. Number counts from 0."""
    if period == "week":
        return start + timedelta(weeks=number)
    months = start.month - 1 + number * (1 if period == "month" else 3)
    year, month = start.year + months // 12, months % 12 + 1
    for day in (start.day, 30, 29, 28):
        try:
            return date(year, month, day)
        except ValueError:
            continue
    raise ValueError(f"no such day: {start}")


def period_label(start: date | None, period: PeriodField, number: int) -> str:
    """What a period is called, such as `2027 Q1`, `2027-01` or `2027-W01`. Number counts from 0.

    A quarter that does not begin with a calendar quarter is called by its first month.
    """
    if start is None:
        return f"{period} {number + 1}"
    first = period_start(start, period, number)
    if period == "week":
        year, week, _ = first.isocalendar()
        return f"{year}-W{week:02d}"
    if period == "quarter" and first.month % 3 == 1:
        return f"{first.year} Q{(first.month + 2) // 3}"
    return f"{first.year}-{first.month:02d}"
