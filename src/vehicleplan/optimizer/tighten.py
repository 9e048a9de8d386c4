"""The rows of the sampled worlds made as tight as they can be, so that fractions of a world are worth less.

A row asks brought >= reached[w]. Where at least so many worlds must be reached, no plan brings less than some least[w]
in world w either, and brought >= least[w] + (1 - least[w]) · reached[w] asks the same of every plan and more of the
relaxation: most of what it takes to solve these models.

The invariant: no plan that reaches so many worlds is cut off.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vehicleplan.estimates.tiers import full_yield_activities
from vehicleplan.optimizer.build import Build
from vehicleplan.optimizer.index import Item
from vehicleplan.optimizer.solve import Solver

_Array = NDArray[np.float64]

_ROOM = 1e-8
"""What the least that is brought is lowered by for arithmetic, as a part of what is asked."""

_ENDLESS = 1e12
"""Stands for no bound on activities."""


def tighten(build: Build, solver: Solver, fewest: int) -> None:
    """Make the rows of the worlds as tight as they may be where at least so many worlds are reached; 0 loosens them.

    Algebra: brought >= least[w] + (1 - least[w]) · reached[w]        (docs/model.md §7)
    """
    if not build.in_world:
        return
    rows = {row.name: row.index for row in build.problem.constraints()}
    least = _least_brought(build, fewest)
    for row in build.in_world:
        bound, scale = float(least[row.what][row.world]), build.scales[row.name]
        solver.set_coefficient(rows[row.name], build.reached[row.world].index, (bound - 1.0) * scale)
        solver.set_least(rows[row.name], bound * scale)


def _least_brought(build: Build, fewest: int) -> dict[str, _Array]:
    """By what is asked for, the least part of it that a plan can bring in each world. Shape: [world].

    A plan that reaches world u brings at least so much in world w as the cheapest way to fill u, by the measure of w.
    It reaches `fewest` worlds or more, so it brings at least the `fewest`-th smallest of these.
    """
    brought: dict[str, _Array] = {}
    for what in dict.fromkeys(row.what for row in build.in_world):
        brought[what] = np.array([row.parts for row in build.in_world if row.what == what]).reshape(
            len(build.reached), len(build.items)
        )
    if not fewest or not build.items:
        return {what: np.zeros(len(build.reached)) for what in brought}
    most = np.array([_most_effective(build, item) for item in build.items])
    return {
        what: np.clip(np.sort(_filled(tuple(brought.values()), mine, most), axis=0)[fewest - 1] - _ROOM, 0.0, 1.0)
        for what, mine in brought.items()
    }


def _filled(asked: tuple[_Array, ...], mine: _Array, most: _Array) -> _Array:
    """The least that is brought in world w where all that is asked is reached in world u. Shape: [u, w]."""
    return np.array([np.max([_cheapest(other[u], mine, most) for other in asked], axis=0) for u in range(len(mine))])


def _cheapest(filling: _Array, measured: _Array, most: _Array) -> _Array:
    """The least of each measure where activities fill 1: a fractional knapsack, the best ratio first.

    Args:
        filling: What one activity fills. Shape: [item].
        measured: What one activity counts in each measure. Shape: [measure, item].
        most: The most activities. Shape: [item].
    """
    useful = filling > 0
    fills, counts = filling[useful], measured[:, useful]
    order = np.argsort(counts / fills, axis=1)
    room = (fills * most[useful])[order]
    filled = np.clip(1.0 - (np.cumsum(room, axis=1) - room), 0.0, room)
    return np.where(
        room.sum(axis=1) >= 1.0, (filled * np.take_along_axis(counts / fills, order, axis=1)).sum(axis=1), np.inf
    )


def _most_effective(build: Build, item: Item) -> float:
    """The most activities at full yield that an item can have in time."""
    in_time = max(0, len(build.periods) - item.candidate.lag)
    most = min(item.most, sum(item.most_by_period[:in_time]), _ENDLESS)
    return full_yield_activities(item.ladder, most)
