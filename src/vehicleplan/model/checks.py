"""Faults of meaning in catalogs and scenarios: every one of them, in the order of the file's sections.

A file that pydantic accepts may still name what is not there or ask for what cannot be. The checks are pure and report
all faults at once; whoever read the file adds file names and lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from vehicleplan.model.catalog import Catalog
from vehicleplan.model.checks_context import Context, twice
from vehicleplan.model.checks_figures import figure_faults, fraction_faults
from vehicleplan.model.checks_goal import goal_faults
from vehicleplan.model.checks_names import list_faults, name_faults
from vehicleplan.model.checks_needs import need_faults
from vehicleplan.model.checks_outcomes import outcome_faults
from vehicleplan.model.checks_rules import rule_faults
from vehicleplan.model.checks_team import team_faults
from vehicleplan.model.fault import MOST_FAULTS, Fault, unknown
from vehicleplan.model.goal import LIFECYCLE
from vehicleplan.model.scenario import Scenario


def check_catalog(catalog: Catalog) -> tuple[Fault, ...]:
    """Every fault of meaning in a catalog, up to one more than are told."""
    return tuple(islice(_catalog_faults(catalog), MOST_FAULTS + 1))


def check_scenario(scenario: Scenario, catalogs: Mapping[str, Catalog]) -> tuple[Fault, ...]:
    """Every fault of meaning in a scenario, up to one more than are told.

    Args:
        scenario: The scenario.
        catalogs: The catalogs that it lists and that could be read, by the name that it gives them.
    """
    context = Context(scenario, catalogs)
    checks = (
        list_faults, name_faults, outcome_faults, goal_faults, team_faults, rule_faults, need_faults, figure_faults,
    )  # fmt: skip
    return tuple(islice((fault for check in checks for fault in check(context)), MOST_FAULTS + 1))


def _catalog_faults(catalog: Catalog) -> Iterator[Fault]:
    ids = [vehicle.id for vehicle in catalog.vehicles]
    paths = [("vehicle", number, "id") for number in range(len(ids))]
    yield from twice(paths, ids, "vehicle")
    yield from twice([("outcomes", number) for number in range(len(catalog.outcomes))], catalog.outcomes, "outcome")
    known_ids, seen = frozenset(ids), set(LIFECYCLE) | set(catalog.outcomes)
    for number, vehicle in enumerate(catalog.vehicles):
        for field, names in (("stage_fit", vehicle.stage_fit), ("outcomes", vehicle.outcomes)):
            for name in sorted(set(names) - seen):
                seen.add(name)
                yield _undeclared(("vehicle", number, field, name), name, catalog)
        for place, needed in enumerate(vehicle.needs):
            path = ("vehicle", number, "needs", place)
            if needed not in known_ids:
                yield unknown(path, needed, known_ids, kind="vehicle", refers_to=(("vehicle", "*", "id"),))
            elif needed == vehicle.id:
                yield Fault(path, f"`{needed}` needs itself", "Remove it from its own `needs`.")
        yield from fraction_faults(vehicle, number)


def _undeclared(path: tuple[str | int, ...], name: str, catalog: Catalog) -> Fault:
    fault = unknown(path, name, (*LIFECYCLE, *catalog.outcomes), kind="outcome", refers_to=(("outcomes", "*"),))
    cure = f'{fault.fix} Or declare it on top of the file: outcomes = ["{name}"].'
    return Fault(path, f"outcome `{name}` is not declared", cure, fault.refers_to)
