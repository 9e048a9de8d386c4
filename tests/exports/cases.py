"""The documents that every exporter is tried with.

Three scenarios, one of them out of reach; one in euros, written as in Germany; one with 300 candidates; one with
everything too long; one without a plan.
"""

from __future__ import annotations

from functools import cache

from report.document.cases import impossible, out_of_reach, shipped, small, written
from vehicleplan.report.document.contracts import Document

CASES = ("mid-market-launch", "out-of-reach", "euros in German", "300 candidates", "huge", "small", "impossible")


@cache
def case(name: str) -> Document:
    """The document of a case."""
    made = {
        "mid-market-launch": lambda: shipped("mid-market-launch"),
        "out-of-reach": out_of_reach,
        "euros in German": lambda: shipped("euro-webinars", "de_DE"),
        "300 candidates": lambda: written(_many(300, chosen=8), is_whole=False),
        "huge": lambda: written(_huge(), is_whole=False),
        "small": small,
        "impossible": impossible,
    }
    return made[name]()


def _many(candidates: int, *, chosen: int) -> str:
    """A scenario with many candidates, of which an answer rules out every third."""
    head = f"""format = 1
name = "Many"
[goal]
result = "lead"
stage = "conversion"
[horizon]
start = 2027-01-01
periods = 4
[budget]
total = 20_000
[limits]
max_vehicles = {chosen}
[screening]
rule_out = "answers"
[[team.skill]]
id = "writing"
hours = 400
hourly_cost = 50
"""
    return head + "".join(_vehicle(number, f"Vehicle {number}") for number in range(candidates))


def _vehicle(number: int, name: str, *, more: str = "") -> str:
    answer = '[vehicle.answers.message]\nverdict = "no"\nby = "AL"\nnote = "Too simple"\n' if number % 3 == 2 else ""
    return f"""[[vehicle]]
id = "v{number}"
name = "{name}"
cost = {300 + 7 * (number % 40)}
hours = {{ writing = 2 }}
max_per_period = 2
{more}outcomes.conversion = {{ low = {1 + number % 3}, likely = {4 + number % 5}, high = {10 + number % 7} }}
sources = ["Figures of 2025, {number}", "judgement"]
{answer}"""


def _huge() -> str:
    """40 chosen vehicles over 12 months, with names without a blank, in wide letters, and as long as they may be."""
    names = (
        "Ein Fahrzeug mit einem ungewöhnlich langen Namen, der nicht aufhört: " + "Donaudampfschifffahrt" * 10,
        "展示会と講演会のための非常に長い名前を持つ乗り物" * 6,
        "Webinar <b>&amp; more</b>",
        "=HYPERLINK(1) | pipe * star _ under `tick` [link](x)",
    )
    head = """format = 1
name = "Everything too long: %s"
[goal]
result = "qualified and accepted lead of the mid-market"
stage = "conversion"
[horizon]
start = 2027-01-01
periods = 12
period = "month"
[budget]
per_period = 60_000
[screening]
rule_out = "answers"
[[team.skill]]
id = "writing-and-editing-for-three-markets"
hours = 900
hourly_cost = 50
""" % ("long " * 40)
    vehicles = []
    for number in range(40):
        name = f"{number} {names[number % len(names)]}"
        vehicles.append(
            _vehicle(number, name[:300], more='include = "must"\n').replace(
                "writing", "writing-and-editing-for-three-markets"
            )
        )
    return head + "".join(vehicles).replace('verdict = "no"', 'verdict = "weak"')
