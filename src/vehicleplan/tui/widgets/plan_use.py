"""Money and hours: how much of each the plan uses, in all and over time."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from vehicleplan.report import choice
from vehicleplan.report.bars import Bars, use_bars
from vehicleplan.report.contracts import PlanReport
from vehicleplan.report.problems import harmless
from vehicleplan.session.jobs import Planned
from vehicleplan.tui.widgets.plan_list import PlanList
from vehicleplan.tui.widgets.plan_part import PlanPart, line_count, paragraphs, write
from vehicleplan.tui.widgets.use_bars import LEGEND, time_bars, whole_lines

_MOST_LINES = 13
_FEW_LINES = 6
_LOW = 24
"""Below this height the bars over time take few lines."""


class UsePart(PlanPart):
    """A line for the money, each skill and each person; under them the one under the cursor over time."""

    NAME = "Money and hours"

    def __init__(self, part_id: str) -> None:
        super().__init__(part_id)
        self._bars: tuple[Bars, ...] = ()

    def compose(self) -> ComposeResult:
        """The lines, the legend, the bars over time, the capabilities that are built."""
        yield PlanList(id="use-list", markup=False)
        yield Static(id="use-words", classes="words", markup=False)
        yield Static(id="use-builds", classes="words", markup=False)
        yield Static(id="use-legend", classes="muted", markup=False)

    def draw(self, planned: Planned, report: PlanReport, width: int) -> None:  # noqa: ARG002 - bars hold it all
        """Fill the widgets."""
        self._bars = use_bars(planned.plan, planned.resolved)
        lines = whole_lines(self._bars, width) if self._bars else ()
        self.plan_list.fill([Option(line, str(at)) for at, line in enumerate(lines)])
        self.plan_list.grow(line_count(lines), max(3, self.content_size.height // 2))
        write(self.query_one("#use-builds", Static), paragraphs(choice.built_words(planned.plan)))
        write(self.query_one("#use-legend", Static), Content(LEGEND if lines else ""))
        self._tell_of(self.plan_list.highlighted)

    def on_option_list_option_highlighted(self, message: PlanList.OptionHighlighted) -> None:
        """Show the line over time."""
        self._tell_of(message.option_index)

    def on_option_list_option_selected(self, message: PlanList.OptionSelected) -> None:
        """There is no card to go to."""
        message.stop()

    def _tell_of(self, place: int | None) -> None:
        words = self.query_one("#use-words", Static)
        if place is None or place >= len(self._bars):
            write(words, Content(""))
            return
        each = self._bars[place]
        most = _MOST_LINES if self.content_size.height >= _LOW else _FEW_LINES
        title = Content.styled(harmless(f"{each.name}, {each.unit}"), "bold")
        write(words, Content("\n").join((title, time_bars(each, self.content_size.width - 1, most))))
