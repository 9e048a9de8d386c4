"""Pictures of a document as charts that can be edited: each draws the cells beside it."""

from __future__ import annotations

import math
from typing import Any

from vehicleplan.exports import look
from vehicleplan.exports.xlsx_book import FONT, Book, Sheet
from vehicleplan.exports.xlsx_chart_look import HEIGHT, add_frame, axis, fill, grid, legend, place_chart, tinted
from vehicleplan.exports.xlsx_chart_points import add_points
from vehicleplan.exports.xlsx_chart_use import add_use
from vehicleplan.exports.xlsx_figures import axis_ends, axis_format
from vehicleplan.exports.xlsx_text import cut
from vehicleplan.report.contracts import Cell, Column, Difference, Kind, Table
from vehicleplan.report.document import captions
from vehicleplan.report.document.pictures import Calendar, Funnel, Picture, Points, RangeRow, Ranges, Spread, Use

_BAR = 26
"""Pixels of a bar with the room around it."""
_LABEL = 40
"""Characters of a name beside a bar; the tables have the whole names."""
_MANY = 10
"""Columns whose labels no longer fit beside one another."""
_AROUND = 150
"""Pixels of title, axis and legend."""


def add_picture(book: Book, picture: Picture) -> Sheet | None:
    """A sheet with the chart; None for a calendar, which stands on the first sheet."""
    match picture:
        case Calendar():
            return None
        case Funnel():
            return _funnel(book, picture)
        case Ranges():
            return _ranges(book, picture)
        case Use():
            return add_use(book, picture)
        case Spread():
            return _spread(book, picture)
        case Points():
            return add_points(book, picture)


def _funnel(book: Book, picture: Funnel) -> Sheet:
    """Bars of the candidates that are left after each question, with those that leave there."""
    columns = (Column(captions.QUESTION), Column(captions.LEFT, Kind.COUNT), Column(captions.OUT, Kind.COUNT))
    rows: list[tuple[Cell, ...]] = [(captions.CANDIDATES, picture.total, None)]
    rows += [(step.label, step.left, step.out) for step in picture.steps]
    rows.append((captions.IN_THE_PLAN, picture.chosen, None))
    frame = add_frame(book, picture.title, Table(picture.title, columns, tuple(rows)))
    chart = book.chart("bar", "stacked")
    for place, colour, ink in ((1, look.ACCENT, "#ffffff"), (2, look.FAINT, look.INK)):
        chart.add_series(
            {
                "name": frame.heading(place),
                "categories": frame.column(0),
                "values": frame.column(place),
                "gap": 40,
                "data_labels": {"value": True, "num_format": "0;;", "font": {"name": FONT, "color": ink, "size": 9}},
                **fill(colour),
            }
        )
    chart.set_y_axis(axis(reverse=True, major_gridlines=grid(is_visible=False)))
    chart.set_x_axis(axis(min=0, max=max(picture.total, 1), visible=False, major_gridlines=grid(is_visible=False)))
    chart.set_legend(legend())
    place_chart(frame, chart, picture.alt, height=_AROUND + _BAR * len(rows))
    return frame.sheet


def _ranges(book: Book, picture: Ranges) -> Sheet:
    """Bars from end to end of each range, in the vehicles' colours, with a mark at what is planned with."""
    data = _range_table(picture)
    frame = add_frame(book, picture.title, data)
    colours = _colours(book, picture)
    chart = book.chart("bar", "stacked")
    common = {"categories": frame.column(0), "gap": 60}
    chart.add_series({**common, "name": frame.heading(1), "values": frame.column(1), **_NOTHING})
    for place, share in ((_TO_PLANNED, 1.0), (_BEYOND, _TINT)):
        points = [fill(tinted(colour, share)) for colour in colours]
        mark = {"x_error_bars": _mark(picture)} if place == _TO_PLANNED else {}
        values = {"name": frame.heading(place), "values": frame.column(place)}
        chart.add_series({**common, **values, "points": points, **mark, **fill(look.FAINT)})
    chart.set_y_axis(axis(reverse=True, major_gridlines=grid(is_visible=False)))
    shown = axis(frame.heading(2), num_format=axis_format(picture.scale), label_position="high", major_gridlines=grid())
    chart.set_x_axis({**shown, **axis_ends(picture.scale)})
    chart.set_legend({"none": True})
    place_chart(frame, chart, picture.alt, height=_AROUND + _BAR * len(data.rows))
    return frame.sheet


