"""The schedule: of plans that are equal in all that the goal asks, the evenest is the easiest to live with."""

from __future__ import annotations

from dataclasses import replace

from vehicleplan.errors import CancelledError
from vehicleplan.optimizer.build import Build, Expression, needs_scale, total
from vehicleplan.optimizer.run import Run
from vehicleplan.optimizer.search import Found
from vehicleplan.optimizer.solve import Solver
from vehicleplan.optimizer.zoom import hold

_MOST_NODES = 100
"""Evenness is worth this much search and no more."""

_ROOM = 0.01
"""How far a schedule may be from the evenest, as a part of its unevenness."""

_EARLY = 0.01
"""What being early counts beside being even."""


def even_out(build: Build, solver: Solver, found: Found) -> Found:
    """The same set at the same cost and results, with each vehicle's busiest period as quiet as it can be, then early.

    The search must have left its rows in the model; a plan that is not proven is left as it is.
    """
    if found.run is None or found.gap != 0 or len(build.periods) == 1:
        return found
    for held in (-1 * build.results(), build.cost()):
        value = found.run.value(held)
        if needs_scale(held):
            hold(build, solver, held, value, size=abs(value))
        else:
            solver.require(held, "<=", value)
    for counted in build.counted.values():
        solver.fix(counted, round(found.run.value(total([counted]))))
    objective, busiest = _unevenness(build, solver, found.run)
    start = replace(found.run, values=(*(found.run.values or ()), *busiest))
    try:
        even = solver.roughly(objective, "evening out the schedule", _ROOM, start=start, most_nodes=_MOST_NODES)
    except CancelledError:
        return found
    return found if even.values is None else replace(found, run=even)


def _unevenness(build: Build, solver: Solver, run: Run) -> tuple[Expression, list[float]]:
    """Each vehicle's busiest period, as a multiple of its mean period, plus a little for every late activity.

    Gives too what the run has in the busiest periods, in the order of their variables.
    """
    parts: list[Expression] = []
    busiest: list[float] = []
    for item in build.items:
        v = item.candidate.id
        solver.fix(build.chosen[v], round(run.value(total([build.chosen[v]]))))
        amounts = [build.activities[v, t] for t in build.periods]
        whole = run.value(total(amounts))
        if whole <= 0:
            continue
        peak = build.amount("busiest", v)
        solver.add(peak)
        busiest.append(max(run.value(amount) for amount in amounts))
        for amount in amounts:
            solver.require(amount - peak, "<=", 0.0)
        parts.append((len(build.periods) / whole) * total([peak]))
        parts += [(_EARLY * t / whole) * amount for t, amount in enumerate(amounts) if t]
    return total(parts), busiest
