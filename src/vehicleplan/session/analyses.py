"""Analyses of a scenario: read it, plan it, and work on from there. Each can be watched and stopped.

What is stopped gives what it has, and says that it is not the whole.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from vehicleplan.errors import CancelledError, OutOfTimeError
from vehicleplan.session import clock
from vehicleplan.session.jobs import Planned, plan_scenario
from vehicleplan.session.watch import JobProgress, Watch

if TYPE_CHECKING:
    from vehicleplan.analysis.basis import Basis
    from vehicleplan.model.resolve import ResolvedScenario
    from vehicleplan.optimizer import Control, Progress

T = TypeVar("T")


def analyse(
    source: str,
    work: Callable[[Basis, Control], T],
    watch: Watch,
    *,
    check: Callable[[ResolvedScenario], None] | None = None,
) -> tuple[Planned, T]:
    """Plan the scenario of a file, and work on from its plan; the time limit is for the work after the plan.

    Args:
        source: The file; `-` for standard input.
        work: What is done with the plan; it looks at its control and gives what it has when that is cancelled.
        watch: How it is watched and stopped.
        check: Looks at the scenario before it is planned; what it raises ends the run.

    Raises:
        BadInputError: the files have problems.
        UnboundedPlanError: nothing limits the plan.
        CancelledError: it was stopped before there was anything to give.
        OutOfTimeError: the time limit was over before there was anything to give.
    """
    planned = plan_scenario(source, replace(watch, time_limit=None), check=check)
    return planned, analyse_plan(planned, work, watch)


def analyse_plan(planned: Planned, work: Callable[[Basis, Control], T], watch: Watch) -> T:
    """The same for a scenario that has been planned.

    Raises:
        UnboundedPlanError: nothing limits a variant of the plan.
        CancelledError: it was stopped before there was anything to give.
        OutOfTimeError: the time limit was over before there was anything to give.
    """
    from vehicleplan.analysis.basis import Basis
    from vehicleplan.optimizer import Control

    end = None if watch.time_limit is None else clock.seconds() + watch.time_limit

    def is_over() -> bool:
        return watch.token.is_cancelled or (end is not None and clock.seconds() >= end)

    def told(progress: Progress) -> None:
        watch.on_progress(JobProgress(progress.stage))

    control = Control(is_cancelled=is_over, on_progress=told)
    try:
        return work(Basis(planned.resolved, planned.ruled_out, planned.plan), control)
    except CancelledError as error:
        if watch.token.is_cancelled:
            raise
        raise OutOfTimeError("the time limit was over before anything was found out; give more seconds") from error
