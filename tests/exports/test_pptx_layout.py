"""Nothing on a slide is cut off or lies over anything, as far as can be known without a program that draws it."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from typing import Any

import pytest
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Pt

from exports.slides import ALL, slides_of
from vehicleplan.exports.pptx_box import HEIGHT, WIDTH
from vehicleplan.exports.pptx_shapes import mixed
from vehicleplan.exports.pptx_text import clean, clipped, line_height, one_line, text_height, text_width, wrapped
from vehicleplan.report.document.colours import PALETTE

SLACK = 1.0
"""Points that sizes may differ by through rounding."""


def box_of(shape: Any) -> tuple[float, float, float, float]:
    """Left, top, right, bottom in points."""
    left, top = shape.left.pt, shape.top.pt
    return left, top, left + shape.width.pt, top + shape.height.pt


@pytest.mark.parametrize("name", ALL)
def test_nothing_lies_outside_the_slide_or_over_anything(name: str) -> None:
    """Every shape is on the slide; tables, charts and text keep apart, but for the words over a plot."""
    for slide in slides_of(name):
        for shape in slide.shapes:
            left, top, right, bottom = box_of(shape)
            assert left >= -SLACK, shape.name
            assert top >= -SLACK, shape.name
            assert right <= WIDTH + SLACK, shape.name
            assert bottom <= HEIGHT + SLACK, shape.name
        solid = [shape for shape in slide.shapes if not shape.element.tag.endswith("cxnSp")]
        for one, other in itertools.combinations(solid, 2):
            if one.has_chart != other.has_chart and (one.has_text_frame or other.has_text_frame):
                continue
            (l1, t1, r1, b1), (l2, t2, r2, b2) = box_of(one), box_of(other)
            apart = r1 <= l2 + SLACK or r2 <= l1 + SLACK or b1 <= t2 + SLACK or b2 <= t1 + SLACK
            assert apart, (one.name, box_of(one), other.name, box_of(other))


def paragraphs_of(frame: Any) -> Iterator[tuple[str, float, bool]]:
    """The text of each paragraph, the size of its letters, whether it is bold."""
    for paragraph in frame.paragraphs:
        run = paragraph.runs[0] if paragraph.runs else None
        size = run.font.size.pt if run is not None and run.font.size is not None else 9.0
        yield "".join(run.text for run in paragraph.runs), size, bool(run is not None and run.font.bold)


@pytest.mark.parametrize("name", ALL)
def test_text_fits_its_place(name: str) -> None:
    """No text is higher than its shape or its row of a table, and no letters are smaller than 9 points."""
    for slide in slides_of(name):
        for shape in slide.shapes:
            if shape.has_text_frame and shape.text_frame.text:
                check_frame(shape)
            if shape.has_table:
                check_table(shape)


def check_frame(shape: Any) -> None:
    """The paragraphs of a shape are no higher than it is."""
    frame, is_title = shape.text_frame, shape.is_placeholder and shape.element.xpath(".//p:ph[@type='title']")
    width = shape.width.pt - (20.0 if shape.shape_type == MSO_SHAPE_TYPE.AUTO_SHAPE else 0.0)
    height = 0.0
    for text, size, bold in paragraphs_of(frame):
        assert size >= 9.0
        height += text_height(text, width, size, bold=bold or bool(is_title)) + 0.35 * size
    assert height <= shape.height.pt + 0.35 * size + 4.0 * SLACK, (shape.name, frame.text)


def check_table(shape: Any) -> None:
    """The rows of a table are as high as their cells, and all together as high as the table."""
    table = shape.table
    assert math.isclose(sum(row.height for row in table.rows), shape.height, abs_tol=Pt(SLACK))
    assert math.isclose(sum(column.width for column in table.columns), shape.width, abs_tol=Pt(SLACK))
    for row in table.rows:
        for column, cell in zip(table.columns, row.cells, strict=True):
            if cell.is_merge_origin or cell.is_spanned:
                continue
            needed = 0.0
            for text, size, bold in paragraphs_of(cell.text_frame):
                assert size >= 9.0
                needed += text_height(text, column.width.pt - 9.9, size, bold=bold) if text else 0.0
            assert needed <= row.height.pt - 5.0 + SLACK, cell.text_frame.text


def test_the_cells_of_the_calendar_can_be_read() -> None:
    """Ink on every colour has a contrast of 4.5, at the darkest that a cell is."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for colour in PALETTE:
        assert (light(mixed(colour, 0.62)) + 0.05) / (light("#1b2733") + 0.05) >= 4.5


def test_text_is_measured_as_arial_has_it() -> None:
    """Known widths of letters, wide ones, and marks that take no room."""
    assert text_width("iiii", 10.0) < text_width("mmmm", 10.0) / 3
    assert text_width("A", 100.0) == pytest.approx(66.7 * 1.03)
    assert text_width("展", 100.0) == pytest.approx(103.0)
    assert text_width("e\u0301", 10.0) == text_width("e", 10.0) == text_width("é", 10.0)
    assert text_width("Text", 10.0, bold=True) > text_width("Text", 10.0)
    assert line_height("展", 10.0) > line_height("e", 10.0)


def test_text_wraps_at_blanks_and_hyphens_and_else_inside_words() -> None:
    """Every line fits; a word is broken only where it is longer than a line."""
    for text in ("one two three four five", "self-guided-demonstration of it", "W" * 60, "展示会" * 20):
        lines = wrapped(text, 60.0, 10.0)
        assert all(text_width(line, 10.0) <= 60.0 for line in lines)
        assert "".join("".join(lines).split()) == "".join(text.split())
    assert wrapped("one two", 30.0, 10.0) == ["one", "two"]


def test_clipped_text_fits_and_says_that_it_is_clipped() -> None:
    """As much as fits, with an ellipsis; what fits stays as it is."""
    assert clipped("short", 100.0, 10.0) == "short"
    for most in (1, 2, 3):
        cut = clipped("a longer text that does not fit its place " * 4, 100.0, 10.0, most=most)
        assert cut.endswith("…")
        assert len(wrapped(cut, 100.0, 10.0)) <= most


def test_clean_text_has_nothing_that_a_file_cannot_hold() -> None:
    """Control characters and halves of letters go, line breaks stay."""
    assert clean("a\x00b\x0bc\ud800d\ufffee\nf") == "a b c d e\nf"
    assert one_line(" a\n b\u2028c ") == "a b c"
