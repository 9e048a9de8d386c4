"""The third part: what the plan costs and who does it, by vehicle, by period and by skill, against what there is."""

from __future__ import annotations

import math
from collections.abc import Iterator

from vehicleplan.model.base import by_period as spread
from vehicleplan.model.plan import Plan, SkillUse
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.report import numbers
from vehicleplan.report.bars import Bars, UseBar, money_bars, stretches, tight_words, use_bars, use_words
from vehicleplan.report.chart import round_scale
from vehicleplan.report.choice import bought_words
from vehicleplan.report.contracts import Cell, Column, Difference, Kind, Quotient, Sum, Table
from vehicleplan.report.document.contracts import Block, Part, PartId
from vehicleplan.report.document.pictures import Use, UseColumn, UsePanel
from vehicleplan.report.sentences import capitalized, has_plan, hours_words, listed, own_hours
from vehicleplan.report.tables import cost_note, shared_costs

_DUST = 1e-6
_SOURCES = ("spent", "own", "built", "given", "bought")
_MOST_COLUMNS = 12
_MOST_NAMED = 6
_MOST_PERIODS = 24
"""A page has a row for each of so many periods; of more the picture tells, and the spreadsheet has them all."""


def use_part(plan: Plan, resolved: ResolvedScenario) -> Part | None:
    """Money and hours against what there is; None where there is no plan."""
    if not has_plan(plan) or not plan.vehicles:
        return None
    bars = use_bars(plan, resolved)
    picture = use_picture(bars)
    blocks: list[Block] = [vehicles_table(plan), *([picture] if picture.panels else [])]
    has_room = len(plan.labels) <= _MOST_PERIODS
    tables = (skills_table(plan), people_table(plan, resolved), cash_table(plan, resolved) if has_room else None)
    blocks += [table for table in tables if table is not None]
    return Part(PartId.USE, "What it costs, and who does it", tuple(_words(plan, bars)), tuple(blocks))


def _words(plan: Plan, bars: tuple[Bars, ...]) -> Iterator[str]:
    """The cost and its parts, what is tight, what is bought."""
    loaded, cash, labour = (
        numbers.money(amount, plan.currency) for amount in (plan.cost.loaded, plan.cost.cash, plan.cost.labour)
    )
    hours = own_hours(plan)
    if plan.cost.labour > 0:
        worked = f"for {hours_words(hours)} of the team's own work"
        yield f"The plan costs {loaded}: {cash} of cash and {labour} {worked}."
    elif hours > _DUST:
        yield f"The plan costs {cash} of cash and takes {hours_words(hours)} of the team."
    else:
        yield f"The plan costs {cash} of cash."
    if plan.budget_total is not None:
        left = plan.budget_total - plan.cost.cash
        budget = numbers.money(plan.budget_total, plan.currency)
        rest = "nothing" if left <= _DUST * plan.budget_total else numbers.money(left, plan.currency)
        yield f"The budget is {budget}; {rest} of it is left."
    tight = [f"{each.name}{_when_tight(each.whole)}" for each in bars if each.whole.tight and each.kind is Kind.HOURS]
    if tight:
        yield f"Hours that are nearly used up: {listed(tight, _MOST_NAMED)}."
    yield from bought_words(plan)


def _when_tight(bar: UseBar) -> str:
    """In how many of the periods it is tight, where it is not in all."""
    return "" if bar.tight == bar.periods else f" (in {bar.tight} of {bar.periods} periods)"


def vehicles_table(plan: Plan) -> Table:
    """Each chosen vehicle: activities, hours, cash, cost, results and cost per result; then what belongs to none."""
    money = plan.currency
    counted = 2 if plan.cost_kind == "cash" else 4
    rows: list[tuple[Cell, ...]] = [
        (
            vehicle.name,
            math.fsum(vehicle.activities),
            vehicle.cash,
            math.fsum(vehicle.hours.values()),
            vehicle.loaded_cost,
            vehicle.results,
            vehicle.results / plan.results if plan.results > 0 else None,
            vehicle.cost_per_result,
        )
        for vehicle in plan.vehicles
    ]
    rows += [(each.name, None, each.cash, each.hours, each.cost, None, None, None) for each in shared_costs(plan)]
    used = math.fsum(use.used for uses in plan.score.hours.values() for use in uses)
    share = 1.0 if plan.results > 0 else None
    total: tuple[Cell, ...] = (
        "Total",
        None,
        plan.cost.cash,
        used,
        plan.cost.loaded,
        plan.results,
        share,
        plan.cost_per_result,
    )
    columns = (
        Column("Vehicle"),
        Column("Activities", Kind.COUNT),
        Column(f"Cash\n{money}", Kind.MONEY, is_summed=True),
        Column("Hours", Kind.HOURS, is_summed=True, gives_way=1),
        Column(f"Cost\n{money}", Kind.MONEY, is_summed=True),
        Column("Results", Kind.RESULTS, is_summed=True),
        Column("Of all\nresults", Kind.PERCENT, is_summed=True, gives_way=2),
        Column(f"{money} per\nresult", Kind.MONEY, formula=Quotient(counted, 5)),
    )
    return Table(
        "What each vehicle takes and brings", columns, tuple(rows), (total,), _vehicle_notes(plan), id="vehicles"
    )


