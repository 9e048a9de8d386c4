"""Changes in the blocks of a text: each touches only the block that it belongs to, or adds and removes whole blocks.

Nothing here knows whether the text as a whole still says what it should; the caller reads it back.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Any

from vehicleplan.files.blocks import END, Block, Lines
from vehicleplan.files.change import DELETED, Insertion, in_order, refusal
from vehicleplan.files.edit_in_place import with_change
from vehicleplan.files.new_blocks import new_blocks, wants_header
from vehicleplan.files.validate import value_at
from vehicleplan.model.fault import KeyPath

Blocks = list[Block]


def blocks_with_changes(blocks: Blocks, changes: Mapping[KeyPath, Any]) -> Blocks:
    """The blocks after some changes.

    Raises:
        UneditableTextError: a change does not fit into blocks.
    """
    for item, group in groupby(in_order(changes), key=lambda change: _item_above(change[0])):
        # Only the blocks of one list item are searched, or many changes of many items would take the square of it.
        its = [number for number, block in enumerate(blocks) if item and block.path[: len(item)] == item]
        is_run = bool(its) and its[-1] - its[0] == len(its) - 1
        start, stop = (its[0], its[-1] + 2) if is_run else (0, len(blocks))
        part = blocks[start:stop]
        for path, value in group:
            part = _with_change(part, path, value)
        blocks = [*blocks[:start], *part, *blocks[stop:]]
    return blocks


def _item_above(path: KeyPath) -> KeyPath:
    """The path of the first list item that a path leads through."""
    return next((path[: number + 1] for number, key in enumerate(path[:-1]) if isinstance(key, int)), ())


def _with_change(blocks: Blocks, path: KeyPath, value: object) -> Blocks:
    """The blocks after one change. The last block stays what it is; only its gap may change."""
    covered = [number for number, block in enumerate(blocks) if block.path[: len(path)] == path]
    if isinstance(value, Insertion):
        return _with_insertion(blocks, covered, path, value)
    if value is DELETED:
        return _with_deletion(blocks, covered, path)
    if not covered:
        return _with_value(blocks, path, value)
    if any(block.reach(path) == len(path) for block in blocks if len(block.path) < len(path)):
        raise refusal(path)
    if _makes_blocks(path, value):
        return _replaced(blocks, covered, new_blocks(path, value))
    if isinstance(path[-1], int):
        raise refusal(path)
    return _with_value(_without(blocks, covered), path, value)


def _makes_blocks(path: KeyPath, value: object) -> bool:
    """Whether a value goes under a header where its place is one for headers."""
    is_table = isinstance(value, dict) or (isinstance(value, list) and bool(value) and all(map(_is_table, value)))
    return is_table and (len(path) == 1 or isinstance(path[-1], int) or wants_header(value))


def _is_table(value: object) -> bool:
    return isinstance(value, dict)


def _with_value(blocks: Blocks, path: KeyPath, value: Any) -> Blocks:  # noqa: ANN401
    """The blocks with a value that no header names yet: inside a block, or as new blocks."""
    home = max(range(len(blocks)), key=lambda number: blocks[number].reach(path))
    block, reach = blocks[home], blocks[home].reach(path)
    if reach == len(path) and _makes_blocks(path, value) and value_at(block.tables, block.inner(path)) in ([], {}):
        return _with_value(_with_inside(blocks, home, path, DELETED), path, value)
    known = max(reach, *(_shared(other.path, path) for other in blocks))
    if known < len(path) - 1:
        return _with_value(blocks, path[: known + 1], _nested(path[known + 1 :], value))
    if reach > len(block.path):
        return _with_inside(blocks, home, path, value)
    if _makes_blocks(path, value) and not _has_alike(block, path, value):
        return _placed(blocks, path, new_blocks(path, value))
    if isinstance(path[-1], int):
        raise refusal(path)
    if len(block.path) == len(path) - 1:
        return _with_inside(blocks, home, path, value)
    return _placed(blocks, path, new_blocks(path[:-1], {path[-1]: value}))


def _nested(way: KeyPath, value: Any) -> Any:  # noqa: ANN401
    """A value in the tables that are missing on the way to it."""
    for key in reversed(way):
        value = {key: value}
    return value


def _has_alike(block: Block, path: KeyPath, value: Any) -> bool:  # noqa: ANN401
    """Whether a block writes tables like this one in braces beside its place."""
    if len(block.path) != len(path) - 1 or not isinstance(value, dict):
        return False
    beside: Any = value_at(block.tables, block.inner(block.path)) if block.path else block.tables
    return any(isinstance(item, dict) and item.keys() & value.keys() for item in beside.values())


def _shared(one: KeyPath, other: KeyPath) -> int:
    """How many keys two paths have in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (a, b) in pairs if a != b), min(len(one), len(other)))


