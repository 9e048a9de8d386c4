"""Where the hours of given activities come from at the least cost, also where there are not enough of them."""

from __future__ import annotations

import math
from collections.abc import Mapping

from vehicleplan.estimates.score import cash_in_each_period, vehicle_hours
from vehicleplan.model.plan import Decisions
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.optimizer.build import Build, Expression, scale_of, total
from vehicleplan.optimizer.constraints_hours import add_sources
from vehicleplan.optimizer.control import Control
from vehicleplan.optimizer.run import Run
from vehicleplan.optimizer.solve import Solver

_STAGE = "hours of given activities"
_DIGITS = 9
_HELD = 1e-7
"""Hours and money, of the scaled objective: what an earlier aim may lose to a later one."""


def with_cheapest_hours(resolved: ResolvedScenario, activities: Mapping[str, tuple[float, ...]]) -> Decisions:
    """The decisions of these activities, each vehicle starting with its first and nothing built.

    Hours are taken so that the fewest are short, then so that the budget is kept or missed by the least, then at the
    least of the cost that the goal counts, then at the least loaded cost.

    Args:
        resolved: The scenario.
        activities: By candidate, activities in each period; each has some.
    """
    start = {vehicle: _first(by_time) for vehicle, by_time in activities.items()}
    bare = Decisions(activities=activities, start=start, outsourced={}, given={}, builds={})
    build = Build(resolved, ())
    short = _need(build, bare)
    if not short:
        return bare
    add_sources(build)
    over = _overspent(build, cash_in_each_period(resolved, bare))
    run = _cheapest(build, (total(short), total(over)))
    outsourced, given = _by_period(build, run)
    return Decisions(activities=activities, start=start, outsourced=outsourced, given=given, builds={})


def _first(by_time: tuple[float, ...]) -> int:
    return next(t for t, amount in enumerate(by_time) if amount > 0)


def _need(build: Build, bare: Decisions) -> list[Expression]:
    """Fill in the hours that are had, and give those that are short.

    Algebra: had[s,t] = needed[s,t] - short[s,t],  0 <= short[s,t] <= needed[s,t]
    """
    needed: dict[tuple[str, int], float] = {}
    for vehicle, by_time in bare.activities.items():
        candidate = build.resolved.candidate_by_id[vehicle]
        for skill, hours in vehicle_hours(candidate, by_time, bare.start[vehicle]).items():
            for t, amount in enumerate(hours):
                if amount > 0:
                    needed[skill, t] = needed.get((skill, t), 0.0) + amount
    missing = []
    for (skill, t), amount in needed.items():
        short = total([build.amount("short", skill, t, most=amount)])
        build.need[skill, t] = amount - short
        missing.append(short)
    return missing


def _overspent(build: Build, spent: tuple[float, ...]) -> list[Expression]:
    """Cash beyond the budget, by period and in all, where bought hours come on top of what is spent.

    Algebra: spent[t] + bought[t] - over[t] <= allowed[t], over[t] >= 0; with carry-over, all of it up to the period
    """
    budget, by_time = build.resolved.scenario.budget, build.resolved.budget_by_period
    cash = [build.cash_in(t) + spent[t] for t in build.periods]
    limits = [] if budget.total is None else [(total(cash), budget.total)]
    for t, _ in enumerate(by_time or ()):
        first = 0 if budget.carry_over else t
        limits.append((total(cash[first : t + 1]), math.fsum((by_time or ())[first : t + 1])))
    over = []
    for used, allowed in limits:
        over.append(total([build.amount("over")]))
        build.limit(used - over[-1], "<=", allowed, "budget")
    return over


def _cheapest(build: Build, first: tuple[Expression, ...]) -> Run:
    """The cheapest of the runs that come first by other aims."""
    solver = Solver(build, Control())
    loaded = total([*(build.cash_in(t) for t in build.periods), build.labour()])
    for aim in (*first, build.cost()):
        scaled = scale_of(aim) * aim
        solver.require(scaled, "<=", solver.relax(scaled, _STAGE).value(scaled) + _HELD)
    return solver.relax(scale_of(loaded) * loaded, _STAGE)


def _by_period(build: Build, run: Run) -> tuple[dict[str, tuple[float, ...]], dict[tuple[int, str], tuple[float, ...]]]:
    """Bought hours by skill and given hours by member and skill, in each period."""

    def hours(variables: Mapping[int, Expression]) -> tuple[float, ...]:
        return tuple(
            max(0.0, round(run.value(variables[t]), _DIGITS)) if t in variables else 0.0 for t in build.periods
        )

    bought: dict[str, dict[int, Expression]] = {}
    for (skill, t), variable in build.bought.items():
        bought.setdefault(skill, {})[t] = total([variable])
    given: dict[tuple[int, str], dict[int, Expression]] = {}
    for (member, skill, t), variable in build.given.items():
        given.setdefault((member, skill), {})[t] = total([variable])
    return {key: hours(each) for key, each in bought.items()}, {key: hours(each) for key, each in given.items()}
