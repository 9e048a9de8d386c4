"""The fifth part: why the rest is not in the plan, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from vehicleplan.model.plan import Plan, WhyNot
from vehicleplan.model.screened import Screened
from vehicleplan.model.verdict import Question
from vehicleplan.report import sentences
from vehicleplan.report.choice import left_out
from vehicleplan.report.contracts import Cell, Column, Kind, Table
from vehicleplan.report.document.contracts import Part, PartId
from vehicleplan.report.tables import not_chosen_table, ruled_out_table


def why_not_part(plan: Plan) -> Part | None:
    """Near misses first, then those that the questions ruled out; None where all candidates are in the plan."""
    near, ruled = not_chosen_table(plan), ruled_out_table(plan)
    tables = [replace(table, id=name) for table, name in ((near, "left-out"), (ruled, "ruled-out")) if table]
    if not tables:
        return None
    return Part(PartId.WHY_NOT, "Why not the rest", tuple(_words(plan)), tuple(tables))


def _words(plan: Plan) -> Iterator[str]:
    """How many went at which question."""
    counts = [
        (question, count)
        for question in Question
        if (count := sum(other.question is question for other in plan.not_chosen))
    ]
    if counts:
        total = sum(count for _, count in counts)
        if len(counts) == 1:
            yield f"The seven questions ruled out {total}, {'all ' if total > 1 else ''}at {counts[0][0]}."
        else:
            at = sentences.listed([f"{count} at {question}" for question, count in counts])
            yield f"The seven questions ruled out {total}: {at}."
    left = sum(other.why is WhyNot.NOT_WORTH_IT for other in plan.not_chosen)
    if left and sentences.has_plan(plan):
        could = "One could" if left == 1 else f"{left} could"
        yield f"{could} have been in the plan; the best set does without {'it' if left == 1 else 'them'}."


def reasons_table(plan: Plan) -> Table | None:
    """Every candidate that is not in the plan with its reason, in one table."""
    rows: list[tuple[Cell, ...]] = []
    for other in left_out(plan):
        where = "left out" if other.question is None else f"{other.question + 1} {list(Question)[other.question]}"
        why = other.why.removeprefix(f"{where}: ")
        rows.append((other.name, where, f"{why[:1].upper()}{why[1:]}"))
    if not rows:
        return None
    columns = (Column("Vehicle"), Column("Ruled out at"), Column("Why"))
    return Table("Not in the plan", columns, tuple(rows), id="reasons")


def verdicts_table(screened: Screened | None) -> Table | None:
    """All candidates with their seven verdicts in words; an answer of a person has a star."""
    if screened is None or not screened.candidates:
        return None
    columns = (
        Column("Vehicle"),
        *(Column(f"{number} {question}", Kind.TEXT) for number, question in enumerate(Question, start=1)),
        Column("Left at"),
    )
    rows: list[tuple[Cell, ...]] = []
    for candidate in screened.candidates:
        cells = []
        for question in Question:
            asked = candidate.asked.get(question)
            verdict = None if asked is None else asked.verdict
            star = "*" if asked is not None and asked.answer is not None else ""
            cells.append("unanswered" if verdict is None else f"{verdict}{star}")
        rows.append((candidate.name, *cells, "" if candidate.out_at is None else candidate.out_at.value))
    notes = ("* answered by a person; the others are suggestions from the data.",)
    return Table("The seven verdicts", columns, tuple(rows), (), notes, id="verdicts")
