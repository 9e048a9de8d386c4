"""What a folder offers while one types a path, and where a file would go."""

from __future__ import annotations

from pathlib import Path

import pytest

from vehicleplan.session.browse import destination, entries


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with scenarios, another folder, and what is not shown."""
    work = tmp_path / "desk"
    (work / "Plans").mkdir(parents=True)
    (work / ".hidden").mkdir()
    for name in ("launch.toml", "relaunch.toml", "notes.txt", ".secret.toml", "Plans/spring.toml"):
        (work / name).write_text("", "utf-8")
    return work


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("", ["launch.toml", "relaunch.toml", "Plans/", "../"]),
        ("LA", ["launch.toml", "relaunch.toml", "Plans/"]),
        ("rel", ["relaunch.toml"]),
        (".s", [".secret.toml"]),
        ("Plans/", ["Plans/spring.toml", "Plans/../"]),
        ("..", ["../desk/", "../home/", "../../"]),
        ("nowhere/", ["nowhere/../"]),
        ("~", ["~/../"]),
        ("xyz", []),
    ],
)
def test_what_is_offered(folder: Path, typed: str, offered: list[str]) -> None:
    """Scenarios before folders, names that begin so before others, hidden ones after a dot."""
    assert sorted(entry.typed for entry in entries(typed, folder)) == sorted(offered)
    assert [entry.is_folder for entry in entries(typed, folder)] == sorted(e.endswith("/") for e in offered)


@pytest.mark.parametrize(
    ("typed", "name", "is_there", "problem"),
    [
        ("new", "new.toml", False, ""),
        ("new.toml", "new.toml", False, ""),
        ("v1.2", "v1.2.toml", False, ""),
        ("launch", "launch.toml", True, ""),
        ("", None, False, "Type the name"),
        ("Plans", None, False, "Type the name"),
        ("Plans/", None, False, "Type the name"),
        ("no/new", None, False, "There is no folder"),
    ],
)
def test_where_a_file_goes(folder: Path, typed: str, name: str | None, is_there: bool, problem: str) -> None:  # noqa: FBT001
    """The ending is added, and what stands in the way is said."""
    to = destination(typed, folder)
    assert to.problem.startswith(problem)
    assert bool(to.problem) is bool(problem)
    assert to.is_there is is_there
    assert name is None or to.path == folder / name
