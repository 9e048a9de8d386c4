"""The eighth part: what the plan rests on: estimates with their sources, answers and who gave them, what is open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from vehicleplan.estimates.swanson import planning_value
from vehicleplan.model.candidate import Candidate
from vehicleplan.model.plan import Plan
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.model.screened import Screened
from vehicleplan.model.verdict import Question
from vehicleplan.report import numbers
from vehicleplan.report.contracts import Cell, Column, Kind, Table
from vehicleplan.report.document.contracts import Block, Part, PartId
from vehicleplan.report.sentences import listed, number_of

_MOST_NAMED = 8


def assumptions_part(plan: Plan, resolved: ResolvedScenario, screened: Screened | None) -> Part | None:
    """Estimates and sources of the chosen vehicles, the answers, and what nobody confirmed."""
    chosen = tuple(resolved.candidate_by_id[vehicle.id] for vehicle in plan.vehicles)
    tables = (
        estimates_table(chosen, resolved),
        _named_once(sources_table(chosen)),
        answers_table(resolved, screened),
        unconfirmed_table(plan, screened),
    )
    blocks: list[Block] = [table for table in tables if table is not None]
    words = tuple(_words(plan, resolved, screened))
    return Part(PartId.ASSUMPTIONS, "What it rests on", words, tuple(blocks)) if blocks or words else None


def _words(plan: Plan, resolved: ResolvedScenario, screened: Screened | None) -> Iterator[str]:
    goal = resolved.scenario.goal
    if plan.vehicles:
        with_sources = sum(bool(resolved.candidate_by_id[vehicle.id].sources) for vehicle in plan.vehicles)
        yield f"Of {number_of(len(plan.vehicles), 'chosen vehicle')}, {with_sources} name the sources of their figures."
    if goal.risk_aversion > 0:
        yield f"It plans with a risk aversion of {numbers.as_given(goal.risk_aversion)}: 0 is the mean, 1 the P10."
    if goal.conversion_rates:
        rates = [f"{numbers.percent(rate)} of {stage}" for stage, rate in goal.conversion_rates.items()]
        yield f"To the next stage go {listed(rates)}."
    if screened is not None and plan.vehicles:
        yield _confirmed_words(plan, screened)
    chosen = {vehicle.id for vehicle in plan.vehicles}
    converted = [each.name for each in resolved.candidates if each.converted and each.id in chosen]
    if converted:
        where = "from the periods or the currency of their catalog"
        yield f"Figures of {listed(converted, _MOST_NAMED)} were converted {where}."
    if resolved.history:
        yield f"The team's own track record has {number_of(len(resolved.history), 'entry')}."


def _confirmed_words(plan: Plan, screened: Screened) -> str:
    """How many of the seven questions to the chosen vehicles somebody has answered."""
    ids = {vehicle.id for vehicle in plan.vehicles}
    asked = [each.asked[q] for each in screened.candidates if each.id in ids for q in Question if q in each.asked]
    answered = sum(each.answer is not None for each in asked)
    open_ = sum(each.verdict is None for each in asked)
    words = f"Of {len(asked)} questions to the chosen vehicles {answered} are answered by a person"
    rest = len(asked) - answered - open_
    return f"{words}, {rest} rest on a suggestion from the data, {open_} are open."


def estimates_table(candidates: tuple[Candidate, ...], resolved: ResolvedScenario) -> Table | None:
    """What one activity brings: P10, P50, P90 and what is planned with."""
    aversion = resolved.scenario.goal.risk_aversion
    rows: list[tuple[Cell, ...]] = []
    for candidate in candidates:
        for outcome, estimate in candidate.outcomes.items():
            planned = planning_value(estimate, aversion)
            accepted = candidate.acceptance if outcome == "conversion" and candidate.acceptance != 1 else None
            figures = (estimate.low, estimate.likely, estimate.high, planned, accepted)
            rows.append((candidate.name, candidate.activity, outcome, *figures))
    if not rows:
        return None
    columns = (
        Column("Vehicle"),
        Column("One activity is a", gives_way=1),
        Column("Outcome"),
        Column("P10", Kind.RESULTS),
        Column("P50", Kind.RESULTS),
        Column("P90", Kind.RESULTS),
        Column("Planned\nwith", Kind.RESULTS),
        Column("Accepted\nby sales", Kind.PERCENT),
    )
    notes = ("What one activity brings before returns fall. P10: nine times in ten it is more; P90: nine in ten less.",)
    return Table("Estimates", columns, tuple(rows), (), notes, id="estimates")


def sources_table(candidates: tuple[Candidate, ...]) -> Table | None:
    """Where the figures come from."""
    rows = tuple((candidate.name, source) for candidate in candidates for source in candidate.sources)
    return Table("Sources", (Column("Vehicle"), Column("Source")), rows, id="sources") if rows else None


def _named_once(table: Table | None) -> Table | None:
    """The table with each name but once, as a page has it."""
    if table is None:
        return None
    befores = (None, *(row[0] for row in table.rows))
    rows = tuple(
        ("" if row[0] == before else row[0], *row[1:]) for before, row in zip(befores, table.rows, strict=False)
    )
    return replace(table, rows=rows)


def answers_table(resolved: ResolvedScenario, screened: Screened | None) -> Table | None:
    """What people answered, who and when, beside what the data suggests."""
    by_id = {} if screened is None else {each.id: each for each in screened.candidates}
    rows: list[tuple[Cell, ...]] = []
    for candidate in resolved.candidates:
        for question in Question:
            answer = candidate.answers.get(question)
            if answer is None:
                continue
            asked = None if candidate.id not in by_id else by_id[candidate.id].asked.get(question)
            suggested = "" if asked is None or asked.suggestion.verdict is None else asked.suggestion.verdict.value
            rows.append(
                (candidate.name, question.value, answer.verdict.value, suggested, answer.by, answer.on, answer.note)
            )
    if not rows:
        return None
    columns = (
        Column("Vehicle"),
        Column("Question"),
        Column("Answer"),
        Column("Suggested"),
        Column("By"),
        Column("On", Kind.DATE),
        Column("Why"),
    )
    return Table("Answers", columns, tuple(rows), id="answers")


def unconfirmed_table(plan: Plan, screened: Screened | None) -> Table | None:
    """Of the chosen vehicles the questions that nobody answered, by whether the data could."""
    if screened is None:
        return None
    ids = {vehicle.id for vehicle in plan.vehicles}
    rows: list[tuple[Cell, ...]] = []
    for each in screened.candidates:
        if each.id not in ids:
            continue
        asked = [(question, each.asked[question]) for question in Question if question in each.asked]
        suggested = [q.value for q, one in asked if one.answer is None and one.verdict is not None]
        open_ = [q.value for q, one in asked if one.verdict is None]
        if suggested or open_:
            rows.append((each.name, ", ".join(suggested), ", ".join(open_)))
    if not rows:
        return None
    columns = (Column("Vehicle"), Column("Rests on a suggestion"), Column("Open"))
    return Table("Not confirmed by anybody", columns, tuple(rows), id="unconfirmed")
