"""Exporting the plan: asked for in a dialog, made in a job, told in a notice. Nothing is replaced without a yes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from vehicleplan.errors import BadInputError, UnboundedPlanError
from vehicleplan.report.problems import harmless
from vehicleplan.tui.desk_app import explained
from vehicleplan.tui.filing import Filing
from vehicleplan.tui.widgets.lines import few_names

if TYPE_CHECKING:
    from vehicleplan.session.export_run import ExportRun, Order
    from vehicleplan.tui.jobs import Job

EXPORTS = "Write the plan as PDF, slides, spreadsheet, page…"
"""What the key does, for help and palette."""
EXPORT = "export"
"""The slot of the export."""
_EXPORTING = "exporting"


class Exporting(Filing):
    """The app's action with files for managers."""

    _typed: tuple[object, str] | None = None
    """Where the last export went, and for which file, so that the next one is proposed there."""

    def action_export(self) -> None:
        """Ask where to write the plan, and as what; where there can be no plan, say why."""
        reason = self._no_export()
        if reason:
            self.notify(harmless(reason), severity="warning", timeout=5, markup=False)
            return
        from vehicleplan.tui.dialogs.export import Export

        self.push_screen(Export(self._proposed(), self._folder()), self._ordered)

    def _no_export(self) -> str:
        """Why there is nothing to export; empty where there is."""
        if self.jobs.running(EXPORT) is not None:
            return "An export is running; escape stops it."
        draft, failure = self.desk.draft, self.failure()
        if draft.resolved is None:
            count = draft.problem_count
            return f"There is no plan to export: {count} problem{'' if count == 1 else 's'} in Brief (1)."
        return f"There is no plan to export: {failure}." if isinstance(failure, UnboundedPlanError) else ""

    def _proposed(self) -> str:
        """The name of the scenario's file without its ending, or what was typed for it last."""
        file = self.desk.file
        if self._typed is not None and self._typed[0] == self._which():
            return self._typed[1]
        path = None if file is None else file.path
        return path.stem if path is not None else (file and file.example) or "scenario"

    def _which(self) -> object:
        file = self.desk.file
        return None if file is None else (file.path, file.example)

    def _ordered(self, order: Order | None) -> None:
        if order is None:
            return
        from vehicleplan.session.export_run import ExportRun, keep_choice

        keep_choice(order.choice)
        is_beside = order.base.parent == self._folder()
        self._typed = (self._which(), order.base.name if is_beside else str(order.base))
        self._begin(ExportRun(self.desk, self.desk.draft, order))

    def _begin(self, run: ExportRun) -> None:
        self.start_job(EXPORT, _EXPORTING, run.draft, run.work, partial(self._exported, run))

    def _exported(self, run: ExportRun, job: Job, error: BaseException | None) -> None:
        """Say what was written, or why it was not; ask where files are in the way."""
        if run.written:
            self._say_written(run)
        if job.token.is_cancelled:
            return
        if isinstance(error, BadInputError):
            self.tell_problems(error, "Nothing was written")
        elif error is not None:
            told = explained(error)
            self.notify(f"Not exported: {harmless(str(told))}", severity="error", timeout=10, markup=False)
        elif run.in_the_way:
            self._ask_again(run)

    def _say_written(self, run: ExportRun) -> None:
        words = f"Wrote {few_names(run.written)}"
        if self.desk.draft.version != run.draft.version:
            words += "; the scenario was changed meanwhile"
        self.notify(words, timeout=8, markup=False)

    def _ask_again(self, run: ExportRun) -> None:
        """Ask about files that turned up; no letter answers, since one may be typing something else just now."""
        from vehicleplan.tui.dialogs.ask import Ask

        def answered(choice: str | None) -> None:
            if choice == "replace":
                run.agree()
                self._begin(run)
            else:
                self.notify("Nothing was written.", timeout=3)

        choices = (("keep", "Write nothing"), ("replace", "Replace"))
        details = "They turned up while the export was made. What is in them now will be gone."
        self.push_screen(Ask(f"Replace {few_names(run.in_the_way)}?", choices, details), answered)

    def _opened(self, place: str = "") -> None:
        was_running = self.jobs.running(EXPORT) is not None
        super()._opened(place)
        if was_running:
            self.notify("The export was stopped; nothing was written.", severity="warning", timeout=5)
