"""A simulation as JSON: the keys are a contract, and what is infinite is null."""

from __future__ import annotations

import json
from collections.abc import Callable

from vehicleplan.analysis.basis import Basis
from vehicleplan.analysis.simulate import simulate
from vehicleplan.exports.json_file import json_text
from vehicleplan.exports.json_simulate import simulate_object
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.optimizer import Control, optimize

SMALL = """
format = 1
name = "Small"
[goal]
result = "lead"
stage = "conversion"
amount = 60
[simulation]
draws = 100
seed = 4
correlation = 0.25
[[vehicle]]
id = "webinar"
max_activities = 8
cost = 100
outcomes.conversion = { low = LOW, likely = 20, high = 40 }
"""


def tree(resolved: ResolvedScenario, choices: int) -> dict[str, object]:
    """The JSON object of a scenario's simulation, read again."""
    basis = Basis(resolved, {}, optimize(resolved))
    simulated = simulate(basis, Control(), resolved.scenario.simulation, choices=choices)
    read = json.loads(json_text(simulate_object(simulated, basis.plan)))
    assert isinstance(read, dict)
    return read


def test_a_simulation_has_the_keys_of_the_contract(scenario: Callable[[str], ResolvedScenario]) -> None:
    """Every key that programs rely on is there, with the scenario's own settings."""
    found = tree(scenario(SMALL.replace("LOW", "10")), choices=3)
    assert list(found) == [
        "format", "is_whole", "scenario", "draws", "seed", "correlation", "is_certain", "results", "cost_per_result",
        "as_planned", "goal", "parts", "vehicles", "known_draws",
    ]  # fmt: skip
    assert (found["format"], found["is_whole"], found["seed"], found["correlation"]) == (1, True, 4, 0.25)
    assert found["draws"] == {"asked": 100, "done": 100}
    results, chance, known = found["results"], found["goal"], found["known_draws"]
    assert isinstance(results, dict)
    assert list(results) == ["planned", "p10", "p50", "p90", "mean"]
    assert isinstance(chance, dict)
    assert list(chance) == ["times", "share", "standard_error", "low", "high"]
    assert isinstance(known, dict)
    assert list(known) == ["asked", "done", "same_set", "choices", "regret"]


def test_the_cost_of_no_result_is_null(scenario: Callable[[str], ResolvedScenario]) -> None:
    """With nothing in one draw of ten, the worst cost per result has no figure; without choices there are none."""
    found = tree(scenario(SMALL.replace("LOW", "0")), choices=0)
    costs = found["cost_per_result"]
    assert isinstance(costs, dict)
    assert costs["mean"] is None
    assert costs["p10"] is not None
    assert found["known_draws"] is None


def test_without_a_plan_the_figures_are_null(scenario: Callable[[str], ResolvedScenario]) -> None:
    """Where no plan is possible there is no draw."""
    impossible = SMALL.replace("LOW", "10").replace('id = "webinar"', 'id = "webinar"\ninclude = "must"')
    found = tree(scenario(f"{impossible}[budget]\ntotal = 10\n"), choices=5)
    assert (found["draws"], found["results"], found["goal"]) == ({"asked": 100, "done": 0}, None, None)
