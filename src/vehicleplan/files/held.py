"""Folders and files that one run of the program holds while others wait or go elsewhere.

The system lets go of them when the process ends, however it ends. Where a system has no such locks, nobody waits.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

if sys.platform != "win32":
    import fcntl

_LOOKS, _BETWEEN = 200, 0.05
"""How often a held folder is looked at, and the seconds between two looks: ten seconds in all."""
_HELD_BY_ANOTHER = (errno.EWOULDBLOCK, errno.EACCES)


def may_hold(handle: int) -> bool:
    """Hold an open file from now on until it is closed; False where another process holds it.

    Where files cannot be held, it is as if nobody else did.
    """
    if sys.platform != "win32":
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            return error.errno not in _HELD_BY_ANOTHER
    return True


@contextlib.contextmanager
def held(folders: Sequence[Path]) -> Iterator[None]:
    """Hold folders, in the order that they are given, which must be the same for all.

    Raises:
        BlockingIOError: another run of the program does not let go of one.
    """
    with contextlib.ExitStack() as stack:
        for folder in folders:
            handle = _opened(folder)
            if handle is not None:
                stack.callback(_let_go, handle)
                _wait_for(handle, folder)
        yield


def _opened(folder: Path) -> int | None:
    """The folder as a file, or None where it may not be read; a fault of it shows when it is written to."""
    try:
        return os.open(folder, os.O_RDONLY)
    except OSError:
        return None


def _let_go(handle: int) -> None:
    with contextlib.suppress(OSError):  # what was done meanwhile is done
        os.close(handle)


def _wait_for(handle: int, folder: Path) -> None:
    for _ in range(_LOOKS):
        if may_hold(handle):
            return
        time.sleep(_BETWEEN)
    raise BlockingIOError(errno.EWOULDBLOCK, "another program is writing into its folder", str(folder))
