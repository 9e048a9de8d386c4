"""Periods as column headings, and how many of them share a column where there is not room for all."""

from __future__ import annotations

import re
from itertools import pairwise

from vehicleplan.report.numbers import RANGE

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_LABEL = re.compile(r"(?P<year>\d{4}|week|month|quarter)[ -](?P<rest>.+)")
_GROUPS = {"week": (1, 2, 4, 13, 26, 52), "month": (1, 3, 6, 12), "quarter": (1, 2, 4)}


def group_sizes(labels: tuple[str, ...]) -> tuple[int, ...]:
    """How many periods may share a column, fewest first; the last holds all of them."""
    sizes = [size for size in _GROUPS[_kind(labels)] if size < len(labels)]
    while sizes and sizes[-1] * 2 < len(labels):
        sizes.append(sizes[-1] * 2)
    return (*sizes, len(labels))


def headings(labels: tuple[str, ...], size: int) -> tuple[str, ...]:
    """A heading for each column of so many periods; the year stands on top where it changes."""
    stretches = [labels[at : at + size] for at in range(0, len(labels), size)]
    years = [_parts(stretch[0])[0] for stretch in stretches]
    shown = [years[0], *(year if year != before else "" for before, year in pairwise(years))]
    return tuple(f"{year}\n{_span(stretch)}" for year, stretch in zip(shown, stretches, strict=True))


def _kind(labels: tuple[str, ...]) -> str:
    year, rest = _parts(labels[0])
    if year in _GROUPS:
        return year
    if rest.startswith("W"):
        return "week"
    months = [MONTHS.index(_parts(label)[1]) for label in labels if _parts(label)[1] in MONTHS]
    is_monthly = len(months) == len(labels) and all((b - a) % 12 == 1 for a, b in pairwise(months))
    return "month" if is_monthly else "quarter"


def _parts(label: str) -> tuple[str, str]:
    """The year, or the word for the period, and the rest: `2027-03` gives 2027 and Mar."""
    found = _LABEL.fullmatch(label)
    if found is None:
        return "", label
    rest = found["rest"]
    return found["year"], MONTHS[int(rest) - 1] if re.fullmatch(r"0[1-9]|1[0-2]", rest) else rest


def _span(stretch: tuple[str, ...]) -> str:
    """What several periods together are called: weeks 1 to 4 are W01 with 04."""
    first, last = _parts(stretch[0])[1], _parts(stretch[-1])[1]
    if len(stretch) == 1:
        return first
    return f"{first}{RANGE}{last.lstrip('WQ')}"
