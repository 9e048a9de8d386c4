"""The PDF, read again by another program."""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from cli.runs import SMALL
from exports.cases import CASES, case
from report.document.cases import written
from vehicleplan.exports.page_blocks import text_rows
from vehicleplan.exports.registry import render
from vehicleplan.model.figures import written_in
from vehicleplan.report.contracts import Table
from vehicleplan.report.document.contracts import Document, Passage
from vehicleplan.report.locales import locale_style

pytestmark = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")


def content_of(document: Document) -> bytes:
    """The PDF of a document."""
    return render(document, Path("plan.pdf"))[Path("plan.pdf")]


@cache
def read_again(content: bytes) -> str:
    """All text of a PDF in the order of reading, without blanks: where lines break must not matter."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "plan.pdf"
        file.write_bytes(content)
        done = subprocess.run(["pdftotext", "-raw", file, "-"], capture_output=True, check=True)
    return squeezed(done.stdout.decode("utf-8"))


def squeezed(text: str) -> str:
    """Text without blanks and soft breaks."""
    return re.sub(r"[\s\u00a0\u202f\u200b\u00ad]", "", text)


@pytest.mark.parametrize("name", CASES)
def test_every_sentence_and_every_cell_is_there_in_order(name: str) -> None:
    """What the document says, the PDF says: all words, all figures, cell by cell."""
    document = case(name)
    text = read_again(content_of(document))
    with written_in(locale_style(document.locale)):
        for part in document.parts:
            for words in part.words:
                assert squeezed(words) in text
            for block in part.blocks:
                if isinstance(block, Passage):
                    assert all(squeezed(sentence) in text for sentence in block.sentences)
                elif isinstance(block, Table):
                    rows_are_in_order(block, text)


def rows_are_in_order(table: Table, text: str) -> None:
    """Each row of a table as it stands, or, where a page ends within it, each of its cells."""
    rows, totals = text_rows(table)
    for row in (*rows, *totals):
        cells = [squeezed(cell) for cell in row]
        if "".join(cells) not in text:
            assert all(cell in text for cell in cells), (table.id, row)


def test_figures_and_answer_stand_on_the_first_page() -> None:
    """A reader of one page has the answer."""
    document = case("mid-market-launch")
    with TemporaryDirectory() as folder:
        file = Path(folder) / "plan.pdf"
        file.write_bytes(content_of(document))
        done = subprocess.run(["pdftotext", "-raw", "-l", "1", file, "-"], capture_output=True, check=True)
    text = squeezed(done.stdout.decode("utf-8"))
    assert all(squeezed(words) in text for words in document.parts[0].words)
    assert all(squeezed(f"{each.label}{each.figure}{each.note}") in text for each in document.figures)


def test_the_same_document_gives_the_same_bytes() -> None:
    """No clock is in it but the plan's own day."""
    document = case("small")
    assert content_of(document) == content_of(document)


def test_text_is_never_markup() -> None:
    """What would be a heading, a call or a link in the template's language is shown as it stands."""
    name = "#panic() *bold* $x$ <label> @ref `raw` https://example.org \\\\ // no comment"
    hostile = written(SMALL.replace("Hosted webinar", name).replace("Small launch", f"= {name}"), is_whole=False)
    text = read_again(content_of(hostile))
    assert squeezed(name.replace("\\\\", "\\")) in text
    assert squeezed(hostile.title) in text


def test_long_names_wide_scripts_and_many_rows_stay_on_the_page() -> None:
    """No glyph lies beyond the margins, and every part of a long name is there."""
    document = case("huge")
    with TemporaryDirectory() as folder:
        file = Path(folder) / "plan.pdf"
        file.write_bytes(content_of(document))
        done = subprocess.run(["pdftotext", "-bbox", file, "-"], capture_output=True, check=True)
    boxes = re.findall(r'xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)"', done.stdout.decode())
    assert len(boxes) > 1_000
    assert min(float(box[0]) for box in boxes) > 40
    assert max(float(box[2]) for box in boxes) < 595.3 - 40
    assert max(float(box[3]) for box in boxes) < 841.9
