"""New values as TOML text, laid out as a person would: small tables of numbers in braces, others under headers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from vehicleplan.files.blocks import Block
from vehicleplan.model.fault import KeyPath

_LONGEST_LINE = 100
"""The longest table in braces that a new block has, in characters."""


def in_line(value: object) -> str:
    """A value for the right side of a key: on one line, but for text of several lines; tables in braces."""
    import tomlkit

    if isinstance(value, Mapping):
        pairs = [f"{_key(key)} = {in_line(item)}" for key, item in value.items()]
        return "{ " + ", ".join(pairs) + " }" if pairs else "{}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(in_line(item) for item in value) + "]"
    if isinstance(value, str) and "\n" in value:
        return '"""\n' + tomlkit.string(value, multiline=True).as_string()[3:]
    return tomlkit.item(value).as_string()


def wants_header(value: object) -> bool:
    """Whether a value is a table, or a list of tables, that does not stand well on one line."""
    if not (isinstance(value, Mapping) or _is_list_of_tables(value)):
        return False
    return not value or not _has_numbers_only(value) or len(in_line(value)) > _LONGEST_LINE


def new_blocks(path: KeyPath, value: object) -> list[Block]:
    """The blocks of a new table, of a list of tables, or of one table of a list."""
    return [Block(block_path, ("",), tuple(lines)) for block_path, lines in _blocks(path, value)]


def _blocks(path: KeyPath, value: Any) -> Iterator[tuple[KeyPath, list[str]]]:  # noqa: ANN401
    if not isinstance(value, Mapping):
        for number, item in enumerate(value):
            yield from _blocks((*path, number), item)
        return
    below = {key: item for key, item in value.items() if wants_header(item)}
    lines = [f"{_key(key)} = {in_line(item)}" for key, item in value.items() if key not in below]
    is_item = isinstance(path[-1], int)
    if lines or is_item or not below:
        name = ".".join(_key(key) for key in path if isinstance(key, str))
        yield path, [f"[[{name}]]" if is_item else f"[{name}]", *lines]
    for key, item in below.items():
        yield from _blocks((*path, key), item)


def _is_list_of_tables(value: object) -> bool:
    return isinstance(value, list | tuple) and bool(value) and all(isinstance(item, Mapping) for item in value)


def _has_numbers_only(value: object) -> bool:
    if isinstance(value, Mapping):
        return all(map(_has_numbers_only, value.values()))
    if isinstance(value, list | tuple):
        return all(map(_has_numbers_only, value))
    return isinstance(value, int | float)


def _key(key: str) -> str:
    import tomlkit

    return tomlkit.key(key).as_string()
