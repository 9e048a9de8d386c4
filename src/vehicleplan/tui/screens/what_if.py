"""What-if: levers on the left, and on the right what they do to the plan.

The open scenario is never touched: a what-if is a draft of its own beside it, until it is taken over or kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Static

from vehicleplan.errors import BadInputError
from vehicleplan.report import sentences
from vehicleplan.report.comparison import difference_report
from vehicleplan.report.comparison_sentences import status_label
from vehicleplan.report.problems import harmless
from vehicleplan.session import lever_words, levers
from vehicleplan.session.draft import Draft
from vehicleplan.session.jobs import Planned
from vehicleplan.session.levers import BIG_STEP, Lever, Unit, Value
from vehicleplan.session.what_if import WhatIf
from vehicleplan.tui.dialogs.save_as import SaveAs
from vehicleplan.tui.place import Place
from vehicleplan.tui.screens.what_if_view import about_words, prompt_of, stepper_of
from vehicleplan.tui.trouble import count_words, failure_words, plan_again, problem_words
from vehicleplan.tui.widgets.difference import Difference
from vehicleplan.tui.widgets.steppers import Steppers

SLOT = "what-if"
"""The slot of the jobs for what-ifs."""
_STEPS = {"less": -1, "more": 1, "much-less": -BIG_STEP, "much-more": BIG_STEP}


class WhatIfPlace(Place):
    """What-if."""

    CSS_PATH = "what_if.tcss"
    TITLE_OF_HELP = "What-if"
    HELP_TEXT = (
        "Move money, hours, the goal or a limit and see what becomes of the plan. The open scenario stays as it is. "
        "Switch a rule off to see what it costs. Where a lever moves several periods, its value is the sum of the "
        "money, or the mean of the hours. Keep a what-if as a scenario of its own, or take it over into the open one."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("k", "keep", "keep", id="keep", tooltip="Keep the what-if as a new scenario file"),
        Binding("w", "take_over", "take over", id="take-over", tooltip="Take the what-if over into the open scenario"),
        Binding("R", "all_back", "all back", key_display="R", id="all-back", tooltip="All levers back to the scenario"),
        Binding("u,ctrl+z", "undo", "undo", show=False, id="what-if-undo", tooltip="Take the last step back"),
        Binding("ctrl+r,ctrl+y", "redo", "redo", show=False, id="what-if-redo", tooltip="Do the step again"),
        Binding("p", "plan_now", "plan", id="what-if-plan", tooltip="Plan again where it was stopped, else go to Plan"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._what_if: WhatIf | None = None
        self._planned: Planned | None = None
        self._shown: tuple[object, ...] = ()

    def compose_place(self) -> Iterable[Widget]:
        """The levers, the difference, and a line about the lever under the cursor."""
        with Horizontal(id="sides"):
            steppers = Steppers()
            steppers.add_class("panel")
            steppers.border_title = "Levers"
            yield steppers
            yield Difference()
        yield Static(id="about", markup=False)

    # Showing

    def show(self) -> None:
        """The levers of the scenario, and the difference as far as it is known."""
        draft, what_if = self.desk.draft, self._what_if
        is_other = what_if is None or draft.source is not what_if.base.source
        if draft.resolved is not None and (what_if is None or draft is not what_if.base):
            self._begin(draft, what_if=None if is_other else what_if)
        elif draft.resolved is None and is_other:
            self._what_if = None
        if self._what_if is None:
            self._show_problems(draft)
        else:
            self._update(self._what_if)

    def _begin(self, draft: Draft, what_if: WhatIf | None) -> None:
        """Begin from another state of the scenario, or from another scenario."""
        self._planned = None
        if what_if is None:
            self._what_if, self._shown = WhatIf(draft), ()
        else:
            what_if.rebase(draft)

    def _update(self, what_if: WhatIf) -> None:
        self.planner.want_plan(what_if.base)
        planned = self.desk.planned(what_if.base)
        if planned is not None and planned is not self._planned:
            self._planned = planned
            what_if.learn(planned.plan)
        self._show_levers(what_if)
        self._show_difference(what_if)

    def _show_levers(self, what_if: WhatIf) -> None:
        steppers = self.query_one(Steppers)
        steppers.show(tuple(stepper_of(lever, what_if.value(lever)) for lever in what_if.levers))
        count = len(what_if.moved)
        steppers.border_subtitle = f"{count} moved" if count else ""
        self._show_about()

    def _show_about(self) -> None:
        """What the lever under the cursor does."""
        lever, what_if = self._lever, self._what_if
        if lever is not None and what_if is not None:
            self.query_one("#about", Static).update(about_words(what_if, lever))

    def _show_difference(self, what_if: WhatIf) -> None:
        panel, other = self.query_one(Difference), what_if.draft
        planned = self._plan_of(other)
        if other is what_if.base or other.resolved is None or self.desk.is_planned(other):
            self.planner.jobs.stop(SLOT)
        else:
            self.planner.want_plan(other, SLOT)
        trouble = self._trouble(what_if)
        is_there = self._planned is not None and planned is not None
        panel.set_class(not is_there and not trouble, "-old")
        panel.border_title = "What-if against the base plan" if is_there or trouble else "Planning…"
        panel.border_subtitle = self._faulty_words() or (self._stopped_words(what_if) if is_there else "")
        shown = (what_if.base.version, other.version, self._planned, planned, trouble)
        if shown == self._shown:
            return
        if trouble:
            panel.say(*trouble)
        elif self._planned is not None and planned is not None:
            self._show_report(panel, self._planned, planned, is_moved=other is not what_if.base)
        elif not self._shown or self._shown[-1]:
            panel.say("Planning…")
        else:
            return
        self._shown = shown

    def _plan_of(self, draft: Draft) -> Planned | None:
        is_base = self._what_if is not None and draft is self._what_if.base
        return self._planned if is_base else self.desk.planned(draft)

    def _show_report(self, panel: Difference, base: Planned, other: Planned, *, is_moved: bool) -> None:
        report = difference_report(base.plan, other.plan)
        hint = "Move a lever to see what it changes."
        answer = report.answer if is_moved else (*sentences.answer(base.plan), hint)
        panel.show(report, answer, (status_label(base.plan), status_label(other.plan)))

    def _trouble(self, what_if: WhatIf) -> tuple[str, ...]:
        """Why there is no difference to wait for, in words; empty where there is none or it comes."""
        if what_if.draft.resolved is None:
            return ("This cannot be planned.", *problem_words(what_if.draft))
        for draft, name in ((what_if.base, "The base plan"), (what_if.draft, "The what-if")):
            words = failure_words(self.planner, draft) if self._plan_of(draft) is None else ""
            if words:
                return (f"{name}: {words}",)
        return ()

    def _stopped_words(self, what_if: WhatIf) -> str:
        """That a plan is only the best found before it was stopped, where it is."""
        words = (failure_words(self.planner, draft) for draft in (what_if.base, what_if.draft))
        return next(filter(None, words), "")

    def _faulty_words(self) -> str:
        """That the scenario has problems now, where it has, and that the base plan is older."""
        draft = self.desk.draft
        return "" if draft.resolved is not None else f"{count_words(draft)}: base is how it was before"

    def _show_problems(self, draft: Draft) -> None:
        """Nothing to move: the scenario has problems and never was without."""
        self._shown = ()
        self.query_one(Steppers).show(())
        self.query_one("#about", Static).update("")
        words = "The scenario has problems; mend them in Brief first."
        self.query_one(Difference).say(words, *problem_words(draft))

    # Moving

    @property
    def _lever(self) -> Lever | None:
        """The lever under the cursor."""
        found = () if self._what_if is None else self._what_if.levers
        cursor = self.query_one(Steppers).cursor
        return found[cursor] if cursor < len(found) else None

    @on(Steppers.Highlighted)
    def _highlighted(self) -> None:
        self._show_about()

    @on(Steppers.Asked)
    def _asked(self, message: Steppers.Asked) -> None:
        lever, what_if = self._lever, self._what_if
        if lever is None or what_if is None:
            return
        value = what_if.value(lever)
        if message.wish in _STEPS:
            wished = levers.stepped(lever, value, _STEPS[message.wish])
        elif message.wish == "base":
            wished = lever.base
        else:
            wished = levers.toggled(lever, value)
        types = message.wish == "type" and lever.unit is not Unit.SWITCH
        if types or (message.wish != "base" and value is None and wished is None):
            self._type(lever, value)  # also where nothing is known that a limit could begin at
        else:
            self._set(lever, wished)

    def _type(self, lever: Lever, value: Value) -> None:
        self.app.push_screen(prompt_of(lever, value), partial(self._typed, lever))

    def _typed(self, lever: Lever, text: str | None) -> None:
        if text is not None:
            self._set(lever, lever_words.typed_value(lever, text))

    def _set(self, lever: Lever, value: Value) -> None:
        if self._what_if is not None:
            self._what_if.set(lever, value)
            self.show()

    def action_all_back(self) -> None:
        """All levers back to the scenario."""
        if self._what_if is not None:
            self._what_if.all_back()
            self.show()

    def action_undo(self) -> None:
        """Take the last step back, or the last change of the scenario where there is no step."""
        if self._what_if is not None and self._what_if.undo():
            self.show()
        else:
            self.planner.action_undo()

    def action_redo(self) -> None:
        """Do the last step again, or the last change of the scenario where there is no step."""
        if self._what_if is not None and self._what_if.redo():
            self.show()
        else:
            self.planner.action_redo()

    def action_plan_now(self) -> None:
        """Plan again where it was stopped; else go to Plan."""
        drafts = () if self._what_if is None else (self._what_if.base, self._what_if.draft)
        if plan_again(self.planner, drafts):
            self.show()
        else:
            self.planner.action_plan_now()

    # Keeping

    def _whole(self) -> WhatIf | None:
        """The what-if, where something is moved and it makes sense; else a notice says why not."""
        what_if = self._what_if
        if what_if is None or not what_if.moved:
            self.notify("Nothing is moved yet.", timeout=3)
            return None
        if what_if.draft.resolved is None or self.desk.draft is not what_if.base:
            self.notify("Mend the problems first.", severity="warning")
            return None
        return what_if

    def action_take_over(self) -> None:
        """Take the what-if over into the open scenario."""
        what_if = self._whole()
        if what_if is None:
            return
        label, changes = what_if.title, what_if.changes
        what_if.all_back()
        self.planner.change(changes, label)
        self.notify(f"Taken over: {harmless(label)}. u takes it back.", timeout=4, markup=False)

    def action_keep(self) -> None:
        """Ask for a file, and write the what-if into it."""
        what_if = self._whole()
        if what_if is None:
            return
        file = self.desk.file
        path = Path(what_if.base.source.name) if file is None or file.path is None else file.path
        start = path.parent / lever_words.file_name(path.stem, what_if.moved)
        dialog = SaveAs(start, "Keep the what-if as a new scenario")
        self.app.push_screen(dialog, partial(self._keep, what_if.named()))

    def _keep(self, draft: Draft, answer: tuple[Path, bool] | None) -> None:
        if answer is None:
            return
        path, overwrite = answer
        try:
            self.desk.keep_as(draft, path, overwrite=overwrite)
        except BadInputError as error:
            self.planner.tell_problems(error)
            return
        self.notify(f"Kept as {harmless(str(path))}. Compare (6) offers it.", timeout=6, markup=False)
