"""Reading scenarios and catalogs: what is accepted, what is refused and how, and that nothing ever breaks."""

from __future__ import annotations

import contextlib
import copy
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from vehicleplan.files.catalog_file import ReadCatalog, read_catalog
from vehicleplan.files.scenario_file import ReadScenario, read_any, read_scenario
from vehicleplan.files.source import MOST_BYTES
from vehicleplan.report.problems import problem_lines

HERE = Path(__file__).parent
RICH = HERE / "rich_scenario.toml"
TABLES = tomllib.loads(RICH.read_text(encoding="utf-8"))
SMALLEST = 'format = 1\n[goal]\nstage = "conversion"\n'


def whats(result: ReadScenario | ReadCatalog) -> list[str]:
    """What is wrong, one sentence per problem."""
    return [problem.what for problem in result.problems]


def read_text(text: str) -> ReadScenario:
    """Read a scenario from the text of standard input."""
    return read_scenario("-", text=text)


def test_scenario_with_everything_is_read_without_problems() -> None:
    """Catalog, track record and every table of a scenario are put together."""
    result = read_scenario(RICH)
    assert result.problems == ()
    assert result.resolved is not None
    assert [candidate.id for candidate in result.resolved.candidates] == ["webinar", "user-group"]
    assert result.resolved.history[0].count == 4
    assert list(result.catalogs) == ["small.toml"]
    assert result.resolved.candidates[0].cost == pytest.approx(1_800)


def test_smallest_scenario_has_defaults() -> None:
    """A goal is all that a scenario needs."""
    result = read_text(SMALLEST)
    assert result.scenario is not None
    assert result.scenario.horizon.periods == 1
    assert (result.name, result.path) == ("<stdin>", None)


def test_empty_path_from_standard_input_looks_in_the_current_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Catalogs of a scenario on standard input are relative to the current folder."""
    monkeypatch.chdir(HERE)
    assert read_text(RICH.read_text(encoding="utf-8")).problems == ()


def test_shipped_catalog_is_found_by_name() -> None:
    """`b2b` is the shipped catalog."""
    result = read_text('catalogs = ["b2b"]\n' + SMALLEST + '[[vehicle]]\nuse = "webinar"\n')
    assert result.problems == ()


def test_own_folder_comes_before_the_shipped_catalogs(tmp_path: Path) -> None:
    """A catalog in an extra folder is found by name, before a shipped one of that name."""
    (tmp_path / "b2b.toml").write_bytes((HERE / "small.toml").read_bytes())
    result = read_scenario("-", text='catalogs = ["b2b"]\n' + SMALLEST, extra_folders=(tmp_path,))
    assert [catalog.name for catalog in result.catalogs.values()] == ["Small"]


def test_kind_is_recognized() -> None:
    """A file with a goal, or another key of scenarios only, is a scenario; else it is a catalog."""
    assert isinstance(read_any(RICH), ReadScenario)
    assert isinstance(read_any(HERE / "small.toml"), ReadCatalog)
    assert isinstance(read_any("-", text="format = 1\n[budget]\ntotal = 5\n"), ReadScenario)
    assert isinstance(read_any("-", text='format = 1\n[[vehicle]]\nuse = "a"\n'), ReadScenario)


def test_each_kind_refuses_the_other() -> None:
    """A catalog is no scenario and a scenario is no catalog, in one sentence."""
    assert whats(read_scenario(HERE / "small.toml")) == ["this is a catalog, not a scenario"]
    assert whats(read_catalog(RICH)) == ["this is a scenario, not a catalog"]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_byte_order_mark_and_windows_line_ends_are_accepted(tmp_path: Path, newline: str) -> None:
    """Both are what some editors write, and neither moves a line or a caret."""
    file = tmp_path / "a.toml"
    file.write_bytes(b"\xef\xbb\xbf" + SMALLEST.replace("\n", newline).encode())
    assert read_scenario(file).problems == ()
    file.write_bytes(b"\xef\xbb\xbf" + (SMALLEST + "mount = 3\n").replace("\n", newline).encode())
    (problem,) = read_scenario(file).problems
    assert (problem.line, problem.column, problem.excerpt) == (4, 1, "mount = 3")


def test_folder_is_refused(tmp_path: Path) -> None:
    """A folder is not a file."""
    assert whats(read_any(tmp_path)) == ["this is a folder, not a file"]


def test_missing_file_names_the_nearest(tmp_path: Path) -> None:
    """A misspelt name gets the name of the file that is there."""
    (tmp_path / "launch.toml").write_text(SMALLEST)
    (problem,) = read_scenario(tmp_path / "lunch.toml").problems
    assert problem.what == "there is no such file"
    assert "launch.toml" in problem.fix


def test_file_in_a_missing_folder_says_so(tmp_path: Path) -> None:
    """Neither the file nor its folder is there."""
    (problem,) = read_scenario(tmp_path / "no" / "lunch.toml").problems
    assert "folder" in problem.fix


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
def test_file_without_permission_says_so(tmp_path: Path) -> None:
    """A file that may not be read is a problem, not a trace."""
    file = tmp_path / "a.toml"
    file.write_text(SMALLEST)
    file.chmod(0)
    assert whats(read_scenario(file)) == ["there is no permission to read this file"]


def test_permission_error_is_put_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same, for tests that run as the superuser."""
    file = tmp_path / "a.toml"
    file.write_text(SMALLEST)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert whats(read_scenario(file)) == ["there is no permission to read this file"]


