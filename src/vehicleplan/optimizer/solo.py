"""What a vehicle could deliver alone: the most results from one candidate within budget and team."""

from __future__ import annotations

from vehicleplan.errors import UnboundedPlanError
from vehicleplan.estimates.score import score
from vehicleplan.model.candidate import Candidate
from vehicleplan.model.goal import Mode
from vehicleplan.model.limits import Limits
from vehicleplan.model.plan import Score
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.optimizer.alone import told_alone
from vehicleplan.optimizer.control import Control
from vehicleplan.optimizer.make import make_model
from vehicleplan.optimizer.optimize import verified_plan
from vehicleplan.optimizer.search import search
from vehicleplan.optimizer.solve import Solver
from vehicleplan.optimizer.verify import breached_limits


def solo_score(resolved: ResolvedScenario, candidate: Candidate, control: Control | None = None) -> Score | None:
    """The figures of the plan with the most results from this candidate alone; None where nothing limits them.

    Rules, needs, targets and limits on the set do not count: they are about vehicles together.

    Raises:
        CancelledError: The user stopped the run.
    """
    goal = resolved.scenario.goal.model_copy(update={"mode": Mode.MOST_RESULTS, "amount": None, "targets": ()})
    scenario = resolved.scenario.model_copy(update={"goal": goal, "limits": Limits()})
    alone = candidate.model_copy(update={"include": "may", "needs": ()})
    solo = ResolvedScenario(scenario, (alone,))
    told = told_alone(solo, alone)
    if told is not None:
        figures = score(solo, told)
        if not any(breached_limits(solo, told, figures)):
            return figures
    return solved(solo, control or Control())


def solved(solo: ResolvedScenario, control: Control) -> Score | None:
    """The same by the solver, which takes some eight times as long.

    Args:
        solo: A scenario that has nothing but the candidate.
        control: How the run may be stopped.

    Raises:
        CancelledError: The user stopped the run.
    """
    try:
        build = make_model(solo)
        return verified_plan(build, {}, search(build, Solver(build, control, is_quick=True))).score
    except UnboundedPlanError:
        return None
