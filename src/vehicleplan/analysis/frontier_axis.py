"""What a frontier runs over: the budget, the team's own hours of a skill, or the number of vehicles.

The invariant: more of an axis only widens what is possible. Every plan at a value keeps to the limits at any higher
value, at the same cost and with the same results.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from enum import StrEnum
from itertools import accumulate

from vehicleplan.analysis.basis import Basis, with_budget, with_limits, with_team
from vehicleplan.frozen import dataclass
from vehicleplan.model.limits import Budget
from vehicleplan.model.plan import Plan
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.model.team import Skill
from vehicleplan.optimizer.index import eligible, index_items

STEPS = 25
"""How many values are looked at where nobody says."""

FULL_TIME: Mapping[str, float] = {"week": 40.0, "month": 160.0, "quarter": 480.0}
"""Hours of one person in a period: the range for a skill that the team has no hours of."""

_MOST_WHOLE = 100
"""Up to so many whole numbers of vehicles are all looked at."""

_MOST_HOURS = 1e6
"""More hours than this in a period are no number that a plan could be proven with."""

_UNHEARD_OF = 1e9


class Over(StrEnum):
    """What a frontier runs over."""

    BUDGET = "budget"
    HOURS = "hours"
    MAX_VEHICLES = "max-vehicles"


@dataclass(frozen=True)
class Axis:
    """What a frontier runs over.

    Attributes:
        over: The budget of the horizon, own hours per period, or the most vehicles.
        skill: Whose hours; empty for the others.
    """

    over: Over
    skill: str = ""

    @property
    def name(self) -> str:
        """What people type for it: `budget`, `hours.writing`, `max-vehicles`."""
        return f"{self.over}.{self.skill}" if self.skill else str(self.over)


def axes(resolved: ResolvedScenario) -> tuple[Axis, ...]:
    """Everything that a frontier of this scenario can run over."""
    hours = (Axis(Over.HOURS, skill) for skill in resolved.skills)
    return (Axis(Over.BUDGET), Axis(Over.MAX_VEHICLES), *hours)


def own_value(resolved: ResolvedScenario, axis: Axis) -> float | None:
    """Where the scenario itself stands; None where it has no such limit.

    Units: the cash of the horizon, the mean of own hours per period, vehicles.
    """
    if axis.over is Over.HOURS:
        own = resolved.own_hours[axis.skill]
        return math.fsum(own) / len(own)
    if axis.over is Over.MAX_VEHICLES:
        most = resolved.scenario.limits.max_vehicles
        return None if most is None else float(most)
    by_time, total = resolved.budget_by_period, resolved.scenario.budget.total
    limits = [] if by_time is None else [math.fsum(by_time)]
    return min([*limits, *([] if total is None else [total])], default=None)


def at_value(resolved: ResolvedScenario, axis: Axis, value: float) -> ResolvedScenario:
    """The scenario with another value of the axis.

    A budget keeps its shape: the total and the cash of every period grow by the same factor. So do hours that differ
    from period to period. What has no shape yet, because it is 0 or not given, is the same in every period.
    """
    if axis.over is Over.HOURS:
        return _with_hours(resolved, axis.skill, _scaled_hours(resolved, axis, value))
    if axis.over is Over.MAX_VEHICLES:
        return with_limits(resolved, resolved.scenario.limits.model_copy(update={"max_vehicles": int(value)}))
    own, budget, by_time = own_value(resolved, axis), resolved.scenario.budget, resolved.budget_by_period
    if not own:
        return with_budget(resolved, Budget(total=value, carry_over=budget.carry_over))
    factor = value / own
    return with_budget(
        resolved,
        Budget(
            total=None if budget.total is None else budget.total * factor,
            per_period=None if by_time is None else tuple(money * factor for money in by_time),
            carry_over=budget.carry_over,
        ),
    )


def without_limit(resolved: ResolvedScenario, ruled_out: Collection[str], axis: Axis) -> ResolvedScenario | None:
    """The scenario with as much of the axis as any plan could use; None where there is no telling how much that is."""
    if axis.over is Over.BUDGET:
        return with_budget(resolved, Budget())
    if axis.over is Over.MAX_VEHICLES:
        return with_limits(resolved, resolved.scenario.limits.model_copy(update={"max_vehicles": None}))
    skill = axis.skill
    endless = _with_hours(resolved, skill, (_UNHEARD_OF,) * resolved.periods)
    builds = math.fsum(build.takes_hours.get(skill, 0.0) for build in resolved.scenario.team.builds)
    items = index_items(endless, eligible(resolved, ruled_out))
    usable = tuple(
        builds
        + math.fsum(
            item.candidate.setup_hours.get(skill, 0.0) + item.candidate.hours[skill] * item.most_by_period[t]
            if item.candidate.hours.get(skill)
            else item.candidate.setup_hours.get(skill, 0.0)
            for item in items
        )
        for t in range(resolved.periods)
    )
    return _with_hours(resolved, skill, usable) if max(usable) <= _MOST_HOURS else None


def needed_value(resolved: ResolvedScenario, axis: Axis, plan: Plan) -> float | None:
    """The least value of the axis at which this plan keeps to it; None where no value is enough.

    Args:
        resolved: The scenario, whose own value gives the axis its shape.
        axis: The axis.
        plan: A plan of the scenario, whatever its value of the axis.
    """
    if axis.over is Over.MAX_VEHICLES:
        return float(len(plan.vehicles))
    if axis.over is Over.HOURS:
        uses = plan.score.hours[axis.skill]
        own = tuple(max(0.0, use.used - use.given - use.built - use.outsourced) for use in uses)
        return _largest_share(own, _scaled_hours(resolved, axis, 1.0))
    unit = at_value(resolved, axis, 1.0)
    spent, by_time, budget = plan.score.cash_by_period, unit.budget_by_period, unit.scenario.budget
    needs = [] if budget.total is None else [_largest_share((math.fsum(spent),), (budget.total,))]
    if by_time is not None:
        so_far = budget.carry_over
        pair = (tuple(accumulate(spent)), tuple(accumulate(by_time))) if so_far else (spent, by_time)
        needs.append(_largest_share(*pair))
    known = [need for need in needs if need is not None]
    return max(known) if len(known) == len(needs) else None


def values_of(
    basis: Basis, axis: Axis, *, low: float | None = None, high: float | None = None, steps: int | None = None
) -> tuple[float, ...]:
    """The values to look at, from the lowest, with the scenario's own among them where it lies between.

    Left out, a budget goes from half to twice the scenario's own, or the plan's cash where none is given; hours go from
    none to twice the team's own, or those of one person where it has none; vehicles from 1 to all that are left.
    Vehicles are whole numbers. Other values between the ends are rounded to three digits of a step, hours to whole ones
    where a step is two or more. Empty where there is no range: the lowest is not below the highest, or nothing says
    where either could be.
    """
    usual_low, usual_high = _usual_range(basis, axis)
    low = _first_given(low, usual_low if high is None or usual_low < high else high / 2)
    high = _first_given(high, usual_high if low < usual_high else low * 2)
    if axis.over is Over.MAX_VEHICLES:
        low, high = float(math.floor(low)), float(math.floor(high))
    if not low < high:
        return ()
    own = own_value(basis.resolved, axis)
    between = _between(axis, low, high, steps)
    if own is not None and low < own < high:
        near = (high - low) / (len(between) + 1) / 4
        between = [own, *(value for value in between if abs(value - own) > near)]
    return tuple(sorted({low, high, *between}))


def _between(axis: Axis, low: float, high: float, steps: int | None) -> list[float]:
    if axis.over is Over.MAX_VEHICLES:
        whole = int(high - low) + 1
        steps = min(whole, steps or _MOST_WHOLE)
        return [float(round(low + (high - low) * at / (steps - 1))) for at in range(1, steps - 1)]
    steps = steps or STEPS
    step = (high - low) / (steps - 1)
    digits = 0 if axis.over is Over.HOURS and step >= 2 else 2 - math.floor(math.log10(step))
    rounded = (round(low + step * at, digits) for at in range(1, steps - 1))
    return [value for value in rounded if low < value < high]


def _usual_range(basis: Basis, axis: Axis) -> tuple[float, float]:
    if axis.over is Over.MAX_VEHICLES:
        most = len(eligible(basis.resolved, basis.ruled_out))
        return (1.0, float(most)) if most > 1 else (0.0, 1.0)
    own = own_value(basis.resolved, axis)
    if axis.over is Over.BUDGET:
        own = own or float(f"{basis.plan.cost.cash:.2g}")
        return own / 2, own * 2
    return 0.0, own * 2 if own else FULL_TIME[basis.resolved.scenario.horizon.period]


def _first_given(given: float | None, usual: float) -> float:
    return usual if given is None else given


def _scaled_hours(resolved: ResolvedScenario, axis: Axis, value: float) -> tuple[float, ...]:
    own = own_value(resolved, axis)
    if not own:
        return (value,) * resolved.periods
    return tuple(hours * (value / own) for hours in resolved.own_hours[axis.skill])


def _with_hours(resolved: ResolvedScenario, skill: str, hours: tuple[float, ...]) -> ResolvedScenario:
    """Other own hours of a skill; one that the team does not list costs what the cheapest member with it does."""
    team = resolved.scenario.team
    if all(each.id != skill for each in team.skills):
        rate = min((member.hourly_cost for member in team.members if skill in member.skills), default=0.0)
        listed = (*team.skills, Skill(id=skill, hours=hours, hourly_cost=rate))
    else:
        listed = tuple(each.model_copy(update={"hours": hours}) if each.id == skill else each for each in team.skills)
    return with_team(resolved, team.model_copy(update={"skills": listed}))


def _largest_share(amounts: tuple[float, ...], of: tuple[float, ...]) -> float | None:
    """The largest part that an amount is of its whole; None where something is asked of nothing."""
    if any(amount > 0 and whole <= 0 for amount, whole in zip(amounts, of, strict=True)):
        return None
    return max((amount / whole for amount, whole in zip(amounts, of, strict=True) if whole > 0), default=0.0)
