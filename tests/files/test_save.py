"""Saving: a file is written as a whole or not at all, and never over somebody else's change."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from vehicleplan.files.save import (
    NOT_THERE,
    ChangedOutsideError,
    _prefix,
    new_scenario_text,
    save_all_atomically,
    save_text_atomically,
)
from vehicleplan.files.scenario_file import read_scenario
from vehicleplan.files.source import hash_of
from vehicleplan.model.goal import Goal, Mode
from vehicleplan.model.scenario import Scenario

RICH = Path(__file__).parent / "rich_scenario.toml"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file that is there already."""
    file = tmp_path / "plan.toml"
    file.write_bytes(b"old")
    return file


def test_text_is_written_and_its_hash_given(file: Path) -> None:
    """The bytes are the text's in UTF-8, line ends as they are."""
    given = save_text_atomically(file, "é\r\n", expected_hash=hash_of(b"old"))
    assert file.read_bytes() == "é\r\n".encode()
    assert given == hash_of(file.read_bytes())


def test_hash_is_the_one_that_reading_gives() -> None:
    """What was read can be saved back."""
    assert read_scenario(RICH).sha256 == hash_of(RICH.read_bytes())


def test_changed_file_is_refused(file: Path) -> None:
    """What somebody else has written stays."""
    with pytest.raises(ChangedOutsideError, match="changed by another program"):
        save_text_atomically(file, "new", expected_hash=hash_of(b"read before"))
    assert file.read_bytes() == b"old"


def test_deleted_file_is_refused(tmp_path: Path) -> None:
    """A file that has gone is not made anew behind its owner's back."""
    with pytest.raises(ChangedOutsideError, match="no longer there"):
        save_text_atomically(tmp_path / "gone.toml", "new", expected_hash=hash_of(b"old"))


def test_new_file_never_replaces_one(file: Path) -> None:
    """A file that should be new is refused where one is there."""
    with pytest.raises(ChangedOutsideError, match="there already"):
        save_text_atomically(file, "new", expected_hash=NOT_THERE)
    save_text_atomically(file.with_name("other.toml"), "new", expected_hash=NOT_THERE)
    assert file.with_name("other.toml").read_text() == "new"


def test_mode_is_kept(file: Path) -> None:
    """A file that only its owner may read stays so."""
    file.chmod(0o600)
    save_text_atomically(file, "new")
    assert file.stat().st_mode & 0o777 == 0o600


def test_new_file_has_the_usual_mode(tmp_path: Path) -> None:
    """A new file is as readable as any other that is made."""
    save_text_atomically(tmp_path / "a", "new")
    (tmp_path / "b").write_text("new")
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


