"""Random scenarios for the comparison with the brute-force oracle: small, realistic in size, every feature in some.

The same seed gives the same text. Figures are odd on purpose, so that two plans are seldom equally good.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import product
from math import ceil, floor, prod
from typing import Any, TypeVar

import numpy as np
import tomli_w

Row = dict[str, Any]
Item = TypeVar("Item")
SKILLS = ("writing", "design", "events")
NAMES = ("webinar", "white-paper", "trade-show", "newsletter", "paid-search", "podcast", "case-study", "community")
PERIODS = ("week", "month", "quarter")
WHOLE_COMBINATIONS = 60_000
"""About how many combinations of whole decisions a scenario may have."""
FRACTION_COMBINATIONS = 1_000
"""The same where a divisible vehicle asks for a linear program each."""


@dataclass(frozen=True)
class Words:
    """What a scenario counts: `sizes` holds the amounts per activity that are usual for an outcome."""

    head: Row
    goal: Row
    sizes: dict[str, tuple[float, float]]
    worth: dict[str, float]


@dataclass(frozen=True)
class Most:
    """What all vehicles together would come to, each at its largest: the measure for limits that bind."""

    cash: float
    hours: dict[str, float]
    results: float
    outcomes: dict[str, float]


class Dice:
    """Random choices in the words that the generator needs."""

    def __init__(self, seed: int) -> None:
        self.random = np.random.default_rng(seed)

    def chance(self, share: float) -> bool:
        """True that often."""
        return bool(self.random.random() < share)

    def whole(self, low: int, high: int) -> int:
        """A whole number, both ends possible."""
        return int(self.random.integers(low, high + 1))

    def number(self, low: float, high: float, digits: int = 2) -> float:
        """A number of so many digits after the point."""
        return round(float(self.random.uniform(low, high)), digits)

    def pick(self, items: tuple[Item, ...] | list[Item]) -> Item:
        """One of the items."""
        return items[self.whole(0, len(items) - 1)]

    def some(self, items: tuple[Item, ...] | list[Item], least: int, most: int) -> list[Item]:
        """A few different items, in their order."""
        count = min(len(items), self.whole(least, most))
        return [items[at] for at in sorted(self.random.choice(len(items), count, replace=False).tolist())]


def random_scenario(seed: int) -> str:
    """The text of one scenario file."""
    dice = Dice(seed)
    shape = dice.pick(["usual"] * 10 + ["many"] * 3 + ["fractions"] * 4 + ["long"] * 2)
    periods = {"usual": dice.whole(1, 2), "many": dice.whole(1, 2), "fractions": dice.whole(1, 2), "long": 3}[shape]
    words = random_words(dice)
    vehicles = random_vehicles(dice, shape, periods, words)
    builds = dice.whole(1, 2) if dice.chance(0.2) else 0
    shrink(vehicles, periods, builds)
    most = at_most(vehicles, periods, words)
    scale = dice.number(0.35, 0.95)
    scenario: Row = {"format": 1, "name": f"Random scenario {seed}", "currency": "USD"} | words.head
    scenario["goal"] = random_goal(dice, words, most, scale)
    scenario["horizon"] = {"start": date(2027, 1, 1), "periods": periods, "period": dice.pick(PERIODS)}
    if dice.chance(0.88):
        scenario["budget"] = random_budget(dice, periods, most.cash * scale)
    team = random_team(dice, periods, most, builds)
    known = {row["id"] for row in team.get("skill", [])}
    limits = random_limits(dice, vehicles, most, known)
    scenario |= {"team": team} if team else {}
    scenario |= {"limits": limits} if limits else {}
    scenario["screening"] = {"rule_out": "nothing"}
    scenario["vehicle"] = vehicles
    return tomli_w.dumps(scenario)


def random_words(dice: Dice) -> Words:
    """The outcomes that the scenario counts, and what they are worth."""
    kind = dice.pick(["conversion"] * 4 + ["adoption"] * 2 + ["own lifecycle"] * 2 + ["own outcomes"] * 3)
    rates = [dice.number(0.011, 0.09, 4), dice.number(0.06, 0.31, 3), dice.number(0.2, 0.7, 3)]
    wide, middle, narrow = (210.0, 3900.0), (17.0, 190.0), (1.1, 13.0)
    if kind == "conversion":
        goal: Row = {"stage": "conversion", "conversion_rates": {"awareness": rates[0], "consideration": rates[1]}}
        worth = {"awareness": rates[0] * rates[1], "consideration": rates[1], "conversion": 1.0}
        sizes = {"awareness": wide, "consideration": middle, "conversion": narrow}
        if dice.chance(0.25):
            goal["worth"] = {"advocacy": dice.number(1.5, 4)}
            worth, sizes = worth | goal["worth"], sizes | {"advocacy": narrow}
        return Words({}, goal, sizes, worth)
    if kind == "adoption":
        goal = {"stage": "adoption", "conversion_rates": {"consideration": rates[1], "conversion": rates[2]}}
        goal["conversion_rates"]["awareness"] = rates[0]
        worth = {"consideration": rates[1] * rates[2], "conversion": rates[2], "adoption": 1.0}
        if dice.chance(0.3):
            goal["worth"] = {"consideration": dice.number(0.01, 0.2, 3)}
            worth |= goal["worth"]
        return Words({}, goal, {"consideration": middle, "conversion": narrow, "adoption": (0.7, 6.0)}, worth)
    if kind == "own lifecycle":
        goal = {"stage": "purchase", "conversion_rates": {"aware": rates[0], "trial": rates[1]}}
        worth = {"aware": rates[0] * rates[1], "trial": rates[1], "purchase": 1.0}
        head = {"lifecycle": ["aware", "trial", "purchase"]}
        return Words(head, goal, {"aware": wide, "trial": middle, "purchase": narrow}, worth)
    worth = {"lead": 1.0, "contact": dice.number(0.02, 0.2, 3)}
    sizes = {"lead": narrow, "contact": middle, "reader": wide}
    return Words({"outcomes": ["lead", "contact", "reader"]}, {"worth": worth}, sizes, worth)


def random_vehicles(dice: Dice, shape: str, periods: int, words: Words) -> list[Row]:
    """The candidates, and what they need of each other."""
    count = {"usual": dice.whole(3, 5), "many": 8, "fractions": dice.whole(2, 4), "long": dice.whole(2, 3)}[shape]
    names = [str(name) for name in dice.random.permutation(NAMES)[:count]]
    fractions = set(dice.some(names, 1, 2)) if shape == "fractions" else set()
    traits = {
        name: dice.chance(share)
        for name, share in {
            "setup": 0.6, "hours": 0.75, "tiers": 0.4, "lag": 0.35, "minimum": 0.3, "per period": 0.35, "range": 0.6,
            "acceptance": 0.5, "current": 0.2, "newsletter": 0.15,
        }.items()
    }  # fmt: skip
    vehicles = [random_vehicle(dice, name, periods, words, traits) for name in names]
    for row in vehicles:
        bound(dice, row, 1 if shape == "many" else dice.whole(1, 3), periods, traits)
        if row["id"] in fractions:
            row["divisible"] = True
    if dice.chance(0.2):
        needing, needed = dice.some(vehicles, 2, 2)[:: dice.pick([1, -1])]
        needing["needs"] = [needed["id"]]
    if dice.chance(0.18):
        dice.pick(vehicles)["include"] = "must"
    if dice.chance(0.1):
        dice.pick(vehicles)["include"] = "never"
    include = {row["id"]: row.get("include", "may") for row in vehicles}
    for row in vehicles:
        if include[row["id"]] == "must" and "never" in [include[name] for name in row.get("needs", [])]:
            del row["needs"]  # a contradiction in the file, which is an error and not a question
    return vehicles


def random_vehicle(dice: Dice, name: str, periods: int, words: Words, traits: Row) -> Row:
    """One vehicle of the scenario's own: what it takes and what it brings."""
    row: Row = {"id": name, "name": name.replace("-", " ").capitalize(), "purpose": "any", "activity": "activity"}
    row["cost"] = dice.pick([0, dice.whole(211, 4999), dice.whole(211, 4999), dice.number(99, 2999)])
    if traits["setup"] and dice.chance(0.6):
        row["setup_cost"] = dice.whole(97, 2999)
        if dice.chance(0.6):
            row["setup_hours"] = {skill: dice.whole(2, 19) for skill in dice.some(SKILLS, 1, 2)}
    if traits["hours"] and dice.chance(0.85):
        row["hours"] = {skill: dice.whole(2, 23) for skill in dice.some(SKILLS, 1, 3)}
    row["outcomes"] = {
        outcome: random_outcome(dice, *words.sizes[outcome], ranged=traits["range"] and dice.chance(0.6))
        for outcome in dice.some(list(words.sizes), 1, 3)
    }
    if traits["acceptance"] and "conversion" in row["outcomes"]:
        row["acceptance"] = dice.number(0.3, 0.95)
    if traits["lag"] and dice.chance(0.4):
        row["lag"] = dice.pick([1, 1, 1, 2])
    if traits["current"] and dice.chance(0.5):
        row["current"] = [dice.whole(0, 1) for _ in range(periods)]
    return row


