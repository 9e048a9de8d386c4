"""What is behind a plan, asked for on the command line: which topics, about whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from vehicleplan.errors import BadInputError, CancelledError, Problem, UnboundedPlanError
from vehicleplan.frozen import dataclass
from vehicleplan.model.fault import known_names
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.session import clock
from vehicleplan.session.jobs import Planned, plan_scenario
from vehicleplan.session.obstacles import Obstacle, obstacle_keys
from vehicleplan.session.topics import Analysed, Analysis, Topic, analysed, topics_of
from vehicleplan.session.watch import Watch

ABOUT = (Topic.CANDIDATES, Topic.LIMITS, Topic.SETS, Topic.TODAY)
"""What can be explained, in the order in which it is shown."""


@dataclass(frozen=True)
class Explained:
    """What was found out.

    Attributes:
        planned: The scenario with its plan.
        answers: By topic, its answer; topics that do not apply to this plan, or were never begun, are left out.
        unbounded: By topic, why it has no answer: nothing limits a variant of the plan that it would solve for.
        is_whole: Whether nothing was cut short.
    """

    planned: Planned
    answers: Mapping[Topic, Analysed]
    unbounded: Mapping[Topic, str]
    is_whole: bool


@dataclass(frozen=True)
class ExplainRequest:
    """What is to be explained.

    Attributes:
        source: The scenario's file; `-` for standard input.
        vehicle: The candidate that is explained, by id or name; None for all of them.
        about: What is explained; nothing for all that applies, or for the one candidate.
    """

    source: str
    vehicle: str | None = None
    about: tuple[Topic, ...] = ()

    @property
    def wanted(self) -> tuple[Topic, ...]:
        """The topics, in the order in which they are shown."""
        usual = ABOUT if self.vehicle is None else (Topic.CANDIDATES,)
        return tuple(topic for topic in ABOUT if topic in (self.about or usual))


def explain_scenario(request: ExplainRequest, watch: Watch) -> Explained:
    """Plan the scenario of a file, and explain the plan; the time limit is for the work after the plan.

    Raises:
        BadInputError: the files have problems, or there is no such candidate.
        UnboundedPlanError: nothing limits the plan.
        CancelledError: it was stopped before there was anything to give.
    """

    def check(resolved: ResolvedScenario) -> None:
        """See to it that there is such a candidate."""
        _asked(resolved, request)

    planned = plan_scenario(request.source, replace(watch, time_limit=None), check=check)
    vehicle = _asked(planned.resolved, request)
    possible = topics_of(planned)
    wanted = [topic for topic in request.wanted if topic in possible]
    end = None if watch.time_limit is None else clock.seconds() + watch.time_limit
    answers: dict[Topic, Analysed] = {}
    unbounded: dict[Topic, str] = {}
    for topic in wanted:
        if watch.token.is_cancelled:
            break
        left = None if end is None else max(0.0, end - clock.seconds())
        analysis = Analysis(topic, vehicle if topic is Topic.CANDIDATES else "")
        try:
            answers[topic] = analysed(planned, analysis, replace(watch, time_limit=left))
        except CancelledError:
            continue  # it was stopped before this topic had anything to give
        except UnboundedPlanError as error:
            unbounded[topic] = str(error)
    if watch.token.is_cancelled and not answers:
        raise CancelledError("stopped before there was an answer")
    is_whole = len(answers) + len(unbounded) == len(wanted) and all(answer.is_whole for answer in answers.values())
    return Explained(planned, answers, unbounded, is_whole)


def _asked(resolved: ResolvedScenario, request: ExplainRequest) -> str:
    """The id of the candidate that is asked about, by its id, or by its name where that is no other's; "" for all.

    Raises:
        BadInputError: there is none.
    """
    vehicle = request.vehicle or ""
    if request.vehicle is None or vehicle in resolved.candidate_by_id:
        return vehicle
    named = [c.id for c in resolved.candidates if c.name.casefold() == vehicle.casefold()]
    if len(named) == 1:
        return named[0]
    fix = known_names(vehicle, resolved.candidate_by_id, kind="candidate", most=100)
    raise BadInputError((Problem(request.source, None, "", f"there is no candidate `{vehicle}`", fix),))


def explained_object(explained: Explained) -> dict[str, Any]:
    """What was found out as a JSON object; each topic that was looked at has its key."""
    from vehicleplan.exports.json_alternatives import alternatives_object
    from vehicleplan.exports.json_file import plan_object
    from vehicleplan.exports.json_more import more_object
    from vehicleplan.exports.json_today import today_object
    from vehicleplan.exports.json_why import why_object

    planned = explained.planned
    tree: dict[str, Any] = {
        "format": 1,
        "is_whole": explained.is_whole,
        "unbounded": {topic.value: why for topic, why in explained.unbounded.items()},
        "scenario": planned.plan.scenario,
        "plan": plan_object(planned.plan),
    }
    writers: dict[Topic, Callable[[Any], dict[str, Any]]] = {
        Topic.CANDIDATES: lambda facts: {"candidates": why_object(facts, planned.plan, planned.resolved)},
        Topic.LIMITS: lambda facts: (
            obstacle_keys(planned, facts)
            if isinstance(facts, Obstacle)
            else {"limits": more_object(facts, planned.plan)}
        ),
        Topic.SETS: lambda facts: {"sets": alternatives_object(facts)},
        Topic.TODAY: lambda facts: {"today": today_object(facts, planned.plan)},
    }
    for topic, answered in explained.answers.items():
        for facts in answered.facts:
            tree |= writers[topic](facts)
    return tree
