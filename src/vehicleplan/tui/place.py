"""A place: one full screen of the program, with the bar of places on top and its keys at the bottom.

A place shows what is on the desk whenever it comes to the front or the desk changes, and keeps nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea

from vehicleplan.tui.planner import Planner
from vehicleplan.tui.widgets.keys_bar import KeysBar
from vehicleplan.tui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from vehicleplan.session.desk import Desk


class Place(Screen[None]):
    """The base of all places. A place composes its widgets in `compose_place` and fills them in `show`."""

    NEEDS: ClassVar[Literal["nothing", "screening", "plan"]] = "nothing"
    """What has to be worked out for the place; it is asked for whenever the place is in front."""
    TITLE_OF_HELP: ClassVar[str] = ""
    """The place's name, for its help."""
    HELP_TEXT: ClassVar[str] = ""  # `HELP` is Textual's own
    """What one does here, in a few plain sentences; its keys are listed beside it."""
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "step_back", "stop", show=False)]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]

    @property
    def planner(self) -> Planner:
        """The app, by its own type."""
        assert isinstance(self.app, Planner)  # noqa: S101 - for the type checker
        return self.app

    @property
    def desk(self) -> Desk:
        """What is being worked on."""
        return self.planner.desk

    def compose(self) -> ComposeResult:
        """The bar of places, the place, its keys."""
        yield TopBar()
        yield from self.compose_place()
        yield KeysBar()

    def compose_place(self) -> Iterable[Widget]:
        """The widgets of the place."""
        return ()

    def show(self) -> None:
        """Bring the widgets up to date with the desk; called often, so leave alone what has not changed."""

    def focus_home(self) -> None:
        """Focus what one works with here; by default the first widget that one does not type into."""
        self.set_focus(next((each for each in self.focus_chain if not isinstance(each, Input | TextArea)), None))

    def action_step_back(self) -> None:
        """Leave the field that one types into, or else stop what is being worked out."""
        if isinstance(self.focused, Input | TextArea):
            self.focus_home()
        else:
            self.planner.action_stop_jobs()

    def on_mount(self) -> None:
        """Follow the desk."""
        self.watch(self.app, "revision", self._revised, init=False)

    def on_screen_resume(self) -> None:
        """Catch up with what happened while another place was in front."""
        self._catch_up()

    def _revised(self) -> None:
        if self.is_current:
            self._catch_up()

    def _catch_up(self) -> None:
        if not self.planner.has_desk or not self.desk.is_open:
            self.show_nothing()
            return
        if self.NEEDS == "screening":
            self.planner.want_screening()
        elif self.NEEDS == "plan":
            self.planner.want_plan()
        self.show()

    def show_nothing(self) -> None:
        """What the place does while no scenario is open."""
