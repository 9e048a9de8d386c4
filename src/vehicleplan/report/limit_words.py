"""Limits one by one, as sentences and by what people call them.

Figures stand as they were given: a limit that was rounded would be another limit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from vehicleplan.analysis.hard_limits import ACTIVITIES, HOURS, MONEY, RULE_SIDES, HardKind, HardLimit
from vehicleplan.analysis.loosened import Figure
from vehicleplan.model.plan import RuledOut
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.report.numbers import as_given, money_as_given
from vehicleplan.report.rules import limit_sentences, rule_sentence
from vehicleplan.report.sentences import listed, plural, ruled_out

_MOST_FIGURES = 6

Words = Callable[[HardLimit, ResolvedScenario], str]


def limit_sentence(limit: HardLimit, resolved: ResolvedScenario, ruled: Mapping[str, RuledOut]) -> str:
    """A limit as a sentence, such as `The budget is 5,000 USD.`.

    Args:
        limit: The limit.
        resolved: Its scenario.
        ruled: By candidate, why the filter took it out.
    """
    if limit.kind is HardKind.RULED_OUT:
        why = ruled[limit.subject]
        return f"{name_of(limit, resolved)} is ruled out at {ruled_out(why.question, why.sentence)}"
    if limit.kind in _SENTENCES:
        return _SENTENCES[limit.kind](limit, resolved)
    return next(each.sentence for each in limit_sentences(resolved) if each.path == limit.path)


def short_name(limit: HardLimit, resolved: ResolvedScenario) -> str:
    """What a limit is called in a list: `the budget`, `hours of writing`."""
    return _SHORT_NAMES[limit.kind](limit, resolved) if limit.kind in _SHORT_NAMES else name_of(limit, resolved)


def name_of(limit: HardLimit, resolved: ResolvedScenario) -> str:
    """What people call the candidate, the skill or the member that a limit is about."""
    candidate = resolved.candidate_by_id.get(limit.subject)
    return limit.subject if candidate is None else candidate.name


def needed(limit: HardLimit, resolved: ResolvedScenario) -> str:
    """The vehicle that another needs."""
    need = resolved.candidate_by_id[limit.subject].needs[limit.place]
    return resolved.candidate_by_id[need].name if need in resolved.candidate_by_id else need


def _money_sentence(limit: HardLimit, resolved: ResolvedScenario) -> str:
    currency, period = resolved.scenario.currency, resolved.scenario.horizon.period
    budget = resolved.scenario.budget
    if limit.kind is HardKind.BUDGET:
        return f"The budget is {money_as_given(one(limit.figure), currency)}."
    if limit.kind is HardKind.WHOLE_BUDGET:
        return f"The budget is {money_as_given(budget.total or 0.0, currency)}, and has a part for each {period}."
    carried = ", and unspent money moves on" if budget.carry_over and resolved.periods > 1 else ""
    figures = _by_time(limit.figure, lambda figure: money_as_given(figure, currency), period)
    return f"The budget is {figures}{carried}."


def _hours_sentence(limit: HardLimit, resolved: ResolvedScenario) -> str:
    period = resolved.scenario.horizon.period
    if limit.kind is HardKind.NO_HOURS:
        return f"Nobody in the team has hours of {limit.subject}."
    if limit.kind is HardKind.MEMBER_HOURS:
        skills = listed(resolved.scenario.team.members[limit.place].skills)
        hours = _by_time(limit.figure, lambda figure: f"{as_given(figure)} hours", period)
        return f"{limit.subject} has {hours} for {skills}."
    hours = _by_time(limit.figure, lambda figure: f"{as_given(figure)} hours of {limit.subject}", period)
    if limit.kind is HardKind.BOUGHT_HOURS:
        return f"At most {hours} can be bought."
    return f"The team has {hours}."


def _by_time(figure: Figure, with_unit: Callable[[float], str], period: str) -> str:
    """A figure of every period, or one of each; of several, only the last has its unit."""
    if isinstance(figure, tuple) and len(set(figure)) > 1:
        if len(figure) > _MOST_FIGURES:
            return f"{as_given(min(figure))} to {with_unit(max(figure))} by {period}"
        *first, last = figure
        return f"{listed([*map(as_given, first), with_unit(last)])} by {period}"
    each = figure[0] if isinstance(figure, tuple) else one(figure)
    return f"{with_unit(each)} per {period}"


def rule_side(limit: HardLimit, resolved: ResolvedScenario, figure: Figure) -> str:
    """One side of a rule as a sentence, at a figure."""
    rule = resolved.scenario.limits.rules[limit.place]
    only: dict[str, object] = dict.fromkeys(RULE_SIDES.values())
    side: object = figure
    if rule.at_least is not None and limit.kind is HardKind.RULE_AT_LEAST:
        side = rule.at_least.model_copy(update={"times": figure})
    only[RULE_SIDES[limit.kind]] = side
    names = {candidate.id: candidate.name for candidate in resolved.candidates}
    return rule_sentence(rule.model_copy(update=only), names, resolved.scenario.goal.result, resolved.scenario.currency)


def activities(limit: HardLimit, resolved: ResolvedScenario, figure: Figure) -> str:
    """A limit on the activities of a vehicle, at a figure: `at least 3 webinars, if it is in the plan`."""
    candidate = resolved.candidate_by_id[limit.subject]
    period, amount = resolved.scenario.horizon.period, one(figure)
    noun = candidate.activity if amount == 1 else plural(candidate.activity)
    if limit.kind is HardKind.MIN_ACTIVITIES:
        return f"at least {as_given(amount)} {noun}, if it is in the plan"
    if limit.kind is HardKind.MIN_PER_PERIOD:
        return f"at least {as_given(amount)} {noun} in each {period} from its start on"
    if limit.kind is HardKind.MAX_PER_PERIOD:
        return f"at most {as_given(amount)} {noun} in each {period}"
    return f"at most {as_given(amount)} {noun}"


def one(figure: Figure) -> float:
    """A figure that is one number.

    Raises:
        TypeError: it is none.
    """
    if isinstance(figure, float):
        return figure
    raise TypeError(f"{figure} is not one figure")


def _must(limit: HardLimit, resolved: ResolvedScenario) -> str:
    verb, word = ("must be", "must") if limit.kind is HardKind.MUST else ("must not be", "never")
    return f"{name_of(limit, resolved)} {verb} in the plan (include = {word})."


def _needs(limit: HardLimit, resolved: ResolvedScenario) -> str:
    return f"{name_of(limit, resolved)} is in the plan only together with {needed(limit, resolved)}."


def _activities_sentence(limit: HardLimit, resolved: ResolvedScenario) -> str:
    return f"{name_of(limit, resolved)}: {activities(limit, resolved, limit.figure)}."


def _rule_name(limit: HardLimit, resolved: ResolvedScenario) -> str:
    name = resolved.scenario.limits.rules[limit.place].name
    return f"the rule “{name}”" if name else f"rule {limit.place + 1}"


_SENTENCES: Mapping[HardKind, Words] = {
    **dict.fromkeys(MONEY, _money_sentence),
    **dict.fromkeys(HOURS, _hours_sentence),
    **dict.fromkeys(RULE_SIDES, lambda limit, resolved: rule_side(limit, resolved, limit.figure)),
    **dict.fromkeys(ACTIVITIES, _activities_sentence),
    HardKind.MUST: _must,
    HardKind.NEVER: _must,
    HardKind.NEEDS: _needs,
}
_SHORT_NAMES: Mapping[HardKind, Words] = {
    **dict.fromkeys(MONEY, lambda *_: "the budget"),
    **dict.fromkeys(HOURS, lambda limit, _: f"hours of {limit.subject}"),
    **dict.fromkeys(RULE_SIDES, _rule_name),
    HardKind.BOUGHT_HOURS: lambda limit, _: f"bought hours of {limit.subject}",
    HardKind.MAX_VEHICLES: lambda *_: "the number of vehicles",
    HardKind.MAX_SHARE: lambda *_: "the share of one vehicle",
    HardKind.MUST: lambda limit, resolved: f"{name_of(limit, resolved)} as a must",
}
