"""What is looked for, at every size: a proof is as fine as the largest coefficient lets it be, and no finer.

The solver tells two plans apart from 10⁻¹⁰ of the largest coefficient on. Where the best plan has nothing of that size,
its proof is coarse; so the same is looked for again among the plans without what is larger, down to the smallest.
A plan is as large as the largest vehicle that it has in whole activities, so that every plan is looked at in a run of
its own size.        (docs/model.md §9)
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

from pulp import LpAffineExpression, LpVariable

from vehicleplan.errors import CancelledError
from vehicleplan.model.goal import Mode
from vehicleplan.optimizer.build import Build, Expression, scale_of, total
from vehicleplan.optimizer.run import Run
from vehicleplan.optimizer.sizes import tellings
from vehicleplan.optimizer.solve import Solver
from vehicleplan.optimizer.stage import Best

APART = 1e4
"""Vehicles whose sizes lie further apart than this are looked at in runs of their own."""

_EQUAL = 1e-9
"""Relative difference below which the coarser run has found as good a plan."""

_FINE = 1e3

Follow = Callable[[Expression, Expression], Best | None]
"""Follows the mode, with the cost and the results of what is left."""


def best_of_sizes(build: Build, solver: Solver, best: Best, follow: Follow) -> Best:
    """The best of the plans of all sizes, where that of the largest size is proven."""
    if best.run is None or not best.is_proven:
        return best
    mode = build.resolved.scenario.goal.chosen_mode
    cost, results = build.cost(), build.results()
    sizes = _sizes(build, mode, value(mode, best.run, cost, results))
    for size, smaller, left_out in _levels(build, sizes):
        known = value(mode, best.run, cost, results)
        is_priced = mode is Mode.LOWEST_COST_PER_RESULT and smaller > 0
        if not is_priced and _plan_size(mode, best.run, cost, known) >= size / APART:
            return best
        gone = _variables(build, left_out)
        try:
            with solver.held({variable.index: 0.0 for variable in gone}):
                found = follow(_without(cost, gone), _without(results, gone))
        except CancelledError:
            return replace(best, is_proven=False, gap=math.inf)
        if found is None or found.is_infeasible:
            continue
        if found.run is not None and value(mode, found.run, cost, results) < known - _EQUAL * abs(known):
            best = replace(best, run=found.run, objective=_objective(mode, best, found.run, cost, results))
        if not found.is_proven:
            return replace(best, is_proven=False, gap=math.inf)
    return best


def value(mode: Mode, run: Run, cost: Expression, results: Expression) -> float:
    """What the mode makes small; infinite where there is no cost per result."""
    brought = run.value(results)
    if mode is Mode.MOST_RESULTS:
        return -brought
    if mode is Mode.LEAST_COST:
        return run.value(cost)
    return run.value(cost) / brought if brought > 0 else math.inf


def _plan_size(mode: Mode, run: Run, cost: Expression, value: float) -> float:
    return run.value(cost) if mode is Mode.LOWEST_COST_PER_RESULT else abs(value)


def _objective(mode: Mode, best: Best, run: Run, cost: Expression, results: Expression) -> Expression:
    if mode is not Mode.LOWEST_COST_PER_RESULT or run.value(results) <= 0:
        return best.objective
    priced = cost - run.value(cost) / run.value(results) * results
    return scale_of(priced) * priced


def _sizes(build: Build, mode: Mode, value: float) -> dict[str, float]:
    """By vehicle in whole activities, the least that it counts in what is looked for if the plan has it."""
    price = value if mode is Mode.LOWEST_COST_PER_RESULT and math.isfinite(value) else float(mode is Mode.MOST_RESULTS)
    parts = [(1.0, build.cost())] if mode is not Mode.MOST_RESULTS else []
    parts += [(price, build.results())] if price else []
    own = _own_variables(build)
    return {
        v: max((weight * _size(*own[v], expression) for weight, expression in parts), default=0.0)
        for v in (item.candidate.id for item in build.items if not item.candidate.divisible)
    }


def _size(choices: set[LpVariable], others: set[LpVariable], expression: Expression) -> float:
    """What a vehicle counts once, or what one of its activities counts at the least."""
    once = max((abs(expression.get(variable, 0.0)) for variable in choices), default=0.0)
    each = [abs(expression[variable]) for variable in others if expression.get(variable)]
    return max(once, min(each, default=0.0))


def _own_variables(build: Build) -> dict[str, tuple[set[LpVariable], set[LpVariable]]]:
    """By vehicle, the variables of its choice and of its start, and all its others."""
    own = {v: ({chosen}, set(build.effective[v])) for v, chosen in build.chosen.items()}
    for (v, _), start in build.start.items():
        own[v][0].add(start)
    for (v, _), expression in (*build.activities.items(), *build.cash.items()):
        own[v][1].update(expression)
    return {v: (choices, others - choices) for v, (choices, others) in own.items()}


def _levels(build: Build, sizes: dict[str, float]) -> Iterator[tuple[float, float, set[str]]]:
    """The sizes from the largest, each with the next smaller one and the vehicles that its run leaves out.

    The last run has only what can be used in fractions; its size is 0.
    """
    musts = {item.candidate.id for item in build.items if item.candidate.include == "must"}
    size = max(sizes.values(), default=0.0)
    while True:
        smaller = max((other for other in sizes.values() if other < size / APART), default=0.0)
        left_out = {v for v, other in sizes.items() if other > smaller}
        if not left_out or left_out & musts or (smaller == 0 and len(left_out) == len(build.items)):
            return
        yield size, smaller, left_out
        if smaller == 0:
            return
        size = smaller


def _variables(build: Build, vehicles: Collection[str]) -> set[LpVariable]:
    """All variables of some vehicles, and the hours that nothing else needs."""
    own = _own_variables(build)
    found: set[LpVariable] = {variable for v in vehicles for variables in own[v] for variable in variables}
    idle = {key for key, need in build.need.items() if all(variable in found for variable in need)}
    found |= {hours for key, hours in build.bought.items() if key in idle}
    return found | {hours for (_, skill, t), hours in build.given.items() if (skill, t) in idle}


def _without(expression: Expression, gone: Collection[LpVariable]) -> Expression:
    terms = {variable: c for variable, c in expression.items() if variable not in gone}
    return total([LpAffineExpression(terms, expression.constant)])


def hold(build: Build, solver: Solver, expression: Expression, most: float, *, size: float) -> None:
    """Let the plans to come have no more of something than a known one, whose size it is told at.

    Args:
        build: The model.
        solver: The solver that has it.
        expression: What is held.
        most: The most of it.
        size: What the known plan has of it, without what cancels out.
    """
    if size <= 0:
        solver.require(scale_of(expression) * expression, "<=", scale_of(expression) * most)
        return
    terms = tuple((variable, c) for variable, c in expression.items() if c != 0.0)
    told = tellings(terms, most - expression.constant, build.ranges, least=size)
    for telling in told:
        solver.require(LpAffineExpression(telling.terms), "<=", telling.bound)
    if not told:
        solver.require(_FINE / size * expression, "<=", _FINE / size * most)


def no_dearer(build: Build, cost: Expression, most: float) -> Expression:
    """The cost of plans of at most so much, with what alone far exceeds it counted as far more than that."""
    saved = math.fsum(-c * build.ranges.most(variable) for variable, c in cost.items() if c < 0)
    enough = _FINE * (most + saved) or math.inf
    terms = {v: min(c, enough) if v in build.ranges.steps else c for v, c in cost.items()}
    return LpAffineExpression(terms, cost.constant)
