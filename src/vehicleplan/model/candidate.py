"""A candidate: a vehicle in a scenario, with its figures in the scenario's own currency and periods."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

from vehicleplan.model.base import Frozen
from vehicleplan.model.catalog import Catalog
from vehicleplan.model.figures import shortened
from vehicleplan.model.period import length_ratio
from vehicleplan.model.scenario import CandidateEntry, Scenario
from vehicleplan.model.screening import Answer
from vehicleplan.model.vehicle import CatalogVehicle, Tier, VehicleFacts
from vehicleplan.model.verdict import Question


class Conversion(Frozen):
    """What became of a figure of a catalog in a scenario with other periods or another currency."""

    about: str
    """What it was done to: a field of the vehicle, or its costs."""
    words: str
    """How, with a place for each figure."""
    figures: tuple[float, ...]
    """The figures that go with the words."""

    @property
    def phrase(self) -> str:
        """It in words, with its figures in the style that is current."""
        return f"{self.about} {self.words.format(*map(shortened, self.figures))}"


class Candidate(VehicleFacts):
    """A vehicle that the plan may use."""

    id: str
    """The id by which the scenario knows it."""
    name: str
    """What people call it."""
    include: Literal["may", "must", "never"] = "may"
    """Whether the plan may, must or must not have it."""
    min_activities: float = 1.0
    """The least activities over the horizon, if chosen."""
    current: tuple[float, ...] | None = None
    """What the team does today: activities in each period."""
    answers: Mapping[Question, Answer] = {}
    """What the marketer said, by question."""
    catalog: str | None = None
    """The catalog that it comes from; None for the scenario's own."""
    conversions: tuple[Conversion, ...] = ()
    """What was converted from the catalog's periods and currency."""

    @property
    def converted(self) -> tuple[str, ...]:
        """What was converted, a phrase each.

        Made when it is asked for: files are read before it is known in which style a report will be written.
        """
        return tuple(conversion.phrase for conversion in self.conversions)

    @property
    def is_in_use(self) -> bool:
        """Whether the team does anything of it today."""
        return math.fsum(self.current or ()) > 0

    @property
    def most_activities(self) -> float:
        """The most activities over the horizon by the vehicle's own facts; infinite where nothing limits it."""
        limits = [math.inf]
        if self.max_activities is not None:
            limits.append(self.max_activities)
        if self.tiers and self.tiers[-1].activities is not None:
            limits.append(math.fsum(tier.activities or 0.0 for tier in self.tiers))
        return min(limits)


_DEFAULTS = {field: getattr(VehicleFacts(), field) for field in VehicleFacts.model_fields}


def build_candidate(
    entry: CandidateEntry, scenario: Scenario, found: tuple[Catalog, CatalogVehicle] | None
) -> Candidate:
    """The candidate of an entry: the catalog's facts converted, the entry's own facts over them as they are.

    The exchange rate of the catalog's currency must be known (see `checks`).
    """
    facts: dict[str, object] = {}
    conversions: tuple[Conversion, ...] = ()
    if found is not None:
        facts, conversions = _converted_facts(*found, scenario)
    own = entry.model_fields_set & set(VehicleFacts.model_fields)
    facts |= {field: getattr(entry, field) for field in own}
    conversions = tuple(conversion for conversion in conversions if conversion.about not in own)
    least = entry.min_activities
    if least is None:
        least = 0.0 if facts.get("divisible", False) else 1.0
    current = entry.current
    if current is not None and not isinstance(current, tuple):
        current = (current,) * scenario.horizon.periods
    facts["name"] = facts.get("name") or entry.key
    return Candidate.model_construct(
        **_DEFAULTS | facts,
        id=entry.key,
        include=entry.include,
        min_activities=least,
        current=current,
        answers=entry.answers,
        catalog=found[0].name if found else None,
        conversions=conversions,
    )


def _converted_facts(
    catalog: Catalog, vehicle: CatalogVehicle, scenario: Scenario
) -> tuple[dict[str, object], tuple[Conversion, ...]]:
    """A catalog vehicle's facts in the scenario's currency and periods, and what was changed for that."""
    facts: dict[str, object] = {field: getattr(vehicle, field) for field in VehicleFacts.model_fields}
    facts["name"] = vehicle.name or vehicle.id
    found = [*_convert_money(facts, vehicle, catalog, scenario), *_convert_time(facts, vehicle, catalog, scenario)]
    return facts, tuple(found)


def _convert_money(
    facts: dict[str, object], vehicle: CatalogVehicle, catalog: Catalog, scenario: Scenario
) -> list[Conversion]:
    if catalog.currency == scenario.currency:
        return []
    rate = scenario.exchange.get(catalog.currency, 1.0)
    facts["setup_cost"] = vehicle.setup_cost * rate
    facts["cost"] = vehicle.cost * rate
    facts["tiers"] = tuple(
        tier if tier.cost is None else tier.model_copy(update={"cost": tier.cost * rate}) for tier in vehicle.tiers
    )
    return [_conversion("costs", f"from {catalog.currency} at {{}}", rate)]


def _convert_time(
    facts: dict[str, object], vehicle: CatalogVehicle, catalog: Catalog, scenario: Scenario
) -> list[Conversion]:
    """Per-period maxima go up and minima down to whole activities, lag to the nearest period, totals up."""
    horizon = scenario.horizon
    per_period = length_ratio(horizon.period, catalog.period)
    whole = horizon.periods * per_period / catalog.periods
    found: list[Conversion] = []

    def change(field: str, before: float | None, after: float | None) -> None:
        if before is not None and after is not None and before != after:
            facts[field] = after
            found.append(_conversion(field, "{} → {}", before, after))

    if per_period != 1:
        change("max_per_period", vehicle.max_per_period, _scaled_up(vehicle.max_per_period, per_period))
        least = Fraction(vehicle.min_per_period) * per_period
        change("min_per_period", vehicle.min_per_period, float(math.floor(least)))
        change("lag", vehicle.lag, math.floor(vehicle.lag / per_period + Fraction(1, 2)))
    if whole != 1:
        change("max_activities", vehicle.max_activities, _scaled_up(vehicle.max_activities, whole))
        tiers = facts["tiers"]
        if isinstance(tiers, tuple) and any(tier.activities is not None for tier in tiers):
            facts["tiers"] = tuple(_scaled_tier(tier, whole) for tier in tiers)
            found.append(_conversion("tiers", "× {} in size", float(whole)))
    return found


def _conversion(about: str, words: str, *figures: float) -> Conversion:
    return Conversion(about=about, words=words, figures=figures)


def _scaled_up(figure: float | None, ratio: Fraction) -> float | None:
    return None if figure is None else float(math.ceil(Fraction(figure) * ratio))


def _scaled_tier(tier: Tier, ratio: Fraction) -> Tier:
    return tier.model_copy(update={"activities": _scaled_up(tier.activities, ratio)})
