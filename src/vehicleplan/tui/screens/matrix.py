"""Matrix: all candidates and all seven questions at once."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from vehicleplan.model.verdict import Verdict
from vehicleplan.report.cards import signed
from vehicleplan.report.problems import harmless
from vehicleplan.tui.place import Place
from vehicleplan.tui.trouble import count_words
from vehicleplan.tui.widgets.marks import UNANSWERED, UNANSWERED_STYLE, VERDICT_STYLE, mark
from vehicleplan.tui.widgets.matrix_grid import ANSWERED, MatrixGrid
from vehicleplan.tui.widgets.matrix_rows import QUESTIONS, MatrixRow, Order, Shown, arranged, counts, matrix_rows

if TYPE_CHECKING:
    from vehicleplan.model.screened import Asked, Screened, ScreenedCandidate

_CHOSEN = "bold $accent"
_NEXT_SHOWN = dict(zip(Shown, (*tuple(Shown)[1:], Shown.ALL), strict=True))
_NEXT_ORDER = dict(zip(Order, (*tuple(Order)[1:], Order.FILE), strict=True))


class _Find(Input):
    """Where a part of a name is typed."""

    BINDINGS = [
        Binding("enter", "submit", "keep", tooltip="Show only the names that have it"),
        Binding("escape", "screen.clear_find", "clear", tooltip="Show all names again"),
    ]


class Matrix(Place):
    """Candidates × questions, sorted, filtered and found."""

    TITLE_OF_HELP = "Matrix"
    HELP_TEXT = (
        "Every candidate is a line, every question a column; under a question stands how many candidates are left "
        "after it. The mark is your answer, with a * beside it, or else the suggestion. What comes after the question "
        "at which a candidate left is dimmed. Move with the arrows; below stands what the verdict rests on. "
        "Enter goes to that question in Questions."
    )
    NEEDS = "screening"
    CSS_PATH = "matrix.tcss"
    BINDINGS = [
        Binding("t", "sort", "sort", id="matrix_sort", tooltip="Sort by another order"),
        Binding("v", "view", "view", id="matrix_view", tooltip="Show all, those left, ruled out, or unanswered"),
        Binding("slash", "find", "find", key_display="/", id="matrix_find", tooltip="Find a candidate by its name"),
        Binding("escape", "clear_find", "clear", show=False, tooltip="Show all names again"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._origin: tuple[Path | None, str] | None = None
        self._screened: Screened | None = None
        self._rows: tuple[MatrixRow, ...] = ()
        self._shown = Shown.ALL
        self._order = Order.FILE
        self._find = ""

    def compose_place(self) -> Iterable[Widget]:
        """The picture, what its marks mean, and the verdict under the cursor."""
        yield MatrixGrid()
        find = _Find(placeholder="a part of the name; enter keeps it, escape clears it", id="find", compact=True)
        find.cursor_blink = False
        yield find
        yield Static(_legend(), id="legend")
        yield Static(id="cell", classes="panel", markup=False)

    # Showing

    def show(self) -> None:
        """What the filter says; while it is being asked anew, what it said last of this scenario."""
        source = self.desk.draft.source
        is_other = self._origin != (source.path, source.name)
        self._origin = (source.path, source.name)
        screened = self.desk.screened() or (None if is_other else self._screened)
        if screened is not self._screened:
            self._screened = screened
            self._rows = () if screened is None else matrix_rows(screened, self._never())
            self._arrange()
        elif self._grid.cursor != self.planner.cursor:
            self._arrange()
        else:
            self._show_cell()

    def _never(self) -> frozenset[str]:
        resolved = self.desk.resolved
        return frozenset(c.id for c in resolved.candidates if c.include == "never") if resolved else frozenset()

    def _arrange(self) -> None:
        rows = arranged(self._rows, self._shown, self._order, self._find)
        left = () if self._screened is None else tuple(self._screened.left_after[q] for q in QUESTIONS)
        self._grid.fill(rows, left, self.planner.cursor)
        self._grid.border_title = self._view_words()
        self._grid.border_subtitle = Content(f"sorted {self._order}")
        self._show_cell()

    def _view_words(self) -> Content:
        """Which candidates are shown, and how many each other choice would show."""
        parts: list[Content] = []
        for shown, count in counts(self._rows).items():
            words, is_chosen = f"{shown} {count}", shown is self._shown
            parts.append(Content.styled(f"[{words}]" if is_chosen else words, _CHOSEN if is_chosen else "$text-muted"))
        if self._find:
            parts.append(Content.styled(f"named “{harmless(self._find)}” {len(self._grid.rows)}", _CHOSEN))
        return Content("  ").join(parts)

    @property
    def _grid(self) -> MatrixGrid:
        return self.query_one(MatrixGrid)

    def _show_cell(self) -> None:
        """What the verdict under the cursor is and rests on, or why there is none."""
        panel, cursor = self.query_one("#cell", Static), self._grid.cursor
        if self._screened is None or cursor is None:
            panel.border_title = ""
            panel.update(Content(self._nothing_words()), layout=False)
            return
        vehicle, place = cursor
        candidate = next(each for each in self._screened.candidates if each.id == vehicle)
        panel.border_title = _cell_title(candidate, place)
        panel.update(_cell_words(candidate, place, self._stale_words()), layout=False)

    def _nothing_words(self) -> str:
        """Why nothing is shown."""
        if self._rows:
            return "No candidate is like that. v shows others, escape clears what is looked for."
        failure = self.planner.failure_to_ask()
        if failure is not None:
            return f"{harmless(str(failure))} p plans again."
        if self.desk.draft.resolved is None:
            return f"{count_words(self.desk.draft)}. The seven questions are asked once there are none."
        if self._screened is None:
            return "Asking the seven questions…"
        return "There are no candidates yet. Add some in Questions."

    def _stale_words(self) -> str:
        """A line where the scenario has faults, so that this is what it said before them; else empty."""
        draft = self.desk.draft
        if draft.resolved is not None or not draft.problem_count:
            return ""
        return f"{count_words(draft)}: this is how it was before."

    # Moving

    @on(MatrixGrid.Moved)
    def _moved(self, message: MatrixGrid.Moved) -> None:
        self.planner.cursor = (message.vehicle, message.place)
        self._show_cell()

    @on(MatrixGrid.Chosen)
    def _chosen(self) -> None:
        cursor = self._grid.cursor
        if cursor is not None:
            self.planner.cursor = cursor
            self.planner.action_go("questions")

    # Arranging

    def action_sort(self) -> None:
        """Sort by the next order."""
        self._order = _NEXT_ORDER[self._order]
        self._arrange()

    def action_view(self) -> None:
        """Show the next choice of candidates."""
        self._shown = _NEXT_SHOWN[self._shown]
        self._arrange()

    def action_find(self) -> None:
        """Type a part of a name."""
        self.add_class("-finding")
        self.query_one("#find", Input).focus()

    def action_clear_find(self) -> None:
        """Show all names again, and leave the field."""
        self.query_one("#find", Input).value = ""
        self._find_submitted()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Escape clears only where there is something to clear; else it stops what is being worked out."""
        if action == "clear_find":
            return bool(self._find) or self.query_one("#find", Input).has_focus
        return super().check_action(action, parameters)

    @on(Input.Changed, "#find")
    def _find_changed(self, message: Input.Changed) -> None:
        self._find = message.value.strip()
        self._arrange()

    @on(Input.Submitted, "#find")
    def _find_submitted(self) -> None:
        self.remove_class("-finding")
        self._grid.focus()


