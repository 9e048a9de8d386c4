"""A problem in print: its layout, a caret that stands right, and nothing harmful from the file."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vehicleplan.errors import Problem
from vehicleplan.report.problems import problem_lines


def test_layout() -> None:
    """Place and fault, the line with its number and a caret, the cure."""
    problem = Problem("plans/a.toml", 14, "[goal]", "unknown key `mount`", "Known keys: …", "mount = 240", 1, 5)
    assert problem_lines(problem) == [
        "plans/a.toml:14: [goal] unknown key `mount`",
        "  14 │ mount = 240",
        "     │ ^^^^^",
        "Known keys: …",
    ]


def test_problem_without_a_place() -> None:
    """A fault of the whole file has no excerpt."""
    assert problem_lines(Problem("a.toml", None, "", "the file is empty", "Write it.")) == [
        "a.toml: the file is empty",
        "Write it.",
    ]


def test_problem_without_a_cure() -> None:
    """No empty line is printed."""
    assert problem_lines(Problem("a.toml", 3, "name", "odd")) == ["a.toml:3: name: odd"]


@pytest.mark.parametrize(
    ("excerpt", "column", "width", "line", "caret"),
    [
        ("\tx = 1", 2, 1, " x = 1", " ^"),
        ("新 = 1", 5, 1, "新 = 1", "     ^"),
        ("新製 = 1", 1, 2, "新製 = 1", "^^^^"),
        ("e\u0301 = 1", 6, 1, "e\u0301 = 1", "    ^"),
        ("a\x1b[31m = 1", 1, 1, "a�[31m = 1", "^"),
        ("a\u202eb = 1", 6, 1, "a�b = 1", "     ^"),
        ("x = ", 5, 1, "x =", "    ^"),
        ("x = 1", 90, 1, "x = 1", "     ^"),
    ],
)
def test_caret_stands_under_its_place(excerpt: str, column: int, width: int, line: str, caret: str) -> None:
    """Tabs, wide letters, accents and control characters do not move it."""
    _, shown, mark = problem_lines(Problem("a", 1, "k", "w", "", excerpt, column, width))
    assert shown == f"  1 │ {line}"
    assert mark == f"    │ {caret}"


@pytest.mark.parametrize("column", [1, 50, 5_000, 9_990])
def test_long_line_is_clipped_around_the_caret(column: int) -> None:
    """A line of ten thousand characters shows the hundred that matter."""
    excerpt = "".join(chr(97 + place % 26) for place in range(10_000))
    _, shown, mark = problem_lines(Problem("a", 1, "k", "w", "", excerpt, column, 1))
    assert len(shown) < 110
    assert shown[mark.index("^")] == excerpt[column - 1]


def test_long_mark_is_clipped() -> None:
    """A value of ten thousand characters is marked as far as it is shown."""
    _, shown, mark = problem_lines(Problem("a", 1, "k", "w", "", "x = " + "y" * 10_000, 5, 10_000))
    assert len(shown) < 110
    assert len(mark) <= len(shown)


TEXT = st.text(max_size=150)


@given(TEXT, TEXT, TEXT, st.integers(1, 200), st.integers(1, 200))
def test_nothing_harmful_is_printed(file: str, what: str, excerpt: str, column: int, width: int) -> None:
    """No control character of a name or an excerpt reaches the terminal, and a problem has at most four lines."""
    lines = problem_lines(Problem(file, 1, what, what, what, excerpt, column, width))
    assert len(lines) <= 4
    assert not any(unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") for line in lines for character in line)
