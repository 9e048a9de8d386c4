"""What is not in the plan: every candidate that was left out or ruled out, with its reason."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from vehicleplan.report.choice import LeftOut, left_out
from vehicleplan.report.contracts import PlanReport
from vehicleplan.report.problems import harmless
from vehicleplan.session.jobs import Planned
from vehicleplan.tui.widgets.plan_list import CardList
from vehicleplan.tui.widgets.plan_part import PlanPart, paragraphs, write

_NO_CANDIDATES = "There are no candidates."
_NO_PLAN = "There is no plan, so nothing is left out of it."


class OthersPart(PlanPart):
    """The candidates that are not in the plan."""

    NAME = "Not in the plan"

    def compose(self) -> ComposeResult:
        """How many there are, and the candidates."""
        yield Static(id="others-remarks", classes="muted", markup=False)
        yield CardList(id="others-list", markup=False)

    def draw(self, planned: Planned, report: PlanReport, width: int) -> None:  # noqa: ARG002 - the list wraps by itself
        """Fill the widgets."""
        write(self.query_one("#others-remarks", Static), paragraphs(report.remarks))
        others = left_out(planned.plan)
        ruled = [Option(_line(other), other.id) for other in others if other.question is not None]
        options = [Option(_line(other), other.id) for other in others if other.question is None]
        if report.ruled_out is not None:
            options.append(Option(Content.styled(report.ruled_out.title, "bold $text-accent"), disabled=True))
        self.plan_list.fill([*options, *ruled])
        if not others and not report.remarks:
            words = _NO_PLAN if planned.resolved.candidates else _NO_CANDIDATES
            write(self.query_one("#others-remarks", Static), Content(words))

    def question_of(self, vehicle: str) -> int:
        """The place of the question that ruled a candidate out, from 0; the first where none did."""
        others = () if self.planned is None else left_out(self.planned.plan)
        return next((other.question or 0 for other in others if other.id == vehicle), 0)


def _line(other: LeftOut) -> Content:
    return Content.assemble((harmless(other.name), "bold"), "  ", (harmless(other.why), "$text-muted"))
