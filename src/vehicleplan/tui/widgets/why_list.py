"""Why each candidate is in the plan or not, as a list: the answer on top, then a line or more for each candidate."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from vehicleplan.report.contracts import Section
from vehicleplan.report.layout import wrapped
from vehicleplan.report.problems import harmless
from vehicleplan.tui.widgets.plan_list import CardList
from vehicleplan.tui.widgets.sections import MOST_TEXT

_AT_SIDES = 3
"""A column on either side, and the scrollbar."""


class WhyList(Vertical):
    """The candidates with their explanations; opening one goes to its card."""

    DEFAULT_CSS = """
    WhyList > Static { height: auto; padding: 0 1 1 1; }
    WhyList > CardList { height: 1fr; max-height: 100%; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__(id="why-list")
        self._shown: Section | None = None
        self._width = 0

    def compose(self) -> ComposeResult:
        """The answer, and the candidates."""
        yield Static(markup=False)
        yield CardList(id="why-candidates", markup=False)

    @property
    def candidates(self) -> CardList:
        """The list."""
        return self.query_one(CardList)

    def show(self, section: Section, vehicle: str) -> None:
        """Show other explanations, with the cursor on a vehicle where it is among them."""
        if section is self._shown:
            return
        self._shown = section
        self._fill(section)
        self.go_to(vehicle)

    def on_resize(self) -> None:
        """Break the lines for another width."""
        if self._shown is not None and self._width != self._room:
            self._fill(self._shown)

    @property
    def _room(self) -> int:
        """Columns for the text: those of the screen without what stands at its sides."""
        return min(self.screen.size.width - _AT_SIDES, MOST_TEXT)

    def _fill(self, section: Section) -> None:
        width = self._width = self._room
        first, *rest = ("\n".join(wrapped(sentence, width)) for sentence in section.answer)
        self.query_one(Static).update(Content.assemble((first, "bold"), *(f"\n{sentence}" for sentence in rest)))
        self.candidates.fill([*_options(section, width)])

    def go_to(self, vehicle: str) -> None:
        """Put the cursor on a vehicle, where it is in the list."""
        listed = self.candidates
        places = [at for at in range(listed.option_count) if listed.get_option_at_index(at).id == vehicle]
        if places:
            listed.highlighted = places[0]


def _options(section: Section, width: int) -> Iterator[Option]:
    for group in section.groups:
        yield Option(Content.styled(group.title, "bold $text-accent"), disabled=True)
        for each in group.candidates:
            text = Content.styled("\n".join(wrapped(f"{each.name}: {each.words}", width)), "$text-muted")
            yield Option(text.stylize("bold $foreground", 0, len(harmless(each.name)) + 1), each.id)
    for note in section.notes:
        yield Option(Content("\n".join(("", *wrapped(note, width)))), disabled=True)
