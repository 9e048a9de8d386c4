"""Plain tables to a model, with every fault at once.

pydantic skips a model's own checks while one of its fields is wrong, and the checks of meaning need a whole model. So
what is wrong is taken out of a copy, and the rest is validated again, until a model results. A fault that is only an
echo of what was taken out is dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from vehicleplan.files.first_part import first_part
from vehicleplan.files.wording import fault_of, format_faults
from vehicleplan.frozen import dataclass
from vehicleplan.model.fault import MOST_FAULTS, Fault, KeyPath

_ROUNDS = 20
"""More rounds than the levels of a file need."""
_STAND_IN: Mapping[str, Any] = {"format": 1, "name": "?", "goal": {}}
"""What stands in for a key of the file itself that is missing, so that the rest can be checked."""

Model = TypeVar("Model", bound=BaseModel)
_Kept = dict[KeyPath, list[int]]


@dataclass(frozen=True)
class Validated(Generic[Model]):
    """What became of some tables.

    Attributes:
        model: The model of what could be used, or None where nothing could.
        faults: Every fault of the fields, in no particular order.
        removed: What was taken out, as paths of the file.
        kept: Of each list that lost items, the places that the rest had before.
    """

    model: Model | None
    faults: tuple[Fault, ...]
    removed: frozenset[KeyPath]
    kept: Mapping[KeyPath, list[int]]

    def with_checks(self, check: Callable[[Model], Iterable[Fault]], lost: Iterable[KeyPath] = ()) -> tuple[Fault, ...]:
        """The faults of the fields and those of meaning, without echoes.

        Args:
            check: Finds the faults of meaning in a model.
            lost: What else the checks could not see, such as the content of a catalog that has faults itself.
        """
        if self.model is None:
            return self.faults
        gone = self.removed | frozenset(lost)

        @cache
        def is_doubtful(pattern: KeyPath) -> bool:
            return any(_touches(path, pattern) for path in gone)

        found = [_restored(fault, self.kept) for fault in check(self.model)]
        sure = (fault for fault in found if not any(map(is_doubtful, fault.refers_to)))
        return (*self.faults, *(fault for fault in sure if not _lies_in(fault.path, gone)))


def validated(model: type[Model], tables: dict[str, Any]) -> Validated[Model]:
    """Make a model of what can be used, and gather every fault of the fields."""
    faults: dict[tuple[KeyPath, str], Fault] = {}
    removed: set[KeyPath] = set()
    for fault in format_faults(tables):
        faults[fault.path, fault.what] = fault
        removed.add(fault.path)
    for _ in range(_ROUNDS):
        kept: _Kept = {}
        rest = _pruned(tables, removed, kept)
        if not isinstance(rest, dict):
            break
        stand_in = {key: value for key, value in _STAND_IN.items() if (key,) in removed}
        part = first_part(rest | stand_in, lambda tried: _count(_error(model, tried)), MOST_FAULTS)
        if part is not None:
            return _first_of_many(model, tables, part, kept, faults)
        try:
            whole = model.model_validate(rest | stand_in, by_alias=True, by_name=False)
        except ValidationError as error:
            taken: set[KeyPath] = set()
            for fault, goes in _faults(error, model, tables, kept):
                if not _lies_in(fault.path, removed):
                    faults[fault.path, fault.what] = fault
                taken |= goes
            removed |= taken
        else:
            return Validated(whole, tuple(faults.values()), frozenset(removed), kept)
    return Validated(None, tuple(faults.values()), frozenset(removed), {})


def _first_of_many(
    model: type[Model],
    tables: dict[str, Any],
    part: dict[str, Any],
    kept: _Kept,
    known: dict[tuple[KeyPath, str], Fault],
) -> Validated[Model]:
    """The first faults of tables that have very many; nothing is made of the rest."""
    error = _error(model, part)
    for fault, _ in _faults(error, model, tables, kept) if error else ():
        is_cut_off = fault.what.endswith(" is missing") and value_at(tables, fault.path) is not None
        if not is_cut_off:
            known.setdefault((fault.path, fault.what), fault)
    return Validated(None, tuple(known.values()), frozenset(), {})


def _error(model: type[Model], tables: dict[str, Any]) -> ValidationError | None:
    """What pydantic says against some tables."""
    try:
        model.model_validate(tables, by_alias=True, by_name=False)
    except ValidationError as error:
        return error
    return None


def _count(error: ValidationError | None) -> int:
    return error.error_count() if error else 0


def _faults(
    error: ValidationError, model: type[BaseModel], tables: dict[str, Any], kept: _Kept
) -> Iterable[tuple[Fault, set[KeyPath]]]:
    """Each fault with what has to go so that the rest can be validated."""
    found = []
    for detail in error.errors(include_url=False):
        loc = detail["loc"][:-1] if detail["loc"] and detail["loc"][-1] == "[key]" else detail["loc"]
        path = _standing(restored(loc, kept), tables)
        fault = fault_of(detail, path, model, value_at(tables, path))
        taken = {path if len(fault.path) <= len(path) else fault.path[: len(path) + 1]}
        if detail["type"] in ("per_period", "per_period_range"):
            taken = {path}
        if detail["type"] == "missing" and len(path) > 1:
            taken.add(path[:-1])
        found.append((fault, taken))
    return found


def _standing(path: KeyPath, tables: dict[str, Any]) -> KeyPath:
    """The part of a path that the file has: a bare number stands for low, likely and high at once."""
    while path and not isinstance(value_at(tables, path[:-1]), dict | list):
        path = path[:-1]
    return path


def value_at(tables: object, path: KeyPath) -> object:
    """What stands at a path of the tables, or None."""
    for key in path:
        has_key = isinstance(tables, dict) and key in tables
        has_item = isinstance(tables, list) and isinstance(key, int) and key < len(tables)
        if not has_key and not has_item:
            return None
        tables = tables[key]  # type: ignore[index]
    return tables


def _pruned(item: object, removed: set[KeyPath], kept: _Kept, path: KeyPath = ()) -> object:
    """A copy without what was removed; lists remember which items they kept."""
    if not removed:
        return item
    if isinstance(item, dict):
        return {
            key: _pruned(value, removed, kept, (*path, key))
            for key, value in item.items()
            if (*path, key) not in removed
        }
    if isinstance(item, list):
        places = [place for place in range(len(item)) if (*path, place) not in removed]
        if len(places) < len(item):
            kept[path] = places
        return [_pruned(item[place], removed, kept, (*path, place)) for place in places]
    return item


def restored(path: Iterable[str | int], kept: Mapping[KeyPath, list[int]]) -> KeyPath:
    """A path of the pruned copy as a path of the file."""
    whole: KeyPath = ()
    for key in path:
        places = kept.get(whole)
        if places is not None and isinstance(key, int) and key < len(places):
            whole = (*whole, places[key])
        else:
            whole = (*whole, key)
    return whole


def _restored(fault: Fault, kept: Mapping[KeyPath, list[int]]) -> Fault:
    rests = tuple(restored(path, kept) for path in fault.refers_to)
    return Fault(restored(fault.path, kept), fault.what, fault.fix, rests)


def _lies_in(path: KeyPath, removed: AbstractSet[KeyPath]) -> bool:
    """Whether a path or anything above it was removed."""
    return any(path[:length] in removed for length in range(1, len(path) + 1))


def _touches(path: KeyPath, pattern: KeyPath) -> bool:
    """Whether one of the two lies in the other; `*` in the pattern is any key."""
    return all(part in ("*", key) for key, part in zip(path, pattern, strict=False))
