"""The levers of a what-if: what a scenario offers to be moved, and where a step takes it.

A lever has one value, however its file says it: the mean of hours that differ by period, the whole of a budget. Steps
are counted from the value that the file has, so stepping back always comes back to it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from enum import StrEnum
from typing import TypeAlias

from vehicleplan.frozen import dataclass
from vehicleplan.model.base import LARGEST, by_period
from vehicleplan.model.fault import KeyPath
from vehicleplan.model.limits import Budget
from vehicleplan.model.plan import Plan
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.report.rules import limit_sentences
from vehicleplan.report.sentences import has_plan, plural

Value: TypeAlias = float | bool | None
"""A number; whether a rule holds; or None where there is no limit."""

BUDGET: KeyPath = ("budget",)
BIG_STEP = 5
"""Steps in a big one."""
_PART_OF_STEP = 0.05
_STEP_OF_SHARE = 0.05
_STEP_OF_RISK = 0.1
_LARGEST_GOAL = 1e12
_LARGEST_NUMBER = 10**6
_TINY = 1e-9


class Unit(StrEnum):
    """What a lever's value counts."""

    MONEY = "money"
    HOURS = "hours"
    VEHICLES = "vehicles"
    RESULTS = "results"
    SHARE = "share"
    RISK = "risk"
    SWITCH = "switch"


@dataclass(frozen=True)
class Lever:
    """One thing of a scenario that a what-if can move.

    Attributes:
        path: What it moves in the file.
        group: What it belongs to: `Money`.
        name: What it is called beside others of its group.
        unit: What its value counts.
        base: Its value in the scenario.
        step: How far one step moves it; 0 for a switch.
        least: The smallest value.
        most: The largest value.
        start: Where a limit begins that the scenario does not have: at what the plan uses; None where that is unknown.
        may_be_off: Whether it can be a limit that is not there.
    """

    path: KeyPath
    group: str
    name: str
    unit: Unit
    base: Value
    step: float = 0.0
    least: float = 0.0
    most: float = LARGEST
    start: float | None = None
    may_be_off: bool = False


def levers(resolved: ResolvedScenario, plan: Plan | None = None) -> tuple[Lever, ...]:
    """Everything that a what-if of a scenario can move, in the order of its file.

    Args:
        resolved: The scenario.
        plan: Its plan, where it has one; limits that the scenario does not have begin at what it uses.
    """
    used = plan if plan is not None and has_plan(plan) else None
    return (
        _budget_lever(resolved, used),
        *_hours_levers(resolved),
        *_goal_levers(resolved, used),
        *_limit_levers(resolved, used),
        *_rule_levers(resolved),
    )


def stepped(lever: Lever, value: Value, steps: int) -> Value:
    """The value some steps up or, below 0, down. A limit that is not there begins at what the plan uses."""
    if lever.unit is Unit.SWITCH:
        return steps > 0
    if value is None:
        return lever.base if lever.base is not None else lever.start
    anchor = next(float(each) for each in (lever.base, lever.start, 0.0) if each is not None)
    at = (value - anchor) / lever.step
    whole = math.floor(at + _TINY) if steps > 0 else math.ceil(at - _TINY)
    return tidy(min(max(anchor + (whole + steps) * lever.step, lever.least), lever.most))


def toggled(lever: Lever, value: Value) -> Value:
    """The value with the rule or the limit switched off where it held, and on where it did not."""
    if lever.unit is Unit.SWITCH:
        return not value
    if not lever.may_be_off:
        return value
    if value is not None:
        return None
    return lever.base if lever.base is not None else lever.start


def tidy(value: float) -> float:
    """The value without the dust of arithmetic."""
    return round(value, 6) + 0.0


def budget_in_all(budget: Budget, periods: int) -> float | None:
    """The money of the whole horizon; None where there is no limit. A total goes before what its periods add up to."""
    if budget.total is not None or budget.per_period is None:
        return budget.total
    return math.fsum(by_period(budget.per_period, periods))


def mean(hours: float | tuple[float, ...]) -> float:
    """Hours of a period, on average."""
    return tidy(math.fsum(hours) / len(hours)) if isinstance(hours, tuple) else hours


