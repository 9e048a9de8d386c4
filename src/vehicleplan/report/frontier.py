"""The frontier as sentences, charts and a table.

Every figure is of a point that was looked at. Where more brings nothing is said only where it is proven.
"""

from __future__ import annotations

from vehicleplan.analysis.frontier import Frontier, FrontierPoint
from vehicleplan.analysis.frontier_axis import Over
from vehicleplan.model.plan import Plan, PlanStatus
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.report.contracts import Section
from vehicleplan.report.frontier_charts import frontier_charts
from vehicleplan.report.frontier_table import frontier_table, moves
from vehicleplan.report.frontier_words import (
    AxisWords,
    axis_words,
    brings,
    is_alike,
    looks_for,
    rounded_up,
    short_words,
    stays_words,
    title_words,
)
from vehicleplan.report.sentences import has_plan, listed, plural

_MOST_MOVES = 5
"""Vehicles that come or go in a sentence; of more, only the table tells."""
_MOST_NAMED = 3
"""Points that were not looked at in a sentence; of more, only the range is told."""


def frontier_section(found: Frontier, plan: Plan, resolved: ResolvedScenario) -> Section:
    """The best plans over a range: what they bring, where the goal comes in reach, where more brings nothing.

    Args:
        found: The frontier.
        plan: The plan of the scenario as it is.
        resolved: The scenario.
    """
    words = axis_words(found.axis, resolved)
    title = title_words(found.mode, found.points[0].plan, words)
    points = [point for point in found.points if point.has_plan]
    answer = [] if found.is_whole else [_stopped(found, words)]
    if not points:
        return Section(title, (*answer, "No plan is possible at any point.", *_beyond(found, words)))
    ends = [*_in_reach(found, points, words), *_saturation(found, points, words)]
    span = _range(points, words)
    answer += [span, *ends] if _are_alike(points) else [*ends, span]
    answer += [*_more_beyond(found, points, words), *_changes(points, words, resolved)]
    answer += _own_plan(found, plan, words)
    return Section(
        title,
        tuple(answer),
        (frontier_table(found, words, resolved),),
        tuple(_notes(found, resolved)),
        frontier_charts(found, words, resolved),
    )


def _stopped(found: Frontier, words: AxisWords) -> str:
    done = len(found.points)
    missing = [words.value(value) for value in found.missing]
    span = f"{len(missing)} of those from {missing[0]} to {missing[-1]}"
    named = listed(missing) if len(missing) <= _MOST_NAMED else span
    return f"Stopped after {done} of {done + len(missing)} points; not looked at: {named}."


def _range(points: list[FrontierPoint], words: AxisWords) -> str:
    first, last = points[0], points[-1]
    start = f"With {words.at(first.value)} the best plan brings {brings(first.plan)}"
    if len(points) == 1:
        return f"{start}."
    if _are_alike(points):
        return f"From {words.value(first.value)} to {words.value(last.value)} all is the same: {brings(first.plan)}."
    return f"{start}; with {words.at(last.value)} it brings {brings(last.plan)}."


def _are_alike(points: list[FrontierPoint]) -> bool:
    return all(is_alike(points[0], point) for point in points)


def _in_reach(found: Frontier, points: list[FrontierPoint], words: AxisWords) -> list[str]:
    """Where the first plan is possible, and where the goal comes in reach."""
    said = []
    without = [point for point in found.points if not point.has_plan]
    if without:
        none, one = words.at(without[-1].value), words.at(points[0].value)
        said.append(f"No plan is possible with {none}; with {one} there is one.")
    missed = [point for point in points if not point.is_reached]
    if not missed:
        return said
    closest = missed[-1]
    if closest is not points[-1]:
        reached = next(point for point in points if point.is_reached)
        here, there = words.at(closest.value), words.at(reached.value)
        return [*said, f"The goal is in reach with {there}; with {here} the plan is {short_words(closest.plan)}."]
    never = ""
    if found.most is not None and found.most.status is PlanStatus.OUT_OF_REACH:
        never = f", and {words.none} reaches it"
    still = f"with {words.at(closest.value)} the plan is still {short_words(closest.plan)}"
    return [*said, f"The goal is out of reach at every point{never}: {still}."]


