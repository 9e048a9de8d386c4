"""Points over a scale as a native scatter chart; goal and budget are lines of their own, named in the legend."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.util import Pt

from vehicleplan.exports import look
from vehicleplan.exports.box import Box
from vehicleplan.exports.pptx_charts import LETTERS, add_chart, style_value_axis, xy_figures
from vehicleplan.exports.pptx_deck import Page
from vehicleplan.exports.pptx_shapes import add_heading, rgb
from vehicleplan.exports.pptx_text import clipped, one_line, text_width
from vehicleplan.report.chart import Chart, ChartLine, PointMark, Scale, Tick
from vehicleplan.report.document.pictures import Points

_MARKERS = {PointMark.PLAIN: XL_MARKER_STYLE.CIRCLE, PointMark.CHANGE: XL_MARKER_STYLE.DIAMOND}
_LEVEL, _PLACE = "level", "place"
_LEGEND_WIDTH = 0.7
"""Of the chart, the longest entry of its legend."""


def add_points(page: Page, box: Box, shown: Points) -> None:
    """The points with their lines."""
    box = add_heading(page, box, shown.title)
    x = _thinned(shown.chart.x, box.width * 0.8)
    chart = replace(shown.chart, x=x)
    data = _series(chart, box.width * _LEGEND_WIDTH)
    figures = xy_figures([(name, points) for name, points, _ in data])
    drawn = add_chart(page, box, XL_CHART_TYPE.XY_SCATTER, figures, (shown.title, shown.alt))
    for axis, scale in ((drawn.category_axis, x), (drawn.value_axis, chart.y)):
        style_value_axis(axis, scale)
        axis.has_title = bool(scale.title)
        if scale.title:
            frame = axis.axis_title.text_frame
            frame.text = clipped(one_line(scale.title), box.width * 0.6, LETTERS)
            frame.paragraphs[0].runs[0].font.size = Pt(LETTERS)
            frame.paragraphs[0].runs[0].font.bold = False
    drawn.category_axis.has_major_gridlines = False
    drawn.category_axis.format.line.color.rgb = rgb(look.FAINT)
    drawn.has_legend = len(data) > 1
    if drawn.has_legend:
        drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
        drawn.legend.font.size = Pt(LETTERS)
    for series, (_, _, style) in zip(drawn.plots[0].series, data, strict=True):
        _style(series, style)


def _thinned(scale: Scale, width: float) -> Scale:
    """The scale with so few ticks that their figures stand beside one another, and with a tick at each end.

    PowerPoint counts ticks from the lower end, so that must be a round value.
    """
    if len(scale.ticks) < 2:
        return scale
    widest = max(text_width(tick.label, LETTERS) for tick in scale.ticks) + 10.0
    step = scale.ticks[1].value - scale.ticks[0].value
    while widest * (scale.high - scale.low) / step > width:
        step *= 2
    first, last = math.floor(scale.low / step + 1e-9), math.ceil(scale.high / step - 1e-9)
    ticks = tuple(Tick(step * at, "") for at in range(first, last + 1))
    return replace(scale, low=step * first, high=step * last, ticks=ticks)


def _series(chart: Chart, width: float) -> list[tuple[str, list[tuple[float, float]], str]]:
    """Names, points and style: a mark, or a line across or upright."""
    meanings = dict(chart.meanings)
    found: list[tuple[str, list[tuple[float, float]], str]] = []
    for mark in PointMark:
        points = [(point.x, point.y) for point in chart.points if point.mark is mark]
        if points:
            found.append((meanings.get(mark, chart.title), points, mark))
    x, y = chart.x, chart.y
    found += [(_words(line), [(x.low, line.value), (x.high, line.value)], _LEVEL) for line in chart.levels]
    found += [(_words(line), [(line.value, y.low), (line.value, y.high)], _PLACE) for line in chart.places]
    return [(clipped(one_line(name), width, LETTERS), points, style) for name, points, style in found]


def _words(line: ChartLine) -> str:
    return f"{line.label}, {line.figure}"


def _style(series: Any, style: str) -> None:
    if style in (_LEVEL, _PLACE):
        series.marker.style = XL_MARKER_STYLE.NONE
        is_level = style == _LEVEL
        series.format.line.color.rgb = rgb(look.GOOD if is_level else look.INK)
        series.format.line.width = Pt(1.5)
        series.format.line.dash_style = MSO_LINE_DASH_STYLE.DASH if is_level else MSO_LINE_DASH_STYLE.ROUND_DOT
        return
    series.format.line.fill.background()
    series.marker.style = _MARKERS[PointMark(style)]
    series.marker.size = 8 if style == PointMark.PLAIN else 10
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = rgb(look.ACCENT)
    series.marker.format.line.color.rgb = rgb("#ffffff")
