"""The slides, opened again: what they say is what the document says."""

from __future__ import annotations

import io
import math
import re
import time
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from pptx import Presentation

from exports.cases import CASES
from exports.documents import make_document
from exports.slides import ALL, content_of, document_of, slides_of
from vehicleplan.exports.page_blocks import text_rows
from vehicleplan.exports.pptx import render
from vehicleplan.exports.pptx_text import one_line
from vehicleplan.model.figures import written_in
from vehicleplan.report.contracts import Table
from vehicleplan.report.document import captions
from vehicleplan.report.document.contracts import Passage
from vehicleplan.report.document.pictures import Calendar, Funnel, Points, Ranges, Spread, Use
from vehicleplan.report.locales import locale_style


def charts_of(name: str) -> Iterator[tuple[str, Any]]:
    """All charts of a case with their names."""
    for slide in slides_of(name):
        yield from ((shape.name, shape.chart) for shape in slide.shapes if shape.has_chart)


def pictures_of(name: str, kind: type[Any]) -> list[Any]:
    """The pictures of this kind in a document."""
    return [block for part in document_of(name).parts for block in part.blocks if isinstance(block, kind)]


def series_of(chart: Any) -> dict[str, list[float | None]]:
    """The figures of a chart by series."""
    return {series.name: list(series.values) for plot in chart.plots for series in plot.series}


@pytest.mark.parametrize("name", ALL)
def test_there_are_at_most_ten_slides_each_with_title_footer_and_number(name: str) -> None:
    """Title, footer and number are placeholders, and no placeholder is empty."""
    slides = slides_of(name)
    assert 1 <= len(slides) <= 10
    for number, slide in enumerate(slides, start=1):
        kinds = {str(shape.placeholder_format.type).partition(" ")[0]: shape for shape in slide.placeholders}
        assert set(kinds) == {"TITLE", "FOOTER", "SLIDE_NUMBER"}, number
        assert all(shape.text_frame.text.strip() for shape in kinds.values())
        assert slide.shapes[0] == slide.shapes.title


@pytest.mark.parametrize("name", CASES)
def test_titles_say_the_message(name: str) -> None:
    """The first title is the scenario and its answer; every other one has the first sentence of what it is about."""
    document, titles = document_of(name), [slide.shapes.title.text_frame.text for slide in slides_of(name)]
    first = titles[0].split("\n")
    assert one_line(document.title).startswith(first[0].rstrip("…"))
    assert one_line(document.headline[0]).startswith(first[1].rstrip("…"))
    messages = [one_line(text) for part in document.parts for text in (part.title, *part.words)]
    messages += [
        one_line(text)
        for part in document.parts
        for block in part.blocks
        for text in (block.sentences if isinstance(block, Passage) else (block.title,))
    ]
    for title in titles[1:]:
        message = title.split("\n")[1].rstrip("…")
        assert any(known.startswith(message) for known in messages), title


def test_slides_without_content_are_left_out() -> None:
    """A document with nothing but an answer is one slide; without a plan there is no slide of money."""
    document = make_document()
    alone = make_document(parts=document.parts[:1], tables=(), figures=())
    assert len(Presentation(io.BytesIO(render(alone))).slides) == 2
    bare = make_document(parts=(), tables=(), figures=(), headline=())
    assert len(Presentation(io.BytesIO(render(bare))).slides) == 1
    titles = [slide.shapes.title.text_frame.text for slide in slides_of("impossible")]
    assert not any(title.startswith("What it costs") for title in titles)


@pytest.mark.parametrize("name", CASES)
def test_cells_of_tables_are_those_of_the_document(name: str) -> None:
    """Each row is a row of the document's table, cut at the most at an ellipsis; what is left out is counted."""
    document = document_of(name)
    known: dict[str, list[Table]] = {}
    for table in (*document.tables, *(block for part in document.parts for block in part.blocks)):
        if isinstance(table, Table):
            known.setdefault(one_line(table.title), []).append(table)
    compared = 0
    for slide in slides_of(name):
        for shape in slide.shapes:
            if shape.has_table and shape.name in known:
                grid = [[cell.text_frame.text for cell in row.cells] for row in shape.table.rows]
                with written_in(locale_style(document.locale)):
                    assert any(is_of(grid, table) for table in known[shape.name]), (shape.name, grid)
                compared += 1
    assert compared >= 2


