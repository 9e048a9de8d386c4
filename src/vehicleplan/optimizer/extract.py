"""From the solver's numbers to decisions: whole numbers made whole, dust swept away, nothing else changed."""

from __future__ import annotations

import math

from pulp import LpVariable

from vehicleplan.model.plan import Decisions
from vehicleplan.optimizer.build import Build
from vehicleplan.optimizer.index import Item
from vehicleplan.optimizer.run import Run

_DIGITS = 9
_DUST = 1e-8
"""Activities or hours below this are the solver's tolerance, not a decision."""

_SLIVER = 1e-2


def extract(build: Build, run: Run) -> Decisions:
    """The decisions of a run with a solution."""
    values = run.values
    if values is None:
        raise ValueError("the run has no solution")
    activities: dict[str, tuple[float, ...]] = {}
    start: dict[str, int] = {}
    for item in build.items:
        v = item.candidate.id
        amounts = tuple(_activities(build, item, run, t) for t in build.periods)
        is_chosen = values[build.chosen[v].index] > 0.5 if item.is_linked else _is_used(item, amounts)
        if is_chosen:
            activities[v] = amounts
            start[v] = _start(build, item, values, amounts)
    return Decisions(
        activities=activities,
        start=start,
        outsourced={
            skill: tuple(_hours(values, build.bought.get((skill, t))) for t in build.periods)
            for skill in dict.fromkeys(skill for skill, _ in build.bought)
        },
        given={
            (m, skill): tuple(_hours(values, build.given.get((m, skill, t))) for t in build.periods)
            for m, skill in dict.fromkeys((m, skill) for m, skill, _ in build.given)
        },
        builds={b: t for (b, t), made in build.made.items() if values[made.index] > 0.5},
    )


def held_decisions(build: Build, decisions: Decisions) -> dict[int, float] | None:
    """The other way: what its choices, starts, activities and builds are as values of variables, by index.

    None where the model has not all of them. Hours, tiers and what is missing follow from them.
    """
    ids = {item.candidate.id for item in build.items}
    if not ids.issuperset(decisions.activities) or any(key not in build.made for key in decisions.builds.items()):
        return None
    held = {made.index: float(decisions.builds.get(b) == t) for (b, t), made in build.made.items()}
    nothing = (0.0,) * len(build.periods)
    for item in build.items:
        v = item.candidate.id
        held[build.chosen[v].index] = float(v in decisions.activities)
        for t, amount in enumerate(decisions.activities.get(v, nothing)):
            held |= {variable.index: amount / item.unit for variable in build.activities[v, t]}
    held |= {starts.index: float(decisions.start.get(v) == t) for (v, t), starts in build.start.items()}
    return held


def _hours(values: tuple[float, ...], variable: LpVariable | None) -> float:
    """The hours of a variable; none where the model has no such decision."""
    return 0.0 if variable is None else _clean(values[variable.index])


def _is_used(item: Item, amounts: tuple[float, ...]) -> bool:
    return item.candidate.include == "must" or sum(amounts) > 0


def _activities(build: Build, item: Item, run: Run, t: int) -> float:
    value = run.value(build.activities[item.candidate.id, t])
    return _clean(value, item.unit) if item.candidate.divisible else float(max(0, round(value)))


def _clean(value: float, unit: float = 1.0) -> float:
    """Without dust; a sliver keeps digits of its own, since much may come of it."""
    if value < _DUST * min(1.0, unit):
        return 0.0
    return round(value, _DIGITS if value >= _SLIVER else _DIGITS - math.floor(math.log10(value)))


def _start(build: Build, item: Item, values: tuple[float, ...], amounts: tuple[float, ...]) -> int:
    """Where the start is no decision, the period of the first activity, or the first of all."""
    v = item.candidate.id
    if item.has_start:
        return max(build.periods, key=lambda t: values[build.start[v, t].index])
    return next((t for t, amount in enumerate(amounts) if amount > 0), 0)
