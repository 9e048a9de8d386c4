"""Text, tiles and lines on a slide, each with a name and, where it is a picture, with its words for screen readers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_AUTO_SIZE, MSO_VERTICAL_ANCHOR, PP_PARAGRAPH_ALIGNMENT
from pptx.util import Pt

from vehicleplan.exports import look
from vehicleplan.exports.box import Box
from vehicleplan.exports.pptx_deck import Page
from vehicleplan.exports.pptx_text import (
    PARAGRAPH_GAP,
    clean,
    clipped,
    largest_size,
    one_line,
    text_height,
    that_fit,
)
from vehicleplan.frozen import dataclass
from vehicleplan.report.document import captions
from vehicleplan.report.document.contracts import KeyFigure

HEADING: Final = 12.0
LABEL: Final = 10.0
"""The size of words over pictures."""
_ALIGN = {
    "left": PP_PARAGRAPH_ALIGNMENT.LEFT,
    "right": PP_PARAGRAPH_ALIGNMENT.RIGHT,
    "centre": PP_PARAGRAPH_ALIGNMENT.CENTER,
}


@dataclass(frozen=True)
class Letters:
    """How text looks; it stands `left`, `right` or in the `centre`."""

    size: float
    colour: str = look.INK
    bold: bool = False
    align: str = "left"


def rgb(colour: str) -> Any:
    """A colour, written as `#rrggbb`, for python-pptx."""
    made: Any = RGBColor
    return made.from_string(colour.lstrip("#").upper())


def mixed(colour: str, share: float) -> str:
    """So much of the colour on white. Units: share 0 to 1."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * share):02x}" for part in parts)


def describe(shape: Any, name: str, words: str) -> None:
    """Gives a shape its name and its words for those who do not see it."""
    name, words = one_line(name), one_line(words)
    properties = shape.element.xpath("./*/p:cNvPr")[0]
    properties.set("name", name or words or captions.FIGURES)
    properties.set("descr", words or name or captions.FIGURES)


def add_text(page: Page, box: Box, paragraphs: Sequence[str], letters: Letters) -> None:
    """Paragraphs in a box, as many as fit."""
    texts = [clean(text) for text in paragraphs]
    shown = that_fit(texts, box.width, box.height, letters.size, bold=letters.bold)
    if not shown:
        return
    frame = text_frame(page, box)
    for place, text in enumerate(shown):
        paragraph = add_paragraph(frame, text, letters, is_first=place == 0)
        if place:
            paragraph.space_before = Pt(PARAGRAPH_GAP * letters.size)


def add_paragraph(frame: Any, text: str, letters: Letters, *, is_first: bool) -> Any:
    """A paragraph with a single run; the first one is there already."""
    paragraph = frame.paragraphs[0] if is_first else frame.add_paragraph()
    paragraph.alignment = _ALIGN[letters.align]
    add_run(paragraph, text, letters)
    return paragraph


def add_run(paragraph: Any, text: str, letters: Letters) -> None:
    """Text with its size, colour and weight."""
    run = paragraph.add_run()
    run.text = text
    run.font.size, run.font.bold = Pt(letters.size), letters.bold
    run.font.color.rgb = rgb(letters.colour)


def text_frame(page: Page, box: Box) -> Any:
    """An empty box for text without margins; it keeps its size."""
    shape = page.slide.shapes.add_textbox(Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height))
    return bare_frame(shape)


def bare_frame(shape: Any) -> Any:
    """The frame of a shape without margins, with lines that wrap, and of a size that stays."""
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    return frame


def add_heading(page: Page, box: Box, text: str) -> Box:
    """A heading over a table or a picture; gives the box that is left for it."""
    text = one_line(text)
    if not text:
        return box
    shown = clipped(text, box.width, HEADING, most=2, bold=True)
    height = text_height(shown, box.width, HEADING, bold=True)
    add_text(page, box.first(height), [shown], Letters(HEADING, bold=True))
    return box.after(height + 5.0)


def add_notes(page: Page, box: Box, notes: Sequence[str]) -> None:
    """Small print in what is left of a box; what does not fit is for the speaker."""
    notes = [one_line(note) for note in notes if note.strip()]
    size = 10.0
    shown = that_fit(notes, box.width, box.height, size)
    whole = [note for note, text in zip(notes, shown, strict=False) if note == text]
    add_text(page, box, whole, Letters(size, look.MUTED))
    page.notes.extend(clean(note) for note in notes[len(whole) :])


def add_tile(page: Page, box: Box, shown: KeyFigure) -> None:
    """A key figure: large, under its label, over what it is measured by."""
    shape = page.slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height))
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(look.SURFACE)
    shape.line.fill.background()
    _without_style(shape)
    frame = bare_frame(shape)
    inset = 10.0
    frame.margin_left = frame.margin_right = Pt(inset)
    frame.vertical_anchor = MSO_VERTICAL_ANCHOR.MIDDLE
    width = box.width - 2 * inset
    label, figure, note = (one_line(text) for text in (shown.label, shown.figure, shown.note))
    size = largest_size([figure], width, 30.0, (24.0, 22.0, 20.0, 18.0, 16.0, 14.0), bold=True)
    lines = [(clipped(label, width, 11.0), Letters(11.0, look.MUTED))]
    lines.append((clipped(figure, width, size, bold=True), Letters(size, look.ACCENT, bold=True)))
    if note:
        lines.append((clipped(note, width, 10.0, most=2), Letters(10.0, look.MUTED)))
    for place, (text, letters) in enumerate(lines):
        add_paragraph(frame, text, letters, is_first=place == 0)


def add_line(page: Page, start: tuple[float, float], end: tuple[float, float], *, colour: str, words: str) -> None:
    """A dashed line over a picture."""
    line = page.slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, Pt(start[0]), Pt(start[1]), Pt(end[0]), Pt(end[1]))
    _without_style(line)
    line.line.color.rgb = rgb(colour)
    line.line.width = Pt(1.25)
    line.line.dash_style = MSO_LINE_DASH_STYLE.DASH
    describe(line, words, words)


def _without_style(shape: Any) -> None:
    """Takes the theme's style off a shape, which has a shadow."""
    shape.element.remove(shape.element.find("{*}style"))
