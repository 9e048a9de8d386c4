"""The sixth part: what would change the plan: other sets, one step more of each limit, other budgets, today."""

from __future__ import annotations

from dataclasses import replace

from vehicleplan.report.chart import Chart
from vehicleplan.report.contracts import Section, Table
from vehicleplan.report.document.contracts import Block, Part, PartId, Passage
from vehicleplan.report.document.findings import Findings
from vehicleplan.report.document.pictures import Points
from vehicleplan.report.sentences import has_plan

_MOST_SENTENCES = 3


def change_part(found: Findings) -> Part | None:
    """Each analysis under its own title; None where none was made."""
    if not found.changes or not has_plan(found.plan):
        return None
    blocks: list[Block] = []
    words: list[str] = []
    for name, section in found.changes:
        if name != "today" and len(section.answer) > 1:
            words.append(section.answer[0])
            section = replace(section, answer=section.answer[1:])  # noqa: PLW2901 - it is said already
        blocks += section_blocks(section, name)
    return Part(PartId.CHANGE, "What would change it", tuple(words), tuple(blocks))


def section_blocks(section: Section, name: str) -> list[Block]:
    """An analysis as blocks: its sentences, charts, tables and notes; its tables get ids by its name."""
    blocks: list[Block] = [Passage(section.title, section.answer)]
    for number, chart in enumerate(section.charts):
        picture = f"{name}-{number + 1}" if number else name
        blocks.append(Points(picture, chart.title, _alt(chart, section), chart))
    blocks += [
        Passage(group.title, tuple(f"{each.name}: {each.words}" for each in group.candidates))
        for group in section.groups
    ]
    blocks += section_tables(section, name)
    if section.notes:
        blocks.append(Passage("", section.notes, is_note=True))
    return blocks


def section_tables(section: Section, name: str) -> list[Table]:
    """The tables of an analysis with ids by its name."""
    return [
        replace(table, id=f"{name}-{number + 1}" if number else name) for number, table in enumerate(section.tables)
    ]


def _alt(chart: Chart, section: Section) -> str:
    """What the chart shows, in the first sentences of its analysis."""
    return f"{chart.title}. {' '.join(section.answer[:_MOST_SENTENCES])}"
