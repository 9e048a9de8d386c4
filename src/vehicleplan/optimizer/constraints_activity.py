"""How often a vehicle is used: choice, start, least and most activities, tiers."""

from __future__ import annotations

import math

from vehicleplan.errors import UnboundedPlanError
from vehicleplan.optimizer.build import Build, Expression, combined, total
from vehicleplan.optimizer.index import LARGEST_LINK, Item


def add_activities(build: Build) -> None:
    """Make each item's variables and rows: choice, start, activities, tiers, and the cash that they cost."""
    for item in build.items:
        _refuse_endless(item)
        _choice_and_start(build, item)
        _activity_bounds(build, item)
        if len(item.ladder) == 1:
            _one_tier(build, item)
        elif item.is_ordered:
            _ordered_tiers(build, item)
        else:
            _falling_tiers(build, item)


def _refuse_endless(item: Item) -> None:
    if not (item.is_linked or item.is_ordered):
        return
    if item.most > LARGEST_LINK and not item.candidate.divisible and math.isfinite(item.most):
        raise UnboundedPlanError(
            f"{item.candidate.name} could be used {item.most:,.0f} times, more than the optimizer can tell apart from "
            "none: count it in larger activities, make it divisible, or give it max_activities"
        )
    if math.isinf(item.most):
        raise UnboundedPlanError(
            f"nothing limits how much of {item.candidate.name} the plan may use: "
            "give it max_activities or max_per_period, or give the scenario a budget or hours that it needs"
        )


def started(build: Build, item: Item, t: int) -> Expression:
    """1 if the vehicle has started by the end of the period."""
    v = item.candidate.id
    if item.has_start:
        return total(build.start[v, s] for s in range(t + 1))
    return total([build.chosen[v]])


def _choice_and_start(build: Build, item: Item) -> None:
    """A chosen vehicle starts once.

    Algebra: sum_t start[v,t] = chosen[v]        (docs/model.md §2)
    """
    v = item.candidate.id
    build.chosen[v] = build.binary("chosen", v)
    if item.has_start:
        for t in build.periods:
            build.start[v, t] = build.binary("start", v, t)
        build.limit(
            combined([*((1.0, build.start[v, t]) for t in build.periods), (-1.0, build.chosen[v])]),
            "==",
            0,
            "starts_once",
            v,
            is_told_once=True,
        )


def _activity_bounds(build: Build, item: Item) -> None:
    """Activities need a start, and keep to their least and most, per period and over the horizon.

    Algebra: min_per_period · started[v,t] <= activities[v,t] <= most[v,t] · started[v,t]
             min_activities · chosen[v] <= sum_t activities[v,t] <= most[v] · chosen[v]        (docs/model.md §2)
    """
    c = item.candidate
    v = c.id
    for t in build.periods:
        most = item.most_by_period[t]
        build.activities[v, t] = build.count("activities", v, t, item=item, most=most, is_whole=not c.divisible)
        if item.is_linked:
            build.limit(
                combined([(1.0, build.activities[v, t]), (-most, started(build, item, t))]),
                "<=",
                0,
                "only_if_started",
                v,
                t,
                is_told_once=True,
            )
        if c.min_per_period > 0:
            build.limit(
                combined([(1.0, build.activities[v, t]), (-c.min_per_period, started(build, item, t))]),
                ">=",
                0,
                "least_per_period",
                v,
                t,
                is_told_once=True,
            )
    activities = total(build.activities[v, t] for t in build.periods)
    if c.min_activities > 0:
        least = combined([(1.0, activities), (-c.min_activities, build.chosen[v])])
        build.limit(least, ">=", 0, "least_activities", v, is_told_once=True)
    if item.is_linked and len(build.periods) > 1 and item.most < math.fsum(item.most_by_period):
        most = combined([(1.0, activities), (-item.most, build.chosen[v])])
        build.limit(most, "<=", 0, "most_activities", v, is_told_once=True)
    elif not item.is_linked and math.isfinite(item.most):
        build.limit(activities, "<=", item.most, "most_activities", v, is_told_once=True)


def _in_time(build: Build, item: Item) -> Expression:
    """Activities whose outcomes arrive within the horizon."""
    return _counted(build, item, len(build.periods) - item.candidate.lag)


def _counted(build: Build, item: Item, periods: int) -> Expression:
    """Activities of the first periods, as a whole number of its own where they are whole.

    A search that divides by how often a vehicle is used comes to an end, one that divides by how often in each period
    finds the same plans again a period later.

    Algebra: counted[v,t] = sum_{s<t} activities[v,s]        (docs/model.md §2)
    """
    v = item.candidate.id
    activities = [build.activities[v, t] for t in build.periods if t < periods]
    if item.candidate.divisible or len(activities) < 2:
        return total(activities)
    most = min(item.most, math.fsum(item.most_by_period[: len(activities)]))
    last = len(activities) - 1
    counted = build.count("counted", v, last, item=item, most=most, is_whole=True)
    (build.counted[v, last],) = counted
    counts = combined([*((1.0, each) for each in activities), (-1.0, counted)])
    build.limit(counts, "==", 0, "counts", v, last, is_told_once=True)
    return counted


