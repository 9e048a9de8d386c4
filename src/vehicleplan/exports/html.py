"""The document as one web page: no network, no script, the pictures as inline SVG.

Each picture is there twice, for a phone and for a page; the style sheet shows one and takes the other away, from
screen readers too. All text reaches the page through the template's escaping.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from typing import Final, TypeAlias

from vehicleplan.exports import look
from vehicleplan.exports.page_blocks import isolated, text_rows
from vehicleplan.exports.svg import svg_of
from vehicleplan.exports.svg.lettering import Font
from vehicleplan.frozen import dataclass
from vehicleplan.report.contracts import Column, Kind, Table
from vehicleplan.report.document.contracts import Block, Document, Part, Passage
from vehicleplan.report.document.pictures import Picture

_NARROW: Final = 340
_WIDE: Final = 720
_PHONE: Final = 326.0
"""A table that needs more than this folds on a phone: each row becomes a card. Units: pixels."""
_TEXT: Final = Font(14.4)
_PADDING: Final = 19.0
_BREAKS: Final = 120.0
"""A column of text that may wrap needs no more than this."""
_PAPER: Final = 780.0
"""A table that needs more than this is set smaller. Units: pixels."""
_WHOLE: Final = 12
"""A table with no more rows stays on one sheet of paper."""
_LONG: Final = 24
"""A table with more rows is shut until somebody opens it; in print it is open."""

_LONG_WORD: Final = 28
"""A longer word may break anywhere, or it would push all other columns aside. Units: characters."""


@dataclass(frozen=True)
class _Cell:
    """A cell as it stands on the page: its text, the heading over it in one line, its classes, whether it heads a row.

    The classes say whether it is a figure, and whether its text may break, even within a word.
    """

    text: str
    label: str
    look: str
    is_head: bool


@dataclass(frozen=True)
class _Table:
    """A table as it stands on the page; each heading comes in lines."""

    title: str
    headings: tuple[tuple[tuple[str, ...], str], ...]
    rows: tuple[tuple[_Cell, ...], ...]
    totals: tuple[tuple[_Cell, ...], ...]
    notes: tuple[str, ...]
    look: str
    is_whole: bool
    is_long: bool
    kind: str = "table"


@dataclass(frozen=True)
class _Figure:
    """A picture in its two widths."""

    title: str
    narrow: str
    wide: str
    notes: tuple[str, ...]
    kind: str = "figure"


@dataclass(frozen=True)
class _Words:
    """Sentences under a title."""

    title: str
    sentences: tuple[str, ...]
    is_note: bool
    kind: str = "words"


_Shown: TypeAlias = _Table | _Figure | _Words


@dataclass(frozen=True)
class _Chapter:
    """A part of the document as it stands on the page."""

    id: str
    title: str
    words: tuple[str, ...]
    blocks: tuple[_Shown, ...]


def render(document: Document) -> bytes:
    """The page; the same document gives the same bytes."""
    from jinja2 import Environment, StrictUndefined

    folder = files("vehicleplan.exports").joinpath("templates")
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=_set_apart
    )
    template = environment.from_string(folder.joinpath("page.html.jinja").read_text(encoding="utf-8"))
    style = environment.from_string(folder.joinpath("page.css").read_text(encoding="utf-8"))
    page = template.render(
        document=document,
        chapters=tuple(_chapter(part, document) for part in document.parts),
        style=style.render(look=look),
    )
    return page.encode("utf-8")


def _set_apart(value: object) -> object:
    """Text as a page has it; what is markup already stays as it is."""
    return isolated(value) if type(value) is str else value


def _chapter(part: Part, document: Document) -> _Chapter:
    """A part; sentences that stand over the whole page already are not said twice."""
    words = tuple(sentence for sentence in part.words if sentence not in document.headline)
    blocks = tuple(_shown(block, f"{part.id}-{place}", document) for place, block in enumerate(part.blocks))
    return _Chapter(part.id, part.title, words, blocks)


def _shown(block: Block, name: str, document: Document) -> _Shown:
    """A block; `name` is another for each block of the page."""
    if isinstance(block, Passage):
        return _Words(block.title, block.sentences, block.is_note)
    if isinstance(block, Table):
        return _table(block)
    return _figure(block, name, document)


def _figure(picture: Picture, name: str, document: Document) -> _Figure:
    named = replace(picture, id=name)
    narrow, wide = (svg_of(named, document.colours, width) for width in (_NARROW, _WIDE))
    return _Figure(picture.title, narrow, wide, getattr(picture, "notes", ()))


def _table(table: Table) -> _Table:
    rows, totals = text_rows(table)
    width = _least_width(table, (*rows, *totals))
    return _Table(
        title=table.title,
        headings=tuple((tuple(column.heading.split("\n")), _look(column)) for column in table.columns),
        rows=tuple(tuple(_cells(table, row)) for row in rows),
        totals=tuple(tuple(_cells(table, row)) for row in totals),
        notes=table.notes,
        look=" ".join(name for name, most in (("folds", _PHONE), ("dense", _PAPER)) if width > most),
        is_whole=len(rows) <= _WHOLE,
        is_long=len(rows) > _LONG,
    )


def _cells(table: Table, row: tuple[str, ...]) -> Iterator[_Cell]:
    for place, (column, text) in enumerate(zip(table.columns, row, strict=True)):
        is_long = any(len(word) > _LONG_WORD for word in text.split())
        classes = "text long" if is_long else _look(column)
        yield _Cell(text, " ".join(column.heading.split()), classes, is_head=place == 0)


def _look(column: Column) -> str:
    """The class of a column's cells."""
    if column.is_right:
        return "figure"
    return "text" if column.kind is Kind.TEXT and column.may_wrap else "short"


def _least_width(table: Table, rows: tuple[tuple[str, ...], ...]) -> float:
    """What the table needs at least. Units: pixels."""
    return sum(_column_width(column, [row[place] for row in rows]) for place, column in enumerate(table.columns))


def _column_width(column: Column, texts: list[str]) -> float:
    widest = max(map(_TEXT.width, (*texts, *column.heading.split("\n"))), default=0.0)
    return _PADDING + (min(widest, _BREAKS) if _look(column) == "text" else widest)
