"""ctrl+c, and being told to end: at once, whatever is going on, but never in the middle of a file.

Most of the time nothing would be lost: the process ends where it is, so no import, no reading and no printing has to
bear an exception that may come between any two steps of it. Around a job ctrl+c is a KeyboardInterrupt, since a stopped
job may have an answer. Around writing files a signal waits until they are whole, and where that takes long the writing
is broken off, which cleans up.

It needs next to nothing to be loaded, so that starting the program can be stopped as calmly as anything else.
"""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Iterator
from enum import Enum, auto

from vehicleplan.session.writing import WRITING

_PATIENCE_SECONDS = 0.4
"""How long a signal waits for files to be written."""


class _Way(Enum):
    """What a signal does."""

    LEAVE = auto()
    RAISE = auto()
    WAIT = auto()


_ways = [_Way.LEAVE]
_waiting: list[int] = []


def install() -> None:
    """Take over the signals that end the program, but for those that whoever started it wants ignored."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _told)


def hand_over() -> None:
    """Leave ctrl+c to whoever takes the terminal over, as if the program had not touched it."""
    if signal.getsignal(signal.SIGINT) is _told:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@contextlib.contextmanager
def raising() -> Iterator[None]:
    """Inside, ctrl+c is a KeyboardInterrupt."""
    with _way(_Way.RAISE):
        yield


@contextlib.contextmanager
def after_writing() -> Iterator[None]:
    """Inside, files are written; a signal ends the program when they are whole, or cleaned away."""
    try:
        with _way(_Way.WAIT):
            yield
    finally:
        if _waiting:
            leave(_waiting[0])


def leave(number: int = signal.SIGINT) -> None:
    """End the process where it is, but for a file that a job is writing, and say so where it was ctrl+c."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if number == signal.SIGINT:
        with contextlib.suppress(OSError):
            os.write(2, b"Stopped.\n")
    WRITING.acquire(timeout=_PATIENCE_SECONDS)
    os._exit(128 + number)


@contextlib.contextmanager
def _way(way: _Way) -> Iterator[None]:
    _ways.append(way)
    try:
        yield
    finally:
        _ways.pop()


def _told(number: int, _: object) -> None:
    way = _ways[-1]
    if way is _Way.RAISE and number == signal.SIGINT:
        raise KeyboardInterrupt
    if way is not _Way.WAIT:
        leave(number)
    if _waiting:  # nobody presses it twice to wait
        raise KeyboardInterrupt
    _waiting.append(number)
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, signal.default_int_handler)
        signal.setitimer(signal.ITIMER_REAL, _PATIENCE_SECONDS)
