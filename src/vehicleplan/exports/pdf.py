"""The document as a PDF, set by Typst. All text goes to the template as data, so that none of it is ever markup."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from importlib.resources import as_file, files
from typing import Any, TypeVar

from vehicleplan.exports import look
from vehicleplan.exports.page_blocks import isolated, text_rows
from vehicleplan.exports.svg import svg_of
from vehicleplan.report.contracts import Kind, Table
from vehicleplan.report.document.contracts import Block, Document, Part, Passage
from vehicleplan.report.document.pictures import Calendar, Ranges, Use

T = TypeVar("T")

_WIDTH = 660
"""Pixels of a picture; the page is 174 mm wide, so that 11 px become 8.2 pt."""
_NARROW = 22
"""A column of text is as wide as its text up to so many characters; a wider one shares what is left."""
_LONGEST_WORD = 28
"""A longer word may be broken anywhere, or it would stand out of its column."""
_SHORT = 90
"""Characters of the title on top of the pages after the first."""
_WRITTEN_ON = "measures"
"""The table that people write on by hand."""
_HIGHEST = 820
"""A higher picture is parted, so that it has room on a page under a heading and some lines. Units: pixels."""
_HEIGHT = re.compile(r'<svg[^>]* height="([\d.]+)"')
_ZERO_WIDTH = "\N{ZERO WIDTH SPACE}"


def render(document: Document) -> bytes:
    """The PDF; the same document gives the same bytes."""
    import typst

    template = files("vehicleplan.exports").joinpath("templates", "plan.typ").read_bytes()
    with as_file(files("vehicleplan.exports").joinpath("fonts")) as fonts:
        found = typst.Fonts(font_paths=[str(fonts)])
        compiler = typst.Compiler(template, font_paths=found, sys_inputs={"data": json.dumps(_data(document))})
        made = datetime(document.made.year, document.made.month, document.made.day, tzinfo=UTC)
        content = compiler.compile(format="pdf", timestamp=int(made.timestamp()))
    assert isinstance(content, bytes)  # noqa: S101 - one file is asked for
    return content


def _data(document: Document) -> dict[str, Any]:
    return {
        "title": _breakable(document.title),
        "short": document.title if len(document.title) <= _SHORT else f"{document.title[:_SHORT]}…",
        "subtitle": document.subtitle,
        "footer": document.footer,
        "headline": [_breakable(sentence) for sentence in document.headline],
        "reached": document.is_reached,
        "figures": [{"label": each.label, "figure": each.figure, "note": each.note} for each in document.figures],
        "parts": [_part(part, document) for part in document.parts],
        "colours": {
            "ink": look.INK,
            "muted": look.MUTED,
            "rule": look.RULE,
            "surface": look.SURFACE,
            "accent": look.ACCENT,
            "good": look.GOOD,
            "bad": look.BAD,
        },
    }


def _part(part: Part, document: Document) -> dict[str, Any]:
    return {
        "id": part.id.value,
        "title": part.title,
        "words": [_breakable(sentence) for sentence in part.words],
        "blocks": [_block(piece, document) for block in part.blocks for piece in _pieces(block, document)],
    }


def _pieces(block: Block, document: Document) -> tuple[Block, ...]:
    """The block, or a picture that is higher than a page in pieces; its notes stand under the last."""
    if not isinstance(block, Use | Calendar | Ranges):
        return (block,)
    height = _HEIGHT.search(svg_of(block, document.colours, _WIDTH))
    count = math.ceil(float(height[1]) / _HIGHEST) if height else 1
    if count == 1:
        return (block,)
    match block:
        case Use():
            return tuple(replace(block, id=key, panels=part) for key, part in _shares(block.id, block.panels, count, 2))
        case Calendar():
            return tuple(replace(block, id=key, rows=part) for key, part in _shares(block.id, block.rows, count))
        case Ranges():
            parts = [replace(block, id=key, rows=part) for key, part in _shares(block.id, block.rows, count)]
            return (*(replace(part, notes=()) for part in parts[:-1]), parts[-1])


def _shares(name: str, items: tuple[T, ...], count: int, multiple: int = 1) -> list[tuple[str, tuple[T, ...]]]:
    """The items in so many parts, each with an id; all but the last have a multiple of so many."""
    size = math.ceil(len(items) / count / multiple) * multiple
    return [(f"{name}-{at}", items[at : at + size]) for at in range(0, len(items), size)]


def _block(block: Block, document: Document) -> dict[str, Any]:
    if isinstance(block, Passage):
        sentences = [_breakable(sentence) for sentence in block.sentences]
        return {"kind": "passage", "title": block.title, "sentences": sentences, "note": block.is_note}
    if isinstance(block, Table):
        return _table(block)
    notes = [_breakable(note) for note in getattr(block, "notes", ())]
    svg = svg_of(block, document.colours, _WIDTH)
    return {"kind": "picture", "title": block.title, "alt": block.alt, "svg": svg, "notes": notes}


def _table(table: Table) -> dict[str, Any]:
    rows, totals = text_rows(table)
    headings = [column.heading for column in table.columns]
    return {
        "kind": "table",
        "tall": table.id == _WRITTEN_ON,
        "title": _breakable(table.title),
        "headings": headings,
        "right": [column.is_right for column in table.columns],
        "widths": _widths(table, (*rows, *totals)),
        "rows": [[_breakable(cell) for cell in row] for row in rows],
        "totals": [[_breakable(cell) for cell in row] for row in totals],
        "notes": [_breakable(note) for note in table.notes],
    }


def _widths(table: Table, rows: Sequence[Sequence[str]]) -> list[float]:
    """For each column its part of the width that is left; 0 for one that is as wide as its text."""
    widths = []
    for place, column in enumerate(table.columns):
        lengths = [len(row[place]) for row in rows]
        longest = max((*lengths, *map(len, column.heading.split("\n"))), default=0)
        is_narrow = column.kind is not Kind.TEXT or longest <= _NARROW
        mean = sum(lengths) / max(1, len(lengths))
        widths.append(0.0 if is_narrow else min(100.0, max(14.0, mean, longest / 4)))
    return widths


def _breakable(text: str) -> str:
    """The text with places to break words that are too long for a column, and none before a percent sign."""
    kept = re.sub(r"(?<=\d) %", "\N{NO-BREAK SPACE}%", isolated(text.replace("\n", " ")))
    return re.sub(rf"\S{{{_LONGEST_WORD},}}", lambda word: _ZERO_WIDTH.join(word[0]), kept)
