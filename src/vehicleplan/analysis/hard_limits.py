"""Every limit that a plan must keep to, one by one, as a person wrote it: with its place in the scenario's file.

The invariant: with all of them taken away there is a plan, if only the one that does nothing; so where there is none,
some of them cannot hold together.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from enum import StrEnum

from vehicleplan.analysis.case import Case
from vehicleplan.frozen import dataclass
from vehicleplan.model.candidate import Candidate
from vehicleplan.model.fault import KeyPath
from vehicleplan.model.limits import Rule
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.optimizer.index import eligible


class HardKind(StrEnum):
    """What a limit is about; those that say most of why there is no plan come first."""

    AMOUNT = "amount"
    TARGET = "target"
    MUST = "must"
    RULE_MIN = "rule-min"
    RULE_MIN_SHARE = "rule-min-share"
    RULE_AT_LEAST = "rule-at-least"
    RULE_MAX = "rule-max"
    RULE_MAX_SHARE = "rule-max-share"
    BUDGET = "budget"
    BUDGET_BY_PERIOD = "budget-by-period"
    WHOLE_BUDGET = "whole-budget"
    MAX_VEHICLES = "max-vehicles"
    MAX_SHARE = "max-share"
    HOURS = "hours"
    NO_HOURS = "no-hours"
    MEMBER_HOURS = "member-hours"
    BOUGHT_HOURS = "bought-hours"
    NEEDS = "needs"
    NEVER = "never"
    RULED_OUT = "ruled-out"
    MIN_ACTIVITIES = "min-activities"
    MIN_PER_PERIOD = "min-per-period"
    MAX_PER_PERIOD = "max-per-period"
    MAX_ACTIVITIES = "max-activities"


_ORDER = {kind: place for place, kind in enumerate(HardKind)}

RULE_SIDES: Mapping[HardKind, str] = {
    HardKind.RULE_MIN: "min",
    HardKind.RULE_MIN_SHARE: "min_share",
    HardKind.RULE_AT_LEAST: "at_least",
    HardKind.RULE_MAX: "max",
    HardKind.RULE_MAX_SHARE: "max_share",
}
"""The sides of a rule, by the key that each has in the file."""

YES_OR_NO = frozenset({HardKind.MUST, HardKind.NEEDS, HardKind.NEVER, HardKind.RULED_OUT})
"""Limits without a figure: they hold, or they are taken away."""

MONEY = frozenset({HardKind.BUDGET, HardKind.BUDGET_BY_PERIOD, HardKind.WHOLE_BUDGET})
"""Limits on money."""

HOURS = frozenset({HardKind.HOURS, HardKind.NO_HOURS, HardKind.MEMBER_HOURS, HardKind.BOUGHT_HOURS})
"""Limits on hours."""

ACTIVITIES = frozenset(
    {HardKind.MIN_ACTIVITIES, HardKind.MIN_PER_PERIOD, HardKind.MAX_PER_PERIOD, HardKind.MAX_ACTIVITIES}
)
"""Limits on the activities of a vehicle."""

KEPT_OUT = frozenset({HardKind.NEVER, HardKind.RULED_OUT})
"""Limits that keep a vehicle out of every plan."""

MINIMUMS = frozenset(
    {
        *(HardKind.AMOUNT, HardKind.TARGET, HardKind.RULE_MIN, HardKind.RULE_MIN_SHARE, HardKind.RULE_AT_LEAST),
        *(HardKind.MIN_ACTIVITIES, HardKind.MIN_PER_PERIOD),
    }
)
"""Limits that a smaller figure makes easier to keep; all others with a figure, a larger one."""


@dataclass(frozen=True)
class HardLimit:
    """One limit.

    Attributes:
        kind: What it is about.
        path: Where it stands in the scenario's file; where the file does not say it, the nearest place that could.
        figure: Its figure, one or one per period; None for a yes or no, and where a budget has two.
        subject: The id of the candidate or of the skill that it is about, or the member's name; else empty.
        place: The position of the rule, the target, the member or the need in its list, from 0.
    """

    kind: HardKind
    path: KeyPath
    figure: float | tuple[float, ...] | None = None
    subject: str = ""
    place: int = 0


def hard_limits(case: Case) -> tuple[HardLimit, ...]:
    """Every limit of the case in the order of kinds: what is asked for, what there is, the figures of vehicles.

    A vehicle that is kept out, by `never` or by a question, is a limit where another vehicle needs it or a rule asks
    for it by name. Figures of vehicles count for those that could be in a plan.
    """
    resolved = case.resolved
    wanted = _wanted(resolved)
    out = {c.id for c in resolved.candidates if c.include == "never" or c.id in case.ruled_out}
    could = tuple((at, c) for at, c in enumerate(resolved.candidates) if c.id not in out or c.id in wanted)
    found = (
        *_goal_limits(resolved),
        *(HardLimit(HardKind.MUST, ("vehicle", at, "include"), None, c.id) for at, c in could if c.include == "must"),
        *_rule_limits(resolved),
        *_money_limits(resolved),
        *_set_limits(resolved),
        *_hours_limits(case),
        *_need_limits(could),
        *kept_out(case, out & wanted),
        *(limit for at, c in could for limit in _vehicle_limits(at, c)),
    )
    return tuple(sorted(found, key=lambda limit: _ORDER[limit.kind]))


def kept_out(case: Case, ids: set[str]) -> Iterator[HardLimit]:
    """The limits that keep these candidates out of every plan."""
    for at, candidate in enumerate(case.resolved.candidates):
        if candidate.id not in ids:
            continue
        if candidate.include == "never":
            yield HardLimit(HardKind.NEVER, ("vehicle", at, "include"), None, candidate.id)
        else:
            question = case.ruled_out[candidate.id].question
            yield HardLimit(HardKind.RULED_OUT, ("vehicle", at, "answers", question.value), None, candidate.id)


def _wanted(resolved: ResolvedScenario) -> set[str]:
    """Candidates that another needs, or that a rule asks for by name."""
    wanted = {need for candidate in resolved.candidates for need in candidate.needs}
    for rule in resolved.scenario.limits.rules:
        asks = rule.min is not None or rule.min_share is not None or rule.at_least is not None
        if rule.active and asks and rule.vehicles is not None:
            wanted |= set(rule.vehicles)
    return wanted


def _goal_limits(resolved: ResolvedScenario) -> Iterator[HardLimit]:
    goal = resolved.scenario.goal
    if goal.amount is not None:
        yield HardLimit(HardKind.AMOUNT, ("goal", "amount"), goal.amount)
    for place, target in enumerate(goal.targets):
        if target.amount > 0:
            yield HardLimit(HardKind.TARGET, ("goal", "target", place), target.amount, target.outcome, place)


def _rule_limits(resolved: ResolvedScenario) -> Iterator[HardLimit]:
    active = [(place, rule) for place, rule in enumerate(resolved.scenario.limits.rules) if rule.active]
    for kind, side in RULE_SIDES.items():
        for place, rule in active:
            figure = side_of(rule, kind)
            if figure is not None:
                yield HardLimit(kind, ("limits", "rule", place, side), figure, place=place)


def side_of(rule: Rule, kind: HardKind) -> float | None:
    """The figure of one side of a rule; of a comparison its factor; None where the rule has no such side."""
    if kind is HardKind.RULE_AT_LEAST:
        return None if rule.at_least is None else rule.at_least.times
    figure: float | None = getattr(rule, RULE_SIDES[kind])
    return figure


def _money_limits(resolved: ResolvedScenario) -> Iterator[HardLimit]:
    budget = resolved.scenario.budget
    if budget.total is not None:
        yield HardLimit(HardKind.BUDGET, ("budget", "total"), budget.total)
    if budget.per_period is not None:
        yield HardLimit(HardKind.BUDGET_BY_PERIOD, ("budget", "per_period"), budget.per_period)


def _set_limits(resolved: ResolvedScenario) -> Iterator[HardLimit]:
    limits = resolved.scenario.limits
    if limits.max_vehicles is not None:
        yield HardLimit(HardKind.MAX_VEHICLES, ("limits", "max_vehicles"), float(limits.max_vehicles))
    if limits.max_share is not None and limits.max_share < 1:
        yield HardLimit(HardKind.MAX_SHARE, ("limits", "max_share"), limits.max_share)


def _hours_limits(case: Case) -> Iterator[HardLimit]:
    """Hours of the skills that somebody asks for; a skill that nobody in the team has is a limit too."""
    team = case.resolved.scenario.team
    asked = _asked_skills(case)
    for place, skill in enumerate(team.skills):
        if skill.id in asked:
            yield HardLimit(HardKind.HOURS, ("team", "skill", place, "hours"), skill.hours, skill.id, place)
    known = {skill.id for skill in team.skills} | {skill for member in team.members for skill in member.skills}
    for skill_id in asked:
        if skill_id not in known:
            yield HardLimit(HardKind.NO_HOURS, ("team",), 0.0, skill_id)
    for place, member in enumerate(team.members):
        if not set(asked).isdisjoint(member.skills):
            path: KeyPath = ("team", "member", place, "hours")
            yield HardLimit(HardKind.MEMBER_HOURS, path, member.hours, member.name, place)
    for place, skill in enumerate(team.skills):
        if skill.id in asked and skill.outsource is not None and skill.outsource.hours is not None:
            path = ("team", "skill", place, "outsource", "hours")
            yield HardLimit(HardKind.BOUGHT_HOURS, path, skill.outsource.hours, skill.id, place)


def _asked_skills(case: Case) -> tuple[str, ...]:
    """The skills that a candidate which could be in a plan, or a build, asks hours of."""
    wanted = _wanted(case.resolved)
    could = {candidate.id for candidate in eligible(case.resolved, case.ruled_out)} | wanted
    asked = [build.takes_hours for build in case.resolved.scenario.team.builds]
    for candidate in case.resolved.candidates:
        if candidate.id in could:
            asked += [candidate.setup_hours, candidate.hours]
    return tuple(skill for skill in case.resolved.skills if any(hours.get(skill, 0) > 0 for hours in asked))


def _need_limits(could: tuple[tuple[int, Candidate], ...]) -> Iterator[HardLimit]:
    for at, candidate in could:
        for place in range(len(candidate.needs)):
            yield HardLimit(HardKind.NEEDS, ("vehicle", at, "needs", place), None, candidate.id, place)


def _vehicle_limits(at: int, candidate: Candidate) -> Iterator[HardLimit]:
    v = candidate.id
    if candidate.min_activities > least_activities(candidate):
        path = ("vehicle", at, "min_activities")
        yield HardLimit(HardKind.MIN_ACTIVITIES, path, candidate.min_activities, v)
    if candidate.min_per_period > 0:
        yield HardLimit(HardKind.MIN_PER_PERIOD, ("vehicle", at, "min_per_period"), candidate.min_per_period, v)
    if candidate.max_per_period is not None:
        yield HardLimit(HardKind.MAX_PER_PERIOD, ("vehicle", at, "max_per_period"), candidate.max_per_period, v)
    most = candidate.most_activities
    if math.isfinite(most):
        key = "max_activities" if most == candidate.max_activities else "tier"
        yield HardLimit(HardKind.MAX_ACTIVITIES, ("vehicle", at, key), most, v)


def least_activities(candidate: Candidate) -> float:
    """The least activities of a chosen vehicle where its file asks for no more."""
    return 0.0 if candidate.divisible else 1.0
