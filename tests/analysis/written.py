"""Limits of a scenario as its file has them: taken away or moved in the plain tables, for the brute-force oracle.

It knows nothing of how the program takes a limit away: what the two agree on, two readings of the limits agree on.
"""

from __future__ import annotations

import copy
from typing import Any

SKILLS = ("writing", "design", "events")
_STEPS = {"budget": 1.01, "team": 0.11, "limits": 0.0011, "vehicle": 0.0011}
Tables = dict[str, Any]
Path = tuple[str | int, ...]

ENOUGH_HOURS = 1e6
MORE_ACTIVITIES = 3
"""How many activities more stand for any number: the oracle tries them all."""


def limit_paths(tables: Tables) -> set[Path]:
    """Where every limit of the tables stands, goals left out."""
    found: set[Path] = {("budget", key) for key in ("total", "per_period") if key in tables.get("budget", {})}
    found |= {("limits", key) for key in ("max_vehicles", "max_share") if key in tables.get("limits", {})}
    for at, rule in enumerate(tables.get("limits", {}).get("rule", [])):
        if rule.get("active", True):
            sides = ("min", "max", "min_share", "max_share", "at_least")
            found |= {("limits", "rule", at, side) for side in sides if side in rule}
    for at, skill in enumerate(tables.get("team", {}).get("skill", [])):
        found.add(("team", "skill", at, "hours"))
        if "hours" in skill.get("outsource", {}):
            found.add(("team", "skill", at, "outsource", "hours"))
    found |= {("team", "member", at, "hours") for at in range(len(tables.get("team", {}).get("member", [])))}
    for at, vehicle in enumerate(tables["vehicle"]):
        if vehicle.get("include") == "must":
            found.add(("vehicle", at, "include"))
        found |= {("vehicle", at, "needs", place) for place in range(len(vehicle.get("needs", [])))}
        keys = ("min_activities", "min_per_period", "max_per_period", "max_activities")
        found |= {("vehicle", at, key) for key in keys if key in vehicle}
    return found | {("team",)}


def without(tables: Tables, *paths: Path) -> Tables:
    """The tables without the limits at these places."""
    left = copy.deepcopy(tables)
    for path in paths:
        _take_away(left, path)
    return left


def a_little_less(path: Path, now: float, to: float) -> float | None:
    """A figure that is nearer to the present one than a change by more than the smallest step; None where none is."""
    step = max(abs(to - now) * 0.003, _STEPS.get(str(path[0]), 0.0))
    return None if abs(to - now) in (0, 1) or abs(to - now) <= step else to - step * (1 if to > now else -1)


def changed(tables: Tables, path: Path, to: Any, by: float | None, subject: str) -> Tables:
    """The tables after a change that an analysis proposes: another figure, or the limit taken away."""
    if path == ("team",):
        more = copy.deepcopy(tables)
        more.setdefault("team", {}).setdefault("skill", []).append({"id": subject, "hours": by})
        return more
    if path == ("budget",):
        return _with_money(tables, by or 0.0)
    if to is None:
        return without(tables, path)
    *way, key = path
    more = copy.deepcopy(tables)
    row = _row(more, way)
    if key == "tier":
        row["tier"][-1].pop("activities", None)
        key = "max_activities"
    if key == "at_least":
        row["at_least"]["times"] = to
    else:
        row[key] = list(to) if isinstance(to, tuple) else to
    return more


def _with_money(tables: Tables, by: float) -> Tables:
    """More money in each period, and in total."""
    more = copy.deepcopy(tables)
    budget = more["budget"]
    budget["total"] += by * more["horizon"]["periods"]
    each = budget["per_period"]
    budget["per_period"] = [money + by for money in each] if isinstance(each, list) else each + by
    return more


def _row(tables: Tables, way: list[str | int]) -> Any:
    row: Any = tables
    for part in way:
        row = row[part]
    return row


def _take_away(tables: Tables, path: Path) -> None:
    *way, key = path
    if path == ("team",):
        team = tables.setdefault("team", {})
        skills = team.setdefault("skill", [])
        known = {skill["id"] for skill in skills}.union(*(member["skills"] for member in team.get("member", [])))
        skills += [{"id": name, "hours": ENOUGH_HOURS} for name in SKILLS if name not in known]
        return
    if path == ("budget",):
        tables["budget"] = {}
        return
    row = _row(tables, way)
    if key == "hours":
        row[key] = ENOUGH_HOURS
    elif key == "include":
        row[key] = "may"
    elif "needs" in way:
        row[key] = _row(tables, way[:-1])["id"]  # to need itself is to need nothing
    elif key in ("max_activities", "tier"):
        sizes = [tier.get("activities", 0) for tier in row.get("tier", [])]
        row["max_activities"] = max(row["max_activities"], sum(sizes)) + MORE_ACTIVITIES
        if sizes:
            row["tier"][-1].pop("activities", None)
    else:
        del row[key]
    if "rule" in way and not {"min", "max", "min_share", "max_share", "at_least"} & set(row):
        row["active"] = False
