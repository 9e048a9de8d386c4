"""What differs between two states of a file's tables, and the tables that differences lead to.

Only what differs is named, so that everything else of a person's text can stay. Tables are never changed: each state
shares with the one before it whatever is the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from vehicleplan.files.change import DELETED, Insertion, apply_change, in_order
from vehicleplan.model.fault import KeyPath

_NAMES = ("id", "use", "name", "outcome")
"""The keys that tell the tables of a list apart, the strongest first."""


def with_changes(tables: Mapping[str, Any], changes: Mapping[KeyPath, Any]) -> dict[str, Any]:
    """The tables after some changes, in the same sense as `edited`; the ones that were given stay as they are.

    Raises:
        KeyError, IndexError, TypeError: a path leads nowhere.
    """
    result = dict(tables)
    for path, value in in_order(changes):
        result = _copied_along(result, path[:-1])
        apply_change(result, path, value)
    return result


def _copied_along(item: Any, way: tuple[Any, ...]) -> Any:  # noqa: ANN401
    """The same tables, with copies of those on the way."""
    if not isinstance(item, dict | list):
        raise TypeError(way)
    copy = item.copy()
    if way and (isinstance(copy, list) or way[0] in copy):
        copy[way[0]] = _copied_along(copy[way[0]], way[1:])
    return copy


def changes_between(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[KeyPath, Any]:
    """The changes that lead from some tables to others, by key path, as `edited` and `with_changes` take them.

    Tables in a list are told apart by their names, so that one that comes or goes leaves the others alone; other lists
    are replaced as a whole. A whole number and the same number with a point do not differ.
    """
    return dict(_changes((), before, after))


def _changes(path: KeyPath, before: Any, after: Any) -> Iterator[tuple[KeyPath, Any]]:  # noqa: ANN401
    if is_same(before, after):
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in after:
            if key in before:
                yield from _changes((*path, key), before[key], after[key])
            else:
                yield (*path, key), after[key]
        yield from (((*path, key), DELETED) for key in before if key not in after)
    elif _has_tables(before) and _has_tables(after):
        yield from _changes_of_list(path, before, after)
    else:
        yield path, after


def is_same(one: Any, other: Any) -> bool:  # noqa: ANN401
    """Whether two values say the same; `true` is not 1, and 1 is 1.0."""
    if one is other:
        return True
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(is_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(is_same, one, other))
    if isinstance(one, int | float) and isinstance(other, int | float):
        is_bool = isinstance(one, bool), isinstance(other, bool)
        return is_bool[0] == is_bool[1] and (one == other or (one != one and other != other))  # noqa: PLR0124 - nan
    return type(one) is type(other) and bool(one == other)


def _has_tables(item: object) -> bool:
    return isinstance(item, list) and bool(item) and all(isinstance(inner, Mapping) for inner in item)


def _changes_of_list(
    path: KeyPath, before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[KeyPath, Any]]:
    """The changes of a list of tables: what has the same name is the same table, whatever else came or went."""
    names = [_name(item) for item in before], [_name(item) for item in after]
    for _, start, stop, new_start, new_stop in SequenceMatcher(None, *names, autojunk=False).get_opcodes():
        pairs = min(stop - start, new_stop - new_start)
        for number in range(pairs):
            place = (*path, start + number)
            old, new = before[start + number], after[new_start + number]
            if _name(old) == _name(new) or _is_alike(old, new):
                yield from _changes(place, old, new)
            else:
                yield place, new
        yield from (((*path, number), DELETED) for number in range(start + pairs, stop))
        rest = after[new_start + pairs : new_stop]
        if stop < len(before) and rest:
            yield (*path, stop), Insertion(tuple(rest))
        else:
            yield from (((*path, stop + number), item) for number, item in enumerate(rest))


def _name(item: Mapping[str, Any]) -> str:
    """What tells a table of a list from the others; without a name, all that it says."""
    return next((f"{key} {item[key]}" for key in _NAMES if key in item), repr(item))


def _is_alike(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Whether a table is the other one with a few changes, such as a new name, and not another one in its place."""
    same = sum(1 for key in old.keys() & new.keys() if is_same(old[key], new[key]))
    return 2 * same >= max(len(old), len(new))
