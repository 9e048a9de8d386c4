"""Exporting from the terminal UI: chosen in a dialog, made in a job, and nothing is replaced without a yes."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Mapping
from pathlib import Path
from threading import Event

import pytest
from textual.widgets import Input, OptionList

from tui.planned import FAULTY, SMALL, UNBOUNDED, words
from tui.screen import MOST_TURNS, Driver, Opened
from vehicleplan.files.save import _prefix
from vehicleplan.report.document.contracts import Document
from vehicleplan.session import export_run
from vehicleplan.session.export_run import Choice, keep_choice, last_choice
from vehicleplan.tui.dialogs.ask import Ask
from vehicleplan.tui.dialogs.export import Export
from vehicleplan.tui.dialogs.problems import Problems

MARKDOWN = Choice(frozenset({".md"}), is_thorough=False)


@pytest.fixture(autouse=True)
def quick() -> None:
    """What was chosen last is Markdown without analyses, which takes next to no time."""
    keep_choice(MARKDOWN)


class Gate:
    """Making the files waits until the gate is opened.

    Attributes:
        is_closed: Whether it waits.
        made: How many files of formats were begun.
    """

    def __init__(self) -> None:
        self._real = export_run.rendered
        self._open = Event()
        self.is_closed = False
        self.made = 0

    def open(self) -> None:
        """Let the work go on."""
        self._open.set()

    def __call__(self, document: Document, targets: tuple[Path, ...]) -> Mapping[Path, bytes]:
        """The files, once the gate is open."""
        self.made += 1
        if self.is_closed:
            self._open.wait(MOST_TURNS * 0.005)
        if targets[0].suffix == ".csv":
            return {targets[0].with_name(f"{targets[0].stem}-{name}.csv"): b"new" for name in ("cash", "hours")}
        return self._real(document, targets)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Gate:
    """Rendering goes through a gate; it is open until a test closes it. Tables as CSV are two files here."""
    made = Gate()
    monkeypatch.setattr(export_run, "rendered", made)
    return made


def files(driver: Driver, pattern: str = "scenario*") -> set[str]:
    """The files beside the scenario's that have such a name."""
    return {path.name for path in driver.path.parent.glob(pattern) if path != driver.path}


def where(driver: Driver) -> Input:
    """The line with the path."""
    return driver.app.screen.query_one(Input)


async def test_e_and_enter_write_what_was_chosen_last_beside_the_scenario(opened: Opened) -> None:
    """Markdown under the scenario's own name; a notice says so."""
    async with opened(text=SMALL) as driver:
        await driver.press("e")
        assert where(driver).value == "scenario"
        await driver.press("enter")
        assert files(driver) == {"scenario.md"}
        assert "# Small launch" in driver.path.with_suffix(".md").read_text("utf-8")
        assert driver.notices == ["Wrote scenario.md"]
        assert not driver.app.is_unsaved


async def test_formats_are_chosen_by_keys_and_all_are_valid(opened: Opened) -> None:
    """Space at PDF, Markdown and JSON: a PDF, and the plan's results in the JSON."""
    async with opened(text=SMALL) as driver:
        await driver.press("e", "space", *["down"] * 4, "space", "down", "down", "space", "enter")
        assert files(driver) == {"scenario.pdf", "scenario.json"}
        assert driver.path.with_suffix(".pdf").read_bytes().startswith(b"%PDF")
        assert json.loads(driver.path.with_suffix(".json").read_text("utf-8"))["results"] == 30
        assert driver.notices == ["Wrote scenario.pdf, scenario.json"]


async def test_formats_are_chosen_by_mouse(opened: Opened) -> None:
    """A click on a line chooses it, one on the key exports."""
    async with opened(text=SMALL) as driver:
        await driver.press("e")
        await driver.pilot.click("#formats", offset=(4, 6))
        await driver.pilot.click("#formats", offset=(4, 4))
        await driver.settled()
        await driver.pilot.click("KeysLine", offset=(1, 0))
        await driver.settled()
        assert files(driver) == {"scenario.json"}


async def test_the_choice_is_remembered(opened: Opened) -> None:
    """At first it is PDF with all there is to tell; then what was chosen last, also in the next run."""
    keep_choice(Choice(frozenset(), is_thorough=True))
    assert last_choice() == Choice(frozenset({".pdf"}), is_thorough=True)
    async with opened(text=SMALL) as driver:
        await driver.press("e", "space", *["down"] * 6, "space", "down", "space", "enter")
    assert last_choice() == Choice(frozenset({".json"}), is_thorough=False)
    async with opened(text=SMALL) as driver:
        await driver.press("e")
        assert "✔ JSON" in driver.text
        assert "✔ PDF" not in driver.text
        assert "✔ what would change it" not in driver.text