def bound(dice: Dice, row: Row, most: int, periods: int, traits: Row) -> None:
    """How many activities of the vehicle there can be, and what they yield as they become more."""
    if traits["tiers"] and dice.chance(0.7):
        row["tier"] = random_tiers(dice, row["cost"])
        most += 1
    row["max_activities"] = most
    if traits["per period"] and dice.chance(0.6):
        row["max_per_period"] = dice.whole(1, 2)
    room = min(most, row.get("max_per_period", most) * periods)
    room = min(room, sum(tier.get("activities", most) for tier in row.get("tier", [{}])))
    if traits["minimum"] and dice.chance(0.5):
        row["min_activities"] = dice.whole(1, room)
    if traits["newsletter"] and dice.chance(0.5):
        row["min_per_period"] = 1


def random_outcome(dice: Dice, low: float, high: float, *, ranged: bool) -> float | dict[str, float]:
    """What an activity brings: certain, or between a low and a high estimate."""
    likely = dice.number(low, high)
    if not ranged:
        return likely
    return {
        "low": round(likely * dice.number(0.2, 0.8), 2),
        "likely": likely,
        "high": round(likely * dice.number(1.2, 2.4), 2),
    }


def random_tiers(dice: Dice, cost: float) -> list[Row]:
    """Two or three tiers: falling yields, a slow start, or a volume discount."""
    kind = dice.pick(["falling", "falling", "slow start", "discount", "dearer"])
    yields = {"slow start": [0.35, 1.0, 0.62]}.get(kind, [1.0, dice.number(0.55, 0.85), dice.number(0.2, 0.5)])
    tiers: list[Row] = [{"activities": dice.whole(1, 2), "yield": value} for value in yields[: dice.whole(2, 3)]]
    if kind in ("discount", "dearer"):
        tiers[1]["cost"] = round(cost * (dice.number(0.4, 0.8) if kind == "discount" else 1.31), 2)
    if dice.chance(0.6):
        del tiers[-1]["activities"]
    return tiers


