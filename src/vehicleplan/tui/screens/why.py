"""Why: what is behind the plan. Why this and not that, what more would bring, other sets, how sure it is, today.

Each topic is worked out when one first looks at it and kept as long as the draft is the same. A change of the scenario
stops the work, since planning comes first.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static

from vehicleplan.errors import CancelledError
from vehicleplan.report.contracts import Section
from vehicleplan.report.problems import harmless
from vehicleplan.session.jobs import Planned
from vehicleplan.session.topics import Analysed, Analysis, Topic, settings_of, topics_of
from vehicleplan.tui.place import Place
from vehicleplan.tui.trouble import count_words, failure_words, first_problem, plan_again
from vehicleplan.tui.widgets.parts_line import PartsLine
from vehicleplan.tui.widgets.sections import Sections
from vehicleplan.tui.widgets.why_list import WhyList

_NAMES = {
    Topic.CANDIDATES: "Why",
    Topic.LIMITS: "What more would bring",
    Topic.SETS: "Other sets",
    Topic.FRONTIER: "Frontier",
    Topic.CONFIDENCE: "How sure",
    Topic.TODAY: "Today",
}
_NO_PLAN = "Why no plan is possible"
"""What the only topic is called where there is no plan."""
_STOPPED = "Stopped. p tries again."


class WhyPlace(Place):
    """What is behind the plan of the open scenario."""

    CSS_PATH = "why.tcss"
    TITLE_OF_HELP = "Why"
    HELP_TEXT = (
        "What is behind the plan: why each candidate is in it or not and what would change that, what more money, "
        "hours or vehicles would bring, the next-best sets, the best plan over a range of budgets, how sure the "
        "results are, and what the team does today beside it. Everything is solved again, nothing is guessed. Escape "
        "stops the work and keeps what is there; p tries again."
    )
    NEEDS = "plan"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "tab,right_square_bracket", "topic(1)", "next", id="why.next", key_display="tab", tooltip="The next topic"
        ),
        Binding("shift+tab,left_square_bracket", "topic(-1)", "before", show=False, tooltip="The topic before"),
        Binding("o", "axis(1)", "other limit", id="why.over", tooltip="The frontier over another limit"),
        Binding("O", "axis(-1)", "over", show=False, tooltip="The frontier over the limit before"),
        Binding(
            "c",
            "choices",
            "how often chosen",
            id="why.choices",
            tooltip="How often each candidate would have been chosen had the draw been known",
        ),
        Binding("p", "go_on", "plan", id="why.plan", tooltip="Go on with what was stopped, else go to Plan"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._topics: tuple[Topic, ...] = (Topic.CANDIDATES,)
        self._at = 0
        self._settings: dict[Topic, str] = {}
        self._shown: Analysed | None = None

    def compose_place(self) -> Iterable[Widget]:
        """The topics, the news, the answer; a calm text where there is none yet."""
        yield PartsLine()
        yield Static(id="news", markup=False)
        yield WhyList()
        yield Sections(id="answer")
        yield Static(id="centre", markup=False)

    def on_mount(self) -> None:
        """Follow the words of what is being worked out."""
        self.watch(self.app, "job_words", self._job_changed, init=False)

    def on_screen_resume(self) -> None:
        """Catch up, and go to the candidate that one comes from."""
        super().on_screen_resume()
        self.query_one(WhyList).go_to(self.planner.cursor[0])

    def _job_changed(self) -> None:
        if self.is_current and self.desk.is_open:
            self._show_news()

    @property
    def _analysis(self) -> Analysis:
        topic = self._topics[self._at]
        return Analysis(topic, self._settings.get(topic, ""))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Each setting has its key in the topic that it belongs to; the next topic, where there are several."""
        if action == "topic" and len(self._topics) < 2:
            return False
        topic = {"axis": Topic.FRONTIER, "choices": Topic.CONFIDENCE}.get(action)
        return topic in (None, self._topics[self._at]) and super().check_action(action, parameters)

    # What is shown

    def show(self) -> None:
        """The topic one is at, as far as it is known."""
        planned = self.desk.planned()
        if planned is not None:
            self._choose_topics(planned)
            self.planner.want_analysis(self._analysis)
            self._shown = self.desk.analysed(self._analysis)
            if self._shown is not None:
                self._fill(self._shown.sections)
        else:
            self._shown = None
        self._show_news()

    def _choose_topics(self, planned: Planned) -> None:
        topics = topics_of(planned)
        if topics != self._topics:
            here = self._topics[self._at]
            self._topics = topics
            self._at = topics.index(here) if here in topics else 0
        line = self.query_one(PartsLine)
        names = tuple(_NAMES[topic] for topic in topics)
        line.names, line.here = names if len(names) > 1 else (_NO_PLAN,), self._at

    def _fill(self, sections: tuple[Section, ...]) -> None:
        """Candidates as a list that one goes through, all else as text."""
        if self._has_list:
            self.query_one(WhyList).show(sections[0], self.planner.cursor[0])
        else:
            self.query_one(Sections).show(sections)
        self.call_after_refresh(self._focus)

    @property
    def _has_list(self) -> bool:
        """Whether the topic is shown as a list of candidates."""
        return self._shown is not None and any(section.groups for section in self._shown.sections)

    def _focus(self) -> None:
        (self.query_one(WhyList).candidates if self._has_list else self.query_one(Sections)).focus()

    def show_nothing(self) -> None:
        """No scenario is open."""
        self._shown = None

    def _show_news(self) -> None:
        """Say what keeps the answer from being there, above what is known of it or in the middle."""
        has_answer = self._shown is not None
        words = self._news()
        news, centre = self.query_one("#news", Static), self.query_one("#centre", Static)
        self.query_one(Sections).display = has_answer and not self._has_list
        self.query_one(WhyList).display = self._has_list
        news.display, centre.display = bool(words) and has_answer, not has_answer
        (news if has_answer else centre).update(Content(words))

    def _news(self) -> str:
        draft = self.desk.draft
        if draft.resolved is None:
            return harmless(f"{count_words(draft)} keep the scenario from being planned: {first_problem(draft)}.")
        if self.desk.planned() is None:
            why = failure_words(self.planner, draft)
            return f"There is no plan: {why}." if why else f"{harmless(self.planner.job_words or 'planning')}…"
        if self._shown is not None and self._shown.is_whole:
            return ""
        failure = self.planner.failure_of(self._analysis)
        if failure is not None:
            return _STOPPED if isinstance(failure, CancelledError) else harmless(str(failure))
        return f"{harmless(self.planner.job_words or 'looking into the plan')}…  escape stops"

    # Keys

    def action_topic(self, step: int) -> None:
        """Go to another topic."""
        self._go_to((self._at + step) % len(self._topics))

    def on_parts_line_clicked(self, message: PartsLine.Clicked) -> None:
        """Go to the topic that was clicked."""
        self._go_to(message.place)

    def _go_to(self, place: int) -> None:
        self._at = place
        self.show()
        self.refresh_bindings()
        self._focus()

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        """Go to the candidate's card."""
        if message.option_id is not None:
            self.planner.cursor = (message.option_id, 0)
            self.planner.action_go("questions")

    def action_axis(self, step: int) -> None:
        """Run the frontier over another limit."""
        self._set(step)

    def action_choices(self) -> None:
        """Find the best plan for each draw, or leave it."""
        self._set(1)

    def _set(self, step: int) -> None:
        planned = self.desk.planned()
        if planned is not None:
            settings, topic = settings_of(planned, self._topics[self._at]), self._topics[self._at]
            now = self._settings.get(topic, settings[0])
            place = settings.index(now) if now in settings else 0
            self._settings[topic] = settings[(place + step) % len(settings)]
            self.show()

    def action_go_on(self) -> None:
        """Go on with what was stopped; where nothing was, go to Plan."""
        if self.desk.planned() is not None and self.planner.failure_of(self._analysis) is not None:
            self.planner.forget_failure_of(self._analysis)
            self.show()
        elif not plan_again(self.planner, (self.desk.draft,)):
            self.planner.action_plan_now()
        else:
            self.planner.revise()
