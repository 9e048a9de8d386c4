"""What a comparison is made of, as frozen values: of two plans, or of two to four scenarios."""

from __future__ import annotations

from vehicleplan.frozen import dataclass
from vehicleplan.report.contracts import Table


@dataclass(frozen=True)
class FigureRow:
    """One figure of two plans, as text.

    Attributes:
        label: What it is, with its unit.
        base: The base plan's.
        other: The other plan's.
        change: The change with its sign; empty where there is none to show.
    """

    label: str
    base: str
    other: str
    change: str


@dataclass(frozen=True)
class DifferenceReport:
    """What another plan does differently from a base plan, as it is shown.

    Attributes:
        answer: The difference in a few sentences.
        figures: Results, cost per result, cost, cash, labour, and the team's own hours by skill.
        comes_in: Vehicles that only the other plan has.
        goes_out: Vehicles that only the base plan has.
        vehicles: Every vehicle whose activities differ, with those of both plans; None where none do.
        is_same: Whether nothing differs.
    """

    answer: tuple[str, ...]
    figures: tuple[FigureRow, ...]
    comes_in: tuple[str, ...]
    goes_out: tuple[str, ...]
    vehicles: Table | None
    is_same: bool


@dataclass(frozen=True)
class ComparisonReport:
    """Two to four scenarios side by side, as they are shown; every table has a column for each after the first.

    Attributes:
        titles: The scenarios' names, each different.
        notes: What a reader must know before comparing, a sentence each.
        brief: What the files ask differently; None where they ask for the same.
        figures: Status, results, goal, cost, and number of vehicles; figures as text, each row in its own unit.
        vehicles: Activities over the horizon by vehicle, empty where it is not in the plan; None where no plan has any.
    """

    titles: tuple[str, ...]
    notes: tuple[str, ...]
    brief: Table | None
    figures: Table
    vehicles: Table | None
