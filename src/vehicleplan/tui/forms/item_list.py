"""The items of a section's lists, one below the other under their headings, with a line to add to each."""

from __future__ import annotations

from textwrap import wrap
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from vehicleplan.frozen import dataclass
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.report.problems import harmless
from vehicleplan.session.draft import Draft
from vehicleplan.tui.forms.groups import Group
from vehicleplan.tui.widgets.options import Options

_WIDTH = 60
"""Columns to wrap at before the list has its size."""


@dataclass(frozen=True)
class ItemPlace:
    """An item's place in its list; None stands for the line that adds one."""

    group: Group
    number: int | None


class ItemList(Options):
    """Shows items and says what one wants of them; it changes nothing itself."""

    DEFAULT_CSS = """
    ItemList { height: auto; border: none; background: transparent; padding: 0; scrollbar-size-vertical: 1; }
    ItemList > .option-list--option-disabled { color: $primary; text-style: bold; }
    ItemList:focus { border: none; background: transparent; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", show=False),
        Binding("k", "cursor_up", show=False),
        Binding("a,plus", "add", "add", key_display="a", tooltip="Add one"),
        Binding("delete", "remove", "remove", tooltip="Remove it; undo brings it back"),
        Binding("space", "rest", "on/off", tooltip="Let a rule hold, or keep it and ignore it"),
        Binding("right,l", "select", "edit", show=False),
    ]

    @dataclass
    class Shown(Message):
        """Another item is highlighted."""

        place: ItemPlace | None

    class Resized(Message):
        """The list has another width."""

    @dataclass
    class Opened(Message):
        """An item is to be edited."""

        place: ItemPlace

    @dataclass
    class Added(Message):
        """One is to be added to a list."""

        group: Group

    @dataclass
    class Removed(Message):
        """An item is to go."""

        group: Group
        number: int

    @dataclass
    class Rested(Message):
        """An item is to hold, or to be ignored."""

        group: Group
        number: int

    def __init__(self, groups: tuple[Group, ...]) -> None:
        super().__init__(markup=False, compact=True)
        self._groups = groups
        self._places: list[ItemPlace | None] = []
        self._prompts: list[Content] = []

    @property
    def place(self) -> ItemPlace | None:
        """What is highlighted."""
        at = self.highlighted
        return self._places[at] if at is not None and at < len(self._places) else None

    def go(self, group: Group, number: int) -> None:
        """Highlight an item."""
        wanted = ItemPlace(group, number)
        if wanted in self._places:
            self.highlighted = self._places.index(wanted)

    def fill(self, draft: Draft, resolved: ResolvedScenario | None) -> None:
        """Show the items of a draft; the highlight stays in its list."""
        places: list[ItemPlace | None] = []
        prompts: list[Content] = []
        for group in self._groups:
            places.append(None)
            prompts.append(Content.styled(group.heading, "bold"))
            for number, item in enumerate(group.items(draft)):
                places.append(ItemPlace(group, number))
                prompts.append(self._line(group, number, item, draft, resolved))
            places.append(ItemPlace(group, None))
            prompts.append(Content.styled(f"  + add a {group.noun}", "dim"))
        if places == self._places:
            for at, prompt in enumerate(prompts):
                if prompt != self._prompts[at]:
                    self.replace_option_prompt_at_index(at, prompt)
        else:
            self._rebuild(places, prompts)
        self._prompts = prompts

    def _rebuild(self, places: list[ItemPlace | None], prompts: list[Content]) -> None:
        before = self.place
        self._places = places
        with self.prevent(OptionList.OptionHighlighted):
            self.clear_options()
            self.add_options(
                Option(prompt, disabled=place is None) for place, prompt in zip(places, prompts, strict=True)
            )
            self.highlighted = _nearest(places, before)
        if self.place != before:
            self.post_message(self.Shown(self.place))

    def _line(
        self, group: Group, number: int, item: object, draft: Draft, resolved: ResolvedScenario | None
    ) -> Content:
        """An item in words, with what is wrong and whether it holds before it; further lines are set in."""
        table = item if isinstance(item, dict) else {}
        mark = "✗ " if draft.faults_at((*group.path, number)) else "  "
        holds = table.get("active", True) is not False
        box = ("[x] " if holds else "[ ] ") if group.can_rest else ""
        indent = " " * (len(mark) + len(box))
        width = max(20, (self.size.width or _WIDTH) - 2 - len(indent))
        lines = wrap(harmless(group.words(table, draft, resolved)), width) or [""]
        words = f"\n{indent}".join(lines)
        return Content.assemble((mark, "$text-error"), box, (words, "" if holds else "dim"))

    def on_resize(self) -> None:
        """Wrap anew."""
        self.post_message(self.Resized())

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self.post_message(self.Shown(self.place))

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        place = self.place
        if place is not None:
            self.post_message(self.Added(place.group) if place.number is None else self.Opened(place))

    def action_add(self) -> None:
        """Add one to the list that is highlighted."""
        place = self.place
        if place is not None:
            self.post_message(self.Added(place.group))

    def action_remove(self) -> None:
        """Remove the item that is highlighted."""
        place = self.place
        if place is not None and place.number is not None:
            self.post_message(self.Removed(place.group, place.number))

    def action_rest(self) -> None:
        """Let the item hold, or ignore it."""
        place = self.place
        if place is not None and place.number is not None and place.group.can_rest:
            self.post_message(self.Rested(place.group, place.number))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only lists whose items can rest have a key for it."""
        del parameters
        return action != "rest" or any(group.can_rest for group in self._groups)


def _nearest(places: list[ItemPlace | None], before: ItemPlace | None) -> int | None:
    """The place that comes nearest to an earlier one: the same, else the item before, else the first."""
    if before is not None and before.number is not None:
        for number in range(before.number, -1, -1):
            if ItemPlace(before.group, number) in places:
                return places.index(ItemPlace(before.group, number))
    if before in places and before is not None:
        return places.index(before)
    return next((at for at, place in enumerate(places) if place is not None), None)
