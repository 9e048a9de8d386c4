"""The journal: whatever ends the program, and whenever, what a person has seen is in the file or is offered again."""

from __future__ import annotations

import errno
import os
import random
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.runs import SMALL
from files.faulty_disk import FaultyDisk, at, since
from session.power import Power
from session.test_desk_saving import any_change
from vehicleplan.errors import BadInputError
from vehicleplan.files.change import DELETED, Insertion
from vehicleplan.files.difference import changes_between, is_same
from vehicleplan.session.desk import Desk
from vehicleplan.session.folders import journal_folder
from vehicleplan.session.journal_lines import changes_line, tables_after
from vehicleplan.session.keeping import ChangedOutsideError
from vehicleplan.session.recovery import give_up, unsaved_work

AMOUNT = ("goal", "amount")
FULL = OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A scenario's file, in the folder that the home folder is in too."""
    path = tmp_path / "launch.toml"
    path.write_text(SMALL, "utf-8")
    return path


def desk_on(path: Path) -> Desk:
    """A desk with the file on it."""
    desk = Desk()
    desk.open(path)
    return desk


def kill(desk: Desk) -> None:
    """Let go of what the system would let go of if the process were killed, and do nothing else."""
    handle = desk._journal._handle
    if handle is not None:
        os.close(handle)


def outcome(save: Callable[[], None]) -> BadInputError | None:
    """Why it was not saved, or None where it was."""
    try:
        save()
    except BadInputError as error:
        return error
    return None


def left(path: Path | None = None) -> list[Mapping[str, Any]]:
    """The tables that are offered."""
    return [work.tables for work in unsaved_work(path)]


def test_what_was_not_saved_is_offered_and_taken_up(path: Path) -> None:
    """With all that was changed, undone and done again; as one change that can be undone."""
    desk = desk_on(path)
    for amount in (31, 32, 33):
        desk.change({AMOUNT: amount}, "Goal")
    desk.undo()
    desk.change({("name",): "Launch [x]"}, "Name")
    kill(desk)
    (work,) = unsaved_work(path)
    assert (work.path, work.name, work.changes) == (path, "Launch [x]", 2)
    other = Desk()
    other.take_up(work)
    assert (other.draft.value(AMOUNT), other.draft.name) == (32, "Launch [x]")
    assert other.is_unsaved
    assert other.undo() == "Work that was not saved"
    assert not other.is_unsaved
    other.redo()
    other.save()
    assert desk_on(path).draft.value(AMOUNT) == 32
    assert left() == []


def test_a_run_that_lives_keeps_its_journal_to_itself(path: Path) -> None:
    """Only what nobody holds is offered, and nobody removes what is held."""
    desk = desk_on(path)
    desk.change({AMOUNT: 31}, "Goal")
    assert left() == []
    assert len(list(journal_folder().iterdir())) == 1
    kill(desk)
    assert len(left()) == 1


@pytest.mark.parametrize("end", [Desk.save, Desk.close, Desk.give_up])
def test_nothing_is_offered_once_it_is_saved_or_given_up(path: Path, end: Callable[[Desk], None]) -> None:
    """The journal goes."""
    desk = desk_on(path)
    desk.change({AMOUNT: 31}, "Goal")
    end(desk)
    assert list(journal_folder().iterdir()) == []


def test_what_is_changed_after_a_save_is_offered(path: Path) -> None:
    """It begins from what was saved."""
    desk = desk_on(path)
    desk.change({AMOUNT: 31}, "Goal")
    desk.save()
    desk.undo()
    kill(desk)
    (work,) = unsaved_work(path)
    assert work.tables["goal"]["amount"] == 30


def test_a_change_that_was_taken_back_is_not_offered(path: Path) -> None:
    """There is nothing in it that the file does not say."""
    desk = desk_on(path)
    desk.change({AMOUNT: 31}, "Goal")
    desk.undo()
    kill(desk)
    assert left() == []
    assert list(journal_folder().iterdir()) == []


