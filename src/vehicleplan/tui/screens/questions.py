"""Questions: every candidate is walked through the seven questions, a card for each.

The place keeps no answers: an answer is a change of the desk, and what is shown is always what the desk has. The card
that it is at is `planner.cursor`, which Matrix sets and reads too.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from vehicleplan.model.verdict import Question
from vehicleplan.report.cards import card_evidence, open_words
from vehicleplan.report.problems import harmless
from vehicleplan.tui.screens.questions_answers import GIVEN, AnsweringPlace
from vehicleplan.tui.screens.questions_view import NOT_ASKED, NOTHING, View, view_of
from vehicleplan.tui.widgets.candidate_list import QUESTIONS, CandidateList
from vehicleplan.tui.widgets.card import Card, Evidence, Reading
from vehicleplan.tui.widgets.funnel_bars import FunnelBars
from vehicleplan.tui.widgets.lines import clipped
from vehicleplan.tui.widgets.moves import MOVES

if TYPE_CHECKING:
    from vehicleplan.model.screened import Screened, ScreenedCandidate


class FindName(Input):
    """Where a candidate's name is typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "go there", tooltip="Go to the candidate that is found"),
        Binding("escape", "screen.leave_find", "leave", tooltip="Stay where I was"),
    ]


class Questions(AnsweringPlace):
    """Candidates on the left, a card on the right."""

    TITLE_OF_HELP = "Questions"
    HELP_TEXT = (
        "Walk each candidate through the seven questions. The data suggests a verdict and says what it rests on; "
        "you accept it or say otherwise, and your answer wins. One no rules a vehicle out, and so do too many weak "
        "verdicts; a vehicle that has left can be called back. On the left ✔ is in, ✘ is out, · is not complete; "
        "the seven marks are the verdicts, ● strong, ◐ fair, ○ weak, ✘ no, · unanswered, yours in bold. "
        "Every step can be undone."
    )
    NEEDS = "screening"
    CSS_PATH = "questions.tcss"
    AUTO_FOCUS = "#candidates"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(key, f"answer('{verdict}')", verdict, id=f"answer_{verdict}", tooltip=f"Your answer is {verdict}")
            for key, verdict in GIVEN
        ),
        Binding("enter", "accept", "accept", id="accept", tooltip="Take the suggestion as your answer"),
        Binding("o", "note", "note", id="note", tooltip="Write a note, and sign with your initials"),
        Binding(
            "space,right_square_bracket",
            "next_open(1)",
            "next open",
            key_display="␣",
            id="next_open",
            tooltip="Go to the next question without an answer",
        ),
        Binding("A", "accept_all", "accept all", id="accept_all", tooltip="Accept all suggestions of this vehicle"),
        Binding("a", "add", "add", id="add_vehicle", tooltip="Add vehicles of a catalog"),
        Binding("b", "call_back", "call back", id="call_back", tooltip="Bring a vehicle back that has left"),
        Binding("v", "form", "vehicle", id="vehicle_form", tooltip="All about this vehicle, to be changed"),
        Binding("slash", "find", "find", key_display="/", id="find_candidate", tooltip="Find a candidate by its name"),
        Binding(
            "delete,backspace",
            "take_back",
            "take back",
            key_display="del",
            id="take_back",
            tooltip="Take the answer back",
        ),
        Binding("i", "include", "may/must/never", id="include", tooltip="May, must or must not a plan have it"),
        Binding("x", "take_out", "take out", id="take_out", tooltip="Take the vehicle out of the scenario"),
        Binding("N", "begin", "new vehicle", id="begin_vehicle", tooltip="Begin a vehicle of the scenario's own"),
        Binding(
            "ctrl+a",
            "accept_everything",
            "accept everything",
            show=False,
            id="accept_everything",
            tooltip="Accept all suggestions of all vehicles",
        ),
        Binding(
            "I", "sign", "initials", show=False, id="initials", tooltip="Change the initials that sign your answers"
        ),
        Binding("left_square_bracket", "next_open(-1)", "open before", show=False, tooltip="The open question before"),
        *MOVES,
    ]

    def __init__(self) -> None:
        super().__init__()
        self._view: View | None = None
        self._key: tuple[int, bool] | None = None
        self._last: Screened | None = None
        self._origin: object = None
        self._trouble = ""
        self._wanted = ""
        self._left_at = ("", 0)

    def compose_place(self) -> Iterable[Widget]:
        """The candidates over the bars; the card over its evidence."""
        with Horizontal():
            with Vertical(id="left"):
                yield CandidateList(id="candidates")
                yield FindName(placeholder="find a name", compact=True, id="find")
                yield FunnelBars(id="bars")
            with Vertical(id="right"):
                yield Static(id="trouble", markup=False)
                with Reading(id="card-panel", classes="panel"):
                    yield Card(id="card")
                with Reading(id="evidence-panel", classes="panel"):
                    yield Evidence(id="evidence")

    def on_mount(self) -> None:
        """Name what always has the same name."""
        super().on_mount()
        self.query_one("#bars").border_title = "Left after each question"
        self.query_one("#evidence-panel").border_title = "Evidence"

    # Showing

    def show(self) -> None:
        """Bring everything up to date with the desk."""
        draft = self.desk.draft
        origin = (draft.source.path, draft.source.name)
        if origin != self._origin:
            self._origin, self._last = origin, None
        now = self.desk.screened()
        self._last = now or self._last
        key = (draft.version, now is not None)
        if key != self._key or self._view is None:
            self._key = key
            self._view = view_of(draft, self.desk.resolved, now, self._last)
            self._fill(self._view)
        self._tell_trouble(self._view)
        self._point(self._view)

    def _fill(self, view: View) -> None:
        """The lines of the candidates and the bars."""
        wanted = self._wanted.casefold()
        rows = tuple(row for row in view.rows if wanted in row.name.casefold() or wanted in row.id.casefold())
        nothing = NOTHING if not view.rows else f"No candidate has “{harmless(self._wanted)}” in its name."
        candidates = self.query_one(CandidateList)
        candidates.fill(rows, "" if view.resolved is None else nothing)
        self.query_one(FunnelBars).fill(view.screened.left_after, len(view.screened.candidates))

    def _tell_trouble(self, view: View) -> None:
        """What keeps the questions from being asked, if anything does."""
        trouble, title = view.trouble, view.title
        failure = self.planner.failure_to_ask()
        if not trouble and not view.is_asked and failure is not None:
            trouble = harmless(f"The questions were not asked: {failure} (p plans again)")
            title = NOT_ASKED
        _entitle(self.query_one(CandidateList), title=f"Candidates {title}".rstrip())
        if trouble != self._trouble:
            self._trouble = trouble
            self.set_class(bool(trouble), "-troubled")
            self.query_one("#trouble", Static).update(Content(trouble))

    def _point(self, view: View) -> None:
        """The cursor, and the card that it is at."""
        candidates = self.query_one(CandidateList)
        vehicle, place = self.planner.cursor
        vehicle = candidates.near(vehicle)
        self.planner.cursor = (vehicle, place)
        candidates.point(vehicle, place)
        self.query_one(FunnelBars).point(place)
        self._show_card(view, view.candidate_by_id.get(vehicle), QUESTIONS[place])

    def _show_card(self, view: View, candidate: ScreenedCandidate | None, question: Question) -> None:
        panel = self.query_one("#card-panel", Reading)
        self.query_one(Card).fill(candidate, question)
        evidence = self.query_one(Evidence)
        if candidate is None or view.resolved is None:
            _entitle(panel, title="", subtitle="")
            evidence.fill("", None)
            return
        known = view.resolved.candidate_by_id[candidate.id]
        evidence.fill(candidate.reason, card_evidence(view.resolved, known, question))
        rest = f" · {QUESTIONS.index(question) + 1} of {len(QUESTIONS)} · {question}"
        name = clipped(harmless(candidate.name), max(8, self.size.width // 2 - len(rest)))
        given = sum(asked.answer is not None for asked in candidate.asked.values())
        stands = (
            f"{open_words(len(view.open_cards))} in all" if candidate.out_at is None else f"left at {candidate.out_at}"
        )
        _entitle(panel, title=f"{name}{rest}", subtitle=f"{given} of {len(QUESTIONS)} answered · {stands}")
        for each in self.query(Reading):
            if each.scroll_y:
                each.scroll_home(animate=False)

    # Moving

    def candidate(self) -> ScreenedCandidate | None:
        """The candidate under the cursor."""
        return None if self._view is None else self._view.candidate_by_id.get(self.planner.cursor[0])

    def candidates(self) -> tuple[ScreenedCandidate, ...]:
        """All candidates."""
        return () if self._view is None else self._view.screened.candidates

    def _go(self, vehicle: str, place: int) -> None:
        if self._view is not None:
            self.planner.cursor = (vehicle, max(0, min(place, len(QUESTIONS) - 1)))
            self._point(self._view)

    def action_move(self, rows: int, places: int) -> None:
        """Move the cursor."""
        vehicle, place = self.planner.cursor
        self._go(self.query_one(CandidateList).beyond(vehicle, rows), place + places)

    def action_page(self, pages: int) -> None:
        """Move the cursor by as many candidates as are on the screen."""
        self.action_move(pages * max(1, self.query_one(CandidateList).page - 1), 0)

    def action_next_open(self, step: int) -> None:
        """Go to the next question without an answer, or to the one before."""
        if self._view is None:
            return
        cards = self._view.open_cards
        if not cards:
            self.say("Every question of every candidate that is still in has an answer.")
            return
        number = {vehicle: number for number, vehicle in enumerate(self._view.candidate_by_id)}
        spots = [(number[vehicle], QUESTIONS.index(question)) for vehicle, question in cards]
        vehicle, place = self.planner.cursor
        here = (number.get(vehicle, 0), place)
        if step > 0:
            found = next((spot for spot in spots if spot > here), spots[0])
        else:
            found = next((spot for spot in reversed(spots) if spot < here), spots[-1])
        vehicle, question = cards[spots.index(found)]
        self._go(vehicle, QUESTIONS.index(question))

    def action_to_list(self) -> None:
        """Back to the candidates."""
        self.query_one(CandidateList).focus()

    @on(CandidateList.Pointed)
    def _pointed_at_candidate(self, event: CandidateList.Pointed) -> None:
        self._go(event.vehicle, self.planner.cursor[1] if event.place is None else event.place)

    @on(FunnelBars.Pointed)
    def _pointed_at_bar(self, event: FunnelBars.Pointed) -> None:
        self._go(self.planner.cursor[0], event.place)

    @on(Card.Pointed)
    def _pointed_at_answer(self, event: Card.Pointed) -> None:
        self.action_answer(event.verdict)

    # Finding

    def action_find(self) -> None:
        """Type a part of a name; the list shows where it is found."""
        self._left_at = self.planner.cursor
        self.add_class("-finding")
        self.query_one(FindName).focus()

    @on(Input.Changed, "#find")
    def _typed(self, event: Input.Changed) -> None:
        self._wanted = event.value
        if self._view is not None:
            self._fill(self._view)
            self._point(self._view)

    @on(Input.Submitted, "#find")
    def _found(self) -> None:
        self._end_find(self.planner.cursor)

    def action_leave_find(self) -> None:
        """Back to where one was."""
        self._end_find(self._left_at)

    def _end_find(self, cursor: tuple[str, int]) -> None:
        if not cursor[0]:
            cursor = self._left_at
        self.remove_class("-finding")
        self._wanted = ""
        find = self.query_one(FindName)
        with find.prevent(Input.Changed):
            find.value = ""
        self.action_to_list()
        if self._view is not None:
            self._fill(self._view)
            self._go(*cursor)


def _entitle(panel: Widget, *, title: str, subtitle: str = "") -> None:
    """Give a panel its titles; one that changes draws the whole panel anew, so others are left alone."""
    for name, content in (("border_title", Content(title)), ("border_subtitle", Content(subtitle))):
        if getattr(panel, name) != content.markup:
            setattr(panel, name, content)
