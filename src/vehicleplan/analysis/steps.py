"""The limits that a team could buy more of or do without, and the scenario with one step more of one of them.

The invariant: a step only widens what is possible. Every plan of the scenario is a plan of the wider one, at the same
cost and with the same results, so that no step makes the best plan worse, and several together are as good as each.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum

from vehicleplan.analysis.basis import Basis, with_budget, with_limits, with_team
from vehicleplan.frozen import dataclass
from vehicleplan.model.base import by_period
from vehicleplan.model.limits import Budget
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.model.team import Member, Skill
from vehicleplan.optimizer.index import eligible

HOURS: Mapping[str, float] = {"week": 2.0, "month": 10.0, "quarter": 10.0}
"""Hours of a step in each period: what a calendar can still give; ten in every week would be another job."""

PART_OF_BUDGET = 0.01
"""The part of the budget that is a step."""


class LimitKind(StrEnum):
    """What a limit is about."""

    HOURS = "hours"
    BOUGHT_HOURS = "bought-hours"
    MEMBER_HOURS = "member-hours"
    BUDGET = "budget"
    MAX_VEHICLES = "max-vehicles"
    MAX_SHARE = "max-share"
    RULE = "rule"


@dataclass(frozen=True)
class Step:
    """One step more of one limit.

    Attributes:
        kind: What the limit is about.
        name: The skill, the member, or what the file calls the rule; empty for the others.
        place: The position of a member or a rule in the file, from 0.
        size: How much more: hours in each period, money over the horizon, vehicles; 0 where the limit goes altogether.
    """

    kind: LimitKind
    name: str = ""
    place: int = 0
    size: float = 0.0


def steps_of(basis: Basis) -> tuple[Step, ...]:
    """One step for each limit: skills, members, budget, number of vehicles, share, active rules, in this order.

    A skill is there where a candidate that is left, or a build, asks for its hours. Hours that can be bought without
    end limit nothing and are left out.
    """
    resolved = basis.resolved
    return (*_skill_steps(basis), *_member_steps(resolved), *_budget_steps(resolved), *_limit_steps(resolved))


def widened(resolved: ResolvedScenario, step: Step) -> ResolvedScenario:
    """The scenario with the step."""
    return _WIDEN[step.kind](resolved, step)


def listed_skill(resolved: ResolvedScenario, skill: str) -> Skill | None:
    """What the team's list says of a skill; None where it is not listed."""
    return next((each for each in resolved.scenario.team.skills if each.id == skill), None)


def member_rate(resolved: ResolvedScenario, skill: str) -> float | None:
    """The lowest hourly cost of the members who have a skill of which the team has no other hours; else None."""
    if any(resolved.own_hours[skill]):
        return None
    rates = [member.hourly_cost for member in resolved.scenario.team.members if skill in member.skills]
    return min(rates, default=None)


def _skill_steps(basis: Basis) -> Iterator[Step]:
    resolved = basis.resolved
    more = HOURS[resolved.scenario.horizon.period]
    for skill in _asked_skills(basis):
        listed = listed_skill(resolved, skill)
        if listed is None or listed.outsource is None or any(resolved.own_hours[skill]):
            yield Step(LimitKind.HOURS, skill, size=more)
        elif listed.outsource.hours is not None:
            yield Step(LimitKind.BOUGHT_HOURS, skill, size=more)


def _asked_skills(basis: Basis) -> tuple[str, ...]:
    """The skills of which a candidate that is left or a build asks for hours, the team's first."""
    asked = [build.takes_hours for build in basis.resolved.scenario.team.builds]
    for candidate in eligible(basis.resolved, basis.ruled_out):
        asked += [candidate.setup_hours, candidate.hours]
    return tuple(skill for skill in basis.resolved.skills if any(hours.get(skill, 0) > 0 for hours in asked))


def _member_steps(resolved: ResolvedScenario) -> Iterator[Step]:
    more = HOURS[resolved.scenario.horizon.period]
    for place, member in enumerate(resolved.scenario.team.members):
        yield Step(LimitKind.MEMBER_HOURS, member.name, place, more)


def _budget_steps(resolved: ResolvedScenario) -> Iterator[Step]:
    money = resolved.scenario.budget.total
    if money is None and resolved.budget_by_period is not None:
        money = math.fsum(resolved.budget_by_period)
    if money:
        yield Step(LimitKind.BUDGET, size=money * PART_OF_BUDGET)


