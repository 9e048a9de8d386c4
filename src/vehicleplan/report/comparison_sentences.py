"""The sentences of a comparison: what another plan changes, and what a reader must know before comparing."""

from __future__ import annotations

from collections.abc import Sequence

from vehicleplan.analysis.compare import PlanDifference, compare_plans
from vehicleplan.model.plan import Plan, PlanStatus
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.report import numbers, sentences
from vehicleplan.report.contracts import Kind
from vehicleplan.report.rules import MOST_NAMES


def difference_sentences(base: Plan, other: Plan, difference: PlanDifference) -> tuple[str, ...]:
    """What changes: whether the goal is out of reach, results and cost per result, vehicles, how sure it is."""
    if not sentences.has_plan(other):
        first = sentences.answer(other)[0]
        had = _brings(base) if sentences.has_plan(base) else "There was none before either."
        return (first, had)
    if not sentences.has_plan(base):
        before = "possible" if base.status is PlanStatus.IMPOSSIBLE else "found"
        return (
            f"Now there is a plan; before, none was {before}.",
            sentences.answer(other)[0],
            *_certainty(base, other),
        )
    if difference.is_none:
        return (*_reach(base, other), "Nothing changes: the plan stays the same.", *_certainty(base, other))
    parts = (*_reach(base, other), *_units(base, other, difference), *_results(base, other, difference))
    return (*parts, _vehicles(difference), *_certainty(base, other))


def beside_words(base: Plan, other: Plan) -> str:
    """What one plan does differently from another, in one line; empty where one is missing or they do not compare."""
    difference = compare_plans(base, other)
    if not (sentences.has_plan(base) and sentences.has_plan(other) and difference.has_same_units):
        return ""
    if difference.is_none:
        return "the same plan."
    results = " ".join(_results(base, other, difference))
    return f"{results[:1].lower()}{results[1:]} {_vehicles(difference)}"


def _brings(base: Plan) -> str:
    each = ""
    if base.cost_per_result is not None:
        in_cash = " in cash" if base.cost_kind == "cash" else ""
        each = f" at {numbers.money(base.cost_per_result, base.currency)}{in_cash} each"
    return f"The base plan brings {sentences.number_of(base.results, base.result)}{each}."


def _reach(base: Plan, other: Plan) -> tuple[str, ...]:
    """Whether the other plan reaches its goal, where it does not or the base plan did not."""
    if other.shortfalls:
        word = "stays" if base.shortfalls else "is now"
        return (f"The goal {word} out of reach: {missing_words(other)} missing.",)
    return ("All that is asked for is now reached.",) if base.shortfalls else ()


def missing_words(plan: Plan) -> str:
    """What is missing of what was asked for: `49 of 300 sales-ready leads`; empty where nothing is."""
    parts = []
    for short in plan.shortfalls:
        noun = sentences.plural(short.what) if short.what == plan.result else short.what
        parts.append(f"{numbers.results(short.missing)} of {numbers.results(short.asked)} {noun}")
    return sentences.listed(parts) if parts else ""


def _units(base: Plan, other: Plan, difference: PlanDifference) -> tuple[str, ...]:
    """What does not compare, and why."""
    found = []
    if not difference.has_same_money:
        found.append(f"Money is in {base.currency} and here in {other.currency}: it does not compare.")
    if not difference.has_same_results:
        names = (sentences.plural(base.result), sentences.plural(other.result))
        found.append(f"Results are {names[0]} and here {names[1]}: they do not compare.")
    if not difference.has_same_cost:
        here, there = ("cash", "loaded cost") if other.cost_kind == "cash" else ("loaded cost", "cash")
        found.append(f"Cost per result counts {there} and here {here}: it does not compare.")
    if len(base.labels) != len(other.labels):
        found.append(f"The base plan covers {_periods(base)}, this one {_periods(other)}.")
    return tuple(found)


def _periods(plan: Plan) -> str:
    return f"{len(plan.labels)} {sentences.plural('period', len(plan.labels))}"


def _results(base: Plan, other: Plan, difference: PlanDifference) -> tuple[str, ...]:
    """Results and cost per result beside those of the base plan, as far as they compare."""
    if not difference.has_same_results:
        return ()
    change = numbers.change(base.results, other.results, Kind.RESULTS)
    many = sentences.plural(other.result)
    some = sentences.number_of(other.results, other.result)
    each = _each(base, other, difference)
    if base.results <= 0 and other.results <= 0:
        return (f"No {many}, as before.",)
    if base.results <= 0:
        return (f"{some} instead of none{each}.",)
    if other.results <= 0:
        return (f"No {many} instead of {numbers.results(base.results)}.",)
    if not change:
        return (f"The same {some}{each}.",)
    more = "more" if other.results > base.results else "fewer"
    noun = sentences.plural(other.result, abs(other.results - base.results))
    share = numbers.change(0.0, difference.results.share or 0.0, Kind.PERCENT)
    return (f"{change[1:]} {more} {noun}{f' ({share})' if share else ''}{each}.",)


