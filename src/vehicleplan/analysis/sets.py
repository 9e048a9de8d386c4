"""Sets of vehicles in the order of their best plans: what is possible at best decides where it is worth to look.

The invariant: a set is given only after everything that could be better has been given or proved worse. A set is what
is used: by at least one activity or, where fractions of one are possible, by what brings a noticeable part of the
results. So no set is another one with a vehicle for show.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator, Mapping
from dataclasses import replace

from vehicleplan.analysis.basis import NEVER_WORSE, NO_PLAN, Basis, Standing, standing, with_candidate
from vehicleplan.errors import CancelledError
from vehicleplan.frozen import dataclass
from vehicleplan.model.goal import Mode
from vehicleplan.model.plan import Plan
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.optimizer import Control
from vehicleplan.optimizer.index import Item, eligible, index_items
from vehicleplan.optimizer.relaxation import Relaxation
from vehicleplan.optimizer.set_plan import plan_within

NOTICEABLE = 0.05
"""The part of the plan's results from which a vehicle that can be used in fractions counts as used. Source: the sixth
question, which by default calls less too small."""

_SHORTFALL_DIGITS = 7
_DUST = 1e-9

Set = frozenset[str]


@dataclass(frozen=True)
class Field:
    """Where sets are looked for.

    Attributes:
        basis: The scenario with its plan.
        resolved: The scenario in which a chosen vehicle is used.
        telling: The vehicles that tell sets apart, in the order of candidates: all but those that the plan has without
            any activity, only for a rule or a need.
        weights: By vehicle, what one activity counts where the search decides what to look at first.
    """

    basis: Basis
    resolved: ResolvedScenario
    telling: tuple[str, ...]
    weights: Mapping[str, float]

    def used(self, plan: Plan) -> Set:
        """The vehicles of a plan that tell sets apart."""
        return frozenset(vehicle.id for vehicle in plan.vehicles if vehicle.id in self.telling)


def field_of(basis: Basis) -> Field:
    """Where sets are looked for, for a scenario that has a plan."""
    resolved = basis.resolved
    items = index_items(resolved, eligible(resolved, basis.ruled_out))
    planned = {vehicle.id: math.fsum(vehicle.activities) for vehicle in basis.plan.vehicles}
    least = {item.candidate.id: _smallest_use(item, basis, planned.get(item.candidate.id)) for item in items}
    for vehicle, activities in least.items():
        if activities > 0:
            resolved = with_candidate(resolved, vehicle, min_activities=activities)
    return Field(
        basis=basis,
        resolved=resolved,
        telling=tuple(vehicle for vehicle, activities in least.items() if activities > 0),
        weights={item.candidate.id: item.value or _DUST for item in items},
    )


def _smallest_use(item: Item, basis: Basis, planned: float | None) -> float:
    """Activities from which a vehicle counts as used; 0 for one that the plan has without any.

    Never more than the plan has, so that the plan's own set is one of those that are looked at, and no more than half
    of what is possible at all.
    """
    candidate = item.candidate
    least = 1.0 if not candidate.divisible else min(_noticeable(item, basis), item.most / 2)
    least = max(candidate.min_activities, least)
    return least if planned is None else min(least, planned)


def _noticeable(item: Item, basis: Basis) -> float:
    """Activities at full yield that bring a noticeable part of the plan's results, or else of a target."""
    if item.value > 0 and basis.plan.results > 0:
        return NOTICEABLE * basis.plan.results / item.value
    targets = basis.resolved.scenario.goal.targets
    parts = [
        NOTICEABLE * each.amount / item.amounts[each.outcome] for each in targets if item.amounts.get(each.outcome)
    ]
    return min(parts, default=1.0)


def sets_in_order(where: Field, control: Control, most: int) -> Iterator[tuple[Set, Plan]]:
    """The best sets with their best plans, the best first.

    Args:
        where: Where sets are looked for.
        control: Stops the search.
        most: How many sets are looked for.

    Raises:
        UnboundedPlanError: A vehicle has no bound, so that sets with and without it cannot be told apart.
        CancelledError: The search was stopped.
    """
    has_ties = where.basis.plan.mode is Mode.MOST_RESULTS
    search = _Search(where, control, worst=NO_PLAN, most=most, breaks_ties=has_ties)
    return search.run(frozenset(), frozenset())


def has_set(where: Field, control: Control, *, chosen: Set, left_out: Set, worst: Standing) -> bool:
    """Whether there is a set with some vehicles and without others that is no worse than asked.

    Raises:
        UnboundedPlanError: A vehicle has no bound, so that sets with and without it cannot be told apart.
        CancelledError: The search was stopped.
    """
    search = _Search(where, control, worst=worst, most=1, breaks_ties=False)
    return next(search.run(chosen, left_out), None) is not None


