"""The calendar as a native table: vehicles by stretches of time, a cell the darker the more there is to do in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from vehicleplan.exports import look
from vehicleplan.exports.box import Box
from vehicleplan.exports.pptx_deck import Page
from vehicleplan.exports.pptx_shapes import mixed
from vehicleplan.exports.pptx_table_fit import EDGE, SIDE
from vehicleplan.exports.pptx_tables import Grid, Look, heading_look
from vehicleplan.exports.pptx_text import clean, clipped, line_height, one_line, text_height, text_width
from vehicleplan.report.document import captions
from vehicleplan.report.document.pictures import Calendar, CalendarRow

_SIZES = (12.0, 11.0, 10.5, 10.0, 9.5, 9.0)
_HIGHEST = 40.0
"""Rows of a short calendar are no higher than this."""
_MOST_COLUMNS = 13
_LIGHT, _DARK = 0.16, 0.62
"""The share of its colour that a cell with least and with most to do has; on both, ink has a contrast of 4.5."""
_CENTRE = "ctr"


def add_calendar(page: Page, box: Box, shown: Calendar, colours: Mapping[str, str]) -> None:
    """The first vehicles that fit, each in its colour."""
    shown = _narrowed(shown)
    size, count = _fit(shown, box)
    first = _first_width(shown.rows[:count], box.width, size, len(shown.labels))
    width = (box.width - first) / max(1, len(shown.labels))
    labels = [clipped(_lines(label), width - 2 * SIDE, size, most=2, bold=True) for label in shown.labels]
    head = _head_height(shown, size)
    more = len(shown.rows) - count
    room = box.height - head - (_row_height(shown.rows[:0], size) if more else 0.0)
    height = max(_row_height(shown.rows, size), min(_HIGHEST, room / max(1, count)))
    heights = [head, *(height for _ in range(count)), *([_row_height((), size)] if more else [])]
    grid = Grid(page, box, (first, *(width for _ in shown.labels)), heights, (shown.title, shown.alt))
    heading = replace(heading_look(size), align=_CENTRE)
    grid.write(0, 0, "", heading)
    for place, label in enumerate(labels, start=1):
        grid.write(0, place, label, heading)
    for place, row in enumerate(shown.rows[:count], start=1):
        grid.write(place, 0, _name(row, first, size, height), Look(size))
        for column, (text, fill) in enumerate(zip(row.texts, _fills(row, colours), strict=True), start=1):
            shown_text = clipped(one_line(text), width - 2 * SIDE, size)
            grid.write(place, column, shown_text, Look(size, align=_CENTRE, fill=fill))
    if more:
        grid.write(count + 1, 0, captions.and_more(more), Look(size, look.MUTED))
        for column in range(1, len(shown.labels) + 1):
            grid.write(count + 1, column, "", Look(size))
        grid.merge(count + 1)


def _fills(row: CalendarRow, colours: Mapping[str, str]) -> Iterator[str]:
    """By stretch, the colour of its cell; empty where there is nothing to do."""
    most = max(row.amounts, default=0.0)
    for amount in row.amounts:
        share = _LIGHT + (_DARK - _LIGHT) * amount / most if most > 0 else 0.0
        yield mixed(colours.get(row.vehicle, look.FAINT), share) if amount > 0 else ""


def _narrowed(shown: Calendar) -> Calendar:
    """As many stretches as there is room for; a last column says how many are left out."""
    more = len(shown.labels) - _MOST_COLUMNS
    if more <= 0:
        return shown
    labels = (*shown.labels[:_MOST_COLUMNS], f"+{more}")
    rows = tuple(
        replace(row, amounts=(*row.amounts[:_MOST_COLUMNS], 0.0), texts=(*row.texts[:_MOST_COLUMNS], ""))
        for row in shown.rows
    )
    return replace(shown, labels=labels, rows=rows)


def _lines(label: str) -> str:
    return "\n".join(" ".join(line.split()) for line in clean(label).split("\n"))


def _fit(shown: Calendar, box: Box) -> tuple[float, int]:
    """The largest letters at which all rows fit, or the smallest ones and how many do."""
    for size in _SIZES:
        room = box.height - _head_height(shown, size)
        if _row_height(shown.rows, size) * len(shown.rows) <= room:
            return size, len(shown.rows)
    size = 10.0
    room = box.height - _head_height(shown, size) - _row_height((), size)
    return size, max(1, int(room // _row_height(shown.rows, size)))


def _head_height(shown: Calendar, size: float) -> float:
    return max((line_height(label, size) for label in shown.labels), default=size * 1.2) * 2 + 2 * EDGE


def _row_height(rows: Sequence[CalendarRow], size: float) -> float:
    return max((line_height(row.label, size) for row in rows), default=line_height("", size)) + 2 * EDGE + 1.0


def _first_width(rows: Sequence[CalendarRow], width: float, size: float, periods: int) -> float:
    """As wide as the longest name, but no wider than leaves room for the periods."""
    longest = max((text_width(f"{row.label} ({row.detail})", size) for row in rows), default=0.0) + 2 * SIDE + 2.0
    widest = width * (0.45 if periods <= 6 else 0.34)
    return min(max(longest, 110.0), widest)


def _name(row: CalendarRow, width: float, size: float, height: float) -> str:
    """The name, and what one activity of it is where there is room for both."""
    inner = width - 2 * SIDE
    name, detail = one_line(row.label), one_line(row.detail)
    both = f"{name} ({detail})" if detail else name
    lines = max(1, int((height - 2 * EDGE) // line_height(both, size)))
    if text_height(both, inner, size) <= lines * line_height(both, size):
        return both
    return clipped(name, inner, size, most=lines)
