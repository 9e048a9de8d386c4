"""A case with one of its limits loosened, or taken away; all else stays as it was.

The invariant: every plan of the case is a plan of the loosened one. Lists keep their order and length, so that the
place of every other limit stays what it was.
"""

from __future__ import annotations

import math
from dataclasses import replace
from functools import reduce

from vehicleplan.analysis.basis import with_budget, with_candidate, with_goal, with_limits, with_team
from vehicleplan.analysis.case import Case
from vehicleplan.analysis.hard_limits import (
    HOURS,
    KEPT_OUT,
    MINIMUMS,
    MONEY,
    RULE_SIDES,
    HardKind,
    HardLimit,
    least_activities,
)
from vehicleplan.model.candidate import Candidate
from vehicleplan.model.limits import Rule
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.model.team import Skill

AWAY = math.inf
"""By how much a limit is loosened that is taken away."""

Figure = float | tuple[float, ...] | None


def loosened(case: Case, limit: HardLimit, by: float) -> Case:
    """The case with the limit's figure moved so far to where it is easier to keep, in each period alike.

    Args:
        case: The case.
        limit: One of its limits.
        by: How far; `AWAY` takes the limit away, and is all that a yes or no can do.
    """
    resolved = case.resolved
    if limit.kind in KEPT_OUT:
        left = {key: why for key, why in case.ruled_out.items() if key != limit.subject}
        return replace(case, resolved=with_candidate(resolved, limit.subject, include="may"), ruled_out=left)
    if limit.kind in RULE_SIDES:
        return replace(case, resolved=_with_rule(resolved, limit, by))
    if limit.kind in HOURS:
        return replace(case, resolved=_with_hours(case, limit, moved(limit, by)))
    return replace(case, resolved=_changed(resolved, limit, by))


def without(case: Case, *limits: HardLimit) -> Case:
    """The case without some of its limits."""
    return reduce(lambda left, limit: loosened(left, limit, AWAY), limits, case)


def moved(limit: HardLimit, by: float) -> Figure:
    """The figure that the limit has after it is loosened so far; None where it is away."""
    if math.isinf(by) or limit.figure is None:
        return None
    shift = -by if limit.kind in MINIMUMS else by
    if isinstance(limit.figure, tuple):
        return tuple(_tidy(max(0.0, each + shift)) for each in limit.figure)
    return _tidy(max(0.0, limit.figure + shift))


def _tidy(value: float) -> float:
    """Without the dust of arithmetic."""
    return round(value, 9) + 0.0


def _changed(resolved: ResolvedScenario, limit: HardLimit, by: float) -> ResolvedScenario:
    kind, figure = limit.kind, moved(limit, by)
    if kind in (HardKind.AMOUNT, HardKind.TARGET):
        return _with_less_asked(resolved, limit, figure)
    if kind in MONEY:
        return _with_money(resolved, limit, by)
    limits = resolved.scenario.limits
    if kind is HardKind.MAX_VEHICLES:
        # Not None: without a limit on their number the model would not tie activities to the choice.
        most = len(resolved.candidates) if figure is None else int(_one(figure))
        return with_limits(resolved, limits.model_copy(update={"max_vehicles": most}))
    if kind is HardKind.MAX_SHARE:
        return with_limits(resolved, limits.model_copy(update={"max_share": figure}))
    return _with_vehicle(resolved, limit, figure)


def _one(figure: Figure) -> float:
    """A figure that is one number."""
    if isinstance(figure, float):
        return figure
    raise TypeError(f"{figure} is not one number")


def _with_less_asked(resolved: ResolvedScenario, limit: HardLimit, figure: Figure) -> ResolvedScenario:
    if limit.kind is HardKind.AMOUNT:
        return with_goal(resolved, amount=figure or None)
    targets = list(resolved.scenario.goal.targets)
    targets[limit.place] = targets[limit.place].model_copy(update={"amount": figure or 0.0})
    return with_goal(resolved, targets=tuple(targets))


