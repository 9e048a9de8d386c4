"""Faults to problems: a key path becomes a line with its excerpt, and a name that a person recognizes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from pydantic import BaseModel

from vehicleplan.errors import Problem
from vehicleplan.files.locate import Place, Spot, locate
from vehicleplan.files.shape import node_at
from vehicleplan.files.source import SourceText
from vehicleplan.files.validate import value_at
from vehicleplan.model.fault import MOST_FAULTS, Fault, KeyPath, short

_MOST_WORDS = 1_000
"""Characters of a sentence; one that names what somebody wrote may be longer than anybody reads."""


def problems_of(
    source: SourceText, tables: dict[str, Any], faults: Iterable[Fault], model: type[BaseModel]
) -> tuple[Problem, ...]:
    """The faults of one file with their places, in order of place."""
    faults = tuple(faults)
    if not faults:
        return ()
    spots = locate(source.text, [fault.path for fault in faults])
    placed = [(_place(fault, tables, spots, model), fault) for fault in faults]
    placed.sort(key=lambda pair: (pair[0].line, pair[0].column) if pair[0] else (0, 1))
    return with_most(_problem(source, tables, fault, place) for place, fault in placed)


def with_most(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems of a file in their order; of very many the first, and one that says that there are more."""
    found = tuple(islice(problems, MOST_FAULTS + 1))
    if len(found) <= MOST_FAULTS:
        return found
    what = f"there are more than {MOST_FAULTS:,} problems; these are the first"
    return (*found[:MOST_FAULTS], Problem(found[0].file, None, "", what, "Mend these, then check the file again."))


def _problem(source: SourceText, tables: dict[str, Any], fault: Fault, place: Place | None) -> Problem:
    path = fault.path
    if fault.what.startswith("unknown key ") or fault.what.endswith(" is missing"):
        path = path[:-1]
        key = named(path, tables)
        key = f"[{key}]" if key and not any(isinstance(part, int) for part in path) else key
    else:
        key = named(path, tables)
    what, fix = short(fault.what, _MOST_WORDS), short(fault.fix, _MOST_WORDS)
    if place is None:
        return Problem(source.name, None, key, what, fix)
    excerpt = source.lines[place.line]
    return Problem(source.name, place.line, key, what, fix, excerpt, place.column, place.width)


def _place(fault: Fault, tables: dict[str, Any], spots: Mapping[KeyPath, Spot], model: type[BaseModel]) -> Place | None:
    """The place of the value, or of the key where the key is what is wrong; else of the table around it."""
    path = fault.path
    if path in spots:
        return spots[path].key if _is_about_key(fault, model) else spots[path].value
    while path and path not in spots:
        path = path[:-1]
    if not path:
        return None
    spot = spots[path]
    return spot.key if isinstance(value_at(tables, path), dict | list) and len(path) < len(fault.path) else spot.value


def _is_about_key(fault: Fault, model: type[BaseModel]) -> bool:
    """Whether the fault is an unknown key, or a name that stands as a key, such as a stage in `worth`."""
    if fault.what.startswith("unknown key ") or fault.what.endswith("cannot be a name here"):
        return True
    above = node_at(model, fault.path[:-1])
    return above is not None and above.kind is Mapping and f"`{fault.path[-1]}`" in fault.what


def named(path: KeyPath, tables: dict[str, Any]) -> str:
    """A key path for people: list items count from 1, and tables in lists say which one they are."""
    words = ""
    item: object = tables
    for key in path:
        item = value_at(item, (key,))
        if isinstance(key, int):
            words += f"[{key + 1}]{_called(item)}"
        else:
            name = short(key)
            words += ("." if words else "") + (name if re.fullmatch(r"[A-Za-z0-9_-]+", key) else f'"{name}"')
    return words


def _called(item: object) -> str:
    """The name of a table in a list, in brackets."""
    for key in ("id", "use", "name"):
        name = value_at(item, (key,))
        if isinstance(item, dict) and isinstance(name, str) and name:
            return f" ({short(name, 40)})"
    return ""
