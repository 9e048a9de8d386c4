"""What every check of a scenario looks at: the entries with their catalog vehicles, merged once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from vehicleplan.frozen import dataclass
from vehicleplan.model.candidate import Candidate, build_candidate
from vehicleplan.model.catalog import Catalog
from vehicleplan.model.fault import Fault, KeyPath
from vehicleplan.model.resolve import vehicle_index
from vehicleplan.model.scenario import CandidateEntry, Scenario
from vehicleplan.model.vehicle import CatalogVehicle

CANDIDATE_NAMES: tuple[KeyPath, ...] = (("vehicle", "*", "id"), ("vehicle", "*", "use"))
"""Where the ids of candidates stand."""
CATALOG_NAMES: tuple[KeyPath, ...] = (("catalogs", "*", "vehicle", "*", "id"),)
"""Where the ids of catalog vehicles stand, seen from the scenario."""
OUTCOME_NAMES: tuple[KeyPath, ...] = (("outcomes", "*"), ("lifecycle", "*"))
"""Where a scenario declares what may be counted."""
TEAM_SKILLS: tuple[KeyPath, ...] = (
    ("team", "skill", "*", "id"),
    ("team", "member", "*", "skills"),
    ("team", "build", "*", "skill"),
)
"""Where a team names its skills."""


@dataclass(frozen=True)
class Entry:
    """A candidate as written, as found in a catalog, and merged.

    Attributes:
        number: Its place in the file, from 0.
        written: What the scenario's file says.
        found: The catalog and the catalog's vehicle, or None.
        merged: The two put together, in the scenario's own currency and periods.
    """

    number: int
    written: CandidateEntry
    found: tuple[Catalog, CatalogVehicle] | None
    merged: Candidate

    @property
    def key(self) -> str:
        """The candidate's id."""
        return self.written.key

    @property
    def has_facts(self) -> bool:
        """Whether all its facts are known: it is the scenario's own, or its catalog vehicle was found."""
        return self.written.use is None or self.found is not None

    def place(self, field: str) -> KeyPath:
        """Where the file gives this field: the entry's own key, or the `use` that brought it from a catalog."""
        own = "tiers" if field == "tier" else field
        if own in self.written.model_fields_set or self.written.use is None:
            return ("vehicle", self.number, field)
        return ("vehicle", self.number, "use")

    def rests_on(self, *fields: str) -> tuple[KeyPath, ...]:
        """The paths of these fields, here and in the catalogs."""
        here = tuple(("vehicle", self.number, field) for field in fields)
        return (*here, *(("catalogs", "*", "vehicle", "*", field) for field in fields))


@dataclass(frozen=True)
class Context:
    """A scenario with its catalogs, for the checks."""

    scenario: Scenario
    catalogs: Mapping[str, Catalog]

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The candidates, merged."""
        index = vehicle_index(self.catalogs)
        found = [index.get(entry.use or "") for entry in self.scenario.vehicles]
        return tuple(
            Entry(number, entry, vehicle, build_candidate(entry, self.scenario, vehicle))
            for number, (entry, vehicle) in enumerate(zip(self.scenario.vehicles, found, strict=True))
        )

    @cached_property
    def candidate_ids(self) -> frozenset[str]:
        """Every candidate's id."""
        return frozenset(entry.key for entry in self.entries if entry.key)

    @cached_property
    def skills(self) -> frozenset[str]:
        """Every skill that the team has or a candidate asks for."""
        asked = {skill for entry in self.entries for skill in (*entry.merged.hours, *entry.merged.setup_hours)}
        return frozenset(asked | set(self.scenario.team.skill_ids))


def repeated(names: Iterable[str]) -> Iterator[tuple[int, str, int]]:
    """Each name that came before: its place, the name, and where it stood first. Places count from 0."""
    first: dict[str, int] = {}
    for place, name in enumerate(names):
        if name in first:
            yield place, name, first[name]
        first.setdefault(name, place)


def twice(paths: Iterable[KeyPath], names: Iterable[str], kind: str) -> Iterator[Fault]:
    """A fault for each name that is there already."""
    places = list(paths)
    for place, name, _ in repeated(names):
        if name:
            yield Fault(places[place], f"{kind} `{name}` is there twice", "Remove one of them, or rename it.")
