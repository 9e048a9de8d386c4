"""The second part: what to do and when, as a calendar."""

from __future__ import annotations

import math
from dataclasses import replace

from vehicleplan.model.plan import Plan
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.report import numbers, tables
from vehicleplan.report.choice import built_words, what_to_do
from vehicleplan.report.contracts import Column, Kind, Sum, Table
from vehicleplan.report.document.contracts import Block, Part, PartId
from vehicleplan.report.document.pictures import Calendar, CalendarRow
from vehicleplan.report.periods import group_sizes, headings
from vehicleplan.report.sentences import number_of

MOST_COLUMNS = 12
"""Stretches of time beside one another on a page."""
_MOST_SENTENCES = 12
"""Above so many vehicles the calendar alone says what to do."""


def schedule_part(plan: Plan, resolved: ResolvedScenario) -> Part | None:
    """The calendar with a sentence for each vehicle; None where nothing is done."""
    if not plan.vehicles:
        return None
    blocks: list[Block] = [calendar(plan, resolved)]
    builds = builds_table(plan)
    if builds is not None:
        blocks.append(builds)
    words = (_first(plan), *built_words(plan))
    if len(plan.vehicles) <= _MOST_SENTENCES:
        words += tuple(to_do(plan, resolved))
    return Part(PartId.SCHEDULE, "What we do, and when", words, tuple(blocks))


def to_do(plan: Plan, resolved: ResolvedScenario) -> list[str]:
    """What to do of each vehicle and when, a sentence each."""
    return [f"{vehicle.name}: {what_to_do(vehicle, plan, resolved)}" for vehicle in plan.vehicles]


def _first(plan: Plan) -> str:
    used = [t for t in range(len(plan.labels)) if any(vehicle.activities[t] > 0 for vehicle in plan.vehicles)]
    starts = [vehicle.start - 1 for vehicle in plan.vehicles]
    first, last = plan.labels[min(used + starts)], plan.labels[max(used + starts)]
    span = f"in {first}" if first == last else f"from {first} to {last}"
    return f"{number_of(len(plan.vehicles), 'vehicle')} {span}."


def page_size(labels: tuple[str, ...], most: int) -> int:
    """How many periods share a column, so that there are at most so many columns."""
    return next(size for size in group_sizes(labels) if len(labels) <= most * size or size == len(labels))


def calendar(plan: Plan, resolved: ResolvedScenario) -> Calendar:
    """The chosen vehicles over time."""
    size = page_size(plan.labels, MOST_COLUMNS)
    rows = []
    for vehicle in plan.vehicles:
        amounts = tuple(math.fsum(vehicle.activities[at : at + size]) for at in range(0, len(plan.labels), size))
        texts = tuple(numbers.count(amount) if amount > 0 else "" for amount in amounts)
        rows.append(
            CalendarRow(vehicle.name, resolved.candidate_by_id[vehicle.id].activity, vehicle.id, amounts, texts)
        )
    labels = headings(plan.labels, size)
    return Calendar("calendar", "Activities over time", " ".join(to_do(plan, resolved)), labels, tuple(rows))


def calendar_table(plan: Plan, resolved: ResolvedScenario) -> Table:
    """The calendar with a column for each period."""
    lead = (Column("Vehicle"), Column("One activity is a"), Column("Starts in"))
    rows = tuple(
        (
            vehicle.name,
            resolved.candidate_by_id[vehicle.id].activity,
            plan.labels[vehicle.start - 1],
            *(amount if amount > 0 else None for amount in vehicle.activities),
            math.fsum(vehicle.activities),
        )
        for vehicle in plan.vehicles
    )
    periods = tuple(Column(label, Kind.COUNT, is_period=True) for label in plan.labels)
    last = len(lead) + len(periods) - 1
    columns = (*lead, *periods, Column("All", Kind.COUNT, formula=Sum(len(lead), last)))
    return Table("Calendar", columns, rows, id="calendar")


def builds_table(plan: Plan) -> Table | None:
    """The capabilities that are built, with their cash summed."""
    table = tables.builds_table(plan)
    if table is None:
        return None
    columns = (*table.columns[:-1], replace(table.columns[-1], is_summed=True))
    cash = math.fsum(build.cash for build in plan.score.builds)
    total = ("Total", *(None,) * (len(columns) - 2), cash)
    return replace(table, columns=columns, totals=(total,), id="builds")
