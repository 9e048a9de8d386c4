"""Plans made by hand, so that a test sees what it reports on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from vehicleplan.model.goal import Mode
from vehicleplan.model.plan import (
    Chosen,
    Cost,
    Decisions,
    MadeBuild,
    NotChosen,
    Plan,
    PlanStatus,
    Score,
    SkillUse,
    WhyNot,
)
from vehicleplan.model.verdict import Question

WEBINAR = Chosen(
    id="webinar",
    name="Hosted webinar",
    activities=(2.0, 3.0, 0.0, 2.0000000000001),
    start=1,
    results=96.0,
    outcomes={"consideration": 400.0, "conversion": 56.0},
    cash=16_900.0,
    loaded_cost=27_700.000000000004,
    hours={"writing": 86.0, "events": 98.0},
    cost_per_result=288.541666666667,
)
PAID_SEARCH = Chosen(
    id="paid-search",
    name="Paid search",
    activities=(7.5, 7.5, 7.5, 7.5),
    start=1,
    results=155.0,
    outcomes={"conversion": 155.0},
    cash=30_000.0,
    loaded_cost=33_000.0,
    hours={"media": 50.0},
    cost_per_result=212.9032258,
)
BANNER = NotChosen(
    "banner", "Banner", WhyNot.RULED_OUT, Question.MESSAGE, "Ruled out at message: one line does not carry it."
)
RADIO = NotChosen("radio", "Radio", WhyNot.NOT_WORTH_IT, None, "A lead costs 900 USD, the plan's mean is 242.")
USE = SkillUse(own=40.0, given=0.0, built=0.0, outsourced=0.0, used=20.0)
BUSY = SkillUse(own=40.0, given=0.0, built=0.0, outsourced=6.0, used=46.0)


def make_plan(**changes: Any) -> Plan:
    """A plan of two vehicles that reaches its goal; any field of the plan may be changed."""
    score = Score(
        vehicles=(WEBINAR, PAID_SEARCH),
        cost=Cost(cash=47_470.0, labour=13_800.0),
        cash_by_period=(12_000.0, 12_470.0, 11_000.0, 12_000.0),
        results=251.0,
        outcomes={"consideration": 400.0, "conversion": 211.0},
        hours={"writing": (USE, BUSY, USE, USE), "media": (USE,) * 4, "video": (replace(USE, used=0.0),) * 4},
        builds=(),
    )
    plan = Plan(
        scenario="Launch",
        status=PlanStatus.PROVEN_BEST,
        gap=0.0,
        mode=Mode.LOWEST_COST_PER_RESULT,
        cost_kind="loaded",
        result="sales-ready lead",
        amount=240.0,
        decisions=Decisions({}, {}, {}, {}, {}),
        score=score,
        not_chosen=(BANNER, RADIO),
        shortfalls=(),
        currency="USD",
        labels=("2027 Q1", "2027 Q2", "2027 Q3", "2027 Q4"),
        budget_total=120_000.0,
        seconds=0.25,
    )
    return replace(plan, **changes)


def make_empty_plan(status: PlanStatus, **changes: Any) -> Plan:
    """A plan with nothing in it."""
    use = replace(USE, used=0.0)
    score = Score((), Cost(), (0.0,) * 4, 0.0, {}, {"writing": (use,) * 4}, ())
    return make_plan(status=status, gap=None, score=score, not_chosen=(RADIO,), **changes)


COURSE = MadeBuild(name="Video course", skill="video", period=1, ready=5, cash=2_500.0, adds_hours=60.0)
