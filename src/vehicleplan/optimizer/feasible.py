"""Whether a scenario allows a plan at all, and how little of one thing such a plan can do with.

The invariant: a plan is given only where its decisions, recomputed from the rules of the domain, keep to every limit,
the goal's amount and targets among them; that there is none is said only where the solver proved it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from vehicleplan.errors import CancelledError, TooFarApartError
from vehicleplan.estimates.score import score, shortfalls
from vehicleplan.frozen import dataclass
from vehicleplan.model.plan import Decisions, RuledOut
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.optimizer.apart import far_apart
from vehicleplan.optimizer.build import Build, Expression, scale_of, total
from vehicleplan.optimizer.control import Control
from vehicleplan.optimizer.extract import extract
from vehicleplan.optimizer.make import make_model
from vehicleplan.optimizer.optimize import WrongPlanError
from vehicleplan.optimizer.run import Ending, Run
from vehicleplan.optimizer.solve import Solver
from vehicleplan.optimizer.verify import breached_limits

Aim = Callable[[Build], Expression]
"""What of a plan is to be as little as possible, as an expression of the model; it may add variables and rows."""


@dataclass(frozen=True)
class Least:
    """How little of one thing a plan can do with.

    Attributes:
        value: The least of it.
        decisions: A plan with as little.
    """

    value: float
    decisions: Decisions


def possible_plan(resolved: ResolvedScenario, ruled_out: Mapping[str, RuledOut], control: Control) -> Decisions | None:
    """Some plan that keeps to all limits and reaches the goal; None where it is proven that there is none.

    Raises:
        UnboundedPlanError: A vehicle that needs a bound has none.
        CancelledError: The run was stopped before either was known.
        TooFarApartError, WrongPlanError: The solver's plan failed verification.
    """
    least = least_of(resolved, ruled_out, _nothing, control)
    return None if least is None else least.decisions


def least_of(
    resolved: ResolvedScenario,
    ruled_out: Mapping[str, RuledOut],
    aim: Aim,
    control: Control,
    *,
    known: float | None = None,
) -> Least | None:
    """The least of something among the plans that keep to all limits and reach the goal; None where there is no plan.

    Args:
        resolved: The scenario.
        ruled_out: By candidate, why the filter took it out.
        aim: What is to be as little as possible.
        control: Stops the run.
        known: What it is at least, where that is known: to find a plan with so little is then proof enough.

    Raises:
        UnboundedPlanError: A vehicle that needs a bound has none.
        CancelledError: The run was stopped before it was known.
        TooFarApartError, WrongPlanError: The solver's plan failed verification.
    """
    build = make_model(resolved, ruled_out)
    objective = aim(build)
    if known is not None:
        build.limit(objective, ">=", known, "known")
    if build.contradictions:
        return None
    run = _proven(Solver(build, control), objective)
    if run is None:
        return None
    decisions = extract(build, run)
    if not keeps_to(build.resolved, decisions):
        if build.ranges.are_far_apart:
            raise TooFarApartError(far_apart(build, ("what is just possible cannot be told",)))
        raise WrongPlanError("the solver's plan failed verification and is not used")
    return Least(run.value(objective), decisions)


def keeps_to(resolved: ResolvedScenario, decisions: Decisions) -> bool:
    """Whether a plan keeps to every limit of a scenario and reaches its goal, by the rules of the domain alone."""
    figures = score(resolved, decisions)
    return not any(breached_limits(resolved, decisions, figures)) and not shortfalls(resolved, figures)


def _nothing(_: Build) -> Expression:
    return total([])


def _proven(solver: Solver, objective: Expression) -> Run | None:
    """The proven least, or None where there is proven to be no plan; the relaxation, which is quick, may prove that."""
    if solver.relax(total([]), "looking whether a plan is possible").ending is Ending.INFEASIBLE:
        return None
    run = solver.prove(scale_of(objective) * objective, "looking whether a plan is possible")
    if run.ending is Ending.INFEASIBLE:
        return None
    if run.values is None or (run.ending is Ending.STOPPED and any(objective.values())):
        raise CancelledError("stopped before it was known whether a plan is possible")
    return run
