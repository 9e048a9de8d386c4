"""What the model is about: the eligible candidates with their bounds, and which decisions each of them needs.

As few binaries as the features of the scenario ask for: none for the start of a vehicle whose start changes nothing,
none for tiers that fill in order by themselves.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from itertools import pairwise

from vehicleplan.estimates.tiers import Step, steps
from vehicleplan.estimates.worth import amounts_per_activity, results_per_activity, worth_by_outcome
from vehicleplan.frozen import dataclass
from vehicleplan.model.candidate import Candidate
from vehicleplan.model.limits import MEASURES
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.optimizer.bounds import (
    left_for_activities,
    most_by_period_of,
    most_by_rules,
    most_cash,
    most_hours,
    whole,
)

LARGEST_LINK = 1e7
"""The most whole activities that can be tied to a yes or no within the solver's tolerance."""

_LARGEST_VARIABLE = 1e4

_SLIVER = 1e-2


@dataclass(frozen=True)
class Item:
    """A candidate that the plan may use, with what the model needs to know of it.

    Attributes:
        candidate: The candidate.
        ladder: Its tiers, cut off at the most activities possible.
        amounts: By outcome, what one activity at full yield brings.
        value: Results of one activity at full yield.
        most_by_period: The most activities in each period; infinite where nothing limits them.
        most: The most activities over the horizon; infinite where nothing limits them.
        has_start: Whether the period of its start is a decision.
        is_ordered: Whether tiers need binaries to fill in order.
        is_priced: Whether tiers differ in price.
        is_linked: Whether activities are tied to the choice by a bound.
        unit: Activities that one unit of the model's variable stands for, a power of ten.
    """

    candidate: Candidate
    ladder: tuple[Step, ...]
    amounts: Mapping[str, float]
    value: float
    most_by_period: tuple[float, ...]
    most: float
    has_start: bool
    is_ordered: bool
    is_priced: bool
    is_linked: bool
    unit: float

    @property
    def has_whole_tiers(self) -> bool:
        """Whether each tier holds whole activities."""
        sizes = [step.size for step in self.ladder[:-1]]
        return not self.candidate.divisible and all(size == int(size) for size in sizes)


def eligible(resolved: ResolvedScenario, ruled_out: Collection[str]) -> tuple[Candidate, ...]:
    """Candidates that are neither ruled out nor marked never, and whose needs are eligible too.

    A `must` stays whatever its needs, so that the model shows the contradiction.
    """
    left = {c.id: c for c in resolved.candidates if c.include != "never" and c.id not in ruled_out}
    while True:
        gone = [c.id for c in left.values() if c.include != "must" and any(need not in left for need in c.needs)]
        if not gone:
            return tuple(left.values())
        for candidate in gone:
            del left[candidate]


def index_items(resolved: ResolvedScenario, candidates: tuple[Candidate, ...]) -> tuple[Item, ...]:
    """The items of the model, in the order of candidates."""
    hours = most_hours(resolved)
    cash = most_cash(resolved)
    return tuple(_item(resolved, candidate, candidates, hours, cash) for candidate in candidates)


def widened(
    resolved: ResolvedScenario, candidate: Candidate, candidates: tuple[Candidate, ...], *, cash: float, hours: float
) -> Item:
    """The item of one candidate with bounds that hold even where it takes less; the rest is as it is.

    Args:
        resolved: The scenario.
        candidate: The candidate.
        candidates: All candidates of the model.
        cash: The least part of its present cash that it may take.
        hours: The least part of its present hours that it may take.
    """
    wide_hours = {skill: _divided(by_time, hours) for skill, by_time in most_hours(resolved).items()}
    return _item(resolved, candidate, candidates, wide_hours, _divided(most_cash(resolved), cash))


def _divided(amounts: tuple[float, ...], part: float) -> tuple[float, ...]:
    return tuple(amount / part if part > 0 else math.inf for amount in amounts)


