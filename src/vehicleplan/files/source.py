"""The bytes of a file as text, or the one problem that keeps us from reading them. Never an exception."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from vehicleplan.errors import Problem
from vehicleplan.model.fault import nearest

MOST_BYTES = 8 * 1024 * 1024
"""The largest file that is read; a scenario with 5,000 vehicles has about 3 MiB."""
STDIN = "<stdin>"


@dataclass(frozen=True)
class SourceText:
    """What was read.

    Attributes:
        name: The file as the user named it.
        path: The file, or None for standard input and shipped files.
        text: Its text, without a byte order mark.
        sha256: The hash of its bytes, by which a save notices that somebody else has changed the file.
    """

    name: str
    path: Path | None
    text: str
    sha256: str

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends."""
        return [line.removesuffix("\r") for line in self.text.split("\n")]


def hash_of(content: bytes) -> str:
    """The hash by which a changed file is noticed."""
    return hashlib.sha256(content).hexdigest()


def read_source(source: Path | str, *, text: str | None = None) -> SourceText | Problem:
    """The text of a file, or of standard input where its text is given."""
    if text is not None:
        name = STDIN if str(source) == "-" else str(source)
        return text_source(name, text.encode("utf-8", "surrogatepass"), None)
    path = Path(source)
    try:
        if path.is_dir():
            return _problem(path, "this is a folder, not a file", "Name a .toml file.")
        if path.stat().st_size > MOST_BYTES:
            return _too_large(str(path))
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        return _unreadable(path, error)
    return text_source(str(path), content, path)


def is_file(path: Path) -> bool:
    """Whether there is such a file; a name that cannot be one is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def text_source(name: str, content: bytes, path: Path | None) -> SourceText | Problem:
    """The text of these bytes, or what is wrong with them."""
    if len(content) > MOST_BYTES:
        return _too_large(name)
    if b"\0" in content:
        return Problem(name, None, "", "this is not a text file", "Name a text file in UTF-8; this one has zero bytes.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        excerpt = content.split(b"\n")[line - 1].decode("utf-8", "replace").removesuffix("\r")
        column = excerpt.find("\ufffd") + 1
        return Problem(
            name, line, "", "the file is not in UTF-8", "Save it in UTF-8 in your editor.", excerpt, max(column, 1)
        )
    return SourceText(name, path, text, hash_of(content))


def _problem(path: Path, what: str, fix: str) -> Problem:
    return Problem(str(path), None, "", what, fix)


def _too_large(name: str) -> Problem:
    limit = f"{MOST_BYTES // 1024 // 1024} MiB"
    return Problem(name, None, "", f"the file is larger than {limit}", f"Files of up to {limit} are read; split it.")


def _unreadable(path: Path, error: OSError | ValueError) -> Problem:
    if isinstance(error, FileNotFoundError):
        return _problem(path, "there is no such file", _similar_file(path))
    if isinstance(error, PermissionError):
        return _problem(path, "there is no permission to read this file", "Ask its owner, or change its mode.")
    if isinstance(error, OSError) and error.strerror:
        return _problem(path, f"the file cannot be read: {error.strerror.lower()}", "Check the name and the disk.")
    return _problem(path, "this cannot be the name of a file", "Check the name.")


def _similar_file(path: Path) -> str:
    """A cure for a missing file: the nearest name in its folder."""
    try:
        names = [other.name for other in path.parent.iterdir() if other.suffix == (path.suffix or ".toml")]
    except OSError:
        return "Check the name; its folder is not there either."
    guess = nearest(path.name, names)
    return f"Did you mean `{path.parent / guess}`?" if guess else "Check the name and the folder."
