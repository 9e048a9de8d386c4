"""Plans beside one another, and what scenarios ask beside one another: only what differs, and nothing that does not.

Figures are compared as they are, also where they count different things; whoever shows them says so (see
`PlanDifference.has_same_units`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from vehicleplan.analysis.asked import Place, asked, asked_of_vehicle, overridden
from vehicleplan.frozen import dataclass
from vehicleplan.model.plan import Chosen, Plan, PlanStatus
from vehicleplan.model.resolve import ResolvedScenario

MOST_SCENARIOS = 4
"""Scenarios that can be compared at once."""

_DUST = 1e-6


@dataclass(frozen=True)
class Change:
    """A figure of the base plan and of the other.

    Attributes:
        before: The base plan's; None where it has none.
        after: The other plan's; None where it has none.
    """

    before: float | None
    after: float | None

    @property
    def amount(self) -> float | None:
        """How much is added or, below 0, taken away; None where one of the two is missing."""
        return None if self.before is None or self.after is None else self.after - self.before

    @property
    def share(self) -> float | None:
        """The change as a part of the base plan's figure; None where there is nothing to be a part of."""
        return None if self.amount is None or not self.before else self.amount / self.before

    @property
    def differs(self) -> bool:
        """Whether there is a change beyond the dust of arithmetic."""
        if self.before is None or self.after is None:
            return self.before is not self.after
        return not math.isclose(self.before, self.after, rel_tol=_DUST, abs_tol=_DUST)


@dataclass(frozen=True)
class ActivityChange:
    """A vehicle that is in both plans with other activities.

    Attributes:
        id: The candidate's id.
        name: What people call it.
        before: Activities in each period of the base plan.
        after: Activities in each period of the other plan; its horizon may be another.
    """

    id: str
    name: str
    before: tuple[float, ...]
    after: tuple[float, ...]


@dataclass(frozen=True)
class PlanDifference:
    """What another plan does differently from a base plan.

    Attributes:
        comes_in: Vehicles that only the other plan has.
        goes_out: Vehicles that only the base plan has.
        changed: Vehicles that both have, with other activities.
        results: Results.
        cost_per_result: Cost per result, by the cost that each plan's goal counts.
        loaded: Loaded cost.
        cash: Cash.
        labour: The team's own hours at their cost.
        own_hours: By skill, hours that the team itself works; skills that neither plan uses are left out.
        missing: By what was asked for, what is missing of it, where anything is missing in either plan.
        status: How good each plan is known to be, the base plan first.
        has_same_money: Whether both plans count the same currency.
        has_same_results: Whether both plans count results of the same name.
        has_same_cost: Whether cost per result counts the same cost in both.
    """

    comes_in: tuple[Chosen, ...]
    goes_out: tuple[Chosen, ...]
    changed: tuple[ActivityChange, ...]
    results: Change
    cost_per_result: Change
    loaded: Change
    cash: Change
    labour: Change
    own_hours: Mapping[str, Change]
    missing: Mapping[str, Change]
    status: tuple[PlanStatus, PlanStatus]
    has_same_money: bool
    has_same_results: bool
    has_same_cost: bool

    @property
    def has_same_units(self) -> bool:
        """Whether the figures of the two plans can be set against one another."""
        return self.has_same_money and self.has_same_results and self.has_same_cost

    @property
    def has_same_vehicles(self) -> bool:
        """Whether both plans have the same vehicles with the same activities."""
        return not (self.comes_in or self.goes_out or self.changed)

    @property
    def is_none(self) -> bool:
        """Whether nothing differs."""
        figures = (self.results, self.cost_per_result, self.loaded, self.cash, self.labour)
        changes = (*figures, *self.own_hours.values(), *self.missing.values())
        is_as_good = self.status[0] is self.status[1]
        return (
            self.has_same_vehicles and self.has_same_units and is_as_good and not any(each.differs for each in changes)
        )


@dataclass(frozen=True)
class BriefDifference:
    """One thing that scenarios ask differently.

    Attributes:
        place: Where it stands in the file, by key and name; `("candidate", ID)` is whether the file has that vehicle,
            and the last key of `("limits", "rules", RULE)` is the rule itself, whose value is whether it holds.
        values: One for each scenario; None where its file does not say.
    """

    place: Place
    values: tuple[object, ...]


