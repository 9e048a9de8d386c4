"""A disk that fails: at one call to the system, or from one call on; and one that takes less than it is given.

Every call that the program makes of a folder goes through here while the disk is in place, by name or by open file.
"""

from __future__ import annotations

import builtins
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

CALLS = (
    *("open", "close", "read", "write", "lseek", "ftruncate", "fsync", "fstat", "chmod", "chown", "stat", "lstat"),
    *("listdir", "scandir", "mkdir", "replace", "rename", "unlink", "rmdir", "link", "listxattr", "getxattr"),
    "setxattr",
)
"""The functions of `os` that ask the system for something of a file or a folder."""


class FaultyDisk:
    """Counts the calls that concern a folder, and lets some of them fail.

    Attributes:
        calls: What was called, in order.
    """

    def __init__(self, folder: Path) -> None:
        self.calls: list[str] = []
        self._folder = str(folder)
        self._fails: Callable[[int], OSError | None] = lambda _: None
        self._before: Callable[[], None] = lambda: None
        self._after: Callable[[str, int], None] = lambda _, __: None
        self._is_watched = False
        self._takes = 1 << 30

    @contextmanager
    def in_place(
        self,
        fails: Callable[[int], OSError | None] = lambda _: None,
        *,
        takes: int = 1 << 30,
        before: Callable[[], None] = lambda: None,
        after: Callable[[str, int], None] = lambda _, __: None,
    ) -> Iterator[None]:
        """Let all calls go through it.

        Args:
            fails: By the number of a call, from 0, the error that it fails with.
            takes: How many bytes one write takes.
            before: What is done before each call; its own calls do not count.
            after: What is done after a file was opened or synced, with the name of the call and the file.
        """
        self.calls, self._fails, self._takes, self._before, self._after = [], fails, takes, before, after
        with pytest.MonkeyPatch.context() as patched:
            for name in CALLS:
                patched.setattr(os, name, self._through(name, getattr(os, name)))
            patched.setattr(io, "open", self._through("open for reading", io.open))
            patched.setattr(builtins, "open", self._through("open for reading", builtins.open))
            yield

    def _through(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*words: Any, **more: Any) -> Any:
            if self._is_watched or not self._is_here(words[0] if words else more.get("path")):
                return real(*words, **more)
            self._watched(self._before)
            self.calls.append(name)
            error = self._fails(len(self.calls) - 1)
            if error is not None:
                if name == "close":  # as Linux has it: the file is closed all the same
                    real(*words, **more)
                raise error
            if name == "write":
                words = (words[0], memoryview(words[1])[: self._takes])
            result = real(*words, **more)
            if name == "open":
                self._watched(lambda: self._after(name, result))
            elif name == "fsync":
                self._watched(lambda: self._after(name, words[0]))
            return result

        return call

    def _watched(self, look: Callable[[], None]) -> None:
        self._is_watched = True
        try:
            look()
        finally:
            self._is_watched = False

    def _is_here(self, what: object) -> bool:
        if isinstance(what, int):
            try:
                what = str(Path(f"/proc/self/fd/{what}").readlink())
            except OSError:
                return False
        try:
            return os.fspath(what).startswith(self._folder)  # type: ignore[call-overload, no-any-return]
        except TypeError:
            return False


def at(number: int, error: int) -> Callable[[int], OSError | None]:
    """One call fails."""
    return lambda call: OSError(error, os.strerror(error)) if call == number else None


def since(number: int, error: int) -> Callable[[int], OSError | None]:
    """One call and all after it fail."""
    return lambda call: OSError(error, os.strerror(error)) if call >= number else None
