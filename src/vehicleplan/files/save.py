"""Writing files: never half a file, never over somebody else's change.

What is written goes into a draft beside its place, which is made to last before it takes the place. So whatever fails,
and whenever the power goes, a file is the old one or the new one.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
import tempfile
from collections.abc import Iterator, Mapping
from hashlib import blake2s
from pathlib import Path
from typing import Any

import tomli_w

from vehicleplan.errors import VehiclePlanError
from vehicleplan.files.edit import DELETED, edited
from vehicleplan.files.held import held
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
    "sync_folder",
    "write_all",
]

SCHEMA_NAME = "scenario.schema.json"
"""The file that `vehicleplan schema` is meant to be saved as, beside the scenario."""

NOT_THERE = ""
"""The expected hash of a file that must not be there yet."""

_MARK = "\ufeff".encode()
"""The byte order mark that some editors put before a text."""
_DRAFT = re.compile(r"\.vehicleplan-[0-9a-f]{16}-[a-z0-9_]{8}\.tmp")


class ChangedOutsideError(VehiclePlanError):
    """Somebody else has changed the file since it was read."""


def save_text_atomically(path: Path, text: str, *, expected_hash: str | None = None) -> str:
    """Write a text file as a whole or not at all, in UTF-8, with line ends as they stand in the text.

    A byte order mark of the file that is there stays. See `save_atomically`.
    """
    content = text.encode("utf-8")
    if expected_hash != NOT_THERE and _begins_with_mark(path):
        content = _MARK + content
    return save_atomically(path, content, expected_hash=expected_hash)


def save_atomically(path: Path, content: bytes, *, expected_hash: str | None = None) -> str:
    """Write a file as a whole or not at all, and give the hash of what was written.

    A link is followed; mode, owner and other attributes of a file that is there are kept where the system lets us.

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

    Other runs of this program wait until it is done, so two that save the same file see each other's.

    Args:
        contents: By file, what it is to hold.
        expected_hashes: By file, what `save_atomically` says of it.

    Raises:
        ChangedOutsideError: a file is not the one that was read.
        OSError: a folder or the disk refuses; `filename` says whose.
    """
    places = {path: Path(os.path.realpath(path)) for path in contents}
    folders = sorted({place.parent for place in places.values()})
    with held(folders):
        drafts: dict[Path, Path] = {}
        try:
            for path, content in contents.items():
                _refuse_if_changed(places[path], path, expected_hashes[path])
                _remove_left_drafts(places[path])
                with _named(path):
                    drafts[path] = _written(places[path], content)
            for path, draft in drafts.items():
                _refuse_if_changed(places[path], path, expected_hashes[path])
                with _named(path):
                    draft.replace(places[path])
        except BaseException:
            for draft in drafts.values():
                _remove(draft)
            raise
        for folder in folders:
            sync_folder(folder)


@contextlib.contextmanager
def _named(path: Path) -> Iterator[None]:
    """A fault inside is one of this file, whatever it was called while it was written."""
    try:
        yield
    except OSError as error:
        error.filename, error.filename2 = str(path), None
        raise


def _prefix(target: Path) -> str:
    """How the drafts for a file begin; of one length, since the file's own name may be as long as names can be."""
    return f".vehicleplan-{blake2s(os.fsencode(target.name), digest_size=8).hexdigest()}-"


def _written(target: Path, content: bytes) -> Path:
    """A draft beside the target that holds the content for good, with what else makes up the file that is there."""
    handle, name = tempfile.mkstemp(prefix=_prefix(target), suffix=".tmp", dir=target.parent)
    draft = Path(name)
    try:
        try:
            write_all(handle, content)
            _make_alike(handle, target)
            os.fsync(handle)
        finally:
            os.close(handle)
    except BaseException:
        _remove(draft)
        raise
    return draft


def write_all(handle: int, content: bytes) -> None:
    """Write all of it; the system may take less than it is given."""
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _make_alike(handle: int, target: Path) -> None:
    """Give the draft the owner, the attributes and the mode of the file that is there, or the mode of a new file."""
    try:
        there = target.stat()
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(handle, 0o666 & ~mask)
        return
    with contextlib.suppress(OSError, AttributeError):  # only some systems have them, and only some users may
        if os.fstat(handle).st_uid != there.st_uid or os.fstat(handle).st_gid != there.st_gid:
            os.chown(handle, there.st_uid, there.st_gid)
    with contextlib.suppress(OSError, AttributeError):
        for name in os.listxattr(target):
            os.setxattr(handle, name, os.getxattr(target, name))
    os.chmod(handle, stat.S_IMODE(there.st_mode))


def _remove_left_drafts(target: Path) -> None:
    """Remove what a run that was killed while it wrote this file has left; nobody else writes here now."""
    with contextlib.suppress(OSError):
        for left in target.parent.iterdir():
            if left.name.startswith(_prefix(target)) and _DRAFT.fullmatch(left.name):
                _remove(left)


def _remove(draft: Path) -> None:
    with contextlib.suppress(OSError):
        draft.unlink()


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


def _begins_with_mark(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_MARK)) == _MARK
    except OSError:
        return False


def sync_folder(folder: Path) -> None:
    """Make new names last; some systems cannot, and there the files are safe all the same."""
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
