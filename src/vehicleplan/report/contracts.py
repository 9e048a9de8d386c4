"""What a report is made of, as frozen values: every way of showing a plan shows these and nothing else."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from vehicleplan.frozen import dataclass

if TYPE_CHECKING:
    from vehicleplan.report.chart import Chart

Cell: TypeAlias = str | float | tuple[float, float] | date | None
"""Text, a figure, what is used of what there is, a day, or nothing."""


class Kind(StrEnum):
    """What a column holds; it decides on format and side."""

    TEXT = "text"
    SYMBOL = "symbol"
    MONEY = "money"
    COUNT = "count"
    HOURS = "hours"
    RESULTS = "results"
    PERCENT = "percent"
    DATE = "date"


@dataclass(frozen=True)
class Sum:
    """The cells of neighbouring columns together; places of columns count from 0, the last is counted in."""

    first: int
    last: int


@dataclass(frozen=True)
class Difference:
    """The cell of one column less that of another; places of columns count from 0."""

    whole: int
    part: int


@dataclass(frozen=True)
class Quotient:
    """The cell of one column through that of another; nothing where that is 0. Places of columns count from 0."""

    over: int
    under: int


Formula: TypeAlias = Sum | Difference | Quotient
"""How a cell follows from other cells of its row, for whatever can calculate."""


class Fold(StrEnum):
    """What becomes of a row's figures where several periods share a column."""

    SUM = "sum"
    LAST = "last"


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes:
        heading: What stands on top; a line break in it is kept.
        kind: What the column holds.
        is_period: Whether it is a stretch of time; such columns stand closer together.
        gives_way: Where there is not room for all, columns go by this number, highest first; 0 stays.
        may_wrap: Whether its text may take several lines.
        formula: How its cells follow from others in their row; None where they are facts. In a total row it holds too.
        is_summed: Whether the cell of the total row is the sum of the rows.
    """

    heading: str
    kind: Kind = Kind.TEXT
    is_period: bool = False
    gives_way: int = 0
    may_wrap: bool = True
    formula: Formula | None = None
    is_summed: bool = False

    @property
    def is_right(self) -> bool:
        """Whether cells stand at the right side: all figures do."""
        return self.kind not in (Kind.TEXT, Kind.SYMBOL, Kind.DATE)


@dataclass(frozen=True)
class Table:
    """Rows of cells under columns.

    Attributes:
        title: What the table is about.
        columns: The columns.
        rows: The rows; each has a cell for every column.
        totals: Rows under a line.
        notes: Sentences under the table.
        id: A short name, by which files of a single table are called; empty where it needs none.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    totals: tuple[tuple[Cell, ...], ...] = ()
    notes: tuple[str, ...] = ()
    id: str = ""


@dataclass(frozen=True)
class TimeRow:
    """A row with a figure for each period.

    Attributes:
        lead: The cells before the periods.
        by_period: The figures. Shape: [period].
        tail: The cells after the periods.
        fold: What becomes of the figures where periods share a column.
        is_total: Whether the row stands under the line.
    """

    lead: tuple[Cell, ...]
    by_period: tuple[Cell, ...]
    tail: tuple[Cell, ...]
    fold: Fold = Fold.SUM
    is_total: bool = False


@dataclass(frozen=True)
class Timetable:
    """A table with a column for each period, which can be folded into fewer columns.

    Attributes:
        title: What it is about.
        lead: The columns before the periods.
        labels: What each period is called.
        kind: What the cells of the periods hold.
        tail: The columns after the periods.
        rows: The rows.
        notes: Sentences under it.
    """

    title: str
    lead: tuple[Column, ...]
    labels: tuple[str, ...]
    kind: Kind
    tail: tuple[Column, ...]
    rows: tuple[TimeRow, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlanReport:
    """A plan as it is shown.

    Attributes:
        title: The scenario's name.
        answer: The answer in two sentences: what it brings against the goal, what it takes and how good it is.
        remarks: What else a reader should know, a sentence each.
        chosen: The chosen vehicles with their activities by period, cost, hours and results.
        money: Cash by period against the budget.
        hours: Hours by skill and period, used of what there is.
        targets: The amount and the targets, asked and reached.
        builds: The capabilities that are built.
        not_chosen: Candidates that the optimizer or the scenario leaves out, and why.
        ruled_out: Candidates that the seven questions ruled out, where and why.
    """

    title: str
    answer: tuple[str, ...]
    remarks: tuple[str, ...]
    chosen: Timetable | None
    money: Timetable | None
    hours: Timetable | None
    targets: Table | None
    builds: Table | None
    not_chosen: Table | None
    ruled_out: Table | None


@dataclass(frozen=True)
class Told:
    """What there is to say of one candidate.

    Attributes:
        id: The candidate's id.
        name: What people call it.
        words: Sentences, as one text.
    """

    id: str
    name: str
    words: str


@dataclass(frozen=True)
class ToldGroup:
    """Candidates under one title."""

    title: str
    candidates: tuple[Told, ...]


@dataclass(frozen=True)
class Section:
    """One analysis as it is shown: its answer, then its charts, then its tables.

    Attributes:
        title: What it is about.
        answer: The answer, a sentence each.
        tables: What the answer rests on.
        notes: What else a reader should know, a sentence each.
        charts: The answer as pictures, the most telling first.
        groups: Candidates, each with what there is to say of it; they come before the tables.
    """

    title: str
    answer: tuple[str, ...]
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()
    charts: tuple[Chart, ...] = ()
    groups: tuple[ToldGroup, ...] = ()


@dataclass(frozen=True)
class Bar:
    """How many candidates are left after one question.

    Attributes:
        number: The question's place, from 1.
        question: Its id.
        words: The question as it is asked.
        left: How many candidates are left.
        of: How many there were in all.
    """

    number: int
    question: str
    words: str
    left: int
    of: int


@dataclass(frozen=True)
class ScreenReport:
    """The filter's answer as it is shown.

    Attributes:
        title: The scenario's name.
        answer: How many are left, in a sentence.
        bars: How many are left after each question.
        candidates: Every candidate with its seven verdicts, where it left and why.
        legend: What the symbols mean.
    """

    title: str
    answer: tuple[str, ...]
    bars: tuple[Bar, ...]
    candidates: Table
    legend: str


@dataclass(frozen=True)
class Card:
    """One question to one candidate, as it is shown.

    Attributes:
        heading: The question's number and words.
        verdict: Symbol, word and how sure it is.
        evidence: What the suggestion rests on.
        answer: What the marketer said; empty where nothing was.
        is_exit: Whether the candidate left here.
    """

    heading: str
    verdict: str
    evidence: str
    answer: str
    is_exit: bool


@dataclass(frozen=True)
class CardsReport:
    """The seven questions to one candidate.

    Attributes:
        title: The candidate's name and id.
        answer: Whether it stays, in a sentence.
        cards: The seven cards.
        notes: What else to know, a sentence each.
    """

    title: str
    answer: str
    cards: tuple[Card, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Facts:
    """What is known of one thing.

    Attributes:
        title: What it is.
        about: Where it stands, in a sentence.
        pairs: Labels with their text.
        list_title: What the items are.
        items: A list under the facts.
    """

    title: str
    about: str
    pairs: tuple[tuple[str, str], ...]
    list_title: str
    items: tuple[str, ...]
