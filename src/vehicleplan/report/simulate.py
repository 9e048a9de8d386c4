"""How sure the plan is, in sentences and tables: what the draws bring, how they lie, and which vehicle matters most."""

from __future__ import annotations

import math

from vehicleplan.analysis.sample import Percentiles
from vehicleplan.analysis.simulate import Simulated, VehicleDraws
from vehicleplan.model.plan import Plan
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.report import numbers
from vehicleplan.report.assurance import chance_words
from vehicleplan.report.contracts import Cell, Column, Kind, Section, Table
from vehicleplan.report.histogram import histogram
from vehicleplan.report.sentences import capitalized, number_of, plural

TITLE = "How sure it is"

_NOTABLE = 0.01
"""A vehicle that narrows the range by less is not worth a sentence."""


def simulate_section(simulated: Simulated, plan: Plan, resolved: ResolvedScenario) -> Section:
    """What the plan brings in many draws, how often it reaches its goal, and which vehicle matters most.

    Args:
        simulated: What was found out.
        plan: The plan.
        resolved: Its scenario.
    """
    if simulated.figures is None:
        return Section(TITLE, ("There is no plan that could be simulated.",))
    if simulated.is_certain:
        return Section(TITLE, (_certain_words(plan),))
    draws = len(simulated.results)
    answer = [] if draws == simulated.settings.draws else [_stopped_words(draws, simulated.settings.draws)]
    answer += [*_goal_words(simulated, plan), _brings_words(simulated, simulated.figures, plan)]
    answer += _cost_words(simulated, plan)
    answer += [_planned_words(simulated, plan, resolved), *_matters_words(simulated.vehicles)]
    tables = (
        _figures_table(simulated, simulated.figures, plan),
        _fall_table(simulated, plan),
        _vehicle_table(simulated),
    )
    return Section(TITLE, tuple(answer), tables, tuple(_notes(simulated)))


def _stopped_words(done: int, asked: int) -> str:
    return f"Stopped after {numbers.count(done)} of {numbers.count(asked)} draws."


def _certain_words(plan: Plan) -> str:
    what = f"{number_of(plan.results, plan.result)}"
    return f"All estimates of the plan's vehicles are certain, so nothing varies: it brings {what} in every draw."


def _goal_words(simulated: Simulated, plan: Plan) -> list[str]:
    """How often the draws bring all that is asked for."""
    if simulated.goal is None:
        return []
    draws = f"{numbers.count(len(simulated.results))} draws"
    return [f"The plan reaches its goal, {_asked_words(simulated, plan)}, {chance_words(simulated.goal, draws)}."]


def _asked_words(simulated: Simulated, plan: Plan) -> str:
    """What is asked for: `420 leads`, `420 leads and one target`, `3 targets`."""
    targets = len(simulated.parts) - (plan.amount is not None)
    words = "one target" if targets == 1 else f"{targets} targets"
    if plan.amount is None:
        return words
    amount = number_of(plan.amount, plan.result)
    return f"{amount} and {words}" if targets else amount


def _brings_words(simulated: Simulated, figures: Percentiles, plan: Plan) -> str:
    """What the draws bring."""
    low, middle, high = (numbers.results(figure) for figure in (figures.p10, figures.p50, figures.p90))
    draws = numbers.count(len(simulated.results))
    start = f"In {draws} draws the plan" if simulated.goal is None else "It"
    return f"{start} brings {low} (P10), {middle} (P50), {high} (P90) {plural(plan.result)}."


def _cost_words(simulated: Simulated, plan: Plan) -> list[str]:
    figures = simulated.cost_per_result
    if figures is None or math.isinf(figures.p90) or figures.p90 == 0:
        return []
    low, middle = numbers.money(figures.p10), numbers.money(figures.p50)
    high = numbers.money(figures.p90, plan.currency)
    kind = "" if plan.cost_kind == "loaded" else " in cash"
    return [f"One {plan.result} costs {low} (P10), {middle} (P50), {high} (P90){kind}."]


