"""Brief: everything that the scenario's file says, by section, with what is wrong beside it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static

from vehicleplan.errors import Problem
from vehicleplan.model.fault import Fault, KeyPath
from vehicleplan.report.problems import harmless, problem_lines
from vehicleplan.session.draft import Draft
from vehicleplan.tui.forms.form import Form, HelpLine
from vehicleplan.tui.forms.item_list import ItemList
from vehicleplan.tui.forms.page import Page
from vehicleplan.tui.forms.sections import SECTIONS, Section, section_of
from vehicleplan.tui.forms.vehicle_form import VehicleForm
from vehicleplan.tui.place import Place
from vehicleplan.tui.widgets.options import Options

_WIDE = 110
"""Columns of the screen from which the list says what each section holds."""
_IN_THE_LIST = "Enter goes into the section, escape comes back. What one types holds at once; u takes it back."
_IN_ITEMS = "Enter edits one, a adds one, delete removes it. Space switches a rule off and on."


class SectionList(Options):
    """The sections, each with what it says or how many problems it has."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", show=False),
        Binding("k", "cursor_up", show=False),
        Binding("enter,right,l", "select", "go in", key_display="⏎", tooltip="Go into the section"),
    ]


class BriefPlace(Place):
    """The marketing situation, the goal and all that limits the plan."""

    CSS_PATH = "brief.tcss"
    TITLE_OF_HELP = "Brief"
    HELP_TEXT = (
        "Everything that the scenario's file says, apart from its vehicles. Choose a section at the left, go into it "
        "with enter, and type: every change holds at once and can be undone. What is wrong is told below its field, "
        "and F8 goes from one problem to the next. An empty field is left out of the file; what holds then is shown "
        "in grey. In a list, a adds, delete removes, and space lets a rule hold or rest."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f8,n", "next_problem", "next problem", id="next_problem", tooltip="Go to the next problem"),
        Binding("escape", "back", "back", id="brief_back", tooltip="Back to the list"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._page: Page | None = None
        self._shown: Draft | None = None
        self._prompts: list[Content] = []
        self._last: Fault | Problem | None = None

    def compose_place(self) -> Iterable[Widget]:
        """The sections at the left, one of them at the right."""
        yield Static(id="problems", markup=False)
        sections = SectionList(*(section.name for section in SECTIONS), markup=False, id="sections", classes="panel")
        yield Horizontal(sections, Vertical(HelpLine(), id="section", classes="panel"))

    def on_mount(self) -> None:
        """Begin in the list."""
        super().on_mount()
        self.query_one(SectionList).focus()

    def on_resize(self) -> None:
        """The list says more where there is room."""
        if self._shown is not None:
            self._show_sections(self._shown)

    def show(self) -> None:
        """Show the draft: problems, sections, and the one that is open."""
        draft = self.desk.draft
        if draft is self._shown:
            return
        self._shown = draft
        self._show_problems(draft)
        self._show_sections(draft)
        self.refresh_bindings()
        if self._page is not None:
            self._page.call_later(self._page.fill)

    def _show_problems(self, draft: Draft) -> None:
        line, count = self.query_one("#problems", Static), draft.problem_count
        line.set_class(bool(count), "wrong")
        words = "1 problem" if count == 1 else f"{count} problems"
        line.update(f"✗ {words} · F8 goes to the next" if count else "✓ No problems")

    def _show_sections(self, draft: Draft) -> None:
        is_wide = self.app.size.width >= _WIDE
        prompts = [_prompt(section, draft, is_wide=is_wide) for section in SECTIONS]
        sections = self.query_one(SectionList)
        for number, prompt in enumerate(prompts):
            if prompt not in self._prompts[number : number + 1]:
                sections.replace_option_prompt_at_index(number, prompt)
        self._prompts = prompts
        if sections.highlighted is None:
            sections.highlighted = 0

    @on(OptionList.OptionHighlighted, "#sections")
    async def _section_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        await self._open(SECTIONS[event.option_index])

    @on(OptionList.OptionSelected, "#sections")
    def _section_selected(self) -> None:
        if self._page is not None:
            self._page.focus_first()

    async def _open(self, section: Section) -> Page:
        """Show a section."""
        old = self._page
        if old is not None and old.section is section:
            return old
        page = self._page = Page(section, self.desk.draft)
        box = self.query_one("#section", Vertical)
        box.border_title = section.name
        with self.app.batch_update():
            await box.mount(page, before=0)
            if old is not None:
                await old.remove()
        return page

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Say what one does in a list."""
        words = {SectionList: _IN_THE_LIST, ItemList: _IN_ITEMS}.get(type(event.widget))
        if words is not None:
            self.query_one(HelpLine).update(words)

    async def on_click(self, event: events.Click) -> None:
        """A click on the line of problems goes to the next."""
        if event.widget is not None and event.widget.id == "problems":
            await self.action_next_problem()

    @on(Form.Focused)
    def _focused(self, event: Form.Focused) -> None:
        self.query_one(HelpLine).tell(event.row, self.desk.draft)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is a next problem only where there is one, and a way back only from inside."""
        del parameters
        if action == "next_problem":
            return self._shown is not None and self._shown.problem_count > 0
        return action != "back" or not self.query_one(SectionList).has_focus

    def action_back(self) -> None:
        """From an item to its list, from there to the sections."""
        if self._page is None or not self._page.leave_item():
            self.query_one(SectionList).focus()

    async def action_next_problem(self) -> None:
        """Go to the field of the next problem."""
        draft = self.desk.draft
        problems = _problems(draft)
        if not problems:
            self.notify("No problems.", timeout=2)
            return
        at = problems.index(self._last) + 1 if self._last in problems else 0
        self._last = problems[at % len(problems)]
        if isinstance(self._last, Fault):
            await self._go(self._last, draft)
        else:
            await self._go_to(SECTIONS[-1], ())
            self.notify("\n".join(problem_lines(self._last)), severity="warning", timeout=10, markup=False)

    async def _go(self, fault: Fault, draft: Draft) -> None:
        section = section_of(fault.path)
        if section is not None:
            await self._go_to(section, fault.path)
            return
        place = int(fault.path[1])
        entry = draft.value(("vehicle", place))
        name = (entry.get("id") or entry.get("use")) if isinstance(entry, dict) else None
        self.app.push_screen(VehicleForm(str(name or ""), place, fault.path))

    async def _go_to(self, section: Section, path: KeyPath) -> None:
        sections = self.query_one(SectionList)
        with sections.prevent(OptionList.OptionHighlighted):
            sections.highlighted = SECTIONS.index(section)
        page = await self._open(section)
        page.call_later(page.go, path)


def _prompt(section: Section, draft: Draft, *, is_wide: bool) -> Content:
    """A section in the list: its name and a mark for problems, and below it what it says."""
    count = len(section.faults(draft)) + (len(draft.outside) if section is SECTIONS[-1] else 0)
    mark = Content.styled(f" ✗{count if count > 1 else ''}", "$text-error") if count else Content("")
    name = Content(section.name) + mark
    if not is_wide:
        return name
    summary = harmless(section.summary(draft)) if not count else "1 problem" if count == 1 else f"{count} problems"
    return Content("\n").join((name, Content.styled(f"  {summary}", "dim")))


def _problems(draft: Draft) -> list[Fault | Problem]:
    """All problems in the order of the sections, then of the vehicles, then those outside."""

    def order(fault: Fault) -> tuple[int, tuple[tuple[int, str], ...]]:
        section = section_of(fault.path)
        number = len(SECTIONS) if section is None else SECTIONS.index(section)
        return number, tuple((key, "") if isinstance(key, int) else (-1, key) for key in fault.path)

    return [*sorted(draft.faults, key=order), *draft.outside]
