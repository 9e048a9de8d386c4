"""Writing files: never half a file, never over somebody else's change."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import tomli_w

from vehicleplan.errors import VehiclePlanError
from vehicleplan.files.edit import DELETED, edited
from vehicleplan.files.source import hash_of
from vehicleplan.model.scenario import Scenario

__all__ = [
    "DELETED",
    "NOT_THERE",
    "ChangedOutsideError",
    "edited",
    "new_scenario_text",
    "save_all_atomically",
    "save_atomically",
    "save_text_atomically",
]

SCHEMA_NAME = "scenario.schema.json"
"""The file that `vehicleplan schema` is meant to be saved as, beside the scenario."""

NOT_THERE = ""
"""The expected hash of a file that must not be there yet."""


class ChangedOutsideError(VehiclePlanError):
    """Somebody else has changed the file since it was read."""


def save_text_atomically(path: Path, text: str, *, expected_hash: str | None = None) -> str:
    """Write a text file as a whole or not at all, in UTF-8, with line ends as they stand in the text.

    See `save_atomically`.
    """
    return save_atomically(path, text.encode("utf-8"), expected_hash=expected_hash)


def save_atomically(path: Path, content: bytes, *, expected_hash: str | None = None) -> str:
    """Write a file as a whole or not at all, and give the hash of what was written.

    A link is followed, and the mode of a file that is there is kept.

    Args:
        path: The file.
        content: What it is to hold.
        expected_hash: The hash of the file when it was read, `NOT_THERE` for a new file, or None to write in any case.

    Raises:
        ChangedOutsideError: the file is not the one that was read.
        OSError: the folder or the disk refuses.
    """
    save_all_atomically({path: content}, expected_hashes={path: expected_hash})
    return hash_of(content)


def save_all_atomically(contents: Mapping[Path, bytes], *, expected_hashes: Mapping[Path, str | None]) -> None:
    """Write several files or none: all are written beside their places before the first is put into its own.

    Args:
        contents: By file, what it is to hold.
        expected_hashes: By file, what `save_atomically` says of it.

    Raises:
        ChangedOutsideError: a file is not the one that was read.
        OSError: a folder or the disk refuses; `filename` says whose.
    """
    places = {path: Path(os.path.realpath(path)) for path in contents}
    drafts: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            _refuse_if_changed(places[path], path, expected_hashes[path])
            with _named(path):
                drafts[path] = _draft(places[path])
                _fill(drafts[path], content, _mode(places[path]))
        for path, draft in drafts.items():
            _refuse_if_changed(places[path], path, expected_hashes[path])
            with _named(path):
                draft.replace(places[path])
    except BaseException:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)
        raise
    for folder in {place.parent for place in places.values()}:
        _sync_folder(folder)


@contextlib.contextmanager
def _named(path: Path) -> Iterator[None]:
    """A fault inside is one of this file, whatever it was called while it was written."""
    try:
        yield
    except OSError as error:
        error.filename, error.filename2 = str(path), None
        raise


def _draft(target: Path) -> Path:
    """An empty file beside the target, which takes its place when it is whole."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:80]}.", suffix=".tmp", dir=target.parent)
    os.close(handle)
    return Path(name)


def _fill(draft: Path, content: bytes, mode: int) -> None:
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.chmod(mode)


def _refuse_if_changed(target: Path, path: Path, expected_hash: str | None) -> None:
    if expected_hash is None:
        return
    found = hash_of(target.read_bytes()) if target.exists() else NOT_THERE
    if found == expected_hash:
        return
    if found == NOT_THERE:
        raise ChangedOutsideError(f"{path} is no longer there; save it under a name of your choice")
    if expected_hash == NOT_THERE:
        raise ChangedOutsideError(f"{path} is there already; choose another name")
    raise ChangedOutsideError(f"{path} was changed by another program since it was opened; nothing was written")


def _mode(target: Path) -> int:
    """The mode of the file that is there, or that of a new file."""
    if target.exists():
        return target.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    """Make the new name last; some systems cannot, and there the file is safe all the same."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def new_scenario_text(scenario: Scenario, *, schema: str = SCHEMA_NAME) -> str:
    """The text of a new scenario file: what the scenario says beside the defaults.

    Args:
        scenario: The scenario.
        schema: Where editors find the JSON Schema, relative to the file.
    """
    tables = scenario.model_dump(mode="python", by_alias=True, exclude_defaults=True, exclude_none=True)
    first = {"format": scenario.format, "name": scenario.name}
    return f"#:schema {schema}\n{tomli_w.dumps(_whole(first | tables))}"


def _whole(item: Any) -> Any:  # noqa: ANN401
    """Plain values for TOML: whole numbers without a point, words for choices."""
    if isinstance(item, dict):
        return {str(key): _whole(value) for key, value in item.items()}
    if isinstance(item, list | tuple):
        return [_whole(value) for value in item]
    if isinstance(item, float) and item.is_integer():
        return int(item)
    return str(item) if isinstance(item, str) else item
