"""The slides, one function each: from the answer to what it rests on. A slide without content is left out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from vehicleplan.exports import look
from vehicleplan.exports.box import Box
from vehicleplan.exports.pptx_bars import add_funnel, add_ranges, add_spread
from vehicleplan.exports.pptx_blocks import blocks_of, first_of, passage_before, spoken, table_of, to_do
from vehicleplan.exports.pptx_calendar import add_calendar
from vehicleplan.exports.pptx_deck import Deck, Page
from vehicleplan.exports.pptx_points import add_points
from vehicleplan.exports.pptx_shapes import HEADING, Letters, add_heading, add_text, add_tile
from vehicleplan.exports.pptx_tables import add_table
from vehicleplan.exports.pptx_text import one_line, paragraphs_height, that_fit
from vehicleplan.exports.pptx_use import add_colour_key, add_use_panel, is_money
from vehicleplan.report.contracts import Table
from vehicleplan.report.document import captions
from vehicleplan.report.document.contracts import Document, Part, PartId, Passage
from vehicleplan.report.document.pictures import Calendar, Funnel, Points, Ranges, Spread, Use

_TEXT = 14.0
_LARGE = 14.0
_HIGHEST_PANEL = 300.0
_LEAST_TABLE = 90.0
"""The height from which a table is worth showing."""
_MOST_TILES = 6


def add_answer(deck: Deck, document: Document) -> None:
    """What we do, what it brings, and whether the goal is reached; where there is no plan, what is in the way."""
    part = document.part(PartId.ANSWER)
    message, *rest = document.headline or ("",)
    page = deck.page(document.title, message, notes=[document.subtitle, *(part.words if part else ())])
    box = _lead(page, page.box, rest)
    if document.figures:
        tiles = document.figures[:_MOST_TILES]
        for place, figure in zip(box.first(82.0).columns([1.0] * len(tiles), 12.0), tiles, strict=True):
            add_tile(page, place, figure)
        box = box.after(82.0 + 16.0)
    actions = to_do(document)
    if actions is None:
        _obstacles(page, box, part)
    else:
        _what_we_do(page, box, document, actions)
    deck.finish(page)


def _what_we_do(page: Page, box: Box, document: Document, actions: Table) -> None:
    """The list of vehicles; beside it what was asked for, what of it is reached, and what is in the way."""
    part = document.part(PartId.ANSWER)
    goal = table_of(part, "goal")
    words, colour = (captions.GOAL_REACHED, look.GOOD) if document.is_reached else (captions.GOAL_MISSED, look.BAD)
    if goal is None and not _in_the_way(part):
        left, right = box.columns([4.0, 1.0])
        if document.plan.amount is not None:
            add_text(page, right.first(16.0), [words], Letters(HEADING, colour, bold=True, align="right"))
        add_table(page, left, actions, largest=_LARGE)
        return
    left, right = box.columns([1.7, 1.0], 28.0)
    add_table(page, left, actions, largest=_LARGE)
    add_text(page, right.first(16.0), [words], Letters(HEADING, colour, bold=True))
    right = right.after(19.4)
    if goal is not None:
        right = add_table(page, right, goal, has_heading=False)
    _obstacles(page, right.after(8.0), part)


def _lead(page: Page, box: Box, sentences: Sequence[str]) -> Box:
    """Sentences under the title; gives the box that is left."""
    sentences = [one_line(sentence) for sentence in sentences]
    if not sentences:
        return box
    height = min(paragraphs_height(sentences, box.width, _TEXT), 76.0)
    add_text(page, box.first(height), sentences, Letters(_TEXT, look.MUTED))
    return box.after(height + 14.0)


def _in_the_way(part: Part | None) -> list[Table]:
    return [table for table in blocks_of(part, Table) if table.id.startswith("obstacles")]


def _obstacles(page: Page, box: Box, part: Part | None) -> None:
    """What is in the way, in words and in the first tables that fit."""
    tables = _in_the_way(part)
    passages = [] if part is None else _until_spread(part)
    page.notes.extend(spoken(passages))
    sentences = [one_line(sentence) for passage in passages if not passage.is_note for sentence in passage.sentences]
    size = 12.0
    shown = that_fit(sentences, box.width, box.height * (0.45 if tables else 1.0), size)
    if shown:
        height = paragraphs_height(shown, box.width, size)
        add_text(page, box.first(height), shown, Letters(size))
        box = box.after(height + 12.0)
    if tables and box.height > _LEAST_TABLE:
        beside = tables[: 2 if box.width > 600.0 else 1]
        for place, table in zip(box.columns([1.0] * len(beside)), beside, strict=True):
            add_table(page, place, table)


def _until_spread(part: Part) -> list[Passage]:
    """The passages that are not about how sure it is, which has a slide of its own."""
    spread = first_of(part, Spread)
    about = None if spread is None else passage_before(part, spread)
    return [passage for passage in blocks_of(part, Passage) if passage is not about]


def add_schedule(deck: Deck, document: Document) -> None:
    """The calendar."""
    part = document.part(PartId.SCHEDULE)
    calendar = first_of(part, Calendar)
    if part is None or calendar is None or not calendar.rows:
        return
    page = _titled(deck, document, part)
    builds = table_of(part, "builds")
    box = page.box
    if builds is not None and len(calendar.rows) <= 8:
        box, under = box.rows([len(calendar.rows) + 2.0, len(builds.rows) + 3.5])
        add_table(page, under, builds)
    add_calendar(page, box, calendar, document.colours)
    deck.finish(page)


def _titled(deck: Deck, document: Document, part: Part) -> Page:
    """A page with the part's title and first sentence; the other words are for the speaker."""
    notes = (*part.words[1:], *spoken(part.blocks))
    if not part.words:
        return deck.page(document.title, part.title, notes)
    return deck.page(part.title, part.words[0], notes)


