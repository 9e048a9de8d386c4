"""Figures that several JSON objects have, alike in all of them: published, and null where there is none."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from vehicleplan.model.chance import Chance
from vehicleplan.model.plan import Cost, Shortfall
from vehicleplan.report.numbers import published


def or_none(value: float | None) -> float | None:
    """A figure that may not be there."""
    return None if value is None else published(value)


def cost_object(cost: Cost) -> dict[str, float]:
    """What something costs. Units: the scenario's currency."""
    return {"loaded": published(cost.loaded), "cash": published(cost.cash), "labour": published(cost.labour)}


def missing_object(shortfalls: Iterable[Shortfall]) -> dict[str, float]:
    """By what is asked for, what is missing of it; empty where nothing is."""
    return {short.what: published(short.missing) for short in shortfalls}


def chance_object(chance: Chance | None) -> dict[str, Any] | None:
    """How often something holds, with the ends of the interval in which it lies, 95 % sure."""
    if chance is None:
        return None
    low, high = chance.range
    return {
        "times": chance.times,
        "share": published(chance.share),
        "standard_error": published(chance.standard_error),
        "low": published(low),
        "high": published(high),
    }
