"""What a document is made of, as frozen values. An exporter renders them, one after another, and adds nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from vehicleplan.frozen import dataclass
from vehicleplan.model.plan import Plan
from vehicleplan.model.screened import Screened
from vehicleplan.report.contracts import Table
from vehicleplan.report.document.pictures import Picture


class PartId(StrEnum):
    """The parts of a document, in their order."""

    ANSWER = "answer"
    SCHEDULE = "plan"
    USE = "money-and-hours"
    WHY_THESE = "why-these"
    WHY_NOT = "why-not-the-rest"
    CHANGE = "what-would-change-it"
    MEASURES = "how-we-will-know"
    ASSUMPTIONS = "assumptions"
    FINGERPRINT = "fingerprint"


@dataclass(frozen=True)
class KeyFigure:
    """A figure that a reader should take away.

    Attributes:
        label: What it is.
        figure: The figure, in words.
        note: What it is measured by, in a few words; may be empty.
    """

    label: str
    figure: str
    note: str


@dataclass(frozen=True)
class Passage:
    """Sentences under a title of their own; the title may be empty.

    Attributes:
        title: What they are about.
        sentences: The sentences, one after another.
        is_note: Whether they only explain what stands above them.
    """

    title: str
    sentences: tuple[str, ...]
    is_note: bool = False


Block: TypeAlias = Passage | Table | Picture
"""A piece of a part. Tables and pictures have titles of their own."""


@dataclass(frozen=True)
class Part:
    """A chapter of the document.

    Attributes:
        id: Which one.
        title: Its title: a question that a reader has.
        words: Its answer, a sentence each; they stand first.
        blocks: What the answer rests on.
    """

    id: PartId
    title: str
    words: tuple[str, ...]
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Document:
    """A plan for those who decide.

    Attributes:
        title: The scenario's name.
        subtitle: What this is, for which time, and of which day.
        locale: How figures and days are written, such as `en_US`.
        currency: The currency of all money.
        made: The day of the plan.
        is_reached: Whether the plan brings all that was asked for.
        headline: The answer in a sentence or two, such as stand on a slide.
        figures: What to take away.
        parts: The chapters, in order; those that have nothing to say are left out.
        tables: Every table with all its columns and rows, by which spreadsheets and programs work: those of the parts
            in full, and those that are too long for a page. Each has an id of its own.
        colours: By candidate in the plan, its colour as `#rrggbb`: the same in every picture of every export.
        warnings: What whoever has asked for the document should be told at once: a missed goal, what was cut short.
        footer: What stands small on every page: program, version, day, status.
        plan: The plan itself.
        screened: What the filter says; None where nobody asked it.
    """

    title: str
    subtitle: str
    locale: str
    currency: str
    made: date
    is_reached: bool
    headline: tuple[str, ...]
    figures: tuple[KeyFigure, ...]
    parts: tuple[Part, ...]
    tables: tuple[Table, ...]
    colours: Mapping[str, str]
    footer: str
    plan: Plan
    screened: Screened | None
    warnings: tuple[str, ...] = ()

    def part(self, wanted: PartId) -> Part | None:
        """The part with this id; None where it has nothing to say."""
        return next((part for part in self.parts if part.id is wanted), None)

    def table(self, wanted: str) -> Table | None:
        """The whole table with this id; None where there is none."""
        return next((table for table in self.tables if table.id == wanted), None)
