"""The installed program in a real terminal, by tmux: keys go in, the screen comes back as text."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import time
from pathlib import Path
from typing import Self

PROGRAM = Path(sys.executable).parent / "vehicleplan"
_WITHIN = 60.0
"""Seconds that a screen is waited for."""
_SETTINGS = 'set -g status off\nset -g default-terminal "screen-256color"\n'


class Terminal:
    """A terminal of 80 × 24 in which the program runs, in the folder `home`; its exit code comes last on the screen."""

    def __init__(self, home: Path) -> None:
        self._socket = f"vehicleplan-{os.getpid()}"
        settings = home / "tmux.conf"
        settings.write_text(_SETTINGS)
        self._environment = {**os.environ, "LANG": "C.UTF-8", "SHELL": "/bin/sh"}
        self._environment.pop("TMUX", None)
        program = f"cd {shlex.quote(str(home))} && {shlex.quote(str(PROGRAM))}; echo ended with $?; cat"
        self._tmux("-u", "-f", str(settings), "new-session", "-d", "-x", "80", "-y", "24", program)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._tmux("kill-server")

    @property
    def screen(self) -> str:
        """What is on the screen."""
        return self._tmux("capture-pane", "-p")

    def press(self, *keys: str, then: str) -> str:
        """Press keys by their tmux names, and give the screen once it shows a pattern."""
        self._tmux("send-keys", *keys)
        return self.wait_for(then)

    def type(self, text: str, *, then: str) -> str:
        """Type text, and give the screen once it shows a pattern."""
        self._tmux("send-keys", "-l", text)
        return self.wait_for(then)

    def wait_for(self, pattern: str) -> str:
        """The screen as soon as it shows a pattern."""
        end = time.monotonic() + _WITHIN
        while re.search(pattern, screen := self.screen) is None:
            assert time.monotonic() < end, f"never saw {pattern!r}; the screen is\n{screen}"
            time.sleep(0.05)  # a breath between two looks, not a wait for something to be done
        return screen

    def _tmux(self, *words: str) -> str:
        command = ["tmux", "-L", self._socket, *words]
        return subprocess.run(command, env=self._environment, capture_output=True, text=True, check=True).stdout
