"""The shape of a file type: which keys a table may have, and what a value should be, from the model's own fields."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date
from enum import Enum
from functools import cache, lru_cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from vehicleplan.frozen import dataclass
from vehicleplan.model.base import LARGEST, SOMETHING
from vehicleplan.model.estimate import Estimate
from vehicleplan.model.fault import KeyPath

_ESTIMATE = "{ low = …, likely = …, high = … }"


@dataclass(frozen=True)
class Node:
    """A place in a file type.

    Attributes:
        kind: The bare type: a model, a number, a tuple…
        inside: For lists and mappings, the annotation of what is inside.
        limits: What pydantic demands of the value, by name: ge, gt, le, pattern, min_length…
        per_period: Whether it is a number or one per period.
    """

    kind: Any
    inside: Any = None
    limits: Mapping[str, Any] = field(default_factory=dict)
    per_period: bool = False


def node_at(root: type[BaseModel], path: KeyPath) -> Node | None:
    """What the file type has at a key path, or None where it has nothing."""
    return _node_at(root, tuple(0 if isinstance(key, int) else key for key in path))


@lru_cache(maxsize=4096)
def _node_at(root: type[BaseModel], path: KeyPath) -> Node | None:
    node: Node | None = _node(root, ())
    for key in path:
        node = _inside(node, key)
        if node is None:
            return None
    return node


@cache
def keys_of(model: type[BaseModel]) -> Mapping[str, FieldInfo]:
    """The fields of a model by the key that a file uses."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def is_model(kind: object) -> bool:
    """Whether this is a table with fixed keys."""
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def tables_with(root: type[BaseModel], key: str) -> list[str]:
    """The tables of a file type that have this key, as headers such as `[goal]`."""
    return [header for header, model in _all_tables(root) if key in keys_of(model)]


@cache
def _all_tables(root: type[BaseModel]) -> tuple[tuple[str, type[BaseModel]], ...]:
    return tuple(_tables(root, "", set()))


def _tables(model: type[BaseModel], header: str, seen: set[type[BaseModel]]) -> Iterator[tuple[str, type[BaseModel]]]:
    if model in seen:
        return
    seen = seen | {model}
    yield header, model
    above = header.strip("[]") + "." if header else ""
    for key, found in keys_of(model).items():
        node = _node(found.annotation, tuple(found.metadata))
        if is_model(node.kind):
            yield from _tables(node.kind, f"[{above}{key}]", seen)
        elif node.kind is tuple:
            item = _node(node.inside, ())
            if is_model(item.kind):
                yield from _tables(item.kind, f"[[{above}{key}]]", seen)


def _inside(node: Node | None, key: str | int) -> Node | None:
    if node is None:
        return None
    if is_model(node.kind):
        found = keys_of(node.kind).get(str(key))
        return None if found is None else _node(found.annotation, tuple(found.metadata))
    if node.kind is Mapping or (node.kind is tuple and isinstance(key, int)):
        return _node(node.inside, ())
    return _node(float, ()) if node.per_period else None


def _node(annotation: object, metadata: tuple[object, ...]) -> Node:
    """Take Annotated and Optional off an annotation."""
    limits: dict[str, Any] = {}
    per_period = False
    while True:
        for item in metadata:
            limits |= _limits(item)
        metadata = ()
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation, *rest = get_args(annotation)
            metadata = tuple(rest)
        elif origin in (Union, types.UnionType):
            choices = [choice for choice in get_args(annotation) if choice is not type(None)]
            per_period = len(choices) > 1
            annotation = choices[0]
        else:
            break
    if origin is tuple:
        return Node(tuple, get_args(annotation)[0], limits)
    if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
        return Node(Mapping, get_args(annotation)[1], limits)
    return Node(annotation, None, limits, per_period)


def _limits(item: object) -> dict[str, Any]:
    if isinstance(item, FieldInfo):
        return {name: figure for inner in item.metadata for name, figure in _limits(inner).items()}
    names = ("ge", "gt", "le", "lt", "pattern", "min_length", "max_length")
    return {name: getattr(item, name) for name in names if getattr(item, name, None) is not None}


def expected(node: Node | None, key: str) -> str:
    """What would be right at a place, as a phrase such as `a number from 0 to 1`."""
    if node is None or key == "format":
        return "1" if key == "format" else "something else"
    if node.kind is Estimate or node.per_period:
        other = "a list with one per period, such as [10, 20]" if node.per_period else _ESTIMATE
        return f"a number of 0 or more, or {other}"
    if is_model(node.kind):
        return (
            "a table, such as { verdict = … }"
            if node.kind.__name__ == "Answer"
            else f"a table, such as {key} = {{ … }}"
        )
    if node.kind is Mapping:
        return "a table of names and values, such as { name = … }"
    return _expected_list(node, key) if node.kind is tuple else _expected_value(node)


def _expected_list(node: Node, key: str) -> str:
    item = _node(node.inside, ())
    if is_model(item.kind):
        return f"a list of tables, with double brackets: [[{key}]]"
    example = '["one", "two"]' if item.kind is str else "[1, 3]"
    least = " with at least one item" if node.limits.get("min_length") else ""
    return f"a list in brackets{least}, such as {example}"


def _expected_value(node: Node) -> str:
    if get_origin(node.kind) is Literal:
        return _one_of(str(choice) for choice in get_args(node.kind))
    if isinstance(node.kind, type) and issubclass(node.kind, Enum):
        return _one_of(str(choice.value) for choice in node.kind)
    if node.kind is bool:
        return "true or false, without quotes"
    if node.kind is date:
        return "a date without quotes, such as 2027-01-31"
    if node.kind in (int, float):
        return _expected_number(node)
    return _expected_text(node)


def _one_of(choices: Iterator[str]) -> str:
    return "one of " + ", ".join(f'"{choice}"' for choice in choices)


def _expected_number(node: Node) -> str:
    word = "a whole number" if node.kind is int else "a number"
    low, above, high = (node.limits.get(name) for name in ("ge", "gt", "le"))
    if high is not None and high >= 10**6:
        high = None if high >= LARGEST or node.kind is int else high
    if above is not None:
        return f"{word} above {above:g}"
    if low is not None:
        return f"{word} from {low:g} to {high:g}" if high is not None else f"{word} of {low:g} or more"
    return word


def _expected_text(node: Node) -> str:
    pattern = str(node.limits.get("pattern", ""))
    if "[A-Z]{3}" in pattern:
        return 'a currency code of three capital letters, such as "USD"'
    if pattern and pattern != SOMETHING:
        return "a short name of letters, digits, `-`, `_` and `.`, beginning with a letter or a digit, in quotes"
    most = node.limits.get("max_length")
    least = ", not empty" if node.limits.get("min_length") else ""
    least = ", not blank" if pattern else least
    return "text in quotes" + least + (f", of up to {most} characters" if most else "")
