"""Why each candidate is in the plan or not, as a JSON object for programs. The keys are a contract."""

from __future__ import annotations

import math
from typing import Any

from vehicleplan.analysis.thresholds import Threshold
from vehicleplan.analysis.why import Explanation, Explanations
from vehicleplan.exports.json_figures import cost_object, missing_object, or_none
from vehicleplan.model.plan import Plan
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.report.numbers import published
from vehicleplan.report.why import explanation_words


def why_object(found: Explanations, plan: Plan, resolved: ResolvedScenario) -> dict[str, Any]:
    """Every candidate that was explained.

    `other` is the best plan of the other case: with it where it is left out, without it where it is chosen, with it
    allowed where it is kept out; null where there is none. A threshold is a factor on the vehicle's figures: at
    `enters_at` the plan takes it, at `stays_out_at` not yet.
    """
    return {
        "format": 1,
        "is_whole": found.is_whole,
        "asked": found.asked,
        "candidates": [_candidate(each, plan, resolved) for each in found.candidates],
    }


def _candidate(each: Explanation, plan: Plan, resolved: ResolvedScenario) -> dict[str, Any]:
    return {
        "id": each.id,
        "name": each.name,
        "kind": each.kind.value,
        "question": None if each.question is None else each.question.value,
        "missing_needs": list(each.missing),
        "other": None if each.other is None else _other(each, each.other),
        "thresholds": {threshold.figure.value: _threshold(threshold) for threshold in each.thresholds},
        "sentences": list(explanation_words(each, plan, resolved)),
    }


def _other(each: Explanation, other: Plan) -> dict[str, Any]:
    return {
        "status": other.status.value,
        "has_it": each.is_taken,
        "results": published(other.results),
        "cost_per_result": or_none(other.cost_per_result),
        "cost": cost_object(other.cost),
        "missing": missing_object(other.shortfalls),
        "comes_in": list(each.comes_in),
        "goes_out": list(each.goes_out),
    }


def _threshold(threshold: Threshold) -> dict[str, Any]:
    def factor(value: float | None) -> float | None:
        """A factor with the digits that it was found to."""
        return None if value is None or not math.isfinite(value) else float(f"{value:.6g}")

    return {
        "enters_at": factor(threshold.enters_at),
        "stays_out_at": factor(threshold.stays_out_at),
        "tried_to": factor(threshold.tried_to),
        "why_none": None if threshold.why_none is None else threshold.why_none.value,
    }
