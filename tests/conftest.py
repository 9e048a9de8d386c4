"""What every test may use: a scenario from its text, and a home folder of its own.

Property tests try the same examples on every run, so that a green check stays green; HYPOTHESIS_PROFILE=random looks
for new ones.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from vehicleplan.files.scenario_file import read_scenario
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.report.problems import problem_lines

for _number in (signal.SIGINT, signal.SIGHUP):
    if signal.getsignal(_number) is signal.SIG_IGN:  # as for jobs that a shell has put into the background
        signal.signal(_number, signal.SIG_DFL)

settings.register_profile("fixed", derandomize=True)
settings.register_profile("random", derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fixed"))


@pytest.fixture(autouse=True)
def tmp_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of the test's own, so that no real settings are read or written."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for name, folder in (
        ("CONFIG", ".config"),
        ("DATA", ".local/share"),
        ("STATE", ".local/state"),
        ("CACHE", ".cache"),
    ):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / folder))
    return home


@pytest.fixture
def scenario(tmp_path: Path) -> Callable[[str], ResolvedScenario]:
    """Reads the text of a scenario file; the test fails with the printed problems if there are any."""

    def read(text: str) -> ResolvedScenario:
        file = tmp_path / "scenario.toml"
        file.write_text(text, encoding="utf-8")
        result = read_scenario(file)
        if result.resolved is None:
            pytest.fail("\n".join(line for problem in result.problems for line in problem_lines(problem)))
        return result.resolved

    return read
