"""What is used of what there is, as native column charts: a stack of sources, and a dash at what is available."""

from __future__ import annotations

import copy
import math
from collections.abc import Iterator, Sequence
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml import parse_xml

from vehicleplan.exports import look
from vehicleplan.exports.box import Box
from vehicleplan.exports.pptx_charts import (
    LETTERS,
    SPACES,
    add_chart,
    category_figures,
    paint,
    set_plot,
    style_category_axis,
    style_value_axis,
)
from vehicleplan.exports.pptx_deck import Page
from vehicleplan.exports.pptx_shapes import Letters, add_run, add_text, text_frame
from vehicleplan.exports.pptx_text import clipped, one_line, text_width, widest_word
from vehicleplan.frozen import dataclass
from vehicleplan.report.document import captions
from vehicleplan.report.document.pictures import Use, UseColumn, UsePanel

_SMALL = 9.0
_HEAD = 30.0
_LINE = 12.5
"""The height of a line of names."""
_UPRIGHT = 60.0
"""The longest upright name."""
_HIGH = 150.0
"""From this height on there is room for three lines under the columns."""


def is_money(panel: UsePanel, shown: Use) -> bool:
    """Whether a panel is of money: all that it uses is spent."""
    return all(
        source == "spent" or not any(column.parts[place] for column in panel.columns)
        for place, source in enumerate(shown.sources)
    )


def add_use_panel(page: Page, box: Box, shown: Use, panel: UsePanel) -> None:
    """One thing over time: its name and its use in words, then the columns."""
    name = clipped(one_line(panel.name), box.width, 11.0, bold=True)
    summary = clipped(one_line(panel.summary), box.width, LETTERS)
    add_text(page, box.first(_HEAD / 2), [name], Letters(11.0, bold=True))
    add_text(page, box.after(_HEAD / 2).first(_HEAD / 2), [summary], Letters(LETTERS, look.MUTED))
    box = box.after(_HEAD)
    ticks = max((text_width(tick.label, LETTERS) for tick in panel.scale.ticks), default=20.0) + 8.0
    plot_width = box.width - ticks - 4.0
    pitch = plot_width / max(1, len(panel.columns))
    names = _names(panel.columns, pitch, box.height)
    plot = Box(box.left + ticks, box.top + 6.0, plot_width, box.height - 10.0 - names.height)
    series = [*_series(shown, panel)]
    limits = [column.available for column in panel.columns]
    has_limit = any(limit is not None for limit in limits)
    figures = category_figures(names.texts, [*series, (captions.AVAILABLE, limits)] if has_limit else series)
    words = (f"{shown.title}: {panel.name}", f"{panel.name}: {panel.summary}. {_spoken(panel.columns)}")
    chart = add_chart(page, box, XL_CHART_TYPE.COLUMN_STACKED, figures, words)
    chart.plots[0].gap_width, chart.plots[0].overlap = 60, 100
    style_category_axis(chart.category_axis, size=_SMALL, every=names.every, is_upright=names.is_upright)
    style_value_axis(chart.value_axis, panel.scale)
    set_plot(chart, plot, box)
    for drawn in list(chart.plots[0].series)[: len(series)]:
        paint(drawn, look.SOURCES.get(drawn.name, look.ACCENT))
    if has_limit:
        _as_dashes(chart, size=max(3, min(14, int(pitch * 0.4))))


def _series(shown: Use, panel: UsePanel) -> Iterator[tuple[str, list[float | None]]]:
    """By source that is used, the amounts over time."""
    for place, source in enumerate(shown.sources):
        amounts: list[float | None] = [column.parts[place] for column in panel.columns]
        if any(amounts):
            yield source, amounts


@dataclass(frozen=True)
class _Names:
    """What stands under the columns: how high it is, whether upright, and under every how many of them."""

    texts: Sequence[str]
    height: float
    is_upright: bool = False
    every: int = 1


def _names(columns: Sequence[UseColumn], width: float, height: float) -> _Names:
    """The labels, with the use where there is room for all; upright where they are wider than the columns."""
    labels = [one_line(column.label) for column in columns]
    texts = [one_line(column.text) for column in columns]
    ways = [texts, [text.replace("/", "/\n", 1) for text in texts]] if height > _HIGH else [texts]
    for way in ways:
        names = [f"{label}\n{text}" for label, text in zip(labels, way, strict=True)]
        lines = [name.split("\n") for name in names]
        if all(text_width(line, _SMALL) <= width - 3.0 for each in lines for line in each):
            return _Names(names, _LINE * max(map(len, lines)))
    if all(widest_word(label, _SMALL) <= width - 3.0 for label in labels):
        return _Names([clipped(label, width - 3.0, _SMALL, most=2) for label in labels], _LINE * 2)
    names = [clipped(label, _UPRIGHT, _SMALL) for label in labels]
    longest = max(text_width(name, _SMALL) for name in names)
    return _Names(names, longest + 4.0, is_upright=True, every=max(1, math.ceil(_LINE / width)))


def _spoken(columns: Sequence[UseColumn]) -> str:
    return "; ".join(f"{one_line(column.label)}: {one_line(column.text)}" for column in columns)


def _as_dashes(chart: Any, *, size: int) -> None:
    """Makes the last series a line without a line: only a dash over each column remains."""
    bars = chart.plots[0]._element  # noqa: SLF001  # python-pptx has no words for two kinds of chart in one
    series = bars.findall(f"{{{bars.nsmap['c']}}}ser")[-1]
    bars.remove(series)
    for invert in series.findall(f"{{{bars.nsmap['c']}}}invertIfNegative"):
        series.remove(invert)
    line = parse_xml(
        f'<c:lineChart {SPACES}><c:grouping val="standard"/><c:varyColors val="0"/><c:marker val="1"/></c:lineChart>'
    )
    ink = f'<a:solidFill><a:srgbClr val="{look.INK.lstrip("#").upper()}"/></a:solidFill>'
    look_of_dash = f"<c:spPr>{ink}<a:ln><a:noFill/></a:ln></c:spPr>"
    style = parse_xml(f'<c:marker {SPACES}><c:symbol val="dash"/><c:size val="{size}"/>{look_of_dash}</c:marker>')
    hidden = parse_xml(f'<c:spPr {SPACES}><a:ln w="19050"><a:noFill/></a:ln></c:spPr>')
    for before in series.findall(f"{{{bars.nsmap['c']}}}spPr"):
        series.remove(before)
    named = series.find(f"{{{bars.nsmap['c']}}}tx")
    named.addnext(hidden)
    hidden.addnext(style)
    series.append(parse_xml(f'<c:smooth {SPACES} val="0"/>'))
    line.insert(2, series)
    for axis in bars.findall(f"{{{bars.nsmap['c']}}}axId"):
        line.append(copy.deepcopy(axis))
    bars.addnext(line)


def add_colour_key(page: Page, box: Box, sources: Sequence[str], more: str) -> None:
    """Sources with their colours, the dash, and how many things there was no room for, in a line."""
    entries = [("■", look.SOURCES.get(source, look.ACCENT), source) for source in sources]
    entries.append(("▬", look.INK, captions.AVAILABLE))
    frame = text_frame(page, box)
    paragraph = frame.paragraphs[0]
    for sign, colour, words in entries:
        add_run(paragraph, f"{sign} ", Letters(LETTERS, colour))
        add_run(paragraph, f"{one_line(words)}     ", Letters(LETTERS, look.MUTED))
    if more:
        add_run(paragraph, more, Letters(LETTERS, look.MUTED))
