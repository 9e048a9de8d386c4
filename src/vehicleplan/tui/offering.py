"""Work that was not saved: offered when the program starts, and when the file that it belongs to is opened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from vehicleplan.report.problems import harmless
from vehicleplan.session.folders import has_journals
from vehicleplan.tui.desk_app import DeskApp

if TYPE_CHECKING:
    from vehicleplan.session.unsaved import Unsaved


class Offering(DeskApp):
    """The app's offers of work that was not saved."""

    left: tuple[Unsaved, ...] = ()
    """What runs before this one have left unsaved, the newest first."""

    def look_for_left(self) -> None:
        """See what was left."""
        if not has_journals():
            self.left = ()
            return
        from vehicleplan.session.recovery import unsaved_work

        self.left = unsaved_work()

    def left_of(self, path: Path) -> Unsaved | None:
        """What was left of a file, the newest."""
        if not has_journals():
            return None
        from vehicleplan.session.recovery import unsaved_work

        return next(iter(unsaved_work(path)), None)

    def offer(self, work: Unsaved, take_up: Callable[[], None], go_on: Callable[[], None]) -> None:
        """Ask what is to become of work that was not saved.

        Args:
            work: The work.
            take_up: What to do where it is to be taken up.
            go_on: What to do where it was given up, or is to be kept for later.
        """
        from vehicleplan.session.both_sides import both_sides
        from vehicleplan.session.recovery import give_up
        from vehicleplan.tui.dialogs.both_sides import AskBothSides

        def answered(choice: str | None) -> None:
            if choice == "t":
                take_up()
                return
            if choice == "d":
                give_up(work)
            self.look_for_left()
            go_on()

        sides = None if work.path is None else both_sides(work.path, work.tables)
        self.push_screen(
            AskBothSides(
                f"There is work on {harmless(work.name)} that was not saved",
                (("t", "Take it up"), ("l", "Leave it for later"), ("d", "Discard it")),
                f"{left_words(work)}. The program ended before it was saved.",
                () if sides is None else sides.differing,
                ("in the file", "not saved  "),
            ),
            answered,
        )

    def say_what_else_was_left(self) -> None:
        """Say that there is other work which was not saved, for whoever does not pass by Start."""
        if self.left:
            names = harmless(self.left[0].name) if len(self.left) == 1 else f"{len(self.left)} scenarios"
            self.notify(f"Work on {names} was not saved; it is on Start (0).", timeout=8, markup=False)


def left_words(work: Unsaved) -> str:
    """How much it is, and of when."""
    count = "1 value" if work.changes == 1 else f"{work.changes:,} values"
    return f"{count} changed, the last on {work.changed:%d %B %Y at %H:%M}"
