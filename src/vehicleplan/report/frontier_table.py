"""The points of a frontier as a table: points with the same plan share a row, so that what differs is seen."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from vehicleplan.analysis.frontier import Frontier, FrontierPoint
from vehicleplan.model.goal import Mode
from vehicleplan.model.plan import Plan
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.report import numbers
from vehicleplan.report.contracts import Cell, Column, Kind, Table
from vehicleplan.report.frontier_words import AxisWords, costs, is_alike
from vehicleplan.report.sentences import listed


def frontier_table(found: Frontier, words: AxisWords, resolved: ResolvedScenario) -> Table:
    """A row for each point or stretch of points with the same plan; at least one of them has a plan."""
    names = {candidate.id: candidate.name for candidate in resolved.candidates}
    is_missed = any(not point.is_reached for point in found.points)
    rows: list[tuple[Cell, ...]] = []
    before: Plan | None = None
    for run in _runs(found.points):
        span = numbers.RANGE.join(dict.fromkeys(numbers.as_given(each.value) for each in (run[0], run[-1])))
        own = [words.own] if any(each.value == found.own for each in run) else []
        changes = [moves(run[0], names)] if run[0].changes_set else []
        goal = (_goal_words(run[0]),) if is_missed else ()
        rows.append((span, *_figures(run[0], before), *goal, "; ".join([*changes, *own])))
        before = run[0].plan if run[0].has_plan else before
    first = next(point for point in found.points if point.has_plan)
    starts = listed([names[vehicle] for vehicle in first.vehicles]) if first.vehicles else "no vehicle"
    note = f"The first set, with {words.at(first.value)}: {starts}."
    return Table(
        "Best plans", _columns(found, words, resolved.scenario.currency, has_goal=is_missed), tuple(rows), notes=(note,)
    )


def moves(point: FrontierPoint, names: Mapping[str, str]) -> str:
    """Which vehicles come and go: `Radio in; Outdoor out`."""
    sides = ((point.comes_in, "in"), (point.goes_out, "out"))
    return "; ".join(f"{listed([names[v] for v in vehicles])} {way}" for vehicles, way in sides if vehicles)


def _columns(found: Frontier, words: AxisWords, money: str, *, has_goal: bool) -> tuple[Column, ...]:
    """Cost gives way before results do, unless it is what the plans look for."""
    headings = (f"Cash\n{money}", f"Cost\n{money}")[: len(costs(found.points[0].plan))]
    is_cost = found.mode is Mode.LEAST_COST
    ways = (4, 0 if is_cost else 3) if len(headings) == 2 else (0 if is_cost else 3,)
    return (
        Column(words.heading, Kind.COUNT),
        Column("Results", Kind.RESULTS),
        Column("Change", Kind.RESULTS, gives_way=2),
        Column(f"{money} per\nresult", Kind.MONEY),
        *(Column(heading, Kind.MONEY, gives_way=way) for heading, way in zip(headings, ways, strict=True)),
        Column("Vehicles", Kind.COUNT, gives_way=1),
        *([Column("Goal", may_wrap=False)] if has_goal else []),
        Column("What changes in the set"),
    )


def _figures(point: FrontierPoint, before: Plan | None) -> tuple[Cell, ...]:
    """The figures of a plan; none where there is no plan."""
    if not point.has_plan:
        return (None,) * (4 + len(costs(point.plan)))
    plan = point.plan
    change = None if before is None else numbers.change(before.results, plan.results, Kind.RESULTS)
    return (plan.results, change, plan.cost_per_result, *costs(plan), float(len(plan.vehicles)))


def _goal_words(point: FrontierPoint) -> str:
    if not point.has_plan:
        return "no plan"
    return "reached" if point.is_reached else "missed"


def _runs(points: tuple[FrontierPoint, ...]) -> list[list[FrontierPoint]]:
    """The points in stretches that have the same plan."""
    runs = [[points[0]]]
    for before, after in pairwise(points):
        if is_alike(before, after):
            runs[-1].append(after)
        else:
            runs.append([after])
    return runs
