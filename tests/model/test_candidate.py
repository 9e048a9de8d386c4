"""Candidates: a catalog's figures in the scenario's periods and currency, the scenario's own taken as they are."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from vehicleplan.model.candidate import Candidate
from vehicleplan.model.catalog import Catalog
from vehicleplan.model.resolve import resolve, vehicle_index
from vehicleplan.model.scenario import Scenario

CATALOG = Catalog.model_validate(
    tomllib.loads("""
format = 1
name = "Ours"
currency = "USD"
period = "quarter"
periods = 4
[[vehicle]]
id = "webinar"
name = "Hosted webinar"
setup_cost = 1_000
cost = 2_000
max_activities = 10
max_per_period = 4
min_per_period = 2
lag = 1
tier = [{ activities = 5, yield = 1.0, cost = 1_500 }, { yield = 0.5 }]
"""),
    by_alias=True,
    by_name=False,
)


def candidate(scenario_text: str, entry: str = 'use = "webinar"') -> Candidate:
    """The one candidate of a scenario with the catalog."""
    tables: dict[str, Any] = {"format": 1, "catalogs": ["ours"], "goal": {"stage": "conversion"}}
    tables |= tomllib.loads(f"{scenario_text}\n[[vehicle]]\n{entry}\n")
    scenario = Scenario.model_validate(tables, by_alias=True, by_name=False)
    (only,) = resolve(scenario, {"ours": CATALOG}).candidates
    return only


def test_same_periods_and_currency_change_nothing() -> None:
    """A year of quarters in dollars is what the catalog speaks of."""
    found = candidate("[horizon]\nperiods = 4")
    assert found.converted == ()
    assert (found.cost, found.max_activities, found.max_per_period) == (2_000, 10, 4)
    assert (found.min_per_period, found.lag) == (2, 1)
    assert (found.id, found.name, found.catalog) == ("webinar", "Hosted webinar", "Ours")


@pytest.mark.parametrize(
    ("horizon", "figures"),
    [
        ('period = "month"\nperiods = 12', (10, 2, 0, 3, 5)),
        ('period = "month"\nperiods = 5', (5, 2, 0, 3, 3)),
        ('period = "week"\nperiods = 52', (10, 1, 0, 13, 5)),
        ('period = "week"\nperiods = 1', (1, 1, 0, 13, 1)),
        ("periods = 1", (3, 4, 2, 1, 2)),
        ("periods = 8", (20, 4, 2, 1, 10)),
    ],
)
def test_figures_are_converted(horizon: str, figures: tuple[int, ...]) -> None:
    """Maxima and tiers go up to whole activities, minima down, lag to the nearest period."""
    found = candidate(f"[horizon]\n{horizon}")
    maxima_and_minima = (found.max_activities, found.max_per_period, found.min_per_period)
    assert (*maxima_and_minima, found.lag, found.tiers[0].activities) == figures
    assert found.tiers[1].activities is None
    assert found.converted


def test_money_is_converted_at_the_rate() -> None:
    """Set-up, price and the tiers' prices; nothing else."""
    found = candidate('currency = "EUR"\nexchange = { USD = 0.5 }\n[horizon]\nperiods = 4')
    assert (found.setup_cost, found.cost, found.tiers[0].cost, found.tiers[1].cost) == (500, 1_000, 750, None)
    assert found.converted == ("costs from USD at 0.5",)


def test_overrides_are_taken_as_they_are() -> None:
    """What the scenario says is in its own currency and periods already."""
    found = candidate(
        'currency = "EUR"\nexchange = { USD = 0.5 }\n[horizon]\nperiod = "month"\nperiods = 12',
        'use = "webinar"\nid = "ours"\ncost = 2_500\nmax_per_period = 4\nlag = 1\ntier = []\nname = "Our webinar"',
    )
    assert (found.cost, found.max_per_period, found.lag, found.tiers) == (2_500, 4, 1, ())
    assert (found.id, found.name, found.setup_cost) == ("ours", "Our webinar", 500)


def test_own_vehicle_without_a_name_is_called_by_its_id() -> None:
    """A vehicle of the scenario's own needs an id only."""
    found = candidate("", 'id = "club"')
    assert (found.id, found.name, found.catalog, found.cost) == ("club", "club", None, 0)


@pytest.mark.parametrize(("entry", "least"), [("", 1), ("divisible = true", 0), ("min_activities = 3", 3)])
def test_least_activities(entry: str, least: float) -> None:
    """One if chosen, none when divisible, unless the scenario says otherwise."""
    assert candidate("", f'id = "club"\n{entry}').min_activities == least


def test_current_activities_are_one_number_per_period() -> None:
    """A single number holds for every period."""
    assert candidate("[horizon]\nperiods = 3", 'id = "club"\ncurrent = 2').current == (2, 2, 2)
    assert candidate("[horizon]\nperiods = 2", 'id = "club"\ncurrent = [1, 0]').current == (1, 0)


def test_most_activities_is_the_least_of_the_limits() -> None:
    """The maximum, or what closed tiers hold, or no limit."""
    assert candidate("[horizon]\nperiods = 4").most_activities == 10
    assert candidate("", 'id = "c"\ntier = [{ activities = 2 }, { activities = 3 }]').most_activities == 5
    assert candidate("", 'id = "c"').most_activities == float("inf")


def test_first_catalog_wins() -> None:
    """Where two catalogs have the vehicle, the one that is listed first gives it."""
    other = CATALOG.model_copy(update={"name": "Other"})
    entry = Scenario.model_validate({"format": 1, "goal": {}, "vehicle": [{"use": "webinar"}]}).vehicles[0]
    found = vehicle_index({"one": other, "two": CATALOG}).get(entry.use or "")
    assert found is not None
    assert found[0].name == "Other"
