"""What a candidate has from its catalog, in the scenario's own currency and periods, as its fields show it."""

from __future__ import annotations

from collections.abc import Mapping

from vehicleplan.frozen import dataclass
from vehicleplan.model.candidate import build_candidate
from vehicleplan.model.catalog import Catalog
from vehicleplan.model.resolve import vehicle_index
from vehicleplan.model.scenario import CandidateEntry, Scenario
from vehicleplan.model.vehicle import CatalogVehicle, VehicleFacts
from vehicleplan.session.draft import Draft
from vehicleplan.tui.forms.fields import Field, plain
from vehicleplan.tui.forms.values import text_of


@dataclass(frozen=True)
class Inherited:
    """A catalog's vehicle as a candidate has it.

    Attributes:
        catalog: What the catalog is called.
        name: What the catalog calls the vehicle.
        facts: Its facts, by field.
        converted: What was converted from the catalog's periods and currency, a phrase each.
    """

    catalog: str
    name: str
    facts: VehicleFacts
    converted: tuple[str, ...]

    def texts(self, fields: tuple[Field, ...]) -> Mapping[str, str]:
        """What the catalog has for each of the fields that it can have."""
        known = VehicleFacts.model_fields
        return {field.name: _text(self.facts, field) for field in fields if field.name in known}


def inherited_by(draft: Draft, number: int, scenario: Scenario | None) -> Inherited | None:
    """What the candidate at a place has from a catalog, or None for one of the scenario's own.

    Args:
        draft: The draft.
        number: The candidate's place in the file.
        scenario: The draft's scenario or the last one without faults: its currency and periods are converted to.
    """
    use = draft.value(("vehicle", number, "use"))
    found = vehicle_index(draft.catalogs).get(use) if isinstance(use, str) else None
    if found is None:
        return None
    catalog, vehicle = found
    if scenario is None:
        return Inherited(catalog.name, vehicle.name or vehicle.id, vehicle, ())
    return _converted(scenario, catalog, vehicle)


def _converted(scenario: Scenario, catalog: Catalog, vehicle: CatalogVehicle) -> Inherited:
    candidate = build_candidate(CandidateEntry(use=vehicle.id), scenario, (catalog, vehicle))
    return Inherited(catalog.name, candidate.name, candidate, candidate.converted)


def _text(facts: VehicleFacts, field: Field) -> str:
    value = getattr(facts, field.name)
    if field.name == "outcomes":
        value = {name: each.likely if each.is_certain else each for name, each in facts.outcomes.items()}
    if value in (None, (), {}):
        return field.absent
    return text_of(field.kind, plain(value))
