"""Editing a person's TOML text: values change, comments, order and layout stay.

Each change is made in the block of the text that it belongs to, and the whole is read back. Where that does not give
what was asked for, the changes are made one by one; what cannot be made is refused and never saved wrong.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import Any

from vehicleplan.files.blocks import blocks_of, text_of
from vehicleplan.files.change import DELETED, Insertion, UneditableTextError, apply_change, in_order
from vehicleplan.files.edit_blocks import blocks_with_changes
from vehicleplan.files.edit_in_place import with_change
from vehicleplan.files.expected_tables import Expected
from vehicleplan.model.fault import KeyPath

__all__ = ["DELETED", "Insertion", "UneditableTextError", "apply_change", "edited"]


def edited(text: str, changes: Mapping[KeyPath, Any]) -> str:
    """The text with some values set, inserted or deleted.

    Args:
        text: TOML that can be read.
        changes: By key path the new value, `DELETED`, or an `Insertion`. The place after a list's last item adds one;
            tables that are missing on the way are made. Paths hold for the text as it stands: deletions and
            insertions come last, from the end.

    Raises:
        UneditableTextError: the text's layout does not allow the change.
    """
    result = text.replace("\r\n", "\n")
    at_once = _in_blocks(result, changes)
    if at_once is not None:
        result = at_once
    else:
        for path, value in in_order(changes):
            alone = _in_blocks(result, {path: value})
            result = with_change(result, path, value) if alone is None else alone
    return _with_ends(text, result)


def _with_ends(before: str, after: str) -> str:
    """The text after a change with the line ends that it had: of a mixed text each line keeps its own."""
    if "\r\n" not in before:
        return after
    if before.count("\n") == before.count("\r\n"):
        return after.replace("\n", "\r\n")
    old, new = before.split("\n"), after.split("\n")
    ends = ["\r\n" if before.count("\r\n") * 2 > before.count("\n") else "\n"] * len(new)
    for start, place, length in SequenceMatcher(
        None, [line.removesuffix("\r") for line in old], new
    ).get_matching_blocks():
        ends[place : place + length] = ["\r\n" if line.endswith("\r") else "\n" for line in old[start : start + length]]
    return "".join(line + end for line, end in zip(new[:-1], ends, strict=False)) + new[-1]


def _in_blocks(text: str, changes: Mapping[KeyPath, Any]) -> str | None:
    """The text after the changes, or None where they do not fit into blocks."""
    expected = Expected.after(tomllib.loads(text), changes)
    try:
        result = text_of(blocks_with_changes(blocks_of(text), changes))
    except (UneditableTextError, ValueError):  # a value that TOML has no word for is a ValueError
        return None
    return result if expected.is_met_by(result) else None
