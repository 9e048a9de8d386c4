"""Scenarios side by side: all files are read before any is planned, so that all problems are told at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vehicleplan.errors import BadInputError, Problem, UnboundedPlanError
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.session import clock
from vehicleplan.session.jobs import Planned, plan_with
from vehicleplan.session.watch import CancelToken, JobProgress, Listener, Watch, unheard
from vehicleplan.session.workspace import open_scenario


def plan_scenarios(
    sources: Sequence[str],
    *,
    time_limit: float | None = None,
    token: CancelToken | None = None,
    on_progress: Listener = unheard,
) -> tuple[Planned, ...]:
    """The plans of several scenarios, in the order of files; a file that is named twice is read and planned once.

    Args:
        sources: The files; `-` for standard input.
        time_limit: Seconds for the search for each plan; None for no limit.
        token: Stops the run.
        on_progress: Told now and then which scenario is planned and where that stands.

    Raises:
        BadInputError: the files have problems; all of all files.
        UnboundedPlanError: nothing limits a plan; the message names the file.
        CancelledError: the token was set before there were plans.
    """
    token = token or CancelToken()
    planned: dict[str, Planned] = {}
    for source, resolved in _opened(sources).items():
        planned[source] = _planned(source, resolved, time_limit, token, on_progress)
    return tuple(planned[source] for source in sources)


def _opened(sources: Sequence[str]) -> dict[str, ResolvedScenario]:
    """The scenarios by file.

    Raises:
        BadInputError: the files have problems; all of all files.
    """
    resolved: dict[str, ResolvedScenario] = {}
    problems: list[Problem] = []
    for source in dict.fromkeys(sources):
        try:
            resolved[source] = open_scenario(source)
        except BadInputError as error:
            problems += error.problems
    if problems:
        raise BadInputError(tuple(dict.fromkeys(problems)))
    return resolved


def _planned(
    source: str, resolved: ResolvedScenario, time_limit: float | None, token: CancelToken, on_progress: Listener
) -> Planned:
    """The plan of one scenario.

    Raises:
        UnboundedPlanError: nothing limits the plan; the message names the file.
        CancelledError: the token was set before there was a plan.
    """

    def told(progress: JobProgress) -> None:
        on_progress(replace(progress, stage=f"{resolved.scenario.name}: {progress.stage}"))

    began = clock.seconds()
    told(JobProgress("asking the seven questions"))
    try:
        planned = plan_with(resolved, None, Watch(token, told, time_limit))
    except UnboundedPlanError as error:
        raise UnboundedPlanError(f"{source}: {error}") from error
    return replace(planned, plan=replace(planned.plan, seconds=clock.seconds() - began))
