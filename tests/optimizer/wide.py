"""Random scenarios whose figures lie as far apart as the format allows, in one scenario.

Money from a cent to 10⁹, outcomes from 10⁻³ to 10⁸, hours from 0.01 to 10⁶. Limits are taken from random plans, often
exactly or a cent beside it, so that they bind. The same seed gives the same scenario.
"""

from __future__ import annotations

import math
from typing import Any

from optimizer.generate import Dice

Row = dict[str, Any]
NAMES = ("webinar", "white-paper", "trade-show", "newsletter")
SKILLS = ("writing", "design")
MONEY, OUTCOME, HOURS = (0.01, 1e9), (1e-3, 1e8), (0.01, 1e6)
MEASURES = ("activities", "vehicles", "cash", "hours", "hours.writing", "results", "lead")


def wide_scenario(seed: int) -> Row:
    """The plain mapping of a scenario file; a vehicle that may be used often or in fractions is marked `loose`."""
    dice = Dice(seed)
    periods = dice.whole(1, 2)
    vehicles = [_vehicle(dice, name, periods) for name in dice.some(NAMES, 1, 4 if periods == 1 else 3)]
    if periods == 1 and dice.chance(0.4):
        _loosen(dice, dice.pick(vehicles))
    worth = {"lead": dice.pick([1.0, 1.0, _span(dice, 1e-6, 1e3)])}
    if dice.chance(0.5):
        worth["reader"] = _span(dice, 1e-6, 1e3)
    plan = _random_plan(dice, vehicles)
    scenario: Row = {"format": 1, "name": f"Wide scenario {seed}", "outcomes": ["lead", "reader"]}
    scenario["goal"] = _goal(dice, plan, worth)
    scenario["horizon"] = {"periods": periods}
    if dice.chance(0.85):
        scenario["budget"] = _budget(dice, plan, periods)
    team = _team(dice, _random_plan(dice, vehicles) | {"cash": plan["cash"]}, periods)
    scenario |= {"team": team} if team else {}
    scenario["limits"] = _limits(dice, vehicles, plan)
    scenario["screening"] = {"rule_out": "nothing"}
    scenario["vehicle"] = vehicles
    return scenario


def _span(dice: Dice, low: float, high: float) -> float:
    """A number of three digits anywhere between two powers of ten, each as likely; never with less than a cent."""
    size = 10 ** float(dice.random.uniform(math.log10(low), math.log10(high)))
    return min(high, max(low, float(f"{size:.{dice.whole(0, 2)}e}")))


def _money(dice: Dice) -> float:
    return round(_span(dice, *MONEY), 2)


def _vehicle(dice: Dice, name: str, periods: int) -> Row:
    row: Row = {"id": name, "cost": dice.pick([0.0, 0.01, 1e9, *(_money(dice) for _ in range(5))])}
    row["outcomes"] = {"lead": dice.pick([1e-3, 1e8, *(_span(dice, *OUTCOME) for _ in range(6))])}
    if dice.chance(0.4):
        row["outcomes"]["reader"] = _span(dice, *OUTCOME)
    if dice.chance(0.3):
        row["setup_cost"] = _money(dice)
    if dice.chance(0.5):
        row["hours"] = {skill: _span(dice, *HOURS) for skill in dice.some(SKILLS, 1, 2)}
    if dice.chance(0.2):
        row["setup_hours"] = {dice.pick(SKILLS): _span(dice, *HOURS)}
    row["max_activities"] = dice.whole(1, 3 if periods == 1 else 2)
    if dice.chance(0.25):
        row["tier"] = _tiers(dice, row)
    if periods > 1 and dice.chance(0.25):
        row["lag"] = 1
    if periods > 1 and dice.chance(0.2):
        row["min_per_period"] = 1
    if dice.chance(0.15):
        row["include"] = "must"
    return row


def _tiers(dice: Dice, row: Row) -> list[Row]:
    """A second tier of another yield, of another price, or both."""
    later: Row = {"yield": dice.pick([0.001, 0.5, 1.0])}
    if dice.chance(0.5):
        later["cost"] = _money(dice)
    return [{"activities": 1, "yield": dice.pick([1.0, 0.01])}, later]


def _loosen(dice: Dice, row: Row) -> None:
    """Let a vehicle be used up to a million times, or in fractions."""
    for key in ("hours", "setup_hours", "tier"):
        row.pop(key, None)
    row |= {"loose": True, "max_activities": dice.pick([1.0, 37.0, 1e3, 1e6])}
    if dice.chance(0.5):
        row["divisible"] = True