def test_other_errors_of_the_disk_are_put_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the system says is repeated in one sentence."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error")

    file = tmp_path / "a.toml"
    file.write_text(SMALLEST)
    monkeypatch.setattr(Path, "open", refuse)
    assert whats(read_scenario(file)) == ["the file cannot be read: input/output error"]


@pytest.mark.parametrize("name", ["a\0b", "x" * 5_000])
def test_impossible_names_are_refused(name: str) -> None:
    """A name that no file can have is a problem, not a trace."""
    assert len(read_scenario(name).problems) == 1


@pytest.mark.parametrize("name", ["x" * 400, "x" * 400 + ".toml", "a\\u0000/b", "", ".", "/", "..", "~"])
def test_impossible_names_in_the_file_are_refused(name: str) -> None:
    """Catalogs and track records with such names are one problem each."""
    found = read_text(f'catalogs = ["{name}"]\ntrack_record = "{name}"\n' + SMALLEST).problems
    assert [problem.line for problem in found] == [1, 2]


def test_large_file_is_refused_unread(tmp_path: Path) -> None:
    """50 MB are refused by their size, with the limit."""
    file = tmp_path / "a.toml"
    with file.open("wb") as out:
        out.truncate(50_000_000)
    (problem,) = read_scenario(file).problems
    assert problem.what == "the file is larger than 8 MiB"


def test_large_text_on_standard_input_is_refused() -> None:
    """The limit holds for standard input too."""
    assert whats(read_text("#" * (MOST_BYTES + 1))) == ["the file is larger than 8 MiB"]


def test_zero_bytes_are_no_text(tmp_path: Path) -> None:
    """A binary file is refused as one."""
    file = tmp_path / "a.toml"
    file.write_bytes(b"\x7fELF\0\0\0")
    assert whats(read_any(file)) == ["this is not a text file"]


def test_other_encoding_names_its_line(tmp_path: Path) -> None:
    """Latin-1 is refused at the line of its first such letter."""
    file = tmp_path / "a.toml"
    file.write_bytes('format = 1\nname = "Café"\n'.encode("latin-1"))
    (problem,) = read_any(file).problems
    assert (problem.what, problem.line, problem.column) == ("the file is not in UTF-8", 2, 12)


