"""The fourth part: how the seven questions left what they left, and what the chosen ones cost per result."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from vehicleplan.estimates.range_of_results import range_of_results
from vehicleplan.estimates.smallest_scale import cost_per_result_alone
from vehicleplan.estimates.worth import worth_by_outcome
from vehicleplan.model.candidate import Candidate
from vehicleplan.model.plan import Plan, WhyNot
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.model.screened import Screened
from vehicleplan.model.verdict import Question
from vehicleplan.report import numbers
from vehicleplan.report.chart import ChartLine, round_scale
from vehicleplan.report.choice import brings_words
from vehicleplan.report.contracts import Cell, Column, Kind, Table
from vehicleplan.report.document.contracts import Block, Part, PartId
from vehicleplan.report.document.pictures import Funnel, FunnelStep, RangeRow, Ranges
from vehicleplan.report.sentences import candidate_counts, has_plan, number_of, with_article

_MOST_ROWS = 24
"""Rows of a picture that a page has room for, as long as the plan has no more."""
_MOST_OTHERS = 10
_BEYOND = 3.0
"""The scale ends at so many times the dearest chosen vehicle: one that is far dearer would flatten all others."""


def why_these_part(plan: Plan, resolved: ResolvedScenario, screened: Screened | None) -> Part | None:
    """The funnel, cost per result of chosen beside not chosen, and what each chosen vehicle brings."""
    blocks: list[Block] = []
    if screened is not None and screened.candidates:
        blocks.append(funnel(plan, screened))
    words: list[str] = []
    if has_plan(plan):
        words += candidate_counts(plan)
        rows = cost_rows(plan, resolved)
        if any(row.is_chosen for row in rows):
            blocks.append(cost_picture(plan, rows))
            words += _cost_words(plan, rows)
    if plan.vehicles:
        blocks.append(_chosen_table(plan, resolved))
    title = "Why these" if plan.vehicles else "What the seven questions left"
    return Part(PartId.WHY_THESE, title, tuple(words), tuple(blocks)) if blocks else None


def funnel(plan: Plan, screened: Screened) -> Funnel:
    """How many candidates each question leaves; those that the scenario keeps out are not asked about."""
    never = sum(other.why is WhyNot.NEVER for other in plan.not_chosen)
    total = before = len(screened.candidates) - never
    steps = []
    for number, question in enumerate(Question, start=1):
        left = screened.left_after.get(question, before)
        steps.append(FunnelStep(f"{number} {question}", question.words, left, before - left))
        before = left
    parts = [f"{step.left} after {step.label.partition(' ')[2]}" for step in steps]
    alt = f"Of {number_of(total, 'candidate')} are left: {', '.join(parts)}; {len(plan.vehicles)} are in the plan."
    kept_out = f", without {never} that the scenario keeps out" if never else ""
    title = f"Candidates left after each question{kept_out}"
    return Funnel("funnel", title, alt, total, tuple(steps), len(plan.vehicles))


def funnel_table(shown: Funnel) -> Table:
    """The funnel as a table."""
    columns = (
        Column("Question"),
        Column("As it is asked"),
        Column("Left", Kind.COUNT),
        Column("Leave here", Kind.COUNT, is_summed=True),
    )
    rows = tuple((step.label, step.words, float(step.left), float(step.out)) for step in shown.steps)
    total = ("All", "", None, float(sum(step.out for step in shown.steps)))
    return Table(shown.title, columns, rows, (total,), (f"Candidates in all: {shown.total}.",), id="funnel")


def cost_rows(plan: Plan, resolved: ResolvedScenario) -> tuple[RangeRow, ...]:
    """Cost per result of every candidate that brings results: the plan's own first, each the cheapest first.

    Of a chosen vehicle it is that in the plan, of another that at its smallest useful scale. The ends are what it is
    if the vehicle's outcomes come at their P90 and at their P10.
    """
    worth = worth_by_outcome(resolved.scenario)
    chosen = {vehicle.id: vehicle.cost_per_result for vehicle in plan.vehicles}
    rows = []
    for candidate in resolved.candidates:
        is_chosen = candidate.id in chosen
        cost = chosen[candidate.id] if is_chosen else cost_per_result_alone(resolved, candidate)
        if cost is not None:
            rows.append(_row(candidate, cost, _ends(candidate, cost, worth, resolved), is_chosen=is_chosen))
    return tuple(sorted(rows, key=lambda row: (not row.is_chosen, row.middle)))


def _ends(
    candidate: Candidate, cost: float, worth: Mapping[str, float], resolved: ResolvedScenario
) -> tuple[float, float]:
    """Cost per result at P90 and at P10 of the outcomes."""
    results = range_of_results(candidate, worth, resolved.scenario.goal.risk_aversion)
    low = cost * results.planned / results.high if results.high > 0 else math.inf
    return low, cost * results.planned / results.low if results.low > 0 else math.inf


def _row(candidate: Candidate, cost: float, ends: tuple[float, float], *, is_chosen: bool) -> RangeRow:
    low, high = ends
    text = numbers.money(cost)
    if not math.isclose(low, high):
        top = numbers.money(high) if math.isfinite(high) else "no end"
        text = f"{text} ({numbers.money(low)} to {top})"
    return RangeRow(candidate.name, candidate.id, low, cost, high, text, is_chosen)


def cost_picture(plan: Plan, rows: tuple[RangeRow, ...]) -> Ranges:
    """The chosen vehicles and the nearest of the others."""
    chosen = [row for row in rows if row.is_chosen]
    others = [row for row in rows if not row.is_chosen]
    shown = others[: max(_MOST_OTHERS, _MOST_ROWS - len(chosen))]
    dearest = max(row.middle for row in chosen)
    ends = [row.high if math.isfinite(row.high) else row.middle for row in (*chosen, *shown)]
    most = max(min(end, _BEYOND * dearest) for end in ends)
    each = f"{plan.currency} per {plan.result}"
    mean = plan.cost_per_result
    line = None if mean is None else ChartLine(mean, numbers.money(mean), "the plan's mean")
    ends_words = "from what it is if all goes well (P90) to what it is if little does (P10)"
    notes = [
        f"The mark is what is planned with; the bar runs {ends_words}.",
        "Of vehicles that are not in the plan it is at their smallest scale.",
    ]
    if len(others) > len(shown):
        notes.append(f"Of the {len(others)} others the {len(shown)} with the lowest cost are shown.")
    alt = f"In the plan: {_listed_costs(chosen)}." + (f" Not in it: {_listed_costs(shown)}." if shown else "")
    scale = round_scale(each, (0.0, most), numbers.money)
    return Ranges("costs", f"Cost per {plan.result}", alt, scale, (*chosen, *shown), line, tuple(notes))


def _listed_costs(rows: list[RangeRow]) -> str:
    return "; ".join(f"{row.label} {row.text}" for row in rows)


def costs_table(plan: Plan, rows: tuple[RangeRow, ...]) -> Table | None:
    """Cost per result of all candidates that bring results."""
    if not rows:
        return None
    reasons = {other.id: _STANDS[other.why] for other in plan.not_chosen}
    money = plan.currency
    columns = (
        Column("Vehicle"),
        Column("In the plan"),
        Column(f"If all goes well\n(P90), {money}", Kind.MONEY),
        Column(f"As planned\n{money}", Kind.MONEY),
        Column(f"If little goes well\n(P10), {money}", Kind.MONEY),
    )
    cells: list[tuple[Cell, ...]] = []
    for row in rows:
        stands = "yes" if row.is_chosen else reasons.get(row.vehicle, "no")
        cells.append((row.label, stands, row.low, row.middle, row.high if math.isfinite(row.high) else "no end"))
    notes = ("Of vehicles that are not in the plan it is at their smallest scale.",)
    return Table(f"Cost per {plan.result}", columns, tuple(cells), (), notes, id="costs")


_STANDS = {
    WhyNot.RULED_OUT: "ruled out",
    WhyNot.NEVER: "kept out",
    WhyNot.NEED_MISSING: "need missing",
    WhyNot.NO_RESULT: "no result",
    WhyNot.NOT_WORTH_IT: "not chosen",
}


def _cost_words(plan: Plan, rows: tuple[RangeRow, ...]) -> Iterator[str]:
    """Who is cheapest and dearest in the plan, and whether somebody outside is cheaper."""
    chosen = [row for row in rows if row.is_chosen]
    first, last = chosen[0], chosen[-1]
    if numbers.money(first.middle) != numbers.money(last.middle):
        yield (
            f"In the plan {with_article(plan.result)} costs from {numbers.money(first.middle)} ({first.label}) to "
            f"{numbers.money(last.middle, plan.currency)} ({last.label})."
        )
    left = {other.id for other in plan.not_chosen if other.why is WhyNot.NOT_WORTH_IT}
    cheaper = [row for row in rows if row.vehicle in left and row.middle < chosen[-1].middle]
    if cheaper:
        many = "one is" if len(cheaper) == 1 else f"{len(cheaper)} are"
        yield (
            f"Of those left out, {many} cheaper at the smallest scale than the dearest in the plan: what counts is the "
            "set, not the single vehicle."
        )


def _chosen_table(plan: Plan, resolved: ResolvedScenario) -> Table:
    rows = tuple((each.name, " ".join(brings_words(each, plan, resolved))) for each in plan.vehicles)
    return Table("What each brings", (Column("Vehicle"), Column("")), rows, id="chosen")