def ways(row: Row, periods: int) -> int:
    """About how many courses a vehicle can take, not being chosen included."""
    starts = periods if {"setup_cost", "setup_hours", "min_per_period"} & set(row) else 1
    if row.get("divisible"):
        return 1 + starts * len(row.get("tier", [0])) ** periods
    each = range(row.get("min_per_period", 0), min(row["max_activities"], row.get("max_per_period", 99)) + 1)
    return 1 + sum(
        sum(later) <= row["max_activities"]
        for start in range(starts)
        for later in product(each, repeat=periods - start)
    )


def shrink(vehicles: list[Row], periods: int, builds: int) -> None:
    """Takes activities, then vehicles, away until the combinations are few enough to be tried one by one."""
    allowed = FRACTION_COMBINATIONS if any(row.get("divisible") for row in vehicles) else WHOLE_COMBINATIONS
    while prod(ways(row, periods) for row in vehicles) * (periods + 1) ** builds > allowed:
        whole = [row for row in vehicles if not row.get("divisible") and row["max_activities"] > 1]
        if whole:
            largest = max(whole, key=lambda row: ways(row, periods))
            largest["max_activities"] -= 1
            if "min_activities" in largest:
                largest["min_activities"] = min(largest["min_activities"], largest["max_activities"])
            continue
        gone = vehicles.pop()["id"]
        for row in vehicles:
            if gone in row.get("needs", []):
                del row["needs"]


