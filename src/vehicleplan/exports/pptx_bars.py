"""The funnel, costs with their ranges, and draws against the goal, as native bar charts."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.oxml import parse_xml
from pptx.util import Pt

from vehicleplan.exports import look
from vehicleplan.exports.box import Box
from vehicleplan.exports.pptx_charts import (
    LETTERS,
    SPACES,
    add_chart,
    category_figures,
    hide,
    paint,
    set_plot,
    style_category_axis,
    style_value_axis,
)
from vehicleplan.exports.pptx_deck import Page
from vehicleplan.exports.pptx_shapes import LABEL, Letters, add_heading, add_line, add_notes, add_text, mixed
from vehicleplan.exports.pptx_text import clipped, line_height, one_line, text_width
from vehicleplan.frozen import dataclass
from vehicleplan.report.chart import ChartLine, Scale
from vehicleplan.report.document import captions
from vehicleplan.report.document.pictures import Funnel, RangeRow, Ranges, Spread

_SMALL = 9.0
_AXIS = 32.0
"""The height of the figures under a plot and of what they count."""
_FOOT = 54.0
"""The height of the notes under the ranges."""
_LEAST_PITCH, _WIDE_PITCH, _MOST_PITCH = 11.2, 26.0, 34.0
"""From row to row: at the least, from where names have two lines, at the most."""
_AXIS_RIGHT = Letters(LETTERS, look.MUTED, align="right")
_LABEL_LINE = 14.0
_OVER_BAR = 0.08
"""The room for the figure over a bar, of the height of a plot."""
_SHARES = '[=0]"";[<0.1]0.0 %;0 %'


def add_funnel(page: Page, box: Box, shown: Funnel) -> None:
    """How many candidates are left after each question."""
    box = add_heading(page, box, shown.title)
    names = [captions.CANDIDATES, *(one_line(step.label) for step in shown.steps), captions.IN_THE_PLAN]
    values = [shown.total, *(step.left for step in shown.steps), shown.chosen]
    page.notes.extend(f"{one_line(step.label)}: {one_line(step.words)}" for step in shown.steps)
    box = box.first(len(names) * 34.0)
    room = min(box.width * 0.5, max(text_width(name, LETTERS) for name in names) + 10.0)
    names = [clipped(name, room - 8.0, LETTERS) for name in names]
    figures = category_figures(names, [(shown.title, [float(value) for value in values])])
    chart = add_chart(page, box, XL_CHART_TYPE.BAR_CLUSTERED, figures, (shown.title, shown.alt))
    most = float(max(1, *values))
    style_bars(chart, Scale("", 0.0, most * 1.12, ()), is_shown=False)
    set_plot(chart, Box(box.left + room, box.top, box.width - room, box.height), box)
    series = chart.plots[0].series[0]
    paint(series, look.FAINT)
    paint(series.points[len(values) - 1], look.ACCENT)
    chart.plots[0].has_data_labels = True
    labels = chart.plots[0].data_labels
    labels.show_value, labels.number_format, labels.number_format_is_linked = True, "#,##0", False
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    labels.font.size, labels.font.bold = Pt(LETTERS), True


def style_bars(chart: Any, scale: Scale, *, is_shown: bool, size: float = LETTERS) -> None:
    """Bars from the top down, with little between them."""
    chart.plots[0].gap_width, chart.plots[0].vary_by_categories = 45, False
    chart.category_axis.reverse_order = True
    chart.element.find(".//{*}valAx/{*}crosses").set("val", "max")  # so that figures stand under the bars
    style_category_axis(chart.category_axis, size=size)
    style_value_axis(chart.value_axis, scale, is_shown=is_shown)


def add_ranges(page: Page, box: Box, shown: Ranges, colours: Mapping[str, str]) -> None:
    """Figures with their ranges: a bar from the favourable end to the other, with a mark at what is planned."""
    whole = add_heading(page, box, shown.title)
    head = 17.0 if shown.line is not None else 2.0
    room = whole.height - _FOOT - head - _AXIS
    rows, more = _rows_that_fit(shown, int(room // _LEAST_PITCH))
    pitch = min(_MOST_PITCH, room / max(1, len(rows)))
    box = whole.first(head + pitch * len(rows) + _AXIS)
    width = box.width * 0.5
    size = LETTERS if pitch >= LETTERS * 1.3 else _SMALL
    names = [_range_name(row, width - 12.0, size, has_two=pitch >= _WIDE_PITCH) for row in rows]
    width = min(width, max(text_width(line, size) for name in names for line in name.split("\n")) + 12.0)
    plot = Box(box.left + width, box.top + head, box.width - width - 16.0, pitch * len(rows))
    _range_chart(page, (box, plot), shown, _Rows(rows, names, size), colours)
    if shown.line is not None:
        add_marks(page, plot, [Mark(shown.scale.share(shown.line.value), shown.line, look.INK)])
    axis = Box(box.left, box.bottom - 13.0, box.width - 16.0, 13.0)
    add_text(page, axis, [clipped(one_line(shown.scale.title), axis.width, LETTERS)], _AXIS_RIGHT)
    key = captions.FILLED_OR_OUTLINED
    if more:
        key = f"{key} {captions.first_shown(len(rows))}"
    add_notes(page, whole.after(box.height + 6.0), (key, *shown.notes))


def _rows_that_fit(shown: Ranges, most: int) -> tuple[list[RangeRow], int]:
    """Those of the plan first, but a third of the room is for the others as long as there are any.

    Others that lie beyond the scale are left out: at its end they would seem to cost no more than that.
    """
    rows = shown.rows
    chosen = [row for row in rows if row.is_chosen]
    others = [row for row in rows if not row.is_chosen and row.middle <= shown.scale.high]
    kept = chosen[: max(most - len(others), most - most // 3)]
    kept += others[: most - len(kept)]
    return kept, len(rows) - len(kept)


def _range_name(row: RangeRow, width: float, size: float, *, has_two: bool) -> str:
    """The name with its figures, under one another where there is room."""
    text = clipped(one_line(row.text), width, size)
    if has_two:
        return f"{clipped(one_line(row.label), width, size)}\n{text}"
    left = max(width * 0.3, width - text_width(f"{text}   ", size))
    return clipped(f"{clipped(one_line(row.label), left, size)}   {text}", width, size)


@dataclass(frozen=True)
class _Rows:
    """The rows that there is room for, with the names that they have on the slide and the size of their letters."""

    rows: Sequence[RangeRow]
    names: Sequence[str]
    size: float


def _range_chart(page: Page, boxes: tuple[Box, Box], shown: Ranges, drawn: _Rows, colours: Mapping[str, str]) -> None:
    """The bars; the boxes are those of the chart and of its plot."""
    rows, (box, plot) = drawn.rows, boxes
    ends = [_ends(row, shown.scale.high) for row in rows]
    series = [
        (captions.TO_P90, [low for low, _, _ in ends]),
        (captions.P90_TO_PLANNED, [middle - low for low, middle, _ in ends]),
        (captions.PLANNED_TO_P10, [high - middle for _, middle, high in ends]),
    ]
    figures = category_figures(drawn.names, series)
    chart = add_chart(page, box, XL_CHART_TYPE.BAR_STACKED, figures, (shown.title, shown.alt))
    style_bars(chart, shown.scale, is_shown=True, size=drawn.size)
    chart.plots[0].overlap = 100
    set_plot(chart, plot, box)
    under, left, right = chart.plots[0].series
    hide(under)
    for side, share in ((left, 0.75), (right, 0.45)):
        paint(side, look.FAINT, is_hollow=True)
        for place, row in enumerate(rows):
            if row.is_chosen:
                paint(side.points[place], mixed(colours.get(row.vehicle, look.ACCENT), share))
    _mark_ends(left, (shown.scale.high - shown.scale.low) / 1000)


def _ends(row: RangeRow, end: float) -> tuple[float, float, float]:
    """Where the bar begins, where its mark is, where it ends: none beyond the end of the scale."""
    middle = min(row.middle, end)
    high = row.high if math.isfinite(row.high) else end
    return min(row.low, middle), middle, max(middle, min(high, end))


def _mark_ends(series: Any, size: float) -> None:
    """A mark at the end of each bar of a series: an error bar that is nearly nothing but its cap."""
    bars = parse_xml(
        f'<c:errBars {SPACES}><c:errBarType val="both"/><c:errValType val="fixedVal"/><c:noEndCap val="0"/>'
        f'<c:val val="{size:.6g}"/><c:spPr><a:ln w="31750" cap="flat"><a:solidFill>'
        f'<a:srgbClr val="{look.INK.lstrip("#").upper()}"/></a:solidFill></a:ln></c:spPr></c:errBars>'
    )
    series._element.find(f"{{{bars.nsmap['c']}}}cat").addprevious(bars)  # noqa: SLF001  # no words for it in python-pptx


@dataclass(frozen=True)
class Mark:
    """An upright line over a plot: how far along it stands, what it says, its colour, how far up it ends."""

    share: float
    line: ChartLine
    colour: str
    end: float = 0.0


def add_marks(page: Page, plot: Box, marks: Iterable[Mark]) -> None:
    """Upright lines over a plot, each with its words at its top; no line runs through the words of another."""
    within = Box(plot.left, plot.top, plot.width + 16.0, plot.height)
    lifts: list[tuple[float, float, float]] = []
    for mark in sorted((mark for mark in marks if 0.0 <= mark.share <= 1.0), key=lambda mark: -mark.share):
        words = one_line(f"{mark.line.label}, {mark.line.figure}")
        x, width = plot.left + plot.width * mark.share, text_width(words, LABEL, bold=True) + 12.0
        is_left = x + width > within.right and mark.share > 0.5
        near = [lift for other, lift, _ in lifts if other < x + width]
        near += [lift for other, lift, left in lifts if left and other - left < x + width]
        lift = max(near) + _LABEL_LINE if near else 0.0
        lifts.append((x, lift, width if is_left else 0.0))
        end = plot.bottom - plot.height * mark.end
        add_line(page, (x, plot.top - 15.0 - lift), (x, end), colour=mark.colour, words=words)
        shown = clipped(words, within.width, LABEL, bold=True)
        width = text_width(shown, LABEL, bold=True) + 4.0
        top = plot.top - 16.0 - lift
        place = Box(x - 3.0 - width if is_left else x + 3.0, top, width, line_height(shown, LABEL))
        letters = Letters(LABEL, mark.colour, bold=True, align="right" if is_left else "left")
        add_text(page, place, [shown], letters)


def add_spread(page: Page, box: Box, shown: Spread) -> None:
    """How many of the draws lie in each stretch; those that miss the goal are grey."""
    head, foot = 20.0 + _LABEL_LINE * len(shown.marks), 44.0
    plot = Box(box.left + 6.0, box.top + head, box.width - 12.0, box.height - head - foot)
    width = plot.width / max(1, len(shown.bars))
    names = [clipped(one_line(bar.text), width - 6.0, LETTERS - 1.0, most=2) for bar in shown.bars]
    hits = [bar.share if bar.reaches else None for bar in shown.bars]
    misses = [None if bar.reaches else bar.share for bar in shown.bars]
    series = [(captions.REACHES if shown.goal else shown.title, hits), (captions.MISSES, misses)]
    figures = category_figures(names, [each for each in series if any(value is not None for value in each[1])])
    chart = add_chart(page, box, XL_CHART_TYPE.COLUMN_CLUSTERED, figures, (shown.title, shown.alt))
    chart.plots[0].gap_width, chart.plots[0].overlap = 12, 100
    style_category_axis(chart.category_axis, size=LETTERS - 1.0)
    most = max(bar.share for bar in shown.bars) * 1.1 or 1.0
    style_value_axis(chart.value_axis, Scale("", 0.0, most, ()), is_shown=False)
    set_plot(chart, plot, box)
    chart.plots[0].has_data_labels = True
    labels = chart.plots[0].data_labels
    labels.show_value, labels.number_format, labels.number_format_is_linked = True, _SHARES, False
    labels.position, labels.font.size = XL_LABEL_POSITION.OUTSIDE_END, Pt(LETTERS - 1.0)
    for drawn in chart.plots[0].series:
        paint(drawn, look.FAINT if drawn.name == captions.MISSES else look.GOOD if shown.goal else look.ACCENT)
    add_marks(page, plot, _marks(shown, most))
    title = clipped(one_line(shown.scale.title), box.width, LETTERS)
    under = Box(box.left, box.bottom - 14.0, box.width, 14.0)
    add_text(page, under, [title], Letters(LETTERS, look.MUTED, align="centre"))


def _marks(shown: Spread, most: float) -> Iterator[Mark]:
    """The goal from top to bottom between the bars, the others down to the figure over their bar."""
    if shown.goal is not None:
        share, _ = _place_among(shown, shown.goal.value)
        yield Mark(share, shown.goal, look.GOOD)
    for line in shown.marks:
        share, bar = _place_among(shown, line.value)
        yield Mark(share, line, look.INK, min(1.0, bar / most + _OVER_BAR))


def _place_among(shown: Spread, value: float) -> tuple[float, float]:
    """How far along the bars, which are all as wide, a value lies, and its bar's share; -1 where it is beside them."""
    for place, bar in enumerate(shown.bars):
        if bar.low <= value <= bar.high and bar.high > bar.low:
            return (place + (value - bar.low) / (bar.high - bar.low)) / len(shown.bars), bar.share
    return -1.0, 0.0
