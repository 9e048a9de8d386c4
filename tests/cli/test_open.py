"""`vehicleplan` and `vehicleplan open` on a real terminal, and without one."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from cli.runs import ROOT, SMALL, run_process, write

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there is no pty")
MAIN = "import sys\nfrom vehicleplan.__main__ import main\n"
CHANGED = """
from vehicleplan.tui.app import VehiclePlanApp
from vehicleplan.tui.screens.start import Start
def show(self):
    Start._list(self)
    self.desk.begin()
    self.desk.change({("name",): "Ours"}, "Name")
    THEN
Start.show_nothing = show
"""


class Terminal:
    """The program in a terminal of its own."""

    def __init__(self, code: str, *words: str) -> None:
        self._master, slave = pty.openpty()
        code = f"{MAIN}{code}\nsys.argv = {['vehicleplan', *words]!r}\nmain()\n"
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "TERM": "xterm-256color", "COLUMNS": "80"}
        self.process = subprocess.Popen(
            [sys.executable, "-c", code], stdin=slave, stdout=slave, stderr=slave, env=environment
        )
        os.close(slave)
        self._raw = ""

    @property
    def shown(self) -> str:
        """What was shown so far."""
        return re.sub(r"\x1b\[[0-9;?<>=]*[a-zA-Z]", "", self._raw)

    def until(self, words: str) -> None:
        """Read what is shown until some words are there."""
        while words not in self.shown:
            assert select.select([self._master], [], [], 60)[0], self.shown
            self._read()

    def press(self, keys: str) -> None:
        """Press keys."""
        os.write(self._master, keys.encode())

    def end(self) -> tuple[int, str]:
        """The exit code and what was said when the screen had gone, after the program has left."""
        while self.process.poll() is None:
            assert select.select([self._master], [], [], 60)[0], self.shown
            self._read()
        while select.select([self._master], [], [], 0)[0] and self._read():
            pass
        os.close(self._master)
        said = self._raw.rpartition("\x1b[?1049l")[2]
        return self.process.returncode, re.sub(r"\x1b\[[0-9;?<>=]*[a-zA-Z]|\r", "", said)

    def _read(self) -> str:
        try:
            read = os.read(self._master, 65_536).decode("utf-8", "replace")
        except OSError:  # the other end has been closed
            read = ""
        self._raw += read
        return read


def test_without_a_terminal_it_says_what_it_needs(tmp_path: Path) -> None:
    """Exit code 2, a clear line, and what works instead."""
    done = run_process("open", write(tmp_path, SMALL))
    assert (done.returncode, done.stdout) == (2, "")
    assert "needs a terminal" in done.stderr
    assert "hint: vehicleplan check, screen and plan" in done.stderr


@pytest.mark.parametrize("words", [(), ("open",)])
def test_alone_it_opens_start(words: tuple[str, ...]) -> None:
    """On a terminal; q leaves with 0 and nothing is said."""
    terminal = Terminal("", *words)
    terminal.until("Examples")
    terminal.press("q")
    assert terminal.end() == (0, "")


def test_a_file_that_is_not_there_is_said_on_the_screen() -> None:
    """The problem stands before Start."""
    terminal = Terminal("", "open", "nowhere.toml")
    terminal.until("nowhere.toml cannot be opened")
    terminal.until("Examples")
    terminal.press("\x11")
    assert terminal.end() == (0, "")


def test_a_mistake_of_the_program_loses_nothing(tmp_home: Path) -> None:
    """Exit code 70; standard error says what happened and where the rescued scenario is, without a traceback."""
    terminal = Terminal(CHANGED.replace("THEN", "1 / 0"))
    code, said = terminal.end()
    assert code == 70
    assert said.startswith("vehicleplan: a mistake of the program, not yours (ZeroDivisionError)")
    assert "Traceback" not in said + terminal.shown
    (rescued,) = (tmp_home / ".local" / "state" / "vehicleplan").glob("rescued-*.toml")
    assert f"hint: what was not saved is in {rescued}." in said
    assert tomllib.loads(rescued.read_text("utf-8"))["name"] == "Ours"


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_told_to_end_it_rescues_what_is_not_saved(name: str, tmp_home: Path) -> None:
    """The terminal is given back and the exit code says that it was ended from outside."""
    terminal = Terminal(CHANGED.replace("THEN", "self.app.revise()"))
    terminal.until("Ours")
    terminal.process.send_signal(getattr(signal, name))
    code, said = terminal.end()
    assert code == 143
    (rescued,) = (tmp_home / ".local" / "state" / "vehicleplan").glob("rescued-*.toml")
    assert str(rescued) in said
