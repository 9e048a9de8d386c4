"""Which limits the plan leaves so much of that one step more of them is unlikely to matter.

This proves nothing: a limit that is slack can still keep a better plan out. It only says what is looked at together.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from itertools import accumulate

from vehicleplan.analysis.basis import Basis
from vehicleplan.analysis.steps import LimitKind, Step
from vehicleplan.model.base import by_period


def is_slack(basis: Basis, step: Step) -> bool:
    """Whether the plan leaves as much of the limit as the step would add; never for a rule."""
    return _LEFT[step.kind](basis, step) >= step.size


def _hours_left(basis: Basis, step: Step) -> float:
    """The least hours of a skill that are left in a period, with those of members; none where some are bought."""
    members = enumerate(basis.resolved.scenario.team.members)
    able = [_left_by_member(basis, place) for place, member in members if step.name in member.skills]
    uses = basis.plan.score.hours[step.name]
    if any(use.outsourced > 0 for use in uses):
        return -math.inf
    return min(use.slack + math.fsum(left[t] for left in able) for t, use in enumerate(uses))


def _bought_hours_left(basis: Basis, step: Step) -> float:
    uses = basis.plan.score.hours[step.name]
    return min(math.inf if use.outsourcing_limit is None else use.outsourcing_limit - use.outsourced for use in uses)


def _member_hours_left(basis: Basis, step: Step) -> float:
    return min(_left_by_member(basis, step.place))


def _left_by_member(basis: Basis, place: int) -> list[float]:
    """Hours that a member has left. Shape: [period]."""
    there = by_period(basis.resolved.scenario.team.members[place].hours, basis.resolved.periods)
    given = [hours for (who, _), hours in basis.plan.decisions.given.items() if who == place]
    return [hours - math.fsum(by_time[t] for by_time in given) for t, hours in enumerate(there)]


def _money_left(basis: Basis, _: Step) -> float:
    """The least money that is left at any time."""
    spent, budget = basis.plan.score.cash_by_period, basis.resolved.scenario.budget
    left = [math.inf if budget.total is None else budget.total - math.fsum(spent)]
    by_time = basis.resolved.budget_by_period
    if by_time is not None:
        unspent = [allowed - used for allowed, used in zip(by_time, spent, strict=True)]
        left += accumulate(unspent) if budget.carry_over else unspent
    return min(left)


def _vehicles_left(basis: Basis, _: Step) -> float:
    most = basis.resolved.scenario.limits.max_vehicles
    return math.inf if most is None else most - len(basis.plan.vehicles)


def _share_left(basis: Basis, _: Step) -> float:
    """Results that the richest vehicle may still bring, less a hundredth of what it may."""
    most = basis.resolved.scenario.limits.max_share
    richest = max((vehicle.results for vehicle in basis.plan.vehicles), default=0.0)
    return math.inf if most is None else 0.99 * most * basis.plan.results - richest


def _unknown(_: Basis, __: Step) -> float:
    return -math.inf


_LEFT: Mapping[LimitKind, Callable[[Basis, Step], float]] = {
    LimitKind.HOURS: _hours_left,
    LimitKind.BOUGHT_HOURS: _bought_hours_left,
    LimitKind.MEMBER_HOURS: _member_hours_left,
    LimitKind.BUDGET: _money_left,
    LimitKind.MAX_VEHICLES: _vehicles_left,
    LimitKind.MAX_SHARE: _share_left,
    LimitKind.RULE: _unknown,
}