def _setup_cash(build: Build, item: Item, t: int) -> Expression:
    """Set-up cash in a period; where the start is no decision the period does not matter and the first is taken."""
    v = item.candidate.id
    if item.has_start:
        return combined([(item.candidate.setup_cost, build.start[v, t])])
    return combined([(item.candidate.setup_cost, build.chosen[v])] if t == 0 else [])


def _one_price_cash(build: Build, item: Item) -> None:
    v = item.candidate.id
    for t in build.periods:
        build.cash[v, t] = combined(
            [(1.0, _setup_cash(build, item, t)), (item.ladder[0].price, build.activities[v, t])]
        )


def _one_tier(build: Build, item: Item) -> None:
    build.effective[item.candidate.id] = combined([(item.ladder[0].share, _in_time(build, item))])
    _one_price_cash(build, item)


def _falling_tiers(build: Build, item: Item) -> None:
    """Tiers of falling yield and one price, where nothing rewards lower results: they fill in order by themselves.

    Algebra: sum_k part[v,k] = activities in time;  0 <= part[v,k] <= size[k] · chosen[v]        (docs/model.md §3)
    """
    v = item.candidate.id
    parts = []
    for k, step in enumerate(item.ladder):
        part = build.count("in_tier", v, f"tier{k + 1}", item=item, most=step.size)
        parts.append(part)
        if item.is_linked:
            size = combined([(1.0, part), (-step.size, build.chosen[v])])
            build.limit(size, "<=", 0, "tier_size", v, f"tier{k + 1}", is_told_once=True)
    held = combined([*((1.0, part) for part in parts), (-1.0, _in_time(build, item))])
    build.limit(held, "==", 0, "tiers_hold_activities", v, is_told_once=True)
    build.effective[v] = combined((step.share, part) for step, part in zip(item.ladder, parts, strict=True))
    _one_price_cash(build, item)


def _ordered_tiers(build: Build, item: Item) -> None:
    """Tiers that could be tempted out of order: counted up to a period, each opens when the one before is full.

    Algebra: sum_k fill[v,k,t] = sum_{s<=t} activities[v,s]
             size[k] · full[v,k,t] <= fill[v,k,t] <= size[k];  fill[v,k+1,t] <= size[k+1] · full[v,k,t]
    Shape:   for the periods at which yields or prices are read        (docs/model.md §3)
    """
    last = len(build.periods) - 1
    in_time = last - item.candidate.lag
    fills: dict[int, list[Expression]] = {}
    for t in _reading_periods(build, item):
        fills[t] = _fill(build, item, t)
    v = item.candidate.id
    build.effective[v] = (
        combined((step.share, part) for step, part in zip(item.ladder, fills[in_time], strict=True))
        if in_time >= 0
        else total([])
    )
    if not item.is_priced:
        _one_price_cash(build, item)
        return
    spent = total([])
    for t in build.periods:
        cash = _setup_cash(build, item, t)
        if t in fills and (build.resolved.budget_by_period is not None or t == last):
            now = combined((step.price, part) for step, part in zip(item.ladder, fills[t], strict=True))
            cash = combined([(1.0, cash), (1.0, now), (-1.0, spent)])
            spent = now
        build.cash[v, t] = cash


def _reading_periods(build: Build, item: Item) -> tuple[int, ...]:
    """The last period in time for yields; for prices the last of the horizon, or all where cash is limited in each."""
    last = len(build.periods) - 1
    times = {last - item.candidate.lag} if last >= item.candidate.lag else set()
    if item.is_priced:
        times |= {last} if build.resolved.budget_by_period is None else set(build.periods)
    return tuple(sorted(times))


def _fill(build: Build, item: Item, t: int) -> list[Expression]:
    v = item.candidate.id
    parts = []
    full = None
    for k, step in enumerate(item.ladder):
        tier = f"tier{k + 1}"
        part = build.count("in_tier", v, tier, t, item=item, most=step.size)
        if full is not None:
            opens = combined([(1.0, part), (-step.size, full)])
            build.limit(opens, "<=", 0, "tier_opens", v, tier, t, is_told_once=True)
        if k < len(item.ladder) - 1:
            full = build.binary("tier_full", v, tier, t)
            filled = combined([(1.0, part), (-step.size, full)])
            build.limit(filled, ">=", 0, "tier_is_full", v, tier, t, is_told_once=True)
        parts.append(part)
    held = combined([*((1.0, part) for part in parts), (-1.0, _counted(build, item, t + 1))])
    build.limit(held, "==", 0, "tiers_hold_activities", v, t, is_told_once=True)
    return parts
