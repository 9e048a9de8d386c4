"""The document as a workbook for Excel and its kin: figures that go on calculating, and charts that can be edited."""

from __future__ import annotations

from vehicleplan.exports.xlsx_book import Book
from vehicleplan.exports.xlsx_charts import add_picture
from vehicleplan.exports.xlsx_front import add_contents, add_front, add_words
from vehicleplan.exports.xlsx_tables import add_table
from vehicleplan.report.contracts import Table
from vehicleplan.report.document.contracts import Document, Passage


def render(document: Document) -> bytes:
    """The file: a sheet to begin with, one for each table, one for each chart, and all sentences."""
    book = Book(document)
    front = add_front(book)
    entries = [(add_table(book, table).name, table.title) for table in document.tables]
    for part in document.parts:
        for block in part.blocks:
            sheet = None if isinstance(block, Passage | Table) else add_picture(book, block)
            if sheet is not None and not isinstance(block, Passage | Table):
                entries.append((sheet.name, block.title))
    if document.parts:
        entries.append((add_words(book).name, ""))
    add_contents(front, entries)
    return book.written()