def _budget_lever(resolved: ResolvedScenario, plan: Plan | None) -> Lever:
    base = budget_in_all(resolved.scenario.budget, resolved.periods)
    start = None if plan is None else float(math.ceil(plan.cost.cash))
    return Lever(BUDGET, "Money", "Budget", Unit.MONEY, base, _step(base, start), start=start, may_be_off=True)


def _hours_levers(resolved: ResolvedScenario) -> list[Lever]:
    team, group = resolved.scenario.team, f"Hours per {resolved.scenario.horizon.period}"
    found = [(("team", "skill", place, "hours"), skill.id, skill.hours) for place, skill in enumerate(team.skills)]
    found += [(("team", "member", place, "hours"), each.name, each.hours) for place, each in enumerate(team.members)]
    return [
        Lever(path, group, name, Unit.HOURS, mean(hours), max(1.0, _step(mean(hours), 100.0)))
        for path, name, hours in found
    ]


def _goal_levers(resolved: ResolvedScenario, plan: Plan | None) -> list[Lever]:
    goal = resolved.scenario.goal
    start = None if plan is None or plan.results < 1 else float(math.floor(plan.results))
    found = [_amount_lever(("goal", "amount"), plural(goal.result), goal.amount, start)]
    for place, target in enumerate(goal.targets):
        found.append(_amount_lever(("goal", "target", place), target.outcome, target.amount, None))
    risk = goal.risk_aversion
    found.append(Lever(("goal", "risk_aversion"), "Goal", "risk aversion", Unit.RISK, risk, _STEP_OF_RISK, most=1.0))
    return found


def _amount_lever(path: KeyPath, name: str, base: float | None, start: float | None) -> Lever:
    """A minimum; it is above 0 or not there."""
    step = _step(base, start)
    step = max(1.0, step) if (base or start or 0.0) >= 1 else step
    least = min(step, base or step)
    return Lever(path, "Goal", name, Unit.RESULTS, base, step, least, _LARGEST_GOAL, start, may_be_off=True)


def _limit_levers(resolved: ResolvedScenario, plan: Plan | None) -> tuple[Lever, ...]:
    limits = resolved.scenario.limits
    number = None if limits.max_vehicles is None else float(limits.max_vehicles)
    chosen = None if plan is None else float(len(plan.vehicles))
    vehicles = Lever(
        ("limits", "max_vehicles"), "Limits", "most vehicles", Unit.VEHICLES, number, 1.0, most=_LARGEST_NUMBER,
        start=chosen, may_be_off=True,
    )  # fmt: skip
    share = Lever(
        ("limits", "max_share"), "Limits", "most from one", Unit.SHARE, limits.max_share, _STEP_OF_SHARE, most=1.0,
        start=_largest_share(plan), may_be_off=True,
    )  # fmt: skip
    return vehicles, share


def _largest_share(plan: Plan | None) -> float | None:
    """The part of all results that the strongest vehicle brings, up to the next step."""
    if plan is None or plan.results <= 0:
        return None
    largest = max(vehicle.results for vehicle in plan.vehicles) / plan.results
    return tidy(min(1.0, math.ceil(largest / _STEP_OF_SHARE - _TINY) * _STEP_OF_SHARE))


def _rule_levers(resolved: ResolvedScenario) -> list[Lever]:
    """A switch for each rule, and for each vehicle that must or must not be in the plan."""
    return [
        Lever(limit.path, "Rules", limit.name or limit.sentence.removesuffix("."), Unit.SWITCH, limit.is_active)
        for limit in limit_sentences(resolved)
        if limit.path[:2] == ("limits", "rule") or limit.path[-1] == "include"
    ]


def _step(base: Value, start: float | None) -> float:
    """About a twentieth of the value: 1, 2 or 5 times a power of ten."""
    size = (base or start or 1_000.0) * _PART_OF_STEP
    power = 10.0 ** math.floor(math.log10(size))
    nearest = min((1, 2, 5, 10), key=lambda digit: abs(math.log(size / (digit * power))))
    return tidy(nearest * power)


def moved(levers: tuple[Lever, ...], settings: Mapping[KeyPath, Value]) -> tuple[tuple[Lever, Value], ...]:
    """The levers that are not at their base value, with the value that they are set to."""
    found = ((lever, settings[lever.path]) for lever in levers if lever.path in settings)
    return tuple((lever, value) for lever, value in found if value != lever.base)
