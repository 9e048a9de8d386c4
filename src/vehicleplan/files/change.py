"""Changes of tables by key path: what a change can be, the order that they come in, and what one does to tables.

Paths hold for the tables as they stand before any change. So what moves other items comes last, from the end.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

from vehicleplan.errors import VehiclePlanError
from vehicleplan.frozen import dataclass
from vehicleplan.model.fault import KeyPath


class UneditableTextError(VehiclePlanError):
    """The layout of the text does not allow the change; the text has to be edited by hand."""


class _Deletion(Enum):
    """Stands for a key that goes."""

    DELETED = "deleted"


DELETED = _Deletion.DELETED
"""As the value of a change: the key, or the item of a list, goes."""


@dataclass(frozen=True)
class Insertion:
    """As the value of a change: new items that come before the item at the path."""

    items: tuple[Any, ...]


def in_order(changes: Mapping[KeyPath, Any]) -> list[tuple[KeyPath, Any]]:
    """The changes that set, then those that delete or insert, later list items first."""

    def moves(change: tuple[KeyPath, Any]) -> bool:
        return change[1] is DELETED or isinstance(change[1], Insertion)

    def places(change: tuple[KeyPath, Any]) -> tuple[tuple[int, str], ...]:
        return tuple((key, "") if isinstance(key, int) else (-1, key) for key in change[0])

    found = list(changes.items())
    return [one for one in found if not moves(one)] + sorted(filter(moves, found), key=places, reverse=True)


def apply_change(tables: Any, path: KeyPath, value: object) -> None:  # noqa: ANN401
    """Set, insert or delete in plain tables or in a document alike."""
    *way, last = path
    for key in way:
        if isinstance(tables, dict) and key not in tables:
            if value is DELETED:
                return
            tables[key] = {}
        tables = tables[key]
    if isinstance(last, int) != isinstance(tables, list):
        raise TypeError(last)
    if value is DELETED:
        if isinstance(last, int) or last in tables:
            del tables[last]
    elif isinstance(value, Insertion):
        for item in reversed(value.items):
            tables.insert(last, item)
    elif isinstance(last, int) and last == len(tables):
        tables.append(value)
    else:
        tables[last] = value


def refusal(path: KeyPath) -> UneditableTextError:
    """Says which change the layout of the text does not allow."""
    named = "".join(f"[{key + 1}]" if isinstance(key, int) else f".{key}" for key in path).lstrip(".")
    return UneditableTextError(
        f"the file is laid out so that {named} cannot be changed in place; change it in an editor"
    )