def test_a_kill_after_the_file_was_written_offers_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The journal that saving had no time to remove has what the file says."""
    desk = desk_on(path)
    desk.change({AMOUNT: 31}, "Goal")
    monkeypatch.setattr(desk._journal, "drop", lambda: None)
    desk.save()
    kill(desk)
    assert left() == []


def test_work_on_a_file_that_was_changed_since_is_taken_up_and_not_saved_over_it(path: Path) -> None:
    """The other's file stays until the user has seen both."""
    desk = desk_on(path)
    desk.change({AMOUNT: 31}, "Goal")
    kill(desk)
    theirs = SMALL.replace("amount = 30", "amount = 99")
    path.write_text(theirs, "utf-8")
    other = Desk()
    other.take_up(unsaved_work(path)[0])
    assert other.draft.value(AMOUNT) == 31
    with pytest.raises(ChangedOutsideError):
        other.save()
    assert path.read_text("utf-8") == theirs
    assert [(row.place, row.theirs, row.ours) for row in other.both_sides().differing] == [("goal.amount", "99", "31")]


@pytest.mark.parametrize("begin", [Desk.begin, lambda desk: desk.open_example("euro-webinars")])
def test_work_without_a_file_is_offered(begin: Callable[[Desk], None], tmp_path: Path) -> None:
    """An example, or a new scenario; it can be saved as any other."""
    desk = Desk()
    begin(desk)
    desk.change({("name",): "Mine"}, "Name")
    kill(desk)
    (work,) = unsaved_work()
    assert (work.path, work.name) == (None, "Mine")
    other = Desk()
    other.take_up(work)
    assert other.draft.problem_count == desk.draft.problem_count
    other.save_as(tmp_path / "mine.toml")
    assert desk_on(tmp_path / "mine.toml").draft.problem_count == desk.draft.problem_count
    assert left() == []


def test_a_note_that_is_being_typed_is_offered_too(path: Path) -> None:
    """It stands until the next change, which says what became of it."""
    note = ("vehicle", 0, "answers", "message")
    desk = desk_on(path)
    desk.change({AMOUNT: 31}, "Goal")
    for text in ("De", "Demo", "Demo carr"):
        desk.type_on({note: {"verdict": "strong", "note": text}})
    assert desk.draft.value(note) is None
    handle = desk._journal._handle
    assert handle is not None
    kill(desk)
    (work,) = unsaved_work(path)
    assert work.tables["vehicle"][0]["answers"]["message"]["note"] == "Demo carr"
    give_up(work)
    desk = desk_on(path)
    desk.type_on({note: {"verdict": "strong", "note": "Demo"}})
    desk.type_on({})
    kill(desk)
    assert left() == []


def test_the_newest_work_comes_first_and_one_file_has_its_own(path: Path, tmp_path: Path) -> None:
    """Two runs that were killed, on two files; a link to a file is that file."""
    other = tmp_path / "other.toml"
    other.write_text(SMALL, "utf-8")
    for number, file in enumerate((path, other)):
        desk = desk_on(file)
        desk.change({AMOUNT: 40 + number}, "Goal")
        kill(desk)
        for journal in journal_folder().iterdir():
            if journal.stat().st_mtime > 1_000:
                os.utime(journal, (number + 1, number + 1))
    link = tmp_path / "link.toml"
    link.symlink_to(path)
    assert [work.path for work in unsaved_work()] == [other, path]
    assert [work.path for work in unsaved_work(link)] == [path]


def test_a_journal_that_makes_no_sense_is_left_alone(path: Path) -> None:
    """Whatever lies in the folder, nothing fails; an empty one goes."""
    journal_folder().mkdir(parents=True)
    for name, content in {
        "a.jsonl": b"",
        "b.jsonl": b"{}\n",
        "c.jsonl": b"\0" * 5_000,
        "d.jsonl": b'{"format":2,"path":null}\n',
        "e.jsonl": b'{"format":1,"path":1,"example":null,"name":"","sha256":"","text":""}\n',
        "f.jsonl": b'{"format":1,"path":null,"example":null,"name":"","sha256":"","text":"["}\n{}\n',
        "g.jsonl": b"[" * 100_000 + b"\n",
        "h.txt": b"",
    }.items():
        (journal_folder() / name).write_bytes(content)
    (journal_folder() / "folder.jsonl").mkdir()
    assert left() == []
    assert left(path) == []


