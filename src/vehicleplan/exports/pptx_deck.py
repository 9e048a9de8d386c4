"""The template of the slides, made in code: size, theme, one master with one layout, titles, footers and notes."""

from __future__ import annotations

import copy
import datetime
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from pptx import Presentation
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import PP_PARAGRAPH_ALIGNMENT
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.presentation import Presentation as Slides
from pptx.slide import Slide, SlideLayout
from pptx.util import Pt

from vehicleplan.exports import look
from vehicleplan.exports.box import Box
from vehicleplan.exports.pptx_box import BODY, FOOTER, HEIGHT, NUMBER, TITLE, WIDTH
from vehicleplan.exports.pptx_package import without_clock
from vehicleplan.exports.pptx_text import clean, clipped, largest_size, one_line, text_height
from vehicleplan.report.document.contracts import Document

FONT: Final = "Arial"
_TITLE_SIZES = (22.0, 20.0, 18.0, 17.0, 16.0)
_KICKER = 12.0
_KICKER_HEIGHT = 18.0
_UNDER_TITLE = 14.0
_SMALL = 9.0
_THEME_COLOURS = {
    "dk1": look.INK,
    "lt1": "#ffffff",
    "dk2": look.MUTED,
    "lt2": look.SURFACE,
    "accent1": look.ACCENT,
    "accent2": look.SOURCES["bought"],
    "accent3": look.GOOD,
    "accent4": look.BAD,
    "accent5": look.SOURCES["given"],
    "accent6": look.FAINT,
    "hlink": look.ACCENT,
    "folHlink": look.MUTED,
}
_APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>vehicleplan</Application></Properties>"
)


@dataclass
class Page:
    """A slide in the making.

    Attributes:
        slide: The slide.
        box: Where its content goes.
        notes: Paragraphs for the speaker.
    """

    slide: Slide
    box: Box = BODY
    notes: list[str] = field(default_factory=list)


class Deck:
    """All slides of one document."""

    def __init__(self, document: Document) -> None:
        self._footer = one_line(document.footer)
        self._slides = _template()
        _set_properties(self._slides, document)

    @property
    def _layout(self) -> SlideLayout:
        return self._slides.slide_layouts[0]

    def page(self, kicker: str, message: str, notes: Iterable[str] = ()) -> Page:
        """A new slide with its title: what it is about, and the message. What of the message is cut is in the notes."""
        slide = self._slides.slides.add_slide(self._layout)
        kicker, message = one_line(kicker), one_line(message)
        shown, size = _message(message)
        whole = [] if shown == message else [message]
        box = _write_title(slide, kicker, shown, size)
        return Page(slide, box, [*whole, *(clean(note) for note in notes)])

    def finish(self, page: Page) -> None:
        """Footer, number and notes; they come last, as they are read last."""
        layout: Any = self._layout
        for placeholder in layout.placeholders:
            self._copy_placeholder(placeholder, page.slide)
        if page.notes:
            frame = page.slide.notes_slide.notes_text_frame
            if frame is not None:
                frame.text = "\n".join(page.notes)

    def _copy_placeholder(self, placeholder: Any, slide: Slide) -> None:
        kind = placeholder.placeholder_format.type
        if kind not in (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER):
            return
        copied = copy.deepcopy(placeholder.element)
        copied.xpath("./p:nvSpPr/p:cNvPr")[0].set("id", str(1 + max(shape.shape_id for shape in slide.shapes)))
        slide.shapes.element.append(copied)
        if kind == PP_PLACEHOLDER.FOOTER:
            shape: Any = slide.shapes[-1]
            paragraph = shape.text_frame.paragraphs[0]
            paragraph.alignment = PP_PARAGRAPH_ALIGNMENT.LEFT
            run = paragraph.add_run()
            run.text, run.font.size = clipped(self._footer, FOOTER.width, _SMALL), Pt(_SMALL)
            run.font.name, run.font.color.theme_color = "+mn-lt", MSO_THEME_COLOR.TEXT_2

    def to_bytes(self) -> bytes:
        """The finished file."""
        written = io.BytesIO()
        self._slides.save(written)
        return without_clock(written.getvalue())


def _message(text: str) -> tuple[str, float]:
    """What of a message fits two lines, and the size of its letters."""
    height = TITLE.height - _KICKER_HEIGHT
    size = largest_size([text], TITLE.width, height, _TITLE_SIZES, bold=True)
    return clipped(text, TITLE.width, size, most=2, bold=True), size


