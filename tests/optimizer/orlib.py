"""Reads the multidimensional knapsack problems of OR-Library and writes each as a scenario.

An item is a vehicle that can be used once and brings its profit, a knapsack is a skill whose capacity is its hours.
The files hold whole words of numbers only, so line breaks carry no meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

NUMBER = re.compile(r"[-+]?\d*\.?\d+(?:[eE][-+]?\d+)?$")

Instance = tuple[str, float, str]
"""Name, published optimum, scenario text."""


@dataclass(frozen=True)
class Knapsack:
    """One problem: `weights` has one row per knapsack, one column per item."""

    name: str
    values: tuple[str, ...]
    weights: tuple[tuple[str, ...], ...]
    capacities: tuple[str, ...]
    optimum: float


def instances(folder: Path) -> Iterator[Instance]:
    """The 7 problems of mknap1 and the 48 of mknap2, in the order of the files."""
    for problem in (*read_mknap1(folder / "mknap1.txt"), *read_mknap2(folder / "mknap2.txt")):
        yield problem.name, problem.optimum, scenario_text(problem)


def read_mknap1(path: Path) -> Iterator[Knapsack]:
    """Number of problems; then per problem: items, knapsacks, optimum; values; weights; capacities."""
    words = iter(path.read_text(encoding="ascii").split())
    for number in range(1, int(next(words)) + 1):
        items, knapsacks, optimum = int(next(words)), int(next(words)), float(next(words))
        values = take(words, items)
        weights = tuple(take(words, items) for _ in range(knapsacks))
        yield Knapsack(f"petersen-{number}", values, weights, take(words, knapsacks), optimum)


def read_mknap2(path: Path) -> Iterator[Knapsack]:
    """Blocks headed `problem NAME.DAT`: knapsacks, items; values; capacities; weights; optimum."""
    blocks = re.split(r"^ *problem +(\w+)\.DAT *$", path.read_text(encoding="ascii"), flags=re.MULTILINE)[1:]
    for name, block in zip(blocks[::2], blocks[1::2], strict=True):
        words = iter(word for word in block.split() if NUMBER.match(word))
        knapsacks, items = int(next(words)), int(next(words))
        values = take(words, items)
        capacities = take(words, knapsacks)
        weights = tuple(take(words, items) for _ in range(knapsacks))
        optimum = float(next(words))
        if (rest := next(words, None)) is not None:
            raise ValueError(f"{name}: {rest} is left over")
        yield Knapsack(name.lower(), values, weights, capacities, optimum)


def take(words: Iterator[str], count: int) -> tuple[str, ...]:
    """The next `count` words."""
    return tuple(next(words) for _ in range(count))


def scenario_text(problem: Knapsack) -> str:
    """The problem as a planner's file: most profit from vehicles that share the hours of scarce skills."""
    head = f"""format = 1
name = "{problem.name}"
currency = "USD"
outcomes = ["profit"]

[goal]
result = "unit of profit"
mode = "most-results"
worth = {{ profit = 1 }}

[horizon]
start = 2027-01-01
periods = 1
period = "quarter"

[screening]
rule_out = "nothing"
"""
    skills = (
        f'\n[[team.skill]]\nid = "knapsack-{number}"\nhours = {capacity}\n'
        for number, capacity in enumerate(problem.capacities, start=1)
    )
    vehicles = (vehicle_text(problem, item) for item in range(len(problem.values)))
    return head + "".join(skills) + "".join(vehicles)


def vehicle_text(problem: Knapsack, item: int) -> str:
    """One item as a vehicle of the scenario's own."""
    hours = ", ".join(
        f"knapsack-{number} = {row[item]}" for number, row in enumerate(problem.weights, start=1) if float(row[item])
    )
    return f"""
[[vehicle]]
id = "item-{item + 1}"
name = "Item {item + 1}"
purpose = "item"
activity = "item"
hours = {{ {hours} }}
max_activities = 1
outcomes = {{ profit = {problem.values[item]} }}
"""
