"""A scenario as the plain textbook program that one would write on the first day; it imports nothing of this project.

A binary for being chosen, one for every period in which a vehicle could start, one for every tier that must be full
before the next; activities tied to them by max_activities. For the modes most-results and least-cost; rules and prices
that change by tier are refused. Nobody tightened it: it is what solvers are compared on.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

Terms = dict[int, float]
STAGES = ("awareness", "consideration", "conversion", "adoption", "value", "advocacy")


@dataclass
class Plain:
    """Columns, rows and what is looked for, in no solver's terms.

    Attributes:
        lower: By column, the least.
        upper: By column, the most.
        whole: By column, whether it is whole.
        rows: Coefficients by column, least, most.
        objective: Coefficients by column.
        is_most: Whether the objective is to be large.
    """

    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    rows: list[tuple[Terms, float, float]] = field(default_factory=list)
    objective: Terms = field(default_factory=dict)
    is_most: bool = True

    def column(self, upper: float, *, is_whole: bool = True) -> int:
        """A column from 0 on."""
        self.lower.append(0.0)
        self.upper.append(upper)
        self.whole.append(is_whole)
        return len(self.lower) - 1

    def row(self, terms: Iterable[tuple[int, float]], lower: float = -math.inf, upper: float = math.inf) -> None:
        """A row; coefficients of one column add up."""
        self.rows.append((_added(terms), lower, upper))

    def value(self, values: Iterable[float]) -> float:
        """The objective of a solution."""
        taken = list(values)
        return math.fsum(coefficient * taken[column] for column, coefficient in self.objective.items())


@dataclass
class Vehicle:
    """The columns of one vehicle."""

    tables: Mapping[str, Any]
    chosen: int
    start: list[int]
    activities: list[int]
    effective: Terms


def _added(terms: Iterable[tuple[int, float]]) -> Terms:
    summed: Terms = {}
    for column, coefficient in terms:
        summed[column] = summed.get(column, 0.0) + coefficient
    return {column: coefficient for column, coefficient in summed.items() if coefficient}


def _by_period(value: Any, periods: int) -> list[float]:  # noqa: ANN401
    return [float(each) for each in value] if isinstance(value, list) else [float(value)] * periods


def plain_model(tables: Mapping[str, Any]) -> Plain:
    """The program of a scenario that has only vehicles of its own."""
    goal, limits = tables["goal"], tables.get("limits", {})
    if limits.get("rule") or goal.get("confidence"):
        raise ValueError("the plain model knows neither rules nor a confidence")
    periods = tables["horizon"]["periods"]
    plain = Plain(is_most=goal["mode"] == "most-results")
    vehicles = [_vehicle(plain, each, periods) for each in tables["vehicle"]]
    need = _need(vehicles, periods)
    spend: list[list[tuple[int, float]]] = [
        [
            (column, float(price))
            for v in vehicles
            for column, price in ((v.start[t], v.tables.get("setup_cost", 0)), (v.activities[t], v.tables["cost"]))
        ]
        for t in range(periods)
    ]
    labour = _hours(plain, tables["team"], need, spend, periods)
    _cash(plain, tables.get("budget", {}), spend, periods)
    _set(plain, limits, vehicles)
    results = _results(plain, tables, vehicles)
    if goal["mode"] == "most-results":
        plain.objective = results
    elif goal["mode"] == "least-cost":
        cost = [term for by_time in spend for term in by_time]
        plain.objective = _added(cost + (labour if goal.get("cost", "loaded") == "loaded" else []))
    else:
        raise ValueError("the plain model knows most-results and least-cost")
    return plain


def _vehicle(plain: Plain, tables: Mapping[str, Any], periods: int) -> Vehicle:
    is_whole = not tables.get("divisible", False)
    most = float(tables["max_activities"])
    per_period = float(tables.get("max_per_period", most))
    chosen = plain.column(0 if tables.get("include") == "never" else 1)
    start = [plain.column(1) for _ in range(periods)]
    activities = [plain.column(per_period, is_whole=is_whole) for _ in range(periods)]
    plain.row([*((s, 1) for s in start), (chosen, -1)], 0, 0)
    for t, column in enumerate(activities):
        started = start[: t + 1]
        plain.row([(column, 1), *((s, -most) for s in started)], upper=0)
        if tables.get("min_per_period"):
            plain.row([(column, 1), *((s, -tables["min_per_period"]) for s in started)], 0)
    plain.row([*((a, 1) for a in activities), (chosen, -most)], upper=0)
    least = tables.get("min_activities", 1 if is_whole else 0)
    plain.row([*((a, 1) for a in activities), (chosen, -least)], 0)
    in_time = activities[: max(0, periods - tables.get("lag", 0))]
    return Vehicle(tables, chosen, start, activities, _tiers(plain, tables, most, in_time))


def _tiers(plain: Plain, tables: Mapping[str, Any], most: float, in_time: list[int]) -> Terms:
    """Activities at full yield: each tier opens when the one before is full."""
    tiers = tables.get("tier") or [{"yield": 1.0}]
    if any(tier.get("cost", tables["cost"]) != tables["cost"] for tier in tiers):
        raise ValueError("the plain model knows one price")
    is_whole = not tables.get("divisible", False)
    parts, full = [], -1
    for k, tier in enumerate(tiers):
        size = float(tier.get("activities", most))
        part = plain.column(size, is_whole=is_whole)
        if k:
            plain.row([(part, 1), (full, -size)], upper=0)
        if k < len(tiers) - 1:
            full = plain.column(1)
            plain.row([(part, 1), (full, -size)], 0)
        parts.append(part)
    plain.row([*((part, 1) for part in parts), *((a, -1) for a in in_time)], 0, 0)
    return {part: float(tier["yield"]) for part, tier in zip(parts, tiers, strict=True)}


Need = dict[tuple[str, int], list[tuple[int, float]]]


def _need(vehicles: list[Vehicle], periods: int) -> Need:
    """Hours needed by skill and period."""
    need: Need = {}
    for v in vehicles:
        for t in range(periods):
            for skill, hours in v.tables.get("hours", {}).items():
                need.setdefault((skill, t), []).append((v.activities[t], hours))
            for skill, hours in v.tables.get("setup_hours", {}).items():
                need.setdefault((skill, t), []).append((v.start[t], hours))
    return need


def _hours(
    plain: Plain, team: Mapping[str, Any], need: Need, spend: list[list[tuple[int, float]]], periods: int
) -> list[tuple[int, float]]:
    """Own, bought, given and built hours hold what is needed; gives the labour."""
    own = {skill["id"]: skill for skill in team.get("skill", [])}
    helped: Need = {}
    labour: list[tuple[int, float]] = []
    for build in team.get("build", []):
        made = [plain.column(1) for _ in range(periods)]
        plain.row(((m, 1) for m in made), upper=1)
        for t in range(periods):
            spend[t].append((made[t], build.get("cost", 0)))
            for skill, hours in build.get("takes_hours", {}).items():
                need.setdefault((skill, t), []).append((made[t], hours))
            ready = made[: max(0, t + 1 - build.get("ready_after", 0))]
            need.setdefault((build["skill"], t), [])
            helped.setdefault((build["skill"], t), []).extend((m, build["adds_hours"]) for m in ready)
    others = _bought_and_given(plain, team, spend, periods)
    for (skill, t), terms in need.items():
        hours = _by_period(own.get(skill, {}).get("hours", 0), periods)[t]
        rate = own.get(skill, {}).get("hourly_cost", 0)
        other = others.get((skill, t), [])
        plain.row(
            [*terms, *((c, -h) for c, h in helped.get((skill, t), [])), *((c, -1) for c, _ in other)], upper=hours
        )
        if other:
            plain.row([*((c, 1) for c, _ in other), *((c, -h) for c, h in terms)], upper=0)
        labour += [(c, h * rate) for c, h in terms] + [(c, price - rate) for c, price in other]
    return labour


def _bought_and_given(
    plain: Plain, team: Mapping[str, Any], spend: list[list[tuple[int, float]]], periods: int
) -> Need:
    """By skill and period, columns of hours that are bought or given, with what the team is paid for each."""
    others: Need = {}
    for skill in team.get("skill", []):
        outsource = skill.get("outsource")
        for t in range(periods) if outsource else ():
            column = plain.column(_by_period(outsource.get("hours", math.inf), periods)[t], is_whole=False)
            spend[t].append((column, outsource["hourly_cost"]))
            others.setdefault((skill["id"], t), []).append((column, 0.0))
    for member in team.get("member", []):
        for t, most in enumerate(_by_period(member["hours"], periods)):
            given = [plain.column(most, is_whole=False) for _ in member["skills"]]
            plain.row(((g, 1) for g in given), upper=most)
            for g, skill_id in zip(given, member["skills"], strict=True):
                others.setdefault((skill_id, t), []).append((g, member.get("hourly_cost", 0.0)))
    return others


def _cash(plain: Plain, budget: Mapping[str, Any], spend: list[list[tuple[int, float]]], periods: int) -> None:
    if "per_period" in budget:
        allowed = _by_period(budget["per_period"], periods)
        if budget.get("carry_over", True):
            for t, so_far in enumerate(accumulate(allowed)):
                plain.row([term for by_time in spend[: t + 1] for term in by_time], upper=so_far)
        else:
            for by_time, most in zip(spend, allowed, strict=True):
                plain.row(by_time, upper=most)
    if "total" in budget:
        plain.row([term for by_time in spend for term in by_time], upper=budget["total"])


def _set(plain: Plain, limits: Mapping[str, Any], vehicles: list[Vehicle]) -> None:
    if "max_vehicles" in limits:
        plain.row(((v.chosen, 1) for v in vehicles), upper=limits["max_vehicles"])
    by_id = {v.tables["id"]: v for v in vehicles}
    for v in vehicles:
        if v.tables.get("include") == "must":
            plain.row([(v.chosen, 1)], 1)
        for other in v.tables.get("needs", []):
            plain.row([(v.chosen, 1), (by_id[other].chosen, -1)], upper=0)


def _amounts(tables: Mapping[str, Any], risk_aversion: float) -> dict[str, float]:
    """By outcome, what one activity at full yield brings: 0.3, 0.4, 0.3 of low, likely, high, lowered by the risk."""
    amounts = {}
    for name, estimate in tables.get("outcomes", {}).items():
        low, likely, high = (estimate[k] for k in ("low", "likely", "high"))
        mean = 0.3 * low + 0.4 * likely + 0.3 * high
        accepted = tables.get("acceptance", 1.0) if name == "conversion" else 1.0
        amounts[name] = (mean - risk_aversion * (mean - low)) * accepted
    return amounts


def _results(plain: Plain, tables: Mapping[str, Any], vehicles: list[Vehicle]) -> Terms:
    """The results; what is asked for and the largest share become rows."""
    goal, limits = tables["goal"], tables.get("limits", {})
    worth, passed = {goal["stage"]: 1.0}, 1.0
    for stage in reversed(STAGES[: STAGES.index(goal["stage"])]):
        passed *= goal.get("conversion_rates", {}).get(stage, 0.0)
        worth[stage] = passed
    amounts = [_amounts(v.tables, goal.get("risk_aversion", 0.0)) for v in vehicles]
    each = [
        [(c, share * sum(x * worth.get(name, 0.0) for name, x in by_name.items())) for c, share in v.effective.items()]
        for v, by_name in zip(vehicles, amounts, strict=True)
    ]
    results = _added(term for terms in each for term in terms)
    if "amount" in goal:
        plain.row(results.items(), goal["amount"])
    for target in goal.get("target", []):
        brought = (
            (c, share * by_name.get(target["outcome"], 0.0))
            for v, by_name in zip(vehicles, amounts, strict=True)
            for c, share in v.effective.items()
        )
        plain.row(brought, target["amount"])
    if "max_share" in limits:
        for terms in each:
            plain.row([*terms, *((c, -limits["max_share"] * x) for c, x in results.items())], upper=0)
    return results
