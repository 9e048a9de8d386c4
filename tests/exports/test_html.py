"""The web page: everything is on it, whatever a user typed is text, and it needs nothing but itself."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from exports import sketches
from exports.documents import candidates_table, make_document, measures_table, tables
from vehicleplan.exports.html import render
from vehicleplan.exports.page_blocks import text_rows
from vehicleplan.report.contracts import Column, Table
from vehicleplan.report.document.contracts import Document, KeyFigure, Part, PartId, Passage

HOSTILE = "<script>alert(1)</script> \"><img src=x onerror=alert(2)> ]]> & &amp; {{ 7 * 7 }} '--></style>"
VOID = {"meta", "br", "rect", "path", "circle"}


def everything() -> Document:
    """A document with all sorts of tables and pictures."""
    parts = (*make_document().parts, Part(PartId.ASSUMPTIONS, "What it rests on", ("Much.",), tables()))
    return make_document(parts=parts)


def hostile() -> Document:
    """A document in which every text is an attack."""
    table = Table(HOSTILE, (Column(HOSTILE), Column(HOSTILE)), ((HOSTILE, HOSTILE),), ((HOSTILE, ""),), (HOSTILE,), "t")
    blocks = (table, Passage(HOSTILE, (HOSTILE,)), *sketches.hard())
    part = Part(PartId.ANSWER, HOSTILE, (HOSTILE, "One more."), blocks)
    figures = (KeyFigure(HOSTILE, HOSTILE, HOSTILE),)
    return make_document(title=HOSTILE, subtitle=HOSTILE, headline=("Yes.",), figures=figures, parts=(part,))


class Reader(HTMLParser):
    """Reads a page strictly: what is opened is closed, in order; keeps elements and attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        assert len(dict(attrs)) == len(attrs)
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element of SVG that is empty."""
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """An element ends."""
        assert self._open.pop() == tag


def page_of(document: Document) -> str:
    """The page as text."""
    return render(document).decode("utf-8")


def tree(document: Document) -> Any:
    """The page as lxml reads it."""
    return html.fromstring(page_of(document))


def said(element: Any) -> str:
    """All text of an element, with blanks as one."""
    return " ".join(element.text_content().split())


def flat(text: str) -> str:
    """A text with blanks as one."""
    return " ".join(text.split())


def test_every_sentence_is_on_the_page() -> None:
    """Headline, figures, words of the parts, passages, notes and the footer."""
    document = everything()
    page = said(tree(document).find("body"))
    wanted = [document.title, document.subtitle, document.footer, *document.headline]
    wanted += [text for each in document.figures for text in (each.label, each.figure, each.note)]
    for part in document.parts:
        wanted += [part.title, *part.words]
        for block in part.blocks:
            wanted += [block.title, *getattr(block, "sentences", ()), *getattr(block, "notes", ())]
    assert [text for text in wanted if flat(text) not in page] == []


def test_every_cell_is_in_its_place() -> None:
    """Each table has its caption, its headings and all cells in order, worded as all exports word them."""
    document = everything()
    shown = tree(document).findall(".//table")
    wanted = [block for part in document.parts for block in part.blocks if isinstance(block, Table)]
    assert [said(table.find("caption")) for table in shown] == [table.title for table in wanted]
    for element, table in zip(shown, wanted, strict=True):
        rows, totals = text_rows(table)
        read = [[said(cell) for cell in row] for row in element.findall(".//tr")]
        headings = ["".join(column.heading.split()) for column in table.columns]
        assert ["".join(heading.split()) for heading in read[0]] == headings
        assert read[1:] == [[flat(text) for text in row] for row in (*rows, *totals)]


def test_a_sentence_of_the_headline_is_not_said_twice() -> None:
    """The first part does not repeat what stands over the page."""
    document = make_document()
    first = replace(document.parts[0], words=(*document.headline, "We do Hosted webinar."))
    page = said(tree(replace(document, parts=(first,))))
    assert page.count(document.headline[0]) == 1
    assert "We do Hosted webinar." in page


@pytest.mark.parametrize("document", [everything(), hostile()], ids=["everything", "hostile"])
def test_it_needs_nothing_but_itself(document: Document) -> None:
    """No script, no frame, no image, no address of anything outside; links go to parts of the page."""
    reader = Reader(page_of(document))
    names = {name for name, _ in reader.elements}
    assert not names & {"script", "link", "img", "iframe", "object", "embed", "base", "form", "image", "use"}
    attributes = [(key, value or "") for _, found in reader.elements for key, value in found.items()]
    assert [key for key, _ in attributes if key.startswith("on") or key in ("src", "style", "action")] == []
    assert all(value.startswith("#") for key, value in attributes if key in ("href", "xlink:href"))
    assert [value for key, value in attributes if key != "xmlns" and re.search("https?:|url\\(", value)] == []
    style = re.search("<style>(.*?)</style>", page_of(document), re.DOTALL)
    assert style is not None
    assert re.findall(r"https?:|url\(|@import", style[1]) == []


def test_its_policy_forbids_everything_else() -> None:
    """The browser is told to load and run nothing."""
    policy = tree(make_document()).xpath("//meta[@http-equiv]")[0].get("content")
    assert "default-src 'none'" in policy
    assert "style-src 'unsafe-inline'" in policy
    assert "script-src" not in policy


def test_hostile_text_is_text() -> None:
    """Whatever a user typed is read back letter by letter."""
    root = tree(hostile())
    assert said(root.find(".//h1")) == flat(HOSTILE)
    assert said(root.find(".//h2")) == flat(HOSTILE)
    assert said(root.find("head/title")) == flat(HOSTILE)
    assert {said(cell) for cell in root.findall(".//td") + root.findall(".//th")} == {flat(HOSTILE), ""}
    assert "{{ 7 * 7 }}" in said(root)


@pytest.mark.parametrize("document", [everything(), hostile()], ids=["everything", "hostile"])
def test_ids_are_unique_and_links_arrive(document: Document) -> None:
    """No id occurs twice, though each picture is there twice; what is referred to is there."""
    found = [attributes for _, attributes in Reader(page_of(document)).elements]
    ids = Counter(attributes["id"] for attributes in found if "id" in attributes)
    assert [name for name, times in ids.items() if times > 1] == []
    targets = [attributes["href"][1:] for attributes in found if attributes.get("href")]  # type: ignore[index]
    targets += [name for each in found for name in (each.get("aria-labelledby") or "").split()]
    assert targets
    assert set(targets) <= set(ids)


def test_two_pictures_with_one_name_stay_apart() -> None:
    """Ids are unique even where pictures of two parts are called the same."""
    parts = tuple(
        Part(part, part, (), (sketches.points(), sketches.points())) for part in (PartId.ANSWER, PartId.CHANGE)
    )
    ids = tree(make_document(parts=parts)).xpath("//*/@id")
    assert len(ids) == len(set(ids))


def test_it_can_be_read_aloud() -> None:
    """Language, landmarks, one main heading, captions, scopes; pictures have a caption and their words."""
    document = everything()
    root = tree(document)
    assert root.get("lang") == "en"
    assert [len(root.findall(f".//{name}")) for name in ("header", "nav", "main", "footer", "h1")] == [1] * 5
    assert all(cell.get("scope") in ("col", "row") for cell in root.findall(".//th"))
    pictures = [block for part in document.parts for block in part.blocks if not isinstance(block, Table | Passage)]
    figures = root.findall(".//figure")
    assert [said(figure.find("figcaption")) for figure in figures] == [picture.title for picture in pictures]
    for figure, picture in zip(figures, pictures, strict=True):
        assert [said(words) for words in figure.findall(".//desc")] == [flat(picture.alt)] * 2
        assert [svg.get("role") for svg in figure.findall(".//svg")] == ["img", "img"]
        assert [part.get("class") for part in figure.findall("div")] == ["narrow", "wide"]


def test_headings_go_down_one_by_one() -> None:
    """No level of heading is left out."""
    levels = [int(name[1]) for name, _ in Reader(page_of(everything())).elements if re.fullmatch("h[1-6]", name)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_long_table_is_folded_away_and_printed_whole() -> None:
    """Hundreds of rows wait behind their title and their number; print opens them."""
    table = candidates_table(300)
    page = page_of(make_document(parts=(Part(PartId.WHY_NOT, "Why not the rest", (), (table, measures_table())),)))
    root = html.fromstring(page)
    assert [said(summary) for summary in root.findall(".//summary")] == ["Not in the plan 300"]
    assert len(root.findall(".//details//tbody/tr")) == 300
    assert "details::details-content { content-visibility: visible" in page.partition("@media print")[2]


def test_a_table_that_is_too_wide_folds_on_a_phone() -> None:
    """Its rows become cards, in which each figure has its heading beside it; a small table stays as it is."""
    small = Table("Small", (Column("What"), Column("Asked")), (("leads", "420"),))
    part = Part(PartId.USE, "What it costs", (), (small, measures_table(12)))
    first, second = tree(make_document(parts=(part,))).findall(".//table")
    assert first.get("class") is None
    assert second.get("class") == "folds dense"
    assert [cell.get("data-label") for cell in second.find(".//tbody/tr")][3:6] == ["Figure", "2027-01", "2027-02"]


def test_a_plan_that_misses_its_goal_looks_like_it() -> None:
    """The bar beside the headline says whether the goal is reached; the words say it too."""
    assert tree(make_document(is_reached=False)).xpath("//div[@class='headline missed']")
    assert tree(make_document()).xpath("//div[@class='headline reached']")


def test_a_document_with_nothing_in_it_is_a_page() -> None:
    """No figures, no parts: the headline alone."""
    page = page_of(make_document(figures=(), parts=()))
    Reader(page)
    assert "tiles" not in page.partition("<body>")[2]


def test_same_document_same_bytes() -> None:
    """Nothing in the page depends on the run, the clock or the order of sets."""
    program = (
        "import hashlib; from exports.documents import make_document; from vehicleplan.exports.html import render;"
    )
    program += "print(hashlib.sha256(render(make_document())).hexdigest())"
    runs = [
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONPATH": str(Path(__file__).parents[1]), "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1] != ""
