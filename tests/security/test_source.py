"""The program's own source has none of what could execute a file or use a network."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
MODULES = frozenset(
    [
        "pickle",
        "marshal",
        "shelve",
        "dill",
        "yaml",
        "subprocess",
        "ctypes",
        "socket",
        "ssl",
        "urllib",
        "http",
        "ftplib",
        "smtplib",
        "webbrowser",
        "requests",
        "httpx",
        "multiprocessing",
        "pty",
        "code",
        "codeop",
        "runpy",
        "xmlrpc",
        "socketserver",
    ]
)
CALLS = frozenset(
    ("eval", "exec", "compile", "__import__", "system", "popen", "Popen", "execv", "spawn", "from_string")
)
EXPECTED = {"exports/html.py": ["from_string"] * 2, "exports/pptx_shapes.py": ["from_string"]}
"""The page's own template and its style, which come with the program; and a colour."""


def imported(nodes: tuple[ast.AST, ...]) -> Iterator[str]:
    """The packages that a module imports."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


def called(nodes: tuple[ast.AST, ...]) -> Iterator[str]:
    """The names of functions that a module calls; `re.compile` is none of them."""
    for node in nodes:
        if not isinstance(node, ast.Call):
            continue
        function = node.func
        if isinstance(function, ast.Attribute):
            is_pattern = isinstance(function.value, ast.Name) and function.value.id in ("re", "compiler")
            yield "" if is_pattern else function.attr
        elif isinstance(function, ast.Name):
            yield function.id


def test_nothing_executes_what_is_read() -> None:
    """No evaluation, no other programs, no formats that run what they hold, and templates only of the program's own."""
    found = {}
    for path in SOURCES:
        nodes = tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        wrong = [*sorted(MODULES.intersection(imported(nodes))), *(name for name in called(nodes) if name in CALLS)]
        if wrong:
            found[path.relative_to(ROOT / "src" / "vehicleplan").as_posix()] = wrong
    assert found == EXPECTED


def test_no_rule_of_safety_is_switched_off() -> None:
    """Ruff's rules of security hold in the whole source, but for assertions for a type checker and random draws."""
    for path in SOURCES:
        assert set(re.findall(r"noqa:[^#\n]*?\b(S\d+)", path.read_text(encoding="utf-8"))) <= {"S101", "S311"}
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert re.search(r'select = \[[^]]*"S"', settings)
    assert not re.search(r'"src/[^\n]*= \[[^]]*"S\d', settings)


def test_no_address_is_in_the_source_but_names_of_formats() -> None:
    """Nothing could be asked there: what looks like an address is a namespace, or says where a rule is from."""
    hosts = set()
    for path in (ROOT / "src" / "vehicleplan").rglob("*"):
        if path.suffix in (".py", ".jinja", ".typ", ".css", ".tcss"):
            hosts.update(re.findall(r"https?://([\w.-]+\.\w+)", path.read_text(encoding="utf-8")))
    assert hosts <= {"www.w3.org", "schemas.openxmlformats.org", "schemas.microsoft.com", "json-schema.org"}
