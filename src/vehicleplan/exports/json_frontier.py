"""A frontier as a JSON object for programs. The keys are a contract."""

from __future__ import annotations

from typing import Any

from vehicleplan.analysis.frontier import Frontier, FrontierPoint
from vehicleplan.exports.json_figures import cost_object, missing_object, or_none
from vehicleplan.model.plan import Plan
from vehicleplan.report.numbers import published


def frontier_object(found: Frontier, plan: Plan) -> dict[str, Any]:
    """A frontier, from the lowest value. Units: the plan's currency, hours per period, vehicles, results.

    `own` is the scenario's own value, `not_looked_at` the values that there was no time for. From `enough` on more
    brings nothing; `without_limit` is the best plan there. Both are null where that is not proven.
    """
    return {
        "format": 1,
        "is_whole": found.is_whole,
        "scenario": plan.scenario,
        "over": found.axis.name,
        "mode": found.mode.value,
        "cost_kind": plan.cost_kind,
        "result": plan.result,
        "amount": or_none(plan.amount),
        "currency": plan.currency,
        "own": or_none(found.own),
        "points": [_point(point) for point in found.points],
        "not_looked_at": [published(value) for value in found.missing],
        "enough": or_none(found.enough),
        "without_limit": None if found.most is None else _figures(found.most),
    }


def _point(point: FrontierPoint) -> dict[str, Any]:
    return {
        "value": published(point.value),
        **_figures(point.plan),
        "is_reached": point.is_reached,
        "comes_in": list(point.comes_in),
        "goes_out": list(point.goes_out),
        "more_brings_nothing": point.is_most,
    }


def _figures(plan: Plan) -> dict[str, Any]:
    return {
        "status": plan.status.value,
        "results": published(plan.results),
        "cost_per_result": or_none(plan.cost_per_result),
        "cost": cost_object(plan.cost),
        "missing": missing_object(plan.shortfalls),
        "vehicles": [vehicle.id for vehicle in plan.vehicles],
    }
