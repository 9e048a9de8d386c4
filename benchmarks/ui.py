"""Measure the terminal UI as a person meets it: in a pseudo-terminal, from the key to the last byte on the screen.

First paint is compared with a bare Textual app in the same run, in turn. Ratios are what to trust; seconds depend on
the machine and on what else it does.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import tomli_w
from targets import tell
from terminal import Terminal

ROOT = Path(__file__).parents[1]
RUNS = int(os.environ.get("RUNS", "11"))
KEYS = int(os.environ.get("KEYS", "60"))
STEPS = int(os.environ.get("STEPS", "13"))
BARE = """
from textual.app import App
from textual.widgets import Label
class Bare(App):
    def compose(self):
        yield Label("bare label")
Bare().run()
"""
PEERS = ROOT / ".venv-peers"
OTHERS = {
    "Harlequin": ([str(PEERS / "harlequin" / "bin" / "harlequin"), "--locale", "C"], "Data Catalog"),
    "Posting": ([str(PEERS / "posting" / "bin" / "posting")], "Collection"),
}
"""Terminal programs that people know, with a word of their first frame; measured where `make bench-peers` put them."""

_MOVES = ("j",) * 20 + ("l",) * 3 + ("k",) * 20 + ("h",) * 3
_PAGES = ("\x1b[6~", "\x1b[5~")
_ANSWERS = ("s", "f", "w", "n")
DONE = "F1 help"
"""What the bar at the bottom says again once nothing is being worked out."""


def scenario(count: int, folder: Path) -> Path:
    """A scenario of so many candidates of its own over four quarters, made from the B2B catalog."""
    made = tomllib.loads((ROOT / "scenarios" / "mid-market-launch.toml").read_text("utf-8"))
    catalog = tomllib.loads((ROOT / "catalogs" / "b2b.toml").read_text("utf-8"))
    for key in ("catalogs", "vehicle", "track_record"):
        made.pop(key, None)
    made["limits"] = {"max_vehicles": 5}
    made["vehicle"] = [_own(catalog["vehicle"], number) for number in range(count)]
    file = folder / f"candidates-{count}.toml"
    file.write_text(tomli_w.dumps(made), "utf-8")
    return file


def _own(vehicles: list[dict[str, Any]], number: int) -> dict[str, Any]:
    """A vehicle like one of the catalog, under a name of its own; each round costs a little more."""
    vehicle = {key: value for key, value in vehicles[number % len(vehicles)].items() if key != "needs"}
    round_number = number // len(vehicles)
    return {
        **vehicle,
        "id": f"v{number:03}",
        "name": f"{number:03} {vehicle['name']}",
        "cost": vehicle.get("cost", 0) * (1 + round_number / 50),
    }


@contextmanager
def opened(file: Path, size: tuple[int, int] = (160, 48)) -> Iterator[Terminal]:
    """The program on a scenario, once everything is on the screen."""
    with tempfile.TemporaryDirectory() as home, Terminal(command(file), settings(home), size) as terminal:
        terminal.wait_for("000 ")
        terminal.wait_for_quiet(1.5)
        yield terminal


def command(file: Path) -> list[str]:
    """Open a scenario."""
    return [sys.executable, "-m", "vehicleplan", "open", str(file)]


def settings(home: str) -> dict[str, str]:
    """An environment that leaves the user's own files alone."""
    return {"HOME": home, "XDG_STATE_HOME": home, "XDG_CONFIG_HOME": home, "COLORTERM": "truecolor"}


def others() -> dict[str, tuple[list[str], str]]:
    """The peers that are installed."""
    return {name: (words, sign) for name, (words, sign) in OTHERS.items() if Path(words[0]).exists()}


def first_paint(file: Path) -> None:
    """From the start of the process to the first frame, and to the list of candidates, beside others in turn."""
    peers = {"bare Textual app": ([sys.executable, "-c", BARE], "bare label"), **others()}
    taken: dict[str, list[float]] = {name: [] for name in (*peers, "first frame", "list of candidates")}
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory() as home:
            for name, (words, sign) in peers.items():
                with Terminal(words, settings(home)) as other:
                    taken[name].append(other.wait_for(sign))
            with Terminal(command(file), settings(home)) as terminal:
                taken["first frame"].append(terminal.wait_for("Opening"))
                taken["list of candidates"].append(terminal.wait_for("000 "))
    print(f"First paint of 24 candidates, median of {RUNS} runs in turn\n")
    print("| | seconds | " + " | ".join(f"× {name}" for name in peers) + " |")
    print("| --- |" + " ---: |" * (1 + len(peers)))
    medians = {name: statistics.median(seconds) for name, seconds in taken.items()}
    for name, median in medians.items():
        print(f"| {name} | {median:.3f} | " + " | ".join(f"{median / medians[peer]:.2f}" for peer in peers) + " |")
    for peer in peers:
        most = 1.5 if peer == "bare Textual app" else 0.4
        tell(f"First paint ÷ {peer}", medians["first frame"] / medians[peer], most)
    if len(others()) < len(OTHERS):
        print("\nHarlequin and Posting are measured once `make bench-peers` has put them into .venv-peers.")


def key_replies(files: dict[int, Path]) -> None:
    """From a key to the last byte of the new picture, moving and answering."""
    print(f"\nReply to a key, milliseconds over {KEYS} keys\n")
    print(f"{'':40}{'median':>8}{'90 %':>8}{'most':>8}")
    for count, file in files.items():
        for place, number in (("Questions", "2"), ("Matrix", "3")):
            with opened(file) as terminal:
                terminal.press(number)
                terminal.wait_for_quiet(0.6)
                _print_replies(f"{place}, move, {count} candidates", terminal, _MOVES)
                _print_replies(f"{place}, page, {count} candidates", terminal, _PAGES)
                if place == "Questions":
                    _print_replies(f"{place}, answer, {count} candidates", terminal, _ANSWERS)


def _print_replies(name: str, terminal: Terminal, keys: tuple[str, ...]) -> None:
    taken = []
    for number in range(KEYS):
        terminal.press(keys[number % len(keys)])
        seconds = terminal.wait_for_quiet()
        if seconds > 0:
            taken.append(seconds * 1_000)
    if len(taken) < KEYS * 0.8:
        raise SystemExit(f"{name}: only {len(taken)} of {KEYS} keys changed the screen")
    ninth = sorted(taken)[int(len(taken) * 0.9)]
    print(f"{name:40}{statistics.median(taken):8.1f}{ninth:8.1f}{max(taken):8.1f}")


def what_if(file: Path) -> None:
    """From a step of the budget to the new plan on the screen."""
    with opened(file) as terminal:
        terminal.press("5")
        terminal.wait_for(DONE)
        terminal.wait_for_quiet(1.5)
        taken = []
        for _ in range(STEPS):
            terminal.press("-")
            taken.append(terminal.wait_for("esc stops", DONE))
            terminal.wait_for_quiet(0.4)
    print(f"\nWhat-if: a step of the budget, 24 candidates × 4 quarters, {STEPS} steps\n")
    print(f"median {statistics.median(taken):.3f} s, most {max(taken):.3f} s")


def main() -> None:
    """Run all of them; `first` as an argument: the first paint alone."""
    with tempfile.TemporaryDirectory() as folder:
        files = {count: scenario(count, Path(folder)) for count in (24, 300)}
        print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n")
        first_paint(files[24])
        if sys.argv[1:] == ["first"]:
            return
        key_replies(files)
        what_if(files[24])


if __name__ == "__main__":
    main()
