"""What a text has to say after some changes, so that nothing is ever saved wrong."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any

from vehicleplan.files.change import DELETED, in_order, refusal
from vehicleplan.files.difference import is_same, with_changes
from vehicleplan.files.validate import value_at
from vehicleplan.frozen import dataclass
from vehicleplan.model.fault import KeyPath


@dataclass(frozen=True)
class Expected:
    """The tables that are expected.

    Attributes:
        most: The tables after the changes.
        least: The same without the tables that deletions left empty: where nothing names them, they are not there.
    """

    most: Mapping[str, Any]
    least: Mapping[str, Any]

    @classmethod
    def after(cls, tables: Mapping[str, Any], changes: Mapping[KeyPath, Any]) -> Expected:
        """What is expected of tables after some changes.

        Raises:
            UneditableTextError: a change leads nowhere.
        """
        most = least = dict(tables)
        for path, value in in_order(changes):
            try:
                most = with_changes(most, {path: value})
                least = with_changes(least, {path: value})
            except (KeyError, IndexError, TypeError) as error:
                raise refusal(path) from error
            if value is DELETED:
                least = _without_empty(least, path[:-1])
        return cls(most, least)

    def is_met_by(self, text: str) -> bool:
        """Whether a text can be read and says what is expected."""
        try:
            return _lies_between(tomllib.loads(text), self.least, self.most)
        except tomllib.TOMLDecodeError:
            return False


def _without_empty(tables: dict[str, Any], path: KeyPath) -> dict[str, Any]:
    """The tables without the one at the path and those above it, as far as they are empty."""
    while path and isinstance(path[-1], str) and value_at(tables, path) == {}:
        tables = with_changes(tables, {path: DELETED})
        path = path[:-1]
    return tables


def _lies_between(found: Any, least: Any, most: Any) -> bool:  # noqa: ANN401
    """Whether what was found is what is expected, with some, all or none of the tables that became empty."""
    if isinstance(found, dict) and isinstance(least, dict) and isinstance(most, dict):
        return least.keys() <= found.keys() <= most.keys() and all(
            _lies_between(found[key], least.get(key, {}), most[key]) for key in found
        )
    if isinstance(found, list) and isinstance(least, list) and isinstance(most, list):
        return len(found) == len(most) and all(map(_lies_between, found, least, most))
    return is_same(found, most)
