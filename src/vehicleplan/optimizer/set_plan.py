"""The best plan of a scenario, unless it is worse than others that are known: then the search ends sooner."""

from __future__ import annotations

import math
from collections.abc import Mapping

from vehicleplan.model.goal import Mode
from vehicleplan.model.plan import Plan, RuledOut
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.optimizer.build import Build, scale_of, total
from vehicleplan.optimizer.control import Control
from vehicleplan.optimizer.make import make_model
from vehicleplan.optimizer.optimize import verified_plan
from vehicleplan.optimizer.search import search
from vehicleplan.optimizer.solve import Solver

_ROOM = 2e-6
"""Relative: what is as good as the known plans but for arithmetic is found."""


def plan_within(
    resolved: ResolvedScenario,
    ruled_out: Mapping[str, RuledOut],
    control: Control,
    *,
    worst: tuple[float, float],
    breaks_ties: bool,
) -> Plan:
    """The best plan, verified as any plan is; impossible where there is none as good as asked.

    Args:
        resolved: The scenario.
        ruled_out: By candidate, why the filter took it out.
        control: How the run may be stopped and watched.
        worst: The most that may be missing of the amount and the targets, each as a part of what is asked; and, where
            that is nothing, the most of what the mode looks for: cost per result, cost, or results with a minus.
        breaks_ties: Whether plans that are equal in what was looked for are told apart by cost, number and order.

    Raises:
        UnboundedPlanError: Nothing limits the plan.
        CancelledError: The user stopped before there was a plan.
        WrongPlanError: The solver's plan failed verification.
    """
    build = make_model(resolved, ruled_out)
    solver = Solver(build, control)
    most_missing, most_value = worst
    if most_missing > _ROOM:
        if build.missing and math.isfinite(most_missing):
            solver.require(total(build.missing.values()), "<=", most_missing + _ROOM)
    else:
        build.missing.clear()  # so that the search does not go on to plans that only come close
        if math.isfinite(most_value):
            _require_value(build, solver, most_value)
    return verified_plan(build, ruled_out, search(build, solver, breaks_ties=breaks_ties))


def _require_value(build: Build, solver: Solver, most: float) -> None:
    """What the mode looks for is no worse.

    Algebra: cost - most · results <= 0;  cost <= most;  -results <= most
    """
    mode = build.resolved.scenario.goal.chosen_mode
    room = most + _ROOM * abs(most)
    if mode is Mode.LOWEST_COST_PER_RESULT:
        looked_for, bound = build.cost() - room * build.results(), 0.0
    else:
        looked_for, bound = (-1 * build.results() if mode is Mode.MOST_RESULTS else build.cost()), room
    scale = scale_of(looked_for)
    solver.require(scale * looked_for, "<=", scale * bound + _ROOM)