async def test_it_asks_before_it_replaces(opened: Opened) -> None:
    """The line says that the file is there; another name or escape leaves it alone, yes replaces it."""
    async with opened(text=SMALL) as driver:
        file = driver.path.with_suffix(".md")
        file.write_text("mine", "utf-8")
        await driver.press("e")
        assert "scenario.md is there already" in words(driver.text)
        await driver.press("enter")
        assert "Replace scenario.md?" in driver.text
        await driver.press("c", "enter", "escape")
        assert isinstance(driver.app.screen, Export)
        assert file.read_text("utf-8") == "mine"
        await driver.press("enter", "r")
        assert "# Small launch" in file.read_text("utf-8")


async def test_files_of_tables_are_asked_about_before_they_are_made(opened: Opened, gate: Gate) -> None:
    """What has a name as tables have is named in the question; what is no table of this plan is left alone."""
    keep_choice(Choice(frozenset({".csv", ".md"}), is_thorough=False))
    async with opened(text=SMALL) as driver:
        for name in ("cash", "own"):
            driver.path.with_name(f"scenario-{name}.csv").write_text("mine", "utf-8")
        await driver.press("e", "enter")
        assert "Replace scenario-cash.csv, scenario-own.csv?" in driver.text
        assert gate.made == 0
        await driver.press("r")
        assert files(driver) == {"scenario.md", "scenario-cash.csv", "scenario-hours.csv", "scenario-own.csv"}
        assert driver.path.with_name("scenario-cash.csv").read_text("utf-8") == "new"
        assert driver.path.with_name("scenario-own.csv").read_text("utf-8") == "mine"


@pytest.mark.parametrize("is_replaced", [True, False])
async def test_a_file_that_turns_up_meanwhile_is_asked_about(opened: Opened, gate: Gate, *, is_replaced: bool) -> None:
    """Nothing is written before the answer, no letter that one happens to type is one, and nothing is made twice."""
    keep_choice(Choice(frozenset({".csv", ".md"}), is_thorough=False))
    async with opened(text=SMALL) as driver:
        gate.is_closed = True
        await driver.pilot.press("e", "enter")
        await driver.until(lambda: gate.made == 1)
        file = driver.path.with_name("scenario-cash.csv")
        file.write_text("mine", "utf-8")
        gate.open()
        await driver.until(lambda: isinstance(driver.app.screen, Ask))
        await driver.type("replace")
        assert files(driver) == {"scenario-cash.csv"}
        await driver.press(*(["right"] if is_replaced else []), "enter")
        assert gate.made == 2
        if is_replaced:
            assert files(driver) == {"scenario.md", "scenario-cash.csv", "scenario-hours.csv"}
            assert file.read_text("utf-8") == "new"
        else:
            assert files(driver) == {"scenario-cash.csv"}
            assert file.read_text("utf-8") == "mine"
            assert driver.notices == ["Nothing was written."]


async def test_escape_in_the_dialog_writes_nothing(opened: Opened) -> None:
    """Nor does it change what is remembered."""
    async with opened(text=SMALL) as driver:
        await driver.press("e", "space", "escape")
        assert not isinstance(driver.app.screen, Export)
        assert files(driver) == set()
        assert last_choice() == MARKDOWN


async def test_escape_while_it_runs_writes_nothing(opened: Opened, gate: Gate) -> None:
    """The bar says what is done and how to stop it; a second export waits for the first, and works after it."""
    async with opened(text=SMALL) as driver:
        gate.is_closed = True
        await driver.pilot.press("1", "e", "enter")
        await driver.until(lambda: "export: making scenario.md · esc stops" in driver.text)
        await driver.pilot.press("e")
        await driver.until(lambda: "An export is running; escape stops it." in driver.notices)
        await driver.pilot.press("escape")
        await driver.until(lambda: "Stopped." in driver.notices)
        gate.open()
        await driver.settled()
        assert files(driver) == set()
        assert not driver.app.jobs.is_busy
        await driver.press("e", "enter")
        assert files(driver) == {"scenario.md"}


async def test_typing_never_waits_and_the_plan_is_that_of_the_draft_that_was_asked_for(
    opened: Opened, gate: Gate
) -> None:
    """A change while it runs is planned at once; the notice says that the files are of before it."""
    async with opened(text=SMALL) as driver:
        gate.is_closed = True
        await driver.pilot.press("4", "e", "enter")
        await driver.until(lambda: gate.made == 1)
        driver.app.change({("goal", "amount"): 20}, "Goal")
        await driver.until(driver.app.desk.is_planned)
        gate.open()
        await driver.settled()
        assert driver.notices == ["Wrote scenario.md; the scenario was changed meanwhile"]
        assert "goal of 30" in driver.path.with_suffix(".md").read_text("utf-8")


async def test_opening_another_scenario_stops_it_and_says_so(opened: Opened, gate: Gate) -> None:
    """Nothing is written for the one that was given up."""
    async with opened(text=SMALL) as driver:
        gate.is_closed = True
        await driver.pilot.press("e", "enter")
        await driver.until(lambda: gate.made == 1)
        driver.app.action_new()
        gate.open()
        await driver.settled()
        assert files(driver) == set()
        assert "The export was stopped; nothing was written." in driver.notices


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (FAULTY, "There is no plan to export: 1 problem in Brief (1)."),
        (UNBOUNDED, "There is no plan to export: nothing limits"),
    ],
)
async def test_where_there_can_be_no_plan_e_says_why(opened: Opened, text: str, reason: str) -> None:
    """No dialog opens for nothing."""
    async with opened(text=text) as driver:
        await driver.press("4", "e")
        assert len(driver.app.screen_stack) == 1
        assert driver.notices[-1].startswith(reason)