def compare_plans(base: Plan, other: Plan) -> PlanDifference:
    """What the other plan does differently from the base plan."""
    before = {vehicle.id: vehicle for vehicle in base.vehicles}
    after = {vehicle.id: vehicle for vehicle in other.vehicles}
    both = ((before[vehicle], after[vehicle]) for vehicle in after if vehicle in before)
    return PlanDifference(
        comes_in=tuple(vehicle for vehicle in other.vehicles if vehicle.id not in before),
        goes_out=tuple(vehicle for vehicle in base.vehicles if vehicle.id not in after),
        changed=tuple(
            ActivityChange(new.id, new.name, old.activities, new.activities)
            for old, new in both
            if _differ(old.activities, new.activities)
        ),
        results=Change(base.results, other.results),
        cost_per_result=Change(base.cost_per_result, other.cost_per_result),
        loaded=Change(base.cost.loaded, other.cost.loaded),
        cash=Change(base.cost.cash, other.cost.cash),
        labour=Change(base.cost.labour, other.cost.labour),
        own_hours=_paired(own_hours(base), own_hours(other)),
        missing=_paired(_missing(base), _missing(other)),
        status=(base.status, other.status),
        has_same_money=base.currency == other.currency,
        has_same_results=base.result == other.result,
        has_same_cost=base.cost_kind == other.cost_kind,
    )


def own_hours(plan: Plan) -> Mapping[str, float]:
    """By skill, hours that the team itself works; bought hours are left out."""
    return {
        skill: math.fsum(use.used - use.outsourced for use in by_time) for skill, by_time in plan.score.hours.items()
    }


def _missing(plan: Plan) -> Mapping[str, float]:
    return {short.what: short.missing for short in plan.shortfalls}


def _paired(before: Mapping[str, float], after: Mapping[str, float]) -> Mapping[str, Change]:
    """The figures of both by name, without those that are nought in both."""
    names = dict.fromkeys((*before, *after))
    changes = {name: Change(before.get(name, 0.0), after.get(name, 0.0)) for name in names}
    return {name: each for name, each in changes.items() if max(each.before or 0.0, each.after or 0.0) > _DUST}


def _differ(before: tuple[float, ...], after: tuple[float, ...]) -> bool:
    if len(before) != len(after):
        return True
    return any(Change(old, new).differs for old, new in zip(before, after, strict=True))


def compare_scenarios(resolved: Sequence[ResolvedScenario]) -> tuple[BriefDifference, ...]:
    """What two to four scenarios ask differently, by place in the file; what all ask alike is left out.

    Raises:
        ValueError: there are fewer than two scenarios, or more than four.
    """
    if not 2 <= len(resolved) <= MOST_SCENARIOS:
        raise ValueError(f"{len(resolved)} scenarios; 2 to {MOST_SCENARIOS} can be compared")
    found = _unlike([asked(each) for each in resolved])
    vehicles = tuple(dict.fromkeys(candidate.id for each in resolved for candidate in each.candidates))
    for vehicle in vehicles:
        has = tuple(vehicle in each.candidate_by_id for each in resolved)
        if not all(has):
            found.append(BriefDifference(("candidate", vehicle), has))
    for vehicle in vehicles:
        found += _vehicle_differences(resolved, vehicle)
    return tuple(found)


def _vehicle_differences(resolved: Sequence[ResolvedScenario], vehicle: str) -> list[BriefDifference]:
    """What is asked of a vehicle by the scenarios that have it, and its facts where a file gives its own."""
    having = [each for each in resolved if vehicle in each.candidate_by_id]
    if len(having) < 2:
        return []
    own = frozenset[str]().union(*(overridden(each)[vehicle] for each in having))
    asks = ("include", "min_activities", "current", "answers")
    places = _unlike([asked_of_vehicle(each, vehicle) for each in having])
    found = []
    for difference in places:
        if difference.place[2] in asks or difference.place[2] in own:
            values = iter(difference.values)
            row = tuple(next(values) if vehicle in each.candidate_by_id else None for each in resolved)
            found.append(BriefDifference(difference.place, row))
    return found


def _unlike(asked_by: Sequence[Mapping[Place, object]]) -> list[BriefDifference]:
    """Places whose values are not the same in all, in the order of the files, what belongs together side by side."""
    places = dict.fromkeys(place for values in asked_by for place in values)
    parts = (place[:length] for place in places for length in range(1, len(place) + 1))
    order = {part: number for number, part in enumerate(dict.fromkeys(parts))}
    rows = ((place, tuple(values.get(place) for values in asked_by)) for place in places)
    found = [BriefDifference(place, row) for place, row in rows if any(value != row[0] for value in row[1:])]

    def rank(difference: BriefDifference) -> tuple[int, ...]:
        """The order of the place, key by key."""
        place = difference.place
        return tuple(order[place[:length]] for length in range(1, len(place) + 1))

    return sorted(found, key=rank)
