"""Reads the plain mapping of a scenario file into the numbers that the brute-force oracle needs.

Everything that the format lets a planner leave out is filled in here, so the rest of the oracle never meets an absence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import inf, prod
from typing import Any

import numpy as np

Row = Mapping[str, Any]
LIFECYCLE = ("awareness", "consideration", "conversion", "adoption", "value", "advocacy")


@dataclass(frozen=True)
class Tier:
    """Activities after the first `begin` and up to `end`, counted over the horizon."""

    begin: float
    end: float
    yields: float
    price: float


@dataclass(frozen=True)
class Candidate:
    """One vehicle; `values` holds what one activity at full yield brings, by outcome."""

    id: str
    include: str
    divisible: bool
    setup_cost: float
    setup_hours: Mapping[str, float]
    hours: Mapping[str, float]
    tiers: tuple[Tier, ...]
    least: float
    most_per_period: float
    least_per_period: float
    lag: int
    values: Mapping[str, float]
    needs: tuple[str, ...]


@dataclass(frozen=True)
class Skill:
    """Own hours by period, and the hours by period that can be bought."""

    id: str
    own: tuple[float, ...]
    hourly_cost: float
    buyable: tuple[float, ...]
    price: float


@dataclass(frozen=True)
class Member:
    """A person whose hours are shared between skills."""

    hours: tuple[float, ...]
    hourly_cost: float
    skills: tuple[str, ...]


@dataclass(frozen=True)
class Build:
    """A capability that can be made once."""

    skill: str
    adds: float
    cost: float
    takes: Mapping[str, float]
    ready_after: int


@dataclass(frozen=True)
class Question:
    """A scenario with every default filled in."""

    periods: int
    mode: str
    by_cash: bool
    worth: Mapping[str, float]
    outcomes: tuple[str, ...]
    goals: tuple[tuple[str, float], ...]
    """What is asked for: ("results" or an outcome, amount)."""
    candidates: tuple[Candidate, ...]
    skills: tuple[Skill, ...]
    members: tuple[Member, ...]
    builds: tuple[Build, ...]
    spending: np.ndarray
    """Shape [limit, period]: 1 where the period's cash counts against the limit."""
    allowance: np.ndarray
    max_vehicles: float
    max_share: float | None
    rules: tuple[Row, ...]


def read(scenario: Row) -> Question:
    """The question that a scenario file asks."""
    goal: Row = scenario["goal"]
    periods = int(scenario.get("horizon", {}).get("periods", 1))
    team, limits = scenario.get("team", {}), scenario.get("limits", {})
    candidates = tuple(read_candidate(vehicle, goal) for vehicle in scenario["vehicle"])
    members = tuple(
        Member(by_period(row.get("hours", 0), periods), row.get("hourly_cost", 0), tuple(row["skills"]))
        for row in team.get("member", ())
    )
    builds = tuple(
        Build(row["skill"], row["adds_hours"], row.get("cost", 0), row.get("takes_hours", {}), row["ready_after"])
        for row in team.get("build", ())
    )
    spending, allowance = read_budget(scenario.get("budget", {}), periods)
    asked = (("results", goal["amount"]),) if "amount" in goal else ()
    return Question(
        periods=periods,
        mode=goal.get("mode", "lowest-cost-per-result" if asked else "most-results"),
        by_cash=goal.get("cost", "loaded") == "cash",
        worth=read_worth(goal, tuple(scenario.get("lifecycle", LIFECYCLE))),
        outcomes=tuple(sorted({name for candidate in candidates for name in candidate.values})),
        goals=asked + tuple((row["outcome"], row["amount"]) for row in goal.get("target", ())),
        candidates=candidates,
        skills=read_skills(team, candidates, members, builds, periods),
        members=members,
        builds=builds,
        spending=spending,
        allowance=allowance,
        max_vehicles=limits.get("max_vehicles", inf),
        max_share=limits.get("max_share"),
        rules=tuple(rule for rule in limits.get("rule", ()) if rule.get("active", True)),
    )


def by_period(number: float | list[float], periods: int) -> tuple[float, ...]:
    """One number for every period, or the list of them."""
    return tuple(number) if isinstance(number, list) else (number,) * periods


