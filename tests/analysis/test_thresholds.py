"""The smallest change at which the plan takes a vehicle, against arithmetic by hand and against brute force."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable
from typing import Any

import pytest

from analysis.other_cases import mode_of, standing_of, with_vehicle
from optimizer.generate import random_scenario
from optimizer.oracle import solve
from vehicleplan.analysis.basis import Basis, standing
from vehicleplan.analysis.thresholds import EXACT, SLIVER, Threshold, WhyNone, find_threshold
from vehicleplan.errors import CancelledError
from vehicleplan.model.plan import PlanStatus, WhyNot
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.optimizer import Control, optimize
from vehicleplan.optimizer.turning import Figure

MakeScenario = Callable[[str], ResolvedScenario]

BOTH = """
format = 1
[goal]
result = "lead"
stage = "conversion"
mode = "most-results"
[limits]
max_vehicles = 1
[budget]
total = 1_000
[[team.skill]]
id = "writing"
hours = 100
[[vehicle]]
id = "webinar"
cost = 100
hours = { writing = 10 }
outcomes = { conversion = 8 }
[[vehicle]]
id = "fair"
setup_cost = 200
cost = 250
hours = { writing = 30 }
outcomes = { conversion = 15 }
"""
"""Ten webinars bring 80 leads for 1,000 USD and 100 hours; three fairs bring 45 for 950 USD and 90 hours, six 90."""


def basis_of(resolved: ResolvedScenario) -> Basis:
    """The scenario with its plan; nothing is ruled out."""
    return Basis(resolved, {}, optimize(resolved))


def threshold(resolved: ResolvedScenario, figure: Figure, vehicle: str = "fair") -> Threshold:
    """The threshold of the fair."""
    return find_threshold(basis_of(resolved), vehicle, figure, Control())


def is_just_before(found: Threshold) -> bool:
    """Whether the two factors of a threshold are next to each other, the farther one being where it enters."""
    assert found.enters_at is not None
    assert found.stays_out_at is not None
    gap = (found.enters_at - found.stays_out_at) * (1 if found.figure is Figure.OUTCOMES else -1)
    return 0 < gap <= max(EXACT * found.enters_at, 2e-5) * 1.001


def test_outcomes_that_must_rise(scenario: MakeScenario) -> None:
    """Three fairs bring as much as ten webinars once each brings 80 / 3 leads: 15 leads times 1.7778."""
    found = threshold(scenario(BOTH), Figure.OUTCOMES)
    assert found.enters_at == pytest.approx(80 / 45, rel=1e-6)
    assert is_just_before(found)


def test_more_cash_does_not_help_where_hours_are_short(scenario: MakeScenario) -> None:
    """Free fairs still take 30 of 100 hours each: three of them, 45 leads."""
    found = threshold(scenario(BOTH), Figure.CASH)
    assert (found.enters_at, found.tried_to, found.why_none) == (None, 0.0, WhyNone.STAYS_OUT)


def test_cash_that_must_fall_counts_set_up_and_activities(scenario: MakeScenario) -> None:
    """With hours enough, six fairs bring 90 leads: 200 + 6 * 250 USD must become 1,000 USD."""
    found = threshold(scenario(BOTH.replace("hours = 100", "hours = 500")), Figure.CASH)
    assert found.enters_at == pytest.approx(1_000 / 1_700, rel=1e-6)
    assert is_just_before(found)


def test_hours_that_must_fall(scenario: MakeScenario) -> None:
    """With money enough, six fairs of 30 hours must become 100 hours."""
    text = BOTH.replace("total = 1_000", "total = 5_000").replace("cost = 100\n", "cost = 500\n")
    found = threshold(scenario(text), Figure.HOURS)
    assert found.enters_at == pytest.approx(100 / 180, rel=1e-6)
    assert is_just_before(found)


def test_a_price_in_a_tier_changes_with_all_cash(scenario: MakeScenario) -> None:
    """Set-up, price and tier price by one factor: 200 + 2 * 250 + 4 * 200 USD must become 1,000 USD."""
    tiers = "tier = [{ activities = 2 }, { cost = 200 }]\n"
    found = threshold(scenario(f"{BOTH.replace('hours = 100', 'hours = 500')}{tiers}"), Figure.CASH)
    assert found.enters_at == pytest.approx(1_000 / 1_500, rel=1e-6)


def test_lowest_cost_per_result_asks_for_a_lower_price(scenario: MakeScenario) -> None:
    """At 12.5 USD per lead beside it, a lead of the fair may cost 12.5 too: 15 of them for 187.5 of 250 USD."""
    text = BOTH.replace('mode = "most-results"', "amount = 15").replace("setup_cost = 200", "max_activities = 1")
    found = threshold(scenario(text), Figure.CASH)
    assert found.enters_at == pytest.approx(187.5 / 250, rel=1e-6)
    assert is_just_before(found)


def test_a_goal_out_of_reach_asks_for_as_little_missing(scenario: MakeScenario) -> None:
    """Of 200 leads 120 are missing; a vehicle enters where no more is missing with it."""
    found = threshold(
        scenario(BOTH.replace('mode = "most-results"', 'mode = "least-cost"\namount = 200')), Figure.OUTCOMES
    )
    assert found.enters_at == pytest.approx(80 / 45, rel=1e-5)
    assert is_just_before(found)


def test_as_good_as_it_is_enters_at_one(scenario: MakeScenario) -> None:
    """A vehicle that ties with a chosen one need not change; there is no factor just before."""
    twin = BOTH.replace(
        'id = "fair"\nsetup_cost = 200\ncost = 250\nhours = { writing = 30 }', 'id = "fair"\ncost = 100'
    )
    found = threshold(scenario(twin.replace("conversion = 15", "conversion = 8")), Figure.OUTCOMES)
    assert (found.enters_at, found.stays_out_at, found.change) == (1.0, None, 0.0)


def test_figures_that_are_nothing_cannot_change(scenario: MakeScenario) -> None:
    """A vehicle without hours has none that could fall."""
    found = threshold(scenario(BOTH.replace("hours = { writing = 30 }\n", "")), Figure.HOURS)
    assert (found.enters_at, found.why_none) == (None, WhyNone.HAS_NONE)


def test_a_largest_share_can_be_passed_by_too_much(scenario: MakeScenario) -> None:
    """One fair may bring half of all leads: it enters where it brings 12, not where it brings a hundred times as much.

    Two webinars bring 12 leads for 200 USD, 16.67 USD each; a fair costs 210 USD and may bring as many as they do.
    """
    text = """
    format = 1
    [goal]
    result = "lead"
    stage = "conversion"
    amount = 10
    [limits]
    max_share = 0.5
    [[vehicle]]
    id = "webinar"
    cost = 100
    max_activities = 1
    outcomes = { conversion = 6 }
    [[vehicle]]
    id = "paper"
    cost = 100
    max_activities = 1
    outcomes = { conversion = 6 }
    [[vehicle]]
    id = "fair"
    cost = 180
    max_activities = 1
    outcomes = { conversion = 3 }
    """
    found = threshold(scenario(text), Figure.OUTCOMES)
    assert found.enters_at == pytest.approx(180 * 12 / 200 / 3, rel=1e-6)
    assert is_just_before(found)


def test_a_divisible_vehicle_needs_more_than_nothing(scenario: MakeScenario) -> None:
    """Search brings 2 leads for 50 USD where webinars bring one for 12.5: it enters at half its price, not at once."""
    search = '[[vehicle]]\nid = "search"\ndivisible = true\ncost = 50\noutcomes = { conversion = 2 }\n'
    text = BOTH.replace("max_vehicles = 1", "").replace('mode = "most-results"', "amount = 80") + search
    found = threshold(scenario(text), Figure.CASH, "search")
    assert found.enters_at == pytest.approx(0.5, rel=1e-5)


def test_a_stopped_search_gives_nothing(scenario: MakeScenario) -> None:
    """What was not found to its end is no threshold."""
    basis = basis_of(scenario(BOTH))
    with pytest.raises(CancelledError):
        find_threshold(basis, "fair", Figure.OUTCOMES, Control(is_cancelled=lambda: True))


GROUPS = 16
GROUP_SIZE = 4
SCAN = 4
"""How many factors are tried between the present figures and the threshold."""


def factors_before(found: Threshold) -> list[float]:
    """Factors from the present figures to the last at which the vehicle is said to stay out."""
    end = found.tried_to if found.enters_at is None else found.stays_out_at
    if end is None or found.why_none not in (None, WhyNone.STAYS_OUT):
        return []
    parts = [(step + 1) / SCAN for step in range(SCAN)]
    return [end**part if end > 1 else 1 + (end - 1) * part for part in parts]


def faults(facts: dict[str, Any], vehicle: str, found: Threshold, base: Any) -> list[str]:
    """Where brute force contradicts a threshold."""
    mode = mode_of(facts)

    def at(factor: float) -> Any:
        return standing_of(solve(with_vehicle(facts, vehicle, SLIVER, found.figure, factor)), mode)

    name = f"{vehicle} {found.figure}"
    wrong = [f"{name}: better at {f}" for f in factors_before(found) if at(f).is_better(base, 1e-7)]
    if found.enters_at is not None and not at(found.enters_at).is_as_good(base):
        wrong.append(f"{name}: not as good at {found.enters_at}")
    if found.stays_out_at is not None and not is_just_before(found):
        wrong.append(f"{name}: {found.stays_out_at} is far from {found.enters_at}")
    return [f"{name}: not settled"] if found.why_none is WhyNone.NOT_SETTLED else wrong


@pytest.mark.parametrize("group", range(GROUPS))
def test_thresholds_hold_by_brute_force(group: int, scenario: MakeScenario) -> None:
    """At the one factor some plan with the vehicle is as good as the plan; at none before the other is one better."""
    found = []
    for seed in range(group * GROUP_SIZE, (group + 1) * GROUP_SIZE):
        text = random_scenario(seed)
        facts, basis = tomllib.loads(text), basis_of(scenario(text))
        if basis.plan.status is PlanStatus.IMPOSSIBLE or math.isinf(standing(basis.plan).value):
            continue
        base = standing_of(solve(facts), mode_of(facts))
        for other in basis.plan.not_chosen:
            if other.why in (WhyNot.NOT_WORTH_IT, WhyNot.NO_RESULT):
                for figure in Figure:
                    threshold = find_threshold(basis, other.id, figure, Control())
                    found += [f"seed {seed}: {fault}" for fault in faults(facts, other.id, threshold, base)]
    assert not found, "\n".join(found)
