"""Tables that have the shape of a scenario: fields with values that are right, extreme, or of a wrong kind."""

from __future__ import annotations

import copy
import random
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

import tomli_w

from fuzz.material import ROOT, scenario_files
from vehicleplan.files.shape import Node, is_model, keys_of, node_at
from vehicleplan.model.fault import KeyPath
from vehicleplan.model.scenario import Scenario

_WRONG: tuple[Any, ...] = (
    "", " ", "text", "x" * 400, "[red]", "漢字", True, False, 0, 1, -1, 3, 10**12, 10**13, 10**30, -(2**63), 0.0, 0.5,
    1.0, 1e-12, 1e12, 1e300, -0.5, float("inf"), float("nan"), [], [[]], [1], ["a", "a"], [0.5, "x"], {}, {"a": 1},
    [{}], [{"id": "a"}, 3], date(1, 1, 1), date(9999, 12, 31), datetime(2027, 1, 1, 8, tzinfo=UTC), time(8), "1e5",
    "USD", "conversion", "webinar", "b2b",
)  # fmt: skip
_NAMES = (
    "Webinar", "[bold]x[/] [/foo]", "見込み客イベント", "ندوة عبر الإنترنت", "สัมมนา", "e\u0301\u0302 nai\u0308ve",
    "👩‍👩‍👧‍👦 family 🏳️‍🌈", "a\nb\tc", "\x1b[2J", "n" * 300, "=1+1", "<script>", "*md* | `x` #",
    "\u202eabc", "%s {0}",
)  # fmt: skip
_NUMBERS = (0, 0.0, 1, 2, 3, 0.5, 1e-9, 1e-3, 7, 100, 1e6, 1e9, 1e12)
_WORDS = ("weak", "strong", "no", "fair", "week", "month", "must", "never", "cash", "nothing", "answers")
_IDS = ("webinar", "paper", "banner", "conversion", "awareness", "writing", "design", "a.b", "0")


def scenario_tables(chance: random.Random) -> dict[str, Any]:
    """A scenario that is right, with some fields replaced; often still right."""
    tables = copy.deepcopy(chance.choice(_bases()))
    for _ in range(chance.choice((0, 1, 1, 2, 4, 8))):
        spots = list(_spots((), tables))
        path = chance.choice(spots)
        _replace(tables, path, chance)
    return tables


def as_toml(tables: dict[str, Any]) -> bytes:
    """The tables as a file."""
    return tomli_w.dumps(tables).encode()


def _bases() -> tuple[dict[str, Any], ...]:
    small = tomllib.loads((ROOT / "tests/files/small.toml").read_text(encoding="utf-8"))
    shipped = [tomllib.loads(text.decode()) for text in scenario_files()[:3]]
    return (small, small, tomllib.loads(_TINY), tomllib.loads(_TINY), *shipped)


def _spots(path: KeyPath, item: Any) -> Iterator[KeyPath]:
    """Every path of the tables, and one for each field of the model that a table lacks."""
    if path:
        yield path
    inside = item.items() if isinstance(item, dict) else enumerate(item) if isinstance(item, list) else ()
    for key, value in inside:
        yield from _spots((*path, key), value)
    node = node_at(Scenario, path) if path else None
    kind = Scenario if not path else node.kind if node else None
    if isinstance(item, dict) and is_model(kind):
        yield from ((*path, key) for key in keys_of(kind) if key not in item)


def _replace(tables: Any, path: KeyPath, chance: random.Random) -> None:
    for key in path[:-1]:
        tables = tables[key]
    if chance.random() < 0.15 and (isinstance(path[-1], int) or path[-1] in tables):
        del tables[path[-1]]
        return
    value = chance.choice(_WRONG) if chance.random() < 0.25 else right_value(path, chance)
    tables[path[-1]] = copy.deepcopy(value)


def right_value(path: KeyPath, chance: random.Random, depth: int = 0) -> Any:
    """A value of the right kind for a place of a scenario, perhaps an extreme one."""
    node = node_at(Scenario, path)
    if node is None or depth > 4:
        return chance.choice(_WRONG)
    if is_model(node.kind):
        fields = chance.sample(list(keys_of(node.kind)), k=min(3, len(keys_of(node.kind))))
        return {key: right_value((*path, key), chance, depth + 1) for key in fields}
    if node.kind is tuple:
        return [right_value((*path, 0), chance, depth + 1) for _ in range(chance.choice((0, 1, 2, 4)))]
    return _plain(node, chance)


def _plain(node: Node, chance: random.Random) -> Any:
    """A value of the right kind that has no others in it."""
    choices: tuple[Any, ...] = _WORDS
    if node.per_period:
        choices = (chance.choice(_NUMBERS), [chance.choice(_NUMBERS) for _ in range(4)])
    elif node.kind in (float, int):
        high = node.limits.get("le", 1e12)
        choices = tuple(n for n in _NUMBERS if n <= high and (node.kind is float or isinstance(n, int)))
    elif node.kind is str:
        choices = _IDS if "A-Z" in str(node.limits.get("pattern", "")) else _NAMES
    elif node.kind is date:
        choices = (date(2027, 1, 1), date(1, 1, 1), date(9999, 12, 31), date(2024, 2, 29))
    elif node.kind is bool:
        choices = (True, False)
    return chance.choice(choices)


_TINY = """
format = 1
name = "T"
[goal]
stage = "conversion"
amount = 10
[horizon]
start = 2027-01-01
periods = 4
[budget]
total = 5000
[[team.skill]]
id = "writing"
hours = 40
hourly_cost = 50
[screening]
rule_out = "nothing"
[[vehicle]]
id = "webinar"
cost = 800
hours = { writing = 10 }
max_activities = 8
outcomes = { conversion = 6 }
[[vehicle]]
id = "paper"
cost = 500
max_activities = 3
outcomes = { conversion = { low = 2, likely = 5, high = 9 } }
"""
