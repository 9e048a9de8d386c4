"""What to do: the chosen vehicles with their activities over time, what they cost and bring."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static
from textual.widgets.option_list import Option

from vehicleplan.report import choice
from vehicleplan.report.contracts import PlanReport
from vehicleplan.report.problems import harmless
from vehicleplan.session.jobs import Planned
from vehicleplan.tui.widgets.plan_list import CardList
from vehicleplan.tui.widgets.plan_part import PlanPart, line_count, write
from vehicleplan.tui.widgets.plan_table import PlanTable, plan_table

_NOTHING = "There is nothing to do."
_WORDS = 5
"""Lines that are kept for what there is to say of a vehicle."""
_SHARE = 0.6
"""How much of the height the part takes at most where another stands under it."""


class ChosenPart(PlanPart):
    """The chosen vehicles, a line each; under them what there is to say of the one under the cursor."""

    NAME = "What to do"

    def __init__(self, part_id: str) -> None:
        super().__init__(part_id)
        self._shows_periods = True

    def compose(self) -> ComposeResult:
        """The headings, the lines, the totals, the words."""
        yield Static(id="chosen-head", markup=False)
        yield CardList(id="chosen-list", markup=False)
        yield Static(id="chosen-totals", markup=False)
        yield Static(id="chosen-words", classes="words", markup=False)

    def draw(self, planned: Planned, report: PlanReport, width: int) -> None:
        """Fill the widgets."""
        head, totals = self.query_one("#chosen-head", Static), self.query_one("#chosen-totals", Static)
        if report.chosen is None:
            write(head, Content.styled(_NOTHING, "$text-muted"))
            write(totals, Content(""))
            self.plan_list.fill([])
            self._tell(())
            return
        table = plan_table(report.chosen, width)
        if line_count(table.rows) > self._room(table):
            table = plan_table(report.chosen, width, shortens_names=True)
        self._shows_periods = table.cell_periods == 1
        ends = _ends(table)
        write(head, Content("\n").join(table.head))
        write(totals, Content("\n").join(ends))
        ids = [vehicle.id for vehicle in planned.plan.vehicles]
        rows = enumerate(table.rows)
        self.plan_list.fill([Option(row, ids[at] if at < len(ids) else f" {at}") for at, row in rows])
        self.plan_list.grow(line_count(table.rows), self._room(table))
        self._tell_of(self.plan_list.highlighted)

    def _room(self, table: PlanTable) -> int:
        """How many lines the rows may take."""
        return max(3, self._most_height() - len(table.head) - len(_ends(table)) - _WORDS)

    def _most_height(self) -> int:
        """How high the part may grow."""
        left = self.parent
        if self.screen.has_class("-wide") and isinstance(left, Widget):
            return int(left.size.height * _SHARE) - 2
        return self.content_size.height

    def on_option_list_option_highlighted(self, message: CardList.OptionHighlighted) -> None:
        """Say what there is to say of the line."""
        self._tell_of(message.option_index)

    def _tell_of(self, place: int | None) -> None:
        """The vehicles come first; after them hours that are bought, then capabilities that are built."""
        if self.planned is None or place is None:
            self._tell(())
            return
        plan = self.planned.plan
        if place < len(plan.vehicles):
            vehicle = plan.vehicles[place]
            has_when = len(plan.labels) > 1 and not self._shows_periods
            self._tell(
                (f"{vehicle.name}: ", *choice.chosen_words(vehicle, plan, self.planned.resolved, has_when=has_when))
            )
            return
        bought = choice.bought_words(plan)
        is_bought = place == len(plan.vehicles) and bool(bought)
        self._tell(("Bought hours: ", *bought) if is_bought else ("Capabilities built: ", *choice.built_words(plan)))

    def _tell(self, words: tuple[str, ...]) -> None:
        """The name in bold, then the sentences, one after the other."""
        name, *sentences = (harmless(each) for each in words) if words else ("",)
        write(self.query_one("#chosen-words", Static), Content.assemble((name, "bold"), " ".join(sentences)))


def _ends(table: PlanTable) -> list[Content]:
    """What stands under the rows."""
    if table.cell_periods <= 1:
        return [*table.totals]
    return [*table.totals, Content.styled(f"A cell is {table.cell_periods} periods.", "$text-muted")]
