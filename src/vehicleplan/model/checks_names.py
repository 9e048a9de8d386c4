"""Names of candidates and catalogs: each once, each known. Lists of a scenario hold each name once."""

from __future__ import annotations

from collections.abc import Iterator

from vehicleplan.model.checks_context import (
    CANDIDATE_NAMES,
    CATALOG_NAMES,
    Context,
    Entry,
    repeated,
    twice,
)
from vehicleplan.model.fault import Fault, KeyPath, unknown
from vehicleplan.model.limits import MEASURES


def list_faults(context: Context) -> Iterator[Fault]:
    """Catalogs, outcomes and lifecycle stages that are there twice; catalogs in a currency without a rate."""
    scenario = context.scenario
    lists = (("catalogs", scenario.catalogs, "catalog"), ("outcomes", scenario.outcomes, "outcome"),
             ("lifecycle", scenario.lifecycle, "lifecycle stage"))  # fmt: skip
    for key, names, kind in lists:
        yield from twice([(key, number) for number in range(len(names))], names, kind)
    for number, name in enumerate(scenario.outcomes):
        path: KeyPath = ("outcomes", number)
        if name in scenario.lifecycle:
            yield Fault(path, f"outcome `{name}` is a lifecycle stage already", "Remove it here.", (("lifecycle",),))
        elif name in MEASURES or name.startswith("hours."):
            yield Fault(
                path, f"`{name}` cannot name an outcome: rules measure {name} by it", "Give the outcome another name."
            )
    yield from _exchange_faults(context)


def _exchange_faults(context: Context) -> Iterator[Fault]:
    scenario = context.scenario
    for number, name in enumerate(scenario.catalogs):
        catalog = context.catalogs.get(name)
        if catalog is None or catalog.currency == scenario.currency or catalog.currency in scenario.exchange:
            continue
        yield Fault(
            ("catalogs", number),
            f"catalog `{name}` is in {catalog.currency}, this file in {scenario.currency}, and there is no rate",
            f"Say what one {catalog.currency} is worth in {scenario.currency}, such as "
            f"exchange = {{ {catalog.currency} = 1.1 }}.",
            (("exchange",), ("currency",), ("catalogs", "*", "currency")),
        )


def name_faults(context: Context) -> Iterator[Fault]:
    """Candidates without a name, with a name that is taken, or that use a vehicle that no catalog has."""
    known = sorted({vehicle.id for catalog in context.catalogs.values() for vehicle in catalog.vehicles})
    for entry in context.entries:
        path: KeyPath = ("vehicle", entry.number)
        if not entry.key:
            yield Fault(
                path,
                "the vehicle has neither `use` nor `id`",
                'Write use = "…" for a vehicle of a catalog, or id = "…" for one of your own.',
                ((*path, "use"), (*path, "id")),
            )
        elif entry.written.use is not None and entry.found is None:
            yield _unknown_use(context, entry, known)
    for place, key, first in repeated(entry.key for entry in context.entries):
        if key:
            yield _same_candidate(context.entries[place], key, first)


def _unknown_use(context: Context, entry: Entry, known: list[str]) -> Fault:
    path: KeyPath = ("vehicle", entry.number, "use")
    name = entry.written.use or ""
    if not context.scenario.catalogs:
        cure = 'The file lists no catalogs: add catalogs = ["b2b"], or write `id` for a vehicle of your own.'
        return Fault(path, f"unknown vehicle `{name}`", cure, (("catalogs",),))
    kind = "vehicle in the catalogs" if not known else "vehicle"
    fault = unknown(path, name, known, kind=kind, refers_to=CATALOG_NAMES)
    return Fault(path, f"no catalog here has a vehicle `{name}`", fault.fix, (("catalogs",), *CATALOG_NAMES))


def _same_candidate(entry: Entry, key: str, first: int) -> Fault:
    field = "id" if entry.written.id else "use"
    cure = "Remove one of them"
    if field == "use":
        cure += f', or give this one an id of its own, such as id = "{key}-2"'
    return Fault(
        ("vehicle", entry.number, field),
        f"vehicle `{key}` is there twice: it is vehicle {first + 1} already",
        f"{cure}.",
        CANDIDATE_NAMES if field == "use" else (),
    )