HOSTILE = [
    "x = " + "[" * 90_000,
    "x = " + "[" * 500 + "]" * 500,
    "x = " + "{a=" * 3_000,
    "a." * 300_000 + "a = 1",
    "[" + "a." * 90_000 + "a]",
    "x = " + "9" * 9_000,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_nesting_and_numbers_are_refused_quickly(text: str) -> None:
    """Very deep nesting and very long numbers are one problem each."""
    assert len(read_text(SMALLEST + text).problems) == 1


def test_first_of_several_broken_places_is_named() -> None:
    """A text with two broken lines names the first."""
    (problem,) = read_text("format = 1\nname = \n[goal\n").problems
    assert problem.line == 2


def test_two_missing_keys_of_one_table_are_both_named() -> None:
    """A missing key does not hide other faults of the same table."""
    found = whats(read_text(SMALLEST + '[[team.build]]\nskill = 5\nadds_hours = "x"\n'))
    assert sorted(found) == ['"x" is text', "5 is a number", "`name` is missing"]


def test_faults_of_fields_do_not_stop_the_checks_of_meaning() -> None:
    """A wrong type, a rule of the model and an unknown name come in one pass."""
    text = (
        SMALLEST
        + 'amount = "x"\n[brief]\nstages = { convertion = 1 }\n[[vehicle]]\nid = "a"\nmessage_complexity = [5, 1]\n'
        + "min_per_period = 3\nmax_per_period = 2\ncurrent = [1, 2]\n"
    )
    assert len(read_text(text).problems) == 5


def test_what_was_lost_causes_no_echo() -> None:
    """A catalog that is not there does not make every vehicle of it unknown."""
    text = (
        'catalogs = ["none"]\n'
        + SMALLEST
        + '[[vehicle]]\nuse = "webinar"\n[[limits.rule]]\nvehicles = ["webinar"]\nmax = 1\n'
    )
    assert whats(read_text(text)) == ["there is no catalog `none`"]


def test_a_wrong_amount_is_not_also_a_missing_one() -> None:
    """An amount that cannot be read is not reported as none."""
    text = SMALLEST + 'mode = "least-cost"\namount = "many"\n'
    assert whats(read_text(text)) == ['"many" is text']


def test_a_wrong_horizon_does_not_make_lists_wrong() -> None:
    """Lists per period are not counted against a horizon that cannot be read."""
    text = SMALLEST + '[horizon]\nperiods = "four"\n[budget]\nper_period = [1, 2, 3, 4]\n'
    assert whats(read_text(text)) == ['"four" is text']


def test_hundreds_of_problems_are_all_reported() -> None:
    """Nothing is cut off here; the printer may."""
    text = SMALLEST + "".join(f'[[vehicle]]\nid = "v{n}"\ncost = "x"\n' for n in range(300))
    assert len(read_text(text).problems) == 300


def test_problems_are_in_order_of_place() -> None:
    """The first line comes first."""
    lines = [
        problem.line for problem in read_text('name = 5\nformat = 1\nfoo = 1\n[goal]\nbar = 1\nstage = "x"\n').problems
    ]
    assert lines == sorted(lines, key=lambda line: line or 0)
    assert len(lines) == 4


def paths(item: Any, base: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every key path of some tables."""
    pairs = item.items() if isinstance(item, dict) else enumerate(item) if isinstance(item, list) else ()
    for key, value in pairs:
        yield (*base, key)
        yield from paths(value, (*base, key))


PATHS = list(paths(TABLES))
ODD: list[Any] = ["5", 5, -1, 0, 1, 2.5, True, float("nan"), float("inf"), 10**30, "", "x" * 400, [], {}, [[]], [{}]]
ODD += [{"a": 1}, ["webinar"], tomllib.loads("a = 2027-01-01")["a"], tomllib.loads("a = 08:00:00")["a"], "webinar"]


@settings(max_examples=600, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PATHS), st.sampled_from(ODD)), min_size=1, max_size=4))
def test_any_value_anywhere_gives_problems_in_our_words(changes: list[tuple[Any, Any]]) -> None:
    """Whatever stands in the file, reading ends with a scenario or with problems that have a place and a cure."""
    tables = copy.deepcopy(TABLES)
    for path, value in changes:
        above: Any = tables
        try:
            for key in path[:-1]:
                above = above[key]
            if isinstance(above, dict) and not isinstance(path[-1], str):
                continue  # a list that an earlier change has made a table; a key of TOML is text
            above[path[-1]] = copy.deepcopy(value)
        except (KeyError, IndexError, TypeError):
            continue
    with contextlib.chdir(HERE):
        result = read_scenario("-", text=tomli_w.dumps(tables))
    assert (result.resolved is None) == bool(result.problems)
    for problem in result.problems:
        printed = "\n".join(problem_lines(problem))
        assert problem.what
        assert problem.fix
        assert problem.line is not None or "missing" in problem.what or "catalog" in problem.what
        assert "Input" not in printed
        assert "None" not in printed.replace("None.", "")


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(PATHS))
def test_any_key_may_be_missing(path: tuple[Any, ...]) -> None:
    """Without any one key the file is read, or says what is missing or what rested on it."""
    tables = copy.deepcopy(TABLES)
    above: Any = tables
    for key in path[:-1]:
        above = above[key]
    del above[path[-1]]
    with contextlib.chdir(HERE):
        result = read_scenario("-", text=tomli_w.dumps(tables))
    assert (result.resolved is None) == bool(result.problems)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    """Random bytes never raise: they are read, or there is a problem that says why not."""
    text = content.decode("latin-1")
    for whole in (text, SMALLEST + text):
        result = read_any("-", text=whole)
        read = result.resolved if isinstance(result, ReadScenario) else result.catalog
        assert (read is None) == bool(result.problems)


def test_good_path_loads_neither_tomlkit_nor_the_solver() -> None:
    """Reading a file stays quick: what is needed to save, solve or show is not imported."""
    code = (
        "import sys; from vehicleplan.files.scenario_file import read_scenario; "
        f"assert not read_scenario({str(RICH)!r}).problems; "
        "print([name for name in ('tomlkit', 'pulp', 'textual', 'highspy') if name in sys.modules])"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.strip() == "[]"