@dataclass(frozen=True)
class _Part:
    """All sets with some vehicles and without others; a single one where all are decided.

    Attributes:
        chosen: Vehicles that each has.
        left_out: Vehicles that none has.
        leans_on: Of the undecided vehicles, the one that the bound leans on most; None where it needs none.
        is_single: Whether all are decided.
    """

    chosen: Set
    left_out: Set
    leans_on: str | None = None
    is_single: bool = False


_Key = tuple[float, float]


class _Search:
    """Parts in the order of their bounds; the best is divided, or worked out where it is a single set.

    What is worse than asked, or than as many sets as are asked for, is not looked at.
    """

    def __init__(self, where: Field, control: Control, *, worst: Standing, most: int, breaks_ties: bool) -> None:
        self._where, self._most, self._breaks_ties = where, most, breaks_ties
        self._control = replace(control, on_progress=lambda _: None)
        self._relaxation = Relaxation(where.resolved, where.basis.ruled_out, self._control)
        self._queue: list[tuple[_Key, int, int, _Part | tuple[Set, Plan]]] = []
        self._worst, self._best = _key(worst), list[_Key]()
        self._counted = 0

    def run(self, chosen: Set, left_out: Set) -> Iterator[tuple[Set, Plan]]:
        """The sets with their plans, the best first."""
        self._look_at(chosen, left_out)
        given = 0
        while self._queue and given < self._most:
            _, _, _, entry = heapq.heappop(self._queue)
            if not isinstance(entry, _Part):
                given += 1
                yield entry
            elif entry.is_single:
                self._work_out(entry)
            else:
                self._divide(entry)

    def _put(self, reached: Standing, entry: _Part | tuple[Set, Plan]) -> None:
        """Queue what can be among the best; of equals, what is worked out comes first."""
        key = _key(reached)
        if key > self._limit:
            return
        if not isinstance(entry, _Part):
            self._best = sorted((*self._best, key))[: self._most]
        self._counted += 1
        heapq.heappush(self._queue, (key, int(isinstance(entry, _Part)), self._counted, entry))

    @property
    def _limit(self) -> _Key:
        """What a set must not be worse than."""
        if len(self._best) < self._most:
            return self._worst
        shortfall, value = self._best[-1]
        return min(self._worst, (shortfall, value + NEVER_WORSE * abs(value)))

    def _look_at(self, chosen: Set, left_out: Set) -> None:
        bound = self._relaxation.bound(chosen, left_out)
        self._stop_if_asked()
        if bound is None:
            return
        undecided = [v for v in self._where.telling if v not in chosen and v not in left_out]
        leant_on = {v: bound.uses[v] * self._where.weights[v] for v in undecided if bound.uses[v] > _DUST}
        leans_on = max(leant_on, key=lambda v: leant_on[v]) if leant_on else None
        self._put(Standing(bound.shortfall, bound.value), _Part(chosen, left_out, leans_on))

    def _divide(self, part: _Part) -> None:
        if part.leans_on is not None:
            self._look_at(part.chosen | {part.leans_on}, part.left_out)
            self._look_at(part.chosen, part.left_out | {part.leans_on})
            return
        # The bound needs no other vehicle, so it is that of the set itself; any other set has one more.
        self._put_single(part.chosen)
        left_out = part.left_out
        for vehicle in self._where.telling:
            if vehicle not in part.chosen and vehicle not in part.left_out:
                self._look_at(part.chosen | {vehicle}, left_out)
                left_out |= {vehicle}

    def _put_single(self, chosen: Set) -> None:
        left_out = frozenset(self._where.telling) - chosen
        bound = self._relaxation.bound(chosen, left_out)
        if bound is not None:
            self._put(Standing(bound.shortfall, bound.value), _Part(chosen, left_out, is_single=True))

    def _work_out(self, part: _Part) -> None:
        """Find the best plan of a single set, if it can be among the best.

        Raises:
            CancelledError: The search was stopped.
        """
        where = self._where
        plan = where.basis.plan
        if part.chosen != where.used(plan):
            variant = where.resolved
            for vehicle in where.telling:
                variant = with_candidate(variant, vehicle, include="must" if vehicle in part.chosen else "never")
            plan = plan_within(
                variant, where.basis.ruled_out, self._control, worst=self._limit, breaks_ties=self._breaks_ties
            )
            self._stop_if_asked()
            plan = replace(plan, not_chosen=())  # why others are not in it says the variant, not the scenario
        if standing(plan) != NO_PLAN:
            self._put(standing(plan), (part.chosen, plan))

    def _stop_if_asked(self) -> None:
        if self._control.is_cancelled():
            raise CancelledError("stopped while looking for sets")


def _key(reached: Standing) -> _Key:
    """The order of plans; shortfalls that differ by arithmetic alone are the same."""
    return round(reached.shortfall, _SHORTFALL_DIGITS), reached.value
