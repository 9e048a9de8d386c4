"""Reports as pages of lines: which tables stand where, and how periods fold to fit the width."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from vehicleplan.report.contracts import (
    Bar,
    CardsReport,
    Column,
    Facts,
    PlanReport,
    ScreenReport,
    Section,
    Table,
    Timetable,
    ToldGroup,
)
from vehicleplan.report.layout import Line, fits, narrowest, paragraph, table_lines, wrapped
from vehicleplan.report.periods import group_sizes
from vehicleplan.report.tables import folded

if TYPE_CHECKING:
    from vehicleplan.report.chart import Chart

_BLANK = Line("")
_MOST_PERIODS_BESIDE = 6
"""More columns of time than this stand in a table of their own, beside nothing else."""


def plan_page(report: PlanReport, width: int, obstacle: Section | None = None) -> list[Line]:
    """A plan: the answer first and what is in the way, then what to do, what it takes, and what is not in it."""
    lines = _headed(report.title, (*report.answer, *report.remarks), width)
    if obstacle is not None:
        lines += _section(obstacle, width)
    tables: list[Table] = [] if report.targets is None else [report.targets]
    if report.chosen is not None:
        tables += _chosen(report.chosen, width)
    tables += [_fitted(timetable, width) for timetable in (report.money, report.hours) if timetable is not None]
    tables += [table for table in (report.builds, report.not_chosen, report.ruled_out) if table is not None]
    for table in tables:
        lines += [_BLANK, *table_lines(table, width)]
    return lines


def sections_page(title: str, sections: Iterable[Section], width: int) -> list[Line]:
    """Analyses of one scenario under one another."""
    lines = [Line(text, "title") for text in wrapped(title, width)]
    for section in sections:
        lines += _section(section, width)
    return lines


def screen_page(report: ScreenReport, width: int) -> list[Line]:
    """A screening: how many are left after each question, then every candidate."""
    lines = _headed(report.title, report.answer, width)
    lines += [_BLANK, *_bar_lines(report.bars, width), _BLANK, *table_lines(report.candidates, width)]
    return [*lines, *paragraph(report.legend, width)]


def cards_page(report: CardsReport, width: int) -> list[Line]:
    """The seven questions to one candidate."""
    lines = _headed(report.title, (report.answer,), width)
    for card in report.cards:
        heading = f"{card.heading} It leaves here." if card.is_exit else card.heading
        lines += [_BLANK, *(Line(text, "title") for text in wrapped(heading, width))]
        lines += _labelled("suggestion", card.verdict, width)
        lines += _labelled("evidence", card.evidence, width)
        lines += _labelled("answer", card.answer, width)
    for note in report.notes:
        lines += [_BLANK, *(Line(text) for text in wrapped(note, width))]
    return lines


def facts_page(facts: Facts, width: int) -> list[Line]:
    """All facts of one thing, then its list."""
    lines = _headed(facts.title, (facts.about,), width)
    lines.append(_BLANK)
    for label, text in facts.pairs:
        lines += _labelled(label, text, width)
    if facts.items:
        lines += [_BLANK, Line(facts.list_title, "title")]
    for item in facts.items:
        first, *rest = wrapped(item, width - 4)
        lines += [Line(f"  - {first}"), *(Line(f"    {line}") for line in rest)]
    return lines


def _section(section: Section, width: int) -> list[Line]:
    lines = [_BLANK, *_headed(section.title, section.answer, width)]
    if section.charts:
        lines += _charts(section.charts, width)
    for table in (*(_told_table(group) for group in section.groups), *section.tables):
        lines += [_BLANK, *table_lines(table, width)]
    if section.notes:
        lines += [_BLANK, *(line for note in section.notes for line in paragraph(note, width))]
    return lines


def _charts(charts: tuple[Chart, ...], width: int) -> list[Line]:
    """The first chart tall, the others low; only few answers have any, so only these load how they are drawn."""
    from vehicleplan.report.chart_lines import LOW, TALL, chart_lines

    lines: list[Line] = []
    for place, chart in enumerate(charts):
        lines += [_BLANK, *chart_lines(chart, width, LOW if place else TALL)]
    return lines


def _told_table(group: ToldGroup) -> Table:
    rows = tuple((each.name, each.words) for each in group.candidates)
    return Table(group.title, (Column("Candidate"), Column("")), rows)


def _headed(title: str, sentences: tuple[str, ...], width: int) -> list[Line]:
    lines = [Line(text, "title") for text in wrapped(title, width)]
    lines.append(_BLANK)
    for sentence in sentences:
        lines += paragraph(sentence, width)
    return lines


def _labelled(label: str, text: str, width: int) -> list[Line]:
    """A label with its text beside it; nothing where there is no text."""
    if not text:
        return []
    lines = wrapped(text, width - 16)
    return [Line(f"  {label if at == 0 else '':<13} {line}") for at, line in enumerate(lines)]


def _chosen(timetable: Timetable, width: int) -> list[Table]:
    """One table where everything fits; else one of figures and one of activities by period."""
    whole = folded(timetable, 1)
    figures = folded(timetable, 0)
    if len(timetable.labels) == 1:
        return [figures]
    if len(timetable.labels) <= _MOST_PERIODS_BESIDE and fits(whole, width):
        return [whole]
    when = replace(
        timetable,
        title="When",
        rows=tuple(replace(row, tail=row.tail[:1]) for row in timetable.rows if row.tail[0] is not None),
        tail=timetable.tail[:1],
        notes=(),
    )
    return [figures, _fitted(when, width)]


def _fitted(timetable: Timetable, width: int) -> Table:
    """The timetable with as few periods to a column as the width allows; other columns give way for that."""
    if len(timetable.labels) == 1:
        return folded(timetable, 0)
    tables = [folded(timetable, size) for size in group_sizes(timetable.labels)]
    return next((table for table in tables if fits(narrowest(table), width)), tables[-1])


def _bar_lines(bars: tuple[Bar, ...], width: int) -> list[Line]:
    """One bar for each question; the words come along where there is room."""
    words = max(len(bar.words) for bar in bars) + 2 if width >= 100 else 0
    most = min(30, width - words - 30)
    lines = [Line(f"Left after each question, of {bars[0].of}", "title")]
    for bar in bars:
        length = round(most * bar.left / bar.of) if bar.of else 0
        drawn = "█" * max(length, 1 if bar.left else 0)
        text = f"{bar.words:<{words}}" if words else ""
        lines.append(Line(f"{bar.number} {bar.question:<13} {text}{drawn} {bar.left}"))
    return lines
