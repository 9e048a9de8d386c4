"""Tables and paragraphs as lines of text that fit a width. Wide characters count as two columns.

No line is ever wider than asked. Text of users is made harmless here, once, before it is measured.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import zip_longest
from typing import TypeVar

from rich.cells import cell_len, set_cell_size

from vehicleplan.frozen import dataclass
from vehicleplan.report.contracts import Column, Kind, Table
from vehicleplan.report.numbers import cell_texts
from vehicleplan.report.problems import harmless

NARROWEST = 12
"""Columns of text are not wrapped below this, as long as anything else gives way."""
READABLE = 24
"""Where a column of names is this wide, few of them take a second line."""

T = TypeVar("T")

_BLANKS = re.compile(r"[^\S\u00a0\u202f]+")
"""Where a line may break: not at the blanks that some locales have inside a figure."""
_UNIT = re.compile(r"(%|[A-Z]{3})[.,;:)]*")


@dataclass(frozen=True)
class Line:
    """A line of text and its part in the page: `title`, `heading`, `rule`, `text` or `total`."""

    text: str
    role: str = "text"


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most this width, broken between words, and within a word that is too long."""
    lines: list[str] = []
    line = ""
    for whole in _words(harmless(text.replace("\n", " "))):
        word = whole
        while cell_len(word) > width:
            room = width - cell_len(line) - 1 if line else width
            head = _first(word, room) if room >= 2 else ""
            lines.append(f"{line} {head}".strip())
            word, line = word[len(head) :].lstrip(), ""
        if line and cell_len(line) + 1 + cell_len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [*lines, line] if line or not lines else lines


def _words(text: str) -> list[str]:
    """The words of a text; a figure and its unit stay together."""
    words: list[str] = []
    for word in filter(None, _BLANKS.split(text)):
        if words and words[-1][-1:].isdigit() and _UNIT.fullmatch(word):
            words[-1] += f" {word}"
        else:
            words.append(word)
    return words


def paragraph(text: str, width: int, *, indent: int = 0) -> list[Line]:
    """A sentence or more, indented."""
    return [Line(" " * indent + line) for line in wrapped(text, width - indent)]


def fits(table: Table, width: int) -> bool:
    """Whether the table fits without clipped figures and with text columns of a readable width."""
    return _smallest_width(table) <= width


def narrowest(table: Table) -> Table:
    """The table without any column that gives way."""
    return _narrowed(table, 0)


def _smallest_width(table: Table) -> int:
    widths = [
        min(natural, READABLE) if column.kind is Kind.TEXT and column.may_wrap else natural
        for column, natural in zip(table.columns, _naturals(table, _texts(table)), strict=True)
    ]
    return sum(widths) + _gaps(table)


def table_lines(table: Table, width: int) -> list[Line]:
    """The table with title, headings, rows, totals under a line, and notes; columns that give way go if need be."""
    table = _narrowed(table, width)
    cells = _texts(table)
    widths = _widths(table, cells, width)
    lines = [Line(text, "title") for text in wrapped(table.title, width)] if table.title else []
    lines += _heading_lines(table, widths)
    span = sum(widths) + _gaps(table)
    lines.append(Line("─" * span, "rule"))
    for row in cells[: len(table.rows)]:
        lines += [Line(text) for text in _row_lines(table, row, widths)]
    if table.totals:
        lines.append(Line("─" * span, "rule"))
    for row in cells[len(table.rows) :]:
        lines += [Line(text, "total") for text in _row_lines(table, row, widths)]
    for note in table.notes:
        lines += paragraph(note, width)
    return lines


def _narrowed(table: Table, width: int) -> Table:
    """The table without as many of the columns that give way as it takes to fit."""
    while not fits(table, width):
        place = max(range(len(table.columns)), key=lambda at: table.columns[at].gives_way)
        if not table.columns[place].gives_way:
            break
        table = replace(
            table,
            columns=_without(table.columns, place),
            rows=tuple(_without(row, place) for row in table.rows),
            totals=tuple(_without(row, place) for row in table.totals),
        )
    return table


