"""Editing a person's TOML text: values change, comments, order and layout stay.

tomlkit does the editing. What it made is read back by tomllib and compared with what was asked for, so a layout that
tomlkit cannot edit is refused and never saved wrong.
"""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any

from vehicleplan.errors import VehiclePlanError
from vehicleplan.files.validate import value_at
from vehicleplan.model.fault import KeyPath


class UneditableTextError(VehiclePlanError):
    """The layout of the text does not allow the change; the text has to be edited by hand."""


class _Deletion(Enum):
    """Stands for a key that goes."""

    DELETED = "deleted"


DELETED = _Deletion.DELETED
"""As the value of a change: the key, or the item of a list, goes."""


def edited(text: str, changes: Mapping[KeyPath, Any]) -> str:
    """The text with some values set or deleted.

    Args:
        text: TOML that can be read.
        changes: By key path the new value, or `DELETED`. The place after a list's last item adds one; tables that are
            missing on the way are made. Paths hold for the text as it stands: deletions come last, from the end.

    Raises:
        UneditableTextError: the text's layout does not allow the change.
    """
    has_windows_ends = "\r\n" in text
    result = text.replace("\r\n", "\n")
    for path, value in _in_order(changes):
        result = _with_change(result, path, value)
    return result.replace("\n", "\r\n") if has_windows_ends else result


def _in_order(changes: Mapping[KeyPath, Any]) -> list[tuple[KeyPath, Any]]:
    """The changes that set, then those that delete, later list items first."""

    def places(change: tuple[KeyPath, Any]) -> tuple[tuple[int, str], ...]:
        return tuple((key, "") if isinstance(key, int) else (-1, key) for key in change[0])

    kept = [(path, value) for path, value in changes.items() if value is not DELETED]
    gone = [(path, value) for path, value in changes.items() if value is DELETED]
    return kept + sorted(gone, key=places, reverse=True)


def _with_change(text: str, path: KeyPath, value: object) -> str:
    """The text after one change: a new table under a header of its own, or in braces where only that is possible."""
    wanted = tomllib.loads(text)
    try:
        apply_change(wanted, path, copy.deepcopy(value))
    except (KeyError, IndexError, TypeError) as error:
        raise UneditableTextError(_refusal(path)) from error
    results = [wanted, *(_without_empty(wanted, path) if value is DELETED else ())]
    for inline in (False, True):
        result = _by_tomlkit(text, path, value, inline=inline)
        if result is not None and _read(result) in results:
            tidy = _tidied(text, result)
            return tidy if _read(tidy) in results else result
    raise UneditableTextError(_refusal(path))


def _without_empty(tables: dict[str, Any], path: KeyPath) -> Iterator[dict[str, Any]]:
    """The tables without those above the path that became empty: where nothing names them, they are not there."""
    for length in range(len(path) - 1, 0, -1):
        if value_at(tables, path[:length]) != {} or isinstance(path[length - 1], int):
            return
        tables = copy.deepcopy(tables)
        apply_change(tables, path[:length], DELETED)
        yield tables


def _refusal(path: KeyPath) -> str:
    named = "".join(f"[{key + 1}]" if isinstance(key, int) else f".{key}" for key in path).lstrip(".")
    return f"the file is laid out so that {named} cannot be changed in place; change it in an editor"


def _read(text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def _by_tomlkit(text: str, path: KeyPath, value: object, *, inline: bool) -> str | None:
    """What tomlkit makes of the change, or None where it fails in any of the ways that it has."""
    import tomlkit

    try:
        document = tomlkit.parse(text)
        apply_change(document, path, tomlkit.parse(f"item = {_in_line(value)}")["item"] if inline else value)
        return tomlkit.dumps(document)
    except Exception:  # noqa: BLE001 - it raises its own errors and Python's alike; the caller refuses calmly
        return None


def _in_line(value: object) -> str:
    """A value on one line, tables in braces."""
    import tomlkit

    if isinstance(value, dict):
        pairs = [f"{tomlkit.key(key).as_string()} = {_in_line(item)}" for key, item in value.items()]
        return "{ " + ", ".join(pairs) + " }" if pairs else "{}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_in_line(item) for item in value) + "]"
    return tomlkit.item(value).as_string()


def apply_change(tables: Any, path: KeyPath, value: object) -> None:  # noqa: ANN401
    """Set or delete in plain tables or in a document alike."""
    *way, last = path
    for key in way:
        if isinstance(tables, dict) and key not in tables:
            if value is DELETED:
                return
            tables[key] = {}
        tables = tables[key]
    if value is DELETED:
        if isinstance(last, int) or last in tables:
            del tables[last]
    elif isinstance(last, int) and last == len(tables):
        tables.append(value)
    else:
        tables[last] = value


def _tidied(before: str, after: str) -> str:
    """The text with blank lines and comments where a person would have them, after lines were added or removed."""
    old, new = before.split("\n"), after.split("\n")
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    gone, come = old[start : len(old) - end], new[start : len(new) - end]
    if come and not gone:
        return _with_block(new[:start], come, new[len(new) - end :])
    if gone and not come:
        return _without_block(old, start, len(old) - end)
    return after


def _with_block(head: list[str], added: list[str], rest: list[str]) -> str:
    """Added lines stand above the comment of the next header, with a blank line around a new table."""
    rest = [*_comments_at_end(head, rest), *rest]
    head, added = _stripped(head[: len(head)]), _stripped(added)
    while rest and not rest[0].strip():
        rest = rest[1:]
    if not added:
        return "\n".join([*head, "", *rest])
    blank_before = [""] if added[0].startswith("[") and head else []
    return "\n".join([*head, *blank_before, *added, "", *rest])


def _without_block(old: list[str], start: int, stop: int) -> str:
    """Removed lines leave the comment of the next header; a comment of what is gone stays apart from it."""
    while start and old[start - 1] == old[stop - 1] and old[start - 1].startswith("["):
        start, stop = start - 1, stop - 1
    head, gone, rest = old[:start], old[start:stop], old[stop:]
    if not any(line.startswith("[") for line in gone):
        return "\n".join([*head, *rest])
    kept = _comments_at_end(gone, rest)
    head = _stripped(head)
    return "\n".join([*head, *([""] if head and (kept or any(rest)) else []), *kept, *rest])


def _stripped(lines: list[str]) -> list[str]:
    """Lines without the blank ones at both ends."""
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    while lines and not lines[0].strip():
        lines = lines[1:]
    return lines


def _common(old: list[str], new: list[str]) -> int:
    """How many lines both begin with."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((number for number, (a, b) in pairs if a != b), min(len(old), len(new)))


def _comments_at_end(lines: list[str], rest: list[str]) -> list[str]:
    """Take the comment lines right above the next header off the end of `lines`."""
    taken: list[str] = []
    if rest and rest[0].startswith("["):
        while lines and lines[-1].startswith("#"):
            taken.insert(0, lines.pop())
    return taken
