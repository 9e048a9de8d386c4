"""Figures of activities: whole where activities are whole, minima below maxima, lists as long as the horizon."""

from __future__ import annotations

from collections.abc import Iterator

from vehicleplan.model.checks_context import Context, Entry
from vehicleplan.model.checks_goal import HORIZON, length_faults
from vehicleplan.model.fault import Fault, KeyPath
from vehicleplan.model.vehicle import CatalogVehicle, VehicleFacts

COUNTS = ("max_activities", "max_per_period", "min_per_period")
"""The fields of a vehicle that count activities."""


def figure_faults(context: Context) -> Iterator[Fault]:
    """Every fault in the figures of the candidates."""
    for entry in context.entries:
        path: KeyPath = ("vehicle", entry.number)
        yield from length_faults((*path, "current"), entry.written.current, context.scenario.horizon.periods)
        yield from _fractions(entry)
        if entry.has_facts:
            yield from _minimum_faults(entry, context)


def fraction_faults(vehicle: CatalogVehicle, number: int) -> Iterator[Fault]:
    """Fractions of activities in a catalog's vehicle that is not divisible."""
    if not vehicle.divisible:
        for path, figure in _counts(vehicle):
            if not figure.is_integer():
                yield _fraction(("vehicle", number, *path), figure, (("vehicle", number, "divisible"),))


def _counts(facts: VehicleFacts) -> Iterator[tuple[KeyPath, float]]:
    for field in COUNTS:
        figure = getattr(facts, field)
        if figure is not None:
            yield (field,), figure
    for place, tier in enumerate(facts.tiers):
        if tier.activities is not None:
            yield ("tier", place, "activities"), tier.activities


def _fractions(entry: Entry) -> Iterator[Fault]:
    """Fractions in figures of the entry's own, or made wrong by a `divisible = false` of its own."""
    if entry.merged.divisible or not entry.has_facts:
        return
    rests = entry.rests_on("divisible")
    written = entry.written
    own: list[tuple[KeyPath, float]] = (
        [] if written.min_activities is None else [(("min_activities",), written.min_activities)]
    )
    if isinstance(written.current, tuple):
        own += [(("current", place), figure) for place, figure in enumerate(written.current)]
    elif written.current is not None:
        own.append((("current",), written.current))
    own += list(_counts(written))
    for path, figure in own:
        if not figure.is_integer():
            yield _fraction(("vehicle", entry.number, *path), figure, rests)
    if "divisible" in written.model_fields_set:
        for path, figure in _counts(entry.merged):
            if not figure.is_integer() and entry.place(str(path[0]))[-1] == "use":
                yield _fraction(("vehicle", entry.number, "divisible"), figure, rests, field=str(path[0]))


def _fraction(path: KeyPath, figure: float, rests: tuple[KeyPath, ...], *, field: str = "") -> Fault:
    of_catalog = f"the catalog's {field} of " if field else ""
    return Fault(
        path,
        f"{of_catalog}{figure:g} activities: the vehicle is not divisible, so activities are whole numbers",
        "Write a whole number, or divisible = true if fractions of an activity are possible.",
        rests,
    )


def _minimum_faults(entry: Entry, context: Context) -> Iterator[Fault]:
    facts, periods = entry.merged, context.scenario.horizon.periods
    high = facts.max_per_period
    most = min(facts.most_activities, float("inf") if high is None else high * periods)
    rests = (*HORIZON, ("horizon", "period"), *entry.rests_on("max_activities", "max_per_period", "tier"))
    if entry.written.min_activities is not None and facts.min_activities > most:
        yield Fault(
            ("vehicle", entry.number, "min_activities"),
            f"at least {facts.min_activities:g} activities are asked for, but {most:g} are the most possible",
            "Ask for fewer, or raise max_activities, max_per_period or the tiers.",
            rests,
        )
    if high is not None and facts.min_per_period > high:
        field = "min_per_period" if "min_per_period" in entry.written.model_fields_set else "max_per_period"
        yield Fault(
            entry.place(field),
            f"min_per_period {facts.min_per_period:g} is above max_per_period {high:g}",
            "Make the maximum at least as large as the minimum; one of them may come from the catalog.",
            (*entry.rests_on("min_per_period"), *rests),
        )
