"""Start: what it offers, and how one gets from it to a scenario."""

from __future__ import annotations

from pathlib import Path

from cli.runs import SMALL
from tui.screen import Opened
from vehicleplan.session.recent import recent_scenarios, remember
from vehicleplan.tui import screens


async def test_the_first_example_is_planned_in_two_keys(opened: Opened) -> None:
    """A first-time user presses enter on the first example, then p, and is in Plan."""
    async with opened() as driver:
        assert driver.app.current_mode == "start"
        await driver.press("enter")
        assert driver.app.desk.draft.name == "Mid-market launch, team of three"
        await driver.press("p")
        assert driver.app.current_mode == "plan"
        assert driver.app.desk.planned() is not None


async def test_an_example_has_no_file_and_is_not_unsaved(opened: Opened) -> None:
    """Opening an example writes nothing, and leaving asks nothing."""
    async with opened() as driver:
        await driver.press("down", "enter")
        file = driver.app.desk.file
        assert file is not None
        assert file.path is None
        assert not driver.app.is_unsaved
        assert recent_scenarios() == ()


async def test_recent_scenarios_come_first_and_those_that_have_gone_are_not_shown(
    opened: Opened, tmp_path: Path
) -> None:
    """The mark stands on the newest scenario; p opens and plans it; a file that is gone is left out."""
    here, gone = tmp_path / "here.toml", tmp_path / "gone.toml"
    here.write_text(SMALL, "utf-8")
    remember(here, "[bold]Small[/bold] launch")
    remember(gone, "Gone")
    async with opened() as driver:
        assert "[bold]Small[/bold] launch" in driver.lines[3]
        assert "Gone" not in driver.text
        await driver.press("p")
        assert driver.app.current_mode == "plan"
        assert driver.app.desk.draft.name == "Small launch"


async def test_a_new_scenario_opens_in_brief_without_problems(opened: Opened) -> None:
    """A scenario that is begun has a goal and a horizon, no faults and no file; saving asks for a name."""
    async with opened() as driver:
        await driver.press("n")
        assert driver.app.current_mode == "brief"
        assert driver.app.desk.draft.problem_count == 0
        assert driver.app.desk.draft.value(("horizon", "start")).isoformat() == "2027-01-01"
        await driver.press("ctrl+s")
        assert "scenario.toml" in driver.text


async def test_a_file_is_picked_by_typing_a_part_of_its_name(opened: Opened, tmp_path: Path) -> None:
    """The list narrows as one types; enter goes into a folder, and opens a file."""
    folder = tmp_path / "home" / "work"
    folder.mkdir()
    (folder / "launch.toml").write_text(SMALL, "utf-8")
    (folder / "notes.txt").write_text("", "utf-8")
    async with opened() as driver:
        await driver.press("ctrl+o", "~", "/")
        await driver.type("wor")
        await driver.press("enter")
        assert "launch.toml" in driver.text
        assert "notes.txt" not in driver.text
        await driver.type("unch")
        await driver.press("enter")
        assert driver.app.desk.draft.name == "Small launch"


async def test_a_file_that_cannot_be_read_is_shown_as_a_problem(opened: Opened) -> None:
    """TOML with a fault: its line is on the screen, and behind it Start."""
    async with opened(text="format = 1\nname = \n") as driver:
        assert driver.app.current_mode == "start"
        assert "2 │ name =" in driver.text
        assert "Text goes in quotes" in driver.text
        await driver.press("escape")
        assert "Examples" in driver.text
        assert not driver.app.is_open


async def test_the_file_that_is_open_is_gone_back_to_with_its_changes(opened: Opened) -> None:
    """Choosing the open scenario on Start goes back to it instead of reading it anew."""
    async with opened(text=SMALL) as driver:
        driver.app.change({("goal", "amount"): 31}, "Goal")
        await driver.press("0", "enter")
        assert driver.app.current_mode == "questions"
        assert driver.app.desk.draft.value(("goal", "amount")) == 31


def test_the_styles_of_a_place_hold_in_that_place_alone() -> None:
    """Textual gives every place the styles of all places that were shown before, so each names its own first."""
    for sheet in Path(screens.__path__[0]).glob("*.tcss"):
        firsts = {line.split()[0].split(".")[0] for line in sheet.read_text("utf-8").splitlines() if line[:1].strip()}
        assert len(firsts) == 1, sheet.name
        assert firsts.pop()[:1].isupper(), sheet.name