_TO_PLANNED, _BEYOND = 6, 7
"""The columns of how far a range reaches from its favourable end to what is planned with, and from there on."""
_TINT = 0.4
"""How much of its colour a bar has beyond the mark."""
_NOTHING = {"fill": {"none": True}, "border": {"none": True}}


def _mark(picture: Ranges) -> dict[str, Any]:
    """A bar of errors so short and so thick that it is a mark."""
    value = (picture.scale.high - picture.scale.low) * 0.006
    line = {"color": look.INK, "width": 8}
    return {"type": "fixed", "value": value, "direction": "plus", "end_style": 0, "line": line}


def _colours(book: Book, picture: Ranges) -> list[str]:
    known = book.document.colours
    colours = [known.get(row.vehicle, look.ACCENT) if row.is_chosen else look.FAINT for row in picture.rows]
    return colours if picture.line is None else [look.INK, *colours]


def _range_table(picture: Ranges) -> Table:
    """The figures and what the chart draws of them: a range that has no end goes up to the end of the scale."""
    columns = (
        Column(captions.VEHICLE),
        Column(captions.ALL_GOES_WELL, Kind.MONEY),
        Column(picture.scale.title, Kind.MONEY),
        Column(captions.LITTLE_DOES, Kind.MONEY),
        Column(captions.IN_THE_PLAN, Kind.SYMBOL),
        Column(captions.DRAWN_UP_TO, Kind.MONEY),
        Column(captions.UP_TO_THE_MARK, Kind.MONEY, formula=Difference(2, 1)),
        Column(captions.BEYOND_THE_MARK, Kind.MONEY, formula=Difference(5, 2)),
    )
    rows = [_range_cells(row, picture.scale.high) for row in picture.rows]
    if picture.line is not None:
        mean = picture.line.value
        rows.insert(0, (picture.line.label, mean, mean, mean, "", mean, 0.0, 0.0))
    return Table(picture.title, columns, tuple(rows), notes=picture.notes)


def _range_cells(row: RangeRow, end: float) -> tuple[Cell, ...]:
    name, stands = cut(row.label, _LABEL), "yes" if row.is_chosen else "no"
    if not math.isfinite(row.middle):
        return (name, row.low, row.middle, row.high, stands, None, None, None)
    drawn = max(row.middle, min(row.high, end))
    low = row.low if math.isfinite(row.low) else row.middle
    return (name, low, row.middle, row.high, stands, drawn, row.middle - low, drawn - row.middle)


def _spread(book: Book, picture: Spread) -> Sheet:
    """Columns of how often results lie where; those that reach the goal have its colour."""
    has_goal = picture.goal is not None
    columns = [Column(picture.scale.title), Column(captions.SHARE_OF_DRAWS, Kind.PERCENT)]
    rows: list[tuple[Cell, ...]] = [(bar.text, bar.share) for bar in picture.bars]
    if has_goal:
        columns += [Column(captions.REACHES, Kind.PERCENT), Column(captions.MISSES, Kind.PERCENT)]
        rows = [(b.text, b.share, b.share if b.reaches else None, None if b.reaches else b.share) for b in picture.bars]
    marks = (*picture.marks, *([picture.goal] if picture.goal else []))
    notes = tuple(f"{mark.label}: {mark.figure}" for mark in marks)
    frame = add_frame(book, picture.title, Table(picture.title, tuple(columns), tuple(rows), notes=notes))
    chart = book.chart("column", "stacked")
    for place, colour in ((2, look.GOOD), (3, look.FAINT)) if has_goal else ((1, look.ACCENT),):
        chart.add_series(
            {
                "name": frame.heading(place),
                "categories": frame.column(0),
                "values": frame.column(place),
                "gap": 4,
                **fill(colour),
            }
        )
    slant = {"rotation": -45} if len(rows) > _MANY else {}
    chart.set_x_axis(axis(frame.heading(0), slant, major_gridlines=grid(is_visible=False)))
    chart.set_y_axis(axis(frame.heading(1), num_format="0 %", min=0, major_gridlines=grid()))
    chart.set_legend(legend() if has_goal else {"none": True})
    place_chart(frame, chart, picture.alt, height=HEIGHT)
    return frame.sheet
