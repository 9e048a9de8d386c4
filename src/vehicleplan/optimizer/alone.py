"""What a vehicle does alone, where it can be told without the solver: the most activities at the least cost.

A bound says how many activities there can be in time at most. Where a schedule has as many, needs nothing that could
be had for less, and keeps to every limit, no plan brings more and none that brings as much costs less. Where there is
no such schedule at hand, nothing is told.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import accumulate

from vehicleplan.estimates.tiers import Step, steps
from vehicleplan.model.base import by_period
from vehicleplan.model.candidate import Candidate
from vehicleplan.model.plan import Decisions
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.model.team import Build
from vehicleplan.optimizer.alone_bound import Alone, most_in, most_in_time
from vehicleplan.optimizer.bounds import ROUNDING, most_by_period_of, most_cash, most_hours

_FEW, _MOST = 1e-2, 1e6
"""Fewer or more activities than these are left to the solver, which counts in other units then or refuses."""

_HALVINGS = 60

_NOTHING = Decisions(activities={}, start={}, outsourced={}, given={}, builds={})


def told_alone(resolved: ResolvedScenario, candidate: Candidate) -> Decisions | None:
    """The decisions with the most results of this candidate alone, at the least cost; None where that is not told.

    Which of several schedules with the same activities, cash and hours it is may differ from the solver's choice.

    Args:
        resolved: A scenario that has no other candidate and no limits on vehicles together.
        candidate: The candidate.
    """
    alone = _alone(resolved, candidate)
    in_all = math.fsum(most_by_period_of(candidate, alone.have, most_cash(resolved)))
    if min(in_all, candidate.most_activities) > _MOST:
        return None
    ways = [(most_in_time(way), way) for way in _ways(alone)]
    most = max(bound for bound, _ in ways)
    if most <= 0 or (most < candidate.min_activities * (1 - ROUNDING) and not candidate.lag):
        return _NOTHING
    if not _is_plain(alone) or most < _FEW or most + ways[0][1].late < candidate.min_activities:
        return None
    best = [way for bound, way in ways if bound == most]
    for way in best[:1] if best[0].made is None else best:  # to make the build costs the same whenever it is made
        for start in range(way.in_time):
            activities = _late_schedule(way, most, start)
            if activities is not None and _is_affordable(way, activities, start):
                return _decisions(way, activities, start)
    return None


def _ways(alone: Alone) -> Iterator[Alone]:
    """Without the build that helps, then with it made in each period; one way where that would be too many."""
    resolved, candidate = alone.resolved, alone.candidate
    build = _helping(resolved, candidate)
    if build is None:
        yield alone
        return
    yield _alone(_built(resolved, build, resolved.periods), candidate)
    for made in range(resolved.periods - build.ready_after):
        yield _alone(_built(resolved, build, made + build.ready_after), candidate, build, made)


def _helping(resolved: ResolvedScenario, candidate: Candidate) -> Build | None:
    """The team's build where it has just one, of a skill that the candidate needs, and can do what that takes."""
    team = resolved.scenario.team
    if len(team.builds) != 1 or team.builds[0].skill not in (*candidate.hours, *candidate.setup_hours):
        return None
    skills = {skill.id for skill in team.skills}
    return team.builds[0] if skills.issuperset((team.builds[0].skill, *team.builds[0].takes_hours)) else None


def _built(resolved: ResolvedScenario, build: Build, ready: int) -> ResolvedScenario:
    """The scenario without the build, its hours being the team's own from a period on."""
    team = resolved.scenario.team
    skills = tuple(
        skill.model_copy(update={"hours": _with_hours(resolved, build, ready)}) if skill.id == build.skill else skill
        for skill in team.skills
    )
    team = team.model_copy(update={"skills": skills, "builds": ()})
    return ResolvedScenario(resolved.scenario.model_copy(update={"team": team}), resolved.candidates)


