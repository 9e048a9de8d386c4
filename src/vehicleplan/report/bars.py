"""What a plan uses of what there is, as bars: money and hours in all and over time, and results against the goal.

The amounts are the plan's own and unrounded; the parts of a bar add up to what is used. A stretch of several periods
still says in how many of them the use is tight.
"""

from __future__ import annotations

import math

from vehicleplan.frozen import dataclass
from vehicleplan.model.base import by_period as spread
from vehicleplan.model.plan import Plan, SkillUse
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.report import numbers, sentences
from vehicleplan.report.contracts import Kind
from vehicleplan.report.periods import group_sizes, headings

TIGHT = 0.95
"""The share of what can be had from which a use is tight."""
WHOLE = "All"
"""The label of the bar for the whole horizon."""
_DUST = 1e-6


@dataclass(frozen=True)
class UsePart:
    """A part of what is used, by where it comes from: `own`, `given`, `built`, `bought` or `spent`."""

    source: str
    amount: float


@dataclass(frozen=True)
class UseBar:
    """What is used in a stretch of time.

    Attributes:
        label: What the stretch is called; with several periods a span of them.
        parts: What is used, by where it comes from.
        available: All that is there, used or not; None where there is no limit.
        tight: In how many periods the use is tight.
        periods: How many periods there are.
    """

    label: str
    parts: tuple[UsePart, ...]
    available: float | None
    tight: int
    periods: int

    @property
    def used(self) -> float:
        """What is used, from all sources."""
        return math.fsum(part.amount for part in self.parts)

    @property
    def free(self) -> float:
        """What is left of what is there; 0 where there is no limit."""
        return 0.0 if self.available is None else max(0.0, self.available - self.used)

    @property
    def share(self) -> float | None:
        """The used share of what is there; None where there is no limit or nothing at all."""
        return self.used / self.available if self.available else None


@dataclass(frozen=True)
class Bars:
    """The use of one thing: the money, a skill, or a person's hours.

    Attributes:
        name: What is used.
        kind: Money or hours.
        unit: The unit of all amounts.
        whole: The use over the whole horizon.
        by_period: The use in each period.
        carries: Whether what is left in a period is there in the next one.
    """

    name: str
    kind: Kind
    unit: str
    whole: UseBar
    by_period: tuple[UseBar, ...]
    carries: bool = False


@dataclass(frozen=True)
class GoalBar:
    """What was asked for and what the plan brings of it."""

    what: str
    asked: float
    reached: float

    @property
    def is_reached(self) -> bool:
        """Whether nothing of it is missing."""
        return self.reached >= self.asked * (1 - _DUST)


def goal_bars(plan: Plan, resolved: ResolvedScenario) -> tuple[GoalBar, ...]:
    """The amount and the targets against what the plan brings."""
    if not sentences.has_plan(plan):
        return ()
    goal = resolved.scenario.goal
    bars = [] if goal.amount is None else [GoalBar(sentences.plural(goal.result), goal.amount, plan.results)]
    bars += [GoalBar(each.outcome, each.amount, plan.outcomes.get(each.outcome, 0.0)) for each in goal.targets]
    return tuple(bars)


def use_bars(plan: Plan, resolved: ResolvedScenario) -> tuple[Bars, ...]:
    """The money, then every skill that is used, then the people who share their hours between skills."""
    if not sentences.has_plan(plan):
        return ()
    shared = {skill for member in resolved.scenario.team.members for skill in member.skills}
    skills = [
        _of_skill(skill, uses, plan.labels, is_shared=skill in shared)
        for skill, uses in plan.score.hours.items()
        if any(use.used > _DUST for use in uses)
    ]
    return (money_bars(plan, resolved), *skills, *_of_members(plan, resolved))


def stretches(bars: Bars, most: int) -> tuple[UseBar, ...]:
    """The bars over time, in at most so many stretches of equal length."""
    labels = tuple(bar.label for bar in bars.by_period)
    size = next((size for size in group_sizes(labels) if len(labels) <= most * size), len(labels))
    spans = [" ".join(span.split()) for span in headings(labels, size)]
    parts = [bars.by_period[at : at + size] for at in range(0, len(labels), size)]
    return tuple(_joined(span, part, carries=bars.carries) for span, part in zip(spans, parts, strict=True))


def goal_words(bar: GoalBar) -> str:
    """What is reached of what was asked, and what is missing."""
    words = f"{numbers.results(bar.reached)} of {numbers.results(bar.asked)} {bar.what}"
    if bar.is_reached:
        return f"{words}, reached"
    missing = bar.asked - bar.reached
    return f"{words}, {numbers.results(missing)} missing ({numbers.percent(missing / bar.asked)})"


def use_words(bars: Bars, bar: UseBar) -> str:
    """What is used of what there is: `120/160 hours`."""
    figures = numbers.cell_texts((bar.used, bar.available), bars.kind)
    of = f"/{figures[1]}" if bar.available is not None else ""
    return f"{figures[0]}{of} {bars.unit}"