def _with_money(resolved: ResolvedScenario, limit: HardLimit, by: float) -> ResolvedScenario:
    """More money: of the total, in each period, or of both where a budget has both."""
    budget, by_time = resolved.scenario.budget, resolved.budget_by_period
    changes: dict[str, object] = {}
    if limit.kind is HardKind.BUDGET:
        changes["total"] = moved(limit, by)
    elif limit.kind is HardKind.BUDGET_BY_PERIOD:
        changes["per_period"] = moved(limit, by)
    elif math.isinf(by):
        changes = {"total": None, "per_period": None}
    else:
        changes["total"] = None if budget.total is None else _tidy(budget.total + by * resolved.periods)
        changes["per_period"] = None if by_time is None else tuple(_tidy(money + by) for money in by_time)
    return with_budget(resolved, budget.model_copy(update=changes))


def _with_hours(case: Case, limit: HardLimit, figure: Figure) -> ResolvedScenario:
    """Other hours; without a limit, enough for anything."""
    team = case.resolved.scenario.team
    if limit.kind is HardKind.MEMBER_HOURS:
        members = list(team.members)
        member = members[limit.place]
        enough = math.fsum(case.enough_hours(skill) for skill in dict.fromkeys(member.skills))
        members[limit.place] = member.model_copy(update={"hours": enough if figure is None else figure})
        return with_team(case.resolved, team.model_copy(update={"members": tuple(members)}))
    hours = case.enough_hours(limit.subject) if figure is None else figure
    skills = list(team.skills)
    if limit.kind is HardKind.NO_HOURS:
        skills.append(Skill.model_construct(id=limit.subject, hours=hours, hourly_cost=0.0, outsource=None))
    elif limit.kind is HardKind.HOURS:
        skills[limit.place] = skills[limit.place].model_copy(update={"hours": hours})
    else:
        sold = skills[limit.place].outsource
        more = None if sold is None else sold.model_copy(update={"hours": hours})
        skills[limit.place] = skills[limit.place].model_copy(update={"outsource": more})
    return with_team(case.resolved, team.model_copy(update={"skills": tuple(skills)}))


def _with_rule(resolved: ResolvedScenario, limit: HardLimit, by: float) -> ResolvedScenario:
    limits = resolved.scenario.limits
    rules = list(limits.rules)
    figure = moved(limit, by)
    rules[limit.place] = _rule_at(rules[limit.place], limit.kind, None if figure is None else _one(figure))
    return with_limits(resolved, limits.model_copy(update={"rules": tuple(rules)}))


def _rule_at(rule: Rule, kind: HardKind, figure: float | None) -> Rule:
    """The rule with another figure on one side; without one the side is gone, and with its last side the rule."""
    side: object = figure
    if kind is HardKind.RULE_AT_LEAST and figure is not None and rule.at_least is not None:
        side = rule.at_least.model_copy(update={"times": figure})
    changed = rule.model_copy(update={RULE_SIDES[kind]: side})
    says_something = any(getattr(changed, key) is not None for key in RULE_SIDES.values())
    return changed if says_something else changed.model_copy(update={"active": False})


def _with_vehicle(resolved: ResolvedScenario, limit: HardLimit, figure: Figure) -> ResolvedScenario:
    candidate = resolved.candidate_by_id[limit.subject]
    return with_candidate(resolved, limit.subject, **_vehicle_facts(candidate, limit, figure))


def _vehicle_facts(candidate: Candidate, limit: HardLimit, figure: Figure) -> dict[str, object]:
    if limit.kind is HardKind.MUST:
        return {"include": "may"}
    if limit.kind is HardKind.NEEDS:
        # To need itself is to need nothing, and the other needs keep their places.
        return {"needs": tuple(candidate.id if at == limit.place else need for at, need in enumerate(candidate.needs))}
    if limit.kind is HardKind.MIN_ACTIVITIES:
        least = least_activities(candidate)
        return {"min_activities": least if figure is None else max(least, _one(figure))}
    if limit.kind is HardKind.MIN_PER_PERIOD:
        return {"min_per_period": 0.0 if figure is None else figure}
    if limit.kind is HardKind.MAX_PER_PERIOD:
        return {"max_per_period": figure}
    facts: dict[str, object] = {"max_activities": figure}
    if candidate.tiers:
        open_tier = candidate.tiers[-1].model_copy(update={"activities": None})
        facts["tiers"] = (*candidate.tiers[:-1], open_tier)
    return facts