def _random_plan(dice: Dice, vehicles: list[Row]) -> Row:
    """What some of the vehicles come to."""
    plan: Row = {"cash": 0.0, "lead": 0.0, "reader": 0.0} | dict.fromkeys(SKILLS, 0.0)
    for row in dice.some(vehicles, 1, len(vehicles)):
        count = dice.whole(1, int(row["max_activities"]))
        plan["cash"] += row.get("setup_cost", 0.0) + count * row["cost"]
        for skill in SKILLS:
            plan[skill] += row.get("setup_hours", {}).get(skill, 0) + count * row.get("hours", {}).get(skill, 0)
        for name, amount in row["outcomes"].items():
            plan[name] += count * amount
    return plan


def _goal(dice: Dice, plan: Row, worth: dict[str, float]) -> Row:
    mode = dice.pick(("lowest-cost-per-result", "most-results", "least-cost"))
    goal: Row = {"worth": worth, "mode": mode, "cost": dice.pick(("cash", "loaded"))}
    results = sum(worth.get(name, 0) * plan[name] for name in ("lead", "reader"))
    if mode != "most-results" or dice.chance(0.3):
        goal["amount"] = min(1e12, max(1e-9, results * dice.pick([1.0, 1.0, 0.5, 0.01, 1.3])))
    if dice.chance(0.25):
        name = dice.pick(("lead", "reader"))
        goal["target"] = [{"outcome": name, "amount": max(1e-3, plan[name] * dice.pick([1.0, 0.5, 1.1]))}]
    return goal


def _budget(dice: Dice, plan: Row, periods: int) -> Row:
    """What the plan takes, exactly, a cent beside it, or more; in total, by period or both."""
    amount = plan["cash"] + dice.pick([0.0, 0.0, 0.01, -0.01])
    amount = max(0.0, min(1e12, round(amount * dice.pick([1.0, 1.0, 1.0, 1.7]), 2)))
    budget: Row = {}
    if periods == 1 or dice.chance(0.5):
        budget["total"] = amount
    if not budget or dice.chance(0.3):
        parts = [round(amount * 10.0 ** -dice.whole(0, 9), 2) for _ in range(periods)]
        budget["per_period"] = dice.pick([parts, [amount, *parts[1:]], amount])
        budget["carry_over"] = dice.chance(0.6)
    return budget


def _team(dice: Dice, plan: Row, periods: int) -> Row:
    """Hours as some plan needs them; bought ones are dearer than the team's own, and a member has one skill."""
    team: Row = {"skill": [], "member": []}
    for skill in SKILLS:
        share = dice.pick([0.0, 0.3, 1.0, 1.0])
        wage = dice.pick([0.0, _span(dice, 0.01, 1e4)])
        row: Row = {"id": skill, "hours": min(1e12, plan[skill] * share / periods), "hourly_cost": wage}
        if dice.chance(0.4):
            member = {"name": f"Ana of {skill}", "skills": [skill], "hours": plan[skill] * (1 - share)}
            team["member"].append(member | {"hourly_cost": dice.pick([0.0, wage, wage / 1000])})
        if dice.chance(0.5):
            hours = dice.pick([plan[skill] * (1 - share), plan[skill], 1e6])
            row["outsource"] = {"hourly_cost": wage + dice.pick([0.0, _span(dice, 0.01, 1e6)]), "hours": hours}
        team["skill"].append(row)
    return {name: rows for name, rows in team.items() if rows}


def _limits(dice: Dice, vehicles: list[Row], plan: Row) -> Row:
    limits: Row = {}
    if dice.chance(0.15):
        limits["max_vehicles"] = dice.whole(1, 3)
    if dice.chance(0.1):
        limits["max_share"] = dice.pick([0.5, 0.9, 1e-3, 0.999999])
    if dice.chance(0.4):
        limits["rule"] = [_rule(dice, [row["id"] for row in vehicles], plan)]
    return limits


def _rule(dice: Dice, names: list[str], plan: Row) -> Row:
    """A limit on some vehicles, or on what they have of all or beside others; shares may be tiny."""
    measure = dice.pick(MEASURES)
    rule: Row = {"name": "rule", "measure": measure, "vehicles": dice.some(names, 1, 2)}
    kind = dice.pick(("max", "min", "max_share", "min_share", "at_least"))
    if kind == "at_least":
        rule[kind] = {"times": dice.pick([1.0, 1e-6, _span(dice, 1e-4, 1e4)]), "vehicles": dice.some(names, 1, 1)}
    elif kind.endswith("share"):
        rule[kind] = dice.pick([1e-6, 1e-3, 0.3, 0.9])
    else:
        rule[kind] = plan[measure] if measure in ("cash", "lead") else dice.pick([1.0, _span(dice, 1e-2, 1e6)])
    return rule
