"""Small scenarios of every outcome, and what their plan is."""

from __future__ import annotations

from cli import runs
from tui.screen import Driver
from vehicleplan.model.plan import Plan

SMALL = runs.SMALL.replace('name = "Banner"', 'name = "Banner [/foo]"')
OUT_OF_REACH = SMALL.replace("amount = 30", "amount = 300")
IMPOSSIBLE = SMALL.replace('id = "paper"', 'id = "paper"\ninclude = "must"\nmin_activities = 3').replace(
    "total = 10_000", "total = 5_000"
)
UNBOUNDED = SMALL.replace("amount = 30\n", "").replace("total = 10_000\n", "").replace("max_activities = 3\n", "")
ALL_OUT = (
    SMALL.replace("amount = 30\n", "")
    .replace("conversion = 6\n", 'conversion = 6\nanswers.message.verdict = "no"\n')
    .replace("high = 9 }\n", 'high = 9 }\nanswers.message.verdict = "no"\n')
)
FAULTY = SMALL.replace("amount = 30", "amount = true")
WEEKS = (
    SMALL.replace("start = 2027-01-01\nperiods = 4", 'start = 2027-01-04\nperiod = "week"\nperiods = 52')
    .replace("max_activities = 8", "max_activities = 8\nmax_per_period = 1")
    .replace("hours = 40", "hours = 10")
)


def words(text: str) -> str:
    """The text on one line, so that it does not matter where the screen breaks it."""
    return " ".join(text.replace("│", " ").split())


def plan_of(driver: Driver) -> Plan:
    """The plan of the draft on the desk."""
    planned = driver.app.desk.planned()
    assert planned is not None
    return planned.plan
