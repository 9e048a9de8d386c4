"""The bytes of a file as text, or the one problem that keeps us from reading them. Never an exception."""

from __future__ import annotations

import hashlib
from codecs import BOM_UTF8
from functools import cached_property
from pathlib import Path

from vehicleplan.errors import Problem
from vehicleplan.frozen import dataclass
from vehicleplan.model.fault import nearest

MOST_BYTES = 8 * 1024 * 1024
"""The largest file that is read; a scenario with 5,000 vehicles has about 3 MiB."""
STDIN = "<stdin>"
_STRETCH = 4096


class Lines:
    """The lines of a text by number from 1, found when asked for: a list of all takes many times the text's memory."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._number = 1
        self._start = 0
        self._last: tuple[int, str] | None = None

    def __getitem__(self, number: int) -> str:
        """A line without its end; empty where the text has no such line. Quick where numbers rise."""
        if self._last is None or self._last[0] != number:
            self._last = number, self._found(number)
        return self._last[1]

    def _found(self, number: int) -> str:
        if number < self._number:
            self._number, self._start = 1, 0
        while self._number < number and self._start < len(self._text):
            self._go_on(number - self._number)
        if self._number < number:
            return ""
        end = self._text.find("\n", self._start)
        return self._text[self._start : None if end < 0 else end].removesuffix("\r")

    def _go_on(self, most: int) -> None:
        """Go on by one line, or by a stretch of the text that has not more than so many line ends."""
        stretch = self._start + _STRETCH
        count = self._text.count("\n", self._start, stretch)
        end = self._text.rfind("\n", self._start, stretch) if 0 < count <= most else self._text.find("\n", self._start)
        if end < 0:
            self._start = len(self._text)
            return
        self._number += count if 0 < count <= most else 1
        self._start = end + 1


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
    def lines(self) -> Lines:
        """The lines without their ends."""
        return Lines(self.text)


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
        content = content.removeprefix(BOM_UTF8)  # the error counts without it
        line = content.count(b"\n", 0, error.start) + 1
        start, end = content.rfind(b"\n", 0, error.start) + 1, content.find(b"\n", error.start)
        excerpt = content[start : None if end < 0 else end].decode("utf-8", "replace").removesuffix("\r")
        column = len(content[start : error.start].decode("utf-8", "replace")) + 1
        return Problem(name, line, "", "the file is not in UTF-8", "Save it in UTF-8 in your editor.", excerpt, column)
    return SourceText(name, path, text, hash_of(content))


def _problem(path: Path, what: str, fix: str) -> Problem:
    return Problem(str(path), None, "", what, fix)


def _too_large(name: str) -> Problem:
    limit = f"{MOST_BYTES // 1024 // 1024} MiB"
    fix = f"Files of up to {limit} are read; take out what the plan does not need."
    return Problem(name, None, "", f"the file is larger than {limit}", fix)


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
