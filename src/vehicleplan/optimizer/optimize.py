"""The optimizer's door: a resolved scenario and what the filter ruled out, in; a verified plan, out."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from vehicleplan.errors import TooFarApartError
from vehicleplan.estimates.sampled import assurance
from vehicleplan.estimates.score import score, shortfalls
from vehicleplan.model.plan import Decisions, Plan, PlanStatus, RuledOut
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.optimizer.again import Known, best_begun, is_still_best
from vehicleplan.optimizer.ahead import search_ahead
from vehicleplan.optimizer.apart import far_apart
from vehicleplan.optimizer.build import Build
from vehicleplan.optimizer.control import Control
from vehicleplan.optimizer.extract import extract
from vehicleplan.optimizer.index import eligible, index_items
from vehicleplan.optimizer.make import NOBODY, fill, make_model
from vehicleplan.optimizer.reasons import reasons
from vehicleplan.optimizer.schedule import even_out
from vehicleplan.optimizer.search import Found, break_ties, search
from vehicleplan.optimizer.shortlist import MANY, Searched, search_many
from vehicleplan.optimizer.solve import Expected, Solver
from vehicleplan.optimizer.verify import verify

_NOTHING = Decisions(activities={}, start={}, outsourced={}, given={}, builds={})


_NOTHING_EXPECTED = Expected()


def _never(_: Plan) -> bool:
    return False


class WrongPlanError(Exception):
    """The solver's plan breaks a limit when it is recomputed: a mistake of the program, so the plan is not shown."""


def optimize(
    resolved: ResolvedScenario,
    *,
    ruled_out: Mapping[str, RuledOut] = NOBODY,
    control: Control | None = None,
    known: Sequence[Known] = (),
) -> Plan:
    """The best plan, its status, and a reason for every candidate that is not in it.

    Args:
        resolved: The scenario.
        ruled_out: By candidate, why the filter took it out.
        control: How the run may be stopped and watched.
        known: Scenarios that have been planned, the likest first: they only make it quicker.

    Raises:
        UnboundedPlanError: Nothing limits the plan.
        CancelledError: The user stopped before there was a plan.
        TooFarApartError: The solver's plan failed verification, and the scenario's figures lie far apart.
        WrongPlanError: The solver's plan failed verification.
    """
    plan = next((kept for each in known if (kept := _still_best(each, resolved, ruled_out))), None)
    if plan is None:
        begun = best_begun(known, resolved, ruled_out)
        likeliest = begun or next((each.plan for each in known if each.plan.vehicles), None)
        likely = [] if likeliest is None else [tuple(likeliest.decisions.activities)]
        searched = _search(resolved, ruled_out, control or Control(), expected=Expected(likely, begun))
        plan = _polished_plan(searched, ruled_out)
    return replace(plan, assurance=assurance(resolved, plan.decisions.activities)) if plan.vehicles else plan


def best_plan(
    resolved: ResolvedScenario,
    *,
    ruled_out: Mapping[str, RuledOut] = NOBODY,
    control: Control | None = None,
    breaks_ties_if: Callable[[Plan], bool] = _never,
    likely: Sequence[Collection[str]] = (),
) -> Plan:
    """One of the best plans, as good by the goal as that of `optimize` and verified as it is, in half the time.

    Its ties are not broken and its schedule is not evened out: for figures, not to be carried out.

    Args:
        resolved: The scenario.
        ruled_out: By candidate, why the filter took it out.
        control: How the run may be stopped and watched.
        breaks_ties_if: Whether, with this plan, the figures beside those of the goal matter too; then they are those of
            `optimize`.
        likely: Sets of vehicles that the best plan may have; they only make it quicker.

    Raises:
        UnboundedPlanError: Nothing limits the plan.
        CancelledError: The user stopped before there was a plan.
        TooFarApartError: The solver's plan failed verification, and the scenario's figures lie far apart.
        WrongPlanError: The solver's plan failed verification.
    """
    # With a confidence the worlds are what is hard, not the set.
    takes_sets_first = resolved.scenario.goal.asked_confidence is None
    searched = _search(
        resolved, ruled_out, control or Control(), takes_sets_first=takes_sets_first, expected=Expected(likely)
    )
    build, found = searched.build, searched.found
    plan = verified_plan(build, ruled_out, found)
    return verified_plan(build, ruled_out, break_ties(build, searched.solver, found)) if breaks_ties_if(plan) else plan


def _search(
    resolved: ResolvedScenario,
    ruled_out: Mapping[str, RuledOut],
    control: Control,
    *,
    takes_sets_first: bool = False,
    expected: Expected = _NOTHING_EXPECTED,
) -> Searched:
    """The search for the best plan, its ties not yet broken: of many candidates, among those that it can have.

    Raises:
        UnboundedPlanError: Nothing limits the plan.
        CancelledError: The user stopped before there was a plan.
    """
    items = index_items(resolved, eligible(resolved, ruled_out))
    if len(items) > MANY and resolved.scenario.goal.asked_confidence is None:
        searched = search_many(resolved, items, control)
        if searched is not None:
            return searched
    build = fill(Build(resolved, items))
    solver = Solver(build, control, takes_sets_first=takes_sets_first)
    solver.expect(build, expected)
    # Where vehicles are expected, the outline says nothing that they do not.
    found = search(build, solver, breaks_ties=False) if expected.sets else search_ahead(build, solver, control)
    return Searched(build, solver, found)


