"""The real program on a terminal, killed at 200 random moments of editing and saving: nothing that was seen is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).with_name("killing.py")
ROUNDS = 50


def run(*words: object) -> list[dict[str, Any]]:
    """What the script says, line by line; the home folder is the test's own."""
    command = [sys.executable, str(SCRIPT), *map(str, words)]
    environment = {**os.environ, "LANG": "C.UTF-8"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=900, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def is_shown(state: dict[str, str], shown: dict[str, str], suggested: dict[str, str]) -> bool:
    """Whether a screen shows a state: its answers, and elsewhere suggestions as far as they are known."""
    return all(
        verdict == state[cell] if cell in state else verdict in ("", suggested[cell]) for cell, verdict in shown.items()
    )


@pytest.mark.parametrize("seed", range(4))
def test_whenever_the_program_is_killed_every_answer_is_in_the_file_or_in_the_journal(
    tmp_path: Path, seed: int
) -> None:
    """What the screen showed last, or what came after it; and what is taken up is where the next round begins.

    The first line only has what the questions suggest.
    """
    first, *killed = run(tmp_path, seed, ROUNDS)
    assert len(killed) == ROUNDS
    for each in killed:
        assert each["lived"], "\n".join(each["screen"])
        kept = [each["file"], *each["journals"]]
        states = each["states"]
        seen = [number for number, state in enumerate(states) if is_shown(state, each["shown"] or {}, first["shown"])]
        assert seen, "the screen shows what no key could lead to"
        since = seen[0] if each["shown"] else 0
        assert any(state in kept for state in states[since:]), (each["shown"], kept)
    keys = sum(len(each["states"]) - 1 for each in killed)
    assert keys > ROUNDS
    assert sum(1 for each in killed if each["offered"]) > ROUNDS / 5
    assert sum(1 for each in killed if each["journals"]) > ROUNDS / 5
    assert sum(1 for each in killed if each["shown"]) > ROUNDS / 3
    assert len({json.dumps(each["file"], sort_keys=True) for each in killed}) > 2


@pytest.mark.parametrize("how", ["hang up", "SIGHUP", "SIGTERM"])
def test_a_program_that_loses_its_terminal_or_is_told_to_end_keeps_what_was_seen(tmp_path: Path, how: str) -> None:
    """It ends by itself, and offers the answer when it is opened again."""
    (ended,) = run(tmp_path, how)
    assert (ended["code"], ended["left"]) == (143, [{"v1/objective": "strong"}])
