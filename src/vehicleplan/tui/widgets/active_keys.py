"""The keys that hold where one is, told once for each action: for the help and for the palette."""

from __future__ import annotations

from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen

from vehicleplan.frozen import dataclass

_SHOWN = {"question_mark": "?", "escape": "esc", "enter": "⏎", "f1": "F1", "delete": "del"}


@dataclass(frozen=True)
class ActiveKey:
    """An action and its keys.

    Attributes:
        word: What it is called, in a word.
        name: What it does.
        keys: Its keys, as people call them.
        action: The action.
        node: Whose action it is.
        is_everywhere: Whether it holds in every place.
    """

    word: str
    name: str
    keys: str
    action: str
    node: DOMNode
    is_everywhere: bool


def active_keys(screen: Screen[object]) -> tuple[ActiveKey, ...]:
    """The actions of the place in front, then those that hold everywhere; what only moves the cursor is left out."""
    order = [binding.action for binding in screen.app.BINDINGS if isinstance(binding, Binding)]
    found: dict[tuple[DOMNode, str, str], ActiveKey] = {}
    for active in screen.active_bindings.values():
        binding, node = active.binding, active.node
        told = binding.tooltip or (binding.description if binding.show or binding.id else "")
        if not told or not active.enabled or binding.system:
            continue
        which = (node, binding.action, told)
        shown = _SHOWN.get(binding.key) or screen.app.get_key_display(binding)
        before = found[which].keys.split(", ") if which in found else []
        keys = ", ".join(dict.fromkeys((*before, shown)))
        is_everywhere = isinstance(node, App) and binding.action in order
        name = told[0].upper() + told[1:]
        found[which] = ActiveKey(binding.description, name, keys, binding.action, node, is_everywhere)
    return tuple(sorted(found.values(), key=lambda key: order.index(key.action) if key.is_everywhere else -1))


def app_actions(app: App[object]) -> tuple[ActiveKey, ...]:
    """The actions of the app that make sense now, also those whose keys mean something else in the place in front."""
    return tuple(
        ActiveKey(binding.description, binding.tooltip, "", binding.action, app, is_everywhere=True)
        for binding in app.BINDINGS
        if isinstance(binding, Binding) and app.check_action(binding.action, ())
    )
