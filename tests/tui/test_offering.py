"""Work that was not saved is offered back, and nothing of it goes without the user's word."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from textual.widgets import Static

from cli.runs import SMALL
from files.faulty_disk import FaultyDisk
from tui.planned import words
from tui.screen import Driver, Opened
from vehicleplan.session.desk import Desk
from vehicleplan.session.recovery import unsaved_work
from vehicleplan.tui.dialogs.both_sides import AskBothSides
from vehicleplan.tui.dialogs.note import Note

AMOUNT = ("goal", "amount")


def left_behind(path: Path, amount: int, text: str = SMALL) -> None:
    """Leave what a run leaves that is killed after it asked for another amount."""
    path.write_text(text, "utf-8")
    desk = Desk()
    desk.open(path)
    desk.change({AMOUNT: amount}, "Goal")
    handle = desk._journal._handle
    assert handle is not None
    os.close(handle)


async def test_opening_the_file_offers_the_work_and_taking_it_up_is_unsaved(opened: Opened, tmp_path: Path) -> None:
    """Both sides are shown; what is taken up can be undone and saved, and is not offered again."""
    left_behind(tmp_path / "scenario.toml", 77)
    async with opened(text=SMALL) as driver:
        shown = words(driver.text)
        assert "There is work on Small launch that was not saved" in shown
        assert "goal.amount in the file 30 not saved 77" in shown
        await driver.press("t")
        assert driver.app.desk.draft.value(AMOUNT) == 77
        assert driver.app.is_unsaved
        await driver.press("u")
        assert driver.app.desk.draft.value(AMOUNT) == 30
        await driver.press("ctrl+r", "ctrl+s")
        assert "amount = 77" in driver.path.read_text("utf-8")
        await driver.press("q")
    assert unsaved_work() == ()


async def test_what_is_left_for_later_is_on_start(opened: Opened, tmp_path: Path) -> None:
    """The file opens as it is; on Start the work comes first, and is taken up from there."""
    left_behind(tmp_path / "scenario.toml", 77)
    async with opened(text=SMALL) as driver:
        await driver.press("l")
        assert driver.app.desk.draft.value(AMOUNT) == 30
        await driver.press("0")
        assert "Not saved" in driver.text
        assert "The program ended before this was saved." in words(driver.text)
        await driver.press("enter", "t")
        assert driver.app.desk.draft.value(AMOUNT) == 77
        await driver.press("0")
        assert "Not saved" not in driver.text


async def test_what_is_discarded_is_gone(opened: Opened, tmp_path: Path) -> None:
    """Only by its own key; escape keeps it."""
    left_behind(tmp_path / "scenario.toml", 77)
    async with opened() as driver:
        assert "Not saved" in driver.text
        await driver.press("enter", "escape")
        assert len(unsaved_work()) == 1
        await driver.press("enter", "d")
        assert unsaved_work() == ()
        assert "Not saved" not in driver.text


async def test_other_work_is_told_when_a_file_is_opened_at_once(opened: Opened, tmp_path: Path) -> None:
    """Whoever does not pass by Start hears of it."""
    left_behind(tmp_path / "other.toml", 77)
    async with opened(text=SMALL) as driver:
        assert driver.notices == ["Work on Small launch was not saved; it is on Start (0)."]


async def test_work_on_a_file_that_is_gone_is_taken_up(opened: Opened, tmp_path: Path) -> None:
    """Saving then says that the file is not there, and writes it anew when told to."""
    left_behind(tmp_path / "gone.toml", 77)
    (tmp_path / "gone.toml").unlink()
    async with opened() as driver:
        await driver.press("enter", "t", "ctrl+s")
        assert "it is no longer there" in words(driver.text)
        await driver.press("o")
        assert "amount = 77" in (tmp_path / "gone.toml").read_text("utf-8")


async def test_leaving_and_discarding_offers_nothing(opened: Opened) -> None:
    """The user has decided."""
    async with opened(text=SMALL) as driver:
        driver.app.change({AMOUNT: 31}, "Goal")
        assert len(list((Path.home() / ".local/state/vehicleplan/journals").iterdir())) == 1
        await driver.press("q", "d")
    assert list((Path.home() / ".local/state/vehicleplan/journals").iterdir()) == []


async def test_a_note_is_kept_as_it_is_typed(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    """At every key, before it is a note; when it is given up, that is kept too."""
    kept: list[object] = []
    async with opened(text=SMALL) as driver:
        await driver.press("2")
        typed = driver.app.desk.type_on
        monkeypatch.setattr(driver.app.desk, "type_on", lambda changes: (kept.append(changes), typed(changes)))
        await driver.press("s", "o")
        assert isinstance(driver.app.screen, Note)
        await driver.press("D", "e")
        notes = [answer["note"] for changes in kept for answer in changes.values()]  # type: ignore[attr-defined]
        assert notes[-2:] == ["D", "De"]
        await driver.press("escape")
        assert kept[-1] == {}


async def test_where_nothing_can_be_kept_the_screen_says_so(opened: Opened, tmp_path: Path) -> None:
    """Once, with the reason; the mark on top is another one until it can be kept again."""
    async with opened(text=SMALL, size=(160, 48)) as driver:
        disk = FaultyDisk(tmp_path / "home")
        with disk.in_place(lambda _: OSError(errno.ENOSPC, "No space left on device")):
            driver.app.change({AMOUNT: 31}, "Goal")
            driver.app.change({AMOUNT: 32}, "Goal")
            await driver.settled()
            (told,) = driver.notices
            assert told == "What you change is not kept if the program is killed: no space left on device. Save soon."
            assert "▲ unsaved" in driver.lines[0]
        driver.app.change({AMOUNT: 33}, "Goal")
        await driver.settled()
        assert "● unsaved" in driver.lines[0]


def rows(driver: Driver) -> list[str]:
    """The lines of the dialog that say where the two sides differ."""
    shown = str(driver.app.screen.query_one("#differing Static", Static).content)
    return [" ".join(line.split()) for line in shown.splitlines()]


async def conflict(driver: Driver, theirs: str) -> None:
    """Ask for 31 leads, let somebody else write the file, and save."""
    driver.app.change({AMOUNT: 31}, "Goal")
    driver.path.write_text(theirs, "utf-8")
    await driver.press("ctrl+s")
    assert isinstance(driver.app.screen, AskBothSides)


THEIRS = SMALL.replace("amount = 30", "amount = 99").replace("cost = 800", "cost = 900")


async def test_a_conflict_shows_both_sides(opened: Opened) -> None:
    """By place, what the file has and what was about to be saved."""
    async with opened(text=SMALL) as driver:
        await conflict(driver, THEIRS)
        assert rows(driver) == [
            "goal.amount",
            "in the file 99",
            "yours 31",
            "vehicle[1] (webinar).cost",
            "in the file 900",
            "yours 800",
        ]


async def test_taking_theirs_can_be_undone(opened: Opened) -> None:
    """The scenario is what the file has; undo brings back what was there, as a change of that."""
    async with opened(text=SMALL) as driver:
        await conflict(driver, THEIRS)
        await driver.press("t")
        assert driver.app.desk.draft.value(AMOUNT) == 99
        assert not driver.app.is_unsaved
        assert driver.path.read_text("utf-8") == THEIRS
        await driver.press("u")
        assert driver.app.desk.draft.value(AMOUNT) == 31
        assert driver.app.is_unsaved
        await driver.press("ctrl+s")
        assert driver.path.read_text("utf-8") == SMALL.replace("amount = 30", "amount = 31")


async def test_keeping_both_writes_a_second_file(opened: Opened) -> None:
    """A free name is proposed; theirs stays as it is."""
    async with opened(text=SMALL) as driver:
        await conflict(driver, THEIRS)
        await driver.press("b", "enter")
        assert driver.path.read_text("utf-8") == THEIRS
        assert driver.path.with_name("scenario-2.toml").read_text("utf-8") == SMALL.replace("= 30", "= 31")
        assert not driver.app.is_unsaved


async def test_what_was_not_shown_is_not_overwritten(opened: Opened) -> None:
    """Where the file changes again while the question is on the screen, it is asked again."""
    async with opened(text=SMALL) as driver:
        await conflict(driver, THEIRS)
        again = THEIRS.replace("amount = 99", "amount = 100")
        driver.path.write_text(again, "utf-8")
        await driver.press("o")
        assert "goal.amount in the file 100 yours 31" in words(driver.text)
        assert driver.path.read_text("utf-8") == again
        await driver.press("o")
        assert "amount = 31" in driver.path.read_text("utf-8")


@pytest.mark.parametrize(("theirs", "can_be_taken"), [("[", "no"), ("a\0", "no"), ("vehicle = 1", "yes")])
async def test_a_file_that_is_broken_now_is_told(opened: Opened, theirs: str, can_be_taken: str) -> None:
    """It cannot be taken where it cannot be read; it can be written over all the same."""
    async with opened(text=SMALL) as driver:
        await conflict(driver, theirs)
        assert ("Take theirs" in words(driver.text)) == (can_be_taken == "yes")
        await driver.press("c")
        assert driver.path.read_text("utf-8") == theirs
        await driver.press("ctrl+s", "o")
        assert "amount = 31" in driver.path.read_text("utf-8")


async def test_two_programs_on_one_file_lose_nothing(opened: Opened, tmp_path: Path) -> None:
    """The second to save sees what the first has saved, and both keep what they have."""
    async with opened(text=SMALL) as driver:
        other = Desk()
        other.open(tmp_path / "scenario.toml")
        other.change({("name",): "Theirs"}, "Name")
        driver.app.change({AMOUNT: 31}, "Goal")
        other.save()
        await driver.press("ctrl+s")
        assert 'name in the file "Theirs" yours "Small launch"' in words(driver.text)
        await driver.press("b", "enter")
    texts = [(tmp_path / name).read_text("utf-8") for name in ("scenario.toml", "scenario-2.toml")]
    assert ['name = "Theirs"' in text for text in texts] == [True, False]
    assert ["amount = 31" in text for text in texts] == [False, True]
