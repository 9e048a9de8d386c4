"""What is in the way: the limits that clash where no plan is possible; what would reach a goal that is out of reach.

The analyses are imported where they are used, so that whoever only names their answers starts fast.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from vehicleplan.frozen import dataclass
from vehicleplan.model.fault import KeyPath
from vehicleplan.model.plan import PlanStatus
from vehicleplan.session.analyses import analyse_plan
from vehicleplan.session.jobs import Planned
from vehicleplan.session.places import lines_of
from vehicleplan.session.watch import Watch

if TYPE_CHECKING:
    from vehicleplan.analysis.conflict import Conflict
    from vehicleplan.analysis.reach import Reach
    from vehicleplan.report.contracts import Section


@dataclass(frozen=True)
class Obstacle:
    """What is in the way of a plan, or of its goal: one of the two.

    Attributes:
        conflict: Why no plan is possible.
        reach: What would put the goal in reach.
        lines: By key path, the line of the scenario's file for each limit; empty where there is no text of it.
    """

    conflict: Conflict | None
    reach: Reach | None
    lines: Mapping[KeyPath, int]


def has_obstacle(planned: Planned) -> bool:
    """Whether there is anything in the way: no plan is possible, or the goal is out of reach."""
    return planned.plan.status in (PlanStatus.IMPOSSIBLE, PlanStatus.OUT_OF_REACH)


def find_obstacle(planned: Planned, watch: Watch) -> Obstacle:
    """What is in the way of a scenario that has an obstacle; stopped, it has what was found by then, and says so."""
    from vehicleplan.analysis.conflict import find_conflict
    from vehicleplan.analysis.reach import what_reaches

    if planned.plan.status is PlanStatus.IMPOSSIBLE:
        conflict = analyse_plan(planned, lambda basis, control: find_conflict(basis, control, jobs=watch.jobs), watch)
        limits = [*conflict.limits, *(limit for further in conflict.further for limit in further)]
        return Obstacle(conflict, None, lines_of(planned.text, (limit.path for limit in limits)))
    reach = analyse_plan(planned, lambda basis, control: what_reaches(basis, control, jobs=watch.jobs), watch)
    limits = [*reach.keeps_out, *reach.not_alone, *(way.limit for way in (*reach.ways, *reach.together))]
    return Obstacle(None, reach, lines_of(planned.text, (limit.path for limit in limits)))


def obstacle_section(planned: Planned, obstacle: Obstacle) -> Section:
    """The obstacle as it is shown."""
    from vehicleplan.report.conflict import conflict_section
    from vehicleplan.report.reach import reach_section

    around = (planned.resolved, planned.ruled_out, obstacle.lines)
    if obstacle.conflict is not None:
        return conflict_section(obstacle.conflict, *around)
    assert obstacle.reach is not None  # noqa: S101 - it is one of the two
    return reach_section(obstacle.reach, *around)


def obstacle_keys(planned: Planned, obstacle: Obstacle) -> dict[str, Any]:
    """The obstacle as a key of the plan's JSON object: `conflict` or `reach`."""
    from vehicleplan.exports.json_conflict import conflict_object, reach_object

    around = (planned.resolved, planned.ruled_out, obstacle.lines)
    if obstacle.conflict is not None:
        return {"conflict": conflict_object(obstacle.conflict, *around)}
    assert obstacle.reach is not None  # noqa: S101 - it is one of the two
    return {"reach": reach_object(obstacle.reach, *around)}
