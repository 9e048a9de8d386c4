"""The lines of a journal: one JSON value each. What a line says is known only when it has its end.

The first line has the text that the changes begin from; each line after it has changes by key path. TOML knows days and
times, JSON does not: so a table is an object with the one key `table`, a day one with the one key `day`, and so on.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from vehicleplan.files.change import DELETED, Insertion
from vehicleplan.files.difference import with_changes
from vehicleplan.session.draft import Changes
from vehicleplan.session.unsaved import Beginning

FORMAT = 1


def first_line(beginning: Beginning) -> bytes:
    """The first line of a journal."""
    path = None if beginning.path is None else str(beginning.path)
    return _line({"format": FORMAT, **vars(beginning), "path": path})


def beginning_of(line: bytes) -> Beginning:
    """What the first line of a journal says.

    Raises:
        ValueError: it is not the first line of one.
    """
    said = json.loads(line)
    try:
        if said["format"] != FORMAT:
            raise ValueError(said["format"])
        path = None if said["path"] is None else Path(said["path"])
        example = None if said["example"] is None else str(said["example"])
        return Beginning(path, example, str(said["name"]), str(said["sha256"]), str(said["text"]))
    except (KeyError, TypeError) as error:
        raise ValueError(str(error)) from error


def changes_line(changes: Changes, *, is_unfinished: bool = False) -> bytes:
    """A line with changes.

    Args:
        changes: The changes.
        is_unfinished: Whether they stand only until the next line: a text that is still being typed.
    """
    told = [[list(path), *_told(value)] for path, value in changes.items()]
    return _line({"unfinished" if is_unfinished else "changes": told})


def tables_after(tables: Mapping[str, Any], lines: list[bytes]) -> tuple[Mapping[str, Any], int]:
    """The tables after the changes of some lines, and how many lines could be followed.

    Args:
        tables: The tables that they begin from.
        lines: The lines, as `changes_line` makes them.
    """
    unfinished: Changes = {}
    for number, line in enumerate(lines):
        try:
            changes, is_unfinished = _changes(line)
            if is_unfinished:
                with_changes(tables, changes)  # to see that it can be followed
                unfinished = changes
            else:
                tables, unfinished = with_changes(tables, changes), {}
        except (ValueError, KeyError, IndexError, TypeError, RecursionError):
            return with_changes(tables, unfinished), number
    return with_changes(tables, unfinished), len(lines)


def _line(said: object) -> bytes:
    return json.dumps(said, separators=(",", ":")).encode("ascii") + b"\n"


def _told(value: Any) -> list[Any]:  # noqa: ANN401
    if value is DELETED:
        return ["delete"]
    if isinstance(value, Insertion):
        return ["insert", _in_json(list(value.items))]
    return ["set", _in_json(value)]


def _changes(line: bytes) -> tuple[Changes, bool]:
    said = json.loads(line)
    is_unfinished = "unfinished" in said
    changes: dict[tuple[str | int, ...], Any] = {}
    for path, kind, *values in said["unfinished" if is_unfinished else "changes"]:
        if not path or not all(type(key) in (str, int) for key in path):
            raise ValueError(path)
        if kind == "delete":
            changes[tuple(path)] = DELETED
        elif kind == "insert":
            changes[tuple(path)] = Insertion(tuple(_in_toml(values[0])))
        else:
            changes[tuple(path)] = _in_toml(values[0])
    return changes, is_unfinished


def _in_json(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, Mapping):
        return {"table": {key: _in_json(inner) for key, inner in value.items()}}
    if isinstance(value, list | tuple):
        return [_in_json(inner) for inner in value]
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, time):
        return {"time": value.isoformat()}
    return value


def _in_toml(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, list):
        return [_in_toml(inner) for inner in value]
    if not isinstance(value, dict):
        return value
    ((kind, told),) = value.items()
    if kind == "table":
        return {key: _in_toml(inner) for key, inner in told.items()}
    return {"moment": datetime, "day": date, "time": time}[kind].fromisoformat(told)  # type: ignore[attr-defined]
