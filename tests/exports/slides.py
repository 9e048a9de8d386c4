"""The documents that slides are tried with, and their slides, opened again."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

from pptx import Presentation

from exports.cases import CASES, case
from exports.documents import make_document
from exports.sketches import hard, spread
from vehicleplan.exports.pptx import render
from vehicleplan.model.figures import written_in
from vehicleplan.report.contracts import Column, Table
from vehicleplan.report.document.contracts import Document, KeyFigure, Part, PartId, Passage
from vehicleplan.report.locales import locale_style


def overfull() -> Document:
    """A document by hand whose every text is too long or hostile, with more of everything than there is room for."""
    funnel, ranges, calendar, use, _, points = hard()
    long, hostile = ranges.rows[3].label, ranges.rows[6].label
    names = [row.label for row in calendar.rows]
    columns = (Column("Vehicle"), Column("Ruled out at"), Column("Why"))
    rows = tuple((name, "6 track-record", f"{name} {long}") for name in names * 8)
    reasons = Table("Not in the plan", columns, rows, (("Total", "", long),), (long, hostile), id="reasons")
    goal = Table(hostile, columns, rows[:9], id="goal")
    obstacles = Table(long, columns, rows, id="obstacles")
    parts = (
        Part(PartId.ANSWER, long, (long,), (Passage(long, (long, hostile) * 4), obstacles, goal, spread())),
        Part(PartId.SCHEDULE, hostile, (long * 3,), (calendar,)),
        Part(PartId.USE, long, (hostile,), (use,)),
        Part(PartId.WHY_THESE, long, (), (funnel, ranges)),
        Part(PartId.WHY_NOT, hostile, (long,), (reasons,)),
        Part(PartId.CHANGE, long, (long,), (points, reasons)),
        Part(PartId.MEASURES, hostile, (long,), (reasons,)),
        Part(PartId.ASSUMPTIONS, long, (long,) * 8, (reasons,)),
        Part(PartId.FINGERPRINT, hostile, (long,), (reasons,)),
    )
    figures = tuple(KeyFigure(name, name, name) for name in names[:9])
    return make_document(title=long, headline=(long, hostile, long), figures=figures, parts=parts, footer=long)


ALL = (*CASES, "by hand", "overfull")


@cache
def document_of(name: str) -> Document:
    """The document of a case, of an exporter's own ones too."""
    return {"by hand": make_document, "overfull": overfull}.get(name, lambda: case(name))()


@cache
def content_of(name: str) -> bytes:
    """The file of a case, in its document's style."""
    with written_in(locale_style(document_of(name).locale)):
        return render(document_of(name))


@cache
def slides_of(name: str) -> Any:
    """The slides of a case, opened again."""
    return Presentation(io.BytesIO(content_of(name))).slides
