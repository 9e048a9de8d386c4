"""How many activities of a vehicle there can be in time where it is alone: a bound that holds for every plan."""

from __future__ import annotations

import math
from collections.abc import Mapping

from vehicleplan.estimates.tiers import Step, filled
from vehicleplan.frozen import dataclass
from vehicleplan.model.candidate import Candidate
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.optimizer.bounds import ROUNDING

_CLEAR = 1e-6
"""Whole activities that fit but for this part of what there is are left to the solver's tolerance."""


@dataclass(frozen=True)
class Alone:
    """A candidate with what the scenario has for it, where it is decided what is built.

    Attributes:
        resolved: The scenario; what is built is in the team's own hours.
        candidate: The candidate.
        have: By skill, every hour that could be had. Shape: [period].
        bought: By skill that nobody in the team has, the most hours that can be bought. Shape: [period].
        ladder: Its tiers; the price of an activity has the hours of skills that are only bought.
        setup: Cash of the set-up, with such hours.
        least: The least activities of each period from the start on.
        made: The period in which the build is made; None without one.
        takes: By skill, hours that the build takes then.
        extra: Cash that it takes then.
    """

    resolved: ResolvedScenario
    candidate: Candidate
    have: Mapping[str, tuple[float, ...]]
    bought: Mapping[str, tuple[float, ...]]
    ladder: tuple[Step, ...]
    setup: float
    least: float
    made: int | None
    takes: Mapping[str, float]
    extra: float

    @property
    def in_time(self) -> int:
        """How many periods bring outcomes within the horizon."""
        return max(0, self.resolved.periods - self.candidate.lag)

    @property
    def late(self) -> float:
        """Activities that come too late to bring anything, and must be there all the same."""
        return self.least * (self.resolved.periods - self.in_time)

    @property
    def is_by_period(self) -> bool:
        """Whether each period has money of its own."""
        budget = self.resolved.scenario.budget
        return budget.per_period is not None and not budget.carry_over

    def cash(self, activities: float) -> float:
        """Cash of the first activities."""
        parts = zip(self.ladder, filled(self.ladder, activities), strict=True)
        return math.fsum(step.price * part for step, part in parts)

    def once(self, t: int, start: int) -> float:
        """Cash of a period beside its activities."""
        return (self.setup if t == start else 0.0) + (self.extra if t == self.made else 0.0)

    def hours(self, activities: float, t: int, start: int) -> dict[str, float]:
        """By skill, hours of a period: activities, the set-up where it starts, the build where it is made."""
        needed = {skill: each * activities for skill, each in self.candidate.hours.items()}
        for skill, hours in self.candidate.setup_hours.items() if t == start else ():
            needed[skill] = needed.get(skill, 0.0) + hours
        for skill, hours in self.takes.items() if t == self.made else ():
            needed[skill] = needed.get(skill, 0.0) + hours
        return needed


def most_in_time(alone: Alone) -> float:
    """A bound on the activities in time."""
    limits = [
        max((_most_from(alone, start) for start in range(alone.in_time)), default=0.0),
        alone.candidate.most_activities - alone.late,
    ]
    room = 1.0 + _clear(alone)
    if alone.resolved.scenario.budget.total is not None:
        limits.append(_bought_for(alone, alone.resolved.scenario.budget.total * room) - alone.late)
    by_time = alone.resolved.budget_by_period
    if by_time is not None:
        limits.append(_bought_for(alone, math.fsum(by_time) * room) - alone.late)
        if alone.made is None or alone.made < alone.in_time:
            limits.append(_bought_for(alone, math.fsum(by_time[: alone.in_time]) * room))
    return _whole(alone, min(limits))


def _most_from(alone: Alone, start: int) -> float:
    """A bound on the activities in time from a start on; 0 where a period cannot have its least, also a late one."""
    most = [most_in(alone, t, start) for t in range(start, alone.resolved.periods)]
    if min(most) < alone.least * (1 - ROUNDING):
        return 0.0
    return math.fsum(most[: alone.in_time - start])


def most_in(alone: Alone, t: int, start: int) -> float:
    """A bound on the activities of a period where the vehicle starts in this one or an earlier one."""
    room = 1.0 + _clear(alone)
    limits = [math.inf if alone.candidate.max_per_period is None else alone.candidate.max_per_period]
    for skill, once in alone.hours(0.0, t, start).items():
        left = alone.have[skill][t] * room - once
        each = alone.candidate.hours.get(skill, 0.0)
        if left < 0:
            return 0.0
        if each > 0:
            limits.append(left / each)
    by_time, price = alone.resolved.budget_by_period, alone.ladder[0].price
    if by_time is not None and alone.is_by_period and price > 0:
        limits.append((by_time[t] * room - alone.once(t, start)) / price)
    return _whole(alone, min(limits))


def _bought_for(alone: Alone, money: float) -> float:
    """How many activities the money pays beside the set-up and the build, the tiers in order."""
    left = money - alone.setup - alone.extra
    if left < 0:
        return 0.0
    count = 0.0
    for step in alone.ladder:
        if step.price > 0 and step.price * step.size > left:
            return count + left / step.price
        count += step.size
        left -= step.price * step.size if step.price else 0.0
    return math.inf


def _whole(alone: Alone, limit: float) -> float:
    most = max(0.0, limit)
    return most if alone.candidate.divisible or math.isinf(most) else float(math.floor(most + _CLEAR))


def _clear(alone: Alone) -> float:
    """The part by which what there is must be exceeded before an activity is sure not to fit."""
    return 0.0 if alone.candidate.divisible else _CLEAR
