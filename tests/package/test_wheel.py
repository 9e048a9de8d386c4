"""What is installed from a wheel works without the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with nothing but the installed wheel, built from a copy of the checkout."""
    source = tmp_path_factory.mktemp("source")
    for name in ("src", "catalogs", "scenarios"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, source)
    wheels, target = source / "wheels", tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run(
        [*pip, "wheel", "--no-deps", "--wheel-dir", str(wheels), str(source)], check=True, capture_output=True
    )
    wheel = next(wheels.glob("*.whl"))
    subprocess.run([*pip, "install", "--no-deps", "--target", str(target), str(wheel)], check=True, capture_output=True)
    return target


def run(installed: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the installed program in a folder. Without `site`, the editable install of the checkout is not seen."""
    paths = os.pathsep.join([str(installed), sysconfig.get_path("purelib")])
    return subprocess.run(
        [sys.executable, "-S", "-m", "vehicleplan", *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )


def test_wheel_holds_catalogs_and_scenarios(installed: Path) -> None:
    """Both shipped folders are inside the package, and nothing of the tests is."""
    package = installed / "vehicleplan"
    assert {file.name for file in (ROOT / "catalogs").glob("*.toml")} == {
        file.name for file in (package / "catalogs").glob("*.toml")
    }
    assert {file.name for file in (ROOT / "scenarios").glob("*.*v")} == {
        file.name for file in (package / "scenarios").glob("*.*v")
    }
    assert not (installed / "tests").exists()


def test_wheel_holds_every_module_and_style_sheet(installed: Path) -> None:
    """What the terminal UI and the exports need is there: all of the source, templates, fonts with their licence."""
    source = ROOT / "src" / "vehicleplan"
    for kind in ("*.py", "*.tcss", "*.ttf", "OFL.txt", "*.typ", "*.jinja", "*.css"):
        files = {file.relative_to(source) for file in source.rglob(kind)}
        shipped = {file.relative_to(installed / "vehicleplan") for file in (installed / "vehicleplan").rglob(kind)}
        assert files
        assert files <= shipped


def test_installed_program_starts_checks_and_plans_elsewhere(installed: Path, tmp_path: Path) -> None:
    """From a folder that is not the checkout: a new scenario from an example, checked, planned, catalogs by name."""
    made = run(installed, tmp_path, "new", "mine.toml", "--from", "mid-market-launch")
    assert made.returncode == 0, made.stderr
    checked = run(installed, tmp_path, "check", "mine.toml")
    assert checked.returncode == 0, checked.stderr
    planned = run(installed, tmp_path, "plan", "mine.toml")
    assert planned.returncode == 0, planned.stderr
    assert "proven best" in " ".join(planned.stdout.split())


def test_installed_program_exports_elsewhere(installed: Path, tmp_path: Path) -> None:
    """Templates and fonts are found in the package."""
    run(installed, tmp_path, "new", "mine.toml", "--from", "one-person-team")
    done = run(installed, tmp_path, "export", "mine.toml", "--no-analyses", "-o", "plan.pdf", "-o", "plan.html")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "plan.pdf").read_bytes().startswith(b"%PDF")
    assert b"SourceSans3" in (tmp_path / "plan.pdf").read_bytes()
    assert (tmp_path / "plan.html").read_bytes().startswith(b"<!doctype html>")