def _with_hours(resolved: ResolvedScenario, build: Build, ready: int) -> tuple[float, ...]:
    own = resolved.own_hours[build.skill]
    return tuple(hours + (build.adds_hours if t >= ready else 0.0) for t, hours in enumerate(own))


def _alone(
    resolved: ResolvedScenario, candidate: Candidate, build: Build | None = None, made: int | None = None
) -> Alone:
    bought = _only_bought(resolved)
    price = {s.id: s.outsource.hourly_cost for s in resolved.scenario.team.skills if s.outsource and s.id in bought}
    takes = {} if build is None else build.takes_hours
    each, once, extra = (
        math.fsum(hours * price.get(skill, 0.0) for skill, hours in by_skill.items())
        for by_skill in (candidate.hours, candidate.setup_hours, takes)
    )
    least = candidate.min_per_period
    return Alone(
        resolved=resolved,
        candidate=candidate,
        have=most_hours(resolved),
        bought=bought,
        ladder=tuple(Step(step.size, step.share, step.price + each) for step in steps(candidate)),
        setup=candidate.setup_cost + once,
        least=least if candidate.divisible else float(math.ceil(least)),
        made=made,
        takes=takes,
        extra=0.0 if build is None else build.cost + extra,
    )


def _only_bought(resolved: ResolvedScenario) -> dict[str, tuple[float, ...]]:
    """By skill that nobody in the team has or could build, the hours that can be bought. Shape: [period]."""
    team = resolved.scenario.team
    others = {skill for member in team.members for skill in member.skills} | {build.skill for build in team.builds}
    return {
        skill.id: by_period(math.inf if skill.outsource.hours is None else skill.outsource.hours, resolved.periods)
        for skill in team.skills
        if skill.outsource is not None and skill.id not in others and not any(resolved.own_hours[skill.id])
    }


def _is_plain(alone: Alone) -> bool:
    """Whether more activities bring more, and what they cost and take follows from their number alone."""
    if any(step.share <= 0 for step in alone.ladder):
        return False
    prices = {step.price for step in alone.ladder}
    if len(prices) > 1 and alone.is_by_period:
        return False
    build = _helping(alone.resolved, alone.candidate)
    needed = [*alone.candidate.hours.items(), *alone.candidate.setup_hours.items()]
    needed += [] if build is None else build.takes_hours.items()
    rates = {skill: _rate(alone, skill) for skill, hours in needed if hours}
    if alone.resolved.scenario.goal.cost == "cash":
        rates = dict.fromkeys(rates, 0.0)
    if None in rates.values():
        return False
    takes = [skill for skill, hours in alone.candidate.hours.items() if hours]
    could_be_idle = alone.in_time < alone.resolved.periods and takes and not min(prices)
    return not could_be_idle or any(rates[skill] for skill in takes)


def _rate(alone: Alone, skill_id: str) -> float | None:
    """What an hour of a skill costs where that is the same for all of the team, and less than it is bought for."""
    if skill_id in alone.bought:
        return 0.0  # it is in the price of an activity
    resolved = alone.resolved
    team = resolved.scenario.team
    rates = {member.hourly_cost for member in team.members if skill_id in member.skills}
    if any(resolved.own_hours[skill_id]) or any(build.skill == skill_id for build in team.builds):
        rates.add(resolved.hourly_cost[skill_id])
    rate = max(rates, default=0.0)
    prices = [skill.outsource.hourly_cost for skill in team.skills if skill.id == skill_id and skill.outsource]
    return rate if len(rates) <= 1 and all(price > rate for price in prices) else None


def _late_schedule(alone: Alone, most: float, start: int) -> tuple[float, ...] | None:
    """So many activities in time, as late as they can be, in the hours that the team has; None where they do not fit.

    Spent late, the money of every period goes furthest.
    """
    periods = alone.resolved.periods
    activities = [alone.least if t >= start else 0.0 for t in range(periods)]
    left = most - alone.least * (alone.in_time - start)
    if left < 0 or not all(_fits(alone, activities[t], t, start) for t in range(periods)):
        return None
    for t in reversed(range(start, alone.in_time)):
        more = _most_more(alone, activities[t], left, t, start)
        activities[t] += more
        left -= more
    return tuple(activities) if left <= most * ROUNDING else None


