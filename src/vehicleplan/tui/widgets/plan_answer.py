"""The answer of a plan: its two sentences and its results against the goal. It is the report's, word for word.

Where the plan is not what one wants, a last line says where to go on.
"""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from vehicleplan.model.plan import Plan, PlanStatus
from vehicleplan.report import choice
from vehicleplan.report.bars import goal_bars
from vehicleplan.report.contracts import PlanReport
from vehicleplan.report.problems import harmless
from vehicleplan.session.jobs import Planned
from vehicleplan.tui.widgets.use_bars import goal_line

_STYLES = {
    PlanStatus.PROVEN_BEST: "bold $success",
    PlanStatus.WITHIN_GAP: "bold $warning",
    PlanStatus.BEST_FOUND: "bold $warning",
    PlanStatus.OUT_OF_REACH: "bold $error",
    PlanStatus.IMPOSSIBLE: "bold $error",
}
_GO_ON = {
    PlanStatus.OUT_OF_REACH: "Why (7) says how much more money, hours or vehicles would reach it.",
    PlanStatus.IMPOSSIBLE: "Why (7) names the limits that cannot hold together, and what would mend it.",
}
_NO_CANDIDATES = "There are no candidates yet. Add some in Questions (2)."
_ALL_RULED_OUT = "Every candidate is ruled out. In Questions (2), b calls one back."


class PlanAnswer(Static):
    """The answer on top of the plan."""

    def __init__(self) -> None:
        super().__init__(id="answer", classes="panel", markup=False)
        self._shown: tuple[Planned, PlanReport] | None = None

    def on_mount(self) -> None:
        """Carry its name."""
        self.border_title = "The answer"

    def show(self, planned: Planned, report: PlanReport) -> None:
        """Show another plan's answer."""
        self._shown = planned, report
        self._draw()

    def on_resize(self) -> None:
        """Draw the bars for another width."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        if self._shown is None or not self.content_size.width:
            return
        planned, report = self._shown
        lines = [_sentences(planned.plan, report)]
        lines += [goal_line(bar, self.content_size.width) for bar in goal_bars(planned.plan, planned.resolved)]
        go_on = _go_on(planned)
        if go_on:
            lines.append(Content.styled(go_on, "$text-accent"))
        self.update(Content("\n").join(lines))


def _go_on(planned: Planned) -> str:
    """What to do next where the plan is not what one wants; else empty."""
    if not planned.resolved.candidates:
        return _NO_CANDIDATES
    is_left = any(other.question is None for other in planned.plan.not_chosen)
    return _GO_ON.get(planned.plan.status, "") if planned.plan.vehicles or is_left else _ALL_RULED_OUT


def _sentences(plan: Plan, report: PlanReport) -> Content:
    first, *rest = (harmless(sentence) for sentence in report.answer)
    is_nothing = plan.status is PlanStatus.PROVEN_BEST and not plan.vehicles
    mark, style = ("·", "$text-muted") if is_nothing else (choice.status_mark(plan), _STYLES[plan.status])
    return Content.assemble((mark, style), " ", (first, "bold"), *(f"\n{sentence}" for sentence in rest))