def _each(base: Plan, other: Plan, difference: PlanDifference) -> str:
    before, after = base.cost_per_result, other.cost_per_result
    if after is None:
        return ""
    in_cash = " in cash" if other.cost_kind == "cash" else ""
    each = f" at {numbers.money(after, other.currency)}{in_cash} each"
    if before is None or not difference.has_same_units:
        return each
    if numbers.money(before) == numbers.money(after):
        return f"{each}, as before"
    return f"{each} instead of {numbers.money(before)}"


def _vehicles(difference: PlanDifference) -> str:
    """Which vehicles come in and go out; where none do, whether activities change."""
    parts = []
    for vehicles, one, many in (
        (difference.comes_in, "comes in", "come in"),
        (difference.goes_out, "goes out", "go out"),
    ):
        if vehicles:
            names = sentences.listed([vehicle.name for vehicle in vehicles], MOST_NAMES)
            parts.append(f"{names} {one if len(vehicles) == 1 else many}")
    if parts:
        return f"{'; '.join(parts)}."
    if difference.changed:
        names = sentences.listed([vehicle.name for vehicle in difference.changed], MOST_NAMES)
        return f"The vehicles stay the same; activities change for {names}."
    return "The vehicles and their activities stay the same."


def _certainty(base: Plan, other: Plan) -> tuple[str, ...]:
    """How good a plan is known to be, where it is not proven: then the difference may be another."""
    found = []
    for plan, name in ((other, "This plan"), (base, "The base plan")):
        is_proven = plan.status is PlanStatus.PROVEN_BEST or plan.gap == 0
        if sentences.has_plan(plan) and not is_proven:
            found.append(f"{name} is {sentences.status_words(plan)}.")
    return tuple(found)


def status_label(plan: Plan | None) -> str:
    """How good a plan is known to be, in as few words as a cell has room for."""
    if plan is None:
        return "not planned yet"
    if plan.status is PlanStatus.IMPOSSIBLE:
        return "not possible"
    if not sentences.has_plan(plan):
        return "none found"
    if plan.status is PlanStatus.WITHIN_GAP and plan.gap is not None:
        return f"within {numbers.percent(plan.gap)}"
    return {PlanStatus.PROVEN_BEST: "proven best", PlanStatus.OUT_OF_REACH: "out of reach"}.get(
        plan.status, "best found so far"
    )


def comparison_notes(
    planned: Sequence[tuple[ResolvedScenario, Plan | None]],
    titles: tuple[str, ...],
    *,
    asks_same: bool,
    spans: tuple[str, ...],
) -> tuple[str, ...]:
    """What a reader must know before comparing scenarios.

    Args:
        planned: The scenarios with their plans.
        titles: What the scenarios are called.
        asks_same: Whether all files ask for the same.
        spans: The length of each horizon in words; empty where all are as long.
    """
    goals = [resolved.scenario.goal for resolved, _ in planned]
    notes = [_status_note(title, plan) for (_, plan), title in zip(planned, titles, strict=True)]
    if asks_same:
        notes.append("The scenarios ask for the same.")
    currencies = list(dict.fromkeys(resolved.scenario.currency for resolved, _ in planned))
    results = list(dict.fromkeys(sentences.plural(goal.result) for goal in goals))
    stages = list(dict.fromkeys(goal.stage or "what `worth` names" for goal in goals))
    if len(currencies) > 1:
        notes.append(f"Money is in {sentences.listed(currencies)}: amounts of money do not compare.")
    if len(results) > 1:
        notes.append(f"Results are {sentences.listed(results)}: they do not compare.")
    elif len(stages) > 1:
        notes.append(f"Results are counted at {sentences.listed(stages)}: they do not compare.")
    if len({goal.cost for goal in goals}) > 1:
        in_cash = [title for goal, title in zip(goals, titles, strict=True) if goal.cost == "cash"]
        only = sentences.listed(in_cash)
        notes.append(f"Cost per result counts cash alone in {only}, loaded cost elsewhere: it does not compare.")
    if len({goal.risk_aversion for goal in goals}) > 1:
        notes.append(
            "Risk aversion differs: the same activities count for more results in one scenario than in another."
        )
    if spans:
        notes.append(f"The horizons differ ({sentences.listed(spans)}): figures are over the whole of each.")
    return tuple(note for note in notes if note)


def _status_note(title: str, plan: Plan | None) -> str:
    """What must be said of one plan first; empty where it reaches its goal."""
    if plan is None:
        return f"{title} has not been planned yet."
    if not sentences.has_plan(plan):
        return f"{title}: {sentences.answer(plan)[0]}"
    return f"{title}: the goal is out of reach, {missing_words(plan)} missing." if plan.shortfalls else ""
