"""The first part of tables that are mostly wrong: enough to find faults in, small enough to tell them in good time.

pydantic gives every error at once, each with a kilobyte of detail; of a file with a hundred thousand of them only the
first are ever told.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_ENOUGH = 4
"""So many times the errors that are told are few enough to look into each."""

_STEP = 20_000
"""Entries of tables that are looked at as a whole."""

Tables = dict[str, Any]


def first_part(tables: Tables, errors: Callable[[Tables], int], most: int) -> Tables | None:
    """A beginning of the tables that has more than `most` errors, and not many more; None where they have fewer.

    Longer and longer beginnings are looked at, so that there are never very many errors at a time.

    Args:
        tables: The tables.
        errors: How many errors some tables have.
        most: How many errors are enough.
    """
    whole, few, many = _count(tables), 0, _STEP
    while many < whole and errors(_first(tables, many)) <= most:
        few, many = many, many * 3 // 2
    if many >= whole and errors(tables) <= most:
        return None
    return _shortest(tables, errors, most, few, min(many, whole))


def _shortest(tables: Tables, errors: Callable[[Tables], int], most: int, few: int, many: int) -> Tables:
    """Of a beginning of `few` entries, which has not too many errors, and one of `many`, one between that has."""
    while many - few > 1:
        middle = (few + many) // 2
        found = errors(_first(tables, middle))
        if most < found <= _ENOUGH * most:
            return _first(tables, middle)
        few, many = (few, middle) if found > most else (middle, many)
    return _first(tables, many)


def _count(item: object) -> int:
    """How many entries there are, those inside of others too."""
    if isinstance(item, dict):
        return len(item) + sum(map(_count, item.values()))
    return len(item) + sum(map(_count, item)) if isinstance(item, list) else 0


def _first(tables: dict[str, Any], count: int) -> dict[str, Any]:
    """A copy with the first so many entries."""
    left = count

    def copied(item: Any) -> Any:  # noqa: ANN401
        nonlocal left
        if not isinstance(item, dict | list):
            return item
        kept: list[Any] = []
        for key in item if isinstance(item, dict) else range(len(item)):
            if left <= 0:
                break
            left -= 1
            kept.append((key, copied(item[key])))
        return dict(kept) if isinstance(item, dict) else [value for _, value in kept]

    result: dict[str, Any] = copied(tables)
    return result