def add_money(deck: Deck, document: Document) -> None:
    """What each vehicle takes and brings, and cash over time."""
    part = document.part(PartId.USE)
    vehicles, use = table_of(part, "vehicles"), first_of(part, Use)
    panels = [] if use is None else [panel for panel in use.panels if is_money(panel, use)]
    if part is None or (vehicles is None and not panels):
        return
    page = _titled(deck, document, part)
    boxes = page.box.columns([1.9, 1.0], 28.0) if vehicles is not None and panels else (page.box, page.box)
    if vehicles is not None:
        add_table(page, boxes[0], vehicles)
    if use is not None and panels:
        add_use_panel(page, boxes[1].first(280.0), use, panels[0])
        add_colour_key(page, boxes[1].after(286.0).first(14.0), [], "")
    deck.finish(page)


def add_hours(deck: Deck, document: Document) -> None:
    """The hours of each skill, used against available."""
    part = document.part(PartId.USE)
    use = first_of(part, Use)
    panels = [] if use is None else [panel for panel in use.panels if not is_money(panel, use)]
    panels.sort(key=lambda panel: not any(column.is_tight for column in panel.columns))  # what is scarce must be seen
    if part is None or use is None or not panels:
        return
    rest = part.words[1 if document.plan.budget_total is None else 2 :]
    page = deck.page(part.title, rest[0] if rest else use.title, notes=rest[1:])
    columns = min(len(panels), 3 if max(len(panel.columns) for panel in panels) <= 6 else 2)
    rows = min(3, math.ceil(len(panels) / columns))
    shown = panels[: columns * rows]
    key = page.box.after(page.box.height - 16.0)
    lines = page.box.first(page.box.height - 20.0).rows([1.0] * rows, 10.0)
    places = [place for line in lines for place in line.columns([1.0] * columns, 24.0)]
    for panel, place in zip(shown, places, strict=False):
        add_use_panel(page, place.first(_HIGHEST_PANEL), use, panel)
    more = [f"{one_line(panel.name)}: {one_line(panel.summary)}" for panel in panels[len(shown) :]]
    page.notes.extend(more)
    sources = [source for source in use.sources if source != "spent"]
    add_colour_key(page, key, sources, captions.and_more(len(more)) if more else "")
    deck.finish(page)


