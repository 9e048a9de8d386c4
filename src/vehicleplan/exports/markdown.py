"""The document as Markdown that reads well as it stands and on a git host: pipe tables, pictures as tables of bars."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rich.cells import cell_len

from vehicleplan.exports.page_blocks import isolated, text_rows
from vehicleplan.report import numbers
from vehicleplan.report.contracts import Table
from vehicleplan.report.document import captions
from vehicleplan.report.document.contracts import Block, Document, Part, PartId, Passage
from vehicleplan.report.document.pictures import Calendar, Funnel, Picture, Points, Ranges, Spread, Use

_LONGEST_BAR = 20
_MOST_PADDED = 50
"""Cells are padded to this width at the most; a longer one stands out of its column."""

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~]|\$(?!\d))")
"""Before a digit a dollar is one; elsewhere two of them may be taken for the ends of a formula."""
_AT_START = re.compile(r"^(\s*\d*)([#+\-=]|(?<=\d)[.)])(?=\s|$|-|=|#)")


def render(document: Document) -> bytes:
    """The page in UTF-8."""
    lines = [f"# {escaped(document.title)}", "", escaped(document.subtitle), ""]
    lines += [f"> {escaped(sentence)}\n>" for sentence in document.headline[:-1]]
    lines += [f"> {escaped(sentence)}" for sentence in document.headline[-1:]]
    if document.figures:
        lines += ["", *_pipe_table(("", "", ""), [(f.label, f.figure, f.note) for f in document.figures], {1})]
    for part in document.parts:
        lines += ["", *_part(part, document)]
    lines += ["", "---", "", escaped(document.footer)]
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines))
    return f"{text}\n".encode()


def _part(part: Part, document: Document) -> list[str]:
    """A chapter; the answer does not repeat what stands above it."""
    words = part.words
    lines = []
    if part.id is PartId.ANSWER:
        words = words[len(document.headline) :]
    else:
        lines += [f"## {escaped(part.title)}", ""]
    bullet = "- " if len(words) > 3 else ""
    lines += [f"{bullet}{escaped(sentence)}{'' if bullet else chr(10)}" for sentence in words]
    for block in part.blocks:
        lines += ["", *_block(block)]
    return lines


def _block(block: Block) -> list[str]:
    if isinstance(block, Passage):
        title = [f"### {escaped(block.title)}", ""] if block.title else []
        return [*title, *_paragraphs(block.sentences)]
    if isinstance(block, Table):
        rows, totals = text_rows(block)
        right = {place for place, column in enumerate(block.columns) if column.is_right}
        headings = [column.heading.replace("\n", " ") for column in block.columns]
        body = [*rows, *totals]
        title = [f"### {escaped(block.title)}", ""] if block.title else []
        return [*title, *_pipe_table(headings, body, right), *_notes(block.notes)]
    return _picture(block)


def _picture(picture: Picture) -> list[str]:
    """A picture as a table of the same values; a frontier's table stands beside it."""
    title = [f"### {escaped(picture.title)}", ""]
    match picture:
        case Funnel():
            rows = [(step.label, step.words, _bar(step.left, picture.total), str(step.left)) for step in picture.steps]
            return [*title, *_pipe_table((captions.QUESTION, "", captions.left_of(picture.total), ""), rows, {3})]
        case Ranges():
            most = max(row.middle for row in picture.rows)
            ranges = [
                (row.label, "yes" if row.is_chosen else "no", row.text, _bar(row.middle, most)) for row in picture.rows
            ]
            headings = (captions.VEHICLE, captions.IN_THE_PLAN, picture.scale.title, "")
            return [*title, *_pipe_table(headings, ranges, {2}), *_notes(picture.notes)]
        case Calendar():
            cells = [(row.label, row.detail, *row.texts) for row in picture.rows]
            names = [label.replace("\n", " ").strip() for label in picture.labels]
            return [
                *title,
                *_pipe_table((captions.VEHICLE, captions.ACTIVITY, *names), cells, set(range(2, 2 + len(names)))),
            ]
        case Use():
            return [
                *title,
                *_pipe_table(("", captions.USED_OF), [(p.name, p.summary) for p in picture.panels], set()),
            ]
        case Spread():
            return [*title, *_spread(picture), "", escaped(picture.alt)]
        case Points():
            return []  # the table beside it has every point


def _spread(picture: Spread) -> list[str]:
    """The draws as bars, with whether they reach the goal where there is one."""
    most = max(bar.share for bar in picture.bars)
    draws = [(bar.text, numbers.percent(bar.share), _bar(bar.share, most)) for bar in picture.bars]
    headings = (picture.scale.title, captions.SHARE_OF_DRAWS, "")
    if picture.goal is None:
        return _pipe_table(headings, draws, {1})
    rows = [(*row, "yes" if bar.reaches else "no") for row, bar in zip(draws, picture.bars, strict=True)]
    return _pipe_table((*headings, captions.REACHES), rows, {1})


def _bar(value: float, most: float) -> str:
    if most <= 0 or value <= 0:
        return ""
    return "█" * max(1, min(_LONGEST_BAR, round(_LONGEST_BAR * value / most)))


def _paragraphs(sentences: Iterable[str]) -> list[str]:
    return [line for sentence in sentences for line in (escaped(sentence), "")][:-1]


def _notes(notes: Sequence[str]) -> list[str]:
    return ["", *_paragraphs(notes)] if notes else []


def _pipe_table(headings: Sequence[str], rows: Iterable[Sequence[str]], right: set[int]) -> list[str]:
    """The table with its columns in line where their cells are short."""
    cells = [[escaped(cell) for cell in row] for row in (headings, *rows)]
    widths = [
        min(_MOST_PADDED, max(3, *(cell_len(row[place]) for row in cells if cell_len(row[place]) <= _MOST_PADDED), 3))
        for place in range(len(headings))
    ]

    def line(row: Sequence[str]) -> str:
        shown = [_padded(cell, widths[place], is_right=place in right) for place, cell in enumerate(row)]
        return f"| {' | '.join(shown)} |"

    rule = [f"{'-' * (width - 1)}:" if place in right else "-" * width for place, width in enumerate(widths)]
    return [line(cells[0]), f"| {' | '.join(rule)} |", *(line(row) for row in cells[1:])]


def _padded(cell: str, width: int, *, is_right: bool) -> str:
    blanks = " " * max(0, width - cell_len(cell))
    return f"{blanks}{cell}" if is_right else f"{cell}{blanks}"


def escaped(text: str) -> str:
    """Text that Markdown shows as it stands, in one line; HTML in it is text too."""
    line = _SPECIAL.sub(r"\\\1", isolated(" ".join(text.split("\n"))).replace("&", "&amp;"))
    line = re.sub(r"(?i)(https?|ftp)(?=://)|(www)(?=\.)", lambda found: found[0] + "\N{ZERO WIDTH SPACE}", line)
    return _AT_START.sub(r"\1\\\2", line)