def read_worth(goal: Row, lifecycle: tuple[str, ...]) -> dict[str, float]:
    """Results per outcome: 1 at the goal's stage, the product of the rates upstream, the overrides above all."""
    worth: dict[str, float] = {}
    if "stage" in goal:
        rates = goal.get("conversion_rates", {})
        end = lifecycle.index(goal["stage"])
        worth = {lifecycle[at]: prod(rates.get(stage, 0) for stage in lifecycle[at:end]) for at in range(end + 1)}
    return worth | dict(goal.get("worth", {}))


def read_candidate(row: Row, goal: Row) -> Candidate:
    """One vehicle of the scenario's own."""
    divisible = row.get("divisible", False)
    acceptance = row.get("acceptance", 1)
    values = {
        name: planning_value(outcome, goal.get("risk_aversion", 0)) * (acceptance if name == "conversion" else 1)
        for name, outcome in row.get("outcomes", {}).items()
    }
    return Candidate(
        id=row["id"],
        include=row.get("include", "may"),
        divisible=divisible,
        setup_cost=row.get("setup_cost", 0),
        setup_hours=row.get("setup_hours", {}),
        hours=row.get("hours", {}),
        tiers=read_tiers(row),
        least=row.get("min_activities", 0 if divisible else 1),
        most_per_period=row.get("max_per_period", inf),
        least_per_period=row.get("min_per_period", 0),
        lag=row.get("lag", 0),
        values=values,
        needs=tuple(row.get("needs", ())),
    )


def planning_value(outcome: float | Row, risk_aversion: float) -> float:
    """Swanson's mean, moved towards the low estimate by the aversion to risk."""
    if isinstance(outcome, (int, float)):
        return outcome
    mean = 0.3 * outcome["low"] + 0.4 * outcome["likely"] + 0.3 * outcome["high"]
    return mean - risk_aversion * (mean - outcome["low"])


def read_tiers(row: Row) -> tuple[Tier, ...]:
    """The tiers in order, ended by the largest number of activities."""
    listed = row.get("tier") or [{}]
    sizes = [tier.get("activities", inf) for tier in listed]
    ends = [min(sum(sizes[: count + 1]), row.get("max_activities", inf)) for count in range(len(sizes))]
    return tuple(
        Tier(begin, end, tier.get("yield", 1.0), tier.get("cost", row.get("cost", 0)))
        for tier, (begin, end) in zip(listed, pairwise([0, *ends]), strict=True)
        if end > begin
    )


def read_budget(budget: Row, periods: int) -> tuple[np.ndarray, np.ndarray]:
    """Limits on sums of cash by period: up to each period with carry-over, period by period without, and in total."""
    rows: list[list[float]] = []
    bounds: list[float] = []
    if "per_period" in budget:
        amounts = by_period(budget["per_period"], periods)
        carry_over = budget.get("carry_over", True)
        for last in range(periods):
            first = 0 if carry_over else last
            rows.append([float(first <= period <= last) for period in range(periods)])
            bounds.append(sum(amounts[first : last + 1]))
    if "total" in budget:
        rows.append([1.0] * periods)
        bounds.append(budget["total"])
    return np.array(rows, dtype=float).reshape(-1, periods), np.array(bounds, dtype=float)


def read_skills(
    team: Row, candidates: tuple[Candidate, ...], members: tuple[Member, ...], builds: tuple[Build, ...], periods: int
) -> tuple[Skill, ...]:
    """Every skill that anything names; one that the team does not list has no hours of its own."""
    listed = {row["id"]: row for row in team.get("skill", ())}
    named = set(listed) | {build.skill for build in builds}
    for mapping in (*(build.takes for build in builds), *(candidate.hours for candidate in candidates)):
        named |= set(mapping)
    for candidate in candidates:
        named |= set(candidate.setup_hours)
    for member in members:
        named |= set(member.skills)
    skills = []
    for name in sorted(named):
        row = listed.get(name, {})
        outsource = row.get("outsource", {"hours": 0, "hourly_cost": 0})
        own = by_period(row.get("hours", 0), periods)
        buyable = by_period(outsource.get("hours", inf), periods)
        skills.append(Skill(name, own, row.get("hourly_cost", 0), buyable, outsource["hourly_cost"]))
    return tuple(skills)
