"""Start: go on with a scenario, try a worked example, open a file, begin anew."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from vehicleplan.frozen import dataclass
from vehicleplan.report.problems import harmless
from vehicleplan.session.recent import Recent, recent_scenarios
from vehicleplan.session.unsaved import Unsaved
from vehicleplan.session.workspace import DEFAULT_TEMPLATE, Template, templates
from vehicleplan.tui.offering import left_words
from vehicleplan.tui.place import Place
from vehicleplan.tui.widgets.options import Options

_MOST_RECENT = 6
_ACTIONS = {"open": ("Open a file…", "ctrl+o"), "new": ("New scenario", "n")}
_ABOUT_ACTIONS = {
    "open": "Choose the file of a scenario.",
    "new": "Begin with a goal and a horizon, without candidates. It is written to a file when you save it.",
}


@dataclass(frozen=True)
class _Choice:
    """One line of the list."""

    what: Unsaved | Recent | Template | str

    @property
    def key(self) -> str:
        """What tells it from the other lines."""
        if isinstance(self.what, Unsaved):
            return f"unsaved:{self.what.journal.name}"
        if isinstance(self.what, Recent):
            return f"recent:{self.what.path}"
        return f"example:{self.what.name}" if isinstance(self.what, Template) else self.what


class _Choices(Options):
    """The list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "open", id="start.take", tooltip="Open what is marked"),
        Binding("j", "cursor_down", "down", show=False),
        Binding("k", "cursor_up", "up", show=False),
    ]


class Start(Place):
    """The first place."""

    CSS_PATH = "start.tcss"
    TITLE_OF_HELP = "Start"
    HELP_TEXT = """Choose what to work on. An example opens without a file: look around, change what you like, and save
    it under a name of your own if you want to keep it. Then walk the seven questions, or plan at once."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "take_and_plan", "open and plan", id="start.plan", tooltip="Open what is marked, and plan"),
        Binding("n", "app.new", "new", id="start.new", tooltip="Begin a scenario without candidates"),
        Binding("ctrl+o", "app.open", "open a file", id="start.open", tooltip="Choose the file of a scenario"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._choices: dict[str, _Choice] = {}
        self._shown: tuple[_Choice, ...] = ()

    def compose_place(self) -> Iterable[Widget]:
        """The list, and what the marked line is about."""
        with Horizontal(id="start"):
            choices = _Choices(id="choices", classes="panel", compact=True)
            choices.border_title = "What to work on"
            yield choices
            about = Static(id="about", classes="panel")
            about.border_title = "About"
            yield about

    def show(self) -> None:
        """List what there is now."""
        self._list()

    def show_nothing(self) -> None:
        """List what there is now."""
        self._list()

    def focus_home(self) -> None:
        """Focus the list."""
        self.query_one("#choices").focus()

    def _list(self) -> None:
        left = tuple(_Choice(work) for work in self.planner.left[:_MOST_RECENT])
        recents = tuple(_Choice(recent) for recent in recent_scenarios()[:_MOST_RECENT])
        examples = tuple(_Choice(template) for template in _examples())
        actions = tuple(_Choice(action) for action in _ACTIONS)
        if self._shown == left + recents + examples + actions:
            return
        self._shown = left + recents + examples + actions
        self._choices = {choice.key: choice for choice in self._shown}
        choices = self.query_one("#choices", OptionList)
        choices.clear_options()
        for title, group in (("Not saved", left), ("Recent", recents), ("Examples", examples), ("Or", actions)):
            if group:
                choices.add_option(Option(Content.styled(title, "bold $text-muted"), disabled=True))
                choices.add_options(Option(_line(choice), id=choice.key) for choice in group)
        choices.highlighted = 1
        choices.focus()

    @on(OptionList.OptionHighlighted, "#choices")
    def _marked(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        choice = self._choices.get(event.option_id or "")
        if choice is not None:
            self.query_one("#about", Static).update(_about(choice))

    @on(OptionList.OptionSelected, "#choices")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._take(event.option_id)

    def action_take_and_plan(self) -> None:
        """Open what is marked, and plan."""
        self._take(self._marked_key(), plans=True)

    def _marked_key(self) -> str | None:
        choices = self.query_one("#choices", OptionList)
        return None if choices.highlighted is None else choices.get_option_at_index(choices.highlighted).id

    def _take(self, key: str | None, *, plans: bool = False) -> None:
        choice = self._choices.get(key or "")
        if choice is None:
            return
        then = self.planner.action_plan_now if plans else lambda: None
        if isinstance(choice.what, Unsaved):
            self.planner.take_up(choice.what)
        elif isinstance(choice.what, Recent):
            self.planner.open_path(choice.what.path, then)
        elif isinstance(choice.what, Template):
            self.planner.open_example(choice.what.name, then)
        else:
            self.call_later(self.planner.run_action, f"app.{choice.what}")


def _examples() -> tuple[Template, ...]:
    """The worked examples, the one to begin with first."""
    return tuple(sorted(templates(), key=lambda template: (template.name != DEFAULT_TEMPLATE, template.name)))


def _line(choice: _Choice) -> Content:
    what = choice.what
    if isinstance(what, Unsaved):
        where = "no file yet" if what.path is None else _seen_from_home(what.path)
        return Content.assemble("  ", harmless(what.name), "  ", (harmless(where), "dim"))
    if isinstance(what, Recent):
        return Content.assemble("  ", harmless(what.name), "  ", (harmless(_seen_from_home(what.path)), "dim"))
    if isinstance(what, Template):
        return Content(f"  {_title(what)}")
    words, key = _ACTIONS[what]
    return Content.assemble("  ", words, "  ", (key, "dim"))


def _title(template: Template) -> str:
    """What an example is called: the words of its first line before the colon."""
    return template.about.partition(":")[0]


def _about(choice: _Choice) -> Content:
    what = choice.what
    if isinstance(what, Unsaved):
        return Content("\n").join(
            [
                Content.styled(harmless(what.name), "bold"),
                Content("The program ended before this was saved. Take it up, or discard it."),
                Content.styled(left_words(what), "$text-muted"),
            ]
        )
    if isinstance(what, Recent):
        changed = f"Changed {what.changed:%d %B %Y, %H:%M}" if what.changed else ""
        return Content("\n").join(
            [
                Content.styled(harmless(what.name), "bold"),
                Content(harmless(_seen_from_home(what.path))),
                Content.styled(changed, "$text-muted"),
            ]
        )
    if isinstance(what, Template):
        title, _, rest = what.about.partition(":")
        return Content("\n").join([Content.styled(title, "bold"), Content(rest.strip()[:1].upper() + rest.strip()[1:])])
    return Content(_ABOUT_ACTIONS[what])


def _seen_from_home(path: Path) -> str:
    try:
        return f"~/{path.relative_to(Path.home())}"
    except (ValueError, RuntimeError):
        return str(path)
