"""Sets: which vehicles every good set has, which can be swapped, and the best sets beside the plan's own."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from vehicleplan.analysis.alternatives import Alternatives, AlternativeSet
from vehicleplan.analysis.sets import NOTICEABLE
from vehicleplan.model.goal import Mode
from vehicleplan.model.plan import Plan, PlanStatus, WhyNot
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.report import numbers
from vehicleplan.report.comparison_sentences import missing_words
from vehicleplan.report.contracts import Cell, Column, Kind, Section, Table
from vehicleplan.report.sentences import has_plan, listed, plural

TITLE = "Other sets"


def alternatives_section(found: Alternatives, plan: Plan, resolved: ResolvedScenario) -> Section:
    """What the good sets have in common, and the best sets with what they swap against the plan.

    Args:
        found: The sets that were found.
        plan: The plan as it is.
        resolved: Its scenario.
    """
    if not has_plan(plan):
        return Section(TITLE, ("There is no plan, so there are no sets to compare.",))
    stopped = () if found.is_whole else (_stopped_words(found),)
    answer = (*stopped, *_common(found, resolved), *_next(found, plan, resolved))
    tables = (_table(found, plan, resolved),) if len(found.sets) > 1 else ()
    return Section(TITLE, answer, tables, _notes(found, plan, resolved))


def _stopped_words(found: Alternatives) -> str:
    count = len(found.sets)
    if found.is_core_proven:
        return f"Stopped after {count} {plural('set', count)}: there may be others as good as the last one."
    return (
        f"Stopped after {count} {plural('set', count)}, before all vehicles were looked at: "
        "there may be more sets, and more to say of the vehicles."
    )


def _common(found: Alternatives, resolved: ResolvedScenario) -> tuple[str, ...]:
    """Core and swing; where only the plan is close, that all of it is needed."""
    within = f"within {numbers.percent(found.within)} of the best"
    if found.is_core_proven and not found.swing:
        many = len(found.core)
        if not many:
            return ()
        all_of = {1: "The one vehicle of the plan is", 2: "Both vehicles of the plan are"}.get(
            many, f"All {many} vehicles of the plan are"
        )
        is_alone = len(found.sets) > 1 and math.isinf(found.sets[1].distance)
        return (f"{all_of} needed: no other set {'reaches the goal' if is_alone else f'comes {within}'}.",)
    parts = []
    if found.core:
        many = len(found.core)
        verb = "vehicle is" if many == 1 else "vehicles are"
        at_least = "" if found.is_core_proven else "At least "
        parts.append(f"The core: {at_least}{many} {verb} in every set {within}: {_named(found.core, resolved)}.")
    elif found.is_core_proven:
        parts.append(f"No vehicle is in every set {within}.")
    if found.swing:
        verb = "vehicle is" if len(found.swing) == 1 else "vehicles are"
        swing = f"{len(found.swing)} {verb} in some of these sets and not in others"
        parts.append(f"To be swapped: {swing}: {_named(found.swing, resolved)}.")
    return tuple(parts)


def _next(found: Alternatives, plan: Plan, resolved: ResolvedScenario) -> tuple[str, ...]:
    """What the next-best set does differently, and what it loses."""
    if len(found.sets) < 2:
        return ("No other set of vehicles is possible.",) if found.is_whole else ()
    second = found.sets[1]
    swap = _swap(second, resolved)
    if math.isinf(second.distance):
        return (f"The next-best set, {swap}, misses the goal by {missing_words(second.plan)}.",)
    return (f"The next-best set, {swap}, {_loss(second, plan)}.",)


def _loss(other: AlternativeSet, plan: Plan) -> str:
    """What a set loses against the plan, by what is looked for."""
    far = numbers.percent(other.distance)
    if plan.status is PlanStatus.OUT_OF_REACH:
        return f"leaves {missing_words(other.plan)} missing" if other.distance > 0 else "comes as close to the goal"
    if other.distance == 0 or far == numbers.percent(0.0):
        return "is as good"
    if plan.mode is Mode.MOST_RESULTS:
        return f"brings {far} fewer {plural(plan.result)}"
    cash = "" if plan.cost_kind == "loaded" else " in cash"
    per = f" per {plan.result}" if plan.mode is Mode.LOWEST_COST_PER_RESULT else ""
    return f"costs {far} more{cash}{per}"


def _swap(other: AlternativeSet, resolved: ResolvedScenario) -> str:
    """What a set does differently from the plan's."""
    comes, goes = _named(other.comes_in, resolved), _named(other.goes_out, resolved)
    if comes and goes:
        return f"{comes} instead of {goes}"
    return f"with {comes} as well" if comes else f"without {goes}"


def _named(vehicles: Sequence[str], resolved: ResolvedScenario) -> str:
    return listed([resolved.candidate_by_id[vehicle].name for vehicle in vehicles]) if vehicles else ""


def _table(found: Alternatives, plan: Plan, resolved: ResolvedScenario) -> Table:
    money = plan.currency
    is_cash = plan.cost_kind == "cash"
    figures: list[tuple[Column, Callable[[AlternativeSet], Cell]]] = [
        (Column("Results", Kind.RESULTS), lambda each: each.plan.results),
        (
            Column(f"{'Cash' if is_cash else 'Cost'}\n{money}", Kind.MONEY),
            lambda each: each.plan.cost.cash if is_cash else each.plan.cost.loaded,
        ),
        (Column(f"{money} per\nresult", Kind.MONEY), lambda each: each.plan.cost_per_result),
        (
            Column("Behind\nthe best", Kind.PERCENT),
            lambda each: each.distance if math.isfinite(each.distance) else None,
        ),
    ]
    if any(each.plan.shortfalls for each in found.sets):
        figures.append((Column("Goal\nmissed by", Kind.PERCENT), lambda each: each.standing.shortfall or None))
    rows: list[tuple[Cell, ...]] = []
    for number, each in enumerate(found.sets, start=1):
        words = "the plan" if number == 1 else _swap(each, resolved)
        rows.append((float(number), words, *(cell(each) for _, cell in figures)))
    columns = (Column("", Kind.COUNT), Column("Against the plan"), *(column for column, _ in figures))
    return Table(f"The {len(rows)} best sets" if found.is_whole else "The sets found so far", columns, tuple(rows))


def _notes(found: Alternatives, plan: Plan, resolved: ResolvedScenario) -> tuple[str, ...]:
    """What counts as a set, what is not shown, and what is not known."""
    notes = []
    if plan.shortfalls and len(found.sets) > 1:
        notes.append("Behind the best: how much more of the goal is missed.")
    goal = resolved.scenario.goal
    if len(goal.targets) + (goal.amount is not None) > 1 and any(each.plan.shortfalls for each in found.sets):
        notes.append("Goal missed by: what is missing of the amount and of each target, as shares, added up.")
    if found.is_whole and found.has_more and found.swing:
        notes.append("There are more sets than the table shows; what is said of every set counts them all.")
    if found.is_whole and not found.has_more and len(found.sets) > 1:
        notes.append("These are all the sets that are possible.")
    left_out = [other.id for other in plan.not_chosen if other.why in (WhyNot.RULED_OUT, WhyNot.NEVER)]
    if any(candidate.divisible for candidate in resolved.candidates if candidate.id not in left_out):
        notes.append(
            "A vehicle counts as in a set from one activity on; one that is used in fractions, from "
            f"{numbers.percent(NOTICEABLE)} of the plan's results on."
        )
    if plan.gap != 0:
        notes.append("The plan is not proven best, so that another set may be better than it.")
    return tuple(notes)
