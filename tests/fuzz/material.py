"""What fuzzing begins from: real files of every kind, and pieces that have broken readers before."""

from __future__ import annotations

from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
COLUMNS = b"vehicle,date,activities,cash,hours,outcome,count\n"

TOKENS = (
    "nan", "-inf", "1e999", "1e-999", "-0.0", "0x" + "f" * 40, "9" * 30, "9" * 5_000, "1_0", "1__0", "01", "+1", "1.",
    ".5", "0000-00-00", "9999-12-31", "2027-02-30", "2027-01-01T25:00:00", "07:32:00",
    "1979-05-27 07:32:00.999999999+23:59", '"\\ud800"', '"\\U00110000"', '"\\u0000"', '"\\x41"', '"\\"', '"""', "'''",
    '""""""', "''", '""', "\\", "\t", "\x0b", "\x0c", "\x00", "\x01", "\x1b[2J", "\x7f", "\x85", "\x9b", "\r", "\r\n",
    "\n\r", "\ufeff", "\u2028", "\u2029", "\u202e", "\u200b", "\u00a0", "[", "]", "[[", "]]", "{", "}", ",", "=", ".",
    "#", "[" * 60, "{a=" * 60, "[[" * 50, "a." * 60 + "a = 1", "{}", "[]", "[[]]", "[{}]", "[vehicle]\n",
    "[[vehicle]]\n", "[goal]\n", "[[goal.target]]\n", "[vehicle.answers.message]\n", "[a.b]\n[a]\nb = 1\n",
    "a.b = 1\na = 2\n", "vehicle = 3\n", "goal = []\n", "format = 2\n", "format = true\n", "horizon.periods = 521\n",
    '"" = 1\n', "catalogs = ['b2b', 'b2c', '../x.toml', '/dev/zero', '']\n", "track_record = '/dev/null'\n",
    "needs = ['x']\n", "true", "false", "True", '"漢字"', '"ไทย"', '"العربية"', '"e\u0301\u0302\u0303"',
    '"👩‍👩‍👧‍👦"', '"🏳️‍🌈"', '"\u0430pple"', '"K"', '"[/red]"', '"[bold]x"', '"</script>"', '"=1+1"', "clé = 1\n",
    '"k\\n" = 1\n', "k" * 3_000, '"' + "x" * 30_000 + '"', "# comment", "#:schema x\n", "\n\n\n", "' '", "'\t'",
)  # fmt: skip
"""Pieces that go anywhere in a text."""


@cache
def scenario_files() -> tuple[bytes, ...]:
    """Scenarios: those that ship, the richest of the tests, and all samples of faulty ones."""
    files = [*sorted((ROOT / "scenarios").glob("*.toml")), ROOT / "tests/files/rich_scenario.toml"]
    files += sorted((ROOT / "tests/errors").glob("*.toml"))
    return tuple(file.read_bytes() for file in files)


@cache
def catalog_files() -> tuple[bytes, ...]:
    """Catalogs: those that ship, and those of the faulty samples."""
    files = [*sorted((ROOT / "catalogs").glob("*.toml")), *sorted((ROOT / "tests/errors/catalogs").glob("*.toml"))]
    return tuple(file.read_bytes() for file in files)


@cache
def history_files() -> tuple[bytes, ...]:
    """Track records: those that ship, and those of the tests."""
    files = [*sorted((ROOT / "scenarios").glob("*.csv")), *sorted((ROOT / "tests").rglob("*.csv"))]
    return (COLUMNS + b"webinar,2026-01-01,1,2,3,conversion,4\n", *(file.read_bytes() for file in files))


@cache
def state_files() -> tuple[bytes, ...]:
    """What the program keeps for itself."""
    recent = b'[{"path": "/tmp/a.toml", "name": "A"}, {"path": "b.toml", "name": "B \\u00e9"}]'
    return recent, b'"textual-dark"', b"{}", b"[]", b"null", b"[" * 200 + b"]" * 200, b'[{"path": 1, "name": null}]'
