"""Saving from the desk: what was changed by chance is what is read again, whatever file it goes to."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from cli.runs import SMALL
from vehicleplan.errors import BadInputError
from vehicleplan.files import save as files_save
from vehicleplan.files.difference import is_same
from vehicleplan.session.desk import Desk
from vehicleplan.session.draft import DELETED, Changes
from vehicleplan.session.keeping import ChangedOutsideError

AMOUNT = ("goal", "amount")


def opened(path: Path, content: bytes = SMALL.encode()) -> Desk:
    """A desk with a file of this content on it."""
    path.write_bytes(content)
    desk = Desk()
    desk.open(path)
    return desk


def reread(path: Path) -> Desk:
    """Another desk with the file as it is now."""
    desk = Desk()
    desk.open(path)
    return desk


def any_change(chance: random.Random, desk: Desk) -> Changes:
    """A change that a person could make, sensible or not."""
    vehicles: list[Any] = desk.draft.value(("vehicle",)) or []
    place = chance.randrange(len(vehicles) + 1)
    choices: list[Changes] = [
        {AMOUNT: chance.choice([30, 31.5, DELETED, "many", True])},
        {("name",): chance.choice(["Launch", "[/foo] \u202e \x1b[2J", "漢字", ""])},
        {("brief", "notes"): chance.choice(["one\ntwo", '"""', "'", DELETED])},
        {("budget", "per_period"): chance.choice([[1, 2, 3, 4], 5_000, DELETED])},
        {("limits", "rule"): [{"name": "Some", "measure": "activities", "max": chance.randrange(9)}]},
        {("vehicle", len(vehicles)): {"use": f"v{chance.randrange(99)}"}}
        if vehicles
        else {("vehicle",): [{"use": "webinar"}]},
        {("team", "skill", 0, "hours"): chance.choice([10, [1, 2], DELETED])},
    ]
    if place < len(vehicles):
        answer = {"verdict": chance.choice(["strong", "no"]), "by": "AL", "note": chance.choice(["", "wörter", "a\\b"])}
        choices += [
            {("vehicle", place, "answers", "message"): chance.choice([answer, DELETED])},
            {("vehicle", place, "cost"): chance.choice([1, 2.5, DELETED])},
            {("vehicle", place): DELETED},
        ]
    return chance.choice(choices)


def says_the_same(one: Any, other: Any) -> bool:
    """Whether two states of the tables say the same; an empty table says nothing."""
    return is_same(without_empty(one), without_empty(other))


def without_empty(item: Any) -> Any:
    """The tables without those that are empty."""
    if isinstance(item, list):
        return [without_empty(each) for each in item]
    if not isinstance(item, dict):
        return item
    told = {key: without_empty(value) for key, value in item.items()}
    return {key: value for key, value in told.items() if value not in ({}, [])}


@pytest.mark.parametrize("seed", range(25))
def test_what_was_changed_by_chance_is_what_is_read_again(tmp_path: Path, seed: int) -> None:
    """After each save the file says what the draft says; undone all the way, it says again what it said first."""
    chance = random.Random(seed)
    content = chance.choice([SMALL, SMALL.replace("\n", "\r\n"), "\ufeff" + SMALL]).encode()
    path = tmp_path / "launch.toml"
    desk = opened(path, content)
    first = desk.draft.tables
    for _ in range(30):
        desk.change(any_change(chance, desk), "Change")
        if chance.random() < 0.2:
            chance.choice([desk.undo, desk.redo])()
        if chance.random() < 0.3:
            desk.save()
            assert not desk.is_unsaved
            assert says_the_same(reread(path).draft.tables, desk.draft.tables)
    while desk.undo() is not None:
        pass
    assert is_same(desk.draft.tables, first)
    desk.save()
    assert says_the_same(reread(path).draft.tables, first)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_stay(tmp_path: Path, mark: str) -> None:
    """Only the value is another one, also after a byte order mark; it can be saved again."""
    path = tmp_path / "launch.toml"
    first = SMALL.replace("\n", "\r\n")
    desk = opened(path, (mark + first).encode())
    for amount in (31, 32):
        desk.change({AMOUNT: amount}, "Goal")
        desk.save()
        assert path.read_bytes() == (mark + first.replace("amount = 30", f"amount = {amount}")).encode()


def test_undo_after_a_save_is_unsaved(tmp_path: Path) -> None:
    """What the file has is what was saved; redo is back at it."""
    desk = opened(tmp_path / "launch.toml")
    desk.change({AMOUNT: 31}, "Goal")
    desk.save()
    desk.undo()
    assert desk.is_unsaved
    desk.redo()
    assert not desk.is_unsaved


def test_a_disk_that_is_full_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file stays as it was, nothing is left beside it, and the changes are still there to be saved elsewhere."""
    path = tmp_path / "launch.toml"
    desk = opened(path)
    desk.change({AMOUNT: 31}, "Goal")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(files_save.os, "fsync", full)
        for save in (desk.save, lambda: desk.save_as(tmp_path / "other.toml")):
            with pytest.raises(BadInputError, match="no space left"):
                save()
    assert path.read_text("utf-8") == SMALL
    assert [each.name for each in tmp_path.glob("*.t*")] == ["launch.toml"]
    assert not list(tmp_path.glob(".*.tmp"))
    assert desk.is_unsaved
    desk.save()
    assert reread(path).draft.value(AMOUNT) == 31


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    """The file is not made anew in silence; elsewhere it can be saved."""
    folder = tmp_path / "gone"
    folder.mkdir()
    desk = opened(folder / "launch.toml")
    desk.change({AMOUNT: 31}, "Goal")
    (folder / "launch.toml").unlink()
    folder.rmdir()
    with pytest.raises(ChangedOutsideError):
        desk.save()
    with pytest.raises(BadInputError):
        desk.save(over=desk.both_sides())
    desk.save_as(tmp_path / "here.toml")
    assert reread(tmp_path / "here.toml").draft.value(AMOUNT) == 31


def test_saved_over_itself_by_another_way(tmp_path: Path) -> None:
    """By its own name or by a link to it: the same file, with the link still a link."""
    path = tmp_path / "launch.toml"
    desk = opened(path)
    link = tmp_path / "link.toml"
    link.symlink_to(path)
    desk.change({AMOUNT: 31}, "Goal")
    desk.save_as(link, overwrite=True)
    assert link.is_symlink()
    assert reread(path).draft.value(AMOUNT) == 31
    desk.change({AMOUNT: 32}, "Goal")
    desk.save_as(path, overwrite=True)
    assert reread(link).draft.value(AMOUNT) == 32
    assert not desk.is_unsaved
