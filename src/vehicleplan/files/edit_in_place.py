"""One change in a text by tomlkit, which keeps comments and layout.

What tomlkit made is read back by tomllib and compared with what was asked for, so a layout that tomlkit cannot edit is
refused and never saved wrong.
"""

from __future__ import annotations

import tomllib

from vehicleplan.files.change import apply_change, refusal
from vehicleplan.files.expected_tables import Expected
from vehicleplan.files.new_blocks import in_line
from vehicleplan.model.fault import KeyPath


def with_change(text: str, path: KeyPath, value: object, *, prefers_braces: bool = False) -> str:
    """The text after one change.

    Args:
        text: TOML that can be read.
        path: What changes.
        value: The new value, or what to delete or insert.
        prefers_braces: Whether a new table is written in braces if it can be, not under a header of its own.

    Raises:
        UneditableTextError: the text's layout does not allow the change.
    """
    expected = Expected.after(tomllib.loads(text), {path: value})
    for inline in (prefers_braces, not prefers_braces):
        result = _by_tomlkit(text, path, value, inline=inline)
        if result is not None and expected.is_met_by(result):
            tidy = _tidied(text, result)
            return tidy if expected.is_met_by(tidy) else result
    raise refusal(path)


def _by_tomlkit(text: str, path: KeyPath, value: object, *, inline: bool) -> str | None:
    """What tomlkit makes of the change, or None where it fails in any of the ways that it has."""
    import tomlkit

    try:
        document = tomlkit.parse(text)
        apply_change(document, path, tomlkit.parse(f"item = {in_line(value)}")["item"] if inline else value)
        return tomlkit.dumps(document)
    except Exception:  # noqa: BLE001 - it raises its own errors and Python's alike; the caller refuses calmly
        return None


def _tidied(before: str, after: str) -> str:
    """The text with blank lines and comments where a person would have them, after lines were added or removed."""
    old, new = before.split("\n"), after.split("\n")
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    gone, come = old[start : len(old) - end], new[start : len(new) - end]
    if come and not gone:
        return _with_block(new[:start], come, new[len(new) - end :])
    if gone and not come:
        return _without_block(old, start, len(old) - end)
    return after


def _with_block(head: list[str], added: list[str], rest: list[str]) -> str:
    """Added lines stand above the comment of the next header, with a blank line around a new table."""
    if rest and rest[0].strip() and not rest[0].startswith("["):
        return "\n".join([*head, *added, *rest])
    rest = [*_comments_at_end(head, rest), *rest]
    head, added = _stripped(head), _stripped(added)
    while rest and not rest[0].strip():
        rest = rest[1:]
    if not added:
        return "\n".join([*head, "", *rest])
    blank_before = [""] if added[0].startswith("[") and head else []
    return "\n".join([*head, *blank_before, *added, "", *rest])


def _without_block(old: list[str], start: int, stop: int) -> str:
    """Removed lines leave the comment of the next header; a comment of what is gone stays apart from it."""
    while start and old[start - 1] == old[stop - 1] and old[start - 1].startswith("["):
        start, stop = start - 1, stop - 1
    head, gone, rest = old[:start], old[start:stop], old[stop:]
    if not any(line.startswith("[") for line in gone):
        return "\n".join([*head, *rest])
    kept = _comments_at_end(gone, rest)
    head = _stripped(head)
    return "\n".join([*head, *([""] if head and (kept or any(rest)) else []), *kept, *rest])


def _stripped(lines: list[str]) -> list[str]:
    """Lines without the blank ones at both ends."""
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    while lines and not lines[0].strip():
        lines = lines[1:]
    return lines


def _common(old: list[str], new: list[str]) -> int:
    """How many lines both begin with."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((number for number, (a, b) in pairs if a != b), min(len(old), len(new)))


def _comments_at_end(lines: list[str], rest: list[str]) -> list[str]:
    """Take the comment lines right above the next header off the end of `lines`."""
    taken: list[str] = []
    if rest and rest[0].startswith("["):
        while lines and lines[-1].startswith("#"):
            taken.insert(0, lines.pop())
    return taken
