"""The command palette: every action that makes sense now, by its name and with its keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.dom import DOMNode
from textual.markup import escape

from vehicleplan.frozen import dataclass
from vehicleplan.tui.desk_app import desk_app
from vehicleplan.tui.widgets.active_keys import ActiveKey, active_keys, app_actions

_NOT_LISTED = frozenset({"stop_jobs", "command_palette", "help_quit", "step_back"})


@dataclass(frozen=True)
class Command:
    """Something to do.

    Attributes:
        name: What is done.
        keys: Its keys.
        action: The action.
        node: Whose action it is.
    """

    name: str
    keys: str
    action: str
    node: DOMNode


class Commands(Provider):
    """The actions of the place in front, then those of the app, then those of its look."""

    async def discover(self) -> Hits:
        """All of them."""
        for command in self._commands():
            yield DiscoveryHit(_shown(Content(command.name), command), self._run(command), command.name)

    async def search(self, query: str) -> Hits:
        """Those whose names fit what is typed."""
        matcher = self.matcher(query)
        for command in self._commands():
            score = matcher.match(command.name)
            if score > 0:
                shown = _shown(matcher.highlight(escape(command.name)), command)
                yield Hit(score, shown, self._run(command), command.name)

    def _commands(self) -> Iterator[Command]:
        told: set[str] = set()
        for key in (*active_keys(self.screen), *app_actions(self.app)):
            action = key.action.removeprefix("app.")
            if action not in told and action not in _NOT_LISTED and self._applies(action):
                told.add(action)
                yield Command(_name(key), key.keys, key.action, key.node)
        yield Command("Switch between light and dark", "", "app.switch_look", self.app)
        yield Command("Choose a theme", "", "app.change_theme", self.app)

    def _applies(self, action: str) -> bool:
        """Whether there is a scenario for it, where it is a place to go to."""
        return action == "go('start')" or not action.startswith("go(") or desk_app(self.screen).is_open

    def _run(self, command: Command) -> Callable[[], None]:
        def run() -> None:
            self.app.call_later(self.app.run_action, command.action, command.node)

        return run


def _name(key: ActiveKey) -> str:
    """The action's word, by which people look for it, and what it does."""
    if not key.word or key.word.casefold() in key.name.casefold():
        return key.name
    return f"{key.word[0].upper()}{key.word[1:]}: {key.name[0].lower()}{key.name[1:]}"


def _shown(name: Content, command: Command) -> Content:
    return Content.assemble(name, "  ", (command.keys, "dim"))