def _vehicle_notes(plan: Plan) -> tuple[str, ...]:
    notes = [cost_note(plan)]
    bought = math.fsum(use.outsourced for uses in plan.score.hours.values() for use in uses)
    if bought > _DUST:
        own = numbers.hours(own_hours(plan))
        notes.append(
            f"Of the hours {numbers.hours(bought)} are bought and {own} are the team's own; what bought hours cost is "
            "in the cost of the vehicles that they work for."
        )
    return tuple(notes)


def outcomes_table(plan: Plan, resolved: ResolvedScenario) -> Table | None:
    """By vehicle, what it brings of each outcome; None where nothing is brought."""
    names = [name for name in resolved.scenario.outcome_names if plan.outcomes.get(name, 0.0) > 0]
    if not names:
        return None
    rows = tuple((each.name, *(each.outcomes.get(name) for name in names)) for each in plan.vehicles)
    total: tuple[Cell, ...] = ("Total", *(plan.outcomes[name] for name in names))
    columns = (Column("Vehicle"), *(Column(capitalized(name), Kind.RESULTS, is_summed=True) for name in names))
    note = "People or accounts, each counted once, at the furthest stage that the vehicle moves them to."
    return Table("Outcomes by vehicle", columns, rows, (total,), (note,), id="outcomes")


def cash_table(plan: Plan, resolved: ResolvedScenario) -> Table | None:
    """Cash by period against the budget; None where no cash is spent."""
    if plan.cost.cash <= 0:
        return None
    spent, granted = plan.score.cash_by_period, resolved.budget_by_period
    columns = [Column("Period"), Column(f"Spent\n{plan.currency}", Kind.MONEY, is_summed=True)]
    cells: list[tuple[Cell, ...]] = [plan.labels, spent]
    totals: list[Cell] = ["Total", math.fsum(spent)]
    carries = resolved.scenario.budget.carry_over
    if granted is not None:
        columns.append(Column(f"Budget\n{plan.currency}", Kind.MONEY, is_summed=True))
        cells.append(granted)
        totals.append(math.fsum(granted))
    if granted is not None and not carries:
        columns.append(Column("Unspent,\nlost", Kind.MONEY, formula=Difference(2, 1)))
        cells.append(tuple(have - used for have, used in zip(granted, spent, strict=True)))
        totals.append(math.fsum(granted) - math.fsum(spent))
    elif granted is not None or plan.budget_total is not None:
        columns.append(Column(f"Left at the end\nof the period, {plan.currency}", Kind.MONEY))
        cells.append(tuple(bar.free for bar in money_bars(plan, resolved).by_period))
        totals.append(None)
    limit_words = resolved.scenario.budget.total
    notes = (
        ()
        if limit_words is None
        else (f"The budget for the whole horizon is {numbers.money(limit_words, plan.currency)}.",)
    )
    rows = tuple(zip(*cells, strict=True))
    return Table("Cash by period", tuple(columns), rows, (tuple(totals),), notes, id="cash")


_HOUR_SOURCES = {"own": "Own", "given": "Given by\nmembers", "built": "Built", "outsourced": "Bought"}
"""By what the hours of a skill are called in a plan, the heading of their column."""


def _sources_of(plan: Plan) -> tuple[str, ...]:
    """The sources that the plan has any hours from, the team's own first."""
    uses = [use for by_period in plan.score.hours.values() for use in by_period]
    return tuple(name for name in _HOUR_SOURCES if name == "own" or any(getattr(use, name) > _DUST for use in uses))


def _hour_columns(lead: int, sources: tuple[str, ...], *, has_use: bool) -> tuple[Column, ...]:
    """Sources, what is there, what is used of it, what is free; they begin after so many columns."""
    there = lead + len(sources)
    last = (Column("Used, of\nwhat is there", Kind.PERCENT, formula=Quotient(there + 1, there)),) if has_use else ()
    return (
        *(Column(_HOUR_SOURCES[source], Kind.HOURS, is_summed=True, gives_way=1) for source in sources),
        Column("There", Kind.HOURS, formula=Sum(lead, there - 1)),
        Column("Used", Kind.HOURS, is_summed=True),
        Column("Free", Kind.HOURS, formula=Difference(there, there + 1)),
        *last,
    )


