"""TOML text to plain tables, by tomllib; what is broken comes back as a problem in plain words."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from vehicleplan.errors import Problem
from vehicleplan.files.crowding import crowding
from vehicleplan.files.source import SourceText

MOST_LEVELS = 40
"""Tables and lists may be nested this deep; a valid file needs seven levels."""

_LONG_KEY = re.compile(r"(?<![\w-])(?:(?:[\w-]++|\"[^\"\n]*+\"|'[^'\n]*+')[ \t]*+\.[ \t]*+){" + str(MOST_LEVELS) + "}")
_LIST_BEGINS = re.compile(r"^[^#\[\n]*=[ \t]*\[", re.MULTILINE)
_LONG_NUMBER = re.compile(r"(?<![0-9_])[0-9_]{4000,}+")
_ENDLESS_NUMBER = re.compile(r"(?<![0-9A-Fa-f_])[0-9A-Fa-f_]{100000,}+")
"""tomllib takes a hundred times the memory of a number to read it."""
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")

_CLOSE_LIST = "Put commas between the items and `]` at the end of the list."
_CLOSE_BRACES = "Put it all on one line, with commas between its keys, none after the last, and `}` at its end."
_PAIR = 'A line is key = value, such as name = "Launch".'
_WORDS: tuple[tuple[str, str, str], ...] = (
    ("Expected '=' after a key", "there is no `=` after the key", _PAIR),
    ("Invalid statement", "this is neither a key, a [table] nor a comment", _PAIR),
    ("Expected newline or end of document", "there is more on the line after the value",
     "One value on a line; text goes in quotes, a list in [brackets]."),
    ("Expected ']]'", "`]]` is missing at the end of the header", "Write it alone on its line, such as [[vehicle]]."),
    ("Expected ']'", "`]` is missing at the end of the header", "Write it alone on its line, such as [goal]."),
    ("Invalid initial character for a key", "a key cannot begin like this",
     'A key has letters, digits, `-` and `_`; any other goes in quotes: "a key" = 1.'),
    ("Unclosed inline table", "a table in braces is not closed",
     _CLOSE_BRACES),
    ("Duplicate inline table key", "a key is there twice in the braces", "Keep one of them."),
    ("Unescaped '\\'", "a backslash in the text means nothing here",
     "Write two backslashes, or put the text in 'single quotes'."),
    ("Invalid hex value", "a \\u in the text has no valid number", "Write four hexadecimal digits, such as \\u00e9."),
    ("Escaped character is not", "a \\u in the text is no character", "Write the character itself."),
    ("Unterminated string", "a text is not closed", 'Put " at the end of the text.'),
    ("Illegal character '\\n'", "a text is not closed on its line",
     'Put " at its end; text on several lines goes in three quotes.'),
    ("Illegal character", "there is a control character in the text", "Remove it, or write it as \\u and four digits."),
    ("Found invalid character", "there is a control character", "Remove it."),
    ("Invalid date or datetime", "there is no such date or time", "Write a date as 2027-01-31."),
    ("Invalid value", "there is no valid value here", "Text goes in quotes; a number is 1_500 or 0.5, without a unit."),
    ("Expected '\"\"\"'", "a text is not closed", 'Put """ at its end.'),
    ("Expected \"'''\"", "a text is not closed", "Put ''' at its end."),
    ("Expected \"'\"", "a text is not closed", "Put ' at its end."),
)  # fmt: skip
_TWICE = ("Cannot declare", "Cannot overwrite", "Cannot mutate", "Cannot redefine")


def parse_toml(source: SourceText) -> dict[str, Any] | Problem:
    """The tables of a text, or its first syntax error."""
    refused = _refused(source)
    if refused is not None:
        return refused
    try:
        tables = tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        return _broken(source, str(error))
    except RecursionError:
        return _too_deep(source)
    except ValueError:
        return _huge_number(source)
    return _too_deep(source) if _levels(tables) > MOST_LEVELS else tables


