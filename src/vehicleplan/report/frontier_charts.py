"""The charts of a frontier: results over its values, and cost per result over the same."""

from __future__ import annotations

from dataclasses import replace

from vehicleplan.analysis.frontier import Frontier
from vehicleplan.analysis.frontier_axis import Over
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.report import numbers
from vehicleplan.report.chart import Chart, ChartLine, ChartPoint, PointMark, exact_scale, round_scale
from vehicleplan.report.frontier_words import AxisWords, is_alike
from vehicleplan.report.sentences import capitalized, plural

_FARTHEST_GOAL = 2.0
"""An amount above so many times what is reached is left out of the picture: it would flatten everything else."""

_MEANINGS = ((PointMark.PLAIN, "a best plan"), (PointMark.CHANGE, "another set than the point before"))


def frontier_charts(found: Frontier, words: AxisWords, resolved: ResolvedScenario) -> tuple[Chart, ...]:
    """Results, then cost per result where results cost anything; none where all points are alike."""
    points = [point for point in found.points if point.has_plan]
    if all(is_alike(points[0], point) for point in points):
        return ()
    marks = [PointMark.CHANGE if point.changes_set else PointMark.PLAIN for point in points]
    results = [ChartPoint(p.value, p.plan.results, mark) for p, mark in zip(points, marks, strict=True)]
    levels = _goal(max(point.y for point in results), resolved)
    name = plural(resolved.scenario.goal.result)
    heights = [point.y for point in results] + [level.value for level in levels]
    first, last = found.points[0].value, found.points[-1].value
    is_whole = found.axis.over is Over.MAX_VEHICLES
    chart = Chart(
        title=capitalized(name),
        x=exact_scale(words.scale, first, last, numbers.as_given, is_whole=is_whole),
        y=round_scale(name, heights, numbers.results),
        points=tuple(results),
        meanings=tuple(meaning for meaning in _MEANINGS if meaning[0] in marks),
        levels=levels,
        places=_own(found, words),
    )
    costs = tuple(
        ChartPoint(point.value, point.plan.cost_per_result, mark)
        for point, mark in zip(points, marks, strict=True)
        if point.plan.cost_per_result is not None
    )
    if len(costs) < 2 or not any(point.y for point in costs):
        return (chart,)
    each = f"{resolved.scenario.currency} per {resolved.scenario.goal.result}"
    scale = round_scale(each, (point.y for point in costs), numbers.money)
    return (chart, replace(chart, title=each, y=scale, points=costs, levels=(), meanings=(), places=()))


def _goal(most: float, resolved: ResolvedScenario) -> tuple[ChartLine, ...]:
    """The amount that is asked for, where the picture has room for it."""
    amount = resolved.scenario.goal.amount
    if amount is None or amount > _FARTHEST_GOAL * most:
        return ()
    return (ChartLine(amount, numbers.as_given(amount), "the goal"),)


def _own(found: Frontier, words: AxisWords) -> tuple[ChartLine, ...]:
    """The scenario's own value, where it is looked at."""
    if found.own is None or not found.points[0].value <= found.own <= found.points[-1].value:
        return ()
    return (ChartLine(found.own, numbers.as_given(found.own), words.own),)
