"""What a vehicle could deliver alone: the optimizer with one candidate, within budget and team."""

from __future__ import annotations

from vehicleplan.errors import UnboundedPlanError
from vehicleplan.model.candidate import Candidate
from vehicleplan.model.goal import Mode
from vehicleplan.model.limits import Limits
from vehicleplan.model.plan import Plan
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.optimizer.control import Control
from vehicleplan.optimizer.optimize import make_model, verified_plan
from vehicleplan.optimizer.search import search
from vehicleplan.optimizer.solve import Solver


def solo_plan(resolved: ResolvedScenario, candidate: Candidate, control: Control | None = None) -> Plan | None:
    """The plan with the most results from this candidate alone; None where nothing limits them.

    Rules, needs, targets and limits on the set do not count: they are about vehicles together.

    Raises:
        CancelledError: The user stopped the run.
    """
    goal = resolved.scenario.goal.model_copy(update={"mode": Mode.MOST_RESULTS, "amount": None, "targets": ()})
    scenario = resolved.scenario.model_copy(update={"goal": goal, "limits": Limits()})
    alone = candidate.model_copy(update={"include": "may", "needs": ()})
    try:
        build = make_model(ResolvedScenario(scenario, (alone,)))
        return verified_plan(build, {}, search(build, Solver(build, control or Control(), is_quick=True)))
    except UnboundedPlanError:
        return None
