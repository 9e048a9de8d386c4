"""Limits that are not kept, in words: what is too much or too little, by how much, and when."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from vehicleplan.model.breach import Breach, BrokenLimit
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.report import numbers
from vehicleplan.report.rules import rule_sentence
from vehicleplan.report.sentences import listed, number_of, plural

_MOST_PERIODS = 4


def breach_words(breaches: Sequence[Breach], resolved: ResolvedScenario) -> str:
    """One limit that is not kept, in all its periods, as part of a sentence.

    Args:
        breaches: The breaches of one limit of one subject.
        resolved: The scenario.
    """
    return _WORDS[breaches[0].limit](breaches, resolved)


def _name(breach: Breach, resolved: ResolvedScenario) -> str:
    candidate = resolved.candidate_by_id.get(breach.subject)
    return breach.subject if candidate is None else candidate.name


def _by_period(breaches: Sequence[Breach], resolved: ResolvedScenario, words: Callable[[Breach], str]) -> str:
    """What there is in each period: `by 14 in 2027 Q1 and by 3 in 2027 Q2`."""
    parts = [
        words(each) if each.period is None else f"{words(each)} in {resolved.labels[each.period]}" for each in breaches
    ]
    return listed(parts, _MOST_PERIODS)


def _activities(amount: float) -> str:
    return f"{numbers.count(amount)} {'activity' if amount == 1 else 'activities'}"


def _budget(breaches: Sequence[Breach], resolved: ResolvedScenario) -> str:
    """Over a budget that carries over, the sum up to a period counts."""
    currency = resolved.scenario.currency
    if breaches[0].period is None:
        return f"over the whole budget by {_over(breaches[0], currency)}"
    if resolved.scenario.budget.carry_over:
        parts = [f"by {_over(each, currency)} up to {resolved.labels[each.period or 0]}" for each in breaches]
        return f"over budget {listed(parts, _MOST_PERIODS)}"
    return f"over budget {_by_period(breaches, resolved, lambda each: f'by {_over(each, currency)}')}"


def _over(breach: Breach, currency: str) -> str:
    return numbers.money(breach.reached - breach.allowed, currency)


def _hours(breaches: Sequence[Breach], resolved: ResolvedScenario) -> str:
    short = _by_period(breaches, resolved, lambda each: f"by {numbers.hours(each.reached - each.allowed)}")
    return f"{breaches[0].subject} hours short {short}"


def _too_few(breaches: Sequence[Breach], resolved: ResolvedScenario) -> str:
    there = _by_period(breaches, resolved, lambda each: _activities(each.reached))
    a_period = "" if breaches[0].period is None else " a period"
    return f"{_name(breaches[0], resolved)} has {there}, at least {numbers.count(breaches[0].allowed)}{a_period}"


def _too_many(breaches: Sequence[Breach], resolved: ResolvedScenario) -> str:
    there = _by_period(breaches, resolved, lambda each: _activities(each.reached))
    a_period = "" if breaches[0].period is None else " a period"
    return f"{_name(breaches[0], resolved)} has {there}, at most {numbers.count(breaches[0].allowed)}{a_period}"


def _rule(breaches: Sequence[Breach], resolved: ResolvedScenario) -> str:
    """A rule by its name, else by its sentence, and where it stands."""
    breach = breaches[0]
    rule = resolved.scenario.limits.rules[int(breach.subject)]
    names = {candidate.id: candidate.name for candidate in resolved.candidates}
    sentence = rule_sentence(rule, names, resolved.scenario.goal.result, resolved.scenario.currency)
    is_share = rule.min_share is not None or rule.max_share is not None
    figure = numbers.percent if is_share and breach.allowed <= 1 else numbers.count
    against = f" against {figure(breach.allowed)}" if rule.at_least is not None else ""
    return f"{rule.name or sentence.removesuffix('.')} (today {figure(breach.reached)}{against})"


def _max_share(breaches: Sequence[Breach], resolved: ResolvedScenario) -> str:
    breach = breaches[0]
    part = f"{numbers.percent(breach.reached)} of all {plural(resolved.scenario.goal.result)}"
    return f"{_name(breach, resolved)} brings {part}, at most {numbers.percent(breach.allowed)}"


def _max_vehicles(breaches: Sequence[Breach], _: ResolvedScenario) -> str:
    return f"{number_of(breaches[0].reached, 'vehicle')}, at most {numbers.count(breaches[0].allowed)}"


def _must(breaches: Sequence[Breach], resolved: ResolvedScenario) -> str:
    return f"{_name(breaches[0], resolved)} is not in use and must be in the plan"


def _needs(breaches: Sequence[Breach], resolved: ResolvedScenario) -> str:
    needed = [resolved.candidate_by_id[each.other].name for each in breaches]
    return f"{_name(breaches[0], resolved)} is in use without {listed(needed)}, which it needs"


def _as_it_is(breaches: Sequence[Breach], _: ResolvedScenario) -> str:
    return breaches[0].words


_SPOKEN: Mapping[BrokenLimit, Callable[[Sequence[Breach], ResolvedScenario], str]] = {
    BrokenLimit.BUDGET: _budget,
    BrokenLimit.BUDGET_BY_PERIOD: _budget,
    BrokenLimit.HOURS: _hours,
    BrokenLimit.MIN_ACTIVITIES: _too_few,
    BrokenLimit.MIN_PER_PERIOD: _too_few,
    BrokenLimit.MAX_ACTIVITIES: _too_many,
    BrokenLimit.MAX_PER_PERIOD: _too_many,
    BrokenLimit.MAX_VEHICLES: _max_vehicles,
    BrokenLimit.MAX_SHARE: _max_share,
    BrokenLimit.MUST: _must,
    BrokenLimit.NEEDS: _needs,
    BrokenLimit.RULE: _rule,
}
_WORDS = {limit: _SPOKEN.get(limit, _as_it_is) for limit in BrokenLimit}
