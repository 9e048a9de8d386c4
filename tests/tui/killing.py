"""Kills the program at random moments while a person answers, undoes and saves in it; then looks what is left.

    python killing.py FOLDER SEED ROUNDS
    python killing.py FOLDER HOW              (its terminal goes away, or it gets a signal; once)

Each round is a process of its own on a terminal of its own: the program opens the same file, takes up what the round
before has left, gets keys, and is killed without a word. A line of JSON for each says what its screen showed last, and
what the file and the journal have. Nothing is simulated but the hand on the keyboard; the processes are copies of this
one, so that none of them waits for modules to load.
"""

from __future__ import annotations

import fcntl
import json
import os
import pty
import random
import re
import select
import signal
import struct
import sys
import termios
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyte

import vehicleplan.tui.app
import vehicleplan.tui.screens.questions
import vehicleplan.tui.screens.start  # noqa: F401 - loaded here, so that each process has it at once
from vehicleplan.__main__ import main as run_program
from vehicleplan.optimizer import optimize  # noqa: F401
from vehicleplan.session.desk import Desk  # noqa: F401
from vehicleplan.session.recovery import unsaved_work

ROWS, COLUMNS = 48, 160
CANDIDATES = 8
QUESTIONS = ("objective", "audience", "message", "capability", "impact", "track-record", "efficiency")
VERDICTS = {"s": "strong", "f": "fair", "w": "weak", "n": "no"}
SYMBOLS = {"●": "strong", "◐": "fair", "○": "weak", "✘": "no", "·": ""}
_ROW = re.compile(r"Vehicle (\d+) +((?:[●◐○✘·] ){6}[●◐○✘·])")
Answers = dict[str, str]
"""By `candidate/question` the verdict that was given."""

SCENARIO = """format = 1
name = "Killed"
[goal]
result = "lead"
stage = "conversion"
amount = 30
[horizon]
start = 2027-01-01
[screening]
rule_out = "nothing"
""" + "".join(
    f'[[vehicle]]\nid = "v{number}"\nname = "Vehicle {number}"\ncost = {100 + number}\nmax_activities = 9\n'
    f"outcomes.conversion = {number}\n"
    for number in range(1, CANDIDATES + 1)
)


@dataclass
class Hand:
    """What a person does in Questions, and the answers that the program has then.

    Attributes:
        states: The answers after each key, from those at the beginning.
        past: The answers that undo comes back to, the last ones last.
    """

    chance: random.Random
    states: list[Answers]
    past: list[Answers] = field(default_factory=list)
    _row: int = 0
    _column: int = 0

    def keys(self) -> Iterator[bytes]:
        """Keys without end, each of which comes into effect when it is asked for."""
        while True:
            yield from self._moves()
            key = self.chance.choice("sfwnsfwnsfwnuuSS")
            now = self.states[-1]
            if key == "u":
                self.states.append(self.past.pop() if self.past else now)
                yield b"u"
            elif key == "S":
                yield b"\x13"
            else:
                cell = f"v{self._row + 1}/{QUESTIONS[self._column]}"
                if now.get(cell) != VERDICTS[key]:
                    self.past.append(now)
                self.states.append(now | {cell: VERDICTS[key]})
                yield key.encode()

    def _moves(self) -> Iterator[bytes]:
        row, column = self.chance.randrange(CANDIDATES), self.chance.randrange(len(QUESTIONS))
        down, right = row - self._row, column - self._column
        self._row, self._column = row, column
        yield (b"\x1b[B" if down > 0 else b"\x1b[A") * abs(down) + (b"\x1b[C" if right > 0 else b"\x1b[D") * abs(right)


