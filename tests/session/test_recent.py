"""The list of recent scenarios, and what else is kept between runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.runs import SMALL, write
from vehicleplan.session.folders import keep_state, read_state, state_folder
from vehicleplan.session.recent import MOST, Recent, recent_scenarios, remember


def test_the_newest_comes_first_and_once(tmp_path: Path) -> None:
    """Opening a scenario again moves it up, under the name that it has now."""
    one, two = (Path(write(tmp_path, SMALL, name)) for name in ("one.toml", "two.toml"))
    remember(one, "One")
    remember(two, "Two")
    remember(one, "One more")
    assert recent_scenarios() == (Recent(one, "One more"), Recent(two, "Two"))


def test_files_that_have_gone_are_not_shown_but_not_forgotten(tmp_path: Path) -> None:
    """A drive that comes back brings its scenarios back."""
    one = Path(write(tmp_path, SMALL))
    remember(one, "One")
    one.rename(tmp_path / "away.toml")
    assert recent_scenarios() == ()
    (tmp_path / "away.toml").rename(one)
    assert recent_scenarios() == (Recent(one, "One"),)


def test_the_list_has_an_end(tmp_path: Path) -> None:
    """The oldest leave."""
    for number in range(MOST + 3):
        remember(Path(write(tmp_path, SMALL, f"{number}.toml")), str(number))
    assert [recent.name for recent in recent_scenarios()] == [str(n) for n in range(MOST + 2, 2, -1)]


@pytest.mark.parametrize(
    "content", ["", "{", "3", '{"a": 1}', '[{"path": 1, "name": 2}]', "[[[", '["x"]', "[" * 100_000]
)
def test_a_list_that_cannot_be_read_is_empty(content: str) -> None:
    """Whatever is in the file, Start opens."""
    state_folder().mkdir(parents=True)
    (state_folder() / "recent.json").write_text(content, "utf-8")
    assert recent_scenarios() == ()


def test_a_folder_that_cannot_be_written_is_no_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Then nothing is remembered."""
    monkeypatch.setenv("XDG_STATE_HOME", write(tmp_path, "a file", "state"))
    remember(tmp_path, "One")
    keep_state("theme", "light")
    assert recent_scenarios() == ()
    assert read_state("theme") is None


def test_a_name_that_is_no_text_does_not_stop_the_list(tmp_path: Path) -> None:
    """Half a character, which a name may hold and no file may, is kept all the same."""
    one = Path(write(tmp_path, SMALL))
    remember(one, "\ud800")
    remember(Path(write(tmp_path, SMALL, "two.toml")), "Two")
    assert [recent.name for recent in recent_scenarios()] == ["Two", "\ud800"]


def test_a_list_of_megabytes_is_not_read() -> None:
    """It is not ours."""
    state_folder().mkdir(parents=True)
    (state_folder() / "recent.json").write_text(" " * 1_000_001 + "[]", "utf-8")
    assert read_state("recent") is None
