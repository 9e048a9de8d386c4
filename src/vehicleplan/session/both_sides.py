"""A file that somebody else has changed, beside the draft that was about to be saved into it: what differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from vehicleplan.errors import Problem
from vehicleplan.files.change import DELETED, Insertion
from vehicleplan.files.difference import changes_between
from vehicleplan.files.new_blocks import in_line
from vehicleplan.files.problems import named
from vehicleplan.files.read_toml import parse_toml
from vehicleplan.files.save import NOT_THERE
from vehicleplan.files.scenario_file import kind_of
from vehicleplan.files.source import SourceText, hash_of, is_file, read_source
from vehicleplan.files.validate import value_at
from vehicleplan.frozen import dataclass
from vehicleplan.model.fault import KeyPath

NOTHING = "—"
"""Stands for a value that one of the sides does not have."""


@dataclass(frozen=True)
class Differing:
    """One place where the sides differ.

    Attributes:
        place: The key, for people.
        theirs: What the file has there, as TOML writes it.
        ours: What the draft has there.
    """

    place: str
    theirs: str
    ours: str


@dataclass(frozen=True)
class BothSides:
    """A file as it is now, and what the draft has otherwise.

    Attributes:
        path: The file.
        sha256: The hash of what was read, or `NOT_THERE`.
        theirs: What the file holds; None where it is not a scenario that can be read.
        wrong: Why it cannot be read; empty where it can.
        differing: Where the two differ.
    """

    path: Path
    sha256: str
    theirs: SourceText | None
    wrong: str
    differing: tuple[Differing, ...]


def both_sides(path: Path, ours: Mapping[str, Any]) -> BothSides:
    """What a file has now beside the tables of a draft."""
    source = read_source(path)
    if isinstance(source, Problem):
        return BothSides(path, _hash(path), None, source.what if is_file(path) else "it is no longer there", ())
    tables = parse_toml(source)
    if isinstance(tables, Problem):
        return BothSides(path, source.sha256, None, tables.what, ())
    if kind_of(tables) == "catalog":
        return BothSides(path, source.sha256, None, "it is a catalog now", ())
    return BothSides(path, source.sha256, source, "", tuple(_differing(tables, ours)))


def _hash(path: Path) -> str:
    try:
        return hash_of(path.read_bytes())
    except OSError:
        return NOT_THERE


def _differing(theirs: dict[str, Any], ours: Mapping[str, Any]) -> Iterator[Differing]:
    for path, value in changes_between(theirs, ours).items():
        if isinstance(value, Insertion):
            for item in value.items:
                yield Differing(_list_words(path, item, theirs), NOTHING, _written(item))
            continue
        before = value_at(theirs, path)
        there = NOTHING if before is None else _written(before)
        if before is None and isinstance(path[-1], int):
            yield Differing(_list_words(path, value, theirs), there, _written(value))
        else:
            yield Differing(named(path, theirs), there, NOTHING if value is DELETED else _written(value))


def _list_words(path: KeyPath, item: object, tables: dict[str, Any]) -> str:
    """An item that only one side has: the list, and what the item is called."""
    called = next((str(item[key]) for key in ("id", "use", "name") if isinstance(item, dict) and key in item), "")
    return f"{named(path[:-1], tables)} ({called})" if called else named(path[:-1], tables)


def _written(value: object) -> str:
    """A value as TOML writes it, in one line; a table without its braces."""
    return " ".join(in_line(value).split()).removeprefix("{ ").removesuffix(" }")
