"""The least change of one limit that makes a plan possible, while all other limits stay as they are.

The invariant: a plan keeps to the figure that is given, and the solver proved that no plan keeps to one that is closer
to the limit's own by more than a step: a thousandth of the change, or the smallest unit that people use, such as a unit
of money, a tenth of an hour, an activity.
"""

from __future__ import annotations

import math

from vehicleplan.analysis.case import Case
from vehicleplan.analysis.hard_limits import (
    ACTIVITIES,
    HOURS,
    MINIMUMS,
    MONEY,
    RULE_SIDES,
    YES_OR_NO,
    HardKind,
    HardLimit,
)
from vehicleplan.analysis.loosened import AWAY, Figure, loosened, moved
from vehicleplan.frozen import dataclass
from vehicleplan.model.base import by_period
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.optimizer import Control
from vehicleplan.optimizer.aims import (
    activities_of,
    all_money,
    busiest_period_of,
    extra_bought_hours,
    extra_hours,
    extra_member_hours,
    extra_money,
    measure_of,
    most_of,
    number_of_vehicles,
)
from vehicleplan.optimizer.feasible import Aim, keeps_to

_DEAR = 100.0
"""From here on money is counted in whole units, below in hundredths."""
_DIGITS = 3
"""Else a step is one in the fourth digit of a change: at most a thousandth of it."""
_SHARE_STEP = 0.001
_PARTS_OF_FACTOR = 1_000
_DUST = 1e-6
"""The part of a step that is arithmetic."""

_LOOSE = 1e12
"""A maximum that holds nothing back, but leaves the model as it is where there is one."""


@dataclass(frozen=True)
class Repair:
    """A change of one limit.

    Attributes:
        limit: The limit.
        to: The figure that it would have to have, one or one per period; None where the limit is taken away.
        by: How far that is from its own figure, in each period alike; None where the limit is taken away.
        size: The change as a part of the figure; 1 where the limit is taken away, infinite where the figure is 0.
        money: What it comes to over the horizon: the extra budget, or the extra hours at what an hour costs to buy;
            None where it has no price.
    """

    limit: HardLimit
    to: Figure
    by: float | None
    size: float
    money: float | None = None


def least_repair(case: Case, limit: HardLimit, control: Control) -> Repair | None:
    """The least change of the limit with which a plan is possible; None where none of it alone is enough.

    Raises:
        CancelledError: The run was stopped before that was known.
    """
    if limit.kind in YES_OR_NO:
        return Repair(limit, None, None, 1.0) if loosened(case, limit, AWAY).is_possible(control) else None
    if limit.kind in (HardKind.MAX_SHARE, HardKind.MIN_PER_PERIOD) or _is_share(limit):
        by = _tried(case, limit, control)
    else:
        by = _solved(case, limit, control)
    return None if by is None else _repair(case.resolved, limit, by)


def _is_share(limit: HardLimit) -> bool:
    return limit.kind in (HardKind.RULE_MIN_SHARE, HardKind.RULE_MAX_SHARE, HardKind.RULE_AT_LEAST)


def _repair(resolved: ResolvedScenario, limit: HardLimit, by: float) -> Repair:
    budget = resolved.scenario.budget
    if limit.kind is HardKind.WHOLE_BUDGET:
        before = math.fsum(resolved.budget_by_period or ()) if budget.total is None else budget.total
        size = by * resolved.periods / before if before else math.inf
    else:
        figures = by_period(limit.figure or 0.0, resolved.periods)
        mean = math.fsum(figures) / len(figures)
        size = by / mean if mean else math.inf
    return Repair(limit, moved(limit, by), by, size, _money(resolved, limit, by))


def _money(resolved: ResolvedScenario, limit: HardLimit, by: float) -> float | None:
    """Extra budget as it is; extra hours in all periods at what an hour can be bought for."""
    if limit.kind is HardKind.BUDGET:
        return by
    if limit.kind in (HardKind.BUDGET_BY_PERIOD, HardKind.WHOLE_BUDGET):
        return by * resolved.periods
    if limit.kind in (HardKind.HOURS, HardKind.BOUGHT_HOURS):
        sold = resolved.scenario.team.skills[limit.place].outsource
        return None if sold is None else by * resolved.periods * sold.hourly_cost
    return None


def _solved(case: Case, limit: HardLimit, control: Control) -> float | None:
    """The least change from one run of the optimizer that looks for it; rounded up to a step, and checked."""
    aim, start = _aim(case.resolved, limit)
    # Without any change no plan is possible: where only whole ones count, it takes one at the least.
    known = 1.0 - start if _is_whole(case.resolved, limit) else None
    least = loosened(case, limit, _lift(limit)).least(aim, control, known=known)
    if least is None:
        return None
    exact = max(0.0, least.value + start)
    step = _step(case.resolved, limit, exact)
    by = _rounded_up(exact, step)
    if keeps_to(loosened(case, limit, by).resolved, least.decisions):
        return by
    return by + step if loosened(case, limit, by + step).is_possible(control) else None


