"""Scenarios side by side as a JSON object for programs. The keys are a contract."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Any

from pydantic import BaseModel

from vehicleplan.analysis.compare import BriefDifference, Change, PlanDifference, compare_plans, compare_scenarios
from vehicleplan.exports.json_figures import or_none
from vehicleplan.exports.json_file import plan_object
from vehicleplan.model.limits import Rule
from vehicleplan.model.plan import Plan
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.report.comparison_words import Words, words_for
from vehicleplan.report.numbers import whole_where_possible


def comparison_object(files: Sequence[str], planned: Sequence[tuple[ResolvedScenario, Plan]]) -> dict[str, Any]:
    """Two to four scenarios: their plans, what their files ask differently, and how each differs from the first.

    `asked` has a value for each scenario, null where its file does not say; a rule's value says whether it holds.

    Args:
        files: The scenarios' files as the user named them.
        planned: The scenarios with their plans.

    Raises:
        ValueError: there are fewer than two scenarios, or more than four.
    """
    resolved = tuple(each for each, _ in planned)
    words = words_for(resolved)
    base = planned[0][1]
    return {
        "format": 1,
        "scenarios": [
            {"file": file, "name": each.scenario.name, "plan": plan_object(plan)}
            for file, (each, plan) in zip(files, planned, strict=True)
        ],
        "asked": [_asked(difference, words) for difference in compare_scenarios(resolved)],
        "differences": [
            {"from": 0, "to": number} | _difference(compare_plans(base, plan))
            for number, (_, plan) in enumerate(planned[1:], start=1)
        ],
    }


def _asked(difference: BriefDifference, words: Words) -> dict[str, Any]:
    label, *texts = words.row(difference)
    place = [key for key in difference.place if not isinstance(key, Rule)]
    rules = [key for key in difference.place if isinstance(key, Rule)]
    return {
        "place": [str(key) for key in place],
        "rule": _plain(rules[0]) if rules else None,
        "label": label,
        "values": [_plain(value) for value in difference.values],
        "texts": texts,
    }


def _plain(value: object) -> Any:  # noqa: ANN401 - whatever JSON can say
    """The value as JSON has it; of a part of a file, what it says."""
    if isinstance(value, BaseModel):
        return _plain(value.model_dump(exclude_defaults=True))
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return whole_where_possible(value) if isinstance(value, float) else value


def _difference(difference: PlanDifference) -> dict[str, Any]:
    return {
        "has_same_money": difference.has_same_money,
        "has_same_results": difference.has_same_results,
        "has_same_cost": difference.has_same_cost,
        "results": _change(difference.results),
        "cost_per_result": _change(difference.cost_per_result),
        "cost": {
            "loaded": _change(difference.loaded),
            "cash": _change(difference.cash),
            "labour": _change(difference.labour),
        },
        "own_hours": {skill: _change(change) for skill, change in difference.own_hours.items()},
        "missing": {what: _change(change) for what, change in difference.missing.items()},
        "comes_in": [vehicle.id for vehicle in difference.comes_in],
        "goes_out": [vehicle.id for vehicle in difference.goes_out],
        "changed": [
            {"id": each.id, "before": _counts(each.before), "after": _counts(each.after)} for each in difference.changed
        ],
    }


def _counts(activities: tuple[float, ...]) -> list[int | float]:
    return [whole_where_possible(each) for each in activities]


def _change(change: Change) -> dict[str, float | None]:
    return {"before": or_none(change.before), "after": or_none(change.after)}
