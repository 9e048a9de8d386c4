"""What one step more of a limit is called, what it brings, and what it costs to buy, in words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from vehicleplan.analysis.basis import standing
from vehicleplan.analysis.more import MoreStep, counted_cost, saved
from vehicleplan.analysis.steps import PART_OF_BUDGET, LimitKind, Step
from vehicleplan.model.goal import Mode
from vehicleplan.model.plan import Plan
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.model.team import Build
from vehicleplan.report import numbers
from vehicleplan.report.rules import limit_sentences
from vehicleplan.report.sentences import listed, number_of, plural, with_article

OFF = (LimitKind.MAX_SHARE, LimitKind.RULE)
"""Limits of which a step takes away all."""
HOURS = (LimitKind.HOURS, LimitKind.BOUGHT_HOURS, LimitKind.MEMBER_HOURS)
"""Limits of which a step is hours."""


def step_words(step: Step, resolved: ResolvedScenario) -> str:
    """The step as a thing: `10 more hours of design in each quarter`; a limit that goes, by its name in quotes."""
    if step.kind in HOURS:
        return hours_words(step, (step.name,), resolved)
    if step.kind is LimitKind.BUDGET:
        return f"{numbers.percent(PART_OF_BUDGET)} more budget ({numbers.money(step.size, resolved.scenario.currency)})"
    if step.kind is LimitKind.MAX_VEHICLES:
        return f"one more vehicle (at most {(resolved.scenario.limits.max_vehicles or 0) + 1})"
    return f'"{_limit_name(step, resolved)}"'


def hours_words(step: Step, names: Sequence[str], resolved: ResolvedScenario) -> str:
    """So many more hours of one skill or member, or another: `10 more hours of design or web in each quarter`."""
    bought = " bought" if step.kind is LimitKind.BOUGHT_HOURS else ""
    each = f" in each {resolved.scenario.horizon.period}" if resolved.periods > 1 else ""
    others = f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else names[0]
    return f"{numbers.hours(step.size)} more{bought} hours of {others}{each}"


def _limit_name(step: Step, resolved: ResolvedScenario) -> str:
    path = ("limits", "max_share") if step.kind is LimitKind.MAX_SHARE else ("limits", "rule", step.place)
    limit = next(each for each in limit_sentences(resolved) if each.path == path)
    return limit.name or limit.sentence.removesuffix(".")


def brings_words(more: MoreStep, before: Plan, resolved: ResolvedScenario) -> str:
    """What the step brings, which vehicles come and go for it, and what it costs to buy."""
    words = step_words(more.step, resolved)
    start = f"{'Without' if more.step.kind in OFF else 'With'} {words},"
    if more.after is None:
        return f"{start} nothing limits the plan any more."
    sentences = [f"{start} {_gain(before, more.after)}."]
    moves = [
        f"{listed(names)} {one if len(names) == 1 else many}"
        for names, one, many in (
            (comes(before, more.after), "comes in", "come in"),
            (comes(more.after, before), "goes out", "go out"),
        )
        if names
    ]
    if moves:
        sentences.append(f"{', '.join(moves)}.")
    sentences.append(_price(more, before))
    return " ".join(sentence for sentence in sentences if sentence)


def comes(before: Plan, after: Plan) -> tuple[str, ...]:
    """The vehicles that are in the later plan and not in the earlier, by name."""
    there = {vehicle.id for vehicle in before.vehicles}
    return tuple(vehicle.name for vehicle in after.vehicles if vehicle.id not in there)


def missing(plan: Plan, what: str) -> float:
    """How much a plan misses of what is asked of a result or an outcome."""
    return next((short.missing for short in plan.shortfalls if short.what == what), 0.0)


def is_closer(before: Plan, after: Plan) -> bool:
    """Whether the later plan comes closer to a goal that the earlier misses."""
    return standing(before).shortfall > standing(after).shortfall + 1e-6


def _gain(before: Plan, after: Plan) -> str:
    if is_closer(before, after):
        return _closer(before, after)
    if before.mode is Mode.MOST_RESULTS:
        gain = after.results - before.results
        pair = f"{numbers.results(after.results)} instead of {numbers.results(before.results)}"
        return f"the plan brings {numbers.results(gain)} more {plural(before.result, gain)} ({pair})"
    less = f"{numbers.money(saved(before, after), before.currency)} less"
    kind = "" if before.cost_kind == "loaded" else " in cash"
    if before.mode is Mode.LEAST_COST or before.cost_per_result is None or after.cost_per_result is None:
        return f"the plan costs {_instead(counted_cost(before), counted_cost(after), before.currency)}{kind}: {less}"
    each = _instead(before.cost_per_result, after.cost_per_result, before.currency)
    return f"{with_article(before.result)} costs {each}{kind}: {less} on {number_of(after.results, after.result)}"


def _instead(before: float, after: float, currency: str) -> str:
    """The later amount of money, and the earlier where it reads otherwise."""
    earlier, later = numbers.money(before), numbers.money(after, currency)
    return later if earlier == numbers.money(after) else f"{later} instead of {earlier}"


def _closer(before: Plan, after: Plan) -> str:
    if not after.shortfalls:
        return "the goal is reached"
    asked = {short.what: short.asked for short in chain(before.shortfalls, after.shortfalls)}
    parts = []
    for what, amount in asked.items():
        earlier, later = (numbers.results(missing(plan, what)) for plan in (before, after))
        of = plural(what) if what == before.result else what
        if earlier != later:
            parts.append(f"{later} of the {numbers.results(amount)} {of} are missing instead of {earlier}")
    return ", ".join(parts) or "the plan comes a little closer to the goal"


def _price(more: MoreStep, before: Plan) -> str:
    """What the step costs to buy; with the most results looked for, also for each result that it brings."""
    kind, price, currency = more.step.kind, more.price, before.currency
    gain = more.after.results - before.results if more.after is not None else 0.0
    is_each = before.mode is Mode.MOST_RESULTS and not before.shortfalls and gain > 0

    def for_each(money: float) -> str:
        """The price of one more result."""
        return f" ({numbers.money(money / gain, currency)} for each {before.result} more)" if is_each else ""

    if kind is LimitKind.BUDGET:
        return (
            f"That is {numbers.money(more.step.size / gain, currency)} for each {before.result} more."
            if is_each
            else ""
        )
    parts = []
    if price.own is not None:
        parts.append(f"{numbers.money(price.own, currency)} at the team's own rate{for_each(price.own)}")
    if price.bought is not None:
        bought = "" if kind is LimitKind.BOUGHT_HOURS else " bought"
        parts.append(f"{numbers.money(price.bought, currency)}{bought}{for_each(price.bought)}")
    return f"The hours cost {' or '.join(parts)}." if parts else ""


def build_words(build: Build, resolved: ResolvedScenario) -> str:
    """What a build that the plan does not make would add, and what it takes."""
    period = resolved.scenario.horizon.period
    taken = [_hours_of(skill, hours) for skill, hours in build.takes_hours.items() if hours]
    cost = [numbers.money(build.cost, resolved.scenario.currency)] if build.cost else []
    takes = f" for {listed([*cost, *taken])}" if cost or taken else ""
    later = "at once" if build.ready_after == 0 else f"{build.ready_after} {plural(period, build.ready_after)} later"
    added = _hours_of(build.skill, build.adds_hours)
    return (
        f'"{build.name}" would add {added} in each {period}{takes}, ready {later}; the plan may make it and does not.'
    )


def _hours_of(skill: str, hours: float) -> str:
    return f"{numbers.hours(hours)} {plural('hour', hours)} of {skill}"
