"""Plan: the answer, what to do, what it takes, and why the rest is not in it.

What is shown as the plan is the plan of exactly the draft on the desk. While there is none, the last one of the same
scenario stays, dimmed and called by what it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static

from vehicleplan.errors import CancelledError, UnboundedPlanError
from vehicleplan.report.assemble import plan_report
from vehicleplan.report.problems import harmless
from vehicleplan.session.jobs import Planned
from vehicleplan.tui.exporting import EXPORTS
from vehicleplan.tui.place import Place
from vehicleplan.tui.trouble import first_problem
from vehicleplan.tui.widgets.parts_line import PartsLine
from vehicleplan.tui.widgets.plan_answer import PlanAnswer
from vehicleplan.tui.widgets.plan_chosen import ChosenPart
from vehicleplan.tui.widgets.plan_others import OthersPart
from vehicleplan.tui.widgets.plan_part import PlanPart
from vehicleplan.tui.widgets.plan_use import UsePart

_WIDE, _HIGH = 140, 36
"""The columns and lines from which the parts stand side by side."""
_AGAIN = "p plans again."
_STOPPED = f"Stopped. {_AGAIN}"
_LIMITS = "The budget and the team are in Brief (1); v in Questions (2) shows all about a vehicle."
_BEST_SO_FAR = "The plan below is the best found so far."
_ONE_OF_THE_BEST = "The plan below is proven; which of several equal ones to take was still being looked at."
_PAST = "The plan below is of before the last change."
_PARTS = (("chosen", ChosenPart), ("use", UsePart), ("others", OthersPart))
"""The parts in the order in which one goes through them."""


class PlanPlace(Place):
    """The plan of the open scenario."""

    CSS_PATH = "plan.tcss"
    TITLE_OF_HELP = "Plan"
    HELP_TEXT = (
        "The best plan of the scenario as it stands. The answer is on top; below are the chosen vehicles with their "
        "activities over time, the money and hours that they take, and every other candidate with its reason. "
        "The cursor's line is explained under its list. A change anywhere plans again; typing never waits for it, "
        "and escape stops it. Export writes it into files for people who have never seen the program."
    )
    NEEDS = "plan"
    HORIZONTAL_BREAKPOINTS = []  # side by side needs height as well: see `on_resize`
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "tab,right_square_bracket",
            "part(1)",
            "next part",
            id="plan.next",
            key_display="tab",
            tooltip="Go to the next part of the plan",
        ),
        Binding(
            "shift+tab,left_square_bracket",
            "part(-1)",
            "part before",
            id="plan.before",
            show=False,
            tooltip="Go to the part before",
        ),
        Binding(
            "w",
            "why",
            "why",
            id="plan.why",
            tooltip="Why the candidate is in the plan or not",
        ),
        Binding("c,y", "copy", "copy", id="plan.copy", key_display="c", tooltip="Copy the answer as text"),
        Binding("e", "app.export", "export", id="plan.export", tooltip=EXPORTS),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._planned: Planned | None = None
        self._source: object = None
        self._at = 0

    def compose_place(self) -> Iterable[Widget]:
        """The news, the answer, the parts; a calm text where there is no plan yet."""
        yield Static(id="news", markup=False)
        yield PlanAnswer()
        yield PartsLine(tuple(part.NAME for _, part in _PARTS))
        with Horizontal(id="parts", classes="-at-chosen"):
            with Vertical(id="left"):
                yield ChosenPart("chosen")
                yield OthersPart("others")
            yield UsePart("use")
        yield Static(id="centre", markup=False)

    def on_resize(self, event: events.Resize) -> None:
        """Show the parts side by side where each has room for its lines, else one at a time."""
        is_wide = event.size.width >= _WIDE and event.size.height >= _HIGH
        self.set_class(is_wide, "-wide")
        self.set_class(not is_wide, "-narrow")

    def on_mount(self) -> None:
        """Follow the words of what is being worked out."""
        self.watch(self.app, "job_words", self._job_changed, init=False)

    def _job_changed(self) -> None:
        if self.is_current and self.desk.is_open:
            self._show_news()

    # What is shown

    def show(self) -> None:
        """The plan of the draft; where there is none, the last one of the scenario and what is going on."""
        planned, source = self.desk.planned(), self.desk.draft.source
        if planned is not None:
            self._source = source
            if planned is not self._planned:
                self._planned = planned
                self._fill(planned)
        elif source is not self._source:
            self._planned = None
        self._show_news()

    def show_nothing(self) -> None:
        """No scenario is open."""
        self._planned = None

    def _fill(self, planned: Planned) -> None:
        report = plan_report(planned.plan, planned.resolved)
        self.query_one(PlanAnswer).show(planned, report)
        for part in self.query(PlanPart):
            part.show(planned, report)
        if self.focused is None:
            self.call_after_refresh(self._focus_part)

    def _show_news(self) -> None:
        """Say what keeps the plan from being that of the draft, above the last plan or in the middle."""
        is_current, has_plan = self.desk.planned() is not None, self._planned is not None
        words = self._news(is_current=is_current)
        news, centre = self.query_one("#news", Static), self.query_one("#centre", Static)
        for widget in (self.query_one(PlanAnswer), self.query_one("#parts")):
            widget.display = has_plan
            widget.set_class(not is_current, "-past")
        self.query_one(PartsLine).set_class(not has_plan, "-gone")
        news.display, centre.display = bool(words) and has_plan, not has_plan
        (news if has_plan else centre).update(Content(words))

    def _news(self, *, is_current: bool) -> str:
        """What is going on; empty where the plan shown is that of the draft and the search has come to its end."""
        if self.desk.is_planned():
            return ""
        failure, draft = self.planner.failure(), self.desk.draft
        past = ""
        if self._planned is not None:
            is_proven = self._planned.plan.gap == 0
            past = f"\n{_PAST if not is_current else _ONE_OF_THE_BEST if is_proven else _BEST_SO_FAR}"
        if draft.resolved is None:
            return f"{harmless(_fault_words(draft.problem_count, first_problem(draft)))}{past}"
        if failure is not None:
            return f"{_failure_words(failure)}{past}"
        words = self.planner.job_words
        return f"planning… {'' if words == 'planning' else harmless(words)}".rstrip() + past

    # Keys

    def action_part(self, step: int) -> None:
        """Go to another part."""
        self._go_to((self._at + step) % len(_PARTS))

    def on_parts_line_clicked(self, message: PartsLine.Clicked) -> None:
        """Go to the part that was clicked."""
        self._go_to(message.place)

    def on_descendant_focus(self) -> None:
        """Where a list is clicked, its part is the one that one is at."""
        for place, (part, _) in enumerate(_PARTS):
            if self.focused is not None and self.query_one(f"#{part}") in self.focused.ancestors:
                self._mark(place)

    def _go_to(self, place: int) -> None:
        self._mark(place)
        self.call_after_refresh(self._focus_part)

    def _mark(self, place: int) -> None:
        self._at = self.query_one(PartsLine).here = place
        parts = self.query_one("#parts")
        for each, _ in _PARTS:
            parts.set_class(each == _PARTS[place][0], f"-at-{each}")

    def _focus_part(self) -> None:
        part = self.query_one(f"#{_PARTS[self._at][0]}", PlanPart)
        part.plan_list.focus()

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        """Go to the candidate's card: where a question ruled it out, to that one."""
        vehicle = message.option_id
        if vehicle is None or self._planned is None or vehicle not in self._planned.resolved.candidate_by_id:
            return
        self.planner.cursor = (vehicle, self.query_one(OthersPart).question_of(vehicle))
        self.planner.action_go("questions")

    def action_why(self) -> None:
        """Go to Why, to the candidate under the cursor."""
        part = self.query_one(f"#{_PARTS[self._at][0]}", PlanPart)
        option = part.plan_list.highlighted_option
        if option is not None and option.id is not None:
            self.planner.cursor = (option.id, 0)
        self.planner.action_go("why")

    def action_copy(self) -> None:
        """Copy the answer."""
        if self._planned is None or self.desk.planned() is None:
            self.notify("There is no plan of the scenario as it stands.", severity="warning", timeout=2)
            return
        report = plan_report(self._planned.plan, self._planned.resolved)
        self.app.copy_to_clipboard("\n".join((report.title, "", *report.answer, *report.remarks)))
        self.notify("The answer is copied.", timeout=2)


def _fault_words(count: int, problem: str) -> str:
    many, first = ("1 problem keeps", "") if count == 1 else (f"{count} problems keep", "The first: ")
    return f"{many} the scenario from being planned; 1 shows Brief. {first}{problem}."


def _failure_words(failure: BaseException) -> str:
    """Why there is no plan, and what to do about it."""
    if isinstance(failure, CancelledError):
        return _STOPPED
    is_endless = isinstance(failure, UnboundedPlanError)
    return f"{_sentence(harmless(str(failure)))} {_LIMITS if is_endless else _AGAIN}"


def _sentence(text: str) -> str:
    """The text with a capital letter and a full stop."""
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '!', '?')) else '.'}"
