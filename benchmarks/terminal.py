"""A program in a pseudo-terminal, and when it wrote what."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from typing import Self

_ESCAPES = re.compile(
    r"\x1b(?:\[[0-9;?<=>$]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|P[^\x1b]*\x1b\\|[()][0-9A-B]|[=>78])"
)
"""What a program sends to a terminal beside text."""

_PATIENCE = 1.0
"""Seconds to wait for the first write."""


class Terminal:
    """A running program; `text` is all that it wrote since the last `press`, without escape sequences."""

    def __init__(self, command: list[str], environment: dict[str, str], size: tuple[int, int] = (80, 24)) -> None:
        self._master, slave = pty.openpty()
        columns, lines = size
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self._written = b""
        self.began = time.perf_counter()
        self._process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            env={**os.environ, "TERM": "xterm-256color", **environment},
        )
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        os.close(self._master)

    @property
    def text(self) -> str:
        """What it wrote since the last key."""
        return _ESCAPES.sub("", self._written.decode("utf-8", "ignore"))

    def press(self, key: str) -> None:
        """Send a key; seconds count from here."""
        self._written = b""
        self.began = time.perf_counter()
        os.write(self._master, key.encode())

    def wait_for(self, *words: str, within: float = 60.0) -> float:
        """Seconds until it has written these words, in this order."""
        pattern = re.compile(".*".join(re.escape(word) for word in words), re.DOTALL)
        while pattern.search(self.text) is None:
            at = self._read(within)
            if at is None or at - self.began > within:
                raise SystemExit(f"no {words} within {within} s; there was:\n{self.text[-2_000:]}")
        return time.perf_counter() - self.began

    def wait_for_quiet(self, silence: float = 0.12, within: float = 60.0) -> float:
        """Seconds until its last write, once it has written nothing for a while; 0 where it writes nothing."""
        last, patience = self.began, max(silence, _PATIENCE)
        while (at := self._read(patience)) is not None:
            last, patience = at, silence
            if last - self.began > within:
                raise SystemExit(f"it still writes after {within} s:\n{self.text[-2_000:]}")
        return last - self.began

    def _read(self, within: float) -> float | None:
        """When it wrote next, or None where it writes nothing within these seconds."""
        ready, _, _ = select.select([self._master], [], [], within)
        if not ready:
            return None
        try:
            self._written += os.read(self._master, 65_536)
        except OSError:
            raise SystemExit(f"the program ended:\n{self.text[-2_000:]}") from None
        return time.perf_counter()
