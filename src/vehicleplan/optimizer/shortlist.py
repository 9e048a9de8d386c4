"""Of many candidates the few that a best plan can have: the rest is proven to be in none, and left out of the search.

A relaxation says what it costs at the least to have a vehicle in a plan: its reduced costs. A good plan, found among
the vehicles that cost least, says what it may cost at the most. All that lies above is in no plan that is as good, and
so neither in the best nor in its equals.        (docs/model.md §10)
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pulp import LpVariable

from vehicleplan.errors import CancelledError, UnboundedPlanError
from vehicleplan.frozen import dataclass
from vehicleplan.model.candidate import Candidate
from vehicleplan.model.goal import Mode
from vehicleplan.model.plan import PlanStatus
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.optimizer.ahead import at_least, search_ahead, sought_at, value_of
from vehicleplan.optimizer.build import Build, scale_of, total
from vehicleplan.optimizer.control import Control
from vehicleplan.optimizer.index import Item, index_items
from vehicleplan.optimizer.make import fill
from vehicleplan.optimizer.outline import outlined
from vehicleplan.optimizer.ratio import relaxed_ratio
from vehicleplan.optimizer.run import Ending, Run
from vehicleplan.optimizer.search import Found
from vehicleplan.optimizer.solve import Solver

MANY = 40
"""With fewer candidates the search itself is quicker."""

FEW = 20
"""Vehicles among which the good plan is looked for; twice as many as the relaxation has where that is more."""

LARGEST = 5_000
"""Vehicles times periods from which on the model itself would take too much time and memory: then groups are searched,
one by one, and how far the plan may be from the best of all is told by the outline."""

_GROUP = 1_200
"""Vehicles times periods of such a group."""

_WORTH = 0.7
"""Where the few are a larger part of all, the search of all is quicker."""

_ROOM = 1e-6
"""What a vehicle must cost beyond the room there is, as a part of the objective: for arithmetic and for equals."""

_USED = 1e-6
_HALF = 0.5

_ENOUGH = 0.7
"""A further group is begun where there is so much of the time left that the last one took."""

_STAGE = "telling which vehicles matter"


@dataclass(frozen=True)
class Searched:
    """A search that has ended.

    Attributes:
        build: The model that was searched.
        solver: The solver that has it, with the rows of the search.
        found: What was found.
    """

    build: Build
    solver: Solver
    found: Found


@dataclass(frozen=True)
class _Bound:
    """A model whose relaxation bounds the value of all plans.

    Attributes:
        build: The model.
        solver: The solver that has it.
    """

    build: Build
    solver: Solver

    def least(self) -> float | None:
        """A value that no plan is below, as `value_of` tells it; None where the relaxation says nothing."""
        cost, results = self.build.cost(), self.build.results()
        if self.build.resolved.scenario.goal.chosen_mode is Mode.LOWEST_COST_PER_RESULT:
            price = relaxed_ratio(self.solver, cost, results)
            return price if isinstance(price, float) and price > 0 else None
        sought = sought_at(self.build, 0.0)
        run = self.solver.relax(scale_of(sought) * sought, _STAGE)
        return value_of(self.build, run) if run.ending is Ending.OPTIMAL else None

    def losses(self, value: float) -> _Losses | None:
        """By candidate, what any plan with it is worse than the relaxation at the least; None for nothing.

        Args:
            value: The best value that is known; at a ratio of this the objective is 0.
        """
        sought = sought_at(self.build, value)
        scale = scale_of(sought)
        run = self.solver.relax(scale * sought, _STAGE)
        if run.ending is not Ending.OPTIMAL:
            return None
        reduced = self.solver.reduced_costs()
        used = frozenset(v for v, chosen in self.build.chosen.items() if run.value(total([chosen])) > _USED)
        lost = {item.candidate.id: _losses(self.build, item, reduced) for item in self.build.items}
        is_ratio = self.build.resolved.scenario.goal.chosen_mode is Mode.LOWEST_COST_PER_RESULT
        worst = 0.0 if is_ratio else scale * value
        return _Losses(lost, used, worst - run.objective + _ROOM * (1.0 + abs(run.objective) + abs(worst)))


@dataclass(frozen=True)
class _Losses:
    """What vehicles cost in the relaxation.

    Attributes:
        lost: By candidate, what any plan with it is worse than the relaxation at the least, and what a plan with one
            activity of it is worse.
        used: The candidates that the relaxation has.
        room: How much worse than the relaxation a plan of the best known value is.
    """

    lost: dict[str, tuple[float, float]]
    used: frozenset[str]
    room: float


def _losses(build: Build, item: Item, reduced: Sequence[float]) -> tuple[float, float]:
    """What it costs to have a vehicle in the plan at the least, and what it costs with one of its activities.

    Algebra: value >= relaxation + sum_i reduced[i] · x[i] over variables at 0, so each part adds up.
    """
    v = item.candidate.id

    def cost(variables: Iterable[LpVariable]) -> float:
        return min((max(0.0, reduced[variable.index]) for variable in variables), default=0.0)

    chosen = cost([build.chosen[v]]) + cost(build.start[v, t] for t in build.periods if (v, t) in build.start)
    counted = [build.counted[v, t] for t in build.periods if (v, t) in build.counted][:1]
    used = chosen + cost(only for t in build.periods for only in build.activities[v, t]) + cost(counted)
    needs_one = not item.candidate.divisible and item.candidate.min_activities >= 1
    return used if needs_one else chosen, used


def search_many(resolved: ResolvedScenario, items: tuple[Item, ...], control: Control) -> Searched | None:
    """The search among the candidates that a best plan can have; None where it says nothing and all must be searched.

    Args:
        resolved: The scenario.
        items: Its eligible candidates.
        control: How the run may be stopped and watched.

    Raises:
        CancelledError: The user stopped before there was a plan.
    """
    search_ = _Search(resolved, control)
    try:
        return search_.among(items)
    except UnboundedPlanError:
        return None  # the model of all says for which vehicle


class _Search:
    """A good plan among few, then the best among those that it leaves."""

    def __init__(self, resolved: ResolvedScenario, control: Control) -> None:
        self._resolved, self._control = resolved, control
        self._end = None if control.time_limit is None else time.monotonic() + control.time_limit

    def among(self, items: tuple[Item, ...]) -> Searched | None:
        """The search; None where it says nothing."""
        outline = outlined(self._resolved, items)
        bound = self._bound(outline, outline.candidates)
        least = bound.least()
        told = None if least is None else bound.losses(least)
        if least is None or told is None:
            return None
        few = self._cheapest(items, told)
        good = self._good(few, None) if len(few) <= _WORTH * len(items) else None
        if good is None:
            return None
        try:
            return self._best(items, bound, good, least)
        except CancelledError:
            return _at_least(good, least, None)

    def _best(self, items: tuple[Item, ...], bound: _Bound, good: Searched, least: float) -> Searched:
        """The best plan among all that can be as good as one that is known.

        Raises:
            CancelledError: The user stopped before there was a better one.
        """
        left = self._left(items, bound, good)
        most = max(MANY, LARGEST // self._resolved.periods)
        if len(left) > most:
            return _at_least(self._best_of_groups(left, bound, good), least, None)
        best, lower = self._best_of(left, good)
        if _is_proven(best):
            return best
        least = least if lower is None else max(least, lower)
        if _value_of(best) <= _value_of(good):
            return _at_least(best, least, best.found.gap)
        return _at_least(good, least, None)

    def _best_of(self, items: tuple[Item, ...], good: Searched) -> tuple[Searched, float | None]:
        """The best plan of some items, which include those of a good plan, and what the relaxation of them is.

        Raises:
            CancelledError: The user stopped before there was a better one.
        """
        least, left = None, items
        if len(items) > MANY:
            bound = self._bound(self._resolved, _candidates(items))
            least = bound.least()
            told = bound.losses(_value_of(good))
            good = good if told is None else self._good(self._cheapest(items, told), good) or good
            left = self._left(items, bound, good)
        known = {item.candidate.id for item in good.build.items}
        if _is_proven(good) and all(item.candidate.id in known for item in left):
            return good, least
        return self._searched(left, good, is_rough=False), least

    def _best_of_groups(self, items: tuple[Item, ...], bound: _Bound, good: Searched) -> Searched:
        """The best plan that is found group by group: the cheapest first, each with the vehicles of the best so far.

        The kernel search of Angelelli, Mansini and Speranza (2010); what is not found together is not proven.
        """
        most = max(MANY, _GROUP // self._resolved.periods)
        told = bound.losses(_value_of(good))
        waiting, best = items if told is not None else (), good
        while waiting and told is not None:
            used = {v for v, chosen in best.build.chosen.items() if _has(best, chosen)}
            kernel = tuple(item for item in items if item.candidate.id in used)
            group = self._cheapest(waiting, told, max(FEW, most - len(kernel)))
            ids = _with_needs({item.candidate.id for item in group}, items)
            waiting = tuple(item for item in waiting if item.candidate.id not in ids)
            began = time.monotonic()
            try:
                found, _ = self._best_of(tuple(item for item in items if item.candidate.id in ids | used), best)
            except CancelledError:
                break
            if _value_of(found) < _value_of(best):
                best, waiting = found, self._left(waiting, bound, found)
            left = None if self._end is None else self._end - time.monotonic()
            if left is not None and left < _ENOUGH * (time.monotonic() - began):
                break
        return best

    def _timed(self) -> Control:
        """The control, with the time that is left."""
        left = None if self._end is None else max(0.0, self._end - time.monotonic())
        return replace(self._control, time_limit=left)

    def _bound(self, resolved: ResolvedScenario, candidates: tuple[Candidate, ...]) -> _Bound:
        build = fill(Build(resolved, index_items(resolved, candidates)))
        return _Bound(build, Solver(build, self._timed()))

    def _searched(self, items: tuple[Item, ...], start: Searched | None, *, is_rough: bool) -> Searched:
        build = fill(Build(self._resolved, items))
        control = self._timed().aside() if is_rough else self._timed()
        solver = Solver(build, control, is_rough=is_rough)
        return Searched(build, solver, search_ahead(build, solver, control, start=_carried(start, build)))

    def _cheapest(self, items: tuple[Item, ...], told: _Losses, most: int = 0) -> tuple[Item, ...]:
        """The items that cost least, with those that must be there and those that they need."""

        def place(item: Item) -> tuple[bool, float]:
            v = item.candidate.id
            return v not in told.used and item.candidate.include != "must", told.lost[v][1]

        most = most or max(FEW, 2 * len(told.used))
        chosen = _with_needs({item.candidate.id for item in sorted(items, key=place)[:most]}, items)
        return tuple(item for item in items if item.candidate.id in chosen)

    def _good(self, items: tuple[Item, ...], known: Searched | None) -> Searched | None:
        """A good plan among few; None where there is none that is better than a known one, or figures lie far apart.

        Raises:
            CancelledError: The user stopped before there was a plan.
        """
        good = self._searched(items, None, is_rough=True)
        if known is not None and not _value_of(good) < _value_of(known):
            return None
        has_one = good.found.status in (PlanStatus.PROVEN_BEST, PlanStatus.WITHIN_GAP) and math.isfinite(
            _value_of(good)
        )
        return good if has_one and not good.build.ranges.are_far_apart else None

    def _left(self, items: tuple[Item, ...], bound: _Bound, good: Searched) -> tuple[Item, ...]:
        """The items that a plan as good can have."""
        told = bound.losses(_value_of(good))
        if told is None or bound.build.ranges.are_far_apart:
            return items
        return tuple(item for item in items if told.lost[item.candidate.id][0] <= told.room)


def _with_needs(chosen: set[str], items: tuple[Item, ...]) -> set[str]:
    """Some vehicles with those that they need, and what those need."""
    needs = {item.candidate.id: set(item.candidate.needs) for item in items}
    while more := set().union(*(needs.get(v, set()) for v in chosen)) - chosen:
        chosen = chosen | more
    return chosen


def _candidates(items: tuple[Item, ...]) -> tuple[Candidate, ...]:
    return tuple(item.candidate for item in items)


def _has(searched: Searched, chosen: LpVariable) -> bool:
    run = searched.found.run
    return run is not None and run.value(total([chosen])) > _HALF


def _is_proven(searched: Searched) -> bool:
    return searched.found.status is PlanStatus.PROVEN_BEST


def _value_of(searched: Searched) -> float:
    if searched.found.run is None:
        return math.inf
    return value_of(searched.build, searched.found.run)


def _at_least(stopped: Searched, least: float, known: float | None) -> Searched:
    """A plan that is not proven, with what is known of it: no plan is below the least, and perhaps a gap."""
    return replace(stopped, found=at_least(stopped.build, stopped.found, least, known))


def _carried(start: Searched | None, build: Build) -> Run | None:
    """The plan of one model in another that has all of its vehicles."""
    if start is None or start.found.run is None or start.found.run.values is None:
        return None
    values = {v.name: start.found.run.values[v.index] for v in start.build.problem.variables()}
    carried = tuple(values.get(variable.name, 0.0) for variable in build.problem.variables())
    return Run(Ending.STOPPED, carried, math.inf, -math.inf)
