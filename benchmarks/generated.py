"""Generated scenarios with the magnitudes of the shipped catalogs: same size and seed, same scenario.

Two families. `everything` has every feature of the format. `comparison` is what solvers are compared on: most results,
whole activities, three tiers of falling yield and one price, six skills with outsourcing, whole hours and dollars.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SIZES = (20, 100, 300, 1_000, 2_000)
PERIODS = (4, 12)
SKILLS = ("writing", "design", "events", "media", "sales", "technical")
_OWN = {"writing": 150, "design": 110, "events": 120, "media": 90, "sales": 100, "technical": 40}
_RATE = {"writing": 58, "design": 55, "events": 60, "media": 60, "sales": 75, "technical": 80}
_BOUGHT = {"writing": (95, 80), "design": (85, 60), "events": (70, 60), "media": (90, 60), "technical": (140, 24)}
Tables = dict[str, Any]


@dataclass(frozen=True)
class Kind:
    """A kind of vehicle: where its figures lie, from and to, over a year of four quarters.

    Attributes:
        purpose: What it is for.
        skills: Whom it takes.
        cost: Cash of an activity.
        hours: Hours of an activity, over all its skills.
        per_result: Loaded cost of one result at full yield.
        most: Activities in the year.
        may_be_divisible: Whether it is bought in fractions.
    """

    purpose: str
    skills: tuple[str, ...]
    cost: tuple[int, int]
    hours: tuple[int, int]
    per_result: tuple[int, int]
    most: tuple[int, int]
    may_be_divisible: bool = False


KINDS = (
    Kind(
        "advertising",
        ("media", "design", "writing"),
        (1_000, 1_000),
        (2, 6),
        (220, 700),
        (16, 80),
        may_be_divisible=True,
    ),
    Kind("sponsorship", ("media", "writing"), (1_500, 5_000), (4, 10), (300, 800), (6, 16)),
    Kind("content", ("writing", "design", "technical"), (100, 3_000), (14, 70), (200, 650), (4, 12)),
    Kind("email", ("writing", "design"), (50, 600), (6, 18), (150, 500), (12, 36)),
    Kind("event", ("events", "sales", "design", "writing"), (900, 8_500), (22, 110), (250, 800), (3, 12)),
    Kind("direct", ("sales", "writing", "design"), (300, 2_600), (8, 45), (250, 700), (8, 30)),
    Kind("product", ("technical", "sales", "writing"), (100, 1_500), (14, 40), (200, 700), (4, 30)),
)


def comparison(candidates: int, seed: int, most_vehicles: int, *, hours: float = 3.0, periods: int = 4) -> Tables:
    """Most results with at most so many of the candidates; a team and a budget that go with that number.

    Args:
        candidates: How many there are.
        seed: Tells scenarios of a size apart.
        most_vehicles: The most in a plan.
        hours: 3 where money is scarce and a skill or two, 1 where hours are, which is several times as hard to prove.
        periods: Quarters, or months where there are 12.
    """
    draw = random.Random(f"comparison {candidates} {periods} {seed}")
    size = 1.0 if most_vehicles <= 5 else 2.5
    made = _frame(f"{candidates} candidates, at most {most_vehicles}, seed {seed}", periods, size, hours)
    made["goal"] |= {"mode": "most-results"}
    made["limits"] = {"max_vehicles": most_vehicles}
    made["vehicle"] = [_vehicle(draw, number, periods, is_plain=True) for number in range(candidates)]
    return made


def everything(candidates: int, periods: int, seed: int) -> Tables:
    """Every feature: the lowest cost per result of an amount, targets, prices by tier, people, a build, rules."""
    draw = random.Random(f"everything {candidates} {periods} {seed}")
    most_vehicles = draw.choice((5, 15))
    size = 1.0 if most_vehicles <= 5 else 2.5
    made = _frame(f"{candidates} candidates, {periods} periods, seed {seed}", periods, size)
    made["goal"] |= {"amount": round(170 * size), "mode": "lowest-cost-per-result", "risk_aversion": 0.2}
    made["goal"]["target"] = [{"outcome": "consideration", "amount": round(250 * size)}]
    vehicles = [_vehicle(draw, number, periods, is_plain=False) for number in range(candidates)]
    _people(made["team"], periods, size)
    _set_apart(draw, vehicles)
    made["limits"] = {"max_vehicles": most_vehicles, "max_share": 0.6, "rule": _rules(vehicles)}
    made["vehicle"] = vehicles
    return made


def allocation(candidates: int, seed: int) -> Tables:
    """Money alone, in fractions, over tiers that hold 25, 35 and 40 % of it: the problem that claro-engine solves."""
    draw = random.Random(f"allocation {candidates} {seed}")
    budget, cost = 120_000, 1_000
    tiers = [{"activities": part * budget / cost, "yield": y} for part, y in ((0.25, 1.0), (0.35, 0.65), (0.4, 0.35))]
    return {
        "format": 1,
        "name": f"Allocation to {candidates}, seed {seed}",
        "goal": {"stage": "conversion", "mode": "most-results"},
        "budget": {"total": budget},
        "screening": {"rule_out": "nothing"},
        "vehicle": [
            {
                "id": f"v{number:04}",
                "divisible": True,
                "cost": cost,
                "tier": tiers,
                "outcomes": {"conversion": {"low": round(x / 2, 3), "likely": round(x, 3), "high": round(x * 1.7, 3)}},
            }
            for number, x in enumerate(draw.uniform(1.5, 5.0) for _ in range(candidates))
        ],
    }


def _frame(name: str, periods: int, size: float, plenty: float = 1.0) -> Tables:
    """All but the vehicles and the limits. Size 1 is a team of three with 120,000 USD; plenty multiplies its hours."""
    part = 4 / periods
    total = round(120_000 * size)
    spread = (1.3, 1.0, 0.85, 0.85)
    by_period = [round(total / periods * spread[t * 4 // periods] * 1.05, -2) for t in range(periods)]
    skills: list[Tables] = []
    for skill in SKILLS:
        of_period = _OWN[skill] * size * part * plenty
        hours = [max(1, round(of_period * (0.7 if t % 4 == 3 else 1.0))) for t in range(periods)]
        entry: Tables = {"id": skill, "hours": hours, "hourly_cost": _RATE[skill]}
        if skill in _BOUGHT:
            cost, most = _BOUGHT[skill]
            entry["outsource"] = {"hourly_cost": cost, "hours": max(1, round(most * size * part * plenty))}
        skills.append(entry)
    return {
        "format": 1,
        "name": name,
        "currency": "USD",
        "goal": {
            "result": "sales-ready lead",
            "stage": "conversion",
            "conversion_rates": {"awareness": 0.02, "consideration": 0.1},
        },
        "horizon": {"periods": periods, "period": "quarter" if periods == 4 else "month"},
        "budget": {"total": total, "per_period": by_period, "carry_over": True},
        "team": {"skill": skills},
        "screening": {"rule_out": "nothing"},
    }


def _people(team: Tables, periods: int, size: float) -> None:
    """Two members who share their hours between skills, and a build."""
    hours = round(90 * size * 4 / periods)
    team["member"] = [
        {"name": "Mia", "hours": hours, "skills": ["events", "media", "writing"], "hourly_cost": 60},
        {"name": "Jonas", "hours": hours, "skills": ["design", "technical"], "hourly_cost": 62},
    ]
    build = {"name": "Train presenters", "skill": "technical", "adds_hours": round(36 * size * 4 / periods)}
    team["build"] = [{**build, "cost": 2_500, "takes_hours": {"technical": 8, "sales": 8}, "ready_after": 1}]


def _vehicle(draw: random.Random, number: int, periods: int, *, is_plain: bool) -> Tables:
    kind = KINDS[number % len(KINDS)]
    part = 4 / periods
    most = draw.randint(*kind.most)
    cost = round(draw.uniform(*kind.cost), -1) or 50
    hours = _shared(draw, kind.skills, draw.randint(*kind.hours))
    made: Tables = {
        "id": f"v{number:04}",
        "name": f"{kind.purpose.capitalize()} {number:04}",
        "purpose": kind.purpose,
        "cost": int(cost),
        "hours": hours,
        "max_activities": most,
        "max_per_period": max(1, round(most * part / draw.uniform(2.5, 3.5))),
        "acceptance": round(draw.uniform(0.3, 0.8), 2),
        "lag": draw.choice((0, 0, 0, 1)) if periods == 4 else draw.choice((0, 0, 1, 2, 3)),
    }
    if draw.random() < 0.35:
        made["setup_cost"] = int(round(draw.uniform(500, 6_000), -2))
    if draw.random() < 0.5:
        made["setup_hours"] = _shared(draw, kind.skills, draw.randint(10, 60))
    if draw.random() < 0.12 and made["max_per_period"] > 1:
        made["min_per_period"] = 1
    made["tier"] = _tiers(draw, most, cost, has_prices=not is_plain and draw.random() < 0.2)
    if not is_plain and kind.may_be_divisible:
        made |= {"divisible": True}
        made.pop("min_per_period", None)
    elif draw.random() < 0.2 and most > 3:
        made["min_activities"] = 2
    loaded = cost + sum(_RATE[skill] * count for skill, count in hours.items())
    made["outcomes"] = _outcomes(draw, loaded / draw.uniform(*kind.per_result), made["acceptance"])
    return made


def _shared(draw: random.Random, skills: tuple[str, ...], hours: int) -> dict[str, int]:
    """Whole hours shared between some of the skills."""
    chosen = skills[: draw.randint(1, len(skills))]
    weights = [draw.uniform(0.5, 1.5) for _ in chosen]
    return {s: max(1, round(hours * w / sum(weights))) for s, w in zip(chosen, weights, strict=True)}


def _tiers(draw: random.Random, most: int, cost: float, *, has_prices: bool) -> list[Tables]:
    """Three tiers of falling yield."""
    first = max(1, round(most * draw.uniform(0.25, 0.45)))
    second = max(1, round(most * draw.uniform(0.2, 0.35)))
    yields = (1.0, round(draw.uniform(0.65, 0.85), 2), round(draw.uniform(0.35, 0.6), 2))
    tiers: list[Tables] = [
        {"activities": first, "yield": yields[0]},
        {"activities": second, "yield": yields[1]},
        {"yield": yields[2]},
    ]
    if has_prices:
        for tier in tiers[1:]:
            tier["cost"] = int(round(cost * 0.88, -1))
    return tiers


def _outcomes(draw: random.Random, results: float, acceptance: float) -> Tables:
    """Outcomes that are worth so many results: most by conversions, the rest by consideration and awareness."""
    upstream = draw.uniform(0.1, 0.4)
    figures = {"conversion": results * (1 - upstream) / acceptance, "consideration": results * upstream * 0.8 / 0.1}
    if draw.random() < 0.5:
        figures["awareness"] = results * upstream * 0.2 / 0.002
    wide = draw.uniform(1.5, 2.1)
    return {
        name: {"low": round(x / wide, 2), "likely": round(x, 2), "high": round(x * wide * 0.9, 2)}
        for name, x in figures.items()
    }


def _set_apart(draw: random.Random, vehicles: list[Tables]) -> None:
    """A must, some never, some that need another."""
    easy = [v for v in vehicles if "min_per_period" not in v and "setup_cost" not in v and v["purpose"] == "email"]
    if easy:
        easy[0]["include"] = "must"
    for vehicle in vehicles:
        if "include" not in vehicle and draw.random() < 0.03:
            vehicle["include"] = "never"
    for vehicle in vehicles:
        if vehicle.get("include") != "must" and draw.random() < 0.05:
            other = draw.choice(vehicles)
            if other is not vehicle and "needs" not in other:
                vehicle["needs"] = [other["id"]]


def _rules(vehicles: list[Tables]) -> list[Tables]:
    def of(*purposes: str) -> list[str]:
        return [v["id"] for v in vehicles if v["purpose"] in purposes]

    return [
        {
            "name": "Advertising takes at most 40 % of the cash",
            "vehicles": of("advertising", "sponsorship"),
            "measure": "cash",
            "max_share": 0.4,
        },
        {
            "name": "At least three events or talks",
            "vehicles": of("event", "product"),
            "measure": "activities",
            "min": 3,
        },
        {"name": "At most three kinds of event", "vehicles": of("event"), "measure": "vehicles", "max": 3},
    ]


def write(tables: Tables, file: Path) -> Path:
    """Write a scenario as TOML."""
    import tomli_w  # the environment of the peers has none, and needs none

    file.write_text(tomli_w.dumps(tables), "utf-8")
    return file
