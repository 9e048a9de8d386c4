"""Memory and time of reading stay in proportion to the file, whatever it is made of; each limit says its number."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from fuzz.material import COLUMNS
from vehicleplan.errors import Problem
from vehicleplan.files.history_csv import Known, read_history
from vehicleplan.files.scenario_file import read_scenario
from vehicleplan.files.source import MOST_BYTES, text_source

TIMES, BASE = 10, 64 * 2**20
"""Reading takes at most so many times the size of the file, and so many bytes, above what the program has at rest."""
HEAD = 'format = 1\nname = "x"\n[goal]\nstage = "conversion"\namount = 5\n'
VEHICLE = '[[vehicle]]\nid = "v{0}"\ncost = 10\nmax_activities = 3\noutcomes.conversion = 6\n'
BAITS = {
    "5,000 vehicles": HEAD + "".join(map(VEHICLE.format, range(5_000))),
    "lists of tables": HEAD + "x = [" + "{a=1}," * 80_000 + "]",
    "unknown keys": HEAD + "".join(f"k{number} = 1\n" for number in range(60_000)),
    "unknown tables": HEAD + "".join(f"[t{number}]\n" for number in range(30_000)),
    "faults at the end": HEAD + VEHICLE.format(0) * 3_000 + "[[vehicle]]\nx = 1\n" * 1_500,
    "bad items": HEAD + "[brief]\npositioning = [" + '" ",' * 40_000 + "]",
    "needs that are not there": HEAD + "".join(f'[[vehicle]]\nid = "v{n}"\nneeds = ["w{n}"]\n' for n in range(2_000)),
    "one long number": HEAD + "x = " + "9" * 2**20,
    "blank lines and a fault": HEAD + "\n" * 2**20 + "x = 1\n",
    "one long line of faults": HEAD + "worth = { " + ", ".join(f"a{number} = 1" for number in range(20_000)) + " }",
    "dotted names": HEAD + "".join(f"t{number}{'.a' * 38} = 1\n" for number in range(10_000)),
    "deep lists": HEAD + "x = " + "[" * 2**20,
}
"""Files that a reader may choke on."""
MEASURE = """
import re, sys, time
from pathlib import Path
from vehicleplan.files.scenario_file import read_scenario
from vehicleplan.report.problems import problem_lines
def peak(): return 1024 * int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
def read(file): return sum(len(problem_lines(problem)) for problem in read_scenario(file).problems)
read(sys.argv[1]); before = peak(); start = time.process_time(); read(sys.argv[2])
print(peak() - before, time.process_time() - start)
"""


@pytest.mark.parametrize("bait", BAITS)
def test_reading_takes_memory_and_time_in_proportion(bait: str, tmp_path: Path) -> None:
    """Ten times the file and 64 MiB at most; 5 s and 10 s for each MiB at most, on a slow machine."""
    if not Path("/proc/self/status").exists():
        pytest.skip("the system does not say how much memory a process took")
    file, small = tmp_path / "bait.toml", tmp_path / "small.toml"
    file.write_text(BAITS[bait], encoding="utf-8")
    small.write_text(HEAD + "mount = 1\n[budget]\ntotal = nan\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(small), str(file)], capture_output=True, text=True, check=True
    )
    size = file.stat().st_size
    more, seconds = map(float, done.stdout.split())
    assert more <= TIMES * size + BASE
    assert seconds <= 5 + 10 * size / 2**20


def first(folder: Path, text: str) -> str:
    """What the first problem of a scenario says, with its cure."""
    file = folder / "a.toml"
    file.write_text(text, encoding="utf-8")
    problem = read_scenario(file).problems[0]
    return f"{problem.what}. {problem.fix}"


def test_each_limit_says_its_number(tmp_path: Path) -> None:
    """Who goes beyond a limit learns which."""
    assert "8 MiB" in first(tmp_path, "#" * (MOST_BYTES + 1))
    assert "Up to 5,000" in first(tmp_path, HEAD + "[[vehicle]]\n" * 5_001)
    assert "1 to 520" in first(tmp_path, HEAD + "[horizon]\nperiods = 521\n")
    assert "Up to 1,000" in first(tmp_path, HEAD + "[brief]\npositioning = [" + '"a",' * 1_001 + "]")
    assert "Up to 50" in first(tmp_path, "catalogs = [" + '"b2b",' * 51 + "]\n" + HEAD)
    assert "250,000" in first(tmp_path, HEAD + "x = [" + "1," * 250_001 + "]")
    assert "40,000" in first(tmp_path, HEAD + "".join(f"[t{number}]\n" for number in range(40_001)))
    assert "40 deep" in first(tmp_path, HEAD + "x = " + "[" * 41 + "]" * 41)
    assert "300 characters" in first(tmp_path, HEAD.replace('"x"', f'"{"n" * 301}"'))
    assert "1e12" in first(tmp_path, HEAD + "[budget]\ntotal = 1e13\n")


def test_only_the_first_thousand_problems_are_told(tmp_path: Path) -> None:
    """And the last word is that there are more."""
    file = tmp_path / "a.toml"
    file.write_text(HEAD + "".join(f"k{number} = 1\n" for number in range(3_000)), encoding="utf-8")
    problems = read_scenario(file).problems
    assert len(problems) == 1_001
    assert problems[0].line == 6
    assert problems[-1].what == "there are more than 1,000 problems; these are the first"


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("webinar,2026-01-01,1,2,3,conversion,4\n" * 100_001, "100,000 rows"),
        ("," * 30_000, "20,000 characters"),
        ('"' + "a\n" * 80_000 + '"', "131,072 characters"),
        ("a,b\n" * 2_000, "1,000 problems"),
    ],
)
def test_limits_of_track_records_say_their_number(rows: str, words: str) -> None:
    """Rows, the length of a line and of a cell, and the problems that are told."""
    source = text_source("h.csv", COLUMNS + rows.encode(), None)
    assert not isinstance(source, Problem)
    assert words in read_history(source, Known(None, None))[1][-1].what
