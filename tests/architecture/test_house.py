"""The house keeps its rules: imports, sizes, what is loaded when."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT / "src")))
def test_files_and_functions_stay_small(path: Path) -> None:
    """No file has more than 500 lines, no function more than 60."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 500
    assert [f.name for f in functions(path) if f.end_lineno and f.end_lineno - f.lineno + 1 > 60] == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT / "src")))
def test_every_module_says_what_it_is_for(path: Path) -> None:
    """Each module and each public function opens with a docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    bodies = [tree.body, *(node.body for node in tree.body if isinstance(node, ast.ClassDef))]
    public = [node for body in bodies for node in body if isinstance(node, ast.FunctionDef) and node.name[0] != "_"]
    assert ast.get_docstring(tree)
    assert [function.name for function in public if not ast.get_docstring(function)] == []


def test_import_rules_hold() -> None:
    """Import-linter keeps every contract."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_test_is_without_a_claim() -> None:
    """Every test function has a docstring that states the behaviour."""
    silent = [
        f"{path.relative_to(ROOT)}:{f.name}"
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        for f in functions(path)
        if f.name.startswith("test_") and not ast.get_docstring(f)
    ]
    assert silent == []
