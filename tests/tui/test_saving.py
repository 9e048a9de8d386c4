"""Saving, opening another scenario, leaving: nothing is lost without a question."""

from __future__ import annotations

import tomllib
from pathlib import Path

from cli.runs import SMALL
from tui.screen import Driver, Opened
from vehicleplan.tui.dialogs.ask import Ask
from vehicleplan.tui.dialogs.save_as import SaveAs


def amount(path: Path) -> object:
    """The goal's amount in a file."""
    return tomllib.loads(path.read_text("utf-8"))["goal"]["amount"]


async def changed(driver: Driver) -> None:
    """Ask for 31 leads instead of 30."""
    driver.app.change({("goal", "amount"): 31}, "Goal")
    await driver.settled()


async def test_saving_writes_the_change_and_nothing_else(opened: Opened) -> None:
    """ctrl+s writes into the file, comments stay, and a notice says so."""
    text = SMALL.replace("amount = 30", "amount = 30  # from the board")
    async with opened(text=text) as driver:
        await changed(driver)
        assert driver.app.is_unsaved
        await driver.press("ctrl+s")
        assert driver.path.read_text("utf-8") == text.replace("amount = 30", "amount = 31")
        assert driver.notices == ["Saved to scenario.toml"]
        assert not driver.app.is_unsaved


async def test_a_scenario_with_faults_is_saved_and_the_notice_counts_them(opened: Opened) -> None:
    """Work in progress may have problems; the notice says how many."""
    async with opened(text=SMALL) as driver:
        driver.app.change({("goal", "amount"): -1}, "Goal")
        await driver.press("ctrl+s")
        assert driver.notices == ["Saved to scenario.toml, with 1 problem"]
        assert amount(driver.path) == -1


async def test_a_file_changed_by_another_program_is_overwritten_only_when_told(opened: Opened) -> None:
    """The question comes first; cancelling keeps the other's file, overwriting replaces it."""
    async with opened(text=SMALL) as driver:
        await changed(driver)
        driver.path.write_text("theirs = 1\n", "utf-8")
        await driver.press("ctrl+s", "escape")
        assert driver.path.read_text("utf-8") == "theirs = 1\n"
        assert driver.app.is_unsaved
        await driver.press("ctrl+s", "o")
        assert amount(driver.path) == 31
        assert not driver.app.is_unsaved


async def test_saving_as_asks_before_it_replaces(opened: Opened, tmp_path: Path) -> None:
    """A name that is taken needs a second word; a name without an ending gets one."""
    taken = tmp_path / "taken.toml"
    taken.write_text("mine = 1\n", "utf-8")
    async with opened(text=SMALL) as driver:
        await driver.press("S", "ctrl+u")
        await driver.type("taken")
        assert "is there already" in " ".join(driver.text.split())
        await driver.press("enter", "c")
        assert taken.read_text("utf-8") == "mine = 1\n"
        assert isinstance(driver.app.screen, SaveAs)
        await driver.press("enter", "r")
        assert amount(taken) == 30
        file = driver.app.desk.file
        assert file is not None
        assert file.path == taken


async def test_a_folder_that_is_not_there_is_said_as_one_types(opened: Opened) -> None:
    """Enter does nothing until the path makes sense."""
    async with opened(text=SMALL) as driver:
        await driver.press("S", "ctrl+u")
        await driver.type("no/x.toml")
        assert "There is no folder" in driver.text
        await driver.press("enter")
        assert isinstance(driver.app.screen, SaveAs)


async def test_an_example_is_saved_under_a_name(opened: Opened, tmp_path: Path) -> None:
    """ctrl+s on an example asks where; from then on that file is the open one."""
    async with opened() as driver:
        driver.app.open_example("euro-webinars")
        await driver.press("ctrl+s", "ctrl+u")
        await driver.type(str(tmp_path / "own.toml"))
        await driver.press("enter")
        assert (tmp_path / "own.toml").is_file()
        assert (tmp_path / "euro-history.csv").is_file()
        assert driver.app.desk.draft.problem_count == 0


async def test_leaving_asks_for_unsaved_changes(opened: Opened) -> None:
    """Escape stays; s saves and leaves."""
    async with opened(text=SMALL) as driver:
        await changed(driver)
        await driver.press("q")
        assert "Save the changes in Small launch first?" in driver.text
        await driver.press("escape")
        assert driver.app.is_running
        await driver.press("ctrl+q", "s")
        assert amount(driver.path) == 31
    assert driver.app.return_code == 0


async def test_discarding_leaves_the_file_alone(opened: Opened) -> None:
    """Without writing."""
    async with opened(text=SMALL) as driver:
        await changed(driver)
        await driver.press("q", "d")
        assert amount(driver.path) == 30
    assert driver.app.return_code == 0


async def test_leaving_without_changes_asks_nothing(opened: Opened) -> None:
    """Changes that were taken back are none."""
    async with opened(text=SMALL) as driver:
        await changed(driver)
        await driver.press("u", "q")
    assert driver.app.return_code == 0


async def test_opening_another_scenario_asks_first(opened: Opened) -> None:
    """The unsaved one is only given up when told."""
    async with opened(text=SMALL) as driver:
        await changed(driver)
        driver.app.open_example("one-person-team")
        await driver.settled()
        assert isinstance(driver.app.screen, Ask)
        await driver.press("c")
        assert driver.app.desk.draft.name == "Small launch"
        driver.app.open_example("one-person-team")
        await driver.press("d")
        assert driver.app.desk.draft.name != "Small launch"


async def test_a_disk_that_refuses_loses_nothing(opened: Opened) -> None:
    """Where the file cannot be written the problem is shown, and the changes are still there."""
    async with opened(text=SMALL) as driver:
        await changed(driver)
        driver.path.unlink()
        driver.path.parent.joinpath("scenario.toml").mkdir()
        await driver.press("ctrl+s", "o")
        assert "Not saved" in driver.text
        assert driver.app.is_unsaved
