"""What the team does today beside the plan, as a JSON object for programs. The keys are a contract."""

from __future__ import annotations

from typing import Any

from vehicleplan.analysis.today import Today, VehicleMove
from vehicleplan.exports.json_figures import cost_object, missing_object, or_none
from vehicleplan.model.breach import Breach
from vehicleplan.model.plan import Chosen, Plan, Score
from vehicleplan.report.numbers import published, whole_where_possible


def today_object(today: Today, plan: Plan) -> dict[str, Any]:
    """Today and the plan. Units: the plan's currency, hours, results; periods count from 1.

    In a breach, `reached` is what there is today and `allowed` the least or the most that there may be.
    """
    return {
        "format": 1,
        "is_whole": True,
        "today": _figures(today.score, today.cost_per_result) | {"missing": missing_object(today.shortfalls)},
        "plan": _figures(plan.score, plan.cost_per_result) | {"missing": missing_object(plan.shortfalls)},
        "breaches": [_breach(breach) for breach in today.breaches],
        "ruled_out": list(today.ruled_out),
        "kept_out": list(today.kept_out),
        "vehicles": [_move(each) for each in today.moves],
    }


def _figures(score: Score, cost_per_result: float | None) -> dict[str, Any]:
    return {
        "results": published(score.results),
        "cost_per_result": or_none(cost_per_result),
        "cost": cost_object(score.cost),
        "outcomes": {outcome: published(amount) for outcome, amount in score.outcomes.items()},
    }


def _breach(breach: Breach) -> dict[str, Any]:
    return {
        "limit": breach.limit.value,
        "subject": breach.subject,
        "other": breach.other,
        "period": None if breach.period is None else breach.period + 1,
        "reached": published(breach.reached),
        "allowed": published(breach.allowed),
    }


def _move(each: VehicleMove) -> dict[str, Any]:
    return {
        "id": each.id,
        "name": each.name,
        "move": each.move.value,
        "today": _vehicle(each.before),
        "plan": _vehicle(each.after),
    }


def _vehicle(vehicle: Chosen | None) -> dict[str, Any] | None:
    if vehicle is None:
        return None
    return {
        "activities": [whole_where_possible(activities) for activities in vehicle.activities],
        "results": published(vehicle.results),
        "cash": published(vehicle.cash),
        "loaded_cost": published(vehicle.loaded_cost),
    }
