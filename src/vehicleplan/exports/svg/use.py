"""What is used of what there is, a panel for each thing: columns by source in a box of what is available."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import cycle, pairwise
from typing import Final

from vehicleplan.exports.box import Box
from vehicleplan.exports.look import ACCENT, BAD, FAINT, MUTED, SOURCES
from vehicleplan.exports.svg.axis import left_axis, left_room, upward
from vehicleplan.exports.svg.lettering import FIGURE, SMALL, STRONG, Font
from vehicleplan.exports.svg.sheet import Anchor, Pen, Place, Sheet
from vehicleplan.exports.svg.texture import Texture, textured
from vehicleplan.frozen import dataclass
from vehicleplan.report.document.pictures import Use, UseColumn, UsePanel

_PANEL: Final = 200.0
"""A panel is at least so wide, where the sheet is."""
_PLOT: Final = 110.0
_GAP: Final = 24.0
_TEXTURES: Final = {"built": Texture.UPRIGHT, "given": Texture.RISING, "bought": Texture.LEVEL}
_WIDEST: Final = 64.0


@dataclass(frozen=True)
class _Look:
    """How a source is drawn."""

    fill: str
    texture: Texture


def use_svg(use: Use, width: int) -> str:
    """The panels side by side as far as there is room, under a legend of the sources that occur."""
    sheet = Sheet(width)
    looks = _looks(use.sources)
    top = _legend(sheet, use, looks)
    across = max(1, min(int((width + _GAP) // (_PANEL + _GAP)), len(use.panels)))
    each = (width - _GAP * (across - 1)) / across
    for first in range(0, len(use.panels), across):
        row = use.panels[first : first + across]
        head = max(_words_height(panel, each) for panel in row)
        foot = max(_label_lines(panel) for panel in row) * SMALL.line
        for at, panel in enumerate(row):
            _panel(sheet, panel, Box(at * (each + _GAP), top, each, head), looks)
        top += head + _PLOT + foot + _GAP
    return sheet.svg(f"{use.id}-{width}", use.title, use.alt, max(top - _GAP, 1) + 8)


def _looks(sources: tuple[str, ...]) -> tuple[_Look, ...]:
    others = cycle((ACCENT, MUTED, FAINT))
    return tuple(_Look(SOURCES.get(source) or next(others), _TEXTURES.get(source, Texture.PLAIN)) for source in sources)


def _legend(sheet: Sheet, use: Use, looks: tuple[_Look, ...]) -> float:
    """A swatch and a word for each source and mark that occurs; returns where the panels begin."""
    columns = [column for panel in use.panels for column in panel.columns]
    swatches: list[tuple[str, Callable[[Box], None]]] = [
        (source, partial(textured, sheet, pen=Pen(look.fill), texture=look.texture))
        for at, (source, look) in enumerate(zip(use.sources, looks, strict=True))
        if any(column.parts[at] > 0 for column in columns)
    ]
    if any(column.available is not None for column in columns):
        swatches.append((use.there_label, lambda box: sheet.box(box.inner(0.5), Pen("#ffffff", MUTED))))
    if any(column.is_tight for column in columns):
        swatches.append((use.tight_label, lambda box: _triangle(sheet, (box.middle[0], box.bottom - 2), 5.0)))
    left, top = 0.0, 0.0
    for label, draw in swatches:
        word = FIGURE.fitted(label, sheet.width - 24)
        if left and left + 24 + FIGURE.width(word) > sheet.width:
            left, top = 0.0, top + 18
        draw(Box(left, top + 1, 16, 12))
        sheet.words((left + 22, top + 11), word, FIGURE)
        left += 22 + FIGURE.width(word) + 18
    return top + 28 if swatches else 0.0


def _triangle(sheet: Sheet, tip: Place, half: float) -> None:
    """The mark of what is tight, which stands on its tip."""
    x, y = tip
    sheet.shape([(x - half, y - 7), (x + half, y - 7), tip], Pen(BAD))


def _words_height(panel: UsePanel, width: float) -> float:
    """What a panel has over its plot: name, summary, and room for figures over the columns."""
    name, summary = _words(panel, width)
    return len(name) * STRONG.line + len(summary) * SMALL.line + 26


def _words(panel: UsePanel, width: float) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return STRONG.wrapped(panel.name, width, 2), SMALL.wrapped(panel.summary, width, 3)


def _label_lines(panel: UsePanel) -> int:
    return max((min(len(column.label.splitlines()), 2) for column in panel.columns), default=0)


def _panel(sheet: Sheet, panel: UsePanel, head: Box, looks: tuple[_Look, ...]) -> None:
    """One thing: its name and summary over a plot with its columns. `head` is what stands over the plot."""
    name, summary = _words(panel, head.width)
    sheet.paragraph((head.left, sheet.paragraph((head.left, head.top), name, STRONG)), summary, SMALL)
    room = left_room(panel.scale)
    plot = Box(head.left + room, head.bottom, head.width - room, _PLOT)
    left_axis(sheet, panel.scale, plot)
    step = plot.width / max(len(panel.columns), 1)
    has_texts = all(_text_font(column).width(column.text) <= step - 4 for column in panel.columns)
    for at, column in enumerate(panel.columns):
        slot = Box(plot.left + at * step, plot.top, step, _PLOT)
        _column(sheet, panel, column, slot, looks)
        if has_texts:
            _text(sheet, panel, column, slot)
    sheet.lines([((plot.left, plot.bottom), (plot.right, plot.bottom))], Pen(stroke=MUTED))
    _labels(sheet, panel, plot, step)


def _top(panel: UsePanel, column: UseColumn, plot: Box) -> float:
    return upward(panel.scale, plot, max(sum(column.parts), column.available or 0.0))


def _column(sheet: Sheet, panel: UsePanel, column: UseColumn, slot: Box, looks: tuple[_Look, ...]) -> None:
    """What is used, by source from below; what is there as a box around it; a triangle on top where it is tight."""
    width = min(slot.width * 0.72, _WIDEST)
    left = slot.middle[0] - width / 2
    if column.available is not None:
        y = upward(panel.scale, slot, column.available)
        edge = Pen("#ffffff", BAD if column.is_tight else MUTED, 1.8 if column.is_tight else 1)
        sheet.box(Box(left - 1, y, width + 2, slot.bottom - y), edge)
    used = 0.0
    for part, look in zip(column.parts, looks, strict=True):
        below, used = upward(panel.scale, slot, used), used + part
        above = upward(panel.scale, slot, used)
        textured(sheet, Box(left + 1, above, width - 2, below - above), Pen(look.fill), look.texture)
    if column.is_tight:
        _triangle(sheet, (slot.middle[0], _top(panel, column, slot) - 3), min(5.0, slot.width / 2))


def _text_font(column: UseColumn) -> Font:
    return replace(FIGURE, is_bold=column.is_tight)


def _text(sheet: Sheet, panel: UsePanel, column: UseColumn, slot: Box) -> None:
    """Used of available over the column, on white, so that no level line crosses it."""
    font = _text_font(column)
    width, base = font.width(column.text), _top(panel, column, slot) - (12 if column.is_tight else 5)
    sheet.box(Box(slot.middle[0] - width / 2, base - 10, width, 12), Pen("#ffffff"))
    sheet.words((slot.middle[0], base), column.text, font, Anchor.MIDDLE)


def _labels(sheet: Sheet, panel: UsePanel, plot: Box, step: float) -> None:
    """What the columns are called, each so many of them as there is room for."""
    labels = [column.label.splitlines()[:2] for column in panel.columns]
    every = next(each for each in range(1, len(labels) + 2) if _fit(labels[::each], step * each))
    for at, lines in list(enumerate(labels))[::every]:
        middle = plot.left + (at + 0.5) * step
        for down, line in enumerate(lines):
            sheet.centred((middle, plot.bottom + 14 + down * SMALL.line), line, SMALL)


def _fit(labels: list[list[str]], step: float) -> bool:
    """Whether labels at such steps leave room between one and the next."""
    widths = [max(map(SMALL.width, lines), default=0.0) for lines in labels]
    return all((one + other) / 2 + 6 <= step for one, other in pairwise(widths))
