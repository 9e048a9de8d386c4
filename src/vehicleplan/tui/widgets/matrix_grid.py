"""Candidates × questions as one picture; only the lines on the screen are ever drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from rich.cells import cell_len, set_cell_size
from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from vehicleplan.frozen import dataclass
from vehicleplan.tui.widgets.matrix_rows import QUESTIONS, Cell, MatrixRow, Standing
from vehicleplan.tui.widgets.moves import MOVES

_HEADERS = 2
"""Lines above the candidates: the questions, and how many are left after each."""
ANSWERED = "*"


class MatrixGrid(ScrollView, can_focus=True, inherit_bindings=False):
    """The picture, with a cursor on one verdict."""

    DEFAULT_CSS = """
    MatrixGrid { overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; }
    """
    BINDINGS = [
        *MOVES,
        Binding("enter", "choose", "card", id="matrix_card", tooltip="Go to this question in Questions"),
    ]

    @dataclass
    class Moved(Message):
        """The cursor is on another verdict: the candidate's id, and the place of the question from 0."""

        vehicle: str
        place: int

    class Chosen(Message):
        """The verdict under the cursor was chosen."""

    def __init__(self) -> None:
        super().__init__(classes="panel")
        self._rows: tuple[MatrixRow, ...] = ()
        self._left: tuple[int, ...] = ()
        self._row = 0
        self._place = 0

    @property
    def rows(self) -> tuple[MatrixRow, ...]:
        """The lines that it shows."""
        return self._rows

    @property
    def cursor(self) -> tuple[str, int] | None:
        """The candidate's id and the place of the question under the cursor; None where there are no lines."""
        return (self._rows[self._row].id, self._place) if self._rows else None

    def fill(self, rows: tuple[MatrixRow, ...], left: tuple[int, ...], cursor: tuple[str, int]) -> None:
        """Show these lines.

        Args:
            rows: The lines, in order.
            left: How many candidates are left after each question.
            cursor: Where the cursor goes; where that candidate is not shown, it stays as near as can be.
        """
        self._rows, self._left = rows, left
        row_by_id: Mapping[str, int] = {row.id: number for number, row in enumerate(rows)}
        vehicle, self._place = cursor
        self._row = row_by_id.get(vehicle, max(0, min(self._row, len(rows) - 1)))
        self.virtual_size = Size(self.size.width, len(rows) + _HEADERS)
        self.refresh()
        self._show_cursor()

    # Moving

    def action_move(self, rows: int, places: int) -> None:
        """Move the cursor."""
        self._go(self._row + rows, self._place + places)

    def action_page(self, pages: int) -> None:
        """Move the cursor by as many candidates as are on the screen."""
        self._go(self._row + pages * max(1, self._room - 1), self._place)

    def action_choose(self) -> None:
        """Choose the verdict under the cursor."""
        if self._rows:
            self.post_message(self.Chosen())

    def _go(self, row: int, place: int) -> None:
        row = max(0, min(row, len(self._rows) - 1))
        place = max(0, min(place, len(QUESTIONS) - 1))
        if not self._rows or (row, place) == (self._row, self._place):
            return
        before, self._row, self._place = self._row, row, place
        for line in (0, self._line_of(before), self._line_of(row)):
            self.refresh(Region(0, line, self.size.width, 1))
        self._show_cursor()
        self.post_message(self.Moved(self._rows[row].id, place))

    @property
    def _room(self) -> int:
        """How many candidates are on the screen at once."""
        return max(1, self.scrollable_content_region.height - _HEADERS)

    def _line_of(self, row: int) -> int:
        return row - self.scroll_offset.y + _HEADERS

    def _show_cursor(self) -> None:
        top = self.scroll_offset.y
        wanted = max(min(top, self._row), self._row - self._room + 1)
        if wanted != top:
            self.scroll_to(y=wanted, animate=False, immediate=True)

    def on_resize(self) -> None:
        """Keep the cursor on the screen."""
        self.virtual_size = Size(self.size.width, len(self._rows) + _HEADERS)
        self._show_cursor()

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to what was clicked; a second click chooses it."""
        spot = event.get_content_offset(self)
        if spot is None or spot.y < _HEADERS:
            return
        row = spot.y - _HEADERS + self.scroll_offset.y
        if row >= len(self._rows):
            return
        columns = self._columns()
        place = (spot.x - columns.name) // columns.verdict
        self._go(row, place if 0 <= place < len(QUESTIONS) else self._place)
        if event.chain == 2:
            self.action_choose()

    # Drawing

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        width = self.scrollable_content_region.width
        row = y - _HEADERS + self.scroll_offset.y
        if y < _HEADERS:
            content = self._numbers() if y == 0 else self._counts()
        elif row < len(self._rows):
            content = self._line(self._rows[row], has_cursor=row == self._row)
        else:
            content = Content("")
        strips = Visual.to_strips(self, content, width, 1, self.visual_style, pad=True)
        return strips[0].adjust_cell_length(width, self.rich_style) if strips else Strip.blank(width, self.rich_style)

    def _columns(self) -> _Columns:
        return _columns(self.scrollable_content_region.width)

    def _numbers(self) -> Content:
        columns = self._columns()
        parts: list[tuple[str, str]] = [(_fitted("", columns.name), "")]
        for place, question in enumerate(QUESTIONS):
            words = f" {place + 1} {question}" if columns.has_words else f" {place + 1}"
            parts.append((_fitted(words, columns.verdict), "bold $accent" if place == self._place else "bold"))
        return Content.assemble(*parts)

    def _counts(self) -> Content:
        columns = self._columns()
        counts = [_fitted(f" {count}", columns.verdict) for count in self._left]
        head = _fitted("left after each question", columns.name) if counts else ""
        return Content.styled("".join((head, *counts)), "$text-muted")

    def _line(self, row: MatrixRow, *, has_cursor: bool) -> Content:
        columns = self._columns()
        ground = "on $panel" if has_cursor else ""
        name = "$foreground" if row.standing is Standing.LEFT else "$text-muted"
        parts = [(f"{_fitted(row.name, columns.name - 1)} ", f"{name} {ground}")]
        for place, cell in enumerate(row.cells):
            parts += _cell(cell, columns.verdict, ground, has_cursor=has_cursor and place == self._place)
        return Content.assemble(*parts, (_fitted(_out_words(row), columns.out), f"$text-muted {ground}"))


@dataclass(frozen=True)
class _Columns:
    """How wide everything is.

    Attributes:
        name: Columns of a name.
        verdict: Columns of one verdict.
        out: Columns that say where a candidate left.
        has_words: Whether the questions are called by their words, not only by their numbers.
    """

    name: int
    verdict: int
    out: int
    has_words: bool


def _columns(width: int) -> _Columns:
    has_words = width >= _WORDY.verdict * len(QUESTIONS) + _WORDY.out + _WORDY.name
    least = _WORDY if has_words else _TERSE
    return replace(least, name=max(1, width - least.out - least.verdict * len(QUESTIONS)))


_TERSE = _Columns(name=20, verdict=5, out=10, has_words=False)
_WORDY = _Columns(name=30, verdict=15, out=10, has_words=True)


def _cell(cell: Cell, width: int, ground: str, *, has_cursor: bool) -> list[tuple[str, str]]:
    """The mark of a verdict, a sign where a person gave it, and the room to the next."""
    mark = f" {cell.symbol}{ANSWERED if cell.is_answered else ' '}"
    style = f"{'$text-disabled' if cell.is_after else cell.style} {ground}"
    if has_cursor:
        style = "bold $block-cursor-foreground on $block-cursor-background"
    return [(mark, style), (" " * (width - len(mark)), ground)]


def _out_words(row: MatrixRow) -> str:
    if row.out_place is not None:
        return f"out at {row.out_place + 1}"
    return "in" if row.standing is Standing.LEFT else str(row.standing)


def _fitted(text: str, width: int) -> str:
    """The text in exactly so many columns, with an ellipsis where it was cut."""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(set_cell_size(text, width - 1).rstrip() + "…", width) if width > 0 else ""