def _saturation(found: Frontier, points: list[FrontierPoint], words: AxisWords) -> list[str]:
    """From where more brings nothing, where that is proven; else what the last points say."""
    if found.most is None:
        return _last_points(points, words)
    most = [point for point in points if point.is_most]
    if most:
        near = most[0].value if found.enough is None else rounded_up(found.enough, found.axis)
        start = words.value(min(most[0].value, near))
        return [f"From {start} on {stays_words(found.most, most[0].plan, words)}."]
    return []


def _more_beyond(found: Frontier, points: list[FrontierPoint], words: AxisWords) -> list[str]:
    """What there would be to gain beyond the points, where none of them has it all."""
    return [] if any(point.is_most for point in points) else _beyond(found, words)


def _beyond(found: Frontier, words: AxisWords) -> list[str]:
    """What there would be to gain without the limit, where that is known."""
    if found.most is None:
        return []
    enough = "" if found.enough is None else f", with {words.value(rounded_up(found.enough, found.axis))}"
    start = f"There is more to gain beyond {words.value(found.points[-1].value)}"
    return [f"{start}: {words.without} the best plan brings {brings(found.most)}{enough}."]


def _last_points(points: list[FrontierPoint], words: AxisWords) -> list[str]:
    last = points[-1]
    same = [point for point in points if point.standing.is_as_good(last.standing)]
    if len(same) < 2:
        return []
    return [f"From {words.value(same[0].value)} on, none of the points that were looked at brings more."]


def _changes(points: list[FrontierPoint], words: AxisWords, resolved: ResolvedScenario) -> list[str]:
    """Where the set changes, and what is in it at every point."""
    changing = [point for point in points if point.changes_set]
    always = [v for v in points[0].vehicles if all(v in point.vehicles for point in points)]
    names = {candidate.id: candidate.name for candidate in resolved.candidates}
    core = listed([names[vehicle] for vehicle in always]) if always else ""
    if not changing:
        return [f"The set is the same at every point: {core}."] if core else []
    moved = sum(len(point.comes_in) + len(point.goes_out) for point in changing)
    if moved <= _MOST_MOVES:
        parts = [f"with {words.at(point.value)} ({moves(point, names)})" for point in changing]
        said = f"The set changes {listed(parts)}."
    else:
        steps = len(points) - 1
        some = f"{len(changing)} of the {steps} steps" if len(changing) < steps else "every step"
        said = f"The set changes at {some}, as the table says."
    return [said, f"In the plan at every point: {core}." if core else "No vehicle is in the plan at every point."]


def _own_plan(found: Frontier, plan: Plan, words: AxisWords) -> list[str]:
    """The plan as it is beside its point, where the frontier looks for something else."""
    own = next((point for point in found.points if point.value == found.own and point.has_plan), None)
    if own is None or found.mode is plan.mode or not has_plan(plan) or brings(own.plan) == brings(plan):
        return []
    there = f"With {words.own}, {words.at(own.value)}, it is {brings(own.plan)}"
    return [f"{there}; the plan, which looks for {looks_for(plan)}, has {brings(plan)}."]


def _notes(found: Frontier, resolved: ResolvedScenario) -> list[str]:
    said = ["Each point is a best plan of its own; of what lies between two points nothing is said."]
    if resolved.scenario.goal.targets and any(point.has_plan and not point.is_reached for point in found.points):
        results = plural(resolved.scenario.goal.result)
        said.append(
            f"Where the goal is missed, the plan comes as close to all of it as it can, even with fewer {results}."
        )
    if found.axis.over is Over.BUDGET and resolved.budget_by_period is not None:
        said.append("The budget is that of the whole horizon; the cash of every period grows and shrinks along.")
    if found.axis.over is Over.HOURS:
        hours = resolved.own_hours[found.axis.skill]
        if len(set(hours)) > 1:
            said.append("The hours are the mean of the periods; those of every period grow and shrink along.")
        said.append("Hours that can be bought, built or given by members stay as they are.")
    return said
