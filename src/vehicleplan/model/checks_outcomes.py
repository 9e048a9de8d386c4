"""Outcome names: whatever a scenario or a vehicle that it uses counts is a lifecycle stage or declared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vehicleplan.model.checks_context import OUTCOME_NAMES, Context, Entry
from vehicleplan.model.fault import Fault, KeyPath, known_names, unknown


def outcome_faults(context: Context) -> Iterator[Fault]:
    """Undeclared outcomes in the goal, and in vehicles, one fault per name; keys that must be lifecycle stages."""
    scenario = context.scenario
    goal = scenario.goal
    yield from _stage_faults(("brief", "stages"), scenario.brief.stages, context)
    if scenario.brief.stages and not any(scenario.brief.stages.values()):
        yield Fault(
            ("brief", "stages"),
            "all weights of the brief's stages are 0",
            "Give the stage that matters a weight above 0, such as 1.",
            (("brief", "stages", "*"),),
        )
    counted: list[tuple[KeyPath, str]] = [] if goal.stage is None else [(("goal", "stage"), goal.stage)]
    counted += [(("goal", "worth", name), name) for name in goal.worth]
    counted += [(("goal", "target", number, "outcome"), target.outcome) for number, target in enumerate(goal.targets)]
    for path, name in counted:
        if name not in scenario.outcome_names:
            yield _undeclared(path, name, context)
    yield from _stage_faults(("goal", "conversion_rates"), goal.conversion_rates, context)
    yield from _vehicle_faults(context)


def _stage_faults(path: KeyPath, names: Iterable[str], context: Context) -> Iterator[Fault]:
    stages = context.scenario.lifecycle
    for name in names:
        if name not in stages:
            yield unknown((*path, name), name, stages, kind="lifecycle stage", refers_to=(("lifecycle", "*"),))


def _undeclared(path: KeyPath, name: str, context: Context) -> Fault:
    cure = known_names(name, context.scenario.outcome_names, kind="outcome")
    return Fault(
        path,
        f"outcome `{name}` is not declared",
        f'{cure} Or declare it on top of the file: outcomes = ["{name}"].',
        OUTCOME_NAMES,
    )


def _vehicle_faults(context: Context) -> Iterator[Fault]:
    seen = set(context.scenario.outcome_names)
    for entry in context.entries:
        for field, names in (("stage_fit", entry.merged.stage_fit), ("outcomes", entry.merged.outcomes)):
            for name in names:
                if name not in seen:
                    seen.add(name)
                    yield _undeclared_in_vehicle(entry, field, name, context)


def _undeclared_in_vehicle(entry: Entry, field: str, name: str, context: Context) -> Fault:
    path = entry.place(field)
    if path[-1] != "use":
        return _undeclared((*path, name), name, context)
    return Fault(
        path,
        f"`{entry.written.use}` counts the outcome `{name}`, which is not declared",
        f'Declare it on top of the file: outcomes = ["{name}"].',
        (*OUTCOME_NAMES, *entry.rests_on(field)),
    )
