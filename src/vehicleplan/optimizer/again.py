"""Planning again: what is known of a plan where little has changed.

Where a change only takes away, a plan that is proven best and still allowed needs no proof anew. Where it gives more, a
plan of before is nearly the best.

The invariant: said only where every plan of the changed scenario was one of the scenario before, with the same figures.
What is not certain is not said: with a confidence, or where anything else differs, the optimizer is asked.
(docs/model.md §10)
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from vehicleplan.estimates.score import score, shortfalls
from vehicleplan.frozen import dataclass
from vehicleplan.model.base import by_period
from vehicleplan.model.goal import Goal, Mode
from vehicleplan.model.limits import Budget, Limits
from vehicleplan.model.plan import Plan, PlanStatus, RuledOut, Score
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.model.team import Team
from vehicleplan.optimizer.index import eligible
from vehicleplan.optimizer.verify import breached_limits

_UNREAD = ("name", "catalogs", "locale", "track_record", "brief", "screening", "simulation", "vehicles")
"""What the optimizer does not read, or reads from the candidates."""

_LOOKED_AT = 6
"""Of so many known plans it is looked at whether they are plans of another scenario: a millisecond each at most."""

_TIGHTENED = ("goal", "budget", "team", "limits")
"""What is compared part by part."""


@dataclass(frozen=True)
class Known:
    """A scenario that has been planned.

    Attributes:
        resolved: The scenario.
        ruled_out: By candidate, why the filter took it out.
        plan: Its plan.
    """

    resolved: ResolvedScenario
    ruled_out: Mapping[str, RuledOut]
    plan: Plan


def is_still_best(known: Known, resolved: ResolvedScenario, ruled_out: Mapping[str, RuledOut]) -> bool:
    """Whether the plan of a known scenario is proven best of another one too, and breaks its ties."""
    plan = known.plan
    if plan.status is not PlanStatus.PROVEN_BEST or resolved.scenario.goal.asked_confidence is not None:
        return False
    if not _only_takes_away(known, resolved, ruled_out):
        return False
    figures = score(resolved, plan.decisions)
    is_allowed = not shortfalls(resolved, figures) and not any(breached_limits(resolved, plan.decisions, figures))
    return is_allowed and figures.results == plan.score.results and figures.cost == plan.score.cost


def best_begun(known: Sequence[Known], resolved: ResolvedScenario, ruled_out: Mapping[str, RuledOut]) -> Plan | None:
    """Of the plans of known scenarios the best that is a plan of this one too, where that is nearly the best of all.

    It is not where most results are looked for: whatever more there is of anything goes into more of them.
    """
    goal = resolved.scenario.goal
    if goal.chosen_mode is Mode.MOST_RESULTS:
        return None
    able = {candidate.id for candidate in eligible(resolved, ruled_out)}
    found: dict[float, Plan] = {}
    for each in known[:_LOOKED_AT]:
        decisions = each.plan.decisions
        if decisions.activities and able.issuperset(decisions.activities) and _is_alike(each.resolved, resolved):
            figures = score(resolved, decisions)
            if not shortfalls(resolved, figures) and not any(breached_limits(resolved, decisions, figures)):
                found.setdefault(_sought(goal, figures), each.plan)
    return found[min(found)] if found else None


def _is_alike(before: ResolvedScenario, now: ResolvedScenario) -> bool:
    """Whether decisions of one scenario mean something in the other: periods, skills, people and builds are as many."""
    teams = before.scenario.team, now.scenario.team
    shape, other = (
        ([skill.id for skill in team.skills], [member.skills for member in team.members], len(team.builds))
        for team in teams
    )
    return before.periods == now.periods and shape == other


def _sought(goal: Goal, figures: Score) -> float:
    """The cost, or the cost per result where the mode asks for that; infinite without any."""
    cost = figures.cost.cash if goal.cost == "cash" else figures.cost.loaded
    if goal.chosen_mode is Mode.LEAST_COST:
        return cost
    return cost / figures.results if figures.results > 0 else math.inf


def _only_takes_away(known: Known, resolved: ResolvedScenario, ruled_out: Mapping[str, RuledOut]) -> bool:
    """Whether every plan that is allowed now was allowed before, but for plans that bring less than the known one."""
    before, now, periods = known.resolved.scenario, resolved.scenario, resolved.periods
    same = {key: getattr(before, key) for key in (*_UNREAD, *_TIGHTENED)}
    return (
        now.model_copy(update=same) == before
        and _asks_no_less(before.goal, now.goal)
        and _spends_no_more(before.budget, now.budget, periods)
        and _works_no_more(before.team, now.team, periods)
        and _limits_no_less(before.limits, now.limits)
        and _chooses_from_no_more(known, resolved, ruled_out)
    )


def _asks_no_less(before: Goal, now: Goal) -> bool:
    """In most results the amount may fall too: what brings more than the known plan brought its amount before."""
    if now.model_copy(update={"amount": before.amount, "targets": before.targets}) != before:
        return False
    if (now.amount is None) != (before.amount is None) or now.chosen_mode is not before.chosen_mode:
        return False
    asked, were = now.asked_outcomes, before.asked_outcomes
    if any(asked.get(outcome, 0.0) < amount for outcome, amount in were.items()):
        return False
    return now.chosen_mode is Mode.MOST_RESULTS or (now.amount or 0.0) >= (before.amount or 0.0)


def _spends_no_more(before: Budget, now: Budget, periods: int) -> bool:
    if now.carry_over != before.carry_over or (now.per_period is None) != (before.per_period is None):
        return False
    return _is_within(now.total, before.total, 1) and _is_within(now.per_period, before.per_period, periods)


def _is_within(now: float | tuple[float, ...] | None, before: float | tuple[float, ...] | None, periods: int) -> bool:
    """Whether no period has more; None is no limit."""
    few, many = (by_period(math.inf if amounts is None else amounts, periods) for amounts in (now, before))
    return all(less <= more for less, more in zip(few, many, strict=True))


def _works_no_more(before: Team, now: Team, periods: int) -> bool:
    """The same team at the same cost, with no more hours of its own or to buy."""
    if (len(now.skills), len(now.members)) != (len(before.skills), len(before.members)):
        return False
    hours = [(skill.hours, other.hours) for skill, other in zip(now.skills, before.skills, strict=True)]
    hours += [(member.hours, other.hours) for member, other in zip(now.members, before.members, strict=True)]
    skills = []
    for skill, other in zip(now.skills, before.skills, strict=True):
        bought = skill.outsource
        if bought is not None and other.outsource is not None:
            if not _is_within(bought.hours, other.outsource.hours, periods):
                return False
            bought = bought.model_copy(update={"hours": other.outsource.hours})
        skills.append(skill.model_copy(update={"hours": other.hours, "outsource": bought}))
    members = [
        member.model_copy(update={"hours": other.hours})
        for member, other in zip(now.members, before.members, strict=True)
    ]
    same = now.model_copy(update={"skills": tuple(skills), "members": tuple(members)})
    return same == before and all(_is_within(few, many, periods) for few, many in hours)


def _limits_no_less(before: Limits, now: Limits) -> bool:
    """No more vehicles, no larger share, and every rule that held holds."""
    rules = [rule for rule in now.rules if rule.active]
    return (
        _is_within(now.max_vehicles, before.max_vehicles, 1)
        and _is_within(now.max_share, before.max_share, 1)
        and all(rule in rules for rule in before.rules if rule.active)
    )


def _chooses_from_no_more(known: Known, resolved: ResolvedScenario, ruled_out: Mapping[str, RuledOut]) -> bool:
    """The same candidates in the same order, as far as they may be chosen; no fewer that must be."""
    before = known.resolved.candidates
    if [candidate.id for candidate in before] != [candidate.id for candidate in resolved.candidates]:
        return False  # ties are broken by their places
    able = {candidate.id: candidate for candidate in eligible(known.resolved, known.ruled_out)}
    now = {candidate.id: candidate for candidate in eligible(resolved, ruled_out)}
    musts = {v for v, candidate in able.items() if candidate.include == "must"}
    return all(v in now and now[v].include == "must" for v in musts) and all(
        v in able and candidate.model_copy(update={"include": able[v].include}) == able[v]
        for v, candidate in now.items()
    )
