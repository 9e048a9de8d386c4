"""Rules: each measures something that is known, of vehicles that are candidates. Inactive rules are ignored."""

from __future__ import annotations

from collections.abc import Iterator

from vehicleplan.model.checks_context import CANDIDATE_NAMES, OUTCOME_NAMES, TEAM_SKILLS, Context
from vehicleplan.model.fault import Fault, KeyPath, known_names, nearest, unknown
from vehicleplan.model.limits import MEASURES

MEASURED: tuple[KeyPath, ...] = (
    *OUTCOME_NAMES,
    *TEAM_SKILLS,
    ("vehicle", "*", "hours"),
    ("vehicle", "*", "setup_hours"),
    ("catalogs", "*", "vehicle", "*", "hours"),
    ("catalogs", "*", "vehicle", "*", "setup_hours"),
)


def rule_faults(context: Context) -> Iterator[Fault]:
    """Every fault of the active rules."""
    for number, rule in enumerate(context.scenario.limits.rules):
        if not rule.active:
            continue
        path: KeyPath = ("limits", "rule", number)
        yield from _vehicle_faults((*path, "vehicles"), rule.vehicles, context)
        yield from _measure_faults((*path, "measure"), rule.measure, context)
        if rule.at_least is not None:
            other = (*path, "at_least")
            yield from _vehicle_faults((*other, "vehicles"), rule.at_least.vehicles, context)
            if rule.at_least.measure is not None:
                yield from _measure_faults((*other, "measure"), rule.at_least.measure, context)


def _vehicle_faults(path: KeyPath, names: tuple[str, ...] | None, context: Context) -> Iterator[Fault]:
    if names is None:
        return
    if not names:
        yield Fault(path, "the list of vehicles is empty", "Name at least one, or leave it out: all candidates.")
    for place, name in enumerate(names):
        if name not in context.candidate_ids:
            yield unknown((*path, place), name, context.candidate_ids, kind="candidate", refers_to=CANDIDATE_NAMES)


def _measure_faults(path: KeyPath, measure: str, context: Context) -> Iterator[Fault]:
    names = context.scenario.outcome_names
    if measure in MEASURES or measure in names:
        return
    skill = measure.removeprefix("hours.")
    if skill != measure:
        if skill not in context.skills:
            cure = known_names(skill, context.skills, kind="skill")
            yield Fault(path, f"`{measure}` measures an unknown skill `{skill}`", cure, MEASURED)
        return
    guess = nearest(measure, (*MEASURES, *names, *(f"hours.{skill}" for skill in context.skills)))
    yield Fault(
        path,
        f"unknown measure `{measure}`",
        f"It is one of {', '.join(MEASURES)}, hours.SKILL, or an outcome: {', '.join(names)}."
        + (f" Did you mean `{guess}`?" if guess else ""),
        MEASURED,
    )
