"""Names that a draft knows, to choose from where one types one.

A draft may be nonsense in places; then fewer are known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from vehicleplan.model.goal import LIFECYCLE
from vehicleplan.model.limits import MEASURES
from vehicleplan.session.catalogs import catalog_names
from vehicleplan.session.draft import Draft

Names = Callable[[Draft], tuple[str, ...]]
"""The names of a kind that a draft knows, the likeliest first."""


def stages(draft: Draft) -> tuple[str, ...]:
    """The lifecycle stages."""
    return _words(draft.value(("lifecycle",))) or LIFECYCLE


def outcomes(draft: Draft) -> tuple[str, ...]:
    """Everything that may be counted."""
    return _once((*stages(draft), *_words(draft.value(("outcomes",)))))


def skills(draft: Draft) -> tuple[str, ...]:
    """The team's skills, then those that candidates ask for."""
    team = [skill.get("id") for skill in tables(draft, ("team", "skill"))]
    members = [name for member in tables(draft, ("team", "member")) for name in _words(member.get("skills"))]
    builds = [build.get("skill") for build in tables(draft, ("team", "build"))]
    asked = [name for vehicle in tables(draft, ("vehicle",)) for name in _keys(vehicle, "hours", "setup_hours")]
    if draft.resolved is not None:
        asked += draft.resolved.skills
    return _once((*team, *members, *builds, *asked))


def vehicles(draft: Draft) -> tuple[str, ...]:
    """The candidates."""
    return _once(entry.get("id") or entry.get("use") for entry in tables(draft, ("vehicle",)))


def catalog_vehicles(draft: Draft) -> tuple[str, ...]:
    """The vehicles of the catalogs."""
    return _once(vehicle.id for catalog in draft.catalogs.values() for vehicle in catalog.vehicles)


def segments(draft: Draft) -> tuple[str, ...]:
    """The segments that candidates reach, then those of all catalogs."""
    own = [name for vehicle in tables(draft, ("vehicle",)) for name in _keys(vehicle, "reach")]
    shipped = [name for each in draft.catalogs.values() for vehicle in each.vehicles for name in vehicle.reach]
    brief = draft.value(("brief", "segment"))
    return _once((*own, *shipped, brief if own or not shipped else None))


def positioning(draft: Draft) -> tuple[str, ...]:
    """The words that vehicles lend to an offer."""
    own = [word for vehicle in tables(draft, ("vehicle",)) for word in _words(vehicle.get("positioning"))]
    shipped = [word for each in draft.catalogs.values() for vehicle in each.vehicles for word in vehicle.positioning]
    return _once((*own, *shipped))


def purposes(draft: Draft) -> tuple[str, ...]:
    """What vehicles are used for."""
    own = [vehicle.get("purpose") for vehicle in tables(draft, ("vehicle",))]
    return _once((*own, *(vehicle.purpose for each in draft.catalogs.values() for vehicle in each.vehicles)))


def measures(draft: Draft) -> tuple[str, ...]:
    """What a rule can measure."""
    return _once((*MEASURES, *outcomes(draft), *(f"hours.{skill}" for skill in skills(draft))))


def currencies(draft: Draft) -> tuple[str, ...]:
    """The currencies of the catalogs."""
    return _once(catalog.currency for catalog in draft.catalogs.values())


def catalogs(_: Draft) -> tuple[str, ...]:
    """The shipped catalogs."""
    return catalog_names()


def tables(draft: Draft, path: tuple[str, ...]) -> list[Mapping[str, Any]]:
    """The tables of a list, as far as they are tables."""
    found = draft.value(path)
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def _keys(table: Mapping[str, Any], *names: str) -> Iterator[str]:
    for name in names:
        inner = table.get(name)
        if isinstance(inner, dict):
            yield from inner


def _words(value: object) -> tuple[str, ...]:
    return tuple(word for word in value if isinstance(word, str)) if isinstance(value, list) else ()


def _once(names: Iterable[object]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if isinstance(name, str) and name))