def _item(
    resolved: ResolvedScenario,
    candidate: Candidate,
    candidates: tuple[Candidate, ...],
    hours: Mapping[str, tuple[float, ...]],
    cash: tuple[float, ...],
) -> Item:
    by_time = most_by_period_of(candidate, hours, left_for_activities(resolved, candidate, cash))
    most = min(candidate.most_activities, math.fsum(by_time), most_by_rules(resolved, candidate))
    most = whole(candidate, most)
    by_time = tuple(min(limit, most) for limit in by_time)
    ladder = _cut(steps(candidate), most)
    amounts = amounts_per_activity(candidate, resolved.scenario.goal.risk_aversion)
    is_priced = len({step.price for step in ladder}) > 1
    has_start = resolved.periods > 1 and (
        any(candidate.setup_hours.values())
        or (candidate.setup_cost > 0 and resolved.budget_by_period is not None)
        or candidate.min_per_period > 0
    )
    return Item(
        candidate=candidate,
        ladder=ladder,
        amounts=amounts,
        value=results_per_activity(amounts, worth_by_outcome(resolved.scenario)),
        most_by_period=by_time,
        most=most,
        has_start=has_start,
        is_ordered=_is_ordered(resolved, candidate, ladder),
        is_priced=is_priced,
        is_linked=most <= LARGEST_LINK or _needs_link(resolved, candidate, candidates),
        unit=_unit(candidate, most),
    )


def _unit(candidate: Candidate, most: float) -> float:
    """A divisible vehicle's variable stays within 10⁴: a choice that is off by 10⁻⁹ must not leak an activity.

    One of which there can be but a sliver is counted in slivers, so that the solver's tolerance is none.
    """
    if not candidate.divisible or math.isinf(most) or most == 0 or _SLIVER <= most <= _LARGEST_VARIABLE:
        return 1.0
    return 10.0 ** math.ceil(math.log10(most / _LARGEST_VARIABLE))


def _cut(ladder: tuple[Step, ...], most: float) -> tuple[Step, ...]:
    """The tiers that the most activities reach; the first is always kept."""
    kept: list[Step] = []
    before = 0.0
    for step in ladder:
        if kept and before >= most:
            break
        kept.append(Step(min(step.size, max(0.0, most - before)), step.share, step.price))
        before += step.size
    return tuple(kept)


def _needs_link(resolved: ResolvedScenario, candidate: Candidate, candidates: tuple[Candidate, ...]) -> bool:
    """Whether being chosen means more than having activities."""
    limits = resolved.scenario.limits
    free_minimum = 0.0 if candidate.divisible else 1.0
    counted = any(
        rule.active and "vehicles" in (rule.measure, rule.at_least.measure if rule.at_least else None)
        for rule in limits.rules
    )
    return (
        candidate.setup_cost > 0
        or any(candidate.setup_hours.values())
        or candidate.min_activities > free_minimum
        or candidate.min_per_period > 0
        or limits.max_vehicles is not None
        or counted
        or bool(candidate.needs)
        or any(candidate.id in other.needs for other in candidates)
    )


def _is_ordered(resolved: ResolvedScenario, candidate: Candidate, ladder: tuple[Step, ...]) -> bool:
    """Whether a plan could gain by filling a later tier before an earlier one."""
    if len(ladder) < 2:
        return False
    rising = any(later.share > earlier.share for earlier, later in pairwise(ladder))
    priced = len({step.price for step in ladder}) > 1
    return rising or priced or _gains_by_less(resolved, candidate)


def _gains_by_less(resolved: ResolvedScenario, candidate: Candidate) -> bool:
    """Whether some limit makes lower results or outcomes of this candidate worth having."""
    limits = resolved.scenario.limits
    if limits.max_share is not None:
        return True
    for rule in limits.rules:
        if not rule.active:
            continue
        inside = rule.vehicles is None or candidate.id in rule.vehicles
        if _counts_outcomes(rule.measure) and (
            (inside and (rule.max is not None or rule.max_share is not None))
            or (not inside and rule.min_share is not None)
        ):
            return True
        other = rule.at_least
        if (
            other is not None
            and _counts_outcomes(other.measure or rule.measure)
            and (other.vehicles is None or candidate.id in other.vehicles)
        ):
            return True
    return False


def _counts_outcomes(measure: str) -> bool:
    return measure == "results" or (measure not in MEASURES and not measure.startswith("hours."))
