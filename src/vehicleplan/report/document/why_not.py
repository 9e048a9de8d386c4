"""The fifth part: why the rest is not in the plan, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from vehicleplan.analysis.why import Kind
from vehicleplan.model.plan import Plan, WhyNot
from vehicleplan.model.screened import Screened
from vehicleplan.model.verdict import Question
from vehicleplan.report import sentences
from vehicleplan.report.choice import left_out
from vehicleplan.report.contracts import Cell, Column, Table
from vehicleplan.report.document.contracts import Part, PartId
from vehicleplan.report.document.findings import Findings
from vehicleplan.report.tables import not_chosen_table, ruled_out_table
from vehicleplan.report.why import explanation_words


def why_not_part(found: Findings) -> Part | None:
    """Near misses first, then those that the questions ruled out; None where all candidates are in the plan."""
    plan = found.plan
    near, ruled = not_chosen_table(plan), ruled_out_table(plan)
    if near is not None:
        near = _with_other_case(near, found)
    tables = [replace(table, id=name) for table, name in ((near, "left-out"), (ruled, "ruled-out")) if table]
    if not tables:
        return None
    return Part(PartId.WHY_NOT, "Why not the rest", tuple(_words(plan)), tuple(tables))


def other_cases(found: Findings) -> dict[str, str]:
    """By name of a candidate that was left out, what the plan would be with it and at which change it comes in."""
    if found.explanations is None:
        return {}
    return {
        each.name: " ".join(explanation_words(each, found.plan, found.resolved))
        for each in found.explanations.candidates
        if each.kind is Kind.LEFT_OUT
    }


def _with_other_case(table: Table, found: Findings) -> Table:
    """The table with what the plan would be with each, where that was found out."""
    cases = other_cases(found)
    if not cases:
        return table
    rows = tuple((*row, cases.get(str(row[0]), "")) for row in table.rows)
    return replace(table, columns=(*table.columns, Column("If it were in the plan")), rows=rows)


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
    if left and plan.vehicles:
        could = "One could" if left == 1 else f"{left} could"
        yield f"{could} have been in the plan; the best set does without {'it' if left == 1 else 'them'}."


def reasons_table(found: Findings) -> Table | None:
    """Every candidate that is not in the plan with its reason, in one table."""
    rows: list[tuple[Cell, ...]] = []
    cases = other_cases(found)
    for other in left_out(found.plan):
        where = "left out" if other.question is None else f"{other.question + 1} {list(Question)[other.question]}"
        why = other.why.removeprefix(f"{where}: ")
        more = (cases.get(other.name, ""),) if cases else ()
        rows.append((other.name, where, sentences.capitalized(why), *more))
    if not rows:
        return None
    last = (Column("If it were in the plan"),) if cases else ()
    columns = (Column("Vehicle"), Column("Ruled out at"), Column("Why"), *last)
    return Table("Not in the plan", columns, tuple(rows), id="reasons")


def verdicts_table(screened: Screened | None) -> Table | None:
    """All candidates with their seven verdicts in words; an answer of a person has a star."""
    if screened is None or not screened.candidates:
        return None
    columns = (
        Column("Vehicle"),
        *(Column(f"{number} {question}") for number, question in enumerate(Question, start=1)),
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
