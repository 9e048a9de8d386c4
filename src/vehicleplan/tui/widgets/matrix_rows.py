"""The lines of the matrix: which candidates it shows, and in what order.

Sorting, filtering and finding only choose and arrange; what a line says is what the filter says.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum

from vehicleplan.frozen import dataclass
from vehicleplan.model.screened import Screened, ScreenedCandidate
from vehicleplan.model.verdict import Question, Verdict
from vehicleplan.report.problems import harmless
from vehicleplan.tui.widgets.marks import mark_of

QUESTIONS = tuple(Question)


class Standing(StrEnum):
    """Where a candidate stands after the seven questions."""

    LEFT = "left"
    RULED_OUT = "ruled out"
    KEPT_OUT = "kept out"


class Shown(StrEnum):
    """Which candidates to show."""

    ALL = "all"
    LEFT = "left"
    RULED_OUT = "ruled out"
    UNANSWERED = "unanswered"


class Order(StrEnum):
    """In what order to show them, in the words of the screen."""

    FILE = "as in the file"
    PROGRESS = "furthest first"
    NAME = "by name"
    STRONG = "most strong verdicts first"


@dataclass(frozen=True)
class Cell:
    """One verdict.

    Attributes:
        symbol: Its mark.
        style: The style of the mark.
        is_answered: Whether a person gave it.
        is_after: Whether the candidate had left by then.
    """

    symbol: str
    style: str
    is_answered: bool
    is_after: bool


@dataclass(frozen=True)
class MatrixRow:
    """One candidate.

    Attributes:
        id: Its id.
        name: What people call it, harmless on a screen.
        cells: One for each question.
        standing: Where it stands.
        out_place: The place of the question at which it left, from 0, or None.
        strong_count: How many of its verdicts are strong.
        has_unanswered: Whether neither data nor a person gave one of the verdicts on its way.
    """

    id: str
    name: str
    cells: tuple[Cell, ...]
    standing: Standing
    out_place: int | None
    strong_count: int
    has_unanswered: bool


def matrix_rows(screened: Screened, never: Collection[str]) -> tuple[MatrixRow, ...]:
    """A line for every candidate, in the order of the file.

    Args:
        screened: What the filter says.
        never: The ids of the candidates that the scenario keeps out.
    """
    return tuple(_row(candidate, is_kept_out=candidate.id in never) for candidate in screened.candidates)


def _row(candidate: ScreenedCandidate, *, is_kept_out: bool) -> MatrixRow:
    asked = [candidate.asked[question] for question in QUESTIONS]
    out_place = None if candidate.out_at is None else QUESTIONS.index(candidate.out_at)
    last = len(QUESTIONS) if out_place is None else out_place
    last = -1 if is_kept_out else last
    standing = Standing.LEFT if out_place is None else Standing.RULED_OUT
    return MatrixRow(
        candidate.id,
        harmless(candidate.name),
        tuple(Cell(*mark_of(a), a.answer is not None, place > last) for place, a in enumerate(asked)),
        Standing.KEPT_OUT if is_kept_out else standing,
        out_place,
        sum(a.verdict is Verdict.STRONG for a in asked),
        any(a.verdict is None for a in asked[: last + 1]),
    )


def arranged(rows: Sequence[MatrixRow], shown: Shown, order: Order, find: str = "") -> tuple[MatrixRow, ...]:
    """The lines to show, in the order to show them.

    Args:
        rows: The lines in the order of the file.
        shown: Which of them.
        order: In what order; equals stay as in the file.
        find: A part of the name or the id, in capitals or not; empty for all.
    """
    wanted = find.casefold()
    chosen = [r for r in rows if _is_shown(r, shown) and (wanted in r.name.casefold() or wanted in r.id.casefold())]
    if order is Order.PROGRESS:
        chosen.sort(key=_progress, reverse=True)
    elif order is Order.NAME:
        chosen.sort(key=lambda row: row.name.casefold())
    elif order is Order.STRONG:
        chosen.sort(key=lambda row: row.strong_count, reverse=True)
    return tuple(chosen)


def counts(rows: Sequence[MatrixRow]) -> Mapping[Shown, int]:
    """How many lines each choice shows."""
    return {shown: sum(_is_shown(row, shown) for row in rows) for shown in Shown}


def _is_shown(row: MatrixRow, shown: Shown) -> bool:
    if shown is Shown.LEFT:
        return row.standing is Standing.LEFT
    if shown is Shown.RULED_OUT:
        return row.standing is not Standing.LEFT
    return shown is Shown.ALL or row.has_unanswered


def _progress(row: MatrixRow) -> int:
    """How many questions it passed; one that is kept out passed none."""
    if row.standing is Standing.KEPT_OUT:
        return -1
    return len(QUESTIONS) if row.out_place is None else row.out_place
