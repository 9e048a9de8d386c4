"""Saving a draft into its file or into another: the text of the person with the changes put in, nothing else."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from vehicleplan.errors import BadInputError, Problem
from vehicleplan.files.difference import changes_between, with_changes
from vehicleplan.files.edit import UneditableTextError, edited
from vehicleplan.files.save import NOT_THERE, ChangedOutsideError, save_text_atomically
from vehicleplan.files.shipped import shipped_history
from vehicleplan.files.source import is_file
from vehicleplan.frozen import dataclass
from vehicleplan.session.both_sides import BothSides
from vehicleplan.session.draft import Draft
from vehicleplan.session.references import copies, references

__all__ = ["ChangedOutsideError", "OpenFile", "references", "rescued_text", "saved", "saved_as"]


@dataclass(frozen=True)
class OpenFile:
    """The file behind the draft.

    Attributes:
        path: The file, or None for an example or a new scenario that has none yet.
        text: What it holds, as it was read or saved.
        tables: The tables of that text.
        sha256: Its hash when it was read or saved.
        example: The shipped scenario that it began from, or None.
    """

    path: Path | None
    text: str
    tables: Mapping[str, Any]
    sha256: str
    example: str | None = None


def saved(file: OpenFile, draft: Draft, *, over: BothSides | None = None) -> OpenFile:
    """Write the draft into the file that it was read from, and give the file as it is now.

    Args:
        file: The file.
        draft: What to write.
        over: What somebody else has put there and may be written over; None where nothing may.

    Raises:
        BadInputError: the layout cannot take the change, or the disk refuses.
        ChangedOutsideError: the file was changed by somebody else.
    """
    if file.path is None:
        raise LookupError("the scenario has no file yet")
    text = _text(file, draft.tables)
    sha256 = _write(file.path, text, file.sha256 if over is None else over.sha256)
    return replace(file, text=text, tables=draft.tables, sha256=sha256)


def saved_as(file: OpenFile, draft: Draft, path: Path, *, overwrite: bool) -> OpenFile:
    """Write the draft into another file, with what it names still found from there, and give that file.

    Raises:
        BadInputError: a file is there already, or the disk refuses.
    """
    tables = with_changes(draft.tables, {} if file.example else references(draft, path.parent))
    text = _text(file, tables)
    if path.exists() and not overwrite:
        raise _already_there(path)
    along = _history_of_example(file, draft, path) if file.example else copies(draft, path)
    for beside, content in along.items():
        _write(beside, content, NOT_THERE)
    try:
        sha256 = _write(path, text, None if overwrite else NOT_THERE)
    except ChangedOutsideError as error:
        raise _already_there(path) from error
    return replace(file, path=path, text=text, tables=tables, sha256=sha256, example=None)


def rescued_text(file: OpenFile, draft: Draft) -> str:
    """The draft as TOML when nothing may stand in the way; where its file's layout does, without its comments."""
    try:
        return edited(file.text, changes_between(file.tables, draft.tables))
    except UneditableTextError:
        return edited("", changes_between({}, draft.tables))


def _already_there(path: Path) -> BadInputError:
    fix = "Choose another name, or replace it."
    return BadInputError((Problem(str(path), None, "", "the file is there already", fix),))


def _text(file: OpenFile, tables: Mapping[str, Any]) -> str:
    try:
        return edited(file.text, changes_between(file.tables, tables))
    except UneditableTextError as error:
        name = "the scenario" if file.path is None else str(file.path)
        raise BadInputError((Problem(name, None, "", str(error), "Or save it under another name."),)) from error


def _write(path: Path, text: str, expected_hash: str | None) -> str:
    try:
        return save_text_atomically(path, text, expected_hash=expected_hash)
    except (OSError, ValueError) as error:
        raise BadInputError((_refused(path, error),)) from error


def _refused(path: Path, error: OSError | ValueError) -> Problem:
    reason = (getattr(error, "strerror", None) or str(error)).lower()
    full = getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    fix = "Make room, or save it elsewhere" if full else "Check the folder and its rights, or choose another name"
    kept = "; the file is as it was" if is_file(path) else ""
    return Problem(str(path), None, "", f"the file cannot be written: {reason}{kept}", f"{fix}.")


def _history_of_example(file: OpenFile, draft: Draft, path: Path) -> dict[Path, str]:
    """The track record that an example uses, to be written beside its copy where it is not there yet."""
    name = draft.tables.get("track_record")
    if file.example is None or not isinstance(name, str):
        return {}
    try:
        shipped = shipped_history(name)
    except KeyError:
        return {}
    beside = path.parent / name
    if not beside.exists():
        return {beside: shipped.decode("utf-8")}
    if _holds(beside, shipped):
        return {}
    what = "the example needs its own track record there, and a file with other figures has its name"
    raise BadInputError((Problem(str(beside), None, "", what, "Save the example in another folder."),))


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except OSError:
        return False
