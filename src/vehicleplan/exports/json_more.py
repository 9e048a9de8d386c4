"""What one step more of each limit brings, as a JSON object for programs. The keys are a contract."""

from __future__ import annotations

from typing import Any

from vehicleplan.analysis.more import More, MoreStep, counted_cost
from vehicleplan.exports.json_figures import missing_object, or_none
from vehicleplan.model.plan import Plan
from vehicleplan.report.numbers import published


def more_object(more: More, plan: Plan) -> dict[str, Any]:
    """What more brings, most first. Units: the plan's currency, hours in each period, results.

    `limits` counts what there was to look at; where the work was stopped, `steps` has fewer.
    """
    return {
        "format": 1,
        "is_whole": more.is_whole,
        "limits": more.limits,
        "before": _figures(plan),
        "steps": [_step(each, plan) for each in more.steps],
    }


def _step(more: MoreStep, plan: Plan) -> dict[str, Any]:
    return {
        "limit": more.step.kind.value,
        "name": more.step.name,
        "size": published(more.step.size),
        "brings": "nothing" if more.brings_nothing else "no-limit" if more.is_endless else "better",
        "after": None if more.after is None else _after(more.after, plan),
        "price": {
            "bought": or_none(more.price.bought),
            "own": or_none(more.price.own),
            "builds": [build.name for build in more.price.builds],
        },
    }


def _after(after: Plan, plan: Plan) -> dict[str, Any]:
    before = [vehicle.id for vehicle in plan.vehicles]
    then = [vehicle.id for vehicle in after.vehicles]
    return _figures(after) | {
        "comes": [vehicle for vehicle in then if vehicle not in before],
        "goes": [vehicle for vehicle in before if vehicle not in then],
    }


def _figures(plan: Plan) -> dict[str, Any]:
    return {
        "results": published(plan.results),
        "cost": published(counted_cost(plan)),
        "cost_per_result": or_none(plan.cost_per_result),
        "missing": missing_object(plan.shortfalls),
    }
