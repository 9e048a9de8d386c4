"""The candidates with their seven verdicts; only the lines on the screen are drawn, so that 300 are as quick as 3."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from vehicleplan.frozen import dataclass
from vehicleplan.model.screened import ScreenedCandidate
from vehicleplan.model.verdict import Question
from vehicleplan.report.problems import harmless
from vehicleplan.tui.widgets.lines import fitted, wrapped
from vehicleplan.tui.widgets.marks import mark_of

QUESTIONS = tuple(Question)
IN, OUT, NOT_COMPLETE = "✔", "✘", "·"
"""The signs of a candidate that stays, of one that left, and of one with a verdict still missing."""
_STYLES = {IN: "$success", OUT: "$error", NOT_COMPLETE: "$text-muted"}
_ROOMY = 48
"""Columns from which the verdicts of a line stand apart."""


@dataclass(frozen=True)
class CandidateRow:
    """One candidate.

    Attributes:
        id: Its id.
        name: What people call it, harmless on a screen.
        sign: Whether it is in, out or not complete.
        tag: `must` or `never` where the scenario decides; else empty.
        marks: The seven marks with their styles.
    """

    id: str
    name: str
    sign: str
    tag: str
    marks: tuple[tuple[str, str], ...]


def candidate_row(candidate: ScreenedCandidate, include: str) -> CandidateRow:
    """The line of a candidate; verdicts after the question at which it left stand back."""
    out_place = len(QUESTIONS) if candidate.out_at is None else QUESTIONS.index(candidate.out_at)
    marks = [mark_of(candidate.asked.get(question)) for question in QUESTIONS]
    is_out = candidate.out_at is not None or include == "never"
    sign = OUT if is_out else NOT_COMPLETE if any(asked.verdict is None for asked in candidate.asked.values()) else IN
    return CandidateRow(
        candidate.id,
        harmless(candidate.name),
        sign,
        "" if include == "may" else include,
        tuple(
            (symbol, style if place <= out_place else "$text-disabled") for place, (symbol, style) in enumerate(marks)
        ),
    )


class CandidateList(ScrollView, can_focus=True, inherit_bindings=False):
    """The list; it has one cursor on a candidate and a question, and says when the mouse points elsewhere."""

    DEFAULT_CSS = """
    CandidateList { overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; }
    """

    @dataclass
    class Pointed(Message):
        """A candidate was clicked, or one of its verdicts: then `place` says which."""

        vehicle: str
        place: int | None

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id, classes="panel")
        self._rows: tuple[CandidateRow, ...] = ()
        self._row_by_id: dict[str, int] = {}
        self._row = 0
        self._place = 0
        self._nothing = ""

    @property
    def rows(self) -> tuple[CandidateRow, ...]:
        """The lines that it has, in order."""
        return self._rows

    @property
    def page(self) -> int:
        """How many lines are on the screen at once."""
        return max(1, self.scrollable_content_region.height)

    def fill(self, rows: tuple[CandidateRow, ...], nothing: str) -> None:
        """Show these lines.

        Args:
            rows: The lines.
            nothing: What stands there where there are none.
        """
        before, self._rows, self._nothing = self._rows, rows, nothing
        self._row_by_id = {row.id: number for number, row in enumerate(rows)}
        self._row = min(self._row, max(0, len(rows) - 1))
        if rows and len(rows) == len(before):
            for number, (old, new) in enumerate(zip(before, rows, strict=True)):
                if old != new:
                    self.refresh_line(number)
            return
        self.virtual_size = Size(self.size.width, len(rows))
        self.refresh()

    def near(self, vehicle: str) -> str:
        """The candidate itself where it is in the list, else the one where the cursor is; empty where there is none."""
        if vehicle in self._row_by_id:
            return vehicle
        return self._rows[self._row].id if self._rows else ""

    def beyond(self, vehicle: str, steps: int) -> str:
        """The candidate so many lines further, at most the first or last."""
        if not self._rows:
            return ""
        row = self._row_by_id.get(vehicle, self._row) + steps
        return self._rows[max(0, min(row, len(self._rows) - 1))].id

    def point(self, vehicle: str, place: int) -> None:
        """Put the cursor on a candidate's question."""
        row = self._row_by_id.get(vehicle, self._row)
        before, self._row, self._place = self._row, row, place
        for each in {before, row}:
            self.refresh_line(each)
        self._show_cursor()

    def _show_cursor(self) -> None:
        top = self.scroll_offset.y
        wanted = max(min(top, self._row), self._row - self.page + 1, 0)
        if wanted != top:
            self.scroll_to(y=wanted, animate=False, immediate=True)

    def on_resize(self) -> None:
        """Keep the cursor on the screen."""
        self.virtual_size = Size(self.size.width, len(self._rows))
        self._show_cursor()

    def on_click(self, event: events.Click) -> None:
        """Say what was pointed at."""
        spot = event.get_content_offset(self)
        row = -1 if spot is None else spot.y + self.scroll_offset.y
        if spot is None or not 0 <= row < len(self._rows):
            return
        name, each = self._columns()
        place, is_mark = (spot.x - name) // each, spot.x >= name
        self.post_message(self.Pointed(self._rows[row].id, place if is_mark and place < len(QUESTIONS) else None))

    # Drawing

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        width = self.scrollable_content_region.width
        row = y + self.scroll_offset.y
        content = Content("")
        if row < len(self._rows):
            content = self._line(self._rows[row], has_cursor=row == self._row)
        elif not self._rows:
            told = wrapped(self._nothing, width - 2)
            content = Content(f" {told[y].plain}") if y < len(told) else content
        strips = Visual.to_strips(self, content, width, 1, self.visual_style, pad=True)
        return strips[0].adjust_cell_length(width, self.rich_style) if strips else Strip.blank(width, self.rich_style)

    def _columns(self) -> tuple[int, int]:
        """Where the verdicts begin, and how wide one is."""
        width = self.scrollable_content_region.width
        each = 2 if width >= _ROOMY else 1
        return max(3, width - each * len(QUESTIONS)), each

    def _line(self, row: CandidateRow, *, has_cursor: bool) -> Content:
        begin, each = self._columns()
        ground = " on $panel" if has_cursor else ""
        weight = "bold " if has_cursor else ""
        tag = f" {row.tag}" if row.tag else ""
        parts = [
            (f"{row.sign} ", _STYLES[row.sign] + ground),
            (
                fitted(row.name, begin - 3 - len(tag)),
                f"{weight}{'$text-muted' if row.sign == OUT else '$foreground'}{ground}",
            ),
            (f"{tag} ", f"$text-accent{ground}"),
        ]
        for place, (symbol, style) in enumerate(row.marks):
            is_here = has_cursor and place == self._place
            shown = "$block-cursor-foreground on $block-cursor-background" if is_here else f"{style}{ground}"
            parts += [(symbol, shown), (" " * (each - 1), ground.strip())]
        return Content.assemble(*parts)