def at_most(vehicles: list[Row], periods: int, words: Words) -> Most:
    """The largest plan there could be without any limit, roughly."""
    hours = dict.fromkeys(SKILLS, 0.0)
    cash, outcomes = 0.0, dict.fromkeys(words.sizes, 0.0)
    for row in vehicles:
        count = min(row["max_activities"], row.get("max_per_period", 99) * periods)
        cash += row.get("setup_cost", 0) + row["cost"] * count
        for skill in SKILLS:
            hours[skill] += row.get("setup_hours", {}).get(skill, 0) + row.get("hours", {}).get(skill, 0) * count
        for name, outcome in row["outcomes"].items():
            outcomes[name] += count * (outcome["likely"] if isinstance(outcome, dict) else outcome)
    results = sum(amount * words.worth.get(name, 0) for name, amount in outcomes.items())
    return Most(cash, hours, results, outcomes)


def random_goal(dice: Dice, words: Words, most: Most, scale: float) -> Row:
    """What the scenario asks for."""
    mode = dice.pick(("lowest-cost-per-result", "most-results", "least-cost"))
    goal: Row = {"result": "qualified lead"} | words.goal
    if dice.chance(0.9 if mode != "most-results" else 0.25):
        goal["amount"] = max(0.1, round(most.results * scale * dice.number(0.1, 0.75), 1))
    there = [name for name, amount in most.outcomes.items() if amount > 1]
    if there and (dice.chance(0.3) or (mode != "most-results" and "amount" not in goal)):
        goal["target"] = [
            {"outcome": name, "amount": max(1, round(most.outcomes[name] * scale * dice.number(0.1, 0.7)))}
            for name in dice.some(there, 1, 2)
        ]
    if mode != "most-results" and not {"amount", "target"} & set(goal):
        goal["amount"] = 1.5
    if mode != ("lowest-cost-per-result" if "amount" in goal else "most-results") or dice.chance(0.5):
        goal["mode"] = mode
    if dice.chance(0.45):
        goal["cost"] = dice.pick(("cash", "loaded"))
    if dice.chance(0.35):
        goal["risk_aversion"] = dice.pick([1.0, dice.number(0.05, 0.95)])
    return goal


def random_budget(dice: Dice, periods: int, amount: float) -> Row:
    """Money in total, by period, or both."""
    kind = dice.pick(("total", "total", "one number", "by period", "both"))
    budget: Row = {}
    if kind in ("total", "both"):
        budget["total"] = ceil(amount) + 1
    if kind == "one number":
        budget["per_period"] = ceil(amount / periods) + 1
    if kind in ("by period", "both"):
        budget["per_period"] = [ceil(amount / periods * dice.number(0.4, 1.6)) + 1 for _ in range(periods)]
    if "per_period" in budget and dice.chance(0.6):
        budget["carry_over"] = dice.chance(0.4)
    return budget


