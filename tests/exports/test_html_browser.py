"""The page in a real browser: what is printed has everything, also what is folded away on the screen."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from exports.cases import case
from vehicleplan.exports.page_blocks import text_rows
from vehicleplan.exports.registry import render
from vehicleplan.model.figures import written_in
from vehicleplan.report.contracts import Table
from vehicleplan.report.document.contracts import Passage
from vehicleplan.report.locales import locale_style

BROWSER = shutil.which("chromium")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--no-pdf-header-footer",
)  # fmt: skip

pytestmark = pytest.mark.skipif(
    BROWSER is None or shutil.which("pdftotext") is None, reason="chromium or poppler-utils is not installed"
)


def squeezed(text: str) -> str:
    """Text without blanks, of which lines and columns make others."""
    return re.sub(r"[\s\u00a0\u200b\u202f\u00ad]", "", text)


@pytest.mark.parametrize("name", ["small", "300 candidates"])
def test_what_a_browser_prints_has_every_sentence_and_every_cell(name: str, tmp_path: Path) -> None:
    """No script is needed for it, and nothing is missing because it was folded."""
    document = case(name)
    page, printed = tmp_path / "plan.html", tmp_path / "plan.pdf"
    page.write_bytes(render(document, page)[page])
    words = [
        str(BROWSER),
        *FLAGS,
        f"--user-data-dir={tmp_path / 'profile'}",
        f"--print-to-pdf={printed}",
        page.as_uri(),
    ]
    subprocess.run(words, check=True, capture_output=True, timeout=120)
    done = subprocess.run(["pdftotext", "-raw", printed, "-"], check=True, capture_output=True)
    text = squeezed(done.stdout.decode("utf-8"))
    with written_in(locale_style(document.locale)):
        for part in document.parts:
            for block in part.blocks:
                if isinstance(block, Passage):
                    assert all(squeezed(sentence) in text for sentence in block.sentences)
                elif isinstance(block, Table):
                    rows, totals = text_rows(block)
                    assert all(squeezed(cell) in text for row in (*rows, *totals) for cell in row)
