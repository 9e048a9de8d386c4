"""The first sheet: the answer, what to take away, what to do when, and the way to everything else; then the words."""

from __future__ import annotations

from typing import Final

from vehicleplan.exports import look
from vehicleplan.exports.xlsx_book import (
    FRONT,
    HEADING,
    LINE,
    QUIET,
    ROW,
    STRONG,
    TITLE,
    Book,
    Sheet,
    Style,
)
from vehicleplan.exports.xlsx_chart_look import tinted
from vehicleplan.exports.xlsx_figures import number_format
from vehicleplan.exports.xlsx_measure import text_width
from vehicleplan.exports.xlsx_tables import add_title
from vehicleplan.report import numbers
from vehicleplan.report.contracts import Kind
from vehicleplan.report.document import captions
from vehicleplan.report.document.contracts import Document, Passage
from vehicleplan.report.document.pictures import Calendar, CalendarRow

WORDS: Final = captions.IN_WORDS
"""The sheet of all sentences."""
_NAMES: Final = (30, 42)
"""Characters of the first column, at least and at most."""
_DETAILS: Final = 28
_STRETCH: Final = 9.5
_STRETCHES: Final = 8
"""Columns of the first sheet beside names and details, at least, so that sentences have room."""
_TINT: Final = 0.55
"""How much of a vehicle's colour is in its darkest cell, so that figures in it stay readable."""


def add_front(book: Book) -> Sheet:
    """The first sheet without its contents, which are known when all others are there."""
    document, sheet = book.document, book.sheet(FRONT, colour=look.INK)
    calendars = _calendars(document)
    last = 1 + max([_STRETCHES, *(len(calendar.labels) for calendar in calendars)])
    _set_widths(sheet, calendars, last)
    sheet.text(0, 0, document.title, {**TITLE, "font_size": 18})
    sheet.page.set_row(0, 30)
    sheet.text(1, 0, document.subtitle, QUIET)
    row = _headline(sheet, document, 3, last)
    row = _key_figures(sheet, document, row + 1, last)
    for calendar in calendars:
        row = _calendar(sheet, calendar, row + 1)
    sheet.section(row + 1, captions.CONTENTS)
    sheet.next_row = row + 2
    return sheet


def add_contents(front: Sheet, entries: list[tuple[str, str]]) -> None:
    """Links to all other sheets, with what they are about. Each entry is a sheet's name and its full title."""
    for row, (name, title) in enumerate(entries, front.next_row):
        front.link(row, 0, name)
        front.text(row, 1, title if title != name else "", QUIET)


def add_words(book: Book) -> Sheet:
    """A sheet with every sentence of the document, part by part."""
    sheet = book.sheet(WORDS, colour=look.INK)
    sheet.width(0, 120)
    add_title(sheet, WORDS)
    row = 3
    for part in book.document.parts:
        sheet.section(row, part.title)
        row += 1
        for words in part.words:
            _sentence(sheet, words, {}, row)
            row += 1
        for block in part.blocks:
            if isinstance(block, Passage):
                row = _passage(sheet, block, row)
        row += 1
    return sheet


def _passage(sheet: Sheet, passage: Passage, row: int) -> int:
    if passage.title:
        sheet.text(row, 0, passage.title, {**STRONG, "align": "left", "indent": 1})
        row += 1
    style: Style = {"align": "left", "indent": 1, **(QUIET if passage.is_note else {})}
    for words in passage.sentences:
        _sentence(sheet, words, style, row)
        row += 1
    return row


def _sentence(sheet: Sheet, words: str, style: Style, row: int) -> None:
    sheet.text(row, 0, words, {**style, "text_wrap": True})
    sheet.height(row, sheet.lines(words, 0))


def _calendars(document: Document) -> list[Calendar]:
    return [block for part in document.parts for block in part.blocks if isinstance(block, Calendar)]


def _set_widths(sheet: Sheet, calendars: list[Calendar], last: int) -> None:
    names = [text_width(row.label) + 2 for calendar in calendars for row in calendar.rows]
    sheet.width(0, min(_NAMES[1], max([_NAMES[0], *names])))
    sheet.width(1, _DETAILS)
    for column in range(2, last + 1):
        sheet.width(column, _STRETCH)


def _headline(sheet: Sheet, document: Document, row: int, last: int) -> int:
    """The answer, with a bar beside it that says in colour, too, whether the goal is reached."""
    bar: Style = {"left": 5, "left_color": look.GOOD if document.is_reached else look.BAD, "align": "left", "indent": 1}
    for words in document.headline:
        sheet.across(row, 0, last, words, {"font_size": 11, **bar})
        row += 1
    return row


def _key_figures(sheet: Sheet, document: Document, row: int, last: int) -> int:
    if not document.figures:
        return row
    sheet.section(row, captions.KEY_FIGURES)
    for figure in document.figures:
        row += 1
        sheet.across(row, 2, last, figure.note, {**ROW, **QUIET})
        sheet.text(row, 0, figure.label, {**ROW, "text_wrap": True})
        sheet.text(row, 1, figure.figure, {**ROW, **STRONG, "text_wrap": True})
        lines = sheet.lines(figure.label, 0), sheet.lines(figure.figure, 1), sheet.lines(figure.note, 2, last)
        sheet.height(row, max(lines))
    return row + 1


def _calendar(sheet: Sheet, calendar: Calendar, row: int) -> int:
    """Vehicles over time; each row is shaded in its vehicle's colour, the darker the more of its largest stretch."""
    sheet.section(row, calendar.title)
    row += 1
    sheet.text(row, 0, "", HEADING)
    sheet.text(row, 1, "", HEADING)
    for column, label in enumerate(calendar.labels, 2):
        sheet.text(row, column, label, {**HEADING, "align": "center"})
    sheet.page.set_row(row, LINE * max(label.count("\n") + 1 for label in calendar.labels) + 3)
    for each in calendar.rows:
        row += 1
        sheet.text(row, 0, each.label, {**ROW, "text_wrap": True})
        sheet.text(row, 1, each.detail, {**ROW, **QUIET, "text_wrap": True})
        sheet.height(row, max(sheet.lines(each.label, 0), sheet.lines(each.detail, 1)))
        _amounts(sheet, each, row)
    return row + 1


def _amounts(sheet: Sheet, vehicle: CalendarRow, row: int) -> None:
    """The activities of a vehicle in its row."""
    style: Style = {**ROW, "align": "center"}
    for column, (amount, words) in enumerate(zip(vehicle.amounts, vehicle.texts, strict=True), 2):
        if words:
            shown = number_format(amount, Kind.COUNT, is_whole=False)
            sheet.figure(row, column, numbers.published(amount), {**style, "num_format": shown})
        else:
            sheet.blank(row, column, style)
    full = sheet.book.document.colours.get(vehicle.vehicle, look.ACCENT)
    scale = {
        "type": "2_color_scale", "min_type": "num", "min_value": 0, "max_type": "max",
        "min_color": "#ffffff", "max_color": tinted(full, _TINT),
    }  # fmt: skip
    if vehicle.amounts:
        sheet.page.conditional_format(row, 2, row, 1 + len(vehicle.amounts), scale)