def _with_inside(blocks: Blocks, number: int, path: KeyPath, value: object) -> Blocks:
    """The blocks with a change of the keys of one of them."""
    block, after = blocks[number], blocks[number + 1]
    text = with_change("\n".join([*block.body, ""]), block.inner(path), value, prefers_braces=True)
    body = text.split("\n")
    while body and not body[-1].strip():
        body.pop()
    gap = after.gap if block.body else _apart(after.gap)
    return [*blocks[:number], replace(block, body=tuple(body)), replace(after, gap=gap), *blocks[number + 2 :]]


def _placed(blocks: Blocks, path: KeyPath, new: Blocks) -> Blocks:
    """The blocks with new ones after those nearest to them, or at the end."""
    nearest = max(_shared(block.path, path) for block in blocks)
    if nearest:
        place = 1 + max(number for number, block in enumerate(blocks) if _shared(block.path, path) == nearest)
        return _inserted(blocks, place, new)
    *head, end = blocks
    is_first = not any(block.body for block in head)
    gap = end.gap if any(line.strip() for line in end.gap) else () if is_first else ("",)
    return [*head, replace(new[0], gap=gap), *new[1:], Block(END, ("",), ())]


def _inserted(blocks: Blocks, place: int, new: Blocks) -> Blocks:
    """The blocks with new ones at a place, and a blank line after them."""
    head, after, rest = blocks[:place], blocks[place], blocks[place + 1 :]
    gap = after.gap if after.path == END else _apart(after.gap)
    return [*head, *new, replace(after, gap=gap), *rest]


def _with_insertion(blocks: Blocks, covered: Collection[int], path: KeyPath, value: Insertion) -> Blocks:
    """The blocks with new items of a list before one of them, or at its end."""
    if not covered and not any(block.path[: len(path) - 1] == path[:-1] for block in blocks):
        home = max(range(len(blocks)), key=lambda number: blocks[number].reach(path))
        return _with_inside(blocks, home, path, value)
    if not all(map(_is_table, value.items)):
        raise refusal(path)
    new = [block for item in value.items for block in new_blocks(path, item)]
    if not covered:
        return _placed(blocks, path, new)
    place = min(covered)
    if path[-1] == 0:
        above, own = _split(blocks[place].gap)
        new[0] = replace(new[0], gap=above)
        blocks = [*blocks[:place], replace(blocks[place], gap=own), *blocks[place + 1 :]]
    return _inserted(blocks, place, new)


def _split(gap: Lines) -> tuple[Lines, Lines]:
    """A gap up to its last blank line, and the comments right above the header."""
    last = max((number for number, line in enumerate(gap) if not line.strip()), default=-1)
    return gap[: last + 1], gap[last + 1 :]


def _with_deletion(blocks: Blocks, covered: Collection[int], path: KeyPath) -> Blocks:
    """The blocks without what a path leads to."""
    for number, block in enumerate(blocks):
        if number not in covered and block.reach(path) == len(path):
            blocks = _with_inside(blocks, number, path, DELETED)
    return _without(blocks, covered)


def _without(blocks: Blocks, gone: Collection[int]) -> Blocks:
    """The blocks without some; the comments above the first of them that stand together stay."""
    result: Blocks = []
    left: Lines | None = None
    for number, block in enumerate(blocks):
        if number in gone:
            left = block.gap if left is None else left
            continue
        if left is not None:
            gap = block.gap if block.path == END and _blanks(left) == len(left) else _merged(left, block.gap)
            gap = gap if any(other.body for other in result) else gap[_blanks(gap) :]
            block = replace(block, gap=gap)  # noqa: PLW2901 - the block as it stands now
            left = None
        result.append(block)
    return result


def _replaced(blocks: Blocks, gone: Collection[int], new: Blocks) -> Blocks:
    """The blocks with new ones in the place of some."""
    first, *rest = sorted(gone)
    new = [replace(new[0], gap=blocks[first].gap), *new[1:]]
    head, tail = blocks[:first], blocks[first + 1 :]
    tail = _without(tail, {number - first - 1 for number in rest})
    return _inserted([*head, *tail], first, new)


def _merged(left: Lines, right: Lines) -> Lines:
    """One gap of two: the comments of both, not joined, and the larger space."""
    blanks = max(left[: _blanks(left)], right[: _blanks(right)], key=len)
    comments, own = left[_blanks(left) :], right[_blanks(right) :]
    return (*blanks, *comments, *([""] if comments and comments[-1].strip() else []), *own)


def _blanks(gap: Lines) -> int:
    """How many blank lines a gap begins with."""
    return next((number for number, line in enumerate(gap) if line.strip()), len(gap))


def _apart(gap: Lines) -> Lines:
    """A gap that begins with a blank line."""
    return gap if gap and not gap[0].strip() else ("", *gap)
