"""The next-best sets of vehicles as a JSON object for programs. The keys are a contract."""

from __future__ import annotations

import math
from typing import Any

from vehicleplan.analysis.alternatives import Alternatives, AlternativeSet
from vehicleplan.exports.json_figures import cost_object, missing_object, or_none
from vehicleplan.report.numbers import published, whole_where_possible


def alternatives_object(found: Alternatives) -> dict[str, Any]:
    """The best sets, the plan's own first. Units: the plan's currency, results; shares from 0 to 1.

    `distance` is null for a set that misses a goal that the plan reaches. `core` and `swing` are about all sets within
    `within` of the best, listed or not; where `is_core_proven` is false they may be incomplete.
    """
    return {
        "format": 1,
        "is_whole": found.is_whole,
        "has_more": found.has_more,
        "within": published(found.within),
        "is_core_proven": found.is_core_proven,
        "core": list(found.core),
        "swing": list(found.swing),
        "sets": [_set(each) for each in found.sets],
    }


def _set(each: AlternativeSet) -> dict[str, Any]:
    plan = each.plan
    return {
        "comes_in": list(each.comes_in),
        "goes_out": list(each.goes_out),
        "distance": published(each.distance) if math.isfinite(each.distance) else None,
        "results": published(plan.results),
        "cost_per_result": or_none(plan.cost_per_result),
        "cost": cost_object(plan.cost),
        "missing": missing_object(plan.shortfalls),
        "vehicles": [
            {
                "id": vehicle.id,
                "name": vehicle.name,
                "activities": [whole_where_possible(activities) for activities in vehicle.activities],
            }
            for vehicle in plan.vehicles
        ],
    }