def is_of(grid: list[list[str]], table: Table) -> bool:
    """Whether a table of a slide shows this one."""
    heads = [one_line(column.heading) for column in table.columns]
    if any(one_line(head) not in heads for head in grid[0]):
        return False
    places = [at for at, column in enumerate(table.columns) if one_line(column.heading) in map(one_line, grid[0])]
    rows, totals = text_rows(table)
    more = [row for row in grid[1:] if re.fullmatch(r"and [\d.,]+ more", row[0])]
    shown = [row for row in grid[1:] if row not in more]
    left_out = int(re.sub(r"\D", "", more[0][0])) if more else 0
    wanted = [*rows[: len(rows) - left_out], *totals]
    return len(shown) == len(wanted) and all(
        is_cut(cell, one_line(texts[place]))
        for row, texts in zip(shown, wanted, strict=True)
        for cell, place in zip(row, places, strict=True)
    )


def is_cut(cell: str, text: str) -> bool:
    """Whether a cell has a text, or its beginning with an ellipsis."""
    return cell == text or (cell.endswith("…") and text.startswith(cell[:-1]))


@pytest.mark.parametrize("name", CASES)
def test_the_calendar_has_every_amount(name: str) -> None:
    """What is to do in a stretch stands in its cell, and the first vehicles come in the document's order."""
    for picture in pictures_of(name, Calendar):
        grid = next(shape.table for shape in slides_of(name)[1].shapes if shape.name == picture.title)
        cells = [[cell.text_frame.text for cell in row.cells] for row in grid.rows][1:]
        shown = [row for row in cells if not row[0].startswith("and ")]
        assert [row[1:] for row in shown] == [list(row.texts) for row in picture.rows[: len(shown)]]
        assert len(shown) == len(picture.rows) or len(cells) == len(shown) + 1


@pytest.mark.parametrize("name", CASES)
def test_charts_have_the_figures_of_the_document(name: str) -> None:
    """Funnel, ranges, use, draws and points: each value is the document's own."""
    charts = dict(charts_of(name))
    for funnel in pictures_of(name, Funnel):
        wanted = [funnel.total, *(step.left for step in funnel.steps), funnel.chosen]
        assert series_of(charts[one_line(funnel.title)]) == {one_line(funnel.title): wanted}
    for ranges in pictures_of(name, Ranges):
        check_ranges(ranges, charts[one_line(ranges.title)])
    for use in pictures_of(name, Use):
        for panel in use.panels[:8]:
            check_use(use, panel, charts[one_line(f"{use.title}: {panel.name}")])
    for shown in pictures_of(name, Spread):
        values = series_of(charts[one_line(shown.title)]).values()
        drawn = [next((value for value in at if value is not None), None) for at in zip(*values, strict=True)]
        assert drawn == [bar.share for bar in shown.bars]
    for points in pictures_of(name, Points)[:1]:
        xml = charts[one_line(points.title)].element
        xs = [float(value.text) for value in xml.findall(".//{*}xVal//{*}v")]
        ys = [float(value.text) for value in xml.findall(".//{*}yVal//{*}v")]
        drawn_points = set(zip(xs, ys, strict=True))
        assert {(point.x, point.y) for point in points.chart.points} <= drawn_points
        assert {line.value for line in points.chart.levels} <= set(ys)
        assert {line.value for line in points.chart.places} <= set(xs)


