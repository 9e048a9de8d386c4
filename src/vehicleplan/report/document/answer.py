"""The first part: what we do, what it costs, what it brings, how sure we are. It must do alone."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from vehicleplan.analysis.simulate import Simulated
from vehicleplan.model.plan import Plan
from vehicleplan.report import numbers, sentences
from vehicleplan.report.assurance import chance_words
from vehicleplan.report.chart import ChartLine, round_scale
from vehicleplan.report.choice import what_to_do
from vehicleplan.report.contracts import Cell, Column, Kind, Table
from vehicleplan.report.document import captions
from vehicleplan.report.document.change import section_blocks, section_tables
from vehicleplan.report.document.contracts import Block, KeyFigure, Part, PartId, Passage
from vehicleplan.report.document.findings import Findings
from vehicleplan.report.document.pictures import Spread, SpreadBar
from vehicleplan.report.histogram import Stretch, stretch_words, stretches
from vehicleplan.report.tables import targets_table

_MOST_NAMED = 8


def answer_part(found: Findings) -> Part:
    """The answer, what is in the way of it, and how sure it is."""
    plan = found.plan
    words = [*headline(found), *_what_we_do(found)]
    blocks: list[Block] = []
    for section in found.obstacles:
        blocks += section_blocks(section, "obstacles")
    goal = goal_table(found)
    if goal is not None:
        blocks.append(goal)
    sure = found.sure
    if found.simulated is not None and sure is not None and plan.vehicles:
        said = headline(found)
        blocks.append(Passage(sure.title, tuple(sentence for sentence in sure.answer if sentence not in said)))
        picture = spread(found.simulated, plan)
        if picture is not None:
            blocks.append(picture)
            if len(found.simulated.parts) > 1:
                blocks.append(Passage("", (picture.alt,), is_note=True))
        if sure.notes:
            blocks.append(Passage("", sure.notes, is_note=True))
    return Part(PartId.ANSWER, "The answer", tuple(words), tuple(blocks))


def headline(found: Findings) -> tuple[str, ...]:
    """What it brings, what it takes, how good it is, and how sure it is to reach its goal: more does nobody keep."""
    said = sentences.answer(found.plan)
    simulated, sure = found.simulated, found.sure
    if simulated is None or sure is None or simulated.goal is None or simulated.is_certain or not found.plan.vehicles:
        return said
    return (*said, sure.answer[0])


def goal_table(found: Findings) -> Table | None:
    """Asked and reached, where there is more to say than the answer does."""
    if not sentences.has_plan(found.plan):
        return None
    table = targets_table(found.plan, found.resolved)
    if table is None:
        return None
    columns = tuple(replace(column, heading=column.heading or "So it is") for column in table.columns)
    return replace(table, columns=columns, id="goal")


def _what_we_do(found: Findings) -> Iterator[str]:
    plan = found.plan
    if not plan.vehicles:
        return
    parts = [
        f"{each.name} ({what_to_do(each, plan, found.resolved, has_when=False).rstrip('.')})" for each in plan.vehicles
    ]
    yield f"We do {sentences.listed(parts, _MOST_NAMED)}."


def key_figures(found: Findings) -> tuple[KeyFigure, ...]:
    """Results, cost of one, cash, how sure, vehicles; none where there is no plan."""
    plan = found.plan
    if not sentences.has_plan(plan):
        return ()
    return tuple(
        figure for figure in (_results(found), _each(plan), _cash(plan), _sure(found), _vehicles(plan)) if figure
    )


def _results(found: Findings) -> KeyFigure:
    plan, targets = found.plan, found.resolved.scenario.goal.targets
    what = sentences.plural(plan.result)
    note = "no amount was asked for"
    if plan.amount is not None:
        note = f"asked for: {numbers.results(plan.amount)}"
    elif targets:
        asked = [f"{numbers.results(target.amount)} {target.outcome}" for target in targets]
        note = f"asked for: {sentences.listed(asked, 2)}"
    return KeyFigure(sentences.capitalized(what), numbers.results(plan.results), note)


def _each(plan: Plan) -> KeyFigure | None:
    if plan.cost_per_result is None:
        return None
    note = "cash only" if plan.cost_kind == "cash" else "cash and the team's hours"
    return KeyFigure(f"Cost per {plan.result}", numbers.money(plan.cost_per_result, plan.currency), note)


def _cash(plan: Plan) -> KeyFigure:
    note = "no budget was set"
    if plan.budget_total is not None:
        note = f"of a budget of {numbers.money(plan.budget_total, plan.currency)}"
    return KeyFigure("Cash", numbers.money(plan.cost.cash, plan.currency), note)


def _sure(found: Findings) -> KeyFigure | None:
    """The chance of reaching the goal; without a goal the range of results."""
    simulated = found.simulated
    if simulated is None or simulated.figures is None or simulated.is_certain or not found.plan.vehicles:
        return None
    draws = numbers.count(len(simulated.results))
    if simulated.goal is not None:
        return KeyFigure("Chance of the goal", numbers.percent(simulated.goal.share), f"of {draws} draws reach it")
    low, high = numbers.results(simulated.figures.p10), numbers.results(simulated.figures.p90)
    return KeyFigure("Eight times in ten", f"{low}{numbers.RANGE}{high}", f"{sentences.plural(found.plan.result)}")


def _vehicles(plan: Plan) -> KeyFigure:
    total = len(plan.vehicles) + len(plan.not_chosen)
    return KeyFigure("Vehicles", str(len(plan.vehicles)), f"of {sentences.number_of(total, 'candidate')}")


def spread(simulated: Simulated, plan: Plan) -> Spread | None:
    """The draws against the goal; None where nothing varies."""
    if simulated.is_certain or simulated.figures is None or not simulated.results:
        return None
    found = stretches(simulated.results, plan.amount)
    length = next((each.high - each.low for each in found if each.low is not None and each.high is not None), 0.0)
    bars = tuple(_bar(each, length, len(simulated.results), plan.amount) for each in found)
    ends = [bars[0].low, bars[-1].high, *([plan.amount] if plan.amount is not None else [])]
    name = sentences.plural(plan.result)
    marks = tuple(
        ChartLine(value, numbers.results(value), label)
        for value, label in (
            (simulated.figures.p10, "P10"),
            (simulated.figures.p50, "P50"),
            (simulated.figures.p90, "P90"),
        )
    )
    goal = None if plan.amount is None else ChartLine(plan.amount, numbers.as_given(plan.amount), "asked for")
    return Spread(
        "spread",
        f"{sentences.capitalized(name)} in {numbers.count(len(simulated.results))} draws",
        _alt(simulated, plan, marks),
        round_scale(name, ends, numbers.results),
        bars,
        marks,
        goal,
    )


def _bar(stretch: Stretch, length: float, draws: int, goal: float | None) -> SpreadBar:
    """A stretch as a bar; one without an end is as long as the others, and its words say that there is more."""
    low = max(0.0, (stretch.high or 0.0) - length) if stretch.low is None else stretch.low
    high = low + length if stretch.high is None else stretch.high
    reaches = goal is None or low >= goal or math.isclose(low, goal)
    return SpreadBar(low, high, stretch.draws / draws, stretch_words(stretch), reaches)


def _alt(simulated: Simulated, plan: Plan, marks: tuple[ChartLine, ...]) -> str:
    figures = ", ".join(f"{mark.figure} ({mark.label})" for mark in marks)
    words = f"The draws bring {figures} {sentences.plural(plan.result)}"
    if plan.amount is None or simulated.goal is None:
        return f"{words}."
    draws = f"{numbers.count(len(simulated.results))} draws"
    asked = sentences.number_of(plan.amount, plan.result)
    often = chance_words(simulated.parts[0].chance, draws)
    return f"{words}; they bring {asked} or more {often}{_with_targets(simulated)}."


def _with_targets(simulated: Simulated) -> str:
    """How often all that is asked for comes together, where that is more than the amount."""
    if simulated.goal is None or len(simulated.parts) < 2:
        return ""
    targets = sentences.listed([part.what for part in simulated.parts[1:]])
    return f", and reach what is asked of {targets} as well in {numbers.percent(simulated.goal.share)}"


def draws_tables(found: Findings) -> list[Table]:
    """What the draws bring, how they lie, and what each vehicle brings in them."""
    simulated, sure = found.simulated, found.sure
    if simulated is None or sure is None or not sentences.has_plan(found.plan):
        return []
    picture = spread(simulated, found.plan)
    if picture is None:
        return []
    figures, _, vehicles = section_tables(sure, "draws")
    return [figures, spread_table(picture), replace(vehicles, id="draws-vehicles")]


def spread_table(picture: Spread) -> Table:
    """The bars of the draws as a table."""
    columns = (
        Column(sentences.capitalized(picture.scale.title)),
        Column("From", Kind.RESULTS),
        Column("To", Kind.RESULTS),
        Column("Of all draws", Kind.PERCENT, is_summed=True),
        *((Column(captions.REACHES),) if picture.goal is not None else ()),
    )
    rows: list[tuple[Cell, ...]] = []
    for bar in picture.bars:
        reaches = ("yes" if bar.reaches else "no",) if picture.goal is not None else ()
        rows.append((bar.text, bar.low, bar.high, bar.share, *reaches))
    total = ("All", None, None, math.fsum(bar.share for bar in picture.bars), *(("",) if picture.goal else ()))
    return Table("How the draws lie", columns, tuple(rows), (total,), id="draws-spread")