class Program:
    """The program on a terminal."""

    def __init__(self, path: Path) -> None:
        self.screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self.screen)
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            _run(path)
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))

    def press(self, keys: bytes) -> None:
        """Press keys."""
        os.write(self._terminal, keys)

    def look(self, until: float) -> bool:
        """Look at the screen until a time; False where the program has ended."""
        while (left := until - time.monotonic()) > 0:
            ready, _, _ = select.select([self._terminal], [], [], left)
            if ready and not self._read():
                return False
        return True

    def shows(self, words: str) -> bool:
        """Whether some words are on the screen."""
        return any(words in line for line in self.screen.display)

    def kill(self) -> None:
        """Kill it, and see what it has still drawn."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        while self._read():
            pass
        os.close(self._terminal)

    def hang_up(self) -> int:
        """Take its terminal away, and give the code that it ends with."""
        os.close(self._terminal)
        return self._code()

    def signal(self, number: int) -> int:
        """Send it a signal, and give the code that it ends with."""
        os.kill(self.pid, number)
        while self._read():
            pass
        return self._code()

    def _code(self) -> int:
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def verdicts(self) -> Answers | None:
        """The verdicts of all candidates; None where they are not on the screen."""
        found = dict(_ROW.findall("\n".join(self.screen.display)))
        if len(found) != CANDIDATES:
            return None
        return {
            f"v{candidate}/{question}": SYMBOLS[symbol]
            for candidate, symbols in found.items()
            for question, symbol in zip(QUESTIONS, symbols.split(), strict=True)
        }

    def shows_all(self, answers: Answers) -> bool:
        """Whether these answers are on the screen, also those that were taken up from a journal."""
        shown = self.verdicts()
        return shown is not None and all(shown[cell] == verdict for cell, verdict in answers.items())

    def _read(self) -> bool:
        try:
            got = os.read(self._terminal, 65_536)
        except OSError:
            return False
        self._stream.feed(got)
        return bool(got)


def _run(path: Path) -> None:
    os.environ["TERM"] = "xterm-256color"
    for name in ("COLUMNS", "LINES"):  # the size is the terminal's
        os.environ.pop(name, None)
    sys.argv = ["vehicleplan", "open", str(path)]
    for number, stream in enumerate((sys.stdin, sys.stdout, sys.stderr)):
        assert stream.fileno() == number
    code: object = 99
    try:
        run_program()
    except SystemExit as ending:
        code = ending.code
    finally:
        os._exit(code if isinstance(code, int) else 98)


def answers_in(tables: dict[str, Any]) -> Answers:
    """The answers that the tables of a scenario have."""
    return {
        f"{vehicle['id']}/{question}": answer["verdict"]
        for vehicle in tables["vehicle"]
        for question, answer in vehicle.get("answers", {}).items()
    }


def suggestions(path: Path) -> dict[str, Any]:
    """A round in which nothing is done but to look what the questions suggest."""
    program, end = Program(path), time.monotonic() + 60
    while not any((program.verdicts() or {}).values()) and time.monotonic() < end:
        program.look(time.monotonic() + 0.05)
    program.kill()
    if program.verdicts() is None:
        sys.exit("\n".join(program.screen.display))
    return {"shown": program.verdicts()}


def one_round(path: Path, chance: random.Random, before: Answers, patience: float) -> dict[str, Any]:
    """Open, answer, kill, and look.

    Args:
        path: The file.
        chance: Decides on keys and on the moment.
        before: The answers that the program has to begin with.
        patience: The seconds that the program took to open a round before. Three rounds of ten are killed within
            them, at most while it opens; the others up to once and a half as long after it has opened, however long
            that takes.
    """
    program, began = Program(path), time.monotonic()
    moment = chance.uniform(0.1, 1.0) if chance.random() < 0.3 else None
    end = began + (60.0 if moment is None else patience * moment)
    hand, saved = Hand(chance, [before]), answers_in(tomllib.loads(path.read_text("utf-8")))
    keys, offered, opened = hand.keys(), False, 0.0
    lives = True
    while lives and time.monotonic() < end:
        lives = program.look(min(end, time.monotonic() + chance.uniform(0.002, 0.03)))
        if opened:
            program.press(next(keys))
        elif program.shows_all(before):
            opened = time.monotonic() - began
            if moment is None:
                end = time.monotonic() + opened * chance.uniform(0.0, 1.5)
        elif program.shows("There is work on") and not offered:
            program.press(b"t")
            offered, hand.past = True, [saved]
    program.kill()
    file = answers_in(tomllib.loads(path.read_text("utf-8")))
    journals = [answers_in(dict(work.tables)) for work in unsaved_work(path)]
    return {
        "lived": lives,
        "opened": opened,
        "offered": offered,
        "states": hand.states,
        "shown": program.verdicts() if opened else None,
        "file": file,
        "journals": journals,
        "screen": list(program.screen.display) if not lives else [],
    }


def main(folder: Path, seed: int, rounds: int) -> None:
    """Run the rounds, and print what came of each."""
    path = folder / "killed.toml"
    path.write_text(SCENARIO, "utf-8")
    chance = random.Random(seed)
    before: Answers = {}
    patience = 2.0
    print(json.dumps(suggestions(path)), flush=True)
    for _ in range(rounds):
        result = one_round(path, chance, before, patience)
        print(json.dumps(result), flush=True)
        before = result["journals"][0] if result["journals"] else result["file"]
        if result["opened"]:
            patience = result["opened"]


def end_from_outside(folder: Path, how: str) -> None:
    """Answer one question, end the program from outside, and print how it ended and what is left."""
    path = folder / "ended.toml"
    path.write_text(SCENARIO, "utf-8")
    program = Program(path)
    for key in (b"", b"s"):
        program.press(key)
        end = time.monotonic() + 60
        while (program.verdicts() or {}).get("v1/objective", "?") != ("strong" if key else ""):
            program.look(time.monotonic() + 0.05)
            assert time.monotonic() < end, "\n".join(program.screen.display)
    began = time.monotonic()
    code = program.hang_up() if how == "hang up" else program.signal(getattr(signal, how))
    seconds = time.monotonic() - began
    left = [answers_in(dict(work.tables)) for work in unsaved_work(path)]
    print(json.dumps({"code": code, "seconds": seconds, "left": left}))


if __name__ == "__main__":
    if len(sys.argv) > 3:
        main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
    else:
        end_from_outside(Path(sys.argv[1]), sys.argv[2])
