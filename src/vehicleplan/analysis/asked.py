"""What a scenario's file asks, as one flat mapping from a place in the file to a value.

Two scenarios that ask for the same have the same mapping, however their files put it: one number for all periods equals
the same number for each, a mode that is left out is the one that goes with the goal, and the order of skills, rules and
vehicles does not matter. What no plan depends on is left out: names of scenario and rules, notes, sources.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vehicleplan.model.base import Frozen
from vehicleplan.model.estimate import Estimate
from vehicleplan.model.limits import Rule
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.model.vehicle import VehicleFacts

Place = tuple[str | Rule, ...]
"""Where a value stands: the model's fields from the top, with the name of a skill, a member or a vehicle in place of a
number. A rule has no name of its own, so it is its own key."""

_SECTIONS = ("brief", "goal", "horizon", "budget", "team", "limits", "screening")
_SINGLES = ("currency", "catalogs", "outcomes", "lifecycle", "exchange", "track_record")
_NAMES = ("id", "name", "outcome")
_UNREAD = {("brief", "notes")}
_FACTS = tuple(field for field in VehicleFacts.model_fields if field not in ("sources", "activity"))


def asked(resolved: ResolvedScenario) -> dict[Place, object]:
    """By place, all that a scenario asks beside its vehicles."""
    scenario = resolved.scenario
    values: dict[Place, object] = {}
    for name in (*_SECTIONS, *_SINGLES):
        values |= dict(_flat((name,), getattr(scenario, name)))
        if name == "goal":
            values["goal", "mode"] = scenario.goal.chosen_mode
    return {place: value for place, value in values.items() if place not in _UNREAD}


def asked_of_vehicle(resolved: ResolvedScenario, vehicle: str) -> dict[Place, object]:
    """By place, what a scenario asks of one of its vehicles and all facts of it."""
    candidate = resolved.candidate_by_id[vehicle]
    place = ("vehicle", vehicle)
    values: dict[Place, object] = {
        (*place, "include"): candidate.include,
        (*place, "min_activities"): candidate.min_activities,
    }
    values |= dict(_flat((*place, "current"), candidate.current))
    values |= {(*place, "answers", question): answer.verdict for question, answer in candidate.answers.items()}
    values |= {found: value for field in _FACTS for found, value in _flat((*place, field), getattr(candidate, field))}
    return values


def overridden(resolved: ResolvedScenario) -> Mapping[str, frozenset[str]]:
    """By vehicle, the facts that the scenario's file gives itself."""
    return {entry.key: frozenset(entry.model_fields_set) & set(_FACTS) for entry in resolved.scenario.vehicles}


def _flat(place: Place, value: object) -> Iterator[tuple[Place, object]]:
    """The values of a part of a file, each with its place; rules, estimates and lists of words stay whole."""
    if isinstance(value, Rule):
        yield (*place[:-1], value.model_copy(update={"active": True, "name": None})), value.active
    elif isinstance(value, Frozen) and not isinstance(value, Estimate):
        for field in type(value).model_fields:
            yield from _flat((*place, field), getattr(value, field))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _flat((*place, str(key)), item)
    elif isinstance(value, tuple) and any(isinstance(item, Frozen) for item in value):
        for number, item in enumerate(value, start=1):
            own = (*place, _name(item, number))
            names = {(*own, field) for field in _NAMES}
            yield from (pair for pair in _flat(own, item) if pair[0] not in names)
    elif value is not None and value != ():
        yield place, _one_for_all(value)


def _name(item: object, number: int) -> str:
    """What tells an item of a list from the others: its id, its name, what it counts; else its number."""
    names = (getattr(item, field, None) for field in _NAMES)
    return str(next((name for name in names if name), number))


def _one_for_all(value: object) -> object:
    """One number where each period has the same."""
    if isinstance(value, tuple) and all(isinstance(item, float) for item in value) and len(set(value)) == 1:
        return value[0]
    return value
