"""Analyses as text to scroll through: their answers, then the tables that they rest on."""

from __future__ import annotations

from collections.abc import Sequence

from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

from vehicleplan.report.chart_lines import LOW, TALL, chart_lines
from vehicleplan.report.contracts import Section
from vehicleplan.report.layout import Line, table_lines, wrapped

_STYLES = {
    "title": "bold $text-accent",
    "heading": "$text-muted",
    "rule": "$text-muted",
    "total": "bold",
}
MOST_TEXT = 100
"""Columns beyond which a line of text is hard to read."""
_BEFORE_CHART = 2
"""Sentences that come before a chart, so that it is seen without scrolling."""
_AROUND_CHART = 7
"""Lines around the plot of a chart: a free one, its title, its scale and its legend."""


class Sections(VerticalScroll):
    """Sections under one another, drawn for the width at hand."""

    DEFAULT_CSS = """
    Sections { padding: 0 1; scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    Sections > Static { width: 1fr; height: auto; }
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._text = Static(markup=False)
        self._sections: tuple[Section, ...] = ()
        self._drawn_for = Size()

    def compose(self) -> Sequence[Static]:
        """The text."""
        return (self._text,)

    def show(self, sections: tuple[Section, ...]) -> None:
        """Show other sections, from their beginning."""
        if sections is self._sections:
            return
        self._sections, self._drawn_for = sections, Size()
        self.scroll_home(animate=False)
        self._draw()

    def on_resize(self) -> None:
        """Draw for another width."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        region = self.scrollable_content_region
        if region.width and region.size != self._drawn_for:
            self._drawn_for = region.size
            self._text.update(Content("\n").join(_content(self._sections, *region.size)))


def _content(sections: tuple[Section, ...], width: int, height: int) -> list[Content]:
    """The sections under one another; where there are several, or a picture, each with what it is about."""
    lines: list[Content] = []
    for place, section in enumerate(sections):
        if place:
            lines.append(Content(""))
        if len(sections) > 1 or section.charts:
            lines += [Content.styled(text, _STYLES["title"]) for text in wrapped(section.title, width)]
        lines += _pictured(section, width, height) if section.charts else _paragraphs(section.answer, width, "bold")
        for table in section.tables:
            lines += [Content(""), *(_styled(line) for line in table_lines(table, width))]
        if section.notes:
            lines += [Content(""), *_paragraphs(section.notes, width, "$text-muted")]
    return lines


def _pictured(section: Section, width: int, height: int) -> list[Content]:
    """The first sentences with the first chart, as tall as the screen has room for it; then the rest."""
    first, *others = section.charts
    lines = _paragraphs(section.answer[:_BEFORE_CHART], width, "bold")
    room = height - len(lines) - len(wrapped(section.title, width)) - _AROUND_CHART
    lines += [Content(""), *map(_styled, chart_lines(first, width, max(LOW, min(room, TALL))))]
    if section.answer[_BEFORE_CHART:]:
        lines += [Content(""), *_paragraphs(section.answer[_BEFORE_CHART:], width, "")]
    for chart in others:
        lines += [Content(""), *map(_styled, chart_lines(chart, width, LOW))]
    return lines


def _paragraphs(sentences: tuple[str, ...], width: int, style: str) -> list[Content]:
    """Sentences, each in lines of its own; the first of an answer stands out."""
    lines = []
    for place, sentence in enumerate(sentences):
        here = style if place == 0 or style == "$text-muted" else ""
        lines += [Content.styled(text, here) for text in wrapped(sentence, min(width, MOST_TEXT))]
    return lines


def _styled(line: Line) -> Content:
    return Content.styled(line.text, _STYLES.get(line.role, ""))
