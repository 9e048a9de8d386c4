"""A problem as lines of text: where, the excerpt with a caret, what would be right. One layout for every place.

What comes from a file is made harmless: no control character and no terminal escape of it reaches a screen.
"""

from __future__ import annotations

import unicodedata

from rich.cells import cell_len

from vehicleplan.errors import Problem

_WIDEST = 100
"""Columns of an excerpt; longer lines are clipped around the caret."""
_BEFORE = 40
"""Columns that a clipped excerpt shows before the caret."""
_KEPT = "\u00ad\u200c\u200d"
"""A hyphen for the end of a line, and what parts or joins letters."""
_NEAR = 2 * _WIDEST
"""Characters on each side of the caret that are looked at; a line may have millions."""


def problem_lines(problem: Problem) -> list[str]:
    """The lines of one problem."""
    lines = [_headline(problem)]
    if problem.line is not None and problem.excerpt and not problem.excerpt.isspace():
        number = str(problem.line)
        excerpt, before, width = _excerpt(problem)
        lines += [f"  {number} │ {excerpt}".rstrip(), f"  {' ' * len(number)} │ {' ' * before}{'^' * width}"]
    return [*lines, harmless(problem.fix)] if problem.fix else lines


def _headline(problem: Problem) -> str:
    """File, line, field and what is wrong with it."""
    place = problem.file if problem.line is None else f"{problem.file}:{problem.line}"
    field = f"{problem.key}: " if problem.key else ""
    if problem.key.startswith("["):
        field = f"{problem.key} "
    return harmless(f"{place}: {field}{problem.what}")


def harmless(text: str) -> str:
    """Text without control characters, line breaks and marks that turn the direction of writing; tabs are a blank.

    The joiners stay: Persian and many scripts of India are misspelt without them, and families fall apart.
    """
    return text if text.isprintable() else "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character == "\t":
        return " "
    is_hidden = unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") and character not in _KEPT
    return "�" if is_hidden else character


def _columns(text: str) -> int:
    """How many columns of a terminal the text takes: wide characters two, combining marks none."""
    return cell_len(text)


def _excerpt(problem: Problem) -> tuple[str, int, int]:
    """The line made harmless and clipped, the columns before the caret, and the caret's width."""
    start = min(max(problem.column - 1, 0), len(problem.excerpt))
    end = start + max(problem.width, 1)
    near = max(start - _NEAR, 0), min(start + _NEAR, end), min(end, start + _NEAR) + _NEAR
    before, marked, after = (
        harmless(problem.excerpt[first:last])
        for first, last in ((near[0], start), (start, near[1]), (near[1], near[2]))
    )
    if _columns(before + marked + after) > _WIDEST:
        if _columns(before) > _BEFORE:
            before = "…" + _last(before, _BEFORE - 1)
        room = _WIDEST - _columns(before)
        if _columns(marked) > room - 1:
            marked, after = _first(marked, room - 1) + "…", ""
        elif _columns(marked + after) > room:
            after = _first(after, room - 1 - _columns(marked)) + "…"
    return before + marked + after, _columns(before), max(_columns(marked), 1)


def _first(text: str, columns: int) -> str:
    while _columns(text) > columns:
        text = text[: max(columns, 0)] if len(text) > 2 * columns + 2 else text[:-1]
    return text


def _last(text: str, columns: int) -> str:
    text = text[-columns:]
    while _columns(text) > columns:
        text = text[1:]
    return text