@pytest.mark.parametrize("torn", [1, 2, 10, 40])
def test_a_line_that_was_not_written_to_its_end_is_left_out(path: Path, torn: int) -> None:
    """All before it holds; so does garbage after it."""
    desk = desk_on(path)
    desk.change({AMOUNT: 31}, "Goal")
    desk.change({AMOUNT: 32}, "Goal")
    kill(desk)
    (journal,) = journal_folder().iterdir()
    whole = journal.read_bytes()
    journal.write_bytes(whole[:-torn])
    assert left()[0]["goal"]["amount"] == 31
    journal.write_bytes(whole[:-torn] + b"\0\0\n{}\n")
    assert left()[0]["goal"]["amount"] == 31


@pytest.mark.parametrize("failing", [at, since])
def test_on_a_disk_that_fails_what_is_said_to_be_kept_is_kept(
    path: Path, tmp_path: Path, failing: Callable[[int, int], Callable[[int], OSError | None]]
) -> None:
    """At each call in turn: either the change is offered after a kill, or the desk says that it would not be."""
    desk = desk_on(path)
    disk = FaultyDisk(tmp_path)
    with disk.in_place():
        desk.change({AMOUNT: 31}, "Goal")
        desk.change({AMOUNT: 32}, "Goal")
    calls = len(disk.calls)
    desk.close()
    kept = 0
    for number in range(calls):
        desk = desk_on(path)
        with disk.in_place(failing(number, errno.ENOSPC)):
            desk.change({AMOUNT: 31}, "Goal")
            is_kept_at_first = desk.trouble is None
            desk.change({AMOUNT: 32}, "Goal")
            trouble = desk.trouble
        assert desk.draft.value(AMOUNT) == 32
        kill(desk)
        amounts = [tables["goal"]["amount"] for tables in left(path)]
        if trouble is None:
            kept += 1
            assert amounts[0] == 32
        else:
            assert trouble == "no space left on device"
            assert amounts[0] >= 31 if is_kept_at_first else True
        for work in unsaved_work():
            give_up(work)
    assert 0 < kept < calls


def test_a_disk_with_room_again_takes_all_that_it_did_not_take(path: Path, tmp_path: Path) -> None:
    """Trouble comes and goes; the first change that can be kept brings the others along."""
    desk = desk_on(path)
    desk.change({AMOUNT: 31}, "Goal")
    with FaultyDisk(tmp_path).in_place(lambda _: FULL):
        desk.change({("name",): "Named on a full disk"}, "Name")
        assert desk.trouble == "no space left on device"
    desk.change({AMOUNT: 33}, "Goal")
    assert desk.trouble is None
    kill(desk)
    (work,) = unsaved_work(path)
    assert (work.name, work.tables["goal"]["amount"]) == ("Named on a full disk", 33)


def test_a_disk_that_fills_up_while_saving_loses_nothing(path: Path, tmp_path: Path) -> None:
    """At each call in turn: the file is the old one and what was changed is offered, or the file is the new one."""
    disk = FaultyDisk(tmp_path)
    desk = desk_on(path)
    desk.change({AMOUNT: 31}, "Goal")
    with disk.in_place():
        desk.save()
    for number in range(len(disk.calls)):
        path.write_text(SMALL, "utf-8")
        desk = desk_on(path)
        desk.change({AMOUNT: 31}, "Goal")
        with disk.in_place(at(number, errno.ENOSPC)):
            refused = outcome(desk.save)
        if refused is not None:
            assert "no space left on device; the file is as it was" in str(refused)
            assert path.read_text("utf-8") == SMALL
            assert desk.is_unsaved
        kill(desk)
        amounts = [desk_on(path).draft.value(AMOUNT), *(tables["goal"]["amount"] for tables in left(path))]
        assert 31 in amounts
        for work in unsaved_work():
            give_up(work)


