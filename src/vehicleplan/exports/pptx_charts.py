"""Native charts: their data as a workbook that holds text as text, and what all of them look like."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import IO, Any, Final

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.chart.xlsx import CategoryWorkbookWriter, XyWorkbookWriter
from pptx.enum.chart import XL_CHART_TYPE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml import parse_xml
from pptx.util import Pt
from xlsxwriter import Workbook

from vehicleplan.exports import look
from vehicleplan.exports.box import Box
from vehicleplan.exports.pptx_deck import Page
from vehicleplan.exports.pptx_shapes import describe, rgb
from vehicleplan.exports.pptx_text import one_line
from vehicleplan.report.chart import Scale

LETTERS: Final = 10.0
"""The size of all text in charts."""
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
SPACES: Final = f'xmlns:c="{_C}" xmlns:a="{_A}"'
"""For XML of charts that python-pptx has no words for."""
_MADE = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
"""The day in every workbook of a chart: they must not depend on the clock."""


@contextmanager
def _plain_worksheet(file: IO[bytes]) -> Iterator[tuple[Any, Any]]:
    """A worksheet where a name that begins with `=` or `https:` is text like any other."""
    workbook = Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    workbook.set_properties({"created": _MADE})
    yield workbook, workbook.add_worksheet()
    workbook.close()


class _CategoryWorkbook(CategoryWorkbookWriter):
    def _open_worksheet(self, xlsx_file: IO[bytes]) -> Any:
        return _plain_worksheet(xlsx_file)


class _XyWorkbook(XyWorkbookWriter):
    def _open_worksheet(self, xlsx_file: IO[bytes]) -> Any:
        return _plain_worksheet(xlsx_file)


class _CategoryFigures(CategoryChartData):
    @property
    def _workbook_writer(self) -> Any:
        writer: Any = _CategoryWorkbook
        return writer(self)


class _XyFigures(XyChartData):
    @property
    def _workbook_writer(self) -> Any:
        writer: Any = _XyWorkbook
        return writer(self)


def category_figures(categories: Sequence[str], series: Iterable[tuple[str, Sequence[float | None]]]) -> Any:
    """Figures by category, a series each."""
    made: Any = _CategoryFigures
    figures = made()
    figures.categories = [text or " " for text in categories]
    for name, values in series:
        figures.add_series(one_line(name), values)
    return figures


def xy_figures(series: Iterable[tuple[str, Sequence[tuple[float, float]]]]) -> Any:
    """Points, a series each."""
    made: Any = _XyFigures
    figures = made()
    for name, points in series:
        shown = figures.add_series(one_line(name))
        for x, y in points:
            shown.add_data_point(x, y)
    return figures


def add_chart(page: Page, box: Box, kind: XL_CHART_TYPE, figures: Any, words: tuple[str, str]) -> Any:
    """A chart without title and legend; `words` are its name and what screen readers say."""
    frame = page.slide.shapes.add_chart(kind, Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height), figures)
    describe(frame, *words)
    chart: Any = frame.chart  # type: ignore[attr-defined]
    chart.font.size = Pt(LETTERS)
    chart.font.color.rgb = rgb(look.INK)
    chart.has_title = chart.has_legend = False
    return chart


def set_plot(chart: Any, inner: Box, whole: Box) -> None:
    """Fixes where the plot is inside the chart, so that lines can be drawn over it and labels have their room."""
    x, y = (inner.left - whole.left) / whole.width, (inner.top - whole.top) / whole.height
    w, h = inner.width / whole.width, inner.height / whole.height
    layout = parse_xml(
        f'<c:layout {SPACES}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{x:.6f}"/><c:y val="{y:.6f}"/><c:w val="{w:.6f}"/><c:h val="{h:.6f}"/>'
        "</c:manualLayout></c:layout>"
    )
    plot = chart.element.find(f".//{{{_C}}}plotArea")
    before = plot.find(f"{{{_C}}}layout")
    if before is not None:
        plot.remove(before)
    plot.insert(0, layout)


def style_category_axis(axis: Any, *, size: float = LETTERS, every: int = 1, is_upright: bool = False) -> None:
    """Names along a thin line, without ticks: under every so many of the categories, and none left out beyond that."""
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    axis.has_major_gridlines = False
    axis.format.line.color.rgb = rgb(look.FAINT)
    axis.tick_labels.font.size = Pt(size)
    parts = axis._element  # noqa: SLF001  # python-pptx has no words for the rest
    parts.find(f"{{{_C}}}lblOffset").addnext(parse_xml(f'<c:tickLblSkip {SPACES} val="{every}"/>'))
    if is_upright:
        parts.find(f"{{{_C}}}txPr/{{{_A}}}bodyPr").set("rot", "-5400000")


def style_value_axis(axis: Any, scale: Scale, *, is_shown: bool = True, pattern: str = "") -> None:
    """The document's own scale, with thin lines at its ticks."""
    axis.minimum_scale, axis.maximum_scale = scale.low, scale.high
    ticks = [tick.value for tick in scale.ticks]
    if len(ticks) > 1:
        axis.major_unit = ticks[1] - ticks[0]
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.has_major_gridlines = is_shown
    axis.format.line.fill.background()
    if not is_shown:
        axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
        return
    axis.major_gridlines.format.line.color.rgb = rgb(look.RULE)
    axis.major_gridlines.format.line.width = Pt(0.5)
    axis.tick_labels.font.color.rgb = rgb(look.MUTED)
    axis.tick_labels.number_format = pattern or tick_pattern(scale)
    axis.tick_labels.number_format_is_linked = False


def tick_pattern(scale: Scale) -> str:
    """As many decimals as the ticks have."""
    decimals = max((len(f"{tick.value:.6f}".rstrip("0").partition(".")[2]) for tick in scale.ticks), default=0)
    return "#,##0" + (f".{'0' * decimals}" if decimals else "")


def paint(shape: Any, colour: str, *, is_hollow: bool = False) -> None:
    """Fills a series or a point; a hollow one has only its outline."""
    shape.format.fill.solid()
    shape.format.fill.fore_color.rgb = rgb("#ffffff" if is_hollow else colour)
    if is_hollow:
        shape.format.line.color.rgb = rgb(colour)
        shape.format.line.width = Pt(1.25)
    else:
        shape.format.line.fill.background()


def hide(series: Any) -> None:
    """A series that only holds others up."""
    series.format.fill.background()
    series.format.line.fill.background()