def _most_more(alone: Alone, there: float, wanted: float, t: int, start: int) -> float:
    """How many of the wanted activities fit in a period beside those that are there."""
    wanted = min(wanted, max(0.0, most_in(alone, t, start) - there))
    if _fits(alone, there + wanted, t, start):
        return wanted
    low, high = 0.0, wanted
    for _ in range(_HALVINGS):
        middle = (low + high) / 2 if alone.candidate.divisible else float((low + high) // 2)
        if middle in (low, high):
            break
        low, high = (middle, high) if _fits(alone, there + middle, t, start) else (low, middle)
    return low


def _fits(alone: Alone, activities: float, t: int, start: int) -> bool:
    """Whether the team has the hours for so many activities in a period, and its own money and maximum allow them."""
    most, by_time = alone.candidate.max_per_period, alone.resolved.budget_by_period
    if most is not None and activities > most:
        return False
    if by_time is not None and alone.is_by_period:
        spent = alone.ladder[0].price * activities + alone.once(t, start)
        if spent > by_time[t] * (1 + ROUNDING):
            return False
    return _given(alone, activities, t, start) is not None


def _given(alone: Alone, activities: float, t: int, start: int) -> dict[tuple[int, str], float] | None:
    """By (member, skill), the hours beside the team's own for a period's activities; None where there are too few."""
    resolved = alone.resolved
    members = resolved.scenario.team.members
    left = [by_period(member.hours, resolved.periods)[t] for member in members]
    given: dict[tuple[int, str], float] = {}
    for skill, needed in alone.hours(activities, t, start).items():
        own = alone.bought[skill] if skill in alone.bought else resolved.own_hours[skill]
        short = needed - own[t]
        for m, member in enumerate(members):
            if short > 0 and skill in member.skills and left[m] > 0:
                given[m, skill] = min(short, left[m])
                left[m] -= given[m, skill]
                short -= given[m, skill]
        if short > needed * ROUNDING:
            return None
    return given


def _is_affordable(alone: Alone, activities: tuple[float, ...], start: int) -> bool:
    """Whether the money suffices in every period and in all."""
    resolved = alone.resolved
    budget, by_time = resolved.scenario.budget, resolved.budget_by_period
    once = accumulate(alone.once(t, start) for t in range(resolved.periods))
    spent = [alone.cash(count) + beside for count, beside in zip(accumulate(activities), once, strict=True)]
    if budget.total is not None and spent[-1] > budget.total * (1 + ROUNDING):
        return False
    if by_time is None or alone.is_by_period:
        return True  # what each period allows was asked for as its activities were laid
    return all(now <= allowed * (1 + ROUNDING) for now, allowed in zip(spent, accumulate(by_time), strict=True))


def _decisions(alone: Alone, activities: tuple[float, ...], start: int) -> Decisions:
    periods = range(alone.resolved.periods)
    given: dict[tuple[int, str], list[float]] = {}
    bought: dict[str, list[float]] = {}
    for t in periods:
        for key, hours in (_given(alone, activities[t], t, start) or {}).items():
            given.setdefault(key, [0.0 for _ in periods])[t] = hours
        for skill, hours in alone.hours(activities[t], t, start).items():
            if skill in alone.bought:
                bought.setdefault(skill, [0.0 for _ in periods])[t] = hours
    v = alone.candidate.id
    return Decisions(
        activities={v: activities},
        start={v: start},
        outsourced={skill: tuple(hours) for skill, hours in bought.items()},
        given={key: tuple(hours) for key, hours in given.items()},
        builds={} if alone.made is None else {0: alone.made},
    )
