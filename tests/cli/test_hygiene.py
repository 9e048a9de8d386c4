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


PROBE_OF_JOB = """
import sys
from vehicleplan.cli import progress
def begun(_):
    print("|".join(sorted({name.split(".")[0] for name in sys.modules})), file=sys.stderr)
    sys.exit()
progress.watched = progress.watched_parts = begun
from vehicleplan.cli.main import run
run(sys.argv[1:])
"""


PROBE_OF_PROGRAM = """
import sys
from vehicleplan.__main__ import main
try:
    main()
finally:
    print("|".join(sorted({name.split(".")[0] for name in sys.modules})), file=sys.stderr)
"""


def loaded(*words: str, probe: str = PROBE) -> set[str]:
    """The packages that are loaded after the command, or when its job begins."""
    done = subprocess.run(
        [sys.executable, "-c", probe, *words],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.strip().splitlines()[-1].split("|"))


HEAVY = {"textual", "pulp", "highspy", "numpy", "tomlkit", "babel"}
EXPORTS = {"pdf": "typst", "pptx": "pptx", "xlsx": "xlsxwriter", "html": "jinja2"}
"""By ending, the library that writes it."""


@pytest.mark.parametrize("words", [["plan", "--help"], ["--version"]])
def test_help_loads_nothing_heavy(words: list[str]) -> None:
    """Help needs neither the solver nor the terminal UI."""
    assert loaded(*words).isdisjoint(HEAVY)


def test_the_first_help_loads_no_model() -> None:
    """The program's own help does not even need the model of the files."""
    assert loaded("--help").isdisjoint(HEAVY | {"pydantic"})


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_check_loads_no_solver(options: list[str], tmp_path: Path) -> None:
    """Checking files needs neither the solver nor the terminal UI, and no library for locales."""
    assert loaded("check", *options, write(tmp_path, SMALL)).isdisjoint(HEAVY)


def test_plan_loads_no_terminal_ui(tmp_path: Path) -> None:
    """Planning needs no terminal UI."""
    assert loaded("plan", write(tmp_path, SMALL)).isdisjoint({"textual", "tomlkit", "babel", *EXPORTS.values()})


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_a_plain_plan_loads_no_option_parser(options: list[str], tmp_path: Path) -> None:
    """To plan one file takes no option parser, which takes longer to load than many a plan to find."""
    found = loaded("plan", write(tmp_path, SMALL), *options, probe=PROBE_OF_PROGRAM)
    assert "highspy" in found
    assert found.isdisjoint({"typer", "textual", "tomlkit", "tomli_w", "babel", *EXPORTS.values()})


@pytest.mark.parametrize("ending", ["md", "json", "csv", *EXPORTS])
def test_an_export_loads_the_library_of_its_own_format_only(ending: str, tmp_path: Path) -> None:
    """A page needs no slides; slides come with the library of workbooks, in which a chart keeps its figures."""
    others = set(EXPORTS.values()) - {EXPORTS.get(ending)} - ({"xlsxwriter"} if ending == "pptx" else set())
    target = str(tmp_path / f"plan.{ending}")
    found = loaded("export", write(tmp_path, SMALL), "--no-analyses", "-o", target)
    assert found.isdisjoint(others | {"textual", "openpyxl"})
    assert EXPORTS.get(ending, "babel") in found


@pytest.mark.parametrize("command", ["screen", "plan", "explain", "frontier", "simulate", "compare", "export"])
def test_the_solver_is_loaded_in_the_job(command: str, tmp_path: Path) -> None:
    """PuLP takes a ctrl+c while it is being loaded for a solver that is not there, and goes on without it."""
    files = [write(tmp_path, SMALL)] * (2 if command == "compare" else 1)
    more = ["-o", str(tmp_path / "plan.md")] if command == "export" else []
    assert loaded(command, *files, *more, probe=PROBE_OF_JOB).isdisjoint({"pulp", "highspy"})