def source_words(bars: Bars, bar: UseBar) -> str:
    """Where it comes from and what is left, if anything: `own 120, bought 20, free 40`."""
    parts = [part for part in bar.parts if part.amount > _DUST]
    shown = [(part.source, part.amount) for part in parts if bars.kind is Kind.HOURS]
    if bar.free > _DUST:
        shown.append(("free" if bars.kind is Kind.HOURS else "left", bar.free))
    texts = numbers.cell_texts([amount for _, amount in shown], bars.kind)
    return ", ".join(f"{source} {text}" for (source, _), text in zip(shown, texts, strict=True))


def tight_words(bar: UseBar) -> str:
    """Whether the use is tight: `tight`, or in how many periods; empty where it is not."""
    if not bar.tight:
        return ""
    return "tight" if bar.tight == bar.periods else f"tight in {bar.tight} of {bar.periods}"


def money_bars(plan: Plan, resolved: ResolvedScenario) -> Bars:
    """Cash of each period against what may be spent by its end; without carry-over against its own budget."""
    spent, granted = plan.score.cash_by_period, resolved.budget_by_period
    total = resolved.scenario.budget.total
    carries = granted is None or resolved.scenario.budget.carry_over
    bars = []
    for t, cash in enumerate(spent):
        before = math.fsum(spent[:t])
        limits = [] if total is None or not carries else [total - before]
        if granted is not None:
            limits.append(math.fsum(granted[: t + 1]) - before if carries else granted[t])
        bars.append(_bar(plan.labels[t], (UsePart("spent", cash),), min(limits, default=None)))
    whole = _bar(WHOLE, (UsePart("spent", math.fsum(spent)),), plan.budget_total)
    return Bars("Cash", Kind.MONEY, plan.currency, whole, tuple(bars), carries)


def _of_skill(skill: str, uses: tuple[SkillUse, ...], labels: tuple[str, ...], *, is_shared: bool) -> Bars:
    by_period = tuple(_skill_bar(label, use, is_shared=is_shared) for label, use in zip(labels, uses, strict=True))
    return Bars(skill, Kind.HOURS, "hours", _joined(WHOLE, by_period, carries=False), by_period)


def _skill_bar(label: str, use: SkillUse, *, is_shared: bool) -> UseBar:
    """Own hours come before built ones. What members could still give of a skill that they share is in their bars."""
    in_house = use.used - use.outsourced - use.given
    parts = (
        UsePart("own", min(use.own, in_house)),
        UsePart("built", max(0.0, in_house - use.own)),
        UsePart("given", use.given),
        UsePart("bought", use.outsourced),
    )
    available = use.used + max(0.0, use.slack)
    if is_shared:
        has_own = use.own + use.built + use.outsourced > _DUST
        return _bar(label, parts, available if has_own else None, most=math.inf)
    limit = use.outsourcing_limit
    more = math.inf if limit is None else max(0.0, limit - use.outsourced)
    return _bar(label, parts, available, most=available + more)


def _of_members(plan: Plan, resolved: ResolvedScenario) -> tuple[Bars, ...]:
    """People who give hours: given of what they have, over all their skills."""
    bars = []
    for position, member in enumerate(resolved.scenario.team.members):
        given = [hours for (who, _), hours in plan.decisions.given.items() if who == position]
        there = spread(member.hours, len(plan.labels))
        by_period = tuple(
            _bar(label, (UsePart("given", math.fsum(hours[t] for hours in given)),), there[t])
            for t, label in enumerate(plan.labels)
        )
        whole = _joined(WHOLE, by_period, carries=False)
        if whole.used > _DUST:
            bars.append(Bars(f"{member.name}, all skills", Kind.HOURS, "hours", whole, by_period))
    return tuple(bars)


def _bar(label: str, parts: tuple[UsePart, ...], available: float | None, *, most: float | None = None) -> UseBar:
    """One period. `most` is what could be had at all, where that is more than what is there."""
    used = math.fsum(part.amount for part in parts)
    limit = available if most is None else most
    is_tight = limit is not None and used > _DUST and used >= limit * TIGHT
    return UseBar(label, parts, available, int(is_tight), 1)


def _joined(label: str, bars: tuple[UseBar, ...], *, carries: bool) -> UseBar:
    """Several periods as one. What is carried over is there but once: at their end."""
    parts = tuple(
        UsePart(same[0].source, math.fsum(part.amount for part in same))
        for same in zip(*(bar.parts for bar in bars), strict=True)
    )
    used = math.fsum(part.amount for part in parts)
    is_limited = any(bar.available is not None for bar in bars)
    free = bars[-1].free if carries else math.fsum(bar.free for bar in bars)
    return UseBar(label, parts, used + free if is_limited else None, sum(bar.tight for bar in bars), len(bars))
