"""Compare: the open scenario as it stands beside up to three others.

The others are read from their files and never changed; they stay while the program runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from vehicleplan.errors import BadInputError
from vehicleplan.frozen import dataclass
from vehicleplan.report.comparison import comparison_report
from vehicleplan.report.problems import harmless
from vehicleplan.session.draft import Draft
from vehicleplan.session.jobs import Planned
from vehicleplan.session.others import Other, open_beside, open_example_beside, read_again
from vehicleplan.session.recent import Recent, recent_scenarios
from vehicleplan.session.workspace import Template, templates
from vehicleplan.tui.dialogs.pick_file import PickFile
from vehicleplan.tui.dialogs.pick_scenario import AnyFile, Choice, PickScenario
from vehicleplan.tui.place import Place
from vehicleplan.tui.trouble import count_words, failure_words, plan_again
from vehicleplan.tui.widgets.comparison import Comparison

SLOT = "compare"
"""The slot of the jobs for scenarios beside the open one."""
MOST = 4
"""Scenarios that can be compared."""

_FIRST_WORDS = (
    "Set the open scenario beside up to three others: what they ask, what their plans do, what that brings and costs.",
    "a adds one: a recent scenario, an example, or any file. A what-if that was kept is among the recent ones.",
)


@dataclass(frozen=True)
class _Beside:
    """One of the others, with its plan once it is there."""

    other: Other
    planned: Planned | None = None


class Compare(Place):
    """Compare."""

    CSS_PATH = "compare.tcss"
    TITLE_OF_HELP = "Compare"
    HELP_TEXT = (
        "Two to four scenarios side by side. The open one comes first, as it stands, saved or not. The others are "
        "read from their files and planned one after the other. Rows in which all are the same stand back."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "add", id="add-scenario", tooltip="Set another scenario beside these"),
        Binding("x", "take_out", "take out", id="take-out", tooltip="Take the scenario under the cursor out"),
        Binding("r", "read_again", "read again", id="read-again", tooltip="Read the files of the others again"),
        Binding("left", "move(-1)", "left", show=False, id="column-left", tooltip="One scenario to the left"),
        Binding("right", "move(1)", "right", show=False, id="column-right", tooltip="One scenario to the right"),
        Binding("p", "plan_now", "plan", id="compare-plan", tooltip="Plan again where it was stopped, else go to Plan"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._open: Draft | None = None
        self._beside: tuple[_Beside, ...] = ()
        self._shown: tuple[object, ...] = ()

    def compose_place(self) -> Iterable[Widget]:
        """The columns."""
        yield Comparison()

    # Showing

    def show(self) -> None:
        """What is known of all scenarios; the next that has no plan is planned."""
        draft = self.desk.draft
        if draft.resolved is not None:
            self._open = draft
        elif self._open is not None and self._open.source is not draft.source:
            self._open = None
        self._beside = tuple(
            replace(each, planned=self.desk.planned(each.other.draft) or each.planned) for each in self._beside
        )
        if self._open is not None:
            self.planner.want_plan(self._open)
        self._plan_next()
        self._draw()

    def _plan_next(self) -> None:
        """One after the other, so that the first columns fill first."""
        for each in self._beside:
            if not self.desk.is_planned(each.other.draft) and self.planner.failure(each.other.draft) is None:
                self.planner.want_plan(each.other.draft, SLOT)
                return
        self.planner.jobs.stop(SLOT)

    def _draw(self) -> None:
        comparison = self.query_one(Comparison)
        columns = self._columns()
        heads = tuple((_name(draft), words) for draft, _, words in columns)
        shown = (heads, tuple((draft.version, planned) for draft, planned, _ in columns))
        if shown == self._shown:
            return
        self._shown = shown
        pairs = [
            (draft.resolved, None if planned is None else planned.plan)
            for draft, planned, _ in columns
            if draft.resolved is not None
        ]
        notes = self._notes()
        if len(pairs) < 2:
            comparison.show(heads, None, (*notes, *(_FIRST_WORDS if len(columns) < 2 else ())))
            return
        report = comparison_report(pairs)
        heads = tuple((harmless(title), words) for title, (_, words) in zip(report.titles, heads, strict=True))
        comparison.show(heads, report, notes)

    def _columns(self) -> list[tuple[Draft, Planned | None, str]]:
        """Every scenario with its plan, and what becomes of it in a few words."""
        columns = []
        if self._open is not None:
            origin = "open, not saved" if self.desk.is_unsaved else "open"
            columns.append(self._column(self._open, self.desk.planned(self._open), origin))
        columns += [self._column(each.other.draft, each.planned, harmless(each.other.origin)) for each in self._beside]
        return columns

    def _column(self, draft: Draft, planned: Planned | None, origin: str) -> tuple[Draft, Planned | None, str]:
        if self.desk.is_planned(draft):
            return draft, planned, origin
        return draft, planned, f"{origin} · {failure_words(self.planner, draft) or 'planning…'}"

    def _notes(self) -> tuple[str, ...]:
        """That the open scenario has problems, where it has."""
        draft = self.desk.draft
        if draft.resolved is not None:
            return ()
        shown = "it is shown as it was before" if self._open is not None else "mend them to compare it"
        return (f"The open scenario has {count_words(draft)}; {shown}.",)

    # Adding and taking out

    def action_move(self, by: int) -> None:
        """Move the cursor by a scenario."""
        self.query_one(Comparison).action_move(by)

    def action_add(self) -> None:
        """Ask for another scenario."""
        if len(self._beside) + 1 >= MOST:
            self.notify(f"{MOST} at most; x takes one out.", timeout=3)
            return
        dialog = PickScenario("Compare with", tuple(filter(self._may_add, recent_scenarios())), templates())
        self.app.push_screen(dialog, self._chosen)

    def _may_add(self, recent: Recent) -> bool:
        """Whether a recent scenario is not here already; the file of the open one is another while it is not saved."""
        file = self.desk.file
        is_open = file is not None and file.path is not None and file.path.absolute() == recent.path
        return recent.path not in self._paths and (not is_open or self.desk.is_unsaved)

    @property
    def _paths(self) -> set[Path]:
        return {each.other.path.absolute() for each in self._beside}

    def _chosen(self, choice: Choice | None) -> None:
        if isinstance(choice, AnyFile):
            file = self.desk.file
            folder = Path() if file is None or file.path is None else file.path.parent
            self.app.push_screen(PickFile("Compare with", folder), self._chosen)
        elif isinstance(choice, Template):
            self._add(partial(open_example_beside, choice.name))
        elif choice is not None:
            self._add(partial(open_beside, choice))

    def _add(self, read: Callable[[], Other]) -> None:
        try:
            other = read()
        except BadInputError as error:
            self.planner.tell_problems(error)
            return
        if other.path.absolute() in self._paths:
            self.notify(f"{harmless(other.draft.name)} is here already; r reads it again.", timeout=3, markup=False)
            return
        self._beside = (*self._beside, _Beside(other))
        self.query_one(Comparison).cursor = len(self._beside)
        self.show()

    def action_take_out(self) -> None:
        """Take the scenario under the cursor out."""
        place = self.query_one(Comparison).cursor - (self._open is not None)
        if not self._beside:
            self.notify("There is nothing to take out.", timeout=3)
        elif place < 0:
            self.notify("The open scenario stays; move to another with the arrows.", timeout=3)
        else:
            self._beside = (*self._beside[:place], *self._beside[place + 1 :])
            self.show()

    def action_read_again(self) -> None:
        """Read the files of the others again; one that has problems now stays as it was."""
        found = []
        for each in self._beside:
            try:
                found.append(_Beside(read_again(each.other)))
            except BadInputError as error:
                self.planner.tell_problems(error)
                found.append(each)
        self._beside = tuple(found)
        self.show()

    def action_plan_now(self) -> None:
        """Plan again where it was stopped; else go to Plan."""
        drafts = [] if self._open is None else [self._open]
        drafts += [each.other.draft for each in self._beside]
        if plan_again(self.planner, drafts):
            self.show()
        else:
            self.planner.action_plan_now()


def _name(draft: Draft) -> str:
    return harmless(draft.name)
