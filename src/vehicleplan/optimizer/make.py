"""The scenario as a mixed-integer linear program, whole."""

from __future__ import annotations

from collections.abc import Mapping

from vehicleplan.model.plan import RuledOut
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.optimizer.build import Build
from vehicleplan.optimizer.constraints_activity import add_activities
from vehicleplan.optimizer.constraints_cash import add_cash
from vehicleplan.optimizer.constraints_choice import add_choice, add_goal
from vehicleplan.optimizer.constraints_hours import add_hours
from vehicleplan.optimizer.index import eligible, index_items

NOBODY: Mapping[str, RuledOut] = {}


def make_model(resolved: ResolvedScenario, ruled_out: Mapping[str, RuledOut] = NOBODY) -> Build:
    """The scenario as a mixed-integer linear program.

    Raises:
        UnboundedPlanError: A vehicle that needs a bound has none.
    """
    return fill(Build(resolved, index_items(resolved, eligible(resolved, ruled_out))))


def fill(build: Build) -> Build:
    """The model with all its decisions and limits.

    Raises:
        UnboundedPlanError: A vehicle that needs a bound has none.
    """
    add_activities(build)
    add_hours(build)
    add_cash(build)
    add_choice(build)
    add_goal(build)
    return build