def add_why_these(deck: Deck, document: Document) -> None:
    """The funnel, and what results cost of chosen and other vehicles."""
    part = document.part(PartId.WHY_THESE)
    funnel, ranges = first_of(part, Funnel), first_of(part, Ranges)
    if part is None or (funnel is None and ranges is None):
        return
    page = _titled(deck, document, part)
    boxes = page.box.columns([1.0, 1.7], 28.0) if funnel and ranges else (page.box, page.box)
    if funnel is not None:
        add_funnel(page, boxes[0], funnel)
    if ranges is not None:
        add_ranges(page, boxes[1], ranges, document.colours)
    deck.finish(page)


def add_why_not(deck: Deck, document: Document) -> None:
    """The nearest of those that are not in the plan, with their reasons."""
    part = document.part(PartId.WHY_NOT)
    table = document.table("reasons") or first_of(part, Table)
    if part is None or table is None:
        return
    page = _titled(deck, document, part)
    add_table(page, page.box, table, has_heading=False)
    deck.finish(page)


def add_how_sure(deck: Deck, document: Document) -> None:
    """The results of many draws against the goal."""
    part = next((part for part in document.parts if first_of(part, Spread)), None)
    spread = first_of(part, Spread)
    if part is None or spread is None or not spread.bars:
        return
    about = passage_before(part, spread)
    sentences = about.sentences if about is not None else ()
    page = deck.page(about.title if about is not None else part.title, sentences[0] if sentences else spread.title)
    box = _lead(page, page.box, sentences[1:])
    page.notes.extend(sentences[1:])
    if sentences:
        box = add_heading(page, box, spread.title)
    add_spread(page, box, spread)
    deck.finish(page)


def add_change(deck: Deck, document: Document) -> None:
    """The frontier and the next-best sets."""
    part = document.part(PartId.CHANGE)
    pictures, tables = blocks_of(part, Points), blocks_of(part, Table)
    first = table_of(part, "sets", "more", "frontier") or next(iter(tables), None)
    if part is None or (not pictures and first is None):
        return
    page = _titled(deck, document, part)
    shares = [1.0, 1.15] if pictures and first else [1.0]
    boxes = list(page.box.columns(shares, 28.0))
    if pictures:
        add_points(page, boxes.pop(0).first(340.0), pictures[0])
    if first is not None and boxes:
        add_table(page, boxes[0], first)
    deck.finish(page)


def add_measures(deck: Deck, document: Document) -> None:
    """What is measured of each vehicle."""
    part = document.part(PartId.MEASURES)
    table = first_of(part, Table)
    if part is None or table is None:
        return
    page = _titled(deck, document, part)
    add_table(page, page.box, table, has_heading=False)
    deck.finish(page)


def add_assumptions(deck: Deck, document: Document) -> None:
    """What the plan rests on, and by what it can be made again."""
    part, print_ = document.part(PartId.ASSUMPTIONS), document.part(PartId.FINGERPRINT)
    whole = part or print_
    if whole is None:
        return
    page = _titled(deck, document, whole)
    tables = [
        table if table.title else replace(table, title=owner.title)
        for owner in (part, print_)
        if owner is not None and (table := first_of(owner, Table)) is not None
    ]
    if print_ is not None and part is not None:
        page.notes.extend((print_.title, *print_.words))
    box = _lead(page, page.box, whole.words[1:])
    for place, table in zip(box.columns([1.5, 1.0][: len(tables)] or [1.0], 28.0), tables, strict=False):
        add_table(page, place, table, largest=10.5)
    deck.finish(page)
