"""What of a document a slide shows: blocks by kind and by name, and what of its words is left for the speaker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from vehicleplan.report.contracts import Column, Table
from vehicleplan.report.document import captions
from vehicleplan.report.document.contracts import Block, Document, Part, PartId, Passage
from vehicleplan.report.document.pictures import Calendar

T = TypeVar("T")


def blocks_of(part: Part | None, kind: type[T]) -> tuple[T, ...]:
    """The blocks of a part that are of this kind."""
    return () if part is None else tuple(block for block in part.blocks if isinstance(block, kind))


def first_of(part: Part | None, kind: type[T]) -> T | None:
    """The first block of this kind."""
    return next(iter(blocks_of(part, kind)), None)


def table_of(part: Part | None, *names: str) -> Table | None:
    """The first of the tables with these ids that the part has."""
    tables = {table.id: table for table in blocks_of(part, Table)}
    return next((tables[name] for name in names if name in tables), None)


def passage_before(part: Part | None, wanted: Block) -> Passage | None:
    """The passage that stands before a block and says what it shows."""
    last = None
    for block in () if part is None else part.blocks:
        if block is wanted:
            return last
        if isinstance(block, Passage) and not block.is_note:
            last = block
    return None


def spoken(blocks: Iterable[Block]) -> Iterator[str]:
    """All sentences of blocks: those of passages and those under tables."""
    for block in blocks:
        if isinstance(block, Passage):
            yield from ([block.title] if block.title else [])
            yield from block.sentences


def to_do(document: Document) -> Table | None:
    """The vehicles with what is done of each, in words where the document has them; None where nothing is done."""
    part = document.part(PartId.SCHEDULE)
    calendar = first_of(part, Calendar)
    if part is None or calendar is None or not calendar.rows:
        return None
    rows = []
    for row in calendar.rows:
        lead = f"{row.label}: "
        said = next((sentence for sentence in part.words if sentence.startswith(lead)), lead)
        rows.append((row.label, said.removeprefix(lead)))
    has_words = any(words for _, words in rows)
    columns = (Column(captions.VEHICLE), Column("")) if has_words else (Column(captions.VEHICLE),)
    return Table(part.title, columns, tuple(row[: len(columns)] for row in rows))