def _lift(limit: HardLimit) -> float:
    """How far a limit is loosened while the least is looked for.

    Without a rule's maximum tiers would not fill in order, and without money by period no cash would be put into its
    period: these stay, as high as can be.
    """
    stays = (HardKind.RULE_MAX, HardKind.BUDGET_BY_PERIOD, HardKind.WHOLE_BUDGET)
    return _LOOSE if limit.kind in stays else AWAY


def _aim(resolved: ResolvedScenario, limit: HardLimit) -> tuple[Aim, float]:
    """What is to be as little as possible, and what to add to it to have the change of the limit."""
    if limit.kind in (HardKind.BUDGET_BY_PERIOD, HardKind.WHOLE_BUDGET):
        budget, by_time = resolved.scenario.budget, resolved.budget_by_period or ()
        in_all = budget.total if limit.kind is HardKind.WHOLE_BUDGET else None
        return extra_money(by_time, in_all, carries_over=budget.carry_over), 0.0
    team, periods = resolved.scenario.team, resolved.periods
    if limit.kind in (HardKind.HOURS, HardKind.NO_HOURS):
        return extra_hours(limit.subject, by_period(limit.figure or 0.0, periods)), 0.0
    if limit.kind is HardKind.BOUGHT_HOURS:
        return extra_bought_hours(limit.subject, by_period(limit.figure or 0.0, periods)), 0.0
    if limit.kind is HardKind.MEMBER_HOURS:
        return extra_member_hours(limit.place, by_period(team.members[limit.place].hours, periods)), 0.0
    aim = _counted(resolved, limit)
    figure = _figure(limit)
    return (most_of(aim), figure) if limit.kind in MINIMUMS else (aim, -figure)


def _counted(resolved: ResolvedScenario, limit: HardLimit) -> Aim:
    """What the limit counts."""
    if limit.kind is HardKind.BUDGET:
        return all_money
    if limit.kind is HardKind.MAX_VEHICLES:
        return number_of_vehicles
    if limit.kind is HardKind.MAX_PER_PERIOD:
        return busiest_period_of(limit.subject)
    if limit.kind in RULE_SIDES:
        rule = resolved.scenario.limits.rules[limit.place]
        return measure_of(rule.vehicles, rule.measure)
    return activities_of(limit.subject)


def _tried(case: Case, limit: HardLimit, control: Control) -> float | None:
    """The least change in whole steps, by halving: possible with it, proven impossible with a step less."""
    most = 1.0 - _figure(limit) if limit.kind in (HardKind.MAX_SHARE, HardKind.RULE_MAX_SHARE) else _figure(limit)
    step = _step(case.resolved, limit, most)

    def is_enough(steps: int) -> bool:
        """Whether a plan is possible after so many steps."""
        return loosened(case, limit, min(steps * step, most)).is_possible(control)

    low, high = 0, math.ceil(most / step - _DUST)
    if high == 0 or not is_enough(high):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if is_enough(middle) else (middle, high)
    return min(high * step, most)


def _figure(limit: HardLimit) -> float:
    """The figure of a limit that has one for the whole horizon."""
    if isinstance(limit.figure, float):
        return limit.figure
    raise TypeError(f"{limit.kind} has not one figure")


def _step(resolved: ResolvedScenario, limit: HardLimit, change: float) -> float:
    """The smallest difference that counts. Units: those of the limit's figure."""
    if limit.kind in (HardKind.MAX_SHARE, HardKind.RULE_MAX_SHARE, HardKind.RULE_MIN_SHARE):
        return _SHARE_STEP
    if limit.kind is HardKind.RULE_AT_LEAST:
        return _figure(limit) / _PARTS_OF_FACTOR
    if _is_whole(resolved, limit):
        return 1.0
    if limit.kind in MONEY:
        return 1.0 if change >= _DEAR else 0.01
    if limit.kind in HOURS:
        return 0.1
    return 10.0 ** (math.floor(math.log10(change)) - _DIGITS) if change > 0 else 1.0


def _is_whole(resolved: ResolvedScenario, limit: HardLimit) -> bool:
    """Whether the limit counts vehicles, or activities of vehicles that come in whole ones only."""
    if limit.kind is HardKind.MAX_VEHICLES:
        return True
    if limit.kind in RULE_SIDES:
        rule = resolved.scenario.limits.rules[limit.place]
        parts = [c.id for c in resolved.candidates if c.divisible and (rule.vehicles is None or c.id in rule.vehicles)]
        return rule.measure == "vehicles" or (rule.measure == "activities" and not parts)
    return limit.kind in ACTIVITIES and not resolved.candidate_by_id[limit.subject].divisible


def _rounded_up(change: float, step: float) -> float:
    return round(math.ceil(change / step - _DUST) * step, 9)