def _write_title(slide: Slide, kicker: str, message: str, size: float) -> Box:
    """What the slide is about over its message; gives the box that is left for the rest."""
    shape: Any = slide.shapes.title
    lines = shape.text_frame
    lines.text = clipped(kicker, TITLE.width, _KICKER, bold=True)
    lines.paragraphs[0].font.size = Pt(_KICKER)
    for run in lines.paragraphs[0].runs:
        run.font.size = Pt(_KICKER)
    paragraph = lines.add_paragraph()
    run = paragraph.add_run()
    run.text, run.font.size = message, Pt(size)
    run.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
    height = _KICKER_HEIGHT + text_height(message, TITLE.width, size, bold=True)
    shape.left, shape.top, shape.width, shape.height = (
        Pt(length) for length in (TITLE.left, TITLE.top, TITLE.width, height)
    )
    top = TITLE.top + height + _UNDER_TITLE
    return Box(BODY.left, top, BODY.width, BODY.bottom - top)


def _template() -> Slides:
    slides = Presentation()
    slides.slide_width, slides.slide_height = Pt(WIDTH), Pt(HEIGHT)
    kept = slides.slide_layouts.get_by_name("Title Only")
    for layout in list(slides.slide_layouts):
        if layout is not kept:
            slides.slide_layouts.remove(layout)
    _drop_leftovers(slides)
    theme: Any = slides.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme.blob = _themed(theme.blob)
    _style_master(slides)
    return slides


def _drop_leftovers(slides: Slides) -> None:
    """Takes the thumbnail and the printer settings of the default template out."""
    size: Any = slides.element.find(".//{*}sldSz")
    size.attrib.pop("type", None)
    package, part = slides.part.package, slides.part
    for owner, relations, kind in (
        (package, package.iter_rels(), RELATIONSHIP_TYPE.THUMBNAIL),
        (part, part.rels.values(), RELATIONSHIP_TYPE.PRINTER_SETTINGS),
    ):
        for name in [relation.rId for relation in relations if relation.reltype == kind]:
            owner.drop_rel(name)
    package.part_related_by(RELATIONSHIP_TYPE.EXTENDED_PROPERTIES).blob = _APP


def _themed(theme: bytes) -> bytes:
    """The theme with the fonts and colours of all exports."""
    text = theme.decode("utf-8").replace('latin typeface="Calibri"', f'latin typeface="{FONT}"')
    for name, colour in _THEME_COLOURS.items():
        value = f'<a:{name}><a:srgbClr val="{colour.lstrip("#").upper()}"/></a:{name}>'
        text = re.sub(f"<a:{name}>.*?</a:{name}>", value, text, count=1, flags=re.DOTALL)
    return text.encode("utf-8")


_PLACES = {
    PP_PLACEHOLDER.TITLE: TITLE,
    PP_PLACEHOLDER.BODY: BODY,
    PP_PLACEHOLDER.FOOTER: FOOTER,
    PP_PLACEHOLDER.SLIDE_NUMBER: NUMBER,
}


def _style_master(slides: Slides) -> None:
    """Places, sizes and colours of the placeholders; the day goes, the footer has it."""
    master = slides.slide_master
    for owner in (master, slides.slide_layouts[0]):
        for shape in list(owner.placeholders):
            if shape.placeholder_format.type == PP_PLACEHOLDER.DATE:
                shape.element.getparent().remove(shape.element)
    for shape in master.placeholders:
        _place(shape)
    title = master.element.find("{*}txStyles/{*}titleStyle/{*}lvl1pPr")
    title.set("algn", "l")
    letters = title.find("{*}defRPr")
    letters.set("sz", str(int(_TITLE_SIZES[0] * 100)))
    letters.set("b", "1")
    letters.find(".//{*}schemeClr").set("val", "accent1")


def _place(shape: Any) -> None:
    kind = shape.placeholder_format.type
    box = _PLACES[kind]
    shape.left, shape.top, shape.width, shape.height = (Pt(x) for x in (box.left, box.top, box.width, box.height))
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    body = shape.element.find("{*}txBody/{*}bodyPr")
    for fit in body.findall("{*}normAutofit"):
        body.remove(fit)
    if kind == PP_PLACEHOLDER.TITLE:
        body.set("anchor", "t")
    if kind in (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER):
        level = shape.element.find("{*}txBody/{*}lstStyle/{*}lvl1pPr")
        level.set("algn", "l" if kind == PP_PLACEHOLDER.FOOTER else "r")
        level.find("{*}defRPr").set("sz", str(int(_SMALL * 100)))
        colour = level.find(".//{*}schemeClr")
        colour.set("val", "tx2")
        for tint in list(colour):
            colour.remove(tint)


def _set_properties(slides: Slides, document: Document) -> None:
    properties = slides.core_properties
    made = datetime.datetime.combine(document.made, datetime.time())
    properties.title, properties.subject = one_line(document.title)[:255], one_line(document.subtitle)[:255]
    properties.author = properties.last_modified_by = "vehicleplan"
    properties.comments = ""
    properties.created = properties.modified = made
    properties.revision = 1
