"""Standard streams that nobody reads, that are full, or that were closed: quiet, with an exit code that says so."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cli.runs import OUT_OF_REACH, ROOT, SMALL, write

pytestmark = pytest.mark.skipif(os.name == "nt", reason="shells differ there")

COMMANDS = {
    "plan --json": 0,
    "check": 0,
    "frontier --steps 2": 0,
    "compare small.toml far.toml": 1,
    "export --no-analyses --force -o plan.md": 0,
    "new new.toml --force": 0,
    "open": 2,
    "--help": 0,
}
"""By command, its exit code where its output is read."""
WITH_FILE = ("check", "screen", "explain", "frontier", "simulate", "export", "open", "plan")


def run(command: str, folder: Path, redirection: str) -> tuple[int, str]:
    """The exit code and the standard error of a command in a shell."""
    write(folder, SMALL, "small.toml")
    write(folder, OUT_OF_REACH, "far.toml")
    words = command.split()
    if words[0] in WITH_FILE and not any(word.endswith("toml") for word in words) and "--help" not in words:
        words.insert(1, "small.toml")
    line = f"( {sys.executable} -m vehicleplan {' '.join(words)} 2>err; echo $? >code ) {redirection}"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "XDG_STATE_HOME": str(folder / "state")}
    subprocess.run(["bash", "-c", line], cwd=folder, check=False, env=environment, stdin=subprocess.DEVNULL)
    assert not (folder / "state" / "vehicleplan").exists()  # no crash file
    return int((folder / "code").read_text("ascii")), (folder / "err").read_text("utf-8")


@pytest.mark.parametrize("command", ["plan", "plan --json", "--help"])
def test_a_reader_that_has_gone_is_quiet(command: str, tmp_path: Path) -> None:
    """Whatever was to be printed, nothing is said, and the exit code is that of a broken pipe."""
    assert run(command, tmp_path, "| true") in {(141, ""), (0, "")}  # where all fits into the pipe before it breaks


@pytest.mark.parametrize("command", COMMANDS)
def test_closed_streams_lead_nowhere(command: str, tmp_path: Path) -> None:
    """Nothing is printed and nothing crashes; the exit code is the command's own."""
    assert run(command, tmp_path, "<&- >&- 2>&-")[0] == COMMANDS[command]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only some systems have this file")
@pytest.mark.parametrize("command", ["plan", "--help"])
def test_a_full_disk_is_said_in_a_line(command: str, tmp_path: Path) -> None:
    """Also where the help has no room."""
    said = "vehicleplan: standard output cannot be written: no space left on device\n"
    assert run(command, tmp_path, ">/dev/full") == (2, said)
