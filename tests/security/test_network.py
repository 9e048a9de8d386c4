"""Nothing goes over the network, and nothing that a file says is executed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cli.runs import ROOT, SMALL, write
from security.hostile import EVIL, MARKUP, scenario
from vehicleplan.files.scenario_file import read_scenario

MARK = "print('found by a mark')"


def test_no_command_uses_the_network_or_executes_a_file(tmp_path: Path) -> None:
    """Every command, every export and the terminal UI, with a scenario that asks for both, as Python's hooks see it."""
    text = scenario(f"{MARK} {MARKUP}")
    for name in ("numpy", "typst", "jinja2", "json", "sitecustomize", "vehicleplan"):
        write(tmp_path, "raise SystemExit('this file must not be imported')\n", f"{name}.py")
    done = subprocess.run(
        [sys.executable, "-P", str(Path(__file__).with_name("probe.py")), write(tmp_path, text), MARK],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-2:] == ["codes [0]", "nothing"]


@pytest.mark.skipif(not shutil.which("unshare"), reason="needs Linux's namespaces")
def test_a_pdf_is_made_where_there_is_no_network(tmp_path: Path) -> None:
    """With text that asks for a package of the typesetter: it is text."""
    file = write(tmp_path, scenario(EVIL))
    inside = [sys.executable, "-m", "vehicleplan", "export", file, "--no-analyses", "-o", str(tmp_path / "plan.pdf")]
    done = subprocess.run(
        ["unshare", "--user", "--map-root-user", "--net", *inside],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
    if "unshare" in done.stderr:
        pytest.skip("namespaces are not allowed here")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "plan.pdf").read_bytes().startswith(b"%PDF")


def test_modules_are_not_taken_from_the_current_folder(tmp_path: Path) -> None:
    """`python -m vehicleplan` in a folder of somebody else loads none of its files."""
    for name in ("typer", "numpy", "json", "highspy", "vehicleplan_own"):
        write(tmp_path, "raise SystemExit('this file must not be imported')\n", f"{name}.py")
    write(tmp_path, SMALL)
    done = subprocess.run(
        [sys.executable, "-m", "vehicleplan", "plan", "launch.toml"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", ["../../evil", "/etc/passwd", "en_US/../../x", "C:\\\\x"])
def test_a_locale_is_no_path(name: str) -> None:
    """Data of locales are loaded by name only; a name that would lead elsewhere is a problem of the file."""
    problems = read_scenario("-", text=SMALL.replace("[goal]", f'locale = "{name}"\n[goal]', 1)).problems
    assert [problem.key for problem in problems] == ["locale"]
