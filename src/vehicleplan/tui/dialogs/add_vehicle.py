"""Vehicles of catalogs that are no candidates yet, to be chosen as many as one likes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Label, OptionList
from textual.widgets.option_list import Option

from vehicleplan.report.problems import harmless
from vehicleplan.session.candidates import Offer
from vehicleplan.tui.dialogs.dialog import Dialog
from vehicleplan.tui.widgets.options import Options

_NO_PURPOSE = "no purpose"


class AddVehicles(Dialog[tuple[Offer, ...] | None]):
    """Gives the vehicles that were chosen, or None where the user left.

    Args:
        offers: What there is to choose from.
    """

    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("space", "choose"),
        ("enter", "add"),
        ("/", "find"),
        ("escape", "cancel"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "add", "add", priority=True, tooltip="Add what is chosen, or what the cursor is on"),
        Binding("space", "choose", "choose", tooltip="Choose it, or not"),
        Binding("slash", "find", "find", tooltip="Find by name, purpose or catalog"),
        Binding("down", "to_list", "down", show=False),
    ]
    DEFAULT_CSS = """
    AddVehicles .dialog { width: 90; height: 92%; }
    AddVehicles OptionList { height: 1fr; padding: 0; background: $surface; }
    AddVehicles OptionList, AddVehicles OptionList:focus { border: none; background-tint: $surface 0%; }
    AddVehicles #chosen { color: $text-muted; }
    """

    def __init__(self, offers: Sequence[Offer]) -> None:
        super().__init__("Add vehicles of a catalog")
        self._offers = {_key(offer): offer for offer in offers}
        self._chosen: dict[str, Offer] = {}

    def compose_dialog(self) -> Iterable[Widget]:
        """What to find, the vehicles, and how many are chosen."""
        yield Input(placeholder="find by name, purpose or catalog", compact=True, select_on_focus=False, id="find")
        yield Options(markup=False)
        yield Label("", id="chosen")

    def on_mount(self) -> None:
        """Show all; the cursor is in the list."""
        self._fill("")
        self.query_one(OptionList).focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._fill(event.value)

    def action_find(self) -> None:
        """Type what to find."""
        self.query_one(Input).focus()

    def on_key(self, event: events.Key) -> None:
        """A letter that is typed in the list is the first of what to find."""
        typed = event.character
        if isinstance(self.focused, OptionList) and event.is_printable and typed is not None and typed not in " /":
            event.stop()
            self.action_find()
            self.query_one(Input).insert_text_at_cursor(typed)

    def action_to_list(self) -> None:
        """Go from the line into the list."""
        self.query_one(OptionList).focus()

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_choose()

    def action_choose(self) -> None:
        """Choose the vehicle under the cursor, or no longer."""
        offer = self._under_cursor()
        if offer is None:
            return
        key = _key(offer)
        if self._chosen.pop(key, None) is None:
            self._chosen[key] = offer
        self.query_one(OptionList).replace_option_prompt(key, self._line(offer))
        self._tell()

    def action_add(self) -> None:
        """Close with what was chosen, or with the vehicle under the cursor."""
        under = self._under_cursor()
        chosen = tuple(offer for key, offer in self._offers.items() if key in self._chosen)
        self.dismiss(chosen or (() if under is None else (under,)) or None)

    def _under_cursor(self) -> Offer | None:
        options = self.query_one(OptionList)
        if options.highlighted is None:
            return None
        return self._offers.get(options.get_option_at_index(options.highlighted).id or "")

    def _fill(self, words: str) -> None:
        """Show the vehicles in which all the words are found, by catalog and purpose."""
        wanted = words.casefold().split()
        found = [offer for offer in self._offers.values() if all(word in _searched(offer) for word in wanted)]
        order = {_group(offer): number for number, offer in reversed(list(enumerate(found)))}
        found.sort(key=lambda offer: order[_group(offer)])
        shown: list[Option] = []
        for group, offers in groupby(found, key=_group):
            if shown:
                shown.append(Option(Content(""), disabled=True))
            shown.append(Option(_heading(*group), disabled=True))
            shown += [Option(self._line(offer), id=_key(offer)) for offer in offers]
        options = self.query_one(OptionList)
        options.clear_options().add_options(shown)
        options.action_first()
        self._tell("" if found else "Nothing is found." if self._offers else "All vehicles are candidates already.")

    def _line(self, offer: Offer) -> Content:
        is_chosen = _key(offer) in self._chosen
        mark = Content.styled("✔ ", "bold") if is_chosen else Content("  ")
        return mark + Content(harmless(offer.name)) + Content.styled(f"  {harmless(offer.vehicle.activity)}", "dim")

    def _tell(self, words: str = "") -> None:
        count = len(self._chosen)
        chosen = f"{count} chosen" if count else "⏎ adds the one under the cursor"
        self.query_one("#chosen", Label).update(Content(words or chosen))


def _key(offer: Offer) -> str:
    return f"{offer.catalog}/{offer.vehicle.id}"


def _group(offer: Offer) -> tuple[str, str, bool]:
    return offer.vehicle.purpose or _NO_PURPOSE, offer.catalog, offer.is_listed


def _heading(purpose: str, catalog: str, is_listed: bool) -> Content:  # noqa: FBT001 - a group as it is
    where = f"catalog {catalog}" if is_listed else f"catalog {catalog}, not listed yet"
    return Content.styled(harmless(purpose), "bold $foreground") + Content.styled(f"  {harmless(where)}", "$text-muted")


def _searched(offer: Offer) -> str:
    vehicle = offer.vehicle
    return " ".join((offer.name, vehicle.id, vehicle.purpose or "", offer.catalog)).casefold()
