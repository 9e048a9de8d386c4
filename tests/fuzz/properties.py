"""What holds for whatever is read: no exception, no trace, places that are there, words that say what would be right.

Each function raises AssertionError where something does not hold; any other exception is a finding too.
"""

from __future__ import annotations

import contextlib
import io
import random
import time
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vehicleplan.cli.main import run
from vehicleplan.errors import Problem
from vehicleplan.files.catalog_file import read_catalog
from vehicleplan.files.change import DELETED, Insertion, UneditableTextError
from vehicleplan.files.difference import is_same, with_changes
from vehicleplan.files.edit import edited
from vehicleplan.files.expected_tables import Expected
from vehicleplan.files.history_csv import Known, read_history
from vehicleplan.files.scenario_file import read_any, read_scenario
from vehicleplan.files.source import text_source
from vehicleplan.files.validate import value_at
from vehicleplan.model.fault import KeyPath
from vehicleplan.report.problems import problem_lines
from vehicleplan.session.folders import journal_folder, read_state, state_folder
from vehicleplan.session.recent import recent_scenarios, remember
from vehicleplan.session.recovery import unsaved_work

SECONDS, SECONDS_PER_MIB = 3.0, 30.0
"""How long reading may take at most, on a machine with much else to do: usually 1 to 5 s per MiB."""
_LONGEST = 4_000
"""Characters of a printed line of a problem."""
COMMANDS = (
    ("check", "{}"), ("check", "--json", "{}"), ("screen", "{}"), ("screen", "--json", "{}"),
    ("plan", "--no-why", "--time-limit", "1", "{}"), ("plan", "--json", "--time-limit", "1", "{}"),
    ("explain", "--time-limit", "2", "{}"), ("compare", "--time-limit", "2", "{}", "{}"),
    ("simulate", "--draws", "20", "--time-limit", "2", "{}"),
    ("frontier", "--over", "budget", "--points", "3", "--time-limit", "2", "{}"),
    ("export", "{}", "-o", "{}.md", "--force", "--time-limit", "2"),
)  # fmt: skip
"""Commands of the program; {} is the file."""


@contextlib.contextmanager
def in_time(size: int) -> Iterator[None]:
    """What is inside ends within a time that grows with the input and no faster."""
    start = time.process_time()
    yield
    seconds = time.process_time() - start
    assert seconds < SECONDS + SECONDS_PER_MIB * size / 2**20, f"{seconds:.1f} s for {size} bytes"


def check_files(content: bytes, folder: Path) -> None:
    """A scenario or a catalog, whatever is in it."""
    file = folder / "file.toml"
    file.write_bytes(content)
    with in_time(len(content)):
        either = read_any(file)
    catalog, scenario = read_catalog(file), read_scenario(file)
    for read in (either, catalog, scenario):
        check_problems(read.problems, file, content)
    assert bool(scenario.problems) == (scenario.resolved is None)
    assert bool(catalog.problems) == (catalog.catalog is None)


def check_problems(problems: tuple[Problem, ...], file: Path, content: bytes) -> None:
    """Problems have places that are there, say what would be right, and print harmlessly."""
    own = content.decode("utf-8-sig", "replace").split("\n")
    for problem in problems:
        assert problem.what
        assert problem.fix, problem
        if problem.line is not None and problem.file == str(file):
            line = own[problem.line - 1].removesuffix("\r")
            assert problem.excerpt == line, problem
            assert 1 <= problem.column <= len(line) + 1, problem
            assert problem.width >= 1, problem
        for printed in problem_lines(problem):
            check_harmless(printed)
            assert len(printed) <= _LONGEST, problem


def check_harmless(text: str) -> None:
    """No character that a terminal would obey, but the end of a line."""
    bad = {each for each in text if each != "\n" and unicodedata.category(each) in ("Cc", "Cs")}
    assert not bad, bad


def check_history(content: bytes, chance: random.Random) -> None:
    """A track record, whatever is in it."""
    source = text_source("h.csv", content, None)
    if isinstance(source, Problem):
        assert source.fix
        return
    known = Known(None, None) if chance.random() < 0.5 else Known(["webinar", "paper"], ["conversion"])
    with in_time(len(content)):
        entries, problems = read_history(source, known)
    text = source.text.replace("\r\n", "\n").replace("\r", "\n")
    for problem in problems:
        assert problem.fix
        assert problem.line is None or problem.excerpt == text.split("\n")[problem.line - 1]
        for printed in problem_lines(problem):
            check_harmless(printed)
    assert all(entry.activities >= 0 and entry.count >= 0 for entry in entries)


def check_edit(content: bytes, chance: random.Random) -> bool:
    """A change of a text that can be read: it says what it should, or is refused. Whether it was made."""
    text = content.decode("utf-8", "replace")
    tables = _tables(text)
    if tables is None:
        return False
    path, value = _change(tables, chance)
    try:
        result = edited(text, {path: value})
    except UneditableTextError:
        return False
    found = _tables(result)
    assert found is not None, (path, value)
    if value is DELETED:
        assert Expected.after(tables, {path: value}).is_met_by(result), (path, value)
    else:
        assert is_same(found, with_changes(tables, {path: value})), (path, value)
    assert ("\r\n" in result) == ("\r\n" in text) or "\n" not in text.replace("\r\n", "")
    return True


def _tables(text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):
        return None


def _change(tables: dict[str, Any], chance: random.Random) -> tuple[KeyPath, Any]:
    """A change of a place that is there, or of one beside it."""
    paths = list(_paths((), tables)) or [("a",)]
    path = chance.choice(paths)
    where = chance.random()
    if where < 0.2:
        return path, DELETED
    if where < 0.4:
        path = (*path[:-1], "new") if isinstance(path[-1], str) else path
    if where > 0.9 and isinstance(path[-1], int) and isinstance(value_at(tables, path), dict):
        return path, Insertion(({"id": "new", "cost": 1},))
    values = (
        1,
        2.5,
        "text",
        'q"\\\n',
        True,
        [1, 2],
        ["a"],
        {"a": 1},
        {"a": {"b": "漢"}},
        [{"id": "x"}],
        [],
        {},
        "👩‍👩‍👧‍👦",
    )
    return path, chance.choice(values)


def _paths(path: KeyPath, item: Any) -> Iterator[KeyPath]:
    if path:
        yield path
    inside = item.items() if isinstance(item, dict) else enumerate(item) if isinstance(item, list) else ()
    for key, value in inside:
        yield from _paths((*path, key), value)


def check_state(content: bytes) -> None:
    """A file that the program keeps for itself: what cannot be read is not there."""
    folder = state_folder()
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("recent", "theme"):
        (folder / f"{name}.json").write_bytes(content)
    read_state("theme")
    for recent in recent_scenarios():
        assert recent.changed is None or recent.path.exists()
    remember(folder / "x.toml", "x")
    journals = journal_folder()
    journals.mkdir(parents=True, exist_ok=True)
    journal = journals / "fuzz.jsonl"
    journal.write_bytes(content)
    unsaved_work()
    journal.unlink(missing_ok=True)


def check_command(content: bytes, folder: Path, words: tuple[str, ...]) -> int:
    """A command with a file: it leaves as documented and prints nothing that a terminal would obey."""
    file = folder / "command.toml"
    file.write_bytes(content)
    out, said = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(said):
        code = run([word.format(file) for word in words])
    assert code in (0, 1, 2), (code, words, said.getvalue()[-600:])
    assert "Traceback" not in said.getvalue()
    check_harmless(out.getvalue() if "--json" not in words else "")
    check_harmless(said.getvalue())
    return code
