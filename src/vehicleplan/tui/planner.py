"""What the keys that hold everywhere do: go, plan, undo, redo, stop, help."""

from __future__ import annotations

from textual.screen import ModalScreen

from vehicleplan.report.problems import harmless
from vehicleplan.tui.exporting import Exporting

_NEED_A_SCENARIO = frozenset({"save", "save_as", "undo", "redo", "plan_now", "export"})
_NOT_OVER_A_DIALOG = frozenset({"save", "save_as", "open", "new", "export", "help", "command_palette"})

_PALETTE = "--command-palette"
"""Textual's own name for its palette, which lists what can be done in the place below it."""


class Planner(Exporting):
    """The app's own actions, apart from its places and keys."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action makes sense now; what does not is neither shown nor done."""
        is_over_a_dialog = isinstance(self.screen, ModalScreen) and self.screen.id != _PALETTE
        if action in _NOT_OVER_A_DIALOG and is_over_a_dialog:
            return False
        if action in _NEED_A_SCENARIO:
            return self.is_open
        return super().check_action(action, parameters)

    def revise(self) -> None:
        """Say that the desk has changed; with it may change which keys make sense."""
        super().revise()
        if self.screen_stack:  # none is left while the app is closing, and a job may end even then
            self.screen.refresh_bindings()

    def action_go(self, place: str) -> None:
        """Go to a place; all but Start need a scenario."""
        if place != "start" and not self.is_open:
            self.notify("Open a scenario first.", severity="warning", timeout=3)
            return
        if self.current_mode != place:
            self.switch_mode(place)
            self.revise()

    def action_plan_now(self) -> None:
        """Go to Plan, and plan."""
        if self.is_open:
            self.forget_failure()
            self.want_plan()
        self.action_go("plan")

    def action_undo(self) -> None:
        """Take the last change back."""
        self._say_step("Taken back", self.desk.undo(), "There is nothing to take back.")

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self._say_step("Done again", self.desk.redo(), "There is nothing to do again.")

    def _say_step(self, done: str, label: str | None, nothing: str) -> None:
        self.clear_notifications()
        if label is None:
            self.notify(nothing, timeout=2)
            return
        self.notify(f"{done}: {harmless(label)}", timeout=2, markup=False)
        self.revise()

    def action_stop_jobs(self) -> None:
        """Stop what is being worked out; the best plan found so far is kept, and nothing begins again by itself."""
        stopped = self.jobs.stop_all()
        for job in stopped:
            self.keep_stopped(job)
        if stopped:
            self.job_words = ""
            self.notify("Stopped.", timeout=2)
            self.revise()

    def action_help(self) -> None:
        """Say what one does here, and with which keys."""
        from vehicleplan.tui.dialogs.help import Help

        self.push_screen(Help(self.screen))

    def action_help_quit(self) -> None:
        """Say how one leaves, to whoever presses ctrl+c."""
        self.notify("ctrl+q leaves the program.", timeout=3)
