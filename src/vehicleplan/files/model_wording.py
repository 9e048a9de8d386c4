"""The model's own rules in words, by the name that a rule has in the model."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pydantic_core import ErrorDetails

from vehicleplan.files.describe import is_number, number_fault
from vehicleplan.model.base import LARGEST
from vehicleplan.model.fault import Fault, KeyPath


def _per_period(_error: ErrorDetails, path: KeyPath, value: object) -> Fault:
    """A number or a list of numbers: the fault is at the item that is wrong."""
    for number, item in enumerate(value if isinstance(value, list) else ()):
        if not is_number(item) or not 0 <= item <= LARGEST:
            return Fault((*path, number), number_fault(item), "Should be a number of 0 or more.")
    cure = "Should be a number of 0 or more, or a list with one per period, such as [10, 20]."
    return Fault(path, number_fault(value), cure)


def _estimate(_error: ErrorDetails, path: KeyPath, value: object) -> Fault:
    return Fault(path, number_fault(value), "Should be a number of 0 or more, or { low = …, likely = …, high = … }.")


def _estimate_order(error: ErrorDetails, path: KeyPath, _value: object) -> Fault:
    low, likely, high = (f"{error['ctx'][name]:g}" for name in ("low", "likely", "high"))
    cure = "Should be low ≤ likely ≤ high: in nine cases of ten it is more than low, in one of ten more than high."
    return Fault(path, f"low {low}, likely {likely} and high {high} are not in order", cure)


def _complexity(_error: ErrorDetails, path: KeyPath, _value: object) -> Fault:
    cure = "Should be two whole numbers from 1 to 5, the smaller first, such as [3, 5]."
    return Fault((*path, "message_complexity"), "this is no range", cure)


def _open_tier(error: ErrorDetails, path: KeyPath, _value: object) -> Fault:
    number = error["ctx"]["number"]
    what = f"tier {number} has no `activities`, but is not the last"
    return Fault((*path, "tier", number - 1), what, "Say how many it holds; only the last tier may hold all the rest.")


def _min_above_max(error: ErrorDetails, path: KeyPath, _value: object) -> Fault:
    key = str(error["ctx"]["key"])
    other = key.replace("min", "max")
    what = f"{key} {error['ctx']['low']:g} is above {other} {error['ctx']['high']:g}"
    return Fault((*path, key), what, f"Make {other} at least as large as {key}.")


def _empty_rule(_error: ErrorDetails, path: KeyPath, _value: object) -> Fault:
    return Fault(path, "the rule has no limit", "Add min, max, min_share, max_share or at_least.")


def _levels_order(_error: ErrorDetails, path: KeyPath, _value: object) -> Fault:
    less_is_better = path[-1] in ("message", "track_record", "efficiency")
    order = "strong ≤ fair ≤ weak: here less is better" if less_is_better else "strong ≥ fair ≥ weak: more is better"
    return Fault(path, "strong, fair and weak are not in order", f"Should be {order}.")


SPECIAL: Mapping[str, Callable[[ErrorDetails, KeyPath, object], Fault]] = {
    "per_period": _per_period,
    "per_period_range": _per_period,
    "estimate_type": _estimate,
    "estimate_order": _estimate_order,
    "complexity_range": _complexity,
    "open_tier": _open_tier,
    "min_above_max": _min_above_max,
    "empty_rule": _empty_rule,
    "levels_order": _levels_order,
}
"""By the type of the error that the model raises."""