def _legend() -> Content:
    parts: list[tuple[str, str]] = []
    for verdict in Verdict:
        parts += [(verdict.symbol, VERDICT_STYLE[verdict]), (f" {verdict}  ", "$text-muted")]
    parts += [(UNANSWERED, UNANSWERED_STYLE), (" unanswered  ", "$text-muted")]
    parts += [(ANSWERED, "bold"), (" answered  ", "$text-muted"), ("dim after it left", "$text-disabled")]
    return Content.assemble(*parts)


def _cell_title(candidate: ScreenedCandidate, place: int) -> Content:
    return Content(f"{harmless(candidate.name)} · {place + 1} of {len(QUESTIONS)} · {QUESTIONS[place]}")


def _cell_words(candidate: ScreenedCandidate, place: int, stale: str) -> Content:
    asked = candidate.asked[QUESTIONS[place]]
    parts = [mark(asked), Content(f" {_verdict_words(asked)}")]
    parts.append(Content(f"   {_leaving_words(candidate, place)}"))
    evidence = harmless(asked.suggestion.evidence)
    if asked.answer is not None and asked.suggestion.verdict is not None:
        evidence = f"Suggested: {asked.suggestion.verdict}. {evidence}"
    parts.append(Content.styled(f"\n{evidence}", "$text-muted"))
    if stale:
        parts.append(Content.styled(f"\n{stale}", "$text-warning"))
    return Content("").join(parts)


def _leaving_words(candidate: ScreenedCandidate, place: int) -> str:
    """Why it left, where that was at this question; else why it stays out or in whatever the verdicts are."""
    if candidate.out_at is None:
        return harmless(candidate.reason)
    if candidate.out_at is not QUESTIONS[place]:
        return ""
    is_no = candidate.asked[candidate.out_at].verdict is Verdict.NO
    return "It left here." if is_no else harmless(candidate.reason)


def _verdict_words(asked: Asked) -> str:
    answer = asked.answer
    if answer is None:
        verdict = asked.suggestion.verdict
        return "unanswered" if verdict is None else f"{verdict}, suggested, {asked.suggestion.confidence}"
    words = f"{answer.verdict}, answered{' by' if answer.by else ''} {signed(answer)}".rstrip()
    return harmless(f"{words}: {answer.note}" if answer.note.strip() else words)
