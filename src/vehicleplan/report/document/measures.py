"""The seventh part: how we will know. For each chosen vehicle what is measured at each stage, and what is expected."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from vehicleplan.estimates.arrivals import outcomes_by_period
from vehicleplan.estimates.worth import worth_by_outcome
from vehicleplan.frozen import dataclass
from vehicleplan.model.plan import Chosen, Plan
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.report import numbers
from vehicleplan.report.contracts import Cell, Column, Kind, Sum, Table, TimeRow, Timetable
from vehicleplan.report.document.contracts import Part, PartId
from vehicleplan.report.document.schedule import page_size
from vehicleplan.report.sentences import capitalized, listed, number_of
from vehicleplan.report.tables import folded

EXPECTED = "expected"
ACTUAL = "actual"
_MOST_COLUMNS = 6
"""Stretches of time beside one another: the line for the actual figures is written on by hand."""

_MEASURES = {
    "awareness": "Reach, and the share of it that is the target persona",
    "consideration": "Second and further engagements",
    "conversion": "Leads that sales accepts",
    "adoption": "Accounts that use more",
    "value": "Sentiment of reviews, renewals",
    "advocacy": "Referrals, references, case studies",
}
"""What is measured at each stage of the lifecycle, where quality counts over quantity (Dunn & Halsall)."""


@dataclass(frozen=True)
class _Measure:
    """What is measured of a vehicle at one stage: the measure and what is expected in each period."""

    id: str
    vehicle: str
    stage: str
    measure: str
    expected: tuple[float, ...]


def measures_part(plan: Plan, resolved: ResolvedScenario) -> Part | None:
    """The measures with expected figures and a line for the actual ones; None where nothing is expected."""
    measures = tuple(_measures(plan, resolved))
    if not measures:
        return None
    words = [
        "Every vehicle is measured at the stages to which it moves people.",
        "What is expected is counted in the period in which it arrives; the line under it is for what really came.",
    ]
    words += _worth_words(plan, resolved)
    late = [vehicle.name for vehicle in plan.vehicles if resolved.candidate_by_id[vehicle.id].lag]
    if late and len(plan.labels) > 1:
        words.append("Outcomes that come later than their activities are counted in the later period.")
    rows: list[TimeRow] = []
    for before, measure in zip((None, *measures), measures, strict=False):
        rows += _rows(measure, is_first=before is None or before.id != measure.id)
    timetable = Timetable(
        "Measures",
        (Column("Vehicle"), Column("Stage and measure"), Column("")),
        plan.labels,
        Kind.RESULTS,
        (Column("All", Kind.RESULTS),),
        tuple(rows),
    )
    table = folded(timetable, page_size(plan.labels, _MOST_COLUMNS) if len(plan.labels) > 1 else 0)
    return Part(PartId.MEASURES, "How we will know", tuple(words), (replace(table, id="measures"),))


def _rows(measure: _Measure, *, is_first: bool) -> tuple[TimeRow, TimeRow]:
    """What is expected, under its vehicle's name where that is not said yet, and a line to write on."""
    what = f"{capitalized(measure.stage)}: {measure.measure[:1].lower()}{measure.measure[1:]}"
    blank: tuple[Cell, ...] = (None,) * len(measure.expected)
    return (
        TimeRow(
            (measure.vehicle if is_first else "", what, EXPECTED), measure.expected, (math.fsum(measure.expected),)
        ),
        TimeRow(("", "", ACTUAL), blank, (None,)),
    )


def _measures(plan: Plan, resolved: ResolvedScenario) -> Iterator[_Measure]:
    """Of each vehicle the outcomes that it brings, in the order of the lifecycle."""
    for vehicle in plan.vehicles:
        arriving = _arriving(vehicle, resolved)
        for outcome in resolved.scenario.outcome_names:
            expected = arriving.get(outcome, ())
            if math.fsum(expected) > 0:
                yield _Measure(vehicle.id, vehicle.name, outcome, _measure_words(outcome, resolved), expected)


def _worth_words(plan: Plan, resolved: ResolvedScenario) -> list[str]:
    """How the outcomes of all stages make up the results, where more than one counts."""
    worth = worth_by_outcome(resolved.scenario)
    counted = [(name, amount) for name, amount in plan.outcomes.items() if worth.get(name, 0.0) > 0 and amount > 0]
    if len(counted) < 2:
        return []
    order = sorted(counted, key=lambda each: -worth[each[0]])
    parts = [
        f"{numbers.results(amount)} of {name}"
        if worth[name] == 1
        else f"{_times(worth[name])} {numbers.results(amount)} of {name}"
        for name, amount in order
    ]
    return [f"Together they make {number_of(plan.results, plan.result)}: {listed(parts)}."]


def _times(worth: float) -> str:
    """What one outcome is worth: a share of a result, or several."""
    return f"{numbers.percent(worth)} of" if worth < 1 else f"{numbers.as_given(worth)} times"


def _arriving(vehicle: Chosen, resolved: ResolvedScenario) -> dict[str, tuple[float, ...]]:
    candidate = resolved.candidate_by_id[vehicle.id]
    return dict(outcomes_by_period(candidate, vehicle.activities, resolved.scenario.goal.risk_aversion))


def _measure_words(outcome: str, resolved: ResolvedScenario) -> str:
    words = _MEASURES.get(outcome, f"People or accounts that it moves to {outcome}")
    segment = resolved.scenario.brief.segment
    return f"{words} ({segment})" if outcome == "awareness" and segment else words


def measures_table(plan: Plan, resolved: ResolvedScenario) -> Table | None:
    """Every measure with a column for each period and empty rows for what really came."""
    rows: list[tuple[Cell, ...]] = []
    for each in _measures(plan, resolved):
        lead = (each.vehicle, each.stage, each.measure)
        rows.append((*lead, EXPECTED, *each.expected, math.fsum(each.expected)))
        rows.append((*lead, ACTUAL, *(None,) * len(each.expected), None))
    if not rows:
        return None
    periods = tuple(Column(label, Kind.RESULTS, is_period=True) for label in plan.labels)
    columns = (
        Column("Vehicle"),
        Column("Stage"),
        Column("Measure"),
        Column("Figure"),
        *periods,
        Column("All", Kind.RESULTS, formula=Sum(4, 3 + len(periods))),
    )
    return Table("Measures", columns, tuple(rows), id="measures")
