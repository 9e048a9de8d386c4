"""The Markdown, read again by a parser of another project."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html
from markdown_it import MarkdownIt

from cli.runs import SMALL
from exports.cases import CASES, case
from report.document.cases import written
from vehicleplan.exports.markdown import escaped
from vehicleplan.exports.page_blocks import text_rows
from vehicleplan.exports.registry import render
from vehicleplan.model.figures import written_in
from vehicleplan.report.contracts import Table
from vehicleplan.report.document.contracts import Document, Passage
from vehicleplan.report.locales import locale_style


def text_of(document: Document) -> str:
    """The Markdown of a document."""
    return render(document, Path("plan.md"))[Path("plan.md")].decode("utf-8")


def page(text: str) -> html.HtmlElement:
    """The page that a git host makes of it: tables are on, and so is HTML, which must not come through."""
    return html.fromstring(f"<main>{MarkdownIt('commonmark').enable('table').render(text)}</main>")


def plain(text: str) -> str:
    """Text in one line, without the blanks that nobody sees."""
    return " ".join(text.replace("\u200b", "").split())


@pytest.mark.parametrize("name", CASES)
def test_every_sentence_and_every_cell_is_on_the_page(name: str) -> None:
    """Words as words, cells as cells, all with the figures of the document."""
    document = case(name)
    shown = page(text_of(document))
    words = {plain(each.text_content()) for each in shown.iter("p", "li", "h1", "h2", "h3")}
    rows = {tuple(plain(cell.text_content()) for cell in row) for row in shown.iter("tr")}
    with written_in(locale_style(document.locale)):
        for part in document.parts:
            for sentence in part.words:
                assert plain(sentence) in words
            for block in part.blocks:
                if isinstance(block, Passage):
                    assert {plain(sentence) for sentence in block.sentences} <= words
                elif isinstance(block, Table):
                    shown_rows, totals = text_rows(block)
                    assert {tuple(map(plain, row)) for row in (*shown_rows, *totals)} <= rows


def test_columns_are_in_line_where_their_cells_are_short() -> None:
    """The page reads well as it stands."""
    lines = text_of(case("small")).splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("| Vehicle") and "Activities" in line)
    table = lines[at : at + 4]
    assert len({len(line) for line in table}) == 1
    assert table[1].count(":") == table[1].count("|") - 2


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "![x](https://e.org/x.png) [y](javascript:z)",
        "a | b || c",
        "**bold** _it_ `code` ~~gone~~ \\ back",
        "https://e.org and www.e.org",
        "# no heading",
        "- no item",
        "1. no list",
        "=== no rule",
        "&lt; stays &amp;",
        "$x^2$ and $12",
    ],
)
def test_text_of_a_user_is_shown_as_it_stands(text: str) -> None:
    """No markup, no link, no picture, no HTML, in a sentence and in a cell."""
    shown = page(f"{escaped(text)}\n\n| a |\n| - |\n| {escaped(text)} |\n")
    assert [plain(each.text_content()) for each in shown.iter("p", "td")] == [plain(text)] * 2
    assert not list(shown.iter("script", "img", "a", "em", "strong", "code", "h1", "li", "hr"))


def test_a_name_with_a_line_break_keeps_its_table_whole() -> None:
    """A cell is one line, whatever is in it."""
    document = written(SMALL.replace('"Hosted webinar"', '"Hosted\\nwebinar | x"'), is_whole=False)
    rows = {tuple(plain(cell.text_content()) for cell in row) for row in page(text_of(document)).iter("tr")}
    assert any("Hosted webinar | x" in row[0] for row in rows)


def test_there_are_never_two_empty_lines_together() -> None:
    """As tidy as if a person had written it, with one line end at the end."""
    text = text_of(case("mid-market-launch"))
    assert not re.search(r"\n\n\n", text)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def test_a_name_from_right_to_left_is_set_apart_once() -> None:
    """In a cell and in a sentence, so that it turns nothing around it."""
    document = written(SMALL.replace("Hosted webinar", "\u062d\u0645\u0644\u0629"), is_whole=False)
    found = re.findall("\u2068*\u062d\u0645\u0644\u0629\u2069*", text_of(document))
    assert found
    assert set(found) == {"\u2068\u062d\u0645\u0644\u0629\u2069"}