def _still_best(known: Known, resolved: ResolvedScenario, ruled_out: Mapping[str, RuledOut]) -> Plan | None:
    """The plan of a known scenario, where it is proven best of this one too and passes verification."""
    if not is_still_best(known, resolved, ruled_out):
        return None
    plan = _plan(resolved, ruled_out, known.plan.decisions, Found(None, PlanStatus.PROVEN_BEST, known.plan.gap))
    return None if verify(resolved, plan) else plan


def _polished_plan(searched: Searched, ruled_out: Mapping[str, RuledOut]) -> Plan:
    """The best plan with its ties broken and its schedule evened out, as far as the result is verified.

    Raises:
        TooFarApartError, WrongPlanError: The best plan itself failed verification.
    """
    build, solver, found = searched.build, searched.solver, searched.found
    tied = break_ties(build, solver, found)
    for polished in (even_out(build, solver, tied), tied):
        try:
            return verified_plan(build, ruled_out, polished)
        except (WrongPlanError, TooFarApartError):
            continue
    return verified_plan(build, ruled_out, found)


def verified_plan(build: Build, ruled_out: Mapping[str, RuledOut], found: Found) -> Plan:
    """The plan of what the search found.

    Raises:
        TooFarApartError: The plan breaks a limit, and the scenario's figures lie far apart.
        WrongPlanError: The plan breaks a limit, and they do not.
    """
    resolved = build.resolved
    plan = _plan(resolved, ruled_out, None if found.run is None else extract(build, found.run), found)
    breaches = verify(resolved, plan)
    if breaches and build.ranges.are_far_apart:
        raise TooFarApartError(far_apart(build, breaches))
    if breaches:
        raise WrongPlanError(f"the solver's plan failed verification and is not shown: {'; '.join(breaches)}")
    return plan


def with_reasons(plan: Plan, resolved: ResolvedScenario, ruled_out: Mapping[str, RuledOut]) -> Plan:
    """The plan with its reasons worded again, with figures as the present style writes them."""
    able = frozenset(candidate.id for candidate in eligible(resolved, ruled_out))
    is_none = plan.status is PlanStatus.IMPOSSIBLE or (plan.status is PlanStatus.BEST_FOUND and not plan.vehicles)
    figures = None if is_none else plan.score
    return replace(plan, not_chosen=reasons(resolved, ruled_out, able, plan.decisions, figures))


def write_lp(resolved: ResolvedScenario, ruled_out: Mapping[str, RuledOut], file: Path | int) -> None:
    """Write the model in CPLEX LP format, with results (most-results) or cost as its objective.

    Args:
        resolved: The scenario.
        ruled_out: By candidate, why the filter took it out.
        file: The file, or the handle of an open one, which is closed then.
    """
    build = make_model(resolved, ruled_out)
    is_cost = resolved.scenario.goal.chosen_mode != "most-results"
    build.problem.setObjective(build.cost() if is_cost else -1 * build.results())
    build.problem.writeLP(file if isinstance(file, int) else str(file))


def _plan(
    resolved: ResolvedScenario, ruled_out: Mapping[str, RuledOut], decided: Decisions | None, found: Found
) -> Plan:
    """The plan of some decisions, None where there is no plan."""
    scenario, decisions = resolved.scenario, decided or _NOTHING
    figures = score(resolved, decisions)
    able = frozenset(candidate.id for candidate in eligible(resolved, ruled_out))
    missing = shortfalls(resolved, figures)
    return Plan(
        scenario=scenario.name,
        status=_status(found, is_reached=decided is not None and not missing),
        gap=found.gap,
        mode=scenario.goal.chosen_mode,
        cost_kind=scenario.goal.cost,
        result=scenario.goal.result,
        amount=scenario.goal.amount,
        decisions=decisions,
        score=figures,
        not_chosen=reasons(resolved, ruled_out, able, decisions, None if decided is None else figures),
        shortfalls=missing,
        currency=scenario.currency,
        labels=resolved.labels,
        budget_total=_budget(resolved),
    )


def _status(found: Found, *, is_reached: bool) -> PlanStatus:
    """What misses the goal by less than is counted as missing reaches it, whatever the solver calls it."""
    if found.status is not PlanStatus.OUT_OF_REACH or not is_reached:
        return found.status
    if found.gap is None:
        return PlanStatus.BEST_FOUND
    return PlanStatus.WITHIN_GAP if found.gap else PlanStatus.PROVEN_BEST


def _budget(resolved: ResolvedScenario) -> float | None:
    """The cash of the whole horizon: the total, or the sum of the periods where that is less."""
    by_time = resolved.budget_by_period
    limits = [] if by_time is None else [math.fsum(by_time)]
    if resolved.scenario.budget.total is not None:
        limits.append(resolved.scenario.budget.total)
    return min(limits, default=None)
