"""What a plan can be asked to need as little of: money, hours, vehicles, activities, or what a rule measures.

Each is an aim for `feasible.least_of`. Extra money and hours come in each period alike; the limit that they are extra
to must have been lifted in the scenario, and is put back here with the extra.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import accumulate

from pulp import LpVariable

from vehicleplan.optimizer.build import Build, Expression, total
from vehicleplan.optimizer.constraints_choice import measured
from vehicleplan.optimizer.constraints_hours import hours_beside_own
from vehicleplan.optimizer.feasible import Aim


def all_money(build: Build) -> Expression:
    """Cash over the horizon."""
    return total(build.cash_in(t) for t in build.periods)


def extra_money(by_time: Sequence[float], in_all: float | None, *, carries_over: bool) -> Aim:
    """Money beyond the budget, in each period alike.

    Algebra: with carry-over sum_{s<=t} spend[s] <= sum_{s<=t} (by_time[s] + extra);
             without spend[t] <= by_time[t] + extra; sum_t spend[t] <= in_all + T · extra
    Units:   the scenario's currency, per period

    Args:
        by_time: The money of each period. Shape: [period].
        in_all: The money of the whole horizon; None where the extra does not go with it.
        carries_over: Whether unspent money moves on to the next period.
    """

    def aim(build: Build) -> Expression:
        extra = _extra(build)
        spend = [build.cash_in(t) for t in build.periods]
        if in_all is not None:
            build.limit(total(spend) - len(spend) * extra, "<=", in_all, "extra_cash_total")
        for t, money in enumerate(accumulate(by_time) if carries_over else by_time):
            spent, periods = (total(spend[: t + 1]), t + 1) if carries_over else (spend[t], 1)
            build.limit(spent - periods * extra, "<=", money, "extra_cash", t)
        return total([extra])

    return aim


def extra_hours(skill: str, own: Sequence[float]) -> Aim:
    """Hours of a skill beyond the team's own, in each period alike. Shape of own: [period].

    Algebra: need[s,t] - bought[s,t] - given[s,t] - built[s,t] <= own[t] + extra
    """

    def aim(build: Build) -> Expression:
        extra = _extra(build)
        for t in build.periods:
            if (skill, t) not in build.need:
                continue
            helped, built = hours_beside_own(build, skill, t)
            own_use = build.need[skill, t] - total([*helped, *built])
            build.limit(own_use - extra, "<=", own[t], "extra_hours", skill, t)
        return total([extra])

    return aim


def extra_bought_hours(skill: str, most: Sequence[float]) -> Aim:
    """Hours of a skill bought beyond those that can be, in each period alike. Shape of most: [period]."""

    def aim(build: Build) -> Expression:
        return _beyond(build, {t: [hours] for (s, t), hours in build.bought.items() if s == skill}, most)

    return aim


def extra_member_hours(member: int, most: Sequence[float]) -> Aim:
    """Hours of a member beyond those that there are, in each period alike. Shape of most: [period]."""

    def aim(build: Build) -> Expression:
        given: dict[int, list[LpVariable]] = {}
        for (who, _, t), hours in build.given.items():
            if who == member:
                given.setdefault(t, []).append(hours)
        return _beyond(build, given, most)

    return aim


def number_of_vehicles(build: Build) -> Expression:
    """How many vehicles the plan has."""
    return total(build.chosen.values())


def number_of(ids: Collection[str]) -> Aim:
    """How many of some vehicles the plan has."""
    return lambda build: total(chosen for v, chosen in build.chosen.items() if v in ids)


def activities_of(vehicle: str) -> Aim:
    """Activities of a vehicle over the horizon."""

    def aim(build: Build) -> Expression:
        return total(count for (v, _), count in build.activities.items() if v == vehicle)

    return aim


def busiest_period_of(vehicle: str) -> Aim:
    """The most activities of a vehicle in one period."""

    def aim(build: Build) -> Expression:
        most = _extra(build)
        for (v, t), count in build.activities.items():
            if v == vehicle:
                build.limit(count - most, "<=", 0, "busiest", vehicle, t)
        return total([most])

    return aim


def measure_of(vehicles: Sequence[str] | None, measure: str) -> Aim:
    """A rule's measure over some vehicles, all where none are named; those that cannot be in the plan count nothing."""

    def aim(build: Build) -> Expression:
        items = tuple(item for item in build.items if vehicles is None or item.candidate.id in vehicles)
        return measured(build, items, measure)

    return aim


def most_of(aim: Aim) -> Aim:
    """The same, but as much as possible: its least value is the most with a minus."""
    return lambda build: -1 * aim(build)


def _extra(build: Build) -> LpVariable:
    """A variable for what comes on top; its own row makes it part of the model where no other row has it."""
    extra = build.amount("extra")
    build.limit(total([extra]), ">=", 0, "extra_is_no_less")
    return extra


def _beyond(build: Build, parts: dict[int, list[LpVariable]], most: Sequence[float]) -> Expression:
    extra = _extra(build)
    for t, hours in parts.items():
        build.limit(total(hours) - extra, "<=", most[t], "extra_hours", t)
    return total([extra])
