"""The scenario with its periods taken together: a small model whose best plan is a bound on the true one.

There is one number for each vehicle instead of one for each period. Every plan is an outline too: so no plan is better
than the best outline.        (docs/model.md §10)
"""

from __future__ import annotations

import math

from vehicleplan.model.base import by_period
from vehicleplan.model.candidate import Candidate
from vehicleplan.model.limits import Rule
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.model.team import Team
from vehicleplan.optimizer.index import Item

_BY_ACTIVITIES = ("activities", "cash", "hours")
"""Measures of rules that activities count in whose outcomes come too late."""


def _counts_late(rule: Rule) -> bool:
    other = rule.at_least
    measures = (rule.measure, (other.measure or rule.measure) if other else "")
    return any(measure in _BY_ACTIVITIES or measure.startswith("hours.") for measure in measures)


def outlined(resolved: ResolvedScenario, items: tuple[Item, ...]) -> ResolvedScenario:
    """The scenario with its periods taken together: what limits each period limits their sum, what comes late is left.

    A vehicle's activities are those whose outcomes come within the horizon, as many as all periods allow. What cannot
    be told of them is left out, and so is the largest share, which takes a row of everything for each vehicle.

    Args:
        resolved: The scenario.
        items: Its items; other candidates are left out.
    """
    scenario, periods = resolved.scenario, resolved.periods
    by_time = resolved.budget_by_period
    totals = [scenario.budget.total, None if by_time is None else math.fsum(by_time)]
    money = min((each for each in totals if each is not None), default=None)
    rules = tuple(rule for rule in scenario.limits.rules if not (_has_late(items) and _counts_late(rule)))
    together = scenario.model_copy(
        update={
            "budget": scenario.budget.model_copy(update={"total": money, "per_period": None}),
            "team": _team(scenario.team, periods),
            "horizon": scenario.horizon.model_copy(update={"periods": 1}),
            "limits": scenario.limits.model_copy(update={"max_share": None, "rules": rules}),
        }
    )
    return ResolvedScenario(together, tuple(_candidate(item, periods) for item in items))


def _has_late(items: tuple[Item, ...]) -> bool:
    return any(item.candidate.lag for item in items)


def _team(team: Team, periods: int) -> Team:
    def summed(hours: float | tuple[float, ...] | None) -> float | None:
        return None if hours is None else math.fsum(by_period(hours, periods))

    skills = [
        skill.model_copy(
            update={
                "hours": summed(skill.hours),
                "outsource": skill.outsource
                and skill.outsource.model_copy(update={"hours": summed(skill.outsource.hours)}),
            }
        )
        for skill in team.skills
    ]
    members = [member.model_copy(update={"hours": summed(member.hours)}) for member in team.members]
    builds = [
        build.model_copy(
            update={"adds_hours": build.adds_hours * max(0, periods - build.ready_after), "ready_after": 0}
        )
        for build in team.builds
    ]
    return team.model_copy(update={"skills": tuple(skills), "members": tuple(members), "builds": tuple(builds)})


def _candidate(item: Item, periods: int) -> Candidate:
    """The vehicle with all its periods in one.

    Late activities are left out, so what asks for a least number of them is left out where there may be some.
    """
    candidate = item.candidate
    in_time = math.fsum(most for t, most in enumerate(item.most_by_period) if t + candidate.lag < periods)
    most = min(item.most, in_time)
    changes: dict[str, object] = {"lag": 0, "max_per_period": None if math.isinf(most) else most, "current": None}
    if candidate.lag:
        changes |= {"min_activities": 0.0, "min_per_period": 0.0}
    return candidate.model_copy(update=changes)
