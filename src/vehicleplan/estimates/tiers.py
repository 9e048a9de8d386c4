"""Returns by scale: how much activities yield and cost when tiers fill in order of time."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import accumulate

from vehicleplan.frozen import dataclass
from vehicleplan.model.candidate import Candidate


@dataclass(frozen=True)
class Step:
    """A tier with its defaults filled in.

    Attributes:
        size: Activities that it holds; infinite for the last where it is open.
        share: Part of the full outcome that an activity brings, 0 to 1.
        price: Cash per activity.
    """

    size: float
    share: float
    price: float


def steps(candidate: Candidate) -> tuple[Step, ...]:
    """The candidate's tiers without empty ones, or one open tier of full yield where it has none."""
    if not candidate.tiers:
        return (Step(math.inf, 1.0, candidate.cost),)
    tiers = [tier for tier in candidate.tiers if tier.activities != 0] or candidate.tiers[:1]
    return tuple(
        Step(
            size=math.inf if tier.activities is None else tier.activities,
            share=tier.yield_,
            price=candidate.cost if tier.cost is None else tier.cost,
        )
        for tier in tiers
    )


def filled(ladder: Sequence[Step], activities: float) -> tuple[float, ...]:
    """How many of the first activities lie in each tier."""
    left = activities
    parts = []
    for step in ladder:
        part = min(step.size, left)
        parts.append(part)
        left -= part
    return tuple(parts)


def full_yield_activities(ladder: Sequence[Step], activities: float) -> float:
    """The number of activities at full yield that bring as much as these."""
    return math.fsum(step.share * part for step, part in zip(ladder, filled(ladder, activities), strict=True))


def cash_by_period(ladder: Sequence[Step], activities: Sequence[float]) -> tuple[float, ...]:
    """Cash for the activities of each period, the cheaper or dearer tiers taken in order of time."""
    spent = [
        math.fsum(step.price * part for step, part in zip(ladder, filled(ladder, count), strict=True))
        for count in accumulate(activities)
    ]
    return tuple(now - before for now, before in zip(spent, [0.0, *spent], strict=False))
