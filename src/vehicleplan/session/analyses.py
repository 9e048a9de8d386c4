"""Analyses of a scenario: read it, plan it, and work on from there. Each can be watched and stopped.

What is stopped gives what it has, and says that it is not the whole.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from vehicleplan.session import clock
from vehicleplan.session.jobs import Planned, plan_scenario
from vehicleplan.session.watch import CancelToken, JobProgress, Listener, unheard

if TYPE_CHECKING:
    from vehicleplan.analysis.basis import Basis
    from vehicleplan.optimizer import Control, Progress

T = TypeVar("T")


def analyse(
    source: str,
    work: Callable[[Basis, Control], T],
    *,
    time_limit: float | None = None,
    token: CancelToken | None = None,
    on_progress: Listener = unheard,
) -> tuple[Planned, T]:
    """Plan the scenario of a file, and work on from its plan.

    Args:
        source: The file; `-` for standard input.
        work: What is done with the plan; it looks at its control and gives what it has when that is cancelled.
        time_limit: Seconds for the work after the plan; None for no limit.
        token: Stops the run.
        on_progress: Told now and then where the run stands.

    Raises:
        BadInputError: the files have problems.
        UnboundedPlanError: nothing limits the plan.
        CancelledError: the token was set before there was anything to give.
    """
    token = token or CancelToken()
    planned = plan_scenario(source, token=token, on_progress=on_progress)
    return planned, analyse_plan(planned, work, time_limit=time_limit, token=token, on_progress=on_progress)


def analyse_plan(
    planned: Planned,
    work: Callable[[Basis, Control], T],
    *,
    time_limit: float | None = None,
    token: CancelToken,
    on_progress: Listener = unheard,
) -> T:
    """The same for a scenario that has been planned.

    Raises:
        UnboundedPlanError: nothing limits a variant of the plan.
        CancelledError: the token was set before there was anything to give.
    """
    from vehicleplan.analysis.basis import Basis
    from vehicleplan.optimizer import Control

    end = None if time_limit is None else clock.seconds() + time_limit

    def is_over() -> bool:
        return token.is_cancelled or (end is not None and clock.seconds() >= end)

    def told(progress: Progress) -> None:
        on_progress(JobProgress(progress.stage))

    control = Control(is_cancelled=is_over, on_progress=told)
    return work(Basis(planned.resolved, planned.ruled_out, planned.plan), control)
