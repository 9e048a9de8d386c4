"""ctrl+c and being told to end, in real processes: soon, calmly, with whole files."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from cli.runs import ROOT, SMALL, write

pytestmark = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="looks at processes as Linux shows them")

MID = str(ROOT / "scenarios" / "mid-market-launch.toml")
OTHER = str(ROOT / "scenarios" / "euro-webinars.toml")
SECONDS = 1.5
"""What is promised is one; a machine that runs other tests meanwhile gets half of one more."""
COMMANDS = {
    "check": ["check", "big.toml"],
    "screen": ["screen", MID],
    "plan": ["plan", MID],
    "plan of 2,000 vehicles": ["plan", "big.toml", "--write-lp", "big.lp"],
    "explain": ["explain", MID],
    "frontier": ["frontier", MID],
    "simulate": ["simulate", MID],
    "compare": ["compare", MID, OTHER],
    "export": ["export", MID, "--no-analyses", "-o", "plan.pdf", "-o", "plan.xlsx", "-o", "plan.csv"],
    "new": ["new", "new.toml"],
    "catalog": ["catalog", "list", "b2b"],
    "schema": ["schema", "scenario"],
    "standard input": ["plan", "-"],
    "checked standard input": ["check", "-"],
}
MOMENTS = {"plan": (0.0, 0.15, 0.7), "export": (0.7,), "new": (0.0,), "catalog": (0.05,), "schema": (0.0,)}
"""By command, after how many seconds it is stopped: while it starts, loads, works; others after a third of one."""


def start(words: Sequence[str], folder: Path, code: str = "") -> subprocess.Popen[str]:
    """The program with a standard input that never ends, once it has begun to look after signals."""
    before = [sys.executable, "-c", code] if code else [sys.executable, "-m", "vehicleplan"]
    process = subprocess.Popen(
        [*before, *words],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "XDG_STATE_HOME": str(folder / "state")},
    )
    while process.poll() is None and not is_caught(process.pid, signal.SIGTERM):
        time.sleep(0.001)
    return process


def is_caught(process: int, number: int) -> bool:
    """Whether a process looks after a signal."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    caught = next((line.split()[1] for line in lines if line.startswith("SigCgt")), "0")
    return bool(int(caught, 16) >> (number - 1) & 1)


def ended(process: subprocess.Popen[str], number: int = signal.SIGINT) -> tuple[int, str]:
    """The exit code and the standard error of a process that is told to end, and does so in time."""
    began = time.monotonic()
    process.send_signal(number)
    try:
        code = process.wait(timeout=20)
    finally:
        process.kill()
    took = time.monotonic() - began
    _, err = process.communicate()
    assert took < SECONDS
    return code, err


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a scenario of 2,000 vehicles."""
    head, _, rest = SMALL.partition("[[vehicle]]\nid")
    vehicle = "[[vehicle]]\nid" + rest.partition("[[vehicle]]")[0]
    write(
        tmp_path, head + "".join(vehicle.replace('"webinar"\nname', f'"w{n}"\nname') for n in range(2000)), "big.toml"
    )
    return tmp_path


@pytest.mark.parametrize("name", COMMANDS)
def test_ctrl_c_ends_every_command(name: str, folder: Path) -> None:
    """While it starts and while it works: one line, the exit code of a stop, nothing left half."""
    for seconds in MOMENTS.get(name, (0.3,)):
        process = start(COMMANDS[name], folder)
        time.sleep(seconds)
        assert ended(process) == (130, "Stopped.\n")
        assert [file.name for file in folder.iterdir() if file.name.startswith(".")] == []
        assert not (folder / "plan.pdf").exists()


SLOW = """
import os, sys, time
import vehicleplan.files.save
os_fsync, times = os.fsync, 0
def slow(handle):
    global times
    times += 1
    if times == 1:
        os.write(1, b"writing\\n")
    time.sleep(SECONDS)
    os_fsync(handle)
os.fsync = slow
from vehicleplan.__main__ import main
sys.argv[0] = "vehicleplan"
main()
"""
EXPORT = ["export", "small.toml", "--no-analyses", "--force", "-o", "a.md", "-o", "b.json"]


@pytest.mark.parametrize(
    ("number", "seconds", "is_written"),
    [
        (signal.SIGINT, 0.05, True),
        (signal.SIGINT, 2.0, False),
        (signal.SIGTERM, 2.0, False),
        (signal.SIGHUP, 0.05, True),
    ],
)
def test_no_file_is_half_written(number: int, seconds: float, is_written: bool, tmp_path: Path) -> None:  # noqa: FBT001
    """What is quickly written is written whole, all files of it; else the old files stay, and no draft."""
    write(tmp_path, SMALL, "small.toml")
    for name in ("a.md", "b.json"):
        (tmp_path / name).write_text("old", encoding="utf-8")
    process = start(EXPORT, tmp_path, SLOW.replace("SECONDS", str(seconds)))
    assert process.stdout is not None
    assert process.stdout.readline() == "writing\n"
    assert ended(process, number) == (128 + number, "Stopped.\n" if number == signal.SIGINT else "")
    kept = [(tmp_path / name).read_text(encoding="utf-8") == "old" for name in ("a.md", "b.json")]
    assert kept == [not is_written] * 2
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["a.md", "b.json", "small.toml"]


def test_a_signal_that_is_to_be_ignored_is_ignored(tmp_path: Path) -> None:
    """Started by nohup, the program goes on when its terminal goes away."""
    write(tmp_path, SMALL, "small.toml")
    code = "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN)\nfrom vehicleplan.__main__ import main\nmain()"
    process = start(["plan", "small.toml"], tmp_path, code)
    process.send_signal(signal.SIGHUP)
    out, err = process.communicate()
    assert (process.returncode, err) == (0, "")
    assert out.startswith("Small launch")
