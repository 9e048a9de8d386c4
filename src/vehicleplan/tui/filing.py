"""Opening, beginning, saving and leaving. What is not saved is never lost without a question."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from vehicleplan.errors import BadInputError
from vehicleplan.report.problems import harmless
from vehicleplan.session.browse import free_name
from vehicleplan.tui.offering import Offering

if TYPE_CHECKING:
    from vehicleplan.session.both_sides import BothSides
    from vehicleplan.session.unsaved import Unsaved

_LARGE = 200_000
"""Characters of a file from which on saving is announced, since it may take a moment."""


class Filing(Offering):
    """The app's actions with files."""

    # Opening

    async def action_open_first(self) -> None:
        """Open what the program was started for, or go to Start."""
        path = self.path_to_open
        self.look_for_left()
        if path is None:
            self.switch_mode("start")
            return
        work = self.left_of(path)
        if work is None:
            await self._open_at_first(path)
            return
        await self.switch_mode("start")
        self.offer(work, lambda: self._take_up(work), lambda: self._open(path, lambda: None))

    async def _open_at_first(self, path: Path) -> None:
        try:
            self.desk.open(path)
        except BadInputError as error:
            self.path_to_open = None
            await self.switch_mode("start")
            self.tell_problems(error, f"{path.name} cannot be opened")
        else:
            self._opened()
            self.say_what_else_was_left()

    def open_path(self, path: Path, then: Callable[[], None] = lambda: None) -> None:
        """Open a scenario's file and go to it; where that cannot be, say why.

        Args:
            path: The file.
            then: What to do when it is open.
        """
        if self._is_the_open_one(path):
            self._go_to_it()
            then()
            return
        self._when_safe(lambda: self._open_or_take_up(path, then))

    def take_up(self, work: Unsaved) -> None:
        """Take up work that was not saved, or give it up, as the user decides."""
        self.offer(work, lambda: self._when_safe(lambda: self._take_up(work)), self.revise)

    def open_example(self, name: str, then: Callable[[], None] = lambda: None) -> None:
        """Open a shipped scenario as one that has no file yet."""

        def opened() -> None:
            self.desk.open_example(name)
            self._opened()
            then()

        self._when_safe(opened)

    def action_new(self) -> None:
        """Begin a scenario; it has no file until it is saved."""

        def begun() -> None:
            self.desk.begin()
            self._opened("brief")

        self._when_safe(begun)

    def action_open(self) -> None:
        """Choose a file and open it."""
        from vehicleplan.tui.dialogs.pick_file import PickFile

        def picked(path: Path | None) -> None:
            if path is not None:
                self.open_path(path)

        self.push_screen(PickFile("Open a scenario", self._folder()), picked)

    def _open_or_take_up(self, path: Path, then: Callable[[], None]) -> None:
        work = self.left_of(path)
        if work is None:
            self._open(path, then)
        else:
            self.offer(work, lambda: self._take_up(work), lambda: self._open(path, then))

    def _take_up(self, work: Unsaved) -> None:
        try:
            self.desk.take_up(work)
        except BadInputError as error:
            self.tell_problems(error, "The work cannot be taken up")
            return
        self.look_for_left()
        self._opened()

    def _open(self, path: Path, then: Callable[[], None]) -> None:
        try:
            self.desk.open(path)
        except BadInputError as error:
            self.tell_problems(error, f"{path.name} cannot be opened")
            return
        self._opened()
        then()

    def _opened(self, place: str = "") -> None:
        self.jobs.stop_all()
        self.job_words = ""
        self.forget_failures()
        self.path_to_open = None
        self._go_to_it(place)

    def _go_to_it(self, place: str = "") -> None:
        self.switch_mode(place or ("brief" if self.desk.draft.resolved is None else "questions"))
        self.revise()

    def _is_the_open_one(self, path: Path) -> bool:
        file = self.desk.file
        return file is not None and file.path is not None and file.path.absolute() == path.absolute()

    def _folder(self) -> Path:
        """The folder to look for files in: that of the open one, or the current one."""
        file = self.desk.file
        return Path.cwd() if file is None or file.path is None else file.path.absolute().parent

    # Saving

    def action_save(self) -> None:
        """Save the scenario; where it has no file yet, ask for one."""
        if self.is_open:
            self._save(lambda: None)

    def action_save_as(self) -> None:
        """Save the scenario in another file, which is then the open one."""
        if self.is_open:
            self._save_as(lambda: None)

    def _save(self, then: Callable[[], None], *, over: BothSides | None = None) -> None:
        file = self.desk.file
        if file is None or file.path is None:
            self._save_as(then)
        else:
            self._write(lambda: self.desk.save(over=over), then)

    def _save_as(self, then: Callable[[], None], title: str = "Save as", proposal: Path | None = None) -> None:
        from vehicleplan.tui.dialogs.save_as import SaveAs

        def named(chosen: tuple[Path, bool] | None) -> None:
            if chosen is not None:
                path, overwrite = chosen
                self._write(lambda: self.desk.save_as(path, overwrite=overwrite), then)

        file = self.desk.file
        name = "scenario.toml"
        if file is not None:
            name = file.path.name if file.path else f"{file.example or 'scenario'}.toml"
        self.push_screen(SaveAs(proposal or self._folder() / name, title), named)

    def _write(self, write: Callable[[], None], then: Callable[[], None]) -> None:
        """Write, say so, and go on with what the saving was for."""

        def written() -> None:
            from vehicleplan.session.keeping import ChangedOutsideError

            try:
                write()
            except BadInputError as error:
                self.tell_problems(error, "Not saved")
            except ChangedOutsideError:
                self._ask_whose(then)
            else:
                self._say_saved()
                self.revise()
                then()

        if self.desk.file is not None and len(self.desk.file.text) > _LARGE:
            self.notify("Saving…", timeout=2)
            self.call_after_refresh(written)
        else:
            written()

    def _say_saved(self) -> None:
        file, count = self.desk.file, self.desk.draft.problem_count
        name = "" if file is None or file.path is None else file.path.name
        faults = f", with {count} problem{'' if count == 1 else 's'}" if count else ""
        self.notify(f"Saved to {harmless(name)}{faults}", timeout=3, markup=False)

    def _ask_whose(self, then: Callable[[], None]) -> None:
        """Somebody else has changed the file: show both sides, and let the user take theirs, ours, or both."""
        from vehicleplan.tui.dialogs.both_sides import AskBothSides

        sides = self.desk.both_sides()

        def answered(choice: str | None) -> None:
            if choice == "o":
                self._save(then, over=sides)
            elif choice == "b":
                self._save_both(then)
            elif choice == "t":
                self.desk.take_theirs(sides)
                self.forget_failures()
                self.revise()
                then()

        theirs = (("t", "Take theirs"),) if sides.theirs else ()
        choices = (("b", "Keep both"), *theirs, ("o", "Overwrite with yours"), ("c", "Cancel"))
        named = harmless(str(sides.path))
        details = f"{named} was changed by another program since it was opened."
        if sides.wrong:
            choices = (("b", "Save yours elsewhere"), ("o", "Write it anew"), ("c", "Cancel"))
            details = f"{named} cannot be read any more: {harmless(sides.wrong)}."
        elif not sides.differing:
            details += " It says the same as yours."
        self.push_screen(
            AskBothSides(
                "The file is not as it was", choices, details, sides.differing, ("in the file", "yours      ")
            ),
            answered,
        )

    def _save_both(self, then: Callable[[], None]) -> None:
        """Save the draft beside the file that somebody else has changed."""
        file = self.desk.file
        if file is not None and file.path is not None:
            self._save_as(then, "Save yours beside theirs", free_name(file.path))

    # Leaving

    def action_leave(self) -> None:
        """Leave the program; a question that is being asked comes first."""
        from vehicleplan.tui.dialogs.ask import Ask

        if not isinstance(self.screen, Ask):
            self._when_safe(self._leave)

    def _leave(self) -> None:
        self.jobs.stop_all()
        if self.has_desk:
            self.desk.give_up()
        self.exit(0)

    def _when_safe(self, then: Callable[[], None]) -> None:
        """Do what gives up the open scenario, after its changes were saved or discarded."""
        if not self.is_unsaved:
            then()
            return
        from vehicleplan.tui.dialogs.ask import Ask

        def answered(choice: str | None) -> None:
            if choice == "s":
                self._save(then)
            elif choice == "d":
                then()

        choices = (("s", "Save"), ("d", "Discard"), ("c", "Cancel"))
        self.push_screen(Ask(f"Save the changes in {harmless(self.scenario_name)} first?", choices), answered)

    def tell_problems(self, error: BadInputError, title: str = "This cannot be done") -> None:
        """Show problems in a dialog."""
        from vehicleplan.tui.dialogs.problems import Problems

        self.push_screen(Problems(title, error.problems))
