"""The optimizer against the published answers of ten textbook problems, each a scenario file in `textbook/`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from vehicleplan.optimizer import optimize, verify

TEXTBOOK = Path(__file__).parent / "textbook"
ROUNDING = 1e-6
"""Relative difference that a solver's arithmetic may leave."""


@dataclass(frozen=True)
class Published:
    """What the book prints, in the units of the scenario file."""

    file: str
    results: float | None = None
    cash: float | None = None
    activities: dict[str, float] | None = None
    """Activities per vehicle where the book's optimum is the only one; a vehicle not named has none."""
    within: float = ROUNDING
    """Relative difference allowed: more where the book prints rounded figures."""


PUBLISHED = (
    Published(
        "aimms_media_selection",
        cash=155_000,
        activities={"glossy-magazine": 1, "billboard-train": 1, "billboard-bus": 1, "financial-paper": 1},
    ),
    Published("ampl_1_1b_campaign_staff", results=92_000_000, activities={"television": 40, "magazine": 20}),
    Published("ampl_20_1_media_binary", results=600_000, activities={"television": 1, "magazine": 1, "radio": 1}),
    Published("asw_chamber_of_commerce", results=1_052_000, activities={"television": 4, "radio": 14, "newspaper": 10}),
    Published(
        "hillier_super_grain",
        results=16_175_000,
        activities={"television": 3, "magazine": 14, "sunday-supplement": 7.75},
    ),
    Published("newspaper_tv_price_tiers", results=113_500, activities={"newspaper": 20, "television": 12}),
    Published(
        "render_stair_win_big",
        results=67_240,
        activities={"television": 1.96875, "newspaper": 5, "radio-prime": 6.206897},
        within=1e-5,
    ),
    Published("taylor_seattle_department_store", cash=40_000, activities={"newspaper": 1, "radio": 6}),
    Published(
        "winston_dorian_magazines_diminishing",
        results=146_000,
        activities={"inside-jocks": 8, "family-square": 12},
    ),
    Published("winston_dorian_tv_lp", cash=320_000, activities={"comedy": 3.6, "football": 1.4}),
)

Scenario = Callable[[str], Any]


def read(file: str) -> str:
    """The text of one textbook scenario."""
    return (TEXTBOOK / f"{file}.toml").read_text(encoding="utf-8")


def activities_by_vehicle(plan: Any) -> dict[str, float]:
    """Activities over the horizon of every vehicle that has any."""
    totals = {vehicle.id: float(sum(vehicle.activities)) for vehicle in plan.vehicles}
    return {name: total for name, total in totals.items() if total > ROUNDING}


def test_every_scenario_file_has_a_published_answer() -> None:
    """No textbook file goes unchecked."""
    assert sorted(path.stem for path in TEXTBOOK.glob("*.toml")) == sorted(case.file for case in PUBLISHED)


@pytest.mark.parametrize("case", PUBLISHED, ids=lambda case: case.file)
def test_plan_reaches_the_published_optimum(case: Published, scenario: Scenario) -> None:
    """The plan is proven best and its results or its cash equal the book's."""
    resolved = scenario(read(case.file))
    plan = optimize(resolved)
    assert plan.status.value == "proven-best"
    if case.results is not None:
        assert plan.results == pytest.approx(case.results, rel=case.within)
    if case.cash is not None:
        assert plan.cost.cash == pytest.approx(case.cash, rel=case.within)
    assert verify(resolved, plan) == ()


@pytest.mark.parametrize("case", [case for case in PUBLISHED if case.activities], ids=lambda case: case.file)
def test_plan_is_the_published_mix(case: Published, scenario: Scenario) -> None:
    """Where the book's mix is the only best one, the plan is that mix."""
    assert activities_by_vehicle(optimize(scenario(read(case.file)))) == pytest.approx(case.activities, rel=1e-5)


def test_a_larger_budget_brings_what_the_book_says(scenario: Scenario) -> None:
    """The Chamber of Commerce with $100 more reaches 1,057,130 contacts."""
    plan = optimize(scenario(read("asw_chamber_of_commerce").replace("total = 18_200", "total = 18_300")))
    assert plan.status.value == "proven-best"
    assert plan.results == pytest.approx(1_057_130, abs=1)


def test_billboards_go_with_television_only(scenario: Scenario) -> None:
    """With the two logical rules switched on, covering the six audiences costs 162,500, as the book says."""
    plan = optimize(scenario(read("aimms_media_selection").replace("active = false", "active = true")))
    assert plan.status.value == "proven-best"
    assert plan.cost.cash == pytest.approx(162_500, rel=ROUNDING)


def test_whole_ads_cannot_beat_fractions(scenario: Scenario) -> None:
    """Win Big with whole ads only reaches fewer people than with fractions, and still obeys every rule."""
    resolved = scenario(read("render_stair_win_big").replace("divisible = true", "divisible = false"))
    plan = optimize(resolved)
    assert plan.status.value == "proven-best"
    assert plan.results < 67_240
    assert all(float(count).is_integer() for vehicle in plan.vehicles for count in vehicle.activities)
    assert verify(resolved, plan) == ()