def check_ranges(shown: Ranges, chart: Any) -> None:
    """The ends and the middle of each bar, up to the end of the scale."""
    low, left, right = series_of(chart).values()
    rows = {tuple(row.text.split()): row for row in shown.rows}
    for at, category in enumerate(chart.plots[0].categories):
        row = next(row for words, row in rows.items() if tuple(category.split())[-len(words) :] == words)
        middle, high = low[at] + left[at], low[at] + left[at] + right[at]  # type: ignore[operator]
        assert math.isclose(middle, min(row.middle, shown.scale.high))
        assert math.isclose(high, max(middle, min(row.high, shown.scale.high)))


def check_use(use: Use, panel: Any, chart: Any) -> None:
    """The amounts of each source that is used, and what is there."""
    drawn = series_of(chart)
    for place, source in enumerate(use.sources):
        amounts = [column.parts[place] for column in panel.columns]
        assert drawn.get(source, [0.0] * len(amounts)) == amounts
    if any(column.available is not None for column in panel.columns):
        assert drawn[captions.AVAILABLE] == [column.available for column in panel.columns]


@pytest.mark.parametrize("name", ALL)
def test_charts_tables_and_lines_are_described(name: str) -> None:
    """Whoever does not see a picture hears what it shows; ids of shapes are unique."""
    for slide in slides_of(name):
        ids = [shape.shape_id for shape in slide.shapes]
        assert len(ids) == len(set(ids))
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table or shape.element.tag.endswith("cxnSp"):
                words = shape.element.xpath("./*/p:cNvPr")[0].get("descr")
                assert words
                assert words == one_line(words)


@pytest.mark.parametrize("name", ["mid-market-launch", "impossible"])
def test_words_that_have_no_room_are_for_the_speaker(name: str) -> None:
    """Every sentence of every part stands on a slide or in its notes."""
    said = []
    for slide in slides_of(name):
        said += [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        said += [slide.notes_slide.notes_text_frame.text] if slide.has_notes_slide else []
        for shape in slide.shapes:
            if shape.has_table:
                said += [cell.text_frame.text for row in shape.table.rows for cell in row.cells]
    whole = one_line(" ".join(said))
    for part in document_of(name).parts:
        for sentence in part.words:
            assert one_line(sentence) in whole


def test_a_plan_is_the_same_file_whatever_the_time_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the file nor the workbooks in it know when they were written."""
    real = time.time

    class Days(type):
        def __instancecheck__(cls, value: object) -> bool:
            return isinstance(value, datetime)

    class Later(datetime, metaclass=Days):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:
            return datetime.now(tz) + timedelta(days=900)

    first = render(document_of("by hand"))
    monkeypatch.setattr(time, "time", lambda: real() + 900 * 86_400)
    monkeypatch.setattr("xlsxwriter.core.datetime", Later)
    assert render(document_of("by hand")) == first
    package = zipfile.ZipFile(io.BytesIO(first))
    assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = Presentation(io.BytesIO(first)).core_properties
    assert properties.created == properties.modified == datetime(2026, 11, 26)  # noqa: DTZ001
    assert properties.title == document_of("by hand").title


@pytest.mark.parametrize("name", ["huge", "overfull"])
def test_names_are_text_and_nothing_else(name: str) -> None:
    """There is no link, no formula and no markup that a name has brought in."""
    package = zipfile.ZipFile(io.BytesIO(content_of(name)))
    for member in package.namelist():
        content = package.read(member)
        assert b"hlinkClick" not in content
        assert b"relationships/hyperlink" not in content
        if member.endswith(".xlsx"):
            book = zipfile.ZipFile(io.BytesIO(content))
            sheet = book.read("xl/worksheets/sheet1.xml")
            assert b"<f>" not in sheet
            assert b"hyperlink" not in sheet


def test_charts_carry_their_figures_as_a_workbook() -> None:
    """Each chart can be changed: it has its figures in a workbook beside it."""
    charts = list(charts_of("mid-market-launch"))
    assert len(charts) >= 5
    for _, chart in charts:
        assert chart.part.chart_workbook.xlsx_part.blob[:2] == b"PK"