def random_team(dice: Dice, periods: int, most: Most, builds: int) -> Row:
    """Skills, people who share their hours, and capabilities to build."""
    team: Row = {"skill": [], "member": [], "build": []}
    share = dice.number(0.3, 1.2)
    bought, shared, rich = dice.chance(0.4), dice.chance(0.35), dice.chance(0.7)
    for skill in SKILLS:
        needed = ceil(most.hours[skill] * share / periods) + dice.whole(0, 9)
        if dice.chance(0.04):
            continue
        row: Row = {"id": skill, "hours": needed}
        if dice.chance(0.25):
            row["hours"] = [floor(needed * dice.number(0.5, 1.6)) for _ in range(periods)]
        if rich:
            row["hourly_cost"] = dice.number(31, 79)
        if bought and dice.chance(0.7):
            row["outsource"] = {"hourly_cost": dice.number(27, 139), "hours": dice.whole(3, 7 + needed)}
        team["skill"].append(row)
    if shared:
        for name in dice.some(("Ana", "Ben"), 1, 2):
            hours = ceil(sum(most.hours.values()) * dice.number(0.05, 0.25) / periods) + dice.whole(0, 7)
            member: Row = {"name": name, "hours": hours, "skills": dice.some(SKILLS, 1, 3)}
            team["member"].append(member | ({"hourly_cost": dice.number(23, 91)} if dice.chance(0.7) else {}))
    for number in range(builds):
        row = {"name": f"Course {number + 1}", "skill": dice.pick(SKILLS), "adds_hours": dice.whole(5, 41)}
        row |= {"cost": dice.whole(51, 999), "ready_after": dice.whole(0, min(periods - 1, 1))}
        if dice.chance(0.5):
            row["takes_hours"] = {dice.pick([skill["id"] for skill in team["skill"]] or SKILLS): dice.whole(1, 9)}
        team["build"].append(row)
    return {name: rows for name, rows in team.items() if rows}


def random_limits(dice: Dice, vehicles: list[Row], most: Most, skills: set[str]) -> Row:
    """What the plan may consist of."""
    limits: Row = {}
    if dice.chance(0.35):
        limits["max_vehicles"] = dice.whole(1, max(1, len(vehicles) - 1))
    if dice.chance(0.2):
        limits["max_share"] = dice.number(0.4, 0.8)
    if dice.chance(0.5):
        limits["rule"] = [random_rule(dice, vehicles, most) for _ in range(dice.whole(1, 3))]
        for rule in limits["rule"]:
            if rule["measure"] == "hours.writing" and "writing" not in skills:
                rule["measure"] = "hours"
    return limits


def random_rule(dice: Dice, vehicles: list[Row], most: Most) -> Row:
    """One rule on the mix."""
    names = [row["id"] for row in vehicles]
    outcome = dice.pick(list(most.outcomes))
    sizes = {"activities": 4.0, "vehicles": 2.0, "cash": most.cash, "results": most.results} | most.outcomes
    sizes |= {"hours": sum(most.hours.values()), "hours.writing": most.hours["writing"]}
    measure = dice.pick([*("activities", "vehicles", "cash", "results", "hours", "hours.writing"), outcome])
    rule: Row = {"name": "A rule", "measure": measure}
    if dice.chance(0.75):
        rule["vehicles"] = dice.some(names, 1, 2)
    kind = dice.pick(["max"] * 3 + ["min"] * 2 + ["exactly", "max_share", "max_share", "min_share", "at_least", "idle"])
    if kind == "exactly":
        rule |= {"measure": "vehicles", "min": 1, "max": 1}
    elif kind == "at_least":
        other = dice.pick(["activities", "cash", "vehicles", "hours", "results"])
        rule |= {"measure": other, "vehicles": dice.some(names, 1, 2)}
        rule["at_least"] = {"times": dice.number(0.3, 2, 1), "vehicles": dice.some(names, 1, 1), "measure": other}
    elif kind in ("max_share", "min_share"):
        rule["vehicles"] = dice.some(names, 1, 2)
        rule[kind] = dice.number(0.35, 0.8) if kind == "max_share" else dice.number(0.05, 0.4)
    elif kind == "idle":
        rule |= {"min": 1_000_000, "active": False}
    else:
        share = dice.number(0.15, 0.7) if kind == "max" else dice.number(0.02, 0.25)
        size = sizes[measure] * share
        rule[kind] = max(1, round(size)) if measure in ("activities", "vehicles") else round(size, 1)
    return rule
