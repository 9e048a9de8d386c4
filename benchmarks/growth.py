"""Time and memory as candidates and periods grow: scenarios with every feature, each planned in a process of its own.

Prints a table, and draws it as `growth.svg` beside this file: both axes logarithmic, a straight line is a power.
"""

from __future__ import annotations

import argparse
import math
import os
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from generated import PERIODS, SIZES, everything, write
from solvers import Taken, measured

PICTURE = Path(__file__).with_name("growth.svg")
_WIDTH, _HEIGHT, _LEFT, _TOP = 340, 260, 56, 30
_DASHES = {4: "none", 12: "6 4"}


@dataclass(frozen=True)
class Point:
    """A size with what it took: medians over its seeds.

    Attributes:
        periods: How many.
        candidates: How many.
        seconds: Of the optimizer, at most the limit.
        mib: The largest peak of the process.
        proven: How many of the runs were proven best.
        runs: How many runs there were.
    """

    periods: int
    candidates: int
    seconds: float
    mib: float
    proven: int
    runs: int


def point(periods: int, candidates: int, seeds: int, limit: float, folder: Path) -> Point:
    """Measure one size."""
    taken: list[Taken] = []
    for seed in range(seeds):
        file = write(everything(candidates, periods, seed), folder / "grown.toml")
        taken.append(measured("ours", file, limit))
        told = f"{candidates} × {periods} seed {seed}: {taken[-1].seconds:.2f} s, {taken[-1].mib:.0f} MiB"
        print(told + ("" if taken[-1].is_proven else ", not proven"), file=sys.stderr, flush=True)
    return Point(
        periods,
        candidates,
        statistics.median(each.seconds for each in taken),
        max(each.mib for each in taken),
        sum(each.is_proven for each in taken),
        len(taken),
    )


def print_table(points: list[Point], limit: float) -> None:
    """The table in Markdown."""
    print(f"\nEvery feature, lowest cost per result, at most {limit:g} s for each\n")
    print("| candidates | periods | seconds | peak MiB | proven |")
    print("| ---: | ---: | ---: | ---: | ---: |")
    for p in points:
        print(f"| {p.candidates:,} | {p.periods} | {p.seconds:.2f} | {p.mib:.0f} | {p.proven}/{p.runs} |")


def picture(points: list[Point]) -> str:
    """Two panels: seconds and memory over candidates."""
    width = 2 * (_LEFT + _WIDTH) + 30
    height = _TOP + _HEIGHT + 52
    times = _panel(points, [(p.candidates, p.seconds) for p in points], "seconds", 0)
    memory = _panel(points, [(p.candidates, p.mib) for p in points], "peak memory, MiB", _LEFT + _WIDTH + 15)
    alt = "Seconds and peak memory over the number of candidates, for 4 and for 12 periods"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-label="{alt}"'
    style = ' font-family="sans-serif" font-size="11" fill="#333">'
    paper = f'<rect width="{width}" height="{height}" fill="#fff"/>'
    words = "line: 4 periods, dashes: 12 periods; hollow: not all runs proven best"
    key = f'<text x="{_LEFT}" y="{height - 6}">{words}</text>'
    return "\n".join([head + style, paper, *times, *memory, key, "</svg>", ""])


def _decades(values: list[float]) -> tuple[int, int]:
    low = math.floor(math.log10(min(values)))
    return low, max(low + 1, math.ceil(math.log10(max(values))))


def _panel(points: list[Point], figures: list[tuple[int, float]], title: str, left: int) -> list[str]:
    """One panel with its axes, and a line for each number of periods."""
    across, up = _decades([float(x) for x, _ in figures]), _decades([y for _, y in figures])

    def at(x: float, y: float) -> tuple[float, float]:
        right = (math.log10(x) - across[0]) / (across[1] - across[0]) * _WIDTH
        high = (math.log10(y) - up[0]) / (up[1] - up[0]) * _HEIGHT
        return round(left + _LEFT + right, 1), round(_TOP + _HEIGHT - high, 1)

    drawn = [f'<text x="{left + _LEFT}" y="18" font-weight="bold">{title}</text>']
    for power in range(up[0], up[1] + 1):
        x, y = at(10 ** across[0], 10.0**power)
        drawn.append(f'<path d="M{x} {y}h{_WIDTH}" stroke="#ddd"/>')
        drawn.append(f'<text x="{x - 6}" y="{y + 4}" text-anchor="end">{10.0**power:,g}</text>')
    for power in range(across[0], across[1] + 1):
        x, y = at(10.0**power, 10.0 ** up[0])
        drawn.append(f'<path d="M{x} {y}v-{_HEIGHT}" stroke="#ddd"/>')
        drawn.append(f'<text x="{x}" y="{y + 15}" text-anchor="middle">{10**power:,}</text>')
    x, y = at(10.0 ** across[1], 10.0 ** up[0])
    drawn.append(f'<text x="{x}" y="{y + 29}" text-anchor="end">candidates</text>')
    for periods in sorted({p.periods for p in points}):
        own = [(p, at(*f)) for p, f in zip(points, figures, strict=True) if p.periods == periods]
        path = " ".join(f"{'L' if number else 'M'}{x} {y}" for number, (_, (x, y)) in enumerate(own))
        dashes = _DASHES.get(periods, "2 3")
        drawn.append(f'<path d="{path}" fill="none" stroke="#1f5fa8" stroke-width="2" stroke-dasharray="{dashes}"/>')
        for p, (cx, cy) in own:
            fill = "#1f5fa8" if p.proven == p.runs else "#fff"
            drawn.append(f'<circle cx="{cx}" cy="{cy}" r="4" fill="{fill}" stroke="#1f5fa8" stroke-width="2"/>')
    return drawn


def main() -> None:
    """Measure, print and draw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--periods", type=int, nargs="+", default=list(PERIODS))
    parser.add_argument("--seeds", type=int, default=int(os.environ.get("GROWTH_SEEDS", "3")))
    parser.add_argument("--seconds", type=float, default=float(os.environ.get("SECONDS", "60")))
    parser.add_argument("--picture", type=Path, default=PICTURE)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        points = [
            point(periods, size, asked.seeds, asked.seconds, Path(folder))
            for periods in asked.periods
            for size in asked.sizes
        ]
    print_table(points, asked.seconds)
    asked.picture.write_text(picture(points), "utf-8")


if __name__ == "__main__":
    main()
