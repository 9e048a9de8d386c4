"""Tables of a document as native tables of a slide, and the calendar, which is one with coloured cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pptx.util import Pt

from vehicleplan.exports import look
from vehicleplan.exports.box import Box
from vehicleplan.exports.pptx_deck import Page
from vehicleplan.exports.pptx_shapes import add_heading, add_notes, describe
from vehicleplan.exports.pptx_table_fit import EDGE, SIDE, Fitted, Row, fitted
from vehicleplan.frozen import dataclass
from vehicleplan.report.contracts import Table

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_EMU = 12700
"""In a point."""
_BARE_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's table style without fills and lines."""


@dataclass(frozen=True)
class Look:
    """How a cell looks; `under` and `line` are the line under it, `is_low` puts the text at its lower edge."""

    size: float
    colour: str = look.INK
    bold: bool = False
    align: str = "l"
    fill: str = ""
    under: str = look.RULE
    line: float = 0.5
    is_low: bool = False


def add_table(page: Page, box: Box, table: Table, *, has_heading: bool = True, largest: float = 12.0) -> Box:
    """Heading, table and what is to say under it, in letters no larger than this; gives the box that is left."""
    if has_heading:
        box = add_heading(page, box, table.title)
    fit = fitted(table, box.width, box.height, largest)
    drawn = [fit.head, *fit.rows, *([fit.more_row] if fit.more_row else []), *fit.totals]
    grid = Grid(page, box, fit.widths, [row.height for row in drawn], (table.title, table.title))
    sides = ["r" if table.columns[place].is_right else "l" for place in fit.places]
    for place, row in enumerate(drawn):
        style = _row_look(fit, row, is_last=place == len(drawn) - len(fit.totals) - 1)
        for column, (text, side) in enumerate(zip(row.cells, sides, strict=True)):
            grid.write(place, column, text, replace(style, align="l" if row is fit.more_row else side))
        if row is fit.more_row:
            grid.merge(place)
    left = box.after(fit.height + 6.0)
    add_notes(page, left, table.notes)
    return left


def _row_look(fit: Fitted, row: Row, *, is_last: bool) -> Look:
    """Headings, rows, what says that there are more, totals; the last row stands on the line of the totals."""
    if row is fit.head:
        return heading_look(fit.size)
    if any(row is total for total in fit.totals):
        return Look(fit.size, bold=True)
    colour = look.MUTED if row is fit.more_row else look.INK
    if is_last and fit.totals:
        return Look(fit.size, colour, under=look.INK, line=1.0)
    return Look(fit.size, colour)


def heading_look(size: float) -> Look:
    """How headings of columns look."""
    return Look(size, look.MUTED, bold=True, fill=look.SURFACE, under=look.FAINT, is_low=True)


class Grid:
    """A native table without a style of its own, whose cells are written as XML.

    python-pptx takes half a millisecond for every cell, and has no words for the lines of one.
    """

    def __init__(
        self, page: Page, box: Box, widths: Sequence[float], heights: Sequence[float], words: tuple[str, str]
    ) -> None:
        """An empty table; `words` are its name and what screen readers say."""
        size = Pt(sum(widths)), Pt(sum(heights))
        frame: Any = page.slide.shapes.add_table(len(heights), len(widths), Pt(box.left), Pt(box.top), *size)
        describe(frame, *words)
        self._table = frame.table
        self._table.horz_banding = False
        frame.element.find(f".//{_A}tableStyleId").text = _BARE_STYLE
        for column, width in zip(self._table.columns, widths, strict=True):
            column.width = Pt(width)
        for row, height in zip(self._table.rows, heights, strict=True):
            row.height = Pt(height)
        self._cells = [list(row.iter(f"{_A}tc")) for row in frame.element.iter(f"{_A}tr")]

    def merge(self, row: int) -> None:
        """Makes a row one cell."""
        self._table.cell(row, 0).merge(self._table.cell(row, len(self._cells[row]) - 1))

    def write(self, row: int, column: int, text: str, style: Look) -> None:
        """Text, colours and the line under a cell."""
        cell = self._cells[row][column]
        body = cell.find(f"{_A}txBody")
        body.remove(body.find(f"{_A}p"))
        letters = {"sz": str(int(style.size * 100)), "b": str(int(style.bold))}
        for line in text.split("\n"):
            paragraph = _child(body, "p")
            _child(paragraph, "pPr", algn=style.align)
            if line:
                run = _child(paragraph, "r")
                _fill(_child(run, "rPr", lang="en-US", **letters), style.colour)
                _child(run, "t").text = line
            else:
                _child(paragraph, "endParaRPr", lang="en-US", **letters)
        properties = cell.find(f"{_A}tcPr")
        side, edge = str(int(SIDE * _EMU)), str(int(EDGE * _EMU))
        for name, value in (("marL", side), ("marR", side), ("marT", edge), ("marB", edge)):
            properties.set(name, value)
        properties.set("anchor", "b" if style.is_low else "ctr")
        _fill(_child(properties, "lnB", w=str(int(style.line * _EMU)), cap="flat", cmpd="sng"), style.under)
        if style.fill:
            _fill(properties, style.fill)


def _child(parent: Any, tag: str, **attributes: str) -> Any:
    child = parent.makeelement(f"{_A}{tag}", attributes)
    parent.append(child)
    return child


def _fill(owner: Any, colour: str) -> None:
    _child(_child(owner, "solidFill"), "srgbClr", val=colour.lstrip("#").upper())