def _hour_cells(uses: tuple[SkillUse, ...], sources: tuple[str, ...], *, has_use: bool) -> tuple[Cell, ...]:
    """The sources, there, used, free, and the part that is used."""
    parts = [math.fsum(getattr(use, source) for use in uses) for source in sources]
    there, used = math.fsum(parts), math.fsum(use.used for use in uses)
    free = there - used if abs(there - used) > _DUST else 0.0
    is_shared = any(use.given > _DUST for use in uses)  # what people give is always used: what they have is theirs
    share = (used / there if there > 0 and not is_shared else None,) if has_use else ()
    return (*parts, there, used, free, *share)


def skills_table(plan: Plan) -> Table | None:
    """By skill, the hours of the whole horizon; None where no hours are used."""
    used = {skill: uses for skill, uses in plan.score.hours.items() if any(use.used > _DUST for use in uses)}
    if not used:
        return None
    sources = _sources_of(plan)
    rows = tuple((skill, *_hour_cells(uses, sources, has_use=True)) for skill, uses in used.items())
    whole = tuple(use for uses in used.values() for use in uses)
    total = ("Total", *_hour_cells(whole, sources, has_use=True))
    notes = ("Members' hours count for the skill that they are given to.",) if "given" in sources else ()
    columns = (Column("Skill"), *_hour_columns(1, sources, has_use=True))
    return Table("Hours by skill", columns, rows, (total,), notes, id="skills")


def hours_table(plan: Plan) -> Table | None:
    """By skill and period, every source of hours and what is used; None where no hours are used."""
    sources = _sources_of(plan)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (skill, label, *_hour_cells((use,), sources, has_use=False))
        for skill, uses in plan.score.hours.items()
        if any(use.used > _DUST for use in uses)
        for label, use in zip(plan.labels, uses, strict=True)
    )
    if not rows:
        return None
    columns = (Column("Skill"), Column("Period"), *_hour_columns(2, sources, has_use=False))
    return Table("Hours by skill and period", columns, rows, id="hours")


def people_table(plan: Plan, resolved: ResolvedScenario) -> Table | None:
    """The people who share their hours between skills; None where none gives any."""
    rows: list[tuple[str, str, float, float, float, float | None]] = []
    for position, member in enumerate(resolved.scenario.team.members):
        given = {skill: math.fsum(hours) for (who, skill), hours in plan.decisions.given.items() if who == position}
        there, used = math.fsum(spread(member.hours, resolved.periods)), math.fsum(given.values())
        skills = [f"{numbers.hours(hours)} {skill}" for skill, hours in given.items() if hours > _DUST]
        if skills:
            rows.append((member.name, listed(skills), there, used, there - used, used / there if there else None))
    if not rows:
        return None
    there, used = math.fsum(row[2] for row in rows), math.fsum(row[3] for row in rows)
    total = ("Total", "", there, used, there - used, used / there if there else None)
    columns = (
        Column("Person"),
        Column("Gives hours of"),
        Column("There", Kind.HOURS, is_summed=True),
        Column("Used", Kind.HOURS, is_summed=True),
        Column("Free", Kind.HOURS, formula=Difference(2, 3)),
        Column("Used, of\nwhat is there", Kind.PERCENT, formula=Quotient(3, 2)),
    )
    return Table("People with several skills", columns, tuple(rows), (total,), id="people")


def use_picture(bars: tuple[Bars, ...]) -> Use:
    """Money, skills and people over time."""
    used = {part.source for each in bars for bar in each.by_period for part in bar.parts if part.amount > _DUST}
    sources = tuple(source for source in _SOURCES if source in used)
    panels = tuple(_panel(each, sources) for each in bars if each.whole.used > _DUST)
    alt = "; ".join(f"{panel.name}: {panel.summary}" for panel in panels)
    return Use("use", "Used of what there is", f"{alt}." if alt else "", sources, panels)


def _panel(bars: Bars, sources: tuple[str, ...]) -> UsePanel:
    columns = tuple(_column(bars, bar, sources) for bar in stretches(bars, _MOST_COLUMNS))
    words = numbers.money if bars.kind is Kind.MONEY else numbers.hours
    heights = [max(math.fsum(column.parts), column.available or 0.0) for column in columns]
    summary = ", ".join(filter(None, (use_words(bars, bars.whole), _share_words(bars.whole), tight_words(bars.whole))))
    return UsePanel(bars.name, summary, round_scale(bars.unit, (0.0, *heights), words), columns)


def _share_words(bar: UseBar) -> str:
    return "" if bar.share is None else numbers.percent(bar.share)


def _column(bars: Bars, bar: UseBar, sources: tuple[str, ...]) -> UseColumn:
    by_source = {part.source: part.amount for part in bar.parts}
    parts = tuple(max(0.0, by_source.get(source, 0.0)) for source in sources)
    return UseColumn(bar.label, parts, bar.available, use_words(bars, bar), bool(bar.tight))
