"""The pictures of a document as values: what is drawn, where, and every word on it. No renderer counts or words.

Whatever is a figure comes with its text, rounded like all others. `vehicle` is a candidate's id, by which the document
gives its colour; a picture must be readable without it. `alt` says in words what the picture shows.
"""

from __future__ import annotations

from typing import TypeAlias

from vehicleplan.frozen import dataclass
from vehicleplan.report.chart import Chart, ChartLine, Scale


@dataclass(frozen=True)
class FunnelStep:
    """How many candidates are left after one question.

    Attributes:
        label: The question's number and id.
        words: The question as it is asked.
        left: Candidates that are left.
        out: Candidates that leave here.
    """

    label: str
    words: str
    left: int
    out: int


@dataclass(frozen=True)
class Funnel:
    """Candidates left after each of the seven questions.

    Attributes:
        id: A short name.
        title: What is shown.
        alt: The picture in words.
        total: All candidates.
        steps: The questions in their order.
        chosen: How many of those that are left are in the plan.
        chosen_label: What is said beside their number.
    """

    id: str
    title: str
    alt: str
    total: int
    steps: tuple[FunnelStep, ...]
    chosen: int
    chosen_label: str = "in the plan"


@dataclass(frozen=True)
class RangeRow:
    """One figure with the range in which it lies.

    Attributes:
        label: Whose it is.
        vehicle: The candidate.
        low: The favourable end: what it is if all goes well (P90 of the outcomes).
        middle: What is planned with.
        high: The unfavourable end (P10 of the outcomes); infinite where nothing may come of it.
        text: The three in words.
        is_chosen: Whether the candidate is in the plan.
    """

    label: str
    vehicle: str
    low: float
    middle: float
    high: float
    text: str
    is_chosen: bool


@dataclass(frozen=True)
class Ranges:
    """Figures with their ranges under one another, over one scale.

    Attributes:
        id: A short name.
        title: What is shown.
        alt: The picture in words.
        scale: From left to right; what lies beyond its end is drawn up to it.
        rows: Those of the plan first.
        line: A figure that all are measured by; None where there is none.
        notes: What else to know, a sentence each.
    """

    id: str
    title: str
    alt: str
    scale: Scale
    rows: tuple[RangeRow, ...]
    line: ChartLine | None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class CalendarRow:
    """What one vehicle does over time.

    Attributes:
        label: The vehicle's name.
        detail: What one activity is called.
        vehicle: The candidate.
        amounts: Activities in each stretch of time. Shape: [stretch].
        texts: The same in words; empty where there is nothing to do.
    """

    label: str
    detail: str
    vehicle: str
    amounts: tuple[float, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Calendar:
    """Vehicles over time. A cell is the darker the more of the vehicle's largest stretch it has.

    Attributes:
        id: A short name.
        title: What is shown.
        alt: The picture in words.
        labels: What each stretch is called; a line break in it is kept. Shape: [stretch].
        rows: The vehicles.
    """

    id: str
    title: str
    alt: str
    labels: tuple[str, ...]
    rows: tuple[CalendarRow, ...]


@dataclass(frozen=True)
class UseColumn:
    """What is used in a stretch of time.

    Attributes:
        label: What the stretch is called.
        parts: What is used, by source, in the order of the picture's sources. Shape: [source].
        available: What is there; None where there is no limit.
        text: Used of available, in words.
        is_tight: Whether nearly all of it is used.
    """

    label: str
    parts: tuple[float, ...]
    available: float | None
    text: str
    is_tight: bool


@dataclass(frozen=True)
class UsePanel:
    """The use of one thing over time: the money, a skill, a person's hours.

    Attributes:
        name: What is used.
        summary: Its use over the whole horizon, in words.
        scale: From bottom to top.
        columns: The stretches of time.
    """

    name: str
    summary: str
    scale: Scale
    columns: tuple[UseColumn, ...]


@dataclass(frozen=True)
class Use:
    """What the plan uses of what there is, a panel for each thing.

    Attributes:
        id: A short name.
        title: What is shown.
        alt: The picture in words.
        sources: Where it comes from, such as own, built, given, bought; the parts of all columns stand in this order.
        panels: The things.
        there_label: What the box around a column stands for.
        tight_label: What the mark of a tight column stands for.
    """

    id: str
    title: str
    alt: str
    sources: tuple[str, ...]
    panels: tuple[UsePanel, ...]
    there_label: str = "what is there"
    tight_label: str = "nearly all used"


@dataclass(frozen=True)
class SpreadBar:
    """How many of the draws lie in a stretch.

    Attributes:
        low: Where the stretch begins.
        high: Where it ends.
        share: The share of draws in it, 0 to 1.
        text: The stretch in words.
        reaches: Whether what lies in it reaches the goal; without a goal all does.
    """

    low: float
    high: float
    share: float
    text: str
    reaches: bool


@dataclass(frozen=True)
class Spread:
    """How results lie over many draws, against the goal.

    Attributes:
        id: A short name.
        title: What is shown.
        alt: The picture in words.
        scale: From left to right.
        bars: The stretches from the lowest.
        marks: Named places: P10, P50, P90.
        goal: Where the goal lies; None where there is none.
    """

    id: str
    title: str
    alt: str
    scale: Scale
    bars: tuple[SpreadBar, ...]
    marks: tuple[ChartLine, ...]
    goal: ChartLine | None


@dataclass(frozen=True)
class Points:
    """Points over a scale, such as a frontier.

    Attributes:
        id: A short name.
        title: What is shown.
        alt: The picture in words.
        chart: The points with their scales.
    """

    id: str
    title: str
    alt: str
    chart: Chart


Picture: TypeAlias = Funnel | Ranges | Calendar | Use | Spread | Points
