"""What more would bring: the steps that bring something as sentences and a table, the others in one sentence.

It says `nothing` by the goal alone: a limit may still save hours or money that the goal does not look at.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import groupby

from vehicleplan.analysis.more import More, MoreStep, saved
from vehicleplan.analysis.steps import LimitKind, Step
from vehicleplan.frozen import dataclass
from vehicleplan.model.goal import Mode
from vehicleplan.model.plan import Plan, PlanStatus
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.report.contracts import Cell, Column, Kind, Section, Table
from vehicleplan.report.more_words import (
    HOURS,
    OFF,
    brings_words,
    build_words,
    comes,
    hours_words,
    missing,
    step_words,
)
from vehicleplan.report.sentences import capitalized, has_plan, plural

TITLE = "What more would bring"

_MOST_SENTENCES = 3


def more_section(more: More, plan: Plan, resolved: ResolvedScenario) -> Section:
    """What one step more of each limit brings, most first, and which limits bring nothing.

    Args:
        more: What was found out.
        plan: The plan as it is.
        resolved: Its scenario.
    """
    if not has_plan(plan):
        return Section(TITLE, ("There is no plan that more could be added to.",))
    better = [each for each in more.steps if not each.brings_nothing]
    answer = [] if more.is_whole else [f"Stopped after {len(more.steps)} of {more.limits} limits."]
    if more.steps and not better and more.is_whole:
        answer.append("One step more of any single limit brings nothing.")
    answer += [brings_words(each, plan, resolved) for each in better[:_MOST_SENTENCES]]
    nothing = [each.step for each in more.steps if each.brings_nothing]
    if nothing:
        answer.append(_nothing_words(nothing, plan, resolved))
    if not more.steps:
        answer.append("The scenario has no limit that there could be more of.")
    tables = (_table(better, plan, resolved),) if better else ()
    return Section(TITLE, tuple(answer), tables, tuple(_notes(better, plan, resolved)))


def _nothing_words(nothing: list[Step], plan: Plan, resolved: ResolvedScenario) -> str:
    """Which steps bring nothing, each by itself; hours of one kind together."""
    parts = []
    by_kind = sorted(nothing, key=lambda step: list(LimitKind).index(step.kind))
    for kind, steps in groupby(by_kind, key=lambda step: step.kind):
        group = list(steps)
        if kind in HOURS:
            parts.append(hours_words(group[0], [step.name for step in group], resolved))
        else:
            without = "doing without " if kind in OFF else ""
            parts += [f"{without}{step_words(step, resolved)}" for step in group]
    return f"None of these {_brings(plan)}: {'; '.join(parts)}."


def _brings(plan: Plan) -> str:
    """What a step that brings something does, by the goal."""
    if plan.status is PlanStatus.OUT_OF_REACH:
        return "brings the goal closer"
    if plan.mode is Mode.MOST_RESULTS:
        return f"brings more {plural(plan.result)}"
    kind = "cost" if plan.cost_kind == "loaded" else "cash cost"
    return f"lowers the {kind}" if plan.mode is Mode.LEAST_COST else f"lowers the {kind} per {plan.result}"


@dataclass(frozen=True)
class _Figure:
    """A column of the table: its heading, its cell for the plan as it is and for a plan with a step."""

    column: Column
    now: Cell
    then: Callable[[MoreStep, Plan], Cell]


def _table(better: list[MoreStep], plan: Plan, resolved: ResolvedScenario) -> Table:
    """The steps that bring something, under the plan as it is; a column in which no step has a figure is left out."""
    kept = []
    for figure in (*_missing_figures(better, plan), *_plan_figures(plan), *_other_figures(plan)):
        cells = [None if each.after is None else figure.then(each, each.after) for each in better]
        if any(cell not in (None, "") for cell in cells):
            kept.append((figure.column, (figure.now, *cells)))
    labels = [f"{'without ' if each.step.kind in OFF else ''}{step_words(each.step, resolved)}" for each in better]
    return Table(
        title="With one step more",
        columns=(Column("Step"), *(column for column, _ in kept)),
        rows=tuple(zip(("the plan as it is", *labels), *(cells for _, cells in kept), strict=True)),
    )


def _missing_figures(better: list[MoreStep], plan: Plan) -> list[_Figure]:
    """What is missing of each part of a goal that some plan misses."""
    plans = (plan, *(each.after for each in better if each.after is not None))
    parts = dict.fromkeys(short.what for each in plans for short in each.shortfalls)
    names = {what: plural(what) if what == plan.result else what for what in parts}
    return [
        _Figure(
            Column(f"{capitalized(names[what])}\nmissing", Kind.RESULTS),
            missing(plan, what),
            partial(_missing_then, what),
        )
        for what in parts
    ]


def _missing_then(what: str, _: MoreStep, after: Plan) -> Cell:
    return missing(after, what)


def _plan_figures(plan: Plan) -> tuple[_Figure, ...]:
    """Results and cost per result; for a plan that reaches its goal, what the mode gains by the step."""
    money = plan.currency
    shown = (
        _Figure(Column("Results", Kind.RESULTS), plan.results, lambda _, after: after.results),
        _Figure(
            Column(f"{money} per\nresult", Kind.MONEY), plan.cost_per_result, lambda _, after: after.cost_per_result
        ),
    )
    if plan.shortfalls:
        return shown
    if plan.mode is Mode.MOST_RESULTS:
        more = Column("More\nresults", Kind.RESULTS)
        return (_Figure(more, None, lambda _, after: after.results - plan.results), *shown)
    return (_Figure(Column(f"Saves\n{money}", Kind.MONEY), None, lambda _, after: saved(plan, after)), *shown)


def _other_figures(plan: Plan) -> tuple[_Figure, ...]:
    """What the step costs to buy, and which vehicles come and go."""
    money = plan.currency
    return (
        _Figure(Column(f"Own rate\n{money}", Kind.MONEY, gives_way=1), None, lambda more, _: more.price.own),
        _Figure(Column(f"Bought\n{money}", Kind.MONEY, gives_way=1), None, lambda more, _: more.price.bought),
        _Figure(Column("Comes (+) and goes (-)", gives_way=2), None, lambda _, after: _comes_and_goes(plan, after)),
    )


def _comes_and_goes(plan: Plan, after: Plan) -> str:
    return "; ".join([*(f"+{name}" for name in comes(plan, after)), *(f"-{name}" for name in comes(after, plan))])


def _notes(better: list[MoreStep], plan: Plan, resolved: ResolvedScenario) -> list[str]:
    """What prices and steps mean, which builds there are, and what is not known."""
    builds = {build.name: build for each in better for build in each.price.builds}
    notes = [build_words(build, resolved) for build in builds.values()]
    prices = [each.price for each in better if each.step.kind is not LimitKind.BOUGHT_HOURS]
    if any(price.own is not None or price.bought is not None for price in prices):
        counted = " Own hours that the plan uses are in its cost already." if plan.cost_kind == "loaded" else ""
        notes.append(
            f"Own rate and bought: what all hours of the step cost over the whole horizon, beside the budget.{counted}"
        )
    if len(better) > 1:
        notes.append("Each step is taken by itself; two together may bring more or less than the sum.")
    if plan.gap != 0:
        notes.append("The plan is not proven best, so that part of this may be had without any step.")
    return notes
