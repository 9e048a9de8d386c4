"""A scenario with its catalogs put in: what screening and optimizer work on."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from vehicleplan.frozen import dataclass
from vehicleplan.model.base import by_period
from vehicleplan.model.candidate import Candidate, build_candidate
from vehicleplan.model.catalog import Catalog
from vehicleplan.model.history import HistoryEntry
from vehicleplan.model.period import period_label
from vehicleplan.model.scenario import Scenario
from vehicleplan.model.vehicle import CatalogVehicle


@dataclass(frozen=True)
class ResolvedScenario:
    """A scenario whose candidates carry all their facts, in the scenario's currency and periods.

    Attributes:
        scenario: The scenario as its file has it.
        candidates: The candidates in the order of the file.
        history: The team's own track record, empty where there is none.
    """

    scenario: Scenario
    candidates: tuple[Candidate, ...]
    history: tuple[HistoryEntry, ...] = ()

    @property
    def periods(self) -> int:
        """How many periods the horizon has."""
        return self.scenario.horizon.periods

    @cached_property
    def candidate_by_id(self) -> Mapping[str, Candidate]:
        """The candidates by id."""
        return {candidate.id: candidate for candidate in self.candidates}

    @cached_property
    def skills(self) -> tuple[str, ...]:
        """Every skill that the team has or a candidate asks for: the team's first, then by appearance."""
        asked = (skill for c in self.candidates for skill in (*c.setup_hours, *c.hours))
        built = (skill for build in self.scenario.team.builds for skill in build.takes_hours)
        return tuple(dict.fromkeys((*self.scenario.team.skill_ids, *asked, *built)))

    @cached_property
    def own_hours(self) -> Mapping[str, tuple[float, ...]]:
        """The team's own hours by skill and period, without members, outsourcing and builds."""
        own = {skill.id: by_period(skill.hours, self.periods) for skill in self.scenario.team.skills}
        return {skill: own.get(skill, (0.0,) * self.periods) for skill in self.skills}

    @cached_property
    def hourly_cost(self) -> Mapping[str, float]:
        """What an own hour of each skill costs."""
        cost = {skill.id: skill.hourly_cost for skill in self.scenario.team.skills}
        return {skill: cost.get(skill, 0.0) for skill in self.skills}

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """What each period is called."""
        horizon = self.scenario.horizon
        return tuple(period_label(horizon.start, horizon.period, t) for t in range(horizon.periods))

    @cached_property
    def budget_by_period(self) -> tuple[float, ...] | None:
        """The cash of each period, or None where the budget is not given per period."""
        budget = self.scenario.budget.per_period
        return None if budget is None else by_period(budget, self.periods)


def vehicle_index(catalogs: Mapping[str, Catalog]) -> Mapping[str, tuple[Catalog, CatalogVehicle]]:
    """Every catalog vehicle by id, with its catalog: the first catalog that has the id."""
    index: dict[str, tuple[Catalog, CatalogVehicle]] = {}
    for catalog in catalogs.values():
        for vehicle in catalog.vehicles:
            index.setdefault(vehicle.id, (catalog, vehicle))
    return index


def resolve(
    scenario: Scenario, catalogs: Mapping[str, Catalog], history: tuple[HistoryEntry, ...] = ()
) -> ResolvedScenario:
    """Put the catalogs into a scenario that has passed `checks`.

    Args:
        scenario: The scenario.
        catalogs: The catalogs by the name that the scenario gives them, in its order.
        history: The team's own track record.
    """
    index = vehicle_index(catalogs)
    candidates = tuple(build_candidate(entry, scenario, index.get(entry.use or "")) for entry in scenario.vehicles)
    return ResolvedScenario(scenario, candidates, history)
