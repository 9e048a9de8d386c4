"""Candidates that come and go, as changes of a draft, and the catalogs that they can come from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from vehicleplan.errors import BadInputError
from vehicleplan.frozen import dataclass
from vehicleplan.model.catalog import Catalog
from vehicleplan.model.vehicle import CatalogVehicle
from vehicleplan.session.catalogs import catalog_names, open_catalog
from vehicleplan.session.draft import DELETED, Changes, Draft, changed, place_of_vehicle

Include = Literal["may", "must", "never"]
NEXT_INCLUDE: Mapping[str, Include] = {"may": "must", "must": "never", "never": "may"}
"""By what the scenario says now, what comes next."""
_LONGEST_ID = 60


@dataclass(frozen=True)
class Offer:
    """A vehicle that could be a candidate.

    Attributes:
        vehicle: The vehicle.
        catalog: The name by which the scenario lists its catalog, or would.
        is_listed: Whether the scenario lists the catalog.
    """

    vehicle: CatalogVehicle
    catalog: str
    is_listed: bool

    @property
    def name(self) -> str:
        """What people call it."""
        return self.vehicle.name or self.vehicle.id


def offers(draft: Draft) -> tuple[Offer, ...]:
    """Every catalog vehicle that is no candidate yet: of the scenario's catalogs, then of the other shipped ones."""
    taken = {entry.get(key) for entry in _entries(draft) for key in ("id", "use")}
    found: list[Offer] = []
    for name, catalog, is_listed in _catalogs(draft):
        for vehicle in catalog.vehicles:
            if vehicle.id not in taken:
                taken.add(vehicle.id)
                found.append(Offer(vehicle, name, is_listed))
    return tuple(found)


def _catalogs(draft: Draft) -> list[tuple[str, Catalog, bool]]:
    found = [(name, catalog, True) for name, catalog in draft.catalogs.items()]
    for name in catalog_names():
        if name not in draft.catalogs:
            try:
                found.append((name, open_catalog(name), False))
            except BadInputError:
                continue
    return found


def added(draft: Draft, chosen: Sequence[Offer]) -> Changes:
    """The changes that make vehicles of catalogs candidates; a catalog that is not listed yet is listed then."""
    catalogs = dict.fromkeys(offer.catalog for offer in chosen if not offer.is_listed)
    uses = [{"use": offer.vehicle.id} for offer in chosen]
    return {**_appended(draft, "catalogs", list(catalogs)), **_appended(draft, "vehicle", uses)}


def begun(draft: Draft, name: str) -> tuple[str, Changes]:
    """The id and the changes of a new vehicle of the scenario's own, which has nothing but its name yet."""
    vehicle = id_for(name, {str(entry.get("id") or entry.get("use")) for entry in _entries(draft)})
    return vehicle, _appended(draft, "vehicle", [{"id": vehicle, "name": name}])


def id_for(name: str, taken: set[str]) -> str:
    """A short name without blanks for what people call a vehicle; none that is taken."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_ID].strip("-") or "vehicle"
    number, found = 1, base
    while found in taken:
        number += 1
        found = f"{base}-{number}"
    return found


def taken_out(draft: Draft, vehicle: str) -> Changes:
    """The changes that take a candidate out of the scenario.

    Raises:
        KeyError: there is no such candidate.
    """
    return {("vehicle", place_of_vehicle(draft, vehicle)): DELETED}


def included(draft: Draft, vehicle: str, include: Include) -> Changes:
    """The changes after which a plan may, must or must not have a candidate.

    Raises:
        KeyError: there is no such candidate.
    """
    return {("vehicle", place_of_vehicle(draft, vehicle), "include"): DELETED if include == "may" else include}


def include_of(draft: Draft, vehicle: str) -> str:
    """Whether a plan may, must or must not have a candidate, as the draft says.

    Raises:
        KeyError: there is no such candidate.
    """
    include = draft.value(("vehicle", place_of_vehicle(draft, vehicle), "include"))
    return include if isinstance(include, str) and include in NEXT_INCLUDE else "may"


def new_faults(draft: Draft, changes: Changes) -> tuple[str, ...]:
    """What would be wrong after some changes that is right now, each with its place."""
    after = changed(draft, changes)
    before = {fault.what for fault in draft.faults}
    return tuple(f"{after.place_words(fault.path)}: {fault.what}" for fault in after.faults if fault.what not in before)


def _entries(draft: Draft) -> list[Mapping[str, Any]]:
    entries = draft.tables.get("vehicle")
    return [entry for entry in entries if isinstance(entry, Mapping)] if isinstance(entries, list) else []


def _appended(draft: Draft, key: str, items: Sequence[object]) -> dict[Any, Any]:
    """The changes that add items to a list, which may not be there yet."""
    there = draft.tables.get(key)
    if not items:
        return {}
    if not isinstance(there, list):
        return {(key,): list(items)}
    return {(key, len(there) + number): item for number, item in enumerate(items)}
