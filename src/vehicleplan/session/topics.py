"""What can be asked about a plan, and its answer as facts and as a report: the same for every way of showing it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from vehicleplan.errors import CancelledError
from vehicleplan.frozen import dataclass
from vehicleplan.model.plan import PlanStatus
from vehicleplan.session import clock
from vehicleplan.session.analyses import analyse_plan
from vehicleplan.session.frontier_request import FrontierRequest, range_of
from vehicleplan.session.jobs import Planned
from vehicleplan.session.obstacles import find_obstacle, has_obstacle, obstacle_section
from vehicleplan.session.watch import Watch

if TYPE_CHECKING:
    from vehicleplan.analysis.basis import Basis
    from vehicleplan.optimizer import Control
    from vehicleplan.report.contracts import Section


CHOICES = "200"
"""For so many draws the best plan is found, where that is asked for."""


class Topic(StrEnum):
    """What can be asked about a plan."""

    CANDIDATES = "candidates"
    LIMITS = "limits"
    SETS = "sets"
    FRONTIER = "frontier"
    CONFIDENCE = "confidence"
    TODAY = "today"


@dataclass(frozen=True)
class Analysis:
    """One question about a plan.

    Attributes:
        topic: What is asked.
        setting: What else it depends on: the candidate that is explained, where it is not all of them; the axis of a
            frontier, such as `hours.writing`; for how many draws the best plan is found; empty for the usual.
    """

    topic: Topic
    setting: str = ""


@dataclass(frozen=True)
class Analysed:
    """The answer to a question about a plan.

    Attributes:
        sections: What is shown.
        facts: What the sections say, as the analyses gave it: one or several.
        is_whole: Whether the work came to its end.
    """

    sections: tuple[Section, ...]
    facts: tuple[object, ...]
    is_whole: bool


def topics_of(planned: Planned) -> tuple[Topic, ...]:
    """What can be asked about this plan."""
    has_today = any(candidate.is_in_use for candidate in planned.resolved.candidates)
    is_impossible = planned.plan.status is PlanStatus.IMPOSSIBLE
    asked = (Topic.LIMITS,) if is_impossible else tuple(Topic)
    return tuple(topic for topic in asked if has_today or topic is not Topic.TODAY)


def settings_of(planned: Planned, topic: Topic) -> tuple[str, ...]:
    """The settings that a topic has for this plan, the usual one first; one alone where there is nothing to set."""
    if topic is Topic.CONFIDENCE:
        return ("", CHOICES)
    if topic is not Topic.FRONTIER:
        return ("",)
    from vehicleplan.analysis.basis import Basis

    return _axis_names(Basis(planned.resolved, planned.ruled_out, planned.plan)) or ("",)


def _axis_names(basis: Basis) -> tuple[str, ...]:
    """What a frontier of this plan can run over: everything that has a range."""
    from vehicleplan.analysis.frontier_axis import axes, values_of

    return tuple(axis.name for axis in axes(basis.resolved) if values_of(basis, axis))


def analysed(planned: Planned, analysis: Analysis, watch: Watch) -> Analysed:
    """Answer a question about a plan; stopped, what there is of the answer.

    Raises:
        CancelledError: it was stopped before there was anything to give.
        UnboundedPlanError: nothing limits a variant of the plan.
    """
    if analysis.topic is Topic.LIMITS and has_obstacle(planned):
        began = clock.seconds()
        obstacle = find_obstacle(planned, watch)
        found = obstacle.conflict or obstacle.reach
        is_whole = found is not None and found.is_whole
        in_the_way = Analysed((obstacle_section(planned, obstacle),), (obstacle,), is_whole)
        if planned.plan.status is PlanStatus.IMPOSSIBLE or not is_whole:
            return in_the_way
        left = None if watch.time_limit is None else max(0.0, watch.time_limit - (clock.seconds() - began))
        try:
            more = _worked_out(planned, analysis, replace(watch, time_limit=left))
        except CancelledError:
            return replace(in_the_way, is_whole=False)
        return Analysed((*in_the_way.sections, *more.sections), (*in_the_way.facts, *more.facts), more.is_whole)
    return _worked_out(planned, analysis, watch)


def _worked_out(planned: Planned, analysis: Analysis, watch: Watch) -> Analysed:
    work = _WORK[analysis.topic]
    return analyse_plan(planned, lambda basis, control: work(basis, control, analysis.setting, watch.jobs), watch)


def _candidates(basis: Basis, control: Control, vehicle: str, jobs: int) -> Analysed:
    from vehicleplan.analysis.why import explain_candidates
    from vehicleplan.report.why import why_section

    facts = explain_candidates(basis, control, vehicles=(vehicle,) if vehicle else None, jobs=jobs)
    return Analysed((why_section(facts, basis.plan, basis.resolved),), (facts,), facts.is_whole)


def _limits(basis: Basis, control: Control, _: str, jobs: int) -> Analysed:
    from vehicleplan.analysis.more import what_more_brings
    from vehicleplan.report.more import more_section

    facts = what_more_brings(basis, control, jobs=jobs)
    return Analysed((more_section(facts, basis.plan, basis.resolved),), (facts,), facts.is_whole)


def _sets(basis: Basis, control: Control, _: str, jobs: int) -> Analysed:
    from vehicleplan.analysis.alternatives import alternatives
    from vehicleplan.report.alternatives import alternatives_section

    facts = alternatives(basis, control, jobs=jobs)
    return Analysed((alternatives_section(facts, basis.plan, basis.resolved),), (facts,), facts.is_whole)


def _frontier(basis: Basis, control: Control, setting: str, jobs: int) -> Analysed:
    from vehicleplan.analysis.frontier import frontier
    from vehicleplan.report.frontier import frontier_section

    names = (setting, *_axis_names(basis), FrontierRequest().over)
    facts = frontier(basis, range_of(basis, FrontierRequest(next(filter(None, names)))), control, jobs=jobs)
    return Analysed((frontier_section(facts, basis.plan, basis.resolved),), (facts,), facts.is_whole)


def _confidence(basis: Basis, control: Control, setting: str, jobs: int) -> Analysed:
    from vehicleplan.analysis.simulate import simulate
    from vehicleplan.report.known_draws import known_draws_section
    from vehicleplan.report.simulate import simulate_section

    settings = basis.resolved.scenario.simulation
    facts = simulate(basis, control, settings, choices=int(setting or 0), jobs=jobs)
    sections = [simulate_section(facts, basis.plan, basis.resolved)]
    if facts.known.asked:
        sections.insert(0, known_draws_section(facts.known, basis.plan))
    return Analysed(tuple(sections), (facts,), facts.is_whole)


def _today(basis: Basis, _: Control, __: str, ___: int) -> Analysed:
    from vehicleplan.analysis.today import today
    from vehicleplan.report.today import today_section

    facts = today(basis)
    if facts is None:
        return Analysed((), (), is_whole=True)
    return Analysed((today_section(facts, basis.plan, basis.resolved),), (facts,), is_whole=True)


_WORK: dict[Topic, Callable[[Basis, Control, str, int], Analysed]] = {
    Topic.CANDIDATES: _candidates,
    Topic.LIMITS: _limits,
    Topic.SETS: _sets,
    Topic.FRONTIER: _frontier,
    Topic.CONFIDENCE: _confidence,
    Topic.TODAY: _today,
}