@pytest.mark.parametrize("seed", range(3))
def test_whenever_the_power_goes_what_was_seen_is_in_the_file_or_offered(path: Path, tmp_path: Path, seed: int) -> None:
    """At every call to the system of a run that changes, undoes and saves, on the worst disks that may be left."""
    chance = random.Random(seed)
    desk = desk_on(path)
    power = Power(tmp_path)
    seen = [desk.draft.tables]
    with power.followed():
        for _ in range(16):
            if chance.random() < 0.3:
                desk.save()
            chance.choice([desk.undo, desk.redo] + [lambda: desk.change(any_change(chance, desk), "Change")] * 4)()
            seen.append(desk.draft.tables)
            power.mark = len(seen) - 1
    kill(desk)
    assert len(power.states) > 30
    for mark, tree in power.states:
        power.restore(tree)
        found = [desk_on(path).draft.tables, *left(path)]
        later = seen[mark : mark + 2]
        assert any(says_the_same(one, other) for one in found for other in later), (mark, sorted(tree))


def says_the_same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two states say the same; saving leaves out tables with nothing in them."""
    return is_same(one, other) or not [value for value in changes_between(one, other).values() if value not in ({}, [])]


def test_a_folder_that_somebody_removes_is_made_again(path: Path) -> None:
    """What is changed after that is kept with all before it."""
    desk = desk_on(path)
    desk.change({AMOUNT: 31}, "Goal")
    (journal,) = journal_folder().iterdir()
    journal.unlink()
    journal_folder().rmdir()
    desk.change({("name",): "Later"}, "Name")
    kill(desk)
    assert [(work.name, work.tables["goal"]["amount"]) for work in unsaved_work()] == [("Later", 31)]


def test_a_journal_does_not_grow_without_end(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is begun anew, with what was changed and not how."""
    monkeypatch.setattr("vehicleplan.session.journal._LEAST_BYTES", 5_000)
    desk = desk_on(path)
    for amount in range(400):
        desk.change({AMOUNT: amount + 100}, "Goal")
        (journal,) = journal_folder().iterdir()
        assert journal.stat().st_size < 4 * (len(SMALL) + 1_000) + 5_000
    kill(desk)
    assert left()[0]["goal"]["amount"] == 499


def test_only_the_user_can_read_a_journal(path: Path) -> None:
    """A year's plan is nobody else's business."""
    desk = desk_on(path)
    desk.change({AMOUNT: 31}, "Goal")
    (journal,) = journal_folder().iterdir()
    assert (journal.stat().st_mode & 0o777, journal_folder().stat().st_mode & 0o777) == (0o600, 0o700)


values = st.recursive(
    st.none().map(lambda _: True)
    | st.integers()
    | st.floats(allow_nan=True)
    | st.text()
    | st.dates()
    | st.datetimes(timezones=st.sampled_from([None, UTC]))
    | st.times(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(before=st.dictionaries(st.text(), values, max_size=4), after=st.dictionaries(st.text(), values, max_size=4))
def test_lines_lead_to_the_same_tables(before: dict[str, Any], after: dict[str, Any]) -> None:
    """Whatever TOML can say, with its days and times, and tables that look like a line's own."""
    line = changes_line(changes_between(before, after))
    assert line.count(b"\n") == 1
    tables, count = tables_after(before, [line[:-1]])
    assert (is_same(tables, after), count) == (True, 1)


def test_a_line_says_every_kind_of_change() -> None:
    """What is set, what goes, what comes in between."""
    before = {"a": [{"id": 1}, {"id": 3}], "b": 1, "c": date(2027, 1, 1)}
    changes = {
        ("a", 1): Insertion(({"id": 2, "at": datetime(2027, 1, 1, 2, 3, tzinfo=UTC)},)),
        ("b",): DELETED,
        ("c",): time(1, 2),
    }
    tables, _ = tables_after(before, [changes_line(changes)[:-1]])
    assert tables == {
        "a": [{"id": 1}, {"id": 2, "at": datetime(2027, 1, 1, 2, 3, tzinfo=UTC)}, {"id": 3}],
        "c": time(1, 2),
    }