def _limit_steps(resolved: ResolvedScenario) -> Iterator[Step]:
    limits = resolved.scenario.limits
    if limits.max_vehicles is not None:
        yield Step(LimitKind.MAX_VEHICLES, size=1.0)
    if limits.max_share is not None:
        yield Step(LimitKind.MAX_SHARE)
    for place, rule in enumerate(limits.rules):
        if rule.active:
            yield Step(LimitKind.RULE, rule.name or "", place)


def _with_hours(resolved: ResolvedScenario, step: Step) -> ResolvedScenario:
    """More hours of the team's own; where only members have the skill, of one more person with this skill alone.

    That person costs what the cheapest of those members does: hours that cost nothing would be too good.
    """
    team, skill = resolved.scenario.team, step.name
    rate = member_rate(resolved, skill)
    if rate is not None:
        person = Member(name=f"more {skill}", hours=step.size, skills=(skill,), hourly_cost=rate)
        return with_team(resolved, team.model_copy(update={"members": (*team.members, person)}))
    if listed_skill(resolved, skill) is None:
        skills = (*team.skills, Skill(id=skill, hours=step.size))
        return with_team(resolved, team.model_copy(update={"skills": skills}))
    raised = tuple(hours + step.size for hours in resolved.own_hours[skill])
    return _with_skill(resolved, skill, hours=raised)


def _with_bought_hours(resolved: ResolvedScenario, step: Step) -> ResolvedScenario:
    """More hours that can be bought, in each period."""
    listed = listed_skill(resolved, step.name)
    if listed is None or listed.outsource is None or listed.outsource.hours is None:
        return resolved
    raised = tuple(hours + step.size for hours in by_period(listed.outsource.hours, resolved.periods))
    return _with_skill(resolved, step.name, outsource=listed.outsource.model_copy(update={"hours": raised}))


def _with_skill(resolved: ResolvedScenario, skill: str, **facts: object) -> ResolvedScenario:
    team = resolved.scenario.team
    skills = tuple(each.model_copy(update=facts) if each.id == skill else each for each in team.skills)
    return with_team(resolved, team.model_copy(update={"skills": skills}))


def _with_member_hours(resolved: ResolvedScenario, step: Step) -> ResolvedScenario:
    team = resolved.scenario.team
    members = list(team.members)
    raised = tuple(hours + step.size for hours in by_period(members[step.place].hours, resolved.periods))
    members[step.place] = members[step.place].model_copy(update={"hours": raised})
    return with_team(resolved, team.model_copy(update={"members": tuple(members)}))


def _with_money(resolved: ResolvedScenario, _: Step) -> ResolvedScenario:
    """More money in total and in each period alike."""
    budget, by_time = resolved.scenario.budget, resolved.budget_by_period
    raised = Budget(
        total=None if budget.total is None else budget.total * (1 + PART_OF_BUDGET),
        per_period=None if by_time is None else tuple(money * (1 + PART_OF_BUDGET) for money in by_time),
        carry_over=budget.carry_over,
    )
    return with_budget(resolved, raised)


def _with_vehicles(resolved: ResolvedScenario, step: Step) -> ResolvedScenario:
    limits = resolved.scenario.limits
    most = None if limits.max_vehicles is None else limits.max_vehicles + int(step.size)
    return with_limits(resolved, limits.model_copy(update={"max_vehicles": most}))


def _without_share(resolved: ResolvedScenario, _: Step) -> ResolvedScenario:
    return with_limits(resolved, resolved.scenario.limits.model_copy(update={"max_share": None}))


def _without_rule(resolved: ResolvedScenario, step: Step) -> ResolvedScenario:
    rules = list(resolved.scenario.limits.rules)
    rules[step.place] = rules[step.place].model_copy(update={"active": False})
    return with_limits(resolved, resolved.scenario.limits.model_copy(update={"rules": tuple(rules)}))


_WIDEN: Mapping[LimitKind, Callable[[ResolvedScenario, Step], ResolvedScenario]] = {
    LimitKind.HOURS: _with_hours,
    LimitKind.BOUGHT_HOURS: _with_bought_hours,
    LimitKind.MEMBER_HOURS: _with_member_hours,
    LimitKind.BUDGET: _with_money,
    LimitKind.MAX_VEHICLES: _with_vehicles,
    LimitKind.MAX_SHARE: _without_share,
    LimitKind.RULE: _without_rule,
}
