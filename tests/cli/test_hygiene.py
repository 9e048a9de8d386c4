"""What is loaded when: a command that needs little starts fast."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cli.runs import ROOT, SMALL, write

PROBE = """
import sys
from vehicleplan.cli.main import run
code = run(sys.argv[1:])
print("|".join(sorted({name.split(".")[0] for name in sys.modules})), file=sys.stderr)
sys.exit(code)
"""


def loaded(*words: str) -> set[str]:
    """The packages that are loaded after the command."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *words],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.strip().splitlines()[-1].split("|"))


HEAVY = {"textual", "pulp", "highspy", "numpy", "tomlkit"}


@pytest.mark.parametrize("words", [["plan", "--help"], ["--version"]])
def test_help_loads_nothing_heavy(words: list[str]) -> None:
    """Help needs neither the solver nor the terminal UI."""
    assert loaded(*words).isdisjoint(HEAVY)


def test_the_first_help_loads_no_model() -> None:
    """The program's own help does not even need the model of the files."""
    assert loaded("--help").isdisjoint(HEAVY | {"pydantic"})


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_check_loads_no_solver(options: list[str], tmp_path: Path) -> None:
    """Checking files needs neither the solver nor the terminal UI."""
    assert loaded("check", *options, write(tmp_path, SMALL)).isdisjoint(
        {"textual", "pulp", "highspy", "numpy", "tomlkit"}
    )


def test_plan_loads_no_terminal_ui(tmp_path: Path) -> None:
    """Planning needs no terminal UI."""
    assert loaded("plan", write(tmp_path, SMALL)).isdisjoint({"textual", "tomlkit"})