def _without(items: tuple[T, ...], place: int) -> tuple[T, ...]:
    return (*items[:place], *items[place + 1 :])


def _texts(table: Table) -> list[list[str]]:
    """Every row and total as text. Only text keeps its blanks at the left: they are an indent."""
    columns = []
    for place, column in enumerate(table.columns):
        texts = cell_texts((row[place] for row in (*table.rows, *table.totals)), column.kind)
        columns.append(
            [harmless(text).rstrip() if column.kind is Kind.TEXT else harmless(text).strip() for text in texts]
        )
    return [list(row) for row in zip(*columns, strict=True)]


def _naturals(table: Table, cells: list[list[str]]) -> list[int]:
    """The widths at which nothing wraps; columns of symbols are all as wide as the widest."""
    widths = [
        max(cell_len(text) for text in (*column.heading.split("\n"), *(row[place] for row in cells)))
        for place, column in enumerate(table.columns)
    ]
    symbols = max((w for w, c in zip(widths, table.columns, strict=True) if c.kind is Kind.SYMBOL), default=0)
    return [symbols if c.kind is Kind.SYMBOL else w for w, c in zip(widths, table.columns, strict=True)]


def _gap(before: Column, after: Column) -> int:
    """Blanks between two columns: symbols and periods stand closer together."""
    close = before.kind is Kind.SYMBOL and after.kind is Kind.SYMBOL
    return 1 if close or (before.is_period and after.is_period) else 2


def _gaps(table: Table) -> int:
    return sum(_gap(before, after) for before, after in zip(table.columns, table.columns[1:], strict=False))


def _widths(table: Table, cells: list[list[str]], width: int) -> list[int]:
    """Natural widths; where they are too many, text columns give way before figures, names before sentences."""
    widths = _naturals(table, cells)
    room = width - _gaps(table)
    texts = [place for place, column in enumerate(table.columns) if column.kind is Kind.TEXT]
    wrapping = [place for place in texts if table.columns[place].may_wrap]
    everything = list(range(len(widths)))
    for places, least in ((wrapping[:-1], max(READABLE, width // 4)), (wrapping, NARROWEST), (everything, 2)):
        while sum(widths) > room and places:
            widest = max(places, key=lambda place: widths[place])
            if widths[widest] <= least:
                break
            widths[widest] -= 1
    return widths


def _heading_lines(table: Table, widths: list[int]) -> list[Line]:
    """The headings, set on the line under them."""
    stacks = []
    for column, width in zip(table.columns, widths, strict=True):
        stacks.append([line for part in column.heading.split("\n") for line in wrapped(part, width)])
    height = max(len(stack) for stack in stacks)
    padded = [[""] * (height - len(stack)) + stack for stack in stacks]
    lines = [_joined(table, [stack[at] for stack in padded], widths) for at in range(height)]
    return [Line(line, "heading") for line in lines if line.strip()]


def _row_lines(table: Table, row: list[str], widths: list[int]) -> list[str]:
    stacks = [_cell_lines(text, column, width) for text, column, width in zip(row, table.columns, widths, strict=True)]
    return [_joined(table, list(parts), widths) for parts in zip_longest(*stacks, fillvalue="")]


def _cell_lines(text: str, column: Column, width: int) -> list[str]:
    """A cell of text wraps and keeps its indent; a figure is clipped with a mark."""
    if column.kind is not Kind.TEXT:
        return [text if cell_len(text) <= width else _first(text, width - 1) + "…"]
    indent = min(len(text) - len(text.lstrip()), width - 1)
    return [" " * indent + line for line in wrapped(text, width - indent)]


def _joined(table: Table, parts: list[str], widths: list[int]) -> str:
    line = ""
    for place, (part, column, width) in enumerate(zip(parts, table.columns, widths, strict=True)):
        if place:
            line += " " * _gap(table.columns[place - 1], column)
        blanks = " " * max(0, width - cell_len(part))
        line += blanks + part if column.is_right else part + blanks
    return line.rstrip()


def _first(text: str, width: int) -> str:
    """As much of the text as fits, at least one character."""
    return set_cell_size(text, max(width, 1)).rstrip() or text[:1]
