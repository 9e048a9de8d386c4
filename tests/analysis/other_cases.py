"""The other case of a candidate, made in the plain mapping of a scenario's file for the brute-force oracle."""

from __future__ import annotations

import copy
import math
from typing import Any

from optimizer.oracle import Answer
from vehicleplan.analysis.basis import NO_PLAN, Standing
from vehicleplan.optimizer.turning import Figure

Tables = dict[str, Any]


def mode_of(facts: Tables) -> str:
    """The goal's mode, or the one that goes without."""
    usual = "lowest-cost-per-result" if "amount" in facts["goal"] else "most-results"
    return str(facts["goal"].get("mode", usual))


def standing_of(answer: Answer, mode: str) -> Standing:
    """How good the oracle's answer is."""
    if not answer.feasible:
        return NO_PLAN
    value = {"most-results": -answer.results, "least-cost": answer.cost}.get(mode, answer.ratio)
    return Standing(0.0 if answer.reached else answer.shortfall, math.inf if value is None else value)


def with_include(facts: Tables, include: dict[str, str]) -> Tables:
    """The scenario with these candidates in, out or allowed."""
    other = copy.deepcopy(facts)
    for row in other["vehicle"]:
        if row["id"] in include:
            row["include"] = include[row["id"]]
    return other


def with_vehicle(
    facts: Tables, vehicle: str, least: float, figure: Figure | None = None, factor: float = 1.0
) -> Tables:
    """The scenario with a vehicle in the plan, at least so many activities of it, and some of its figures changed."""
    other = with_include(facts, {vehicle: "must"})
    row = next(row for row in other["vehicle"] if row["id"] == vehicle)
    most = [row.get("max_activities", math.inf), sum(t.get("activities", math.inf) for t in row.get("tier", [{}]))]
    usual = 0 if row.get("divisible") else 1
    row["min_activities"] = max(row.get("min_activities", usual), min(least, *most))
    keys = {None: (), Figure.CASH: ("cost", "setup_cost"), Figure.HOURS: ("hours", "setup_hours")}
    for key in keys.get(figure, ("outcomes",)):
        if key in row:
            row[key] = times(row[key], factor)
    if figure is Figure.CASH:
        for tier in row.get("tier", ()):
            if "cost" in tier:
                tier["cost"] *= factor
    return other


def times(figures: Any, factor: float) -> Any:
    """A figure, or all figures of a table, multiplied."""
    if isinstance(figures, dict):
        return {key: times(value, factor) for key, value in figures.items()}
    return figures * factor
