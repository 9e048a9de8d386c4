"""How sure a plan is to reach its goal, in words: in the worlds that it was made for, and in fresh ones."""

from __future__ import annotations

from vehicleplan.estimates.score import WORLDS
from vehicleplan.model.chance import Chance
from vehicleplan.model.plan import Assurance, Plan, Shortfall
from vehicleplan.report import numbers


def chance_words(chance: Chance, draws: str) -> str:
    """How often something holds, and how sure that is: `in 46 % of 1,000 draws (43 to 50 %)`."""
    if chance.times == 0:
        return f"in none of {draws}"
    if chance.times == chance.draws:
        return f"in all of {draws}"
    if chance.share > 0.99:
        return f"in all but {numbers.percent(1.0 - chance.share)} of {draws}"
    low, high = (numbers.percent(share) for share in chance.range)
    return f"in {numbers.percent(chance.share)} of {draws} ({low.removesuffix(' %')} to {high})"


def sampled_words(assurance: Assurance) -> str:
    """In how many of the worlds that the plan was made for: `in 80 % of 50 sampled worlds`."""
    return f"in {numbers.percent(assurance.sampled.share)} of {numbers.count(assurance.sampled.draws)} sampled worlds"


def fresh_words(plan: Plan) -> tuple[str, ...]:
    """What fresh worlds say of the plan; empty where it was asked for no confidence."""
    if plan.assurance is None:
        return ()
    fresh, asked = plan.assurance.fresh, numbers.percent(plan.assurance.asked)
    found = chance_words(fresh, f"{numbers.count(fresh.draws)} fresh worlds")
    words = f"{found[:1].upper()}{found[1:]} the plan reaches the goal"
    if plan.shortfalls or plan.assurance.is_confirmed:
        return (f"{words}.",)
    surer = f"plan for more worlds ([simulation] worlds, now {numbers.count(plan.assurance.sampled.draws)})"
    return (f"{words}, not {asked}: {surer}, or ask for more confidence.",)


def closest_words(plan: Plan, short: Shortfall) -> str:
    """How often the closest plan reaches the goal, where it is not often enough."""
    if plan.assurance is None:
        return f"reaches it in {numbers.count(short.reached)} of {numbers.count(short.asked)} {WORLDS} that it must"
    return f"reaches it {sampled_words(plan.assurance)}, asked {numbers.percent(plan.assurance.asked)}"
