"""What a what-if changes in a scenario's file. Levers that are at their base value change nothing."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import accumulate, pairwise
from typing import Any

from vehicleplan.model.base import by_period
from vehicleplan.model.fault import KeyPath
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.session.draft import DELETED, Changes
from vehicleplan.session.levers import BUDGET, Lever, Value, mean, tidy


def changes_of(resolved: ResolvedScenario, moved: Iterable[tuple[Lever, Value]]) -> Changes:
    """What some levers, each set to a value, change in the file of a scenario, by key path."""
    changes: dict[KeyPath, Any] = {}
    for lever, value in moved:
        if value != lever.base:
            changes |= _changes_of_one(resolved, lever.path, value)
    return changes


def hours_at(hours: float | tuple[float, ...], average: float) -> float | tuple[float, ...]:
    """Hours with another average: as many more or less in each period, but nowhere below 0."""
    if not isinstance(hours, tuple):
        return average
    if average == mean(hours):
        return hours
    ranked = sorted(hours, reverse=True)
    for kept in range(len(ranked), 0, -1):
        shift = (average * len(hours) - math.fsum(ranked[:kept])) / kept
        if ranked[kept - 1] + shift >= 0:
            return tuple(tidy(max(0.0, each + shift)) for each in hours)
    return (0.0,) * len(hours)


def scaled(amounts: tuple[float, ...], whole: float) -> tuple[float, ...]:
    """The amounts, each by the same factor, so that they add up to the whole; in whole units where all of them are."""
    before = math.fsum(amounts)
    shares = [each / before if before else 1 / len(amounts) for each in amounts]
    digits = 0 if all(each.is_integer() for each in (*amounts, whole)) else 2
    ends = [round(whole * share, digits) for share in accumulate(shares[:-1])]
    return tuple(tidy(end - start) for start, end in pairwise((0.0, *ends, whole)))


def _changes_of_one(resolved: ResolvedScenario, path: KeyPath, value: Value) -> dict[KeyPath, Any]:
    if path == BUDGET:
        return _budget_changes(resolved, value)
    if path[0] == "team":
        return {path: _hours_value(resolved, path, float(value or 0))}
    if path[-1] == "include":
        return {path: "may"}
    if isinstance(value, bool):
        return {(*path, "active"): value}
    if value is None:
        return {path: DELETED}
    is_target = path[:2] == ("goal", "target")
    return {(*path, "amount") if is_target else path: plain(value)}


def _hours_value(resolved: ResolvedScenario, path: KeyPath, average: float) -> int | float | list[int | float]:
    team, place = resolved.scenario.team, path[2]
    assert isinstance(place, int)  # noqa: S101 - for the type checker
    base = team.skills[place].hours if path[1] == "skill" else team.members[place].hours
    hours = hours_at(base, average)
    return [plain(each) for each in hours] if isinstance(hours, tuple) else plain(hours)


def _budget_changes(resolved: ResolvedScenario, value: Value) -> dict[KeyPath, Any]:
    """Total and periods move together, or one would hold the other back."""
    budget = resolved.scenario.budget
    total, per_period = ("budget", "total"), ("budget", "per_period")
    if value is None:
        given = {total: budget.total, per_period: budget.per_period}
        return {path: DELETED for path, amount in given.items() if amount is not None}
    if budget.per_period is None:
        return {total: plain(value)}
    in_periods = math.fsum(by_period(budget.per_period, resolved.periods))
    whole = tidy(in_periods * value / budget.total if budget.total and in_periods else value)
    if isinstance(budget.per_period, tuple):
        changes: dict[KeyPath, Any] = {per_period: [plain(each) for each in scaled(budget.per_period, whole)]}
    else:
        changes = {per_period: plain(round(whole / resolved.periods, 2))}
    return changes if budget.total is None else {total: plain(value), **changes}


def plain(value: float) -> int | float:
    """The number as TOML has it: whole where it is."""
    return int(value) if float(value).is_integer() else float(value)