def _refused(source: SourceText) -> Problem | None:
    """Why a text is not even tried."""
    if not source.text or source.text.isspace():
        return Problem(
            source.name, None, "", "the file is empty", "Begin with format = 1; `vehicleplan new` writes a first file."
        )
    if any(line.count(".") >= MOST_LEVELS and _LONG_KEY.search(line) for line in source.text.split("\n")):
        return _too_deep(source)
    if _ENDLESS_NUMBER.search(source.text):
        return _huge_number(source)
    crowded = crowding(source.text)
    if crowded is None:
        return None
    fix = "No plan needs that many; is this the right file? Take out what the plan does not need."
    return Problem(source.name, None, "", crowded, fix)


def _levels(tables: dict[str, Any]) -> int:
    """How deep tables and lists are nested, without recursion; stops soon after the limit."""
    level = 0
    layer: list[dict[str, Any] | list[Any]] = [tables]
    while layer and level <= MOST_LEVELS:
        level += 1
        below: list[Any] = []
        for item in layer:
            below += item.values() if isinstance(item, dict) else item
        layer = [item for item in below if isinstance(item, dict | list)]
    return level


def _too_deep(source: SourceText) -> Problem:
    what = f"tables or lists are nested more than {MOST_LEVELS} deep"
    return Problem(source.name, None, "", what, "No part of a scenario or catalog needs that; check the brackets.")


def _huge_number(source: SourceText) -> Problem:
    what, fix = "a number has thousands of digits", "Numbers go up to 1e12."
    found = _LONG_NUMBER.search(source.text) or _ENDLESS_NUMBER.search(source.text)
    if found is None:
        return Problem(source.name, None, "", what, fix)
    line = source.text.count("\n", 0, found.start()) + 1
    column = found.start() - source.text.rfind("\n", 0, found.start())
    return Problem(source.name, line, "", what, fix, source.lines[line], column, 20)


def _broken(source: SourceText, message: str) -> Problem:
    """A syntax error of tomllib in our words."""
    place = _PLACE.search(message)
    at_end = place is None or place[1] is None
    line = source.text.rstrip().count("\n") + 1 if at_end or place is None else int(place[1])
    excerpt = source.lines[line]
    column = len(excerpt) + 1 if at_end or place is None else int(place[2])
    said = message[: place.start()] if place else message
    if said.startswith(_TWICE):
        what = "this table or key is there already"
        return Problem(source.name, line, "", what, _twice_cure(excerpt), excerpt, *_whole(excerpt))
    if said.startswith("Unclosed array"):
        what = f"the list that begins in line {_list_start(source, line)} is not closed"
        return Problem(source.name, line, "", what, _CLOSE_LIST, excerpt, column)
    if said.startswith("Invalid initial character") and column > len(excerpt) and "{" in excerpt:
        return Problem(
            source.name, line, "", "a table in braces goes on beyond its line", _CLOSE_BRACES, excerpt, column
        )
    for start, what, cure in _WORDS:
        if said.startswith(start):
            return Problem(source.name, line, "", what, cure, excerpt, column)
    return Problem(source.name, line, "", "this is not TOML", "A line is key = value or [table].", excerpt, column)


def _list_start(source: SourceText, line: int) -> int:
    """The line of the last list that was begun before a line."""
    last = None
    for last in _LIST_BEGINS.finditer(source.text):  # noqa: B007 - the last one is what is looked for
        pass
    return line if last is None else source.text.count("\n", 0, last.start()) + 1


def _twice_cure(excerpt: str) -> str:
    if excerpt.lstrip().startswith("["):
        return "Put all keys of a table under one header; a list of tables has double brackets: [[vehicle]]."
    return "Keep one of them."


def _whole(excerpt: str) -> tuple[int, int]:
    """Column and width of a line's statement."""
    return len(excerpt) - len(excerpt.lstrip()) + 1, max(len(excerpt.strip()), 1)
