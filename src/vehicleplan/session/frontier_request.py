"""A frontier as a person asks for it, made into values of a limit of the scenario; what cannot be is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vehicleplan.errors import VehiclePlanError
from vehicleplan.frozen import dataclass
from vehicleplan.model.fault import known_names
from vehicleplan.model.goal import Mode
from vehicleplan.session.analyses import analyse

if TYPE_CHECKING:
    from vehicleplan.analysis.basis import Basis
    from vehicleplan.analysis.frontier import Frontier, FrontierRange
    from vehicleplan.analysis.frontier_axis import Axis
    from vehicleplan.model.resolve import ResolvedScenario
    from vehicleplan.optimizer import Control
    from vehicleplan.session.jobs import Planned
    from vehicleplan.session.watch import Watch


@dataclass(frozen=True)
class FrontierRequest:
    """What a person asks for; what is left out is sensible for the scenario.

    Attributes:
        over: `budget`, `max-vehicles` or `hours.SKILL`.
        low: The lowest value.
        high: The highest value.
        steps: How many values.
        mode: What the plans look for.
    """

    over: str = "budget"
    low: float | None = None
    high: float | None = None
    steps: int | None = None
    mode: Mode = Mode.MOST_RESULTS


def find_frontier(source: str, request: FrontierRequest, watch: Watch) -> tuple[Planned, Frontier]:
    """Plan the scenario of a file, and find the frontier; the time limit is for the work after the plan.

    Raises:
        BadInputError: The files have problems.
        VehiclePlanError: What is asked for cannot be answered.
        UnboundedPlanError: Nothing limits the plan, or that at some value.
        CancelledError: It was stopped before there was a point.
        OutOfTimeError: The time limit was over before there was a point.
    """

    def over_range(basis: Basis, control: Control) -> Frontier:
        """The frontier; the solver is loaded here, in the job that may be stopped."""
        from vehicleplan.analysis.frontier import frontier

        return frontier(basis, range_of(basis, request), control, jobs=watch.jobs)

    return analyse(source, over_range, watch, check=lambda resolved: check_request(resolved, request))


def check_request(resolved: ResolvedScenario, request: FrontierRequest) -> None:
    """See to it that what is asked for can be answered, as far as the scenario alone tells.

    Raises:
        VehiclePlanError: The scenario has no such skill, the goal nothing that the mode could reach, or the values make
            no range.
    """
    _axis(resolved, request)
    goal = resolved.scenario.goal
    if request.mode is not Mode.MOST_RESULTS and goal.amount is None and not goal.targets:
        raise VehiclePlanError(
            f"the goal has neither an amount nor a target, so {request.mode} has nothing to reach. "
            "Give the goal one, or look for most-results."
        )
    if request.low is not None and request.high is not None and request.low >= request.high:
        raise VehiclePlanError(_no_range(request))


def range_of(basis: Basis, request: FrontierRequest) -> FrontierRange:
    """The values of the limit.

    Raises:
        VehiclePlanError: The scenario has no such skill, or the values make no range.
    """
    from vehicleplan.analysis.frontier import FrontierRange
    from vehicleplan.analysis.frontier_axis import values_of

    axis = _axis(basis.resolved, request)
    values = values_of(basis, axis, low=request.low, high=request.high, steps=request.steps)
    if not values:
        raise VehiclePlanError(_no_range(request))
    return FrontierRange(axis, values, request.mode)


def _axis(resolved: ResolvedScenario, request: FrontierRequest) -> Axis:
    from vehicleplan.analysis.frontier_axis import axes

    axis = next((axis for axis in axes(resolved) if axis.name == request.over), None)
    if axis is None:
        skill = request.over.removeprefix("hours.")
        known = known_names(skill, resolved.skills, kind="skill")
        raise VehiclePlanError(f"neither the team nor a candidate knows the skill `{skill}`. {known}")
    return axis


def _no_range(request: FrontierRequest) -> str:
    if request.low is not None and request.high is not None:
        return f"there is nothing from {request.low:g} to {request.high:g}: give a range that ends above its beginning."
    return f"the scenario does not say which range of {request.over} to look at: give its lowest and highest value."