def test_link_is_followed(file: Path) -> None:
    """Saving through a link changes the file and keeps the link."""
    link = file.with_name("link.toml")
    link.symlink_to(file.name)
    save_text_atomically(link, "new", expected_hash=hash_of(b"old"))
    assert link.is_symlink()
    assert file.read_text() == "new"


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_crash_before_the_end_loses_nothing(file: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """Whatever fails before the new file takes the old one's name, the old one is whole and no draft remains."""

    def crash(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(*((os, "fsync") if step == "fsync" else (Path, "replace")), crash)
    with pytest.raises(OSError, match="No space"):
        save_text_atomically(file, "new")
    assert file.read_bytes() == b"old"
    assert sorted(path.name for path in file.parent.iterdir() if path.is_file()) == ["plan.toml"]


def test_change_during_the_write_is_noticed(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change between the first look and the last is still refused."""

    def change(_: int) -> None:
        file.write_bytes(b"theirs")

    monkeypatch.setattr(os, "fsync", change)
    with pytest.raises(ChangedOutsideError):
        save_text_atomically(file, "new", expected_hash=hash_of(b"old"))
    assert file.read_bytes() == b"theirs"


def test_new_scenario_is_read_back_as_it_was() -> None:
    """The text has the schema line on top and gives the same scenario."""
    scenario = Scenario(format=1, name="New", goal=Goal(stage="conversion", amount=240, mode=Mode.LEAST_COST))
    text = new_scenario_text(scenario)
    assert text.startswith('#:schema scenario.schema.json\nformat = 1\nname = "New"\n')
    assert "amount = 240\n" in text
    assert read_scenario("-", text=text).scenario == scenario


def test_rich_scenario_is_read_back_as_it_was() -> None:
    """Every table survives."""
    scenario = read_scenario(RICH).scenario
    assert scenario is not None
    tables = tomllib.loads(new_scenario_text(scenario))
    assert Scenario.model_validate(tables, by_alias=True, by_name=False) == scenario


def test_several_files_are_written_together(tmp_path: Path, file: Path) -> None:
    """New ones and ones that are there."""
    new = tmp_path / "new.pdf"
    save_all_atomically({file: b"a", new: b"b"}, expected_hashes={file: None, new: NOT_THERE})
    assert (file.read_bytes(), new.read_bytes()) == (b"a", b"b")
    assert sorted(path.name for path in tmp_path.glob("*.*")) == ["new.pdf", "plan.toml"]


@pytest.mark.parametrize("call", ["fsync", "chmod"])
@pytest.mark.parametrize("nth", [1, 2, 3])
def test_where_the_disk_refuses_one_of_several_files_none_is_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, nth: int
) -> None:
    """Whichever it refuses, and at whichever step: all are as they were, and nothing lies beside them."""
    files = [tmp_path / name for name in ("one", "two", "three")]
    for path in files:
        path.write_bytes(b"old")
    calls = 0
    real = getattr(os, call)

    def failing(*words: object, **more: object) -> object:
        nonlocal calls
        calls += 1
        if calls == nth:
            raise OSError(28, "No space left on device")
        return real(*words, **more)

    monkeypatch.setattr(os, call, failing)
    with pytest.raises(OSError, match="No space left") as caught:
        save_all_atomically(dict.fromkeys(files, b"new"), expected_hashes=dict.fromkeys(files))
    assert caught.value.filename == str(files[nth - 1])
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == {
        "one": b"old",
        "two": b"old",
        "three": b"old",
    }


def test_where_one_of_several_files_has_turned_up_none_is_written(tmp_path: Path, file: Path) -> None:
    """A file that nobody has agreed to replace stops all."""
    new = tmp_path / "new.pdf"
    with pytest.raises(ChangedOutsideError):
        save_all_atomically({new: b"b", file: b"a"}, expected_hashes={new: NOT_THERE, file: NOT_THERE})
    assert file.read_bytes() == b"old"
    assert not new.exists()


def test_what_a_killed_save_has_left_goes_with_the_next(file: Path) -> None:
    """The drafts of this file only; what a person has is left alone."""
    save_text_atomically(file, "new")
    prefix = _prefix(file)
    left, others = (
        file.with_name(f"{prefix}abc_1234.tmp"),
        [
            file.with_name(f"{prefix}abc.tmp"),
            file.with_name(f"{_prefix(file.with_name('other.toml'))}abc_1234.tmp"),
            file.with_name(".plan.toml.tmp"),
        ],
    )
    for path in (left, *others):
        path.touch()
    save_text_atomically(file, "newer")
    assert not left.exists()
    assert all(path.exists() for path in others)


@pytest.mark.parametrize("name", ["x" * 250 + ".toml", "🌍" * 62 + ".toml", "ä" * 125 + ".toml"])
def test_names_as_long_as_names_can_be(tmp_path: Path, name: str) -> None:
    """What is written beside them fits too."""
    save_text_atomically(tmp_path / name, "new", expected_hash=NOT_THERE)
    save_text_atomically(tmp_path / name, "newer")
    assert (tmp_path / name).read_text() == "newer"


def test_a_byte_order_mark_stays(file: Path) -> None:
    """Where the file has one, and only there."""
    file.write_bytes(b"\xef\xbb\xbfold")
    sha256 = save_text_atomically(file, "new")
    assert file.read_bytes() == b"\xef\xbb\xbfnew"
    assert sha256 == hash_of(file.read_bytes())
    file.write_bytes(b"old")
    save_text_atomically(file, "new")
    assert file.read_bytes() == b"new"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give files away")
def test_owner_is_kept(file: Path) -> None:
    """Root that saves somebody's file leaves it theirs."""
    os.chown(file, 1_234, 5_678)
    save_text_atomically(file, "new")
    assert (file.stat().st_uid, file.stat().st_gid) == (1_234, 5_678)


def test_attributes_are_kept(file: Path) -> None:
    """Such as those that hold access lists, where the system has them."""
    try:
        os.setxattr(file, "user.note", b"mine")
    except (OSError, AttributeError):
        pytest.skip("no attributes here")
    save_text_atomically(file, "new")
    assert os.getxattr(file, "user.note") == b"mine"


_COUNTING = """
import sys
from pathlib import Path
from vehicleplan.files.save import ChangedOutsideError, save_text_atomically
from vehicleplan.files.source import hash_of
file = Path(sys.argv[1])
for _ in range(30):
    while True:
        read = file.read_bytes()
        try:
            save_text_atomically(file, str(int(read) + 1), expected_hash=hash_of(read))
        except ChangedOutsideError:
            continue
        break
"""


def test_programs_that_save_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    """Four of them add one to a number, thirty times each, and read it again where another was faster."""
    file = tmp_path / "number"
    file.write_text("0")
    runs = [subprocess.Popen([sys.executable, "-c", _COUNTING, str(file)]) for _ in range(4)]
    assert [run.wait(120) for run in runs] == [0] * 4
    assert file.read_text() == "120"
    assert list(tmp_path.glob(".vehicleplan*")) == []


_HOLDING = """
import sys, time
from pathlib import Path
from vehicleplan.files.held import held
with held([Path(sys.argv[1])]):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_program_that_does_not_let_go_is_not_waited_for_without_end(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says so, and the file stays as it is; when the other ends it can be saved."""
    monkeypatch.setattr("vehicleplan.files.held._LOOKS", 3)
    with subprocess.Popen([sys.executable, "-c", _HOLDING, str(file.parent)], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(BlockingIOError, match="another program is writing"):
            save_text_atomically(file, "new")
        other.kill()
    assert file.read_bytes() == b"old"
    save_text_atomically(file, "new")
