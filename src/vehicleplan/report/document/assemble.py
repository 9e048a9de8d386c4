"""The document of a plan, from all that was found out about it. Every export shows this object and nothing else."""

from __future__ import annotations

import dataclasses
import re
from typing import Any, TypeVar

from vehicleplan.model.plan import Plan
from vehicleplan.report import numbers, sentences
from vehicleplan.report.contracts import Table
from vehicleplan.report.document.answer import answer_part, draws_tables, goal_table, headline, key_figures
from vehicleplan.report.document.assumptions import (
    answers_table,
    assumptions_part,
    estimates_table,
    sources_table,
    unconfirmed_table,
)
from vehicleplan.report.document.change import change_part, section_tables
from vehicleplan.report.document.colours import colours_of
from vehicleplan.report.document.contracts import Document
from vehicleplan.report.document.findings import Findings
from vehicleplan.report.document.fingerprint import cut_short_words, fingerprint_part, fingerprint_table
from vehicleplan.report.document.measures import measures_part, measures_table
from vehicleplan.report.document.schedule import builds_table, calendar_table, schedule_part
from vehicleplan.report.document.use import (
    cash_table,
    hours_table,
    outcomes_table,
    people_table,
    skills_table,
    use_part,
    vehicles_table,
)
from vehicleplan.report.document.why_not import reasons_table, verdicts_table, why_not_part
from vehicleplan.report.document.why_these import cost_rows, costs_table, funnel, funnel_table, why_these_part
from vehicleplan.report.problems import harmless

T = TypeVar("T")

_KEPT = re.compile("([\n\u200c\u200d])")


def document_of(found: Findings) -> Document:
    """The document, with figures and days as the present style writes them (see `model.figures`)."""
    plan, resolved = found.plan, found.resolved
    parts = (
        answer_part(found),
        schedule_part(plan, resolved),
        use_part(plan, resolved),
        why_these_part(plan, resolved, found.screened),
        why_not_part(found),
        change_part(found),
        measures_part(plan, resolved),
        assumptions_part(plan, resolved, found.screened),
        fingerprint_part(found),
    )
    made = numbers.date(found.origin.made)
    return Document(
        title=_clean(plan.scenario),
        subtitle=f"Plan of marketing vehicles, {_span(plan)}; made on {made}",
        locale=found.origin.locale,
        currency=plan.currency,
        made=found.origin.made,
        is_reached=sentences.reaches_goal(plan),
        headline=_cleaned(headline(found)),
        warnings=_cleaned(_warnings(found)),
        figures=_cleaned(key_figures(found)),
        parts=tuple(_cleaned(part) for part in parts if part is not None),
        tables=tuple(_cleaned(table) for table in _tables(found)),
        colours=colours_of(vehicle.id for vehicle in plan.vehicles),
        footer=f"{found.origin.program}, {made}, {plan.status.value}",
        plan=plan,
        screened=found.screened,
    )


def _warnings(found: Findings) -> tuple[str, ...]:
    """What whoever has asked for the document should be told at once."""
    missed = () if sentences.reaches_goal(found.plan) else sentences.answer(found.plan)[:1]
    return (*missed, *cut_short_words(found))


def _span(plan: Plan) -> str:
    first, last = plan.labels[0], plan.labels[-1]
    return first if first == last else f"{first} to {last}"


def _tables(found: Findings) -> list[Table]:
    """Every table in full, in the order of the parts."""
    plan, resolved, screened = found.plan, found.resolved, found.screened
    has_plan = sentences.has_plan(plan)
    chosen = tuple(resolved.candidate_by_id[vehicle.id] for vehicle in plan.vehicles)
    tables: list[Table | None] = [goal_table(found)]
    for section in found.obstacles:
        tables += section_tables(section, "obstacles")
    if plan.vehicles:
        tables += [
            calendar_table(plan, resolved),
            vehicles_table(plan),
            outcomes_table(plan, resolved),
            cash_table(plan, resolved),
            skills_table(plan),
            hours_table(plan),
            people_table(plan, resolved),
            builds_table(plan),
        ]
    if screened is not None and screened.candidates:
        tables.append(funnel_table(funnel(plan, screened)))
    tables += [
        costs_table(plan, cost_rows(plan, resolved)) if has_plan else None,
        reasons_table(found),
        verdicts_table(screened),
        *draws_tables(found),
    ]
    if has_plan:
        tables += [table for name, section in found.changes for table in section_tables(section, name)]
    tables += [
        measures_table(plan, resolved),
        estimates_table(chosen, resolved),
        sources_table(chosen),
        answers_table(resolved, screened),
        unconfirmed_table(plan, screened),
        fingerprint_table(found),
    ]
    return [table for table in tables if table is not None]


def _clean(text: str) -> str:
    """Text without control characters and marks that turn the direction of writing.

    Line breaks stay, and so do the joiners that Persian and Indic names and families of emoji are written with.
    """
    if text.isprintable():
        return text
    pieces = _KEPT.split(text.replace("\r\n", "\n"))
    return "".join(piece if _KEPT.fullmatch(piece) else harmless(piece) for piece in pieces)


def _cleaned(value: T) -> T:
    """The same value with all text in it made harmless: names and notes of users reach exports only through here."""
    cleaned: T = _walk(value)
    return cleaned


def _walk(value: Any) -> Any:  # noqa: ANN401 - whatever a report is made of
    if type(value) is str:
        return _clean(value)
    if isinstance(value, tuple):
        return tuple(_walk(item) for item in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        changes = {field.name: _walk(getattr(value, field.name)) for field in dataclasses.fields(value)}
        return dataclasses.replace(value, **changes)
    return value