async def test_a_plan_that_cannot_be_is_told_when_it_is_found_out(opened: Opened) -> None:
    """Where nobody has planned yet, the export does, and says why there is none."""
    async with opened(text=UNBOUNDED) as driver:
        await driver.press("1", "e", "enter")
        assert files(driver) == set()
        assert driver.notices[-1].startswith("Not exported: nothing limits")


async def test_a_folder_that_is_not_there_is_said_as_one_types(opened: Opened) -> None:
    """Enter does nothing until the path makes sense, and at least one format is chosen."""
    async with opened(text=SMALL) as driver:
        await driver.press("e", "shift+tab", "ctrl+u")
        assert "Type a name for the files" in driver.text
        await driver.type("no/x")
        assert "There is no folder" in driver.text
        await driver.press("enter")
        assert isinstance(driver.app.screen, Export)
        await driver.press("ctrl+u")
        await driver.type("x.pdf")
        await driver.press("down", *["down"] * 4, "space", "enter")
        assert "Choose a format." in driver.text
        await driver.press("space", "enter")
        assert files(driver, "x*") == {"x.md"}


async def test_the_next_export_is_proposed_where_the_last_went(opened: Opened) -> None:
    """In another folder by its whole path; folders are completed as one types."""
    async with opened(text=SMALL) as driver:
        folder = driver.path.parent / "reports"
        folder.mkdir()
        await driver.press("e", "tab", "ctrl+u")
        await driver.type("rep")
        await driver.press("right")
        await driver.type("q1.v2")
        await driver.press("enter", "e")
        assert (folder / "q1.v2.md").is_file()
        assert where(driver).value == str(folder / "q1.v2")


async def test_e_typed_into_a_field_is_text(opened: Opened) -> None:
    """Where one types, and in a dialog, no export begins."""
    async with opened(text=SMALL) as driver:
        await driver.press("3", "slash")
        await driver.type("e")
        assert len(driver.app.screen_stack) == 1
        assert driver.app.screen.query_one(Input).value == "e"
        await driver.press("escape", "e")
        assert isinstance(driver.app.screen, Export)
        await driver.press("e")
        assert len(driver.app.screen_stack) == 2


async def test_without_a_scenario_e_does_nothing(opened: Opened) -> None:
    """There is nothing to export on Start."""
    async with opened() as driver:
        await driver.press("e")
        assert len(driver.app.screen_stack) == 1
        assert driver.notices == []


async def test_a_disk_that_refuses_one_file_leaves_none(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason is told, nothing is left behind, and the path is proposed again."""
    keep_choice(Choice(frozenset({".json", ".md"}), is_thorough=False))
    real = os.fsync

    def full(handle: int) -> None:
        if _prefix(Path("x.json")) in str(Path(f"/proc/self/fd/{handle}").readlink()):
            raise OSError(errno.ENOSPC, "No space left on device")
        real(handle)

    async with opened(text=SMALL) as driver:
        monkeypatch.setattr(os, "fsync", full)
        await driver.press("e", "tab", "ctrl+u")
        await driver.type("x")
        await driver.press("enter")
        assert isinstance(driver.app.screen, Problems)
        assert "Nothing was written" in driver.text
        assert "no space left" in " ".join(driver.text.replace("│", " ").split())
        assert driver.notices == []
        assert not [path for path in driver.path.parent.iterdir() if path.name.startswith(("x.", ".vehicleplan"))]
        await driver.press("escape", "e")
        assert where(driver).value == "x"


async def test_markup_and_control_characters_are_only_text(opened: Opened) -> None:
    """In the scenario's name, in the path, in the question and in the notice."""
    async with opened(text=SMALL.replace("Small launch", "[/b] [red]launch\\u001b[31m")) as driver:
        await driver.press("e", "tab", "ctrl+u")
        await driver.type("[red]x [")
        await driver.press("enter")
        assert driver.notices == ["Wrote [red]x [.md"]
        await driver.press("e", "enter")
        assert "Replace [red]x [.md?" in driver.text
        await driver.press("r")
        assert driver.notices[-1] == "Wrote [red]x [.md"


async def test_the_whole_dialog_is_seen_on_a_small_screen(opened: Opened) -> None:
    """At 80 × 24 with everything chosen and in the way: formats, what is written, and the keys."""
    keep_choice(Choice(frozenset(kind.suffix for kind in export_run.file_kinds()), is_thorough=True))
    async with opened(text=SMALL) as driver:
        for name in (".md", ".pdf", "-cash.csv"):
            driver.path.with_name(f"scenario{name}").write_text("", "utf-8")
        await driver.press("e")
        assert "You are asked before it replaces anything." in words(driver.text)
        assert "esc cancel" in driver.text
        assert driver.app.screen.query_one(OptionList).max_scroll_y == 0
