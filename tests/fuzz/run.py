"""Fuzzes for a time, with a new seed each run: `make fuzz`, or `python tests/fuzz/run.py --seconds 60 --seed 7`.

Each finding is kept with its input; `--replay FILE` tries it again. The same properties as in the tests hold here.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import secrets
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from fuzz.material import catalog_files, history_files, scenario_files, state_files
from fuzz.mutate import mutated, noise
from fuzz.properties import COMMANDS, check_command, check_edit, check_files, check_history, check_state
from fuzz.shapes import as_toml, scenario_tables

Check = Callable[[bytes, Path, random.Random], object]
Maker = Callable[[random.Random], bytes]


def _files(content: bytes, folder: Path, _chance: random.Random) -> None:
    check_files(content, folder)


def _history(content: bytes, _folder: Path, chance: random.Random) -> None:
    check_history(content, chance)


def _edit(content: bytes, _folder: Path, chance: random.Random) -> None:
    check_edit(content, chance)


def _state(content: bytes, _folder: Path, _chance: random.Random) -> None:
    check_state(content)


def _command(content: bytes, folder: Path, chance: random.Random) -> None:
    check_command(content, folder, chance.choice(COMMANDS))


TRIALS: dict[str, tuple[int, Maker, Check]] = {
    "noise": (4, noise, _files),
    "scenario": (10, lambda chance: mutated(scenario_files(), chance), _files),
    "catalog": (3, lambda chance: mutated(catalog_files(), chance), _files),
    "shape": (6, lambda chance: as_toml(scenario_tables(chance)), _files),
    "history": (4, lambda chance: mutated(history_files(), chance), _history),
    "state": (3, lambda chance: mutated(state_files(), chance), _state),
    "edit": (8, lambda chance: mutated(scenario_files(), chance), _edit),
    "edit-shape": (3, lambda chance: as_toml(scenario_tables(chance)), _edit),
    "command": (4, lambda chance: as_toml(scenario_tables(chance)), _command),
}
"""By reader: how often it is tried in proportion, what makes its input, and what holds for it."""


def main() -> int:
    """Fuzz, and say what was tried and what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=float(os.environ.get("FUZZ_SECONDS", "600")))
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--only", choices=TRIALS, default=None)
    parser.add_argument("--replay", type=Path, default=None)
    parser.add_argument("--findings", type=Path, default=Path("fuzz-findings"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(HOME=folder, XDG_STATE_HOME=folder, XDG_CONFIG_HOME=folder)
        if options.replay is not None:
            return _replay(options.replay, Path(folder))
        seed = secrets.randbits(32) if options.seed is None else options.seed
        return _fuzz(
            options.seconds, seed, [options.only] if options.only else list(TRIALS), options.findings, Path(folder)
        )


def _fuzz(seconds: float, seed: int, names: list[str], findings: Path, folder: Path) -> int:
    print(f"seed {seed}, {seconds:g} s")
    chance = random.Random(seed)
    tried: Counter[str] = Counter()
    found: Counter[str] = Counter()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        name = chance.choices(names, [TRIALS[name][0] for name in names])[0]
        trial = chance.randrange(2**32)
        content = TRIALS[name][1](random.Random(trial))
        tried[name] += 1
        sign = _sign_of(name, trial, content, folder)
        if sign is not None:
            found[sign] += 1
            if found[sign] == 1:
                _keep(findings, name, trial, content, sign)
    for name in names:
        print(f"{name:12}{tried[name]:9,} inputs")
    print(f"{sum(tried.values()):,} inputs, {len(found)} findings" + (f", kept in {findings}" if found else ""))
    return 1 if found else 0


def _sign_of(name: str, trial: int, content: bytes, folder: Path) -> str | None:
    """What went wrong, short enough to tell two findings apart; None where nothing did."""
    try:
        TRIALS[name][2](content, folder, random.Random(trial + 1))
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is a finding
        last = traceback.extract_tb(error.__traceback__)[-1]
        return re.sub(r"\d+", "0", f"{name} {type(error).__name__} {Path(last.filename).name} {last.name} {error}")[
            :160
        ]
    return None


def _keep(findings: Path, name: str, trial: int, content: bytes, sign: str) -> None:
    findings.mkdir(parents=True, exist_ok=True)
    file = findings / f"{name}.{trial}.bin"
    file.write_bytes(content)
    print(f"found: {sign}\n       python tests/fuzz/run.py --replay {file}", flush=True)


def _replay(file: Path, folder: Path) -> int:
    name, trial, _ = file.name.split(".")
    TRIALS[name][2](file.read_bytes(), folder, random.Random(int(trial) + 1))
    print("nothing is wrong with it")
    return 0


if __name__ == "__main__":
    sys.exit(main())
