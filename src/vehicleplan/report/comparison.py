"""Comparisons as they are shown: another plan beside a base plan, and two to four scenarios side by side.

Figures that count different things are shown and never subtracted; a goal out of reach and a plan that is not possible
are said before anything else.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeAlias

from vehicleplan.analysis.compare import Change, PlanDifference, compare_plans, compare_scenarios
from vehicleplan.model.period import length_ratio
from vehicleplan.model.plan import Plan
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.report import comparison_sentences as wording
from vehicleplan.report import numbers, sentences
from vehicleplan.report.comparison_contracts import ComparisonReport, DifferenceReport, FigureRow
from vehicleplan.report.comparison_words import words_for
from vehicleplan.report.contracts import Cell, Column, Kind, Section, Table

PlannedScenario: TypeAlias = tuple[ResolvedScenario, Plan | None]
"""A scenario with its plan; None where it has not been planned yet."""

_MOST_PERIODS = 6


def difference_report(base: Plan, other: Plan) -> DifferenceReport:
    """What the other plan does differently from the base plan."""
    difference = compare_plans(base, other)
    return DifferenceReport(
        answer=wording.difference_sentences(base, other, difference),
        figures=_figure_rows(base, other, difference),
        comes_in=tuple(vehicle.name for vehicle in difference.comes_in),
        goes_out=tuple(vehicle.name for vehicle in difference.goes_out),
        vehicles=_changed_table(base, difference),
        is_same=difference.is_none,
    )


def _figure_rows(base: Plan, other: Plan, difference: PlanDifference) -> tuple[FigureRow, ...]:
    money = () if difference.has_same_money else (base.currency, other.currency)
    names = () if difference.has_same_results else (base.result, other.result)
    has_plan = (sentences.has_plan(base), sentences.has_plan(other))
    unit = "" if money else f", {base.currency}"
    is_cash = difference.has_same_cost and base.cost_kind == "cash"
    results = "Results" if names else sentences.capitalized(sentences.plural(base.result))
    row = partial(_figure_row, has_plan)
    per_result = row(f"{'Cash' if is_cash else 'Cost'} per result{unit}", difference.cost_per_result, Kind.MONEY, money)
    return (
        row(results, difference.results, Kind.RESULTS, names),
        per_result if difference.has_same_units else replace(per_result, change=""),
        row(f"Cost{unit}", difference.loaded, Kind.MONEY, money),
        row(f"Cash{unit}", difference.cash, Kind.MONEY, money),
        row(f"Labour{unit}", difference.labour, Kind.MONEY, money),
        *(row(f"Own hours of {skill}", change, Kind.HOURS, ()) for skill, change in difference.own_hours.items()),
    )


def _figure_row(
    has_plan: tuple[bool, bool], label: str, change: Change, kind: Kind, units: tuple[str, ...]
) -> FigureRow:
    """The figures of both plans. Where each has its own unit, the figures say it and there is no change."""
    figures = (change.before, change.after)
    texts = _texts(figures, kind, units)
    base, other = (text if has and text else numbers.RANGE for text, has in zip(texts, has_plan, strict=True))
    compares = all(has_plan) and not units and change.before is not None and change.after is not None
    return FigureRow(
        label, base, other, numbers.change(change.before or 0, change.after or 0, kind) if compares else ""
    )


def _texts(figures: Sequence[float | None], kind: Kind, units: Sequence[str]) -> list[str]:
    """The figures as text, each with its own currency or noun where there are units; empty where there is none."""
    if not units:
        return numbers.cell_texts(figures, kind)
    if kind is Kind.MONEY:
        texts = numbers.cell_texts(figures, kind)
        return [f"{text} {unit}" if text else "" for text, unit in zip(texts, units, strict=True)]
    return ["" if each is None else sentences.number_of(each, unit) for each, unit in zip(figures, units, strict=True)]


def _changed_table(base: Plan, difference: PlanDifference) -> Table | None:
    """Vehicles that come in, go out or change, with their activities over the horizon and where they move."""
    rows: list[tuple[Cell, ...]] = [
        (vehicle.name, None, math.fsum(vehicle.activities), "comes in") for vehicle in difference.comes_in
    ]
    rows += [(vehicle.name, math.fsum(vehicle.activities), None, "goes out") for vehicle in difference.goes_out]
    for each in difference.changed:
        words = _moves(each.before, each.after, base.labels)
        rows.append((each.name, math.fsum(each.before), math.fsum(each.after), words))
    columns = (Column("Vehicle"), Column("Base", Kind.COUNT), Column("What-if", Kind.COUNT), Column("Change"))
    return Table("Activities", columns, tuple(rows)) if rows else None


def _moves(before: tuple[float, ...], after: tuple[float, ...], labels: tuple[str, ...]) -> str:
    """The change in all, then by period; only the number of periods where there are many."""
    total = numbers.change(math.fsum(before), math.fsum(after), Kind.COUNT) or "as many"
    if len(before) != len(after):
        return f"{total}, over {len(after)} periods instead of {len(before)}"
    by_period = [numbers.change(old, new, Kind.COUNT) for old, new in zip(before, after, strict=True)]
    moved = [f"{label} {change}" for label, change in zip(labels, by_period, strict=True) if change]
    if len(moved) > _MOST_PERIODS:
        return f"{total}, in {len(moved)} of {len(labels)} periods"
    return f"{total}: {', '.join(moved)}"


def comparison_report(planned: Sequence[PlannedScenario]) -> ComparisonReport:
    """Two to four scenarios side by side: what their files ask differently, their figures, their vehicles.

    Args:
        planned: The scenarios with their plans, where they have been planned.

    Raises:
        ValueError: there are fewer than two scenarios, or more than four.
    """
    titles = _titles([resolved.scenario.name for resolved, _ in planned])
    brief = _brief_table(planned, titles)
    return ComparisonReport(
        titles=titles,
        notes=wording.comparison_notes(planned, titles, asks_same=brief is None, spans=_spans(planned)),
        brief=brief,
        figures=_figures_table(planned, titles),
        vehicles=_vehicles_table(planned, titles),
    )


def comparison_section(planned: Sequence[tuple[ResolvedScenario, Plan]]) -> Section:
    """Two to four planned scenarios side by side, after what each plan does differently from the first.

    Raises:
        ValueError: there are fewer than two scenarios, or more than four.
    """
    report = comparison_report(planned)
    base = planned[0][1]
    changes = [
        f"{title}, beside {report.titles[0]}: {words}"
        for title, (_, plan) in zip(report.titles[1:], planned[1:], strict=True)
        if (words := wording.beside_words(base, plan))
    ]
    tables = (report.figures, report.vehicles, report.brief)
    return Section("What differs", (*report.notes, *changes), tuple(table for table in tables if table is not None))


def _titles(names: Sequence[str]) -> tuple[str, ...]:
    """The names, with a number behind those that are there more than once."""
    seen = dict.fromkeys(names, 0)
    titles = []
    for name in names:
        seen[name] += 1
        titles.append(f"{name} ({seen[name]})" if names.count(name) > 1 else name)
    return tuple(titles)


def _spans(planned: Sequence[PlannedScenario]) -> tuple[str, ...]:
    """The length of each horizon in words; empty where all are as long."""
    horizons = [resolved.scenario.horizon for resolved, _ in planned]
    if len({horizon.periods * length_ratio(horizon.period, "week") for horizon in horizons}) == 1:
        return ()
    return tuple(f"{horizon.periods} {sentences.plural(horizon.period, horizon.periods)}" for horizon in horizons)


def _brief_table(planned: Sequence[PlannedScenario], titles: tuple[str, ...]) -> Table | None:
    resolved = tuple(each for each, _ in planned)
    words = words_for(resolved)
    rows = tuple(words.row(difference) for difference in compare_scenarios(resolved))
    columns = (Column("Asked"), *(Column(title) for title in titles))
    return Table("What differs in the brief", columns, rows) if rows else None


def _figures_table(planned: Sequence[PlannedScenario], titles: tuple[str, ...]) -> Table:
    """Figures as text at the right, since each row has its own unit; rows that say nothing are left out."""
    plans = [plan if plan is not None and sentences.has_plan(plan) else None for _, plan in planned]
    scenarios = [resolved.scenario for resolved, _ in planned]
    currencies, names = [each.currency for each in scenarios], [each.goal.result for each in scenarios]
    in_money = currencies if len(set(currencies)) > 1 else ()
    in_results = names if len(set(names)) > 1 else ()
    unit = "" if in_money else f", {currencies[0]}"
    per_result = "Cash per result" if all(each.goal.cost == "cash" for each in scenarios) else "Cost per result"

    def figures(figure: Callable[[Plan], float | None], kind: Kind, units: Sequence[str] = ()) -> list[str]:
        """A figure of each plan as text."""
        return _texts([None if plan is None else figure(plan) for plan in plans], kind, units)

    rows = (
        ("Status", *(wording.status_label(plan) for _, plan in planned)),
        (
            "Results" if in_results else sentences.capitalized(sentences.plural(names[0])),
            *figures(lambda plan: plan.results, Kind.RESULTS, in_results),
        ),
        ("Goal", *_texts([scenario.goal.amount for scenario in scenarios], Kind.RESULTS, in_results)),
        ("Missing", *("" if plan is None else wording.missing_words(plan) for plan in plans)),
        (f"{per_result}{unit}", *figures(lambda plan: plan.cost_per_result, Kind.MONEY, in_money)),
        (f"Cost{unit}", *figures(lambda plan: plan.cost.loaded, Kind.MONEY, in_money)),
        (f"Cash{unit}", *figures(lambda plan: plan.cost.cash, Kind.MONEY, in_money)),
        (f"Labour{unit}", *figures(lambda plan: plan.cost.labour, Kind.MONEY, in_money)),
        ("Vehicles", *figures(lambda plan: float(len(plan.vehicles)), Kind.COUNT)),
    )
    columns = (Column(""), *(Column(title, Kind.RESULTS) for title in titles))
    return Table("Figures", columns, tuple(row for row in rows if any(row[1:])))


def _vehicles_table(planned: Sequence[PlannedScenario], titles: tuple[str, ...]) -> Table | None:
    """Activities over the horizon; a vehicle that no plan has is left out."""
    chosen = [{v.id: math.fsum(v.activities) for v in plan.vehicles} if plan else {} for _, plan in planned]
    names = words_for(tuple(resolved for resolved, _ in planned)).names
    rows = tuple(
        (name, *(activities.get(vehicle) for activities in chosen))
        for vehicle, name in names.items()
        if any(vehicle in activities for activities in chosen)
    )
    columns = (Column("Vehicle"), *(Column(title, Kind.COUNT) for title in titles))
    return Table("Activities over the horizon", columns, rows) if rows else None