def _planned_words(simulated: Simulated, plan: Plan, resolved: ResolvedScenario) -> str:
    """Where the plan's own figure lies among the draws."""
    aversion = resolved.scenario.goal.risk_aversion
    why = f", with a risk aversion of {numbers.as_given(aversion)}" if aversion else ""
    draws = "" if simulated.as_planned is None else chance_words(simulated.as_planned, "the draws")
    return f"The plan counts on {numbers.results(plan.results)}{why}; it brings that or more {draws}."


def _matters_words(vehicles: tuple[VehicleDraws, ...]) -> list[str]:
    """The vehicle whose uncertainty matters most, where there are several."""
    most = max(vehicles, key=lambda vehicle: vehicle.narrows, default=None)
    if most is None or len(vehicles) < 2 or most.narrows < _NOTABLE:
        return []
    gain = f"with its P50 in every draw the range from P10 to P90 would be {numbers.percent(most.narrows)} narrower"
    return [f"What matters most is {most.name}: {gain}."]


def _figures_table(simulated: Simulated, figures: Percentiles, plan: Plan) -> Table:
    """Results, targets and cost per result over the draws."""
    asked = [(part.what, part.amount, part.planned, part.figures, part.chance) for part in simulated.parts]
    rows: list[tuple[Cell, ...]] = []
    if plan.amount is None:
        rows.append((plural(plan.result), None, plan.results, *_cells(figures), None))
    for what, amount, planned, drawn, chance in asked:
        name = plural(what) if what == plan.result else what
        rows.append((name, amount, planned, *_cells(drawn), float(chance.times)))
    cost = simulated.cost_per_result
    if cost is not None and math.isfinite(cost.p50):
        finite = (each if math.isfinite(each) else numbers.RANGE for each in _cells(cost))
        shown = numbers.cell_texts((plan.cost_per_result, *finite), Kind.MONEY)
        rows.append((f"{plan.currency} per {plan.result}", None, *shown, None))
    columns = (
        Column("What"),
        Column("Asked", Kind.RESULTS),
        Column("Planned", Kind.RESULTS),
        *(Column(heading, Kind.RESULTS) for heading in ("P10", "P50", "P90")),
        Column("Mean", Kind.RESULTS, gives_way=1),
        Column("Draws that\nreach it", Kind.COUNT),
    )
    if simulated.goal is None:
        columns = (columns[0], *columns[2:-1])
        rows = [(row[0], *row[2:-1]) for row in rows]
    return Table(f"What {numbers.count(len(simulated.results))} draws bring", columns, tuple(rows))


def _cells(figures: Percentiles) -> tuple[float, float, float, float]:
    return figures.p10, figures.p50, figures.p90, figures.mean


def _fall_table(simulated: Simulated, plan: Plan) -> Table:
    heading = plural(plan.result)
    return histogram("How the draws lie", capitalized(heading), simulated.results, plan.amount)


def _vehicle_table(simulated: Simulated) -> Table:
    """Results of each vehicle, and how much of the range is due to it."""
    rows = tuple(
        (each.name, each.planned, each.figures.p10, each.figures.p50, each.figures.p90, each.narrows)
        for each in simulated.vehicles
    )
    return Table(
        "What each vehicle brings",
        (
            Column("Vehicle"),
            Column("Planned", Kind.RESULTS),
            *(Column(heading, Kind.RESULTS) for heading in ("P10", "P50", "P90")),
            Column("Range narrower\nif it were certain", Kind.PERCENT),
        ),
        rows,
    )


def _notes(simulated: Simulated) -> list[str]:
    settings = simulated.settings
    alike = "each vehicle fares on its own"
    if settings.correlation:
        alike = f"vehicles fare alike with a correlation of {numbers.as_given(settings.correlation)}"
    is_given = any(
        chance is not None and 0 < chance.times < chance.draws for chance in (simulated.goal, simulated.as_planned)
    )
    in_brackets = "In brackets: where the share of endless draws lies, 95 % sure. " if is_given else ""
    return [f"P10: one draw in ten is lower; P90: one in ten is higher. {in_brackets}Seed {settings.seed}; {alike}."]
