"""A TOML text as blocks: each header with its keys, and the blank lines and comments between them.

Joined again, the blocks give the text that they came from, to the byte. A comment right above a header belongs to it,
and so does one that stands apart; a comment right below the last key of a block belongs to that block.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from vehicleplan.files.locate import TEXTS
from vehicleplan.frozen import dataclass
from vehicleplan.model.fault import KeyPath

_MARK = re.compile("|".join(["#[^\n]*", *(pattern.pattern for pattern in TEXTS.values()), r"[\[\]{}\n]"]), re.DOTALL)
END: KeyPath = (-1,)
"""The path of what follows the last block."""
Lines = tuple[str, ...]


@dataclass(frozen=True)
class Block:
    """A header with its keys, or the keys above the first header.

    Attributes:
        path: The key path that the header names, with the places of list items; `()` above the first header.
        gap: The blank lines and the comments before it.
        body: The header, and the lines to the last key.
    """

    path: KeyPath
    gap: Lines
    body: Lines

    @cached_property
    def tables(self) -> dict[str, Any]:
        """What the block says on its own."""
        return tomllib.loads("\n".join(self.body))

    def inner(self, path: KeyPath) -> KeyPath:
        """A key path of the file as one of the block on its own."""
        names = tuple(key for key in self.path if isinstance(key, str))
        place = tuple(0 for key in self.path[-1:] if isinstance(key, int))
        return (*names, *place, *path[len(self.path) :])

    def reach(self, path: KeyPath) -> int:
        """How many keys of a path lead to something in this block; -1 for a path that is not below its own."""
        if path[: len(self.path)] != self.path:
            return -1
        item: Any = self.tables
        for key in self.inner(self.path):
            item = item[key]
        for number, key in enumerate(path[len(self.path) :], start=len(self.path)):
            is_there = key in item if isinstance(item, dict) else isinstance(item, list) and key in range(len(item))
            if not is_there:
                return number
            item = item[key]
        return len(path)


def blocks_of(text: str) -> list[Block]:
    """The blocks of a text that tomllib can read; the last one is empty and holds what follows the others."""
    lines = text.split("\n")
    kinds = _kinds(text, lines)
    headers = [number for number, kind in enumerate(kinds) if kind == "header"]
    starts = [0, *headers]
    paths = [(), *_paths(lines[number] for number in headers)]
    result = []
    gap_start = 0
    for path, start, stop in zip(paths, starts, [*headers, len(lines)], strict=True):
        end = _body_end(kinds, start, stop)
        result.append(Block(path, tuple(lines[gap_start:start]), tuple(lines[start:end])))
        gap_start = end
    return [*result, Block(END, tuple(lines[gap_start:]), ())]


def text_of(blocks: list[Block]) -> str:
    """The text that blocks make."""
    return "\n".join(line for block in blocks for line in (*block.gap, *block.body))


def _kinds(text: str, lines: list[str]) -> list[str]:
    """Of each line, whether it is blank, a comment, a header or something else."""
    inside = _lines_inside_values(text)
    marks = {"": "blank", "#": "comment", "[": "header"}
    return ["key" if number in inside else marks.get(line.strip()[:1], "key") for number, line in enumerate(lines)]


def _lines_inside_values(text: str) -> set[int]:
    """The numbers of the lines that begin inside a value that began above."""
    result: set[int] = set()
    line = depth = 0
    for mark in _MARK.findall(text):
        if mark in "[{":
            depth += 1
        elif mark in "]}":
            depth -= 1
        breaks = mark.count("\n")
        if depth or mark != "\n":
            result.update(range(line + 1, line + 1 + breaks))
        line += breaks
    return result


def _paths(headers: Iterator[str]) -> Iterator[KeyPath]:
    """The key path of each header, with the places of list items."""
    counts: dict[KeyPath, int] = {}
    for header in headers:
        path: KeyPath = ()
        item: Any = tomllib.loads(header)
        while item:
            if isinstance(item, list):
                counts[path] = counts.get(path, -1) + 1
                item = item[0]
            else:
                ((key, item),) = item.items()
                if path in counts:
                    path = (*path, counts[path])
                path = (*path, key)
        yield (*path, counts[path]) if path in counts else path


def _body_end(kinds: list[str], start: int, stop: int) -> int:
    """The end of a body: its last key, with the comments right below it that are not right above the next header."""
    last = max((number for number in range(start, stop) if kinds[number] in ("key", "header")), default=None)
    if last is None:
        return _head_end(kinds, stop)
    end = last + 1
    while end < stop and kinds[end] == "comment":
        end += 1
    return last + 1 if end == stop < len(kinds) else end


def _head_end(kinds: list[str], stop: int) -> int:
    """The end of the comments on top of a text that has no keys above the first header."""
    end = stop
    while end and kinds[end - 1] == "comment" and stop < len(kinds):
        end -= 1
    while end and kinds[end - 1] == "blank":
        end -= 1
    return end
