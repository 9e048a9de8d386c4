"""Saving on a disk that fails at each call to the system in turn: a file is the old one or the new one, never less."""

from __future__ import annotations

import ast
import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from files.faulty_disk import CALLS, FaultyDisk, at, since
from vehicleplan.files import held, save
from vehicleplan.files.save import save_all_atomically, save_text_atomically
from vehicleplan.files.source import hash_of

ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS)
OLD, NEW = "old\n" * 2_000, "new\n" * 3_000


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file that is there, in a folder of its own."""
    file = tmp_path / "work" / "plan.toml"
    file.parent.mkdir()
    file.write_text(OLD)
    return file


def names(folder: Path) -> list[str]:
    """What lies in a folder."""
    return sorted(path.name for path in folder.iterdir())


def fault_of_saving(file: Path) -> int | None:
    """The number of the error that saving ends with, or None where it says that all went well."""
    try:
        save_text_atomically(file, NEW, expected_hash=hash_of(OLD.encode()))
    except OSError as told:
        return told.errno
    return None


def calls_of_a_save(file: Path) -> int:
    """How many calls a save makes where all goes well."""
    disk = FaultyDisk(file.parent)
    with disk.in_place():
        save_text_atomically(file, NEW, expected_hash=hash_of(OLD.encode()))
    file.write_text(OLD)
    assert {"open", "write", "fsync", "replace", "close"} <= set(disk.calls)
    return len(disk.calls)


def test_the_disk_stands_before_every_call_that_saving_makes() -> None:
    """No function of `os` that asks for a file or a folder is used around it."""
    harmless = {"path", "umask", "fsencode", "fspath", "O_RDONLY"}
    for module in (save, held):
        tree = ast.parse(Path(module.__file__).read_text("utf-8"))
        used = {
            node.attr
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "os"
        }
        assert used - harmless <= set(CALLS)


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("failing", [at, since])
def test_whatever_fails_the_file_is_whole_and_what_is_said_is_true(
    file: Path, error: int, failing: Callable[[int, int], Callable[[int], OSError | None]]
) -> None:
    """Where saving says that it failed the old file is there, else the new one; then it can be saved again."""
    count = calls_of_a_save(file)
    for number in range(count):
        disk = FaultyDisk(file.parent)
        with disk.in_place(failing(number, error)):
            told = fault_of_saving(file)
        assert told in (None, error)
        assert file.read_text() == (OLD if told else NEW), disk.calls
        if failing is at:
            assert names(file.parent) == ["plan.toml"]
        file.write_text(OLD)
        save_text_atomically(file, NEW, expected_hash=hash_of(OLD.encode()))
        assert file.read_text() == NEW
        assert names(file.parent) == ["plan.toml"]
        file.write_text(OLD)


def test_a_disk_that_takes_little_at_a_time_gets_it_all(file: Path) -> None:
    """The system may take less than it is given."""
    disk = FaultyDisk(file.parent)
    with disk.in_place(takes=1_000):
        save_text_atomically(file, NEW)
    assert file.read_text() == NEW
    assert disk.calls.count("write") == 12


def test_a_disk_that_fills_up_keeps_the_old_file(file: Path) -> None:
    """A part fits, the rest does not."""
    disk = FaultyDisk(file.parent)

    def is_full(call: int) -> OSError | None:
        return OSError(errno.ENOSPC, "No space left on device") if disk.calls.count("write") > 5 else None

    with disk.in_place(is_full, takes=1_000), pytest.raises(OSError, match="No space"):
        save_text_atomically(file, NEW)
    assert file.read_text() == OLD


def test_of_several_files_all_or_none_are_new_until_the_first_takes_its_place(file: Path) -> None:
    """Whatever fails while they are written, nothing is changed."""
    other = file.with_name("other.toml")
    both = {file: NEW.encode(), other: NEW.encode()}
    disk = FaultyDisk(file.parent)
    with disk.in_place():
        save_all_atomically(both, expected_hashes=dict.fromkeys(both))
    last = disk.calls.index("replace")
    for number in range(last + 1):
        file.write_text(OLD)
        other.unlink()
        with disk.in_place(at(number, errno.ENOSPC)):
            try:
                save_all_atomically(both, expected_hashes=dict.fromkeys(both))
            except OSError:
                assert (file.read_text(), other.exists()) == (OLD, False)
        other.touch()
        assert names(file.parent) == ["other.toml", "plan.toml"]
